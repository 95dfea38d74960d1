"""Others' offers are found by the facts they tell, and by nothing they do not."""

from dataclasses import replace

import pytest

from hallenwart_backend.exchange.model import Item, ItemKind, Shift, Spot
from hallenwart_backend.volunteering.elsewhere import found_elsewhere
from hallenwart_backend.volunteering.searching import Ask

HOUR_MS = 3_600_000
NOW = 1_790_000_000_000
ASK = Ask(from_ms=NOW, to_ms=NOW + 100 * HOUR_MS)
ITEM = Item(
    id="1",
    kind=ItemKind.OFFER,
    modified_ms=NOW,
    title="Suppe kochen",
    spot=Spot(name="Haus am Markt"),
    role="catering",
    min_age=16,
    languages=("de",),
    shifts=(
        Shift("a", NOW - HOUR_MS, NOW, 2, 2),
        Shift("b", NOW + HOUR_MS, NOW + 2 * HOUR_MS, 2, 0),
        Shift("c", NOW + 5 * HOUR_MS, NOW + 6 * HOUR_MS, 2, 1),
    ),
)


def first(ask: Ask, item: Item = ITEM) -> int | None:
    found = found_elsewhere([(item, ["Nebenan"])], ask)
    return (found[0].from_ms - NOW) // HOUR_MS if found else None


@pytest.mark.parametrize(
    ("asked", "hour"),
    [
        ({}, 1),
        ({"free_only": True}, 5),
        ({"task": "catering", "age": 16, "language": "de", "where": "markt"}, 1),
        ({"task": "door"}, None),
        ({"age": 15}, None),
        ({"language": "en"}, None),
        ({"where": "Nordpark"}, None),
        ({"sport": "yoga"}, None),
        ({"step_free": True}, None),
        ({"seated": True}, None),
        ({"from_ms": NOW + 6 * HOUR_MS}, None),
    ],
)
def test_what_is_asked_for_and_not_told_is_not_found(asked: dict[str, object], hour: int | None):
    assert first(replace(ASK, **asked)) == hour


def test_an_offer_without_shifts_has_its_own_time_and_one_without_a_time_is_not_shown():
    assert first(ASK, replace(ITEM, shifts=(), from_ms=NOW + 3 * HOUR_MS)) == 3
    assert first(ASK, replace(ITEM, shifts=())) is None
