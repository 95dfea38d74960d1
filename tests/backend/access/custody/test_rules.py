"""When a key is a matter for people, by example and for whatever comes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.access.custody.rules import (
    HAND_OVER_MS,
    INCIDENT_AFTER_MS,
    INSIDE_AFTER_MS,
    INSIDE_UNTIL_MS,
    NEEDED_WITHIN_MS,
    HallSeen,
    Held,
    Presence,
    in_conflict,
    is_no_show,
    is_overdue,
    presence,
    slots_now,
    wants_incident,
)

NOW = 1_795_431_600_000
MINUTE_MS = 60_000
AFTER_MS = 15 * MINUTE_MS
HOUR_MS = 60 * MINUTE_MS
slots = st.integers(1, 6)
spares = st.dictionaries(slots, slots, max_size=4)
times = st.integers(NOW - 8 * 3_600_000, NOW + 8 * 3_600_000)


def _held(due_ms=NOW, after_ms=AFTER_MS):
    return Held("nordpark-1", 1, NOW - 3_600_000, "g", "b", due_ms, after_ms=after_ms)


def test_a_key_is_overdue_after_the_grace_and_a_key_without_end_never():
    for after_ms in (0, AFTER_MS, 2 * HOUR_MS):
        assert not is_overdue(_held(after_ms=after_ms), NOW + after_ms)
        assert is_overdue(_held(after_ms=after_ms), NOW + after_ms + 1)
    assert not is_overdue(_held(None), NOW + 10**9)


@pytest.mark.parametrize(
    ("after_min", "key", "people", "expected"),
    [
        (19, False, 0, False),
        (20, False, 0, True),
        (20, True, 0, False),
        (20, False, 2, False),
        (20, False, None, False),
        (120, False, 0, False),
    ],
)
def test_an_empty_booked_hall(after_min, key, people, expected):
    assert is_no_show(NOW, NOW + 2 * HOUR_MS, key_taken=key, most_people=people, now_ms=NOW + after_min * 60_000) == expected


def test_the_group_is_reminded_before_people_are_called():
    reminded_ms = NOW + AFTER_MS
    assert not wants_incident(_held(), reminded_ms + INCIDENT_AFTER_MS)
    assert wants_incident(_held(), reminded_ms + INCIDENT_AFTER_MS + 1)
    assert not wants_incident(_held(None), NOW + 99 * INCIDENT_AFTER_MS)


@given(times, times, st.integers(0, 2 * HOUR_MS))
def test_no_incident_without_a_reminder_and_lateness_never_ends_by_waiting(due, now, after_ms):
    held = _held(due, after_ms)
    assert not wants_incident(held, now) or is_overdue(held, now)
    assert not wants_incident(held, now) or wants_incident(held, now + MINUTE_MS)


@pytest.mark.parametrize(
    ("due", "start", "now", "fears"),
    [
        (NOW, NOW, NOW + HAND_OVER_MS, False),  # one group follows the other
        (NOW, NOW, NOW + HAND_OVER_MS + 1, True),
        (NOW, NOW + NEEDED_WITHIN_MS, NOW, False),
        (NOW - HAND_OVER_MS - 1, NOW + NEEDED_WITHIN_MS, NOW, True),
        (NOW - HAND_OVER_MS - 1, NOW + NEEDED_WITHIN_MS + 1, NOW, False),
        (NOW + 1, NOW, NOW - NEEDED_WITHIN_MS, True),  # out for longer than the next group can wait
        (None, NOW, NOW - NEEDED_WITHIN_MS, True),
        (None, NOW, NOW - NEEDED_WITHIN_MS - 1, False),
    ],
)
def test_the_next_booking_fears_for_its_key(due, start, now, fears):
    assert in_conflict(_held(due), next_start_ms=start, now_ms=now) is fears


@given(times, times, times, st.integers(0, 3_600_000))
def test_a_conflict_does_not_end_by_waiting(due, start, now, later):
    held = _held(due)
    if in_conflict(held, next_start_ms=start, now_ms=now):
        assert in_conflict(held, next_start_ms=start, now_ms=now + later)


def test_the_rights_to_a_lost_key_go_to_its_spare():
    assert slots_now([3, 1], lost=[], spares={1: 8}) == [1, 3]
    assert slots_now([3, 1], lost=[1], spares={1: 8}) == [3, 8]
    assert slots_now([1], lost=[1], spares={}) == [1]
    assert slots_now([1], lost=[1, 8], spares={1: 8}) == [1]


@given(st.lists(slots, max_size=5), st.frozensets(slots), spares)
def test_a_right_opens_nothing_but_its_compartments_and_spares_of_lost_ones(wanted, lost, hung):
    now = slots_now(wanted, lost=lost, spares=hung)
    assert now == sorted(set(now))
    assert set(now) <= set(wanted) | {hung[slot] for slot in wanted if slot in lost and slot in hung}
    assert {slot for slot in wanted if slot not in lost} <= set(now)
    assert bool(now) is bool(wanted)


seen = st.builds(
    HallSeen,
    count=st.none() | st.integers(0, 9),
    fewest=st.none() | st.integers(0, 9),
    keys_out=st.integers(0, 2),
    free=st.booleans(),
    returned_ms=st.none() | st.integers(NOW - 2 * INSIDE_UNTIL_MS, NOW),
)


@given(seen)
def test_an_unknown_count_accuses_nobody(hall):
    judged = presence(hall, NOW)
    if judged in {Presence.INSIDE, Presence.NO_KEY}:
        assert hall.fewest
        assert hall.count != 0
        assert not hall.keys_out
        assert not hall.free
    assert presence(replace(hall, fewest=None), NOW) in {Presence.FINE, Presence.UNSURE}
    assert presence(replace(hall, keys_out=1), NOW) is Presence.FINE


def test_people_inside_after_the_key_came_back_were_left_and_much_later_came_without():
    hall = HallSeen(count=4, fewest=2, keys_out=0, free=False, returned_ms=NOW)
    assert presence(hall, NOW + INSIDE_AFTER_MS - 1) is Presence.UNSURE
    assert presence(hall, NOW + INSIDE_AFTER_MS) is Presence.INSIDE
    assert presence(hall, NOW + INSIDE_UNTIL_MS + 1) is Presence.NO_KEY
    assert presence(replace(hall, returned_ms=None), NOW) is Presence.NO_KEY
