"""The hands of tests at the town's key locker: what they move, and what they cannot."""

from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from starlette.applications import Starlette

from hallenwart_sim.director.by_hand import locker_route
from hallenwart_sim.town import equipment
from hallenwart_sim.town.equipment import Equipment
from hallenwart_sim.world import World

HERE = "http://127.0.0.1:8090"


@pytest.fixture
async def built(tmp_path: Path) -> AsyncIterator[Equipment]:
    async with World(tmp_path) as world:
        yield await equipment.build(world, bus=True)


@pytest.fixture
def hands(built: Equipment) -> httpx.AsyncClient:
    application = Starlette(routes=[locker_route(SimpleNamespace(equipment=built), origins=frozenset({HERE}))])
    transport = httpx.ASGITransport(app=application)
    return httpx.AsyncClient(transport=transport, base_url=HERE, headers={"Origin": HERE})


async def moved(hands: httpx.AsyncClient, **what: object) -> int:
    return (await hands.post("/director/locker", json=what)).status_code


async def test_keys_and_doors_move_as_hands_move_them(hands: httpx.AsyncClient, built: Equipment):
    assert await moved(hands, do="take", slot=2) == 409  # the door is shut
    assert await moved(hands, do="force", slot=2) == 202
    assert built.locker.hook_open(1)
    assert await moved(hands, do="take", slot=2) == 202
    assert await moved(hands, do="push", slot=2) == 202
    assert (built.locker.hook_open(1), built.hands.has_key(1), built.hands.has_key(0)) == (False, False, True)


async def test_contacts_and_the_towns_own_hands_are_switched(hands: httpx.AsyncClient, built: Equipment):
    for do, state in (("mains", lambda: built.mains.closed), ("tamper", lambda: built.tamper.closed)):
        assert state()
        assert await moved(hands, do=do, on=False) == 202
        assert not state()
    assert await moved(hands, do="help", on=False) == 202
    assert not built.hands.helping


async def test_a_foreign_page_and_what_there_is_not_are_refused(hands: httpx.AsyncClient, built: Equipment):
    foreign = {"Origin": "http://evil.example"}
    assert (await hands.post("/director/locker", json={"do": "force", "slot": 1}, headers=foreign)).status_code == 403
    assert await moved(hands, do="card", who="nobody") == 409
    assert await moved(hands, do="force", slot=99) == 409
    assert await moved(hands, do="dance") == 422
    assert not any(built.locker.hook_open(lock) for lock in range(8))
