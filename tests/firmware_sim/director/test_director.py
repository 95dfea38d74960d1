import asyncio
from pathlib import Path

import httpx
import pytest

from hallenwart_contract.clock import TownClock
from hallenwart_contract.director import Director
from hallenwart_sim.director.app import app
from hallenwart_sim.director.fire import rows
from hallenwart_sim.director.stage import Check, Stage
from hallenwart_sim.town.watch import Watched, mono_ms

HERE = "http://127.0.0.1:8090"


def at(moment_ms: int):
    async def moment() -> int:
        return moment_ms

    return moment


async def never() -> int:
    await asyncio.Event().wait()
    raise AssertionError


def stage() -> Stage:
    return Stage(TownClock(start_ms=10**12, anchor_mono_ms=1_000, speed=10))


@pytest.mark.parametrize(("met_ms", "took_ms", "late"), [(1_250, 250, False), (1_400, 400, True), (990, 0, False)])
async def test_an_expectation_is_measured_from_its_own_beginning(met_ms: int, took_ms: int, late: bool):
    check = Check("Sirene", "Siren", 300, at(1_000), at(met_ms))
    await check.run()
    assert (check.took_ms, check.late) == (took_ms, late)


async def test_what_does_not_come_is_late_and_never_counts_as_met():
    check = Check("Sirene", "Siren", 20, at(mono_ms()), never)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await check.run()
    assert check.took_ms is None
    assert check.late


def test_town_time_becomes_monotonic_time_at_any_speed():
    assert stage().mono_of(10**12 + 5_000) == 1_500


async def test_a_page_is_awaited_until_it_shows_what_is_expected():
    page: Watched[int] = Watched()
    waiting = asyncio.create_task(page.until(lambda shown: shown > 1))
    await page.put(1)
    await asyncio.sleep(0)
    assert not waiting.done()
    await page.put(2)
    assert await waiting == page.at_ms


def test_the_recorded_fire_begins_shortly_before_the_smoke():
    fire = rows()
    assert 0 <= fire[0].t_s <= 5
    smoke_s = next(row.t_s for row in fire if row.od_per_m and row.od_per_m > 0.02)
    assert 5 < smoke_s < 30


class Acting:
    def __init__(self) -> None:
        self.done: list[str] = []

    def told(self) -> Director:
        return Director(
            now_ms=1, zone="Europe/Berlin", speed=1, engine="amqtt", network=True, broker=True, can=[], running=[], links=[]
        )

    async def do(self, what: str, text: str = "") -> None:
        if what == "unknown":
            raise LookupError(what)
        self.done.append(what + text)

    async def changed(self) -> None:
        await asyncio.Event().wait()


@pytest.fixture
def acting() -> Acting:
    return Acting()


@pytest.fixture
def client(acting: Acting, tmp_path: Path) -> httpx.AsyncClient:
    for name in ("director", "assets"):
        (tmp_path / name).mkdir()
    (tmp_path / "director" / "index.html").write_text("<h1>Regie</h1>")
    application = app(acting, static=tmp_path, origins=frozenset({HERE}), extra=[])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=application), base_url=HERE)


async def test_only_its_own_page_may_act(client: httpx.AsyncClient, acting: Acting):
    assert (await client.post("/director/do", json={"what": "fire"})).status_code == 403
    assert (
        await client.post("/director/do", json={"what": "fire"}, headers={"Origin": "http://evil.example"})
    ).status_code == 403
    assert (await client.post("/director/do", json={"what": "fire"}, headers={"Origin": HERE})).status_code == 202
    assert acting.done == ["fire"]


async def test_nonsense_and_the_impossible_are_refused(client: httpx.AsyncClient, acting: Acting):
    assert (await client.post("/director/do", content=b"\xff", headers={"Origin": HERE})).status_code == 422
    assert (await client.post("/director/do", json={"what": "unknown"}, headers={"Origin": HERE})).status_code == 409
    assert acting.done == []


async def test_the_page_comes_with_a_strict_policy(client: httpx.AsyncClient):
    answer = await client.get("/director/")
    assert answer.status_code == 200
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
