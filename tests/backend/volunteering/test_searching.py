"""Search by plain facts, sorted by time and then by the way."""

from dataclasses import replace

import pytest

from hallenwart_backend.volunteering.model import Offer, Shift
from hallenwart_backend.volunteering.searching import Ask, Open, search

HOUR = 3_600_000
OFFER = Offer("a", "tsv", "Einlass", "door", "p", 0, 0, sport="handball", languages=("de",), min_age=16, step_free=True)


def opened(
    offer: Offer = OFFER, hour: int = 5, free: int = 1, where: str = "Halle Süd, Südring 12", km: float | None = None
) -> Open:
    return Open(offer, [(Shift(f"s{hour}", offer.id, hour * HOUR, (hour + 1) * HOUR, 2), free)], where, km)


ASK = Ask(from_ms=0, to_ms=10 * HOUR)


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ({}, True),
        ({"task": "door", "sport": "handball", "language": "de", "age": 16, "step_free": True}, True),
        ({"task": "camera"}, False),
        ({"sport": "judo"}, False),
        ({"language": "en"}, False),
        ({"age": 15}, False),
        ({"seated": True}, False),
        ({"from_ms": 6 * HOUR}, False),
        ({"to_ms": 4 * HOUR}, False),
        ({"free_only": True}, True),
        ({"where": "südring"}, True),
        ({"where": "nordpark"}, False),
    ],
)
def test_what_fits(about, found):
    assert bool(search([opened()], replace(ASK, **about))) is found


def test_the_soonest_first_and_at_the_same_time_the_nearest():
    far, near, early = opened(km=9.0), opened(replace(OFFER, id="b"), km=2.0), opened(replace(OFFER, id="c"), 1, km=50.0)
    nowhere = opened(replace(OFFER, id="d"))
    found = search([nowhere, far, near, early], ASK)
    assert [one.open.offer.id for one in found] == ["c", "b", "a", "d"]
    close = search([far, near], replace(ASK, where="Nordpark", km=5.0))
    assert [one.open.offer.id for one in close] == ["b"]


def test_full_shifts_are_left_out_where_only_free_ones_are_wanted():
    assert search([opened(free=0)], ASK)[0].free == 0
    assert search([opened(free=0)], replace(ASK, free_only=True)) == []
