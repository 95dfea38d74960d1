from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.display.rules import MAX_ENTRIES, Planned, build_view, line, window
from hallenwart_contract.clock import utc
from hallenwart_contract.codec import encode
from hallenwart_contract.view import ViewHall

HOUR_MS = 3_600_000
NOON_MS = 1_795_431_600_000
SPAN = window(NOON_MS, "Europe/Berlin")
HALLS = [ViewHall(id="nordpark", name="Nordpark", sections=3, capacity=199)]


def _planned(number=1, start_ms=NOON_MS, sections=(1,), **more):
    return Planned(f"b{number}", "nordpark", sections, "TSV Lindenau", "E-Jugend", start_ms, start_ms + HOUR_MS, **more)


def _entries(*planned):
    return build_view("Nordpark", HALLS, planned, now_ms=NOON_MS, span=SPAN).entries


def test_a_week_from_local_midnight_also_when_clocks_change():
    before_change_ms = 1_792_756_800_000  # 2026-10-23
    start, end = window(before_change_ms, "Europe/Berlin")
    assert (end - start) / HOUR_MS == 8 * 24 + 1
    assert start % (24 * HOUR_MS) == 22 * HOUR_MS


def test_a_line_has_club_and_group_and_nobody_by_name():
    assert line("TSV Lindenau", "E-Jugend") == "TSV Lindenau · E-Jugend"
    assert line("", "Putzen") == "Putzen"
    assert [entry.title for entry in _entries(_planned())] == ["TSV Lindenau · E-Jugend"]


def test_a_cancelled_hour_is_shown_until_someone_else_has_it():
    assert [entry.change for entry in _entries(_planned(cancelled=True))] == ["cancelled"]
    assert [entry.id for entry in _entries(_planned(cancelled=True), _planned(2, sections=(1, 2)))] == ["b2"]
    assert len(_entries(_planned(cancelled=True), _planned(2, sections=(2,)))) == 2
    assert _entries(_planned(cancelled=True, start_ms=NOON_MS + 4 * 24 * HOUR_MS)) == []


def test_of_dates_cancelled_at_one_place_and_time_the_last_is_shown():
    first, second = _planned(2, cancelled=True, cancelled_ms=1), _planned(cancelled=True, cancelled_ms=2)
    assert [entry.id for entry in _entries(first, second)] == [second.id]
    assert len(_entries(first, _planned(cancelled=True, cancelled_ms=2, sections=(3,)))) == 2


def test_the_fullest_week_fits_one_message():
    view = build_view(
        "Nordpark", HALLS, [_planned(number, NOON_MS + number * 60_000) for number in range(900)], now_ms=NOON_MS, span=SPAN
    )
    assert len(view.entries) == MAX_ENTRIES
    assert len(encode(view)) * 4 / 3 < 126 * 1024


@given(st.integers(SPAN[0], SPAN[0] + 23 * HOUR_MS))
def test_within_a_day_time_alone_changes_nothing(now_ms):
    planned = [_planned(number, NOON_MS + (number - 30) * HOUR_MS) for number in range(60)]
    assert window(now_ms, "Europe/Berlin") == SPAN
    assert build_view("x", HALLS, planned, now_ms=now_ms, span=SPAN).entries == _entries(*planned)
    assert utc(SPAN[0]).hour == 23


def test_halls_lit_from_here_are_told_without_names_and_a_plan_too_long_says_how_far_it_reaches():
    shown, lit = [_planned(n, NOON_MS + n) for n in range(3)], [_planned(9, NOON_MS + HOUR_MS)]
    view = build_view("", [], shown, now_ms=NOON_MS, span=SPAN, more=lit)
    assert ([one.title for one in view.more], len(view.entries), view.until_ms) == ([""], 3, SPAN[1])
    many = [_planned(n, NOON_MS + n) for n in range(MAX_ENTRIES)]
    view = build_view("", [], many, now_ms=NOON_MS, span=SPAN, more=lit)
    assert (view.more, view.until_ms) == ([], NOON_MS + HOUR_MS)
    view = build_view("", [], many[1:], now_ms=NOON_MS, span=SPAN, more=[*lit, _planned(10, NOON_MS + 2 * HOUR_MS)])
    assert (len(view.more), view.until_ms) == (1, NOON_MS + 2 * HOUR_MS)
