"""Whatever comes in, one rung is shown, and nothing changes before the moment that was announced."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hallenwart_contract.display import DisplayMode, Missing
from hallenwart_contract.view import PostKind, PostText, Rung, ShownStream, View
from hallenwart_edge.display import counts, exits, ladder
from hallenwart_edge.display.ladder import Memory
from hallenwart_edge.display.sources import KeyOut, Moment, Sources
from support.display_plans import (
    MINUTE_MS,
    NOW,
    alarm,
    at,
    entry,
    grant,
    grants,
    moment,
    plan,
    post,
    released,
    remembered,
    shown,
)

HOUR_MS = 60 * MINUTE_MS
minutes = st.integers(-400, 400).map(lambda minute: NOW + minute * MINUTE_MS)
spans = st.tuples(minutes, st.integers(1, 300)).map(lambda pair: (pair[0], pair[0] + pair[1] * MINUTE_MS))
entries = st.builds(
    lambda index, span, change: replace(
        entry(f"e{index}", "18:00", "19:00", change=change),
        start_ms=span[0],
        end_ms=span[1],
        was_start_ms=span[0] - 30 * MINUTE_MS if change == "moved" else None,
    ),
    st.integers(0, 9),
    spans,
    st.sampled_from(["", "moved", "cancelled"]),
)
posts = st.builds(
    lambda kind, span, more: post(kind, from_ms=span[0], to_ms=span[1], spans=more),
    st.sampled_from([*PostKind, "of tomorrow"]),
    spans,
    st.lists(spans, max_size=2),
)
streams = st.builds(lambda span: ShownStream(id="s", hall="nordpark", title="t", from_ms=span[0], to_ms=span[1]), spans)
exits_released = st.builds(
    lambda span, way: released(way, from_ms=span[0], until_ms=span[1]), spans, st.sampled_from(["left", "blocked", "up"])
)
views = st.builds(
    lambda rows, told, screen, matches: plan(*rows, posts=told, screen=screen, shown_streams=matches),
    st.lists(entries, max_size=4),
    st.lists(posts, max_size=4),
    exits_released,
    st.lists(streams, max_size=1),
)
rights = st.lists(spans, max_size=3).map(
    lambda each: grants(*(replace(grant(f"g{n}", "18:00", "19:00"), w=[span]) for n, span in enumerate(each)))
)
sources_ = st.builds(
    Sources,
    view=st.none() | views,
    grants=st.none() | rights,
    keys=st.lists(st.builds(KeyOut, st.just(3), st.sampled_from(["g0", "g1"]), minutes), max_size=1),
    people=st.dictionaries(st.just("nordpark"), st.none() | st.integers(0, 300)),
    unheard=st.sampled_from([frozenset(), frozenset({"nordpark"})]),
    own=st.lists(st.sampled_from(["own", "panel", "named", "drill", "co", "of tomorrow"]).map(alarm), max_size=2),
    heard=st.dictionaries(
        st.just("nordpark-2"), st.none() | st.lists(st.sampled_from(["own", "drill"]).map(alarm), max_size=1)
    ),
    online=st.booleans(),
    trusted=st.booleans(),
    received_ms=st.none() | minutes,
)
bare = {"now_ms": 0}


@settings(max_examples=150, deadline=None)
@given(sources_, sources_, st.integers(0, 20), st.integers(0, 100))
def test_nothing_changes_before_the_moment_that_was_announced(before, sources, ago_min, percent):
    memory = remembered(before, NOW - ago_min * MINUTE_MS)
    memory = remembered(sources, NOW, memory)
    next_ms = ladder.next_change_ms(sources, memory, moment(NOW))
    assert next_ms > NOW
    later = NOW + (next_ms - 1 - NOW) * percent // 100
    first, then = ladder.show(sources, memory, moment(NOW)), ladder.show(sources, memory, moment(later))
    assert replace(first, **bare) == replace(then, **bare)


@settings(max_examples=150, deadline=None)
@given(sources_)
def test_the_ladder_is_total_and_holds_its_promises(sources):
    display = shown(sources)
    alarmed = display.mode in {DisplayMode.SMOKE, DisplayMode.EVACUATE}
    assert (display.rung == Rung.FIRE) == alarmed
    assert not display.way or (display.mode is DisplayMode.EVACUATE and sources.trusted)
    assert (display.mode is DisplayMode.SETUP) == bool(display.missing) or not display.missing
    assert {card.rung for card in display.above} <= {Rung.SAFETY, Rung.NOTE, Rung.WARNING}
    assert {card.rung for card in display.cards} <= {Rung.POST, Rung.VOLUNTEER}
    for card in [*display.above, *display.cards]:
        if not card.word:
            told = [each for each in sources.view.posts if each.id == card.id]
            assert any(each.from_ms <= NOW < each.to_ms for each in told)
            assert any(not each.spans or any(a <= NOW < b for a, b in each.spans) for each in told)
    ladder_ = [*Rung]
    order = [ladder_.index(Rung(card.rung)) for card in display.above]
    assert order == sorted(order)
    if not alarmed and display.mode is not DisplayMode.SAFETY:
        assert ladder_.index(Rung(display.rung)) <= min([*order, ladder_.index(Rung.PLAN) if display.rows else len(ladder_)])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 40 * MINUTE_MS), st.integers(-HOUR_MS, HOUR_MS))
def test_a_stale_count_is_never_shown(silent_ms, jump_ms):
    heard = Sources(view=plan(), people={"nordpark": 24})
    memory = ladder.remember(Memory(), heard, Moment(NOW, 1_000))
    now = Moment(NOW + silent_ms + jump_ms, 1_000 + silent_ms)
    silent = Sources(view=plan(), people={"nordpark": None}, unheard=frozenset({"nordpark"}))
    memory = ladder.remember(memory, silent, now)
    count = ladder.show(silent, memory, now).counts[0]
    stale = silent_ms > counts.STALE_AFTER_MS or not 0 <= silent_ms + jump_ms <= counts.STALE_AFTER_MS
    assert (count.people is None) == stale
    assert count.people is None or now.wall_ms - count.t_ms <= counts.STALE_AFTER_MS + MINUTE_MS


def test_a_count_is_told_with_its_minute_and_goes_at_once_with_its_sensor():
    heard = Sources(view=plan(), people={"nordpark": 24}, uses={"nordpark": "busy"})
    count = shown(heard, NOW + 20_000).counts[0]
    assert (count.people, count.t_ms, count.use) == (24, NOW, "busy")
    memory = remembered(heard)
    broken = Sources(view=plan(), people={"nordpark": None}, uses={"nordpark": "unknown"})
    count = shown(broken, NOW + 1_000, memory).counts[0]
    assert (count.people, count.t_ms, count.use) == (None, None, "")


def test_the_last_count_of_a_silent_neighbour_keeps_its_time():
    memory = remembered(Sources(view=plan(), people={"nordpark": 24}))
    silent = Sources(view=plan(), people={"nordpark": None}, unheard=frozenset({"nordpark"}), uses={"nordpark": "busy"})
    for minute, people in ((14, 24), (15, 24), (16, None)):
        memory = remembered(silent, NOW + minute * MINUTE_MS, memory)
        count = ladder.show(silent, memory, moment(NOW + minute * MINUTE_MS)).counts[0]
        assert (count.people, count.use) == (people, "")
        assert count.t_ms == (NOW if people else None)


@pytest.mark.parametrize(
    ("kinds", "rows", "rung"),
    [
        (["safety", "news"], True, Rung.SAFETY),
        (["note", "warning"], True, Rung.NOTE),
        (["warning"], True, Rung.WARNING),
        (["news", "volunteer"], True, Rung.PLAN),
        (["volunteer", "event"], False, Rung.POST),
        (["volunteer"], False, Rung.VOLUNTEER),
        ([], False, Rung.IDLE),
    ],
)
def test_the_rungs(kinds, rows, rung):
    view = plan(*([entry("a", "18:00", "20:00")] if rows else []), posts=[post(kind) for kind in kinds])
    assert shown(Sources(view=view)).rung == rung


def test_the_most_urgent_warning_stands_first_and_a_post_speaks_every_language_it_has():
    told = [
        post("warning", "a", level="minor"),
        post("warning", "b", level="extreme", texts={"en": PostText(title="Storm", text="Stay in")}, picture="ab" * 32),
        post("safety", "c"),
    ]
    above = shown(Sources(view=plan(posts=told))).above
    assert [card.id for card in above] == ["c", "b", "a"]
    assert (above[1].texts["en"].title, above[1].texts["de"].title, above[1].picture) == (
        "Storm",
        "b",
        f"/display/pictures/{'ab' * 32}",
    )


def test_a_post_comes_and_goes_by_its_spans():
    view = plan(posts=[post("news", spans=[(NOW, NOW + 5), (NOW + 10, NOW + 12)], to_ms=NOW + 11)])
    assert [len(shown(Sources(view=view), NOW + ms).cards) for ms in (-1, 0, 5, 10, 11)] == [0, 1, 0, 1, 0]


@pytest.mark.parametrize(
    ("sources", "way"),
    [
        ({}, "left"),
        ({"trusted": False}, ""),
        ({"own": [alarm("own")]}, ""),
        ({"own": [alarm("drill")]}, "left"),
        ({"own": [alarm("co")]}, ""),
        ({"own": []}, ""),
        ({"view": plan(screen=released(from_ms=NOW + 1))}, ""),
        ({"view": plan(screen=released(until_ms=NOW))}, ""),
        ({"view": plan(screen=released(protocol=""))}, ""),
        ({"view": plan(screen=released(place=""))}, ""),
        ({"view": plan(screen=released("up"))}, ""),
        ({"view": plan()}, ""),
        ({"received_ms": NOW - exits.UNCONFIRMED_MAX_MS}, ""),
        ({"received_ms": NOW - exits.UNCONFIRMED_MAX_MS, "view": plan(screen=released("blocked"))}, "blocked"),
    ],
)
def test_an_arrow_takes_a_release_that_holds_a_clock_that_is_right_and_an_evacuation(sources, way):
    base = {"view": plan(screen=released()), "own": [alarm("panel")]}
    assert shown(Sources(**(base | sources))).way == way


def test_an_end_says_of_what_it_is_the_end():
    for cause, drill, kind in (("drill", True, ""), ("co", False, "co"), ("own", False, "")):
        memory = remembered(Sources(view=plan(), own=[alarm(cause)]))
        display = shown(Sources(view=plan()), NOW + 5, memory)
        assert (display.mode, display.alarm_ended_ms, display.drill, display.alarm_kind) == ("board", NOW + 5, drill, kind)
        assert (display.alarm_zone, display.alarm_since_ms) == ("", None)


@pytest.mark.parametrize(
    ("sources", "missing"),
    [
        ({"network": False}, [Missing.NETWORK]),
        ({"enrolled": False}, [Missing.ENROLMENT]),
        ({}, [Missing.SERVER]),
        ({"trusted": False}, [Missing.SERVER, Missing.CLOCK]),
        ({"online": True}, [Missing.DISPLAY_UNKNOWN]),
        ({"online": True, "view": View(rev=1, made_ms=1, title="", halls=[], entries=[])}, [Missing.DISPLAY_UNKNOWN]),
    ],
)
def test_without_a_plan_it_says_what_is_missing(sources, missing):
    display = shown(Sources(**sources))
    assert (display.mode, display.missing, display.rung) == (DisplayMode.SETUP, missing, Rung.IDLE)
    assert shown(Sources(**sources, own=[alarm("own")])).missing == []


def test_a_plan_that_ends_before_the_day_says_so():
    assert shown(Sources(view=plan(until_ms=at("21:00")))).plan_until_ms == at("21:00")
    assert shown(Sources(view=plan(until_ms=at("2026-11-22T00:00")))).plan_until_ms is None


def test_the_connection_counts_once_it_has_stood_for_two_seconds():
    online = Sources(view=plan(), online=True)
    memory = remembered(online)
    assert not ladder.show(online, memory, moment(NOW + 1_999)).online
    assert ladder.next_change_ms(online, memory, moment(NOW)) == NOW + 2_000
    assert ladder.show(online, memory, moment(NOW + 2_000)).online
    assert not shown(Sources(view=plan()), NOW + 3_000, memory).online


def test_cameras_of_the_site_are_named_and_a_match_of_this_hall_comes_first():
    streams = [
        ShownStream(id=hall, hall=hall, title=f"Spiel {hall}", from_ms=NOW - 5, to_ms=NOW + 5) for hall in ("sued", "nordpark")
    ]
    view = plan(shown_streams=streams)
    sources = Sources(view=view, cameras={"nordpark": True, "sued": None})
    display = shown(sources)
    assert [(camera.name, camera.on, camera.title) for camera in display.cameras] == [
        ("Nordpark", True, "Spiel nordpark"),
        ("sued", None, ""),
    ]
    assert (display.stream.path, display.stream.title) == ("/display/streams/nordpark/index.m3u8", "Spiel nordpark")
    assert shown(sources, NOW + 5).stream is None
    assert shown(Sources(view=view, own=[alarm("own")])).stream is None
    assert shown(Sources(view=replace(view, screen=replace(view.screen, stream=False)))).stream is None
