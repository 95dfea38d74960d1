"""How often the judge is right where the truth is known: a seeded town with late, few and no people, and faulty sensors."""

from __future__ import annotations

from datetime import date

import pytest

from hallenwart_backend.occupancy.policy.rules import DAY_MS, UsageRules
from hallenwart_backend.occupancy.slots.day import judge_day
from support.use_year import UseYear

CLUBS = ("tsv-lindenau", "bc-04", "sv-aue", "ttc-ost")


def judged(seed: int):
    """Return (truth, verdict, chance of a no-show, other bookings its sensors see) of five weeks of four kinds of halls."""
    kinds = ({}, {"by_section": True}, {"counts": False}, {"locker": False})
    for at, kind in enumerate(kinds):
        for known in UseYear(f"h{at}", seed, CLUBS, date(2026, 2, 2), date(2026, 3, 8), **kind).days():
            for slot in judge_day(known.day, UsageRules(), known.day.to_ms + DAY_MS).slots:
                if slot.booking is not None:
                    yield known.truth[slot.id].what, str(slot.judged.verdict), slot.judged.no_show, slot.seen.others


@pytest.fixture(scope="module")
def told():
    return [*judged(1)]


def test_nobody_is_blamed_who_was_there(told):
    blamed = [truth for truth, verdict, _, _ in told if verdict == "no_show"]
    assert len(blamed) > 40
    assert blamed.count("no_show") / len(blamed) >= 0.98


def test_most_empty_slots_are_found_where_sensors_see_them_alone(told):
    empty = [verdict for truth, verdict, _, others in told if truth == "no_show" and not others]
    assert empty.count("no_show") / len(empty) >= 0.9


def test_neighbours_make_no_empty_slot_used(told):
    empty = [verdict for truth, verdict, _, others in told if truth == "no_show" and others]
    assert len(empty) > 10
    assert empty.count("used") / len(empty) <= 0.1


def test_what_was_used_is_seldom_left_open_where_sensors_see_it_alone(told):
    used = [verdict for truth, verdict, _, others in told if truth == "used" and not others]
    assert used.count("used") / len(used) >= 0.92


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.1), (0.9, 1.01)])
def test_the_chances_mean_what_they_say(told, low, high):
    within = [(truth, p) for truth, _, p, _ in told if low <= p < high]
    happened = sum(truth == "no_show" for truth, _ in within) / len(within)
    said = sum(p for _, p in within) / len(within)
    assert happened == pytest.approx(said, abs=0.06)
