"""Open values at a city's own broker and context broker: told, renewed, taken away with their rights, whole after a failure."""

import asyncio
import contextlib
from contextlib import asynccontextmanager

import pytest

from hallenwart_backend.opendata.datasets import Rights
from hallenwart_backend.opendata.latest import desk
from support.backends import HOUR_MS
from support.brokers import needs_mosquitto
from support.city_town import until
from support.context_broker import ContextBroker
from support.house_broker import house_broker
from support.http_double import http_double
from support.mqtt_listener import Listening
from support.open_town import open_city, rights

FEEDS = '\n[open_data]\nhost = "127.0.0.1"\nport = {port}\ntls = false\nprefix = "stadt/hallen"\n'
WARM = "stadt/hallen/halls/nordpark/temp_c"
NGSI = '[ngsi]\nurl = "{url}"\ntoken_file = "ngsi.token"\ntenant = "stadt"\nevery_s = 10\n'


@asynccontextmanager
async def running(tasks):
    started = [asyncio.create_task(run()) for run in tasks.values()]
    try:
        yield
    finally:
        for task in started:
            task.cancel()
        for task in started:
            with contextlib.suppress(asyncio.CancelledError):
                await task


@needs_mosquitto
@pytest.mark.mosquitto
async def test_values_stand_at_the_citys_broker_as_long_as_they_may(tmp_path, monkeypatch):
    monkeypatch.setattr(desk, "LOOK_EVERY_S", 0.05)
    with house_broker(tmp_path / "mqtt") as broker:
        city = Listening(broker.port)
        await city.start()
        await city.put("stadt/hallen/halls/abgerissen/state", {"value": "free"})
        await city.put("stadt/hallen/somebody/elses/thing/here", 1)
        (tmp_path / "feeds.toml").write_text(FEEDS.format(port=broker.port))
        async with open_city(tmp_path) as town:
            assert town.backend.city.desk.problems == []
            async with running(town.backend.outward.latest.tasks()):
                await until(lambda: city.said(WARM))
                await until(lambda: city.kept.get("stadt/hallen/status") == b"online")
                assert (city.said(WARM)["value"], city.said(WARM)["unit"]) == (19.8, "°C")
                assert city.said("stadt/hallen/car_parks/p-nord/free")["value"] == 11
                assert city.said("stadt/hallen/about")["explained"] == "http://hallenwart.test/daten"
                await until(lambda: "stadt/hallen/halls/abgerissen/state" not in city.kept)
                assert "stadt/hallen/somebody/elses/thing/here" in city.kept
                city.heard.clear()
                await rights(town, climate=Rights.KEY)
                await until(lambda: WARM not in city.kept)
                assert city.heard.count("stadt/hallen/halls/nordpark/state") == 0, "what did not change is not told again"
                await rights(town, climate=Rights.PUBLIC)
                await until(lambda: city.said(WARM))
                first = city.said("stadt/hallen/halls/sued/state")
                town.clock.advance(4 * HOUR_MS)
                await until(lambda: WARM not in city.kept)
                await until(lambda: city.said("stadt/hallen/halls/sued/state")["until"] > first["until"])
            await until(lambda: city.kept.get("stadt/hallen/status") == b"offline")
        await city.stop()


async def test_entities_reach_a_context_broker_and_leave_it_with_their_rights(tmp_path):
    broker = ContextBroker("geheim", "stadt")
    async with http_double(broker.answer) as server:
        (tmp_path / "feeds.toml").write_text(NGSI.format(url=server.url))
        (tmp_path / "ngsi.token").write_text("geheim\n")
        air, parked = "urn:ngsi-ld:IndoorEnvironmentObserved:nordpark", "urn:ngsi-ld:OffStreetParking:p-nord"
        async with open_city(tmp_path) as town:
            pusher = town.backend.outward.latest.pusher
            broker.refuses = {air}
            assert await pusher.push() == "1 of 7 entities were refused"
            assert (air in broker.held, broker.held[parked]["totalSpotNumber"]["value"]) == (False, 56)
            broker.refuses = set()
            asked = len(server.asked)
            assert await pusher.push() == ""
            assert [one["id"] for one in server.asked[asked].json] == [air], "only what was not taken"
            assert await pusher.push() == ""
            assert len(server.asked) == asked + 1, "nothing changed, nothing is sent"
            await rights(town, parking=Rights.KEY)
            broker.down = True
            assert await pusher.push() == "HTTP 503"
            assert parked in broker.held
        broker.down = False
        async with open_city(tmp_path, keep=True) as town:
            assert await town.backend.outward.latest.pusher.push() == ""
            assert parked not in broker.held, "also after a restart"
            assert air in broker.held
