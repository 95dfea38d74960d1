"""How zones and sensors stand on the page: a fire above all, and silence never as all-clear."""

import pytest

from hallenwart_backend.fire.desk.rules import HOUR_MS
from hallenwart_contract.messages import Alarm
from hallenwart_contract.zones import Disablement, Zone
from support.backends import MONDAY_NOON_MS, open_town
from support.fire_town import HEAT, ROOM, SMOKE, happen, measure, show
from support.locker_town import connect

UNTIL_MS = MONDAY_NOON_MS + 3 * HOUR_MS


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def _zone(town, zone="geraeteraum"):
    return next(one for one in (await town.backend.build_view()).zones if one.zone == zone)


async def test_a_zone_of_a_silent_device_is_unknown_never_normal(town):
    await connect(town)
    await show(town)
    await measure(town, SMOKE, "smoke_pct_m", 0.4)
    await measure(town, HEAT, "temp_c", 21.26)
    zone = await _zone(town)
    assert (zone.word, zone.name) == ("normal", "Geräteraum")
    assert [(one.state, one.value, one.kind) for one in zone.sensors] == [
        ("ok", "0,4 %/m", "smoke"),
        ("ok", "21,3 °C", "heat"),
    ]
    town.clock.advance(91_000)
    zone = await _zone(town)
    assert zone.word == "unknown"
    assert [(one.state, one.value) for one in zone.sensors] == [("unknown", ""), ("unknown", "")]
    assert (await _zone(town, "halle-sued")).word == "unknown"  # no device ever told of it


async def test_a_fire_stands_above_all_and_a_fault_above_a_disablement(town):
    await connect(town)
    alarm = Alarm(id="a", type="smoke", phase="raise", sev="crit", zone="geraeteraum", c=SMOKE, t_ms=MONDAY_NOON_MS - 5)
    fault = Alarm(
        id="f", type="sensor_fault", phase="raise", sev="warn", zone="geraeteraum", c=HEAT, t_ms=MONDAY_NOON_MS, text="silent"
    )
    off = Disablement(id="x", zone="geraeteraum", since_ms=MONDAY_NOON_MS, until_ms=UNTIL_MS)
    burning = Zone(id=ROOM.id, sensors=ROOM.sensors, word="fire")
    await show(town, zones=[burning, Zone(id="foyer")], off=[off], alarms=[alarm, fault], siren=True)
    view = await town.backend.build_view()
    assert next(one.word for one in view.zones) == "fire"
    assert (await _zone(town)).since_ms == MONDAY_NOON_MS - 5
    assert [(one.c, one.state, one.reason) for one in (await _zone(town)).sensors] == [
        (SMOKE, "alarm", ""),
        (HEAT, "fault", "silent"),
    ]
    assert [(one.id, one.siren, one.silenced) for one in view.sites] == [("nordpark", True, False), ("sued", False, False)]
    await happen(town, "fire.silenced")
    await show(town, zones=[burning], alarms=[alarm])
    assert (await town.backend.build_view()).sites[0].silenced
    await show(town)
    assert not (await town.backend.build_view()).sites[0].silenced
