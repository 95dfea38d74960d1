"""What a `feeds.toml` connects, on a real series store, with an incident engine that writes down what it is told."""

from __future__ import annotations

import asyncio
import contextlib
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest

from hallenwart_backend.city.join import City
from hallenwart_backend.city.routes import shown
from hallenwart_backend.occupancy.service import Occupancy
from hallenwart_contract.live import Device
from support.backends import MONDAY_NOON_MS, SetClock
from support.databases import open_series_at
from support.incident_log import IncidentLog

WINDOW, HEAD, COUNTER = "a84041000181c1d2", "70b3d57ed0001234", "0004a30b001c0530"
KEY = "0123456789abcdef0123456789abcdef"
FEEDS = """
[[broker]]
id = "stadtwerke"
system = "chirpstack"
host = "127.0.0.1"
port = {chirpstack}
tls = false
application = "17c82e96-be03-4f38-aef3-f83d48582d97"
[[broker]]
id = "ttn"
system = "things_stack"
host = "127.0.0.1"
port = {things}
tls = false
username = "hallen@stadt"
password_file = "ttn.password"
application = "hallen@stadt"
[[broker]]
id = "umwelt"
system = "topics"
host = "127.0.0.1"
port = {chirpstack}
tls = false
[[push]]
id = "wetter"
key_file = "wetter.key"
[[sensor]]
id = "fenster"
source = "stadtwerke"
dev_eui = "a84041000181c1d2"
name = "Fenster Umkleide"
site = "nordpark"
hall = "nordpark"
every_s = 600
reading = [
  {{ quantity = "open", path = "door" }},
  {{ quantity = "temp_c", bytes = {{ at = 0, length = 2, signed = true, port = 2 }}, scale = 0.01, low = -40, high = 85 }},
]
[[sensor]]
id = "dachboden"
source = "stadtwerke"
dev_eui = "70B3D57ED0001234"
name = "Rauchmelder Dachboden"
site = "nordpark"
every_s = 3600
reading = [{{ quantity = "alarm", path = "alarm", means = "smoke" }}]
[[sensor]]
id = "zaehler"
source = "ttn"
dev_eui = "0004A30B001C0530"
name = "Zähler Nordtür"
site = "nordpark"
hall = "nordpark"
every_s = 600
reading = [{{ quantity = "people", path = "count", low = 0, high = 5000 }}]
[[sensor]]
id = "luft"
source = "umwelt"
topic = "umwelt/nordpark/luft"
name = "Luft am Nordpark"
site = "nordpark"
every_s = 900
time = "observedAt"
reading = [{{ quantity = "pm2_5_ug_m3", path = "pm25.value" }}]
[[sensor]]
id = "wetter-nord"
source = "wetter"
only = {{ path = "station", word = "nordpark" }}
name = "Wetter Nordpark"
site = "nordpark"
every_s = 600
reading = [{{ quantity = "wind_m_s", path = "wind.speed" }}]
"""


PLACES = SimpleNamespace(
    sites={"nordpark": SimpleNamespace(name="Sporthalle Nordpark")},
    halls={"nordpark": SimpleNamespace(name="Halle Nordpark")},
    compartments=[SimpleNamespace(device="nordpark-1", number=1, label="Drittel 1")],
    zone_name=lambda _site, zone: {"geraeteraum": "Geräteraum"}.get(zone, zone),
)


class Fleet:
    """The devices there are, and what they told."""

    def __init__(self):
        self.told, self.offline = {}, set()

    def states(self):
        return self.told

    def devices(self, site_name):
        return [
            Device(
                id=device,
                site="nordpark",
                site_name=site_name("nordpark"),
                seen_ms=None,
                state="offline" if device in self.offline else "online",
            )
            for device in self.told
        ]


def write_feeds(folder, *, chirpstack=2, things=2, more="", change=lambda text: text):
    """Write the file and its secrets; on port 2 no broker answers."""
    (folder / "feeds.toml").write_text(change(FEEDS.format(chirpstack=chirpstack, things=things)) + more)
    (folder / "ttn.password").write_text("geheim\n")
    (folder / "wetter.key").write_text(f"{KEY}\n")


class Standing(IncidentLog):
    """Knows what stands."""

    def __init__(self):
        super().__init__()
        self.stands = {}

    async def report(self, cause):
        await super().report(cause)
        self.stands[cause.key] = cause

    async def clear(self, key, cause_id, at_ms):
        await super().clear(key, cause_id, at_ms)
        self.stands.pop(key, None)


class CityHouse:
    """All that `feeds.toml` connects; `clock` stands until it is moved."""

    def __init__(self, folder):
        (folder / "broker.toml").write_text('host = "127.0.0.1"\nport = 1\nservices = {}\n')
        self.clock, self.incidents = SetClock(MONDAY_NOON_MS), Standing()
        self.series = open_series_at(folder)
        self.occupancy = Occupancy(self.series, self.clock)
        self.fleet = Fleet()
        self.city = City(
            folder,
            self.series,
            self.incidents,
            self.clock,
            places=lambda: PLACES,
            fleet=self.fleet,
            tell=(self.occupancy,),
            changed=self._changed,
        )
        self.desk = self.city.desk

    async def _changed(self):
        pass

    def shown(self, sensor):
        return shown(self.desk.sensors[sensor])

    def figures(self, sensor):
        return {one.quantity: one.x for one in self.shown(sensor).figures}

    def standing(self):
        """Return what is reported and not cleared, by key."""
        return dict(self.incidents.stands)

    def all_up(self):
        return all(one.session is None or one.session.connected for one in self.desk.sources.values())


@asynccontextmanager
async def city_house(folder, **feeds):
    """Open a house whose state is in `folder`."""
    write_feeds(folder, **feeds)
    house = CityHouse(folder)
    await house.city.load()
    try:
        yield house
    finally:
        house.series.close()


@asynccontextmanager
async def running(city, *names):
    """Let the city's tasks run, or those of these names."""
    tasks = [asyncio.create_task(run()) for name, run in city.tasks().items() if not names or name in names]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task


async def until(condition, within_s=180):
    """Wait for a condition."""
    try:
        async with asyncio.timeout(within_s):
            while not condition():  # noqa: ASYNC110 - the condition is any
                await asyncio.sleep(0.01)
    except TimeoutError:
        pytest.fail(f"did not come: {condition}")
