"""Limits, reminders and the comparison with devices, by example and for anything."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.fire.desk.rules import (
    DAY_MS,
    HOUR_MS,
    LONGEST_OFF_MS,
    MINUTE_MS,
    SHOWN_WITHIN_MS,
    Fault,
    Off,
    OffState,
    Reminder,
    Wanted,
    Why,
    fault_of,
    is_incident,
    missing,
    reconcile,
    reminder,
    superfluous,
)
from hallenwart_contract.zones import Disablement

T = 1_800_000_000_000
OFF = Off("x", "d", "s", "z", "c", "kern", "dust", "", "", OffState.ON, T, T + 3 * HOUR_MS)


def _shown(off: Off, **changes) -> Disablement:
    whole = {"id": off.id, "zone": off.zone, "c": off.c, "since_ms": off.since_ms, "until_ms": off.until_ms}
    return Disablement(**whole | changes)


@given(st.integers(-DAY_MS, 10 * DAY_MS))
def test_only_ends_between_a_minute_and_seven_days_ahead_are_taken(ahead_ms):
    fault = fault_of("dust", "", T + ahead_ms, T)
    assert fault == (Fault.PAST if ahead_ms < MINUTE_MS else Fault.TOO_LONG if ahead_ms > LONGEST_OFF_MS else None)


@given(st.integers(2 * MINUTE_MS, LONGEST_OFF_MS), st.lists(st.integers(0, LONGEST_OFF_MS), min_size=1, max_size=40))
def test_each_reminder_is_told_under_one_word_and_none_before_its_time(length_ms, looks):
    off = replace(OFF, until_ms=T + length_ms)
    told = [(found[0], found[1], T + at) for at in sorted(looks) if (found := reminder(off, T + at)) is not None]
    for kind, _, now in told:
        left = off.until_ms - now
        assert left > 0
        assert kind is not Reminder.TEN or left <= 10 * MINUTE_MS < length_ms
        assert kind is not Reminder.HOUR or 10 * MINUTE_MS < left <= HOUR_MS or length_ms <= HOUR_MS
        assert kind is not Reminder.DAY or now - T >= DAY_MS
    assert len({once for kind, once, _ in told if kind is not Reminder.DAY}) <= 2
    assert len({once for kind, once, _ in told if kind is Reminder.DAY}) <= length_ms // DAY_MS


def test_a_short_one_needs_no_notice_and_an_ended_one_is_told_for_a_day():
    short = replace(OFF, until_ms=T + 5 * MINUTE_MS)
    assert reminder(short, T + 4 * MINUTE_MS) is None
    ended = replace(OFF, state=OffState.ENDED, ended_ms=OFF.until_ms, why=Why.END)
    assert reminder(ended, OFF.until_ms + 1) == (Reminder.END, "end")
    assert reminder(ended, OFF.until_ms + DAY_MS) is None
    assert reminder(replace(ended, why=Why.PERSON), OFF.until_ms + 1) is None


def test_what_nobody_knows_or_lasts_long_is_an_incident():
    assert is_incident(replace(OFF, owner=None), T)
    assert not is_incident(OFF, T + DAY_MS)
    assert is_incident(OFF, T + DAY_MS + 1)
    assert not is_incident(replace(OFF, owner=None, state=OffState.ENDED), T)


def test_the_device_is_right():
    asked = replace(OFF, state=OffState.ASKED)
    assert [step.shown is not None for step in reconcile([asked], [_shown(OFF)], said_ms=T, now_ms=T)] == [True]
    assert reconcile([OFF], [_shown(OFF)], said_ms=T, now_ms=T) == []
    assert reconcile([asked], [], said_ms=T, now_ms=T + SHOWN_WITHIN_MS) == []
    (given_up,) = reconcile([asked], [], said_ms=T, now_ms=T + SHOWN_WITHIN_MS + 1)
    assert given_up.why is Why.REFUSED
    assert reconcile([OFF], [], said_ms=T - 1, now_ms=T) == []  # it said so before it was disabled
    (ended,) = reconcile([OFF], [], said_ms=T + 1, now_ms=T + 1)
    assert ended.why is Why.DEVICE
    (in_time,) = reconcile([OFF], [], said_ms=OFF.until_ms, now_ms=OFF.until_ms)
    assert in_time.why is Why.END
    (by_hand,) = reconcile([replace(OFF, why="person")], [], said_ms=T + 1, now_ms=T + 1)
    assert by_hand.why is Why.PERSON
    (unknown,) = reconcile([], [_shown(OFF)], said_ms=T, now_ms=T)
    assert unknown.known is None
    late = replace(OFF, state=OffState.ENDED, why=Why.REFUSED, ended_ms=T)
    (revived,) = reconcile([late], [_shown(OFF)], said_ms=T, now_ms=T)
    assert revived.known is late


@given(
    st.lists(st.sampled_from("abcd"), unique=True),
    st.lists(st.sampled_from("abcd"), unique=True),
    st.sampled_from([OffState.ON, OffState.ASKED, OffState.ENDED]),
)
def test_after_one_comparison_the_register_holds_what_the_device_shows(known, shown, state):
    register = {key: replace(OFF, id=key, state=state) for key in known}
    device = [_shown(replace(OFF, id=key)) for key in shown]
    late = T + HOUR_MS
    for step in reconcile(register.values(), device, said_ms=late, now_ms=late):
        if step.shown is not None:
            register[step.shown.id] = replace(OFF, id=step.shown.id, state=OffState.ON)
        else:
            register[step.known.id] = replace(step.known, state=OffState.ENDED, why=step.why)
    assert {key for key, off in register.items() if off.state is OffState.ON} == set(shown)
    assert not any(off.state is OffState.ASKED for off in register.values())
    assert reconcile(register.values(), device, said_ms=late, now_ms=late) == []


WANTED = Wanted("b", "kern", T + HOUR_MS, frozenset({("d", "z", "1"), ("d", "z", "2")}))


def test_a_booking_asks_for_what_it_has_not_got_and_not_for_what_a_person_took_back():
    held = replace(OFF, c="1", booking="b", until_ms=T + HOUR_MS)
    assert missing(WANTED, [], T) == [("d", "z", "1"), ("d", "z", "2")]
    assert missing(WANTED, [held], T) == [("d", "z", "2")]
    taken_back = replace(held, state=OffState.ENDED, why=Why.PERSON)
    assert missing(WANTED, [taken_back], T) == [("d", "z", "2")]
    moved = replace(held, state=OffState.ENDED, why=Why.BOOKING)
    assert missing(WANTED, [moved], T) == [("d", "z", "1"), ("d", "z", "2")]
    refused = replace(held, state=OffState.ENDED, why=Why.REFUSED, ended_ms=T)
    assert missing(WANTED, [refused], T + MINUTE_MS - 1) == [("d", "z", "2")]
    assert missing(WANTED, [refused], T + MINUTE_MS) == [("d", "z", "1"), ("d", "z", "2")]


def test_what_no_booking_wants_any_more_is_superfluous():
    held = replace(OFF, booking="b", until_ms=T + HOUR_MS)
    assert superfluous({"b": WANTED}, [held, OFF]) == []
    assert superfluous({}, [held, OFF]) == [held]
    assert superfluous({"b": replace(WANTED, until_ms=T + 2 * HOUR_MS)}, [held]) == [held]
