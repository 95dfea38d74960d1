"""When a light or heating is wanted, why, and until when: by example, and for every plan and moment."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_contract.clock import to_ms
from hallenwart_contract.documents import HEATING_TIMES, LIGHT_TIMES, Config, OutputTimes
from hallenwart_contract.outputs import OutputKind, OutputWhy
from hallenwart_contract.people import PlaceCount, Use
from hallenwart_contract.view import View, ViewEntry
from hallenwart_edge.booking.holding import HEATING_MS, LIGHT_ON_MS, may_switch
from hallenwart_edge.booking.plan import OLD_VIEW_HOLDS_MS, OutputSpec, plan_of, times_of
from hallenwart_edge.booking.presence import decided, follow, together, word_of
from hallenwart_edge.booking.rules import Booked, Manual, Plan, Presence, Seen, Situation, decide, judge

MINUTE = 60_000
HOUR = 60 * MINUTE
AT_SIX = 1_790_000_000_000
EIGHT = AT_SIX + 2 * HOUR
DAYS = 86_400_000
ONE = Plan([Booked(AT_SIX, EIGHT)], AT_SIX + 7 * DAYS)
EMPTY = Presence(Seen.EMPTY, AT_SIX - DAYS, AT_SIX - DAYS)
PRESENT = Presence(Seen.PRESENT, AT_SIX - DAYS, AT_SIX - DAYS)
UNKNOWN = Presence(Seen.UNKNOWN, AT_SIX - DAYS, AT_SIX - DAYS)


def light(**how) -> Situation:
    return Situation(OutputKind.LIGHT, **({"plan": ONE} | how))


def heating(**how) -> Situation:
    return Situation(OutputKind.HEATING, **({"plan": ONE, "times": HEATING_TIMES} | how))


def said(situation: Situation, at_ms: int) -> tuple[bool | None, OutputWhy, int | None]:
    wanted = decide(situation, at_ms)
    return wanted.on, wanted.why, wanted.until_ms


@pytest.mark.parametrize(
    ("minutes", "on", "why", "until_minutes"),
    [
        (-6, False, OutputWhy.FREE, -5),
        (-5, True, OutputWhy.LEAD, 0),
        (0, True, OutputWhy.BOOKED, 120),
        (119, True, OutputWhy.BOOKED, 120),
        (120, True, OutputWhy.LAG, 130),
        (130, False, OutputWhy.FREE, 7 * 24 * 60),
    ],
)
def test_a_light_is_on_from_before_a_booking_until_after_it(minutes, on, why, until_minutes):
    assert said(light(), AT_SIX + minutes * MINUTE) == (on, why, AT_SIX + until_minutes * MINUTE)


@pytest.mark.parametrize(("minutes", "on"), [(-61, False), (-60, True), (0, True), (119, True), (120, False)])
def test_a_heating_begins_an_hour_before_and_ends_with_the_booking(minutes, on):
    assert judge(heating(), AT_SIX + minutes * MINUTE).on is on


def test_a_booked_hall_in_which_nobody_comes_goes_dark_after_a_quarter_of_an_hour_and_is_lit_when_somebody_does():
    assert said(light(presence=EMPTY, on=True), AT_SIX) == (True, OutputWhy.BOOKED, AT_SIX + 15 * MINUTE)
    assert said(light(presence=EMPTY, on=True), AT_SIX + 15 * MINUTE) == (False, OutputWhy.EMPTY, EIGHT + 10 * MINUTE)
    come = Presence(Seen.PRESENT, AT_SIX + 40 * MINUTE, 0)
    assert said(light(presence=come), AT_SIX + 40 * MINUTE) == (True, OutputWhy.BOOKED, EIGHT)
    left = Presence(Seen.EMPTY, AT_SIX + 60 * MINUTE, 0)
    assert said(light(presence=left, on=True), AT_SIX + 61 * MINUTE) == (True, OutputWhy.BOOKED, AT_SIX + 75 * MINUTE)
    assert judge(light(presence=left, on=True), AT_SIX + 75 * MINUTE).why is OutputWhy.EMPTY


def test_the_lag_does_not_light_a_hall_again_that_presence_had_darkened():
    assert judge(light(presence=EMPTY), EIGHT + MINUTE) == judge(light(presence=EMPTY), EIGHT - MINUTE)


def test_the_next_group_gets_its_light_although_the_one_before_never_came():
    two = Plan([Booked(AT_SIX, EIGHT), Booked(EIGHT, EIGHT + HOUR)], AT_SIX + 7 * DAYS)
    assert judge(light(plan=two, presence=EMPTY), EIGHT - 6 * MINUTE).why is OutputWhy.EMPTY
    assert judge(light(plan=two, presence=EMPTY), EIGHT - 5 * MINUTE).why is OutputWhy.LEAD
    assert judge(light(plan=two, presence=EMPTY), EIGHT + 14 * MINUTE).why is OutputWhy.BOOKED
    assert judge(light(plan=two, presence=EMPTY), EIGHT + 15 * MINUTE).why is OutputWhy.EMPTY


@pytest.mark.parametrize("presence", [PRESENT, UNKNOWN])
def test_nobody_is_left_in_the_dark(presence):
    assert judge(light(presence=presence, on=True), AT_SIX + HOUR).on is True
    assert said(light(presence=presence, on=True), EIGHT + HOUR) == (True, OutputWhy.PEOPLE, AT_SIX + 7 * DAYS)
    assert judge(light(presence=presence, on=False), EIGHT + HOUR).on is False
    assert judge(light(presence=presence, on=None), EIGHT + HOUR).on is None
    gone = Plan([Booked(AT_SIX, EIGHT, cancelled=True)], AT_SIX + 7 * DAYS)
    assert judge(light(plan=gone, presence=presence, on=True), AT_SIX + HOUR).on is True


def test_a_light_goes_off_a_minute_after_the_last_one_left():
    left = Presence(Seen.EMPTY, EIGHT + HOUR, 0)
    assert said(light(presence=left, on=True), EIGHT + HOUR) == (True, OutputWhy.PEOPLE, EIGHT + HOUR + MINUTE)
    assert judge(light(presence=left, on=True), EIGHT + HOUR + MINUTE).on is False


def test_a_cancelled_booking_ends_light_and_heating_at_once_and_says_so():
    gone = Plan([Booked(AT_SIX, EIGHT, cancelled=True)], AT_SIX + 7 * DAYS)
    for one in (light(plan=gone, on=True), light(plan=gone, presence=EMPTY, on=True), heating(plan=gone, on=True)):
        assert judge(one, AT_SIX + MINUTE).on is False
        assert judge(one, AT_SIX + MINUTE).why is OutputWhy.CANCELLED


def test_presence_outside_bookings_gives_light_only_where_the_site_wants_it():
    alone = OutputTimes(lead_min=5, lag_min=10, absent_min=15, alone=True)
    assert judge(light(presence=PRESENT), EIGHT + HOUR).on is False
    assert judge(light(presence=PRESENT, times=alone), EIGHT + HOUR).why is OutputWhy.PRESENCE


def test_no_brake_where_it_is_switched_off_or_the_beginning_was_not_watched():
    never = OutputTimes(lead_min=5, lag_min=10, absent_min=0)
    assert judge(light(presence=EMPTY, times=never), AT_SIX + HOUR).why is OutputWhy.BOOKED
    since_start = Presence(Seen.EMPTY, AT_SIX + MINUTE, watched_ms=AT_SIX + MINUTE)
    assert judge(light(presence=since_start), AT_SIX + HOUR).why is OutputWhy.BOOKED


def test_a_hand_outweighs_the_plan_and_ends_by_itself():
    wish = Manual(on=False, until_ms=AT_SIX + HOUR)
    assert said(light(manual=wish), AT_SIX) == (False, OutputWhy.MANUAL, AT_SIX + HOUR)
    assert judge(light(manual=wish), AT_SIX + HOUR).why is OutputWhy.BOOKED


def test_in_a_fire_lights_are_on_whatever_anybody_wants_and_heatings_follow_their_plan():
    wish = Manual(on=False, until_ms=AT_SIX + HOUR)
    assert judge(light(manual=wish, alarm=True, clock_ok=False), EIGHT + HOUR).why is OutputWhy.FIRE
    assert judge(heating(alarm=True), EIGHT + HOUR).on is False
    assert judge(heating(alarm=True), AT_SIX).on is True


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"plan": None}, OutputWhy.NO_PLAN),
        ({"plan": Plan([Booked(AT_SIX, EIGHT)], AT_SIX)}, OutputWhy.STALE),
        ({"clock_ok": False}, OutputWhy.CLOCK),
    ],
)
def test_without_a_plan_that_holds_presence_alone_lights_and_a_heating_is_set_back(how, why):
    at = AT_SIX + MINUTE
    assert judge(light(presence=PRESENT, **how), at).on is True
    assert judge(light(presence=EMPTY, **how), at).on is False
    for nobody_can_say in (UNKNOWN, Presence(Seen.NONE)):
        assert judge(light(presence=nobody_can_say, on=True, **how), at).on is None
    assert judge(light(presence=EMPTY, **how), at).why is why
    assert (judge(heating(presence=PRESENT, **how), at).on, judge(heating(**how), at).why) == (False, why)


def test_a_plan_that_runs_out_is_said_to_end_then():
    assert said(light(plan=Plan([], AT_SIX + HOUR)), AT_SIX) == (False, OutputWhy.FREE, AT_SIX + HOUR)


# --- what the documents say -------------------------------------------------------------------------------------------

THIRDS = OutputSpec("licht", OutputKind.LIGHT, "nordpark", (1, 2))


def entry(hall="nordpark", sections=(1,), start_ms=AT_SIX, end_ms=EIGHT, change="") -> ViewEntry:
    return ViewEntry(id="b", hall=hall, sections=list(sections), title="", start_ms=start_ms, end_ms=end_ms, change=change)


def view(*entries, more=(), until_ms=0) -> View:
    return View(rev=1, made_ms=AT_SIX, title="", halls=[], entries=list(entries), more=list(more), until_ms=until_ms)


def test_an_output_follows_the_bookings_of_its_sections_shown_or_not():
    known = plan_of(
        THIRDS, view(entry(), entry(sections=[3]), entry(hall="sued"), more=[entry(sections=[2], change="cancelled")])
    )
    assert known == Plan([Booked(AT_SIX, EIGHT), Booked(AT_SIX, EIGHT, cancelled=True)], AT_SIX + OLD_VIEW_HOLDS_MS)
    assert plan_of(replace(THIRDS, sections=()), view(entry(sections=[3]), until_ms=9)) == Plan([Booked(AT_SIX, EIGHT)], 9)
    assert plan_of(THIRDS, None) is None


def test_the_office_sets_times_per_kind_and_per_output():
    own, of_kind = OutputTimes(lead_min=1, lag_min=2, absent_min=3), OutputTimes(lead_min=4, lag_min=5, absent_min=6)
    config = Config(rev=1, site="s", site_name="s", outputs={"licht": own, "light": of_kind})
    assert times_of(THIRDS, config) == own
    assert times_of(replace(THIRDS, id="anderes"), config) == of_kind
    assert times_of(replace(THIRDS, kind=OutputKind.HEATING), Config(rev=1, site="s", site_name="s")) == HEATING_TIMES
    assert times_of(THIRDS, None) == LIGHT_TIMES


@pytest.mark.parametrize(
    ("counts", "radars", "seen"),
    [
        ([], [], Seen.NONE),
        ([0], [], Seen.EMPTY),
        ([None, 0], [], Seen.UNKNOWN),
        ([0], [None], Seen.UNKNOWN),
        ([None], [True], Seen.PRESENT),
        ([3], [False], Seen.PRESENT),
        ([0, 0], [False], Seen.EMPTY),
    ],
)
def test_one_who_sees_somebody_suffices_and_one_who_is_blind_proves_nothing(counts, radars, seen):
    assert together(counts, radars) is seen


@pytest.mark.parametrize(
    ("use", "sure", "low", "word"),
    [
        (Use.BUSY, 0.55, 0, Use.BUSY),
        (Use.FREE, 0.95, 0, Use.FREE),
        (Use.FREE, 0.95, 2, Use.UNKNOWN),  # nobody is left in the dark who is counted for sure
        (Use.FREE, 0.6, 0, Use.UNKNOWN),
        (Use.UNKNOWN, 0.5, None, Use.UNKNOWN),
    ],
)
def test_lights_go_by_the_decided_word_where_it_is_sure(use, sure, low, word):
    assert word_of([PlaceCount(hall="halle", low=low, use=use, sure=sure)], "halle", ()) is word


def test_a_light_over_a_third_goes_by_that_third_where_it_is_watched_alone():
    counts = [
        PlaceCount(hall="halle", use=Use.BUSY, sure=0.9),
        PlaceCount(hall="halle", sections=[1], use=Use.FREE, sure=0.9),
    ]
    assert word_of(counts, "halle", (1,)) is Use.FREE
    assert word_of(counts, "halle", (2,)) is Use.BUSY
    assert word_of(counts, "halle", ()) is Use.BUSY
    assert word_of(counts, "sued", ()) is None


def test_of_several_words_one_who_sees_somebody_suffices():
    assert decided(["free", "busy", "unknown"]) is Seen.PRESENT
    assert decided(["free", "a word of tomorrow"]) is Seen.UNKNOWN
    assert decided(["free", "free"]) is Seen.EMPTY


def test_presence_keeps_since_when_and_a_clock_set_back_does_not_make_it_wait():
    at = follow(Presence(Seen.EMPTY, 100, 50), Seen.EMPTY, 200)
    assert at == Presence(Seen.EMPTY, 100, 50)
    assert follow(at, Seen.EMPTY, 40) == Presence(Seen.EMPTY, 40, 40)
    assert follow(at, Seen.PRESENT, 300) == Presence(Seen.PRESENT, 300, 50)
    blind = follow(at, Seen.UNKNOWN, 400)
    assert follow(blind, Seen.EMPTY, 500) == Presence(Seen.EMPTY, 500, 500)


def test_lamps_and_boilers_are_not_switched_to_and_fro():
    held = {"since_mono_ms": 0, "now_mono_ms": LIGHT_ON_MS - 1}
    assert not may_switch(OutputKind.LIGHT, OutputWhy.FREE, on=False, **held)
    assert may_switch(OutputKind.LIGHT, OutputWhy.LEAD, on=True, **held)
    assert may_switch(OutputKind.LIGHT, OutputWhy.MANUAL, on=False, **held)
    assert may_switch(OutputKind.LIGHT, OutputWhy.FREE, on=False, since_mono_ms=0, now_mono_ms=LIGHT_ON_MS)
    for on in (True, False):
        assert not may_switch(OutputKind.HEATING, OutputWhy.LEAD, on=on, since_mono_ms=0, now_mono_ms=HEATING_MS - 1)
    assert may_switch(OutputKind.HEATING, OutputWhy.LEAD, on=True, since_mono_ms=None, now_mono_ms=0)


# --- for every plan and moment ----------------------------------------------------------------------------------------

BERLIN = ZoneInfo("Europe/Berlin")
NIGHTS = [datetime(2026, 3, 29), datetime(2026, 10, 25), datetime(2028, 2, 29), datetime(2026, 12, 31)]  # noqa: DTZ001 - local


@st.composite
def plans(draw) -> Plan:
    """Bookings around the nights in which clocks change, a leap day and a turn of the year, across midnight too."""
    night = draw(st.sampled_from(NIGHTS))
    booked = []
    for _ in range(draw(st.integers(0, 5))):
        start = night + timedelta(minutes=15 * draw(st.integers(-40, 60)))
        end = start + timedelta(minutes=15 * draw(st.integers(1, 40)))
        start_ms, end_ms = to_ms(start.replace(tzinfo=BERLIN)), to_ms(end.replace(tzinfo=BERLIN))
        if start_ms < end_ms:
            booked.append(Booked(start_ms, end_ms, draw(st.booleans())))
    middle_ms = to_ms(night.replace(tzinfo=BERLIN))
    return Plan(booked, middle_ms + draw(st.integers(-10, 30)) * HOUR)


@st.composite
def situations(draw) -> tuple[Situation, int]:
    plan = draw(plans())
    now_ms = plan.until_ms - draw(st.integers(-5, 30 * 60)) * MINUTE + draw(st.integers(0, 59_999))
    seen, since = draw(st.sampled_from(Seen)), now_ms - draw(st.integers(0, 200)) * MINUTE
    kind = draw(st.sampled_from(OutputKind))
    times = OutputTimes(
        lead_min=draw(st.integers(0, 90)),
        lag_min=draw(st.integers(0, 30)),
        absent_min=draw(st.integers(0, 60)),
        alone=draw(st.booleans()),
    )
    manual = draw(st.none() | st.builds(Manual, st.booleans(), st.just(now_ms + HOUR)))
    presence = Presence(seen, since, since - draw(st.integers(0, 200)) * MINUTE)
    on, clock_ok = draw(st.sampled_from([True, False, None])), draw(st.booleans())
    known = plan if draw(st.integers(0, 9)) else None
    return Situation(kind, times, known, presence, manual, alarm=draw(st.booleans()), clock_ok=clock_ok, on=on), now_ms


@settings(max_examples=150)
@given(situations(), st.floats(0, 1, exclude_max=True))
def test_what_is_wanted_holds_until_it_is_said_to_end(case, share):
    situation, now_ms = case
    wanted = decide(situation, now_ms)
    end_ms = now_ms + 40 * HOUR if wanted.until_ms is None else wanted.until_ms
    later = replace(situation, on=situation.on if wanted.on is None else wanted.on)
    moment_ms = now_ms + int((end_ms - now_ms) * share)
    assert (judge(later, moment_ms).on, judge(later, moment_ms).why) == (wanted.on, wanted.why)
    if wanted.until_ms is not None:
        assert judge(later, end_ms) != judge(later, now_ms)


@settings(max_examples=150)
@given(situations())
def test_a_light_never_goes_off_under_people_but_by_hand(case):
    situation, now_ms = case
    if situation.presence.seen in (Seen.PRESENT, Seen.UNKNOWN) and situation.kind is OutputKind.LIGHT:
        wanted = judge(replace(situation, on=True), now_ms)
        assert wanted.on is not False or wanted.why is OutputWhy.MANUAL


@settings(max_examples=150)
@given(situations())
def test_a_light_is_on_in_every_booking_somebody_came_to(case):
    situation, now_ms = case
    plan = situation.plan
    inside = plan is not None and any(one.start_ms <= now_ms < one.end_ms and not one.cancelled for one in plan.booked)
    ruled = inside and situation.clock_ok and situation.manual is None and now_ms < plan.until_ms
    if ruled and situation.presence.seen is not Seen.EMPTY:
        assert judge(situation, now_ms).on is True


def test_a_booking_at_six_is_lit_at_six_on_both_sides_of_the_change_of_clocks():
    for day in (datetime(2026, 3, 28, 18), datetime(2026, 3, 29, 18), datetime(2026, 10, 25, 18)):  # noqa: DTZ001 - local
        start_ms = to_ms(day.replace(tzinfo=BERLIN))
        plan = Plan([Booked(start_ms, start_ms + HOUR)], start_ms + DAYS)
        assert judge(light(plan=plan), start_ms - 5 * MINUTE - 1).on is False
        assert judge(light(plan=plan), start_ms - 5 * MINUTE).on is True
