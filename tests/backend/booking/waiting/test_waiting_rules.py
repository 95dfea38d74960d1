"""Who waits is served in order: nobody is overtaken without reason, nothing overlaps, and it ends."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.booking.model import Group
from hallenwart_backend.booking.rules import local_day, local_ms, quarters
from hallenwart_backend.booking.waiting.rules import Ground, Round, Wish

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 23)
DAYS = [MONDAY + timedelta(days=offset) for offset in range(14)]
HALLS = {"nordpark": 3, "sued": 1}
GROUP_OF = {"schule": Group.SCHOOL, "tsv": Group.CLUB, "bc": Group.CLUB, "privat": Group.OTHER}


def wish(identity="w1", club="tsv", **fields):
    plain = {
        "halls": (),
        "sections": 1,
        "from_date": MONDAY,
        "to_date": MONDAY,
        "weekday": None,
        "from_min": 18 * 60,
        "to_min": 20 * 60,
        "length_min": 60,
        "created_ms": 0,
        "until_ms": 2**50,
    }
    return Wish(id=identity, club=club, group=GROUP_OF[club], **(plain | fields))


def look(wishes, *, taken=None, minutes=None, served=None, first_ms=0, halls=HALLS):
    opened = {day: [(local_ms(day, 8 * 60, BERLIN), local_ms(day, 22 * 60, BERLIN))] for day in DAYS}
    grounds = {hall: Ground(hall, BERLIN, sections, 0, opened) for hall, sections in halls.items()}
    return Round(wishes, grounds, taken or {}, minutes or {}, served or {}, first_ms)


def run(round_):
    fills = []
    while (fill := round_.next()) is not None:
        fills.append(fill)
        round_.take(fill)
    return fills


def test_groups_come_first_then_who_has_less_then_who_waits_longer():
    everybody = [wish("p", "privat", created_ms=0), wish("t", "tsv", created_ms=2), wish("s", "schule", created_ms=3)]
    one_hall = {"sued": 1}
    assert [fill.wish.id for fill in run(look(everybody, halls=one_hall))] == ["s", "t"]
    both = [wish("t", "tsv", created_ms=1), wish("b", "bc", created_ms=2)]
    narrow = {"from_min": 18 * 60, "to_min": 19 * 60}
    both = [wish("t", "tsv", created_ms=1, **narrow), wish("b", "bc", created_ms=2, **narrow)]
    assert [fill.wish.id for fill in run(look(both, halls=one_hall))] == ["t"]
    assert [fill.wish.id for fill in run(look(both, halls=one_hall, minutes={("tsv", MONDAY): 90}))] == ["b"]
    assert [fill.wish.id for fill in run(look(both, halls=one_hall, served={"tsv": 1}))] == ["b"]


def test_sections_lie_side_by_side_where_they_can():
    at = local_ms(MONDAY, 18 * 60, BERLIN)
    taken = {("nordpark", 1): set(quarters(at, at + 7_200_000))}
    (fill,) = run(look([wish(sections=2, halls=("nordpark",))], taken=taken))
    assert (fill.sections, fill.start_ms) == ((2, 3), at)


def test_a_wish_for_a_weekday_is_filled_as_often_as_wanted_and_never_twice_a_day():
    mondays = wish(to_date=DAYS[-1], weekday=0, wanted=5)
    assert [fill.start_ms for fill in run(look([mondays]))] == [local_ms(day, 18 * 60, BERLIN) for day in (DAYS[0], DAYS[7])]
    assert len(run(look([wish(to_date=DAYS[-1], wanted=3)]))) == 3
    assert run(look([wish(passed=(MONDAY,))])) == []


def test_nothing_begins_too_soon_or_outside_the_window():
    assert run(look([wish(length_min=150)])) == []
    late = local_ms(MONDAY, 18 * 60, BERLIN) + 60_000
    (fill,) = run(look([wish()], first_ms=late))
    assert fill.start_ms == local_ms(MONDAY, 18 * 60 + 15, BERLIN)


wishes = st.builds(
    wish,
    st.uuids().map(str),
    st.sampled_from(sorted(GROUP_OF)),
    halls=st.sampled_from([(), ("sued",), ("nordpark",)]),
    sections=st.integers(1, 3),
    from_date=st.sampled_from(DAYS[:5]),
    to_date=st.sampled_from(DAYS[5:]),
    weekday=st.sampled_from([None, 0, 3]),
    from_min=st.sampled_from([17 * 60, 18 * 60, 19 * 60 + 30]),
    to_min=st.sampled_from([21 * 60, 22 * 60]),
    length_min=st.sampled_from([60, 90]),
    created_ms=st.integers(0, 5),
    wanted=st.integers(1, 4),
)
busy = st.dictionaries(
    st.sampled_from([("nordpark", 1), ("nordpark", 2), ("nordpark", 3), ("sued", 1)]),
    st.sets(st.sampled_from(list(quarters(local_ms(MONDAY, 17 * 60, BERLIN), local_ms(MONDAY, 22 * 60, BERLIN))))),
)


def could_have(other, fill):
    """Say whether another wish could have been filled with this very slot."""
    long_enough = fill.end_ms - fill.start_ms >= other.length_min * 60_000
    return long_enough and other.sections <= len(fill.sections) and other.touches(fill.hall, fill.start_ms, fill.end_ms, BERLIN)


@settings(max_examples=80)
@given(st.lists(wishes, max_size=8, unique_by=lambda one: one.id), busy, st.booleans())
def test_nobody_is_overtaken_nothing_overlaps_and_it_ends(everybody, taken, tight):
    halls = {"sued": 1} if tight else HALLS
    had = {key: set(value) for key, value in taken.items()}
    left = {one.id: one for one in everybody}
    round_ = look(everybody, taken=taken, halls=halls)
    while (fill := round_.next()) is not None:
        for other in left.values():
            waits = other.filled < other.wanted and could_have(other, fill)
            assert not waits or round_.key(fill)[:4] <= round_.key(replace(fill, wish=other))[:4], "overtaken"
        span = set(quarters(fill.start_ms, fill.end_ms))
        for section in fill.sections:
            assert had.setdefault((fill.hall, section), set()).isdisjoint(span), "double"
            had[fill.hall, section] |= span
        one = left[fill.wish.id]
        left[one.id] = replace(one, filled=one.filled + 1, passed=(*one.passed, local_day(fill.start_ms, BERLIN)))
        assert left[one.id].filled <= one.wanted
        round_.take(fill)
    for one in left.values():
        if one.filled < one.wanted:
            copy = {key: set(value) for key, value in had.items()}
            assert look([one], taken=copy, halls=halls).next() is None, "something free would have fitted"
