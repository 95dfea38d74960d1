"""Sensors in the ground of two makers, from the network's message to a space; and who falls silent."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from hallenwart_backend.city.file import read_plan
from hallenwart_backend.city.plan import System
from hallenwart_backend.city.taking import Taker
from hallenwart_backend.ports import Arrival
from hallenwart_contract.messages import Reading
from support.backends import AMT, open_town

GOLDEN = Path(__file__).parent / "golden"
DOCS = Path(__file__).parents[3] / "docs" / "parking.md"
BOSCH, TEKZI = "lora-0007080000112233", "lora-a840410001850f0f"
BROKER = """
[[broker]]
id = "stadtwerke"
system = "chirpstack"
host = "lora.stadtwerke.example"
application = "17c82e96-be03-4f38-aef3-f83d48582d97"
"""
NOW_MS = 1_795_431_600_000


def feeds():
    """Return what the page about parking tells people to write."""
    text = DOCS.read_text(encoding="utf-8")
    return BROKER + next(block for block in re.findall(r"```toml\n(.*?)```", text, re.DOTALL) if "[[sensor]]" in block)


@pytest.fixture
def plan(tmp_path):
    (tmp_path / "feeds.toml").write_text(feeds(), encoding="utf-8")
    read = read_plan(tmp_path, own_broker=("127.0.0.1", 1))
    assert read.problems == ()
    return read


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("bosch_status_taken", {"parked": 1.0}),
        ("bosch_status_free", {"parked": 0.0}),
        ("bosch_heartbeat_taken", {"parked": 1.0}),
        ("bosch_startup", {}),
        ("tekzipark_taken", {"parked": 1.0}),
        ("tekzipark_keep_alive_free", {"parked": 0.0}),
    ],
)
def test_a_documented_payload_says_whether_a_space_is_taken(plan, file, told):
    taker = Taker(System.CHIRPSTACK, plan.sensors)
    payload = (GOLDEN / f"{file}.json").read_bytes()
    dev_eui = re.search(rb'"devEui": "(\w+)"', payload)[1].decode()
    (taken,) = taker.take(f"application/x/device/{dev_eui}/event/up", payload, NOW_MS)
    assert {figure.quantity: value for figure, value in taken.figures} == told
    assert (taken.sensor.device, taken.wrong) == (f"lora-{dev_eui}", ())


async def test_spaces_of_both_makers_in_one_car_park_until_the_network_is_lost(tmp_path):
    (tmp_path / "feeds.toml").write_text(feeds(), encoding="utf-8")
    async with open_town(tmp_path) as town:
        desk, office = town.backend.city.desk, await town.signed_in(AMT)
        spaces = [
            {"name": "1", "device": BOSCH, "component": "stellplatz-1"},
            {"name": "2", "device": TEKZI, "component": "stellplatz-2"},
            {"name": "3", "device": "nordpark-1", "component": "stellplatz-3"},
        ]
        body = {"site": "nordpark", "name": "Nord", "spaces": spaces}
        made = await office.post("/api/parking/car-parks", json=body)
        assert made.status_code == 201, made.text

        async def seen():
            (park,) = (await office.get("/api/parking/car-parks")).json()["car_parks"]
            return {one["name"]: one["taken"] for one in park["spaces"]}

        source = desk.sources["stadtwerke"]
        source.session = SimpleNamespace(connected=True)
        now_ms = town.clock.now_ms()
        for file in ("bosch_status_taken", "tekzipark_keep_alive_free"):
            payload = (GOLDEN / f"{file}.json").read_bytes()
            dev_eui = re.search(rb'"devEui": "(\w+)"', payload)[1].decode()
            await desk._store(source.taker.take(f"application/x/device/{dev_eui}/event/up", payload, now_ms))
        reading = Reading(c="stellplatz-3", k="parked", t_ms=now_ms, x=0.0)
        await town.backend.parking.board.on_readings(Arrival("nordpark-1", now_ms), [reading])
        assert await seen() == {"1": True, "2": False, "3": False}
        source.session.connected = False
        assert await seen() == {"1": None, "2": None, "3": False}, "the network server is not reached"
        source.session.connected = True
        town.clock.advance(3 * 3_600_000 + 60_000)
        assert await seen() == {"1": None, "2": None, "3": None}, "three heartbeats are missing"
