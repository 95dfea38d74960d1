"""Who is told of what: one hint per device as a machine, one incident for its parts, one word when it is the broker instead."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.alerts import store
from hallenwart_backend.fleet.watch.book import Component
from hallenwart_backend.fleet.watch.rules import (
    BEHIND_MS,
    FAULT_MS,
    HOT_C,
    Trouble,
    Waits,
    faulty_parts,
    troubles,
    weight_of,
)
from hallenwart_contract.machine import Vitals
from hallenwart_contract.messages import Conn, Heartbeat, Severity, State
from hallenwart_contract.outputs import Output
from hallenwart_contract.zones import Zone
from support.backends import ADMIN, HOUR_MS, open_town

DAY_MS = 24 * HOUR_MS
NOW_MS = 1_800_000_000_000
WELL = {"mono_ms": 1, "clk": "ntp", "temp_cpu_c": 50.0, "disk_free_mb": 9_000}


def beat(*, vitals=None, **more):
    return Heartbeat(
        dev="nordpark-1", epoch="e", boot="b", conn=1, vitals=vitals or Vitals(disk_total_mb=30_000), **WELL | more
    )


def found(conn, waits=Waits(), **more):  # noqa: B008 - frozen
    return troubles(conn, waits, NOW_MS, **more)


@pytest.mark.parametrize(
    ("conn", "trouble"),
    [
        (beat(disk_free_mb=2_000), Trouble.DISK),
        (beat(disk_free_mb=200, vitals=Vitals()), Trouble.DISK),
        (beat(vitals=Vitals(wear_pct=90.0)), Trouble.WEAR),
        (beat(temp_cpu_c=HOT_C), Trouble.HOT),
        (beat(vitals=Vitals(throttled=["hot"])), Trouble.HOT),
        (beat(vitals=Vitals(throttled=["voltage"])), Trouble.VOLTAGE),
        (beat(vitals=Vitals(off_ms=-90_000)), Trouble.CLOCK),
        (beat(clk="bad"), Trouble.CLOCK),
        (beat(vitals=Vitals(cert_until_ms=NOW_MS + 29 * DAY_MS)), Trouble.CERTIFICATE),
    ],
)
def test_each_figure_has_its_trouble(conn, trouble):
    assert found(conn) == {trouble}


def test_what_is_well_or_not_known_is_no_trouble():
    assert not found(beat())
    assert not found(beat(vitals=Vitals(cert_until_ms=NOW_MS + 31 * DAY_MS)))
    assert not found(Conn(dev="a", online=True, clk="held"))
    assert found(beat(), until_ms=NOW_MS) == {Trouble.CERTIFICATE}
    assert found(beat(), Waits(behind_ms=NOW_MS - BEHIND_MS)) == {Trouble.DOCUMENTS}
    assert found(beat(), Waits(outbox_ms=NOW_MS - HOUR_MS)) == {Trouble.OUTBOX}
    assert not found(beat(), Waits(behind_ms=NOW_MS - BEHIND_MS + 1, outbox_ms=NOW_MS))


@given(st.lists(st.floats(70, 85), min_size=2, max_size=30))
@settings(max_examples=40)
def test_a_figure_that_trembles_at_its_bound_changes_nothing(temperatures):
    known, changes = frozenset(), 0
    for temperature in temperatures:
        now = found(beat(temp_cpu_c=temperature), known=known)
        changes += now != known
        known = now
    crossings = sum((one >= HOT_C) != (two >= HOT_C) for one, two in pairwise(temperatures))
    assert changes <= crossings + 1


def test_parts_in_fault_are_told_after_a_minute_with_their_weight():
    lock, lamp, smoke = (Component("fault", "silent", NOW_MS - FAULT_MS) for _ in range(3))
    young = Component("fault", "silent", NOW_MS - FAULT_MS + 1)
    state = State(dev="a", zones=[Zone(id="z", sensors=["smk1"])], outputs=[Output(id="light", kind="light", hall="h")])
    parts = {"locker": lock, "light": lamp, "smk1": smoke, "keypad": young, "well": Component("ok", "", 0)}
    assert set(faulty_parts(parts, state, NOW_MS)) == {"locker", "light"}
    assert weight_of(["light"], state) is Severity.INFO
    assert weight_of(["screen", "panel"], state) is Severity.INFO
    assert weight_of(["light", "locker"], state) is Severity.WARN


# --- told ---


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def hear(town, message):
    arrival = town.arrival(message.dev)
    for listener in (*town.backend.devices.listeners, *town.backend.fleet_room.listeners):
        await (listener.on_state if isinstance(message, State) else listener.on_heartbeat)(arrival, message)
    await town.backend.fleet_room.watch.look()


async def told(town):
    found = await town.backend.records.read(store.all_open)
    return {str(one.what.kind): (str(one.sev), one.what.detail) for one in found if one.cleared_ms is None and one.what.device}


async def test_one_hint_per_device_that_goes_by_itself(town):
    town.backend.fleet_room.watch._broker_ok = lambda: True
    await hear(town, beat(vitals=Vitals(throttled=["voltage"], wear_pct=95.0)))
    assert await told(town) == {"device_care": ("info", "voltage,wear")}
    await hear(town, beat(mono_ms=2))
    assert await told(town) == {}


async def test_parts_in_fault_are_one_incident_and_a_restart_forgets_no_since(town):
    town.backend.fleet_room.watch._broker_ok = lambda: True
    await hear(town, beat(sensors={"locker": "fault", "light": "fault"}))
    assert await told(town) == {}
    town.clock.advance(FAULT_MS)
    await hear(town, beat(sensors={"locker": "fault", "light": "fault"}, mono_ms=2))
    assert await told(town) == {"component": ("warn", "light,locker")}
    await town.backend.fleet_room.book.load()
    assert town.backend.fleet_room.book.of("nordpark-1").components["locker"].since_ms == town.clock.now_ms() - FAULT_MS
    await hear(town, beat(sensors={"locker": "ok", "light": "ok"}, mono_ms=3))
    assert await told(town) == {}


async def test_while_the_broker_is_down_nobody_is_told_of_devices(town):
    town.backend.fleet_room.watch._broker_ok = lambda: False
    await hear(town, beat(vitals=Vitals(throttled=["voltage"])))
    assert await told(town) == {}
    fleet = (await (await town.signed_in(ADMIN)).get("/api/fleet")).json()
    assert not fleet["broker"]
