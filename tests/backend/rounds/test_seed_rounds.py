"""Rounds of a seed file: written once, refused where they name what is not there."""

from __future__ import annotations

import msgspec
import pytest

from hallenwart_backend.errors import ConfigError
from hallenwart_backend.seed_rounds import SeedObjection, SeedRound, SeedRoundWish, SeedSpot, plant_rounds
from support.backends import AMT, open_town

SPOT = SeedSpot(hall="nordpark", sections=[1], weekday=0, start="18:00")
WISH = SeedRoundWish(club="bc-04", group="Turnen", people=12, weekdays=[0], earliest="18:00", latest="18:00", at=SPOT)
ROUND = {"title": "Saison", "by": AMT, "from": "2027-01-11", "to": "2027-03-28", "halls": ["nordpark"], "objections_days": 3}


def seed(**other) -> SeedRound:
    told = {"wish": [WISH], "objection": [SeedObjection(club="bc-04", group="Turnen", text="Zu spät.")]} | other
    return msgspec.structs.replace(msgspec.convert(ROUND, SeedRound), **told)


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def _plant(town, *wishes: SeedRound) -> None:
    now = town.clock.now_ms()
    await town.backend.records.write(lambda connection: plant_rounds(connection, list(wishes), lambda _: "-", now_ms=now))


async def test_a_proposal_with_an_objection_is_there_once(town):
    await _plant(town, seed())
    await _plant(town, seed())
    office = await town.signed_in(AMT)
    (one,) = (await office.get("/api/rounds")).json()["rounds"]
    assert (one["state"], one["announced"], one["objecting"], one["placed"], one["objections_open"]) == (
        "proposed",
        True,
        True,
        1,
        1,
    )


async def test_without_a_place_it_takes_wishes(town):
    await _plant(town, seed(wish=[msgspec.structs.replace(WISH, at=None)]))
    (one,) = (await (await town.signed_in(AMT)).get("/api/rounds")).json()["rounds"]
    assert (one["state"], one["wishing"], one["announced"]) == ("open", True, False)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"by": "niemand@stadt.example"}, "nobody has the address"),
        ({"halls": ["mond"]}, "no hall mond"),
        ({"weights": {"luck": 3}}, "luck"),
        ({"objection": [SeedObjection(club="bc-04", group="Ringen", text="x")]}, "wishes for no"),
    ],
)
async def test_what_is_not_there_is_named(town, other, why):
    with pytest.raises(ConfigError, match=why):
        await _plant(town, seed(**other))
