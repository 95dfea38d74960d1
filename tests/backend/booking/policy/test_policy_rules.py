"""What the office's rules say of a booking: local time, weeks, prime time, children's hours."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.booking.lending.rules import lent_in_row, should_ask
from hallenwart_backend.booking.model import Booking, Group, Kind
from hallenwart_backend.booking.policy.checks import faults
from hallenwart_backend.booking.policy.codec import from_json, to_json
from hallenwart_backend.booking.policy.rules import (
    Approval,
    Entry,
    GroupRules,
    Had,
    LendingRules,
    Place,
    Policy,
    Quota,
    is_late,
    over_quota,
    prime_ms,
    reasons_to_ask,
    too_far,
    week_of,
)
from hallenwart_backend.booking.policy.words import of_group, of_lending, of_waiting, span
from hallenwart_backend.booking.rules import local_ms
from hallenwart_backend.halls.hours import CLOSED_WEEK, NamedSpans

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 23)
HOUR_MS = 3_600_000
PLACE = Place("nordpark", "site", BERLIN)


def booking(day=MONDAY, start_min=18 * 60, length_min=60, **fields):
    start = local_ms(day, start_min, BERLIN)
    plain = {"kind": Kind.TRAINING, "series": None} | fields
    return Booking("b", "nordpark", (1,), "tsv", "A", None, start, start + length_min * 60_000, "booked", 0, **plain)


def policy(**approval):
    return Policy(groups={Group.CLUB: GroupRules(Entry(Approval(**approval)))})


@pytest.mark.parametrize(
    ("approval", "wanted", "codes"),
    [
        ({}, {}, ()),
        ({"always": True}, {}, ("always",)),
        ({"kinds": (Kind.EVENT,)}, {"kind": Kind.EVENT}, ("kind",)),
        ({"kinds": (Kind.EVENT,)}, {}, ()),
        ({"series": True}, {"series": "s"}, ("series",)),
        ({"series": True}, {}, ()),
        ({"longer_min": 120}, {"length_min": 120}, ()),
        ({"longer_min": 120}, {"length_min": 135}, ("long",)),
        ({"weekends": True}, {"day": date(2026, 11, 28)}, ("weekend",)),
        ({"weekends": True}, {"day": date(2026, 11, 27)}, ()),
    ],
)
def test_the_office_is_asked_for_what_it_said(approval, wanted, codes):
    assert reasons_to_ask(booking(**wanted), policy(**approval), Group.CLUB, PLACE) == codes


def test_grown_ups_in_childrens_hours_are_asked_as_far_as_these_reach():
    week = (((15 * 60, 22 * 60),), *CLOSED_WEEK[1:])
    place = Place("nordpark", "site", BERLIN, (NamedSpans("children", "Kinder", week),))
    for start_min, asked in ((18 * 60, True), (19 * 60 + 45, True), (20 * 60, False)):
        found = reasons_to_ask(booking(start_min=start_min), Policy(), Group.CLUB, place)
        assert found == (("children",) if asked else ())
    assert reasons_to_ask(booking(), Policy(), Group.SCHOOL, place) == ()
    assert reasons_to_ask(booking(day=date(2026, 11, 24)), Policy(), Group.CLUB, place) == ()


def test_a_place_can_have_rules_of_its_own():
    strict = Entry(Approval(always=True), ahead_days=7)
    one = Policy(places={("site", Group.CLUB): strict})
    assert reasons_to_ask(booking(), one, Group.CLUB, PLACE) == ("always",)
    assert reasons_to_ask(booking(), one, Group.SCHOOL, PLACE) == ()
    now = booking().start_ms - 8 * 24 * HOUR_MS
    assert too_far(booking(), strict, now)
    assert not too_far(booking(series="s"), strict, now)


def test_prime_time_is_wall_time_also_when_clocks_change():
    sunday = date(2026, 10, 25)
    start, end = local_ms(sunday, 0, BERLIN), local_ms(sunday, 1440, BERLIN)
    assert prime_ms(start, end, (17 * 60, 22 * 60), BERLIN) == 5 * HOUR_MS
    assert prime_ms(start, end, (0, 1440), BERLIN) == 25 * HOUR_MS
    assert prime_ms(*(local_ms(MONDAY, minute, BERLIN) for minute in (16 * 60, 18 * 60)), (17 * 60, 22 * 60), BERLIN) == HOUR_MS


def test_quotas_count_what_the_club_has_and_what_it_wants_together():
    zones = {"nordpark": BERLIN}
    had = Had(1, ((local_ms(MONDAY, 17 * 60, BERLIN), local_ms(MONDAY, 19 * 60, BERLIN)),))
    tuesday = booking(day=date(2026, 11, 24), length_min=120)
    prime = (17 * 60, 22 * 60)
    assert list(over_quota([tuesday], Quota(2, 240, 240), had, prime, zones)) == []
    assert list(over_quota([tuesday], Quota(1, 180, 210), had, prime, zones)) == ["coming", "week", "prime"]
    morning = booking(day=date(2026, 11, 24), start_min=9 * 60)
    assert list(over_quota([morning], Quota(5, 0, 60), had, prime, zones)) == [], "no prime time is asked for"
    next_week = booking(day=date(2026, 11, 30), length_min=120)
    assert list(over_quota([next_week], Quota(5, 120, 120), had, prime, zones)) == []


@given(st.integers(0, 4_000_000_000_000))
def test_a_week_begins_on_monday(ms):
    assert week_of(ms, BERLIN).weekday() == 0


def test_a_deadline_of_nothing_is_never_late():
    assert not is_late(1_000, 0, 999_999)
    assert is_late(60_000 * 10, 5, 60_000 * 5 + 1)
    assert not is_late(60_000 * 10, 5, 60_000 * 5)


def test_rules_survive_being_stored_and_older_ones_get_defaults():
    one = Policy(
        groups={Group.OTHER: GroupRules(Entry(Approval(kinds=(Kind.EVENT, Kind.MATCH)), 30, 60, 120), Quota(3, 60, 60))},
        places={("nordpark", Group.CLUB): Entry(Approval(weekends=True))},
        lending=LendingRules(row=2),
    )
    again = from_json(to_json(one))
    assert (again.group(Group.OTHER), again.places, again.lending) == (one.group(Group.OTHER), one.places, one.lending)
    assert from_json({"groups": {}}).group(Group.CLUB) == GroupRules()


def test_what_rules_may_not_say_is_named():
    wrong = Policy(
        groups={Group.CLUB: GroupRules(Entry(ahead_days=0), Quota(week_min=60, prime_min=120))},
        places={("mond", Group.CLUB): Entry()},
        prime=(22 * 60, 17 * 60),
        lending=LendingRules(unused=5, looked_at=4),
    )
    where = {fault.where for fault in faults(wrong, {"nordpark"})}
    assert where == {"club.ahead_days", "club.prime_min", "mond.club", "prime", "lending.unused"}
    assert faults(Policy(), set()) == []


def test_every_rule_has_words_in_both_languages():
    full = GroupRules(
        Entry(Approval(kinds=(Kind.EVENT,), series=True, longer_min=120, weekends=True), 30, 24 * 60, 60), Quota(10, 600, 240)
    )
    said = [*of_group(full), *of_lending(LendingRules()), *of_waiting(Policy())]
    assert said[0][0] == (
        "Das Amt gibt frei: Serien, Veranstaltung, was länger als 2 Stunden dauert, Wochenenden. Alles andere gilt sofort."
    )
    assert all(de.endswith(".") and en.endswith(".") for de, en in said)
    assert (span(1440), span(90)) == (("1 Tag", "1 day"), ("90 Minuten", "90 minutes"))


def test_lent_dates_in_a_row_and_unfetched_keys():
    assert lent_in_row([True, False, True, True]) == 2
    assert lent_in_row([]) == 0
    rules = LendingRules(unused=3, looked_at=4)
    assert should_ask([True, False, False, False], rules) == 3
    assert should_ask([False, False, True, True], rules) == 0
    assert should_ask([False, False, False], rules) == 0, "too few dates prove nothing"
    assert should_ask([False] * 4, LendingRules(unused=0, looked_at=4)) == 0
