from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_contract.clock import to_ms
from hallenwart_contract.display import DisplayMode
from hallenwart_contract.documents import Config
from hallenwart_contract.site_link import ZoneAlarm
from hallenwart_contract.view import Post, View, ViewEntry, ViewHall
from hallenwart_edge.display import ladder, plan_rows
from hallenwart_edge.display.ladder import Memory
from hallenwart_edge.display.sources import Moment, Sources

BERLIN = ZoneInfo("Europe/Berlin")


def at(text):
    return to_ms(datetime.fromisoformat(text).replace(tzinfo=BERLIN))


NOW = at("2026-11-21T18:44")


def entry(id_, start, end, **more):
    day = "2026-11-21T"
    return ViewEntry(
        **{
            "id": id_,
            "hall": "nordpark",
            "sections": [1],
            "title": id_,
            "start_ms": at(day + start),
            "end_ms": at(day + end),
            **more,
        }
    )


def plan(*entries, posts=()):
    halls = [ViewHall(id="nordpark", name="Nordpark", sections=3, capacity=199)]
    return View(rev=1, made_ms=5, title="Sporthalle Nordpark", halls=halls, entries=list(entries), posts=list(posts))


def alarm(cause, *, zone="Foyer", since_ms=NOW - 1_000):
    return ZoneAlarm(id=f"{cause}-{zone}", zone=zone, cause=cause, since_ms=since_ms)


def moment(now_ms):
    return Moment(now_ms, now_ms - NOW + 1_000_000)


def remember(memory, sources, now_ms):
    return ladder.remember(memory, sources, moment(now_ms))


def show(sources, memory, now_ms):
    return ladder.show(sources, memory, moment(now_ms))


def next_change_ms(sources, memory, now_ms):
    return ladder.next_change_ms(sources, memory, moment(now_ms))


def shown(sources, now_ms=NOW):
    return show(sources, remember(Memory(), sources, now_ms), now_ms)


def test_now_comes_first_and_what_is_over_goes():
    view = plan(entry("später", "20:15", "22:00"), entry("jetzt", "17:30", "19:00"), entry("vorbei", "16:00", "18:44"))
    assert [(row.title, row.now) for row in shown(Sources(view=view)).rows] == [("jetzt", True), ("später", False)]


def test_a_moved_line_shows_the_old_time_and_the_new_one():
    moved = entry("BC 04", "19:30", "21:00", change="moved", was_start_ms=at("2026-11-21T19:00"))
    row = shown(Sources(view=plan(moved))).rows[0]
    assert (row.start_ms, row.new_start_ms, row.mark, row.now) == (
        at("2026-11-21T19:00"),
        at("2026-11-21T19:30"),
        "moved",
        False,
    )


def test_a_cancelled_line_is_marked_and_never_now():
    row = shown(Sources(view=plan(entry("TT", "18:00", "20:00", change="cancelled")))).rows[0]
    assert (row.mark, row.now) == ("cancelled", False)


def test_tomorrow_is_not_on_the_board_and_twelve_rows_are_enough():
    tomorrow = ViewEntry(id="m", hall="nordpark", sections=[1], title="m", start_ms=NOW + 86_400_000, end_ms=NOW + 90_000_000)
    assert shown(Sources(view=plan(tomorrow))).rows == []
    many = [entry(f"e{minute}", f"20:{minute:02}", "21:59") for minute in range(20)]
    assert len(shown(Sources(view=plan(*many))).rows) == plan_rows.MAX_ROWS


@pytest.mark.parametrize(
    ("causes", "mode", "drill"),
    [
        ([], DisplayMode.BOARD, False),
        (["own"], DisplayMode.SMOKE, False),
        (["own", "panel"], DisplayMode.EVACUATE, False),
        (["named"], DisplayMode.EVACUATE, False),
        (["drill"], DisplayMode.EVACUATE, True),
        (["drill", "own"], DisplayMode.SMOKE, False),
        (["drill", "panel"], DisplayMode.EVACUATE, False),
        (["something new"], DisplayMode.SMOKE, False),
        (["co"], DisplayMode.SAFETY, False),
        (["co", "drill"], DisplayMode.SAFETY, False),
        (["co", "own"], DisplayMode.SMOKE, False),
        (["co", "something new"], DisplayMode.SMOKE, False),
    ],
)
def test_the_ladder_of_modes(causes, mode, drill):
    alarms = [alarm(cause) for cause in causes]
    for sources in (Sources(view=plan(), own=alarms), Sources(view=plan(), heard={"p": alarms})):
        display = shown(sources)
        assert (display.mode, display.drill) == (mode, drill)


def test_a_silent_peer_breaks_the_alarm_link_and_gives_no_all_clear():
    memory = remember(Memory(), Sources(heard={"p": [alarm("own")]}), NOW)
    silent = Sources(heard={"p": None})
    memory = remember(memory, silent, NOW + 20_000)
    display = show(silent, memory, NOW + 20_000)
    assert (display.mode, display.alarm_link) == (DisplayMode.SMOKE, False)


def test_the_end_of_an_alarm_is_shown_for_ten_minutes():
    memory = remember(Memory(), Sources(own=[alarm("own")]), NOW)
    quiet = Sources()
    memory = remember(remember(memory, quiet, NOW + 5), quiet, NOW + 90)
    assert show(quiet, memory, NOW + 5 + 599_999).alarm_ended_ms == NOW + 5
    assert next_change_ms(quiet, memory, NOW + 6) == NOW + 5 + 600_000
    assert show(quiet, memory, NOW + 5 + 600_000).alarm_ended_ms is None


def test_counts_posts_and_addresses():
    posts = [Post(kind="help", title="alt", to_ms=NOW), Post(kind="help", title="Kuchenstand", from_ms=NOW)]
    config = Config(rev=1, site="nordpark", site_name="N", address="Am Nordpark 7", assembly_point="Parkplatz")
    display = shown(Sources(view=plan(posts=posts), config=config, people={"nordpark": None}))
    assert display.cards[0].texts["de"].title == "Kuchenstand"
    assert (display.counts[0].people, display.counts[0].capacity) == (None, 199)
    assert (display.address, display.assembly_point) == ("Am Nordpark 7", "Parkplatz")


def test_without_any_document_the_display_still_alarms():
    assert shown(Sources(own=[alarm("panel", zone="Geräteraum")], title="Halle")).alarm_zone == "Geräteraum"


def test_the_board_turns_at_local_midnight_also_when_the_clock_changes():
    evening = at("2026-10-24T20:00")
    assert next_change_ms(Sources(), Memory(), evening) == at("2026-10-25T00:00")
    assert next_change_ms(Sources(), Memory(), at("2026-10-25T00:00")) == at("2026-10-26T00:00")
    assert at("2026-10-26T00:00") - at("2026-10-25T00:00") == 25 * 3_600_000


spans = st.tuples(st.integers(-600, 900), st.integers(1, 300), st.sampled_from(["", "moved", "cancelled"]))


@given(st.lists(spans, max_size=8), st.integers(0, 100))
def test_nothing_changes_before_the_moment_that_was_announced(spans_, percent):
    entries = [
        ViewEntry(
            id=str(index),
            hall="nordpark",
            sections=[1],
            title="t",
            start_ms=NOW + start * 60_000,
            end_ms=NOW + (start + length) * 60_000,
            change=change,
            was_start_ms=NOW + (start - 30) * 60_000 if change == "moved" else None,
        )
        for index, (start, length, change) in enumerate(spans_)
    ]
    sources = Sources(view=plan(*entries))
    next_ms = next_change_ms(sources, Memory(), NOW)
    later = NOW + (next_ms - 1 - NOW) * percent // 100
    assert shown(sources).rows == shown(sources, later).rows


def test_an_alarm_whose_evacuation_waits_changes_nothing_until_it_sounds():
    waiting = ZoneAlarm(id="a", zone="Foyer", cause="own", since_ms=NOW, sounds=False)
    for sources in (Sources(view=plan(), own=[waiting]), Sources(view=plan(), heard={"nordpark-2": [waiting]})):
        memory = remember(Memory(), sources, NOW)
        assert show(sources, memory, NOW).mode == DisplayMode.BOARD
    sounding = Sources(own=[ZoneAlarm(id="a", zone="Foyer", cause="own", since_ms=NOW)])
    seen = show(sounding, remember(Memory(), sounding, NOW), NOW)
    assert (seen.mode, seen.way) == (DisplayMode.SMOKE, "")
