"""A recorded fire in the equipment room: smoke head and heat sensor follow what was measured in a real one."""

from __future__ import annotations

import asyncio
from typing import Final

from hallenwart_contract.director import Received
from hallenwart_sim import recordings
from hallenwart_sim.director.scene import FIRE_KINDS, Scene, burns, in_alarm
from hallenwart_sim.director.stage import Check, Moment
from hallenwart_sim.town.plan import NORDPARK_1, NORDPARK_2
from hallenwart_sim.town.watch import mono_ms

ALL_KINDS: Final = FIRE_KINDS | {"pre_alarm"}
RECORDING: Final = "nist-sdc05"
LEAD_S: Final = 8.0
"""Of the quiet minute and a half before smoke reaches the head, so much is played."""
RECONNECT_MS: Final = 30_000
CUT_OFF_MS: Final = 60_000
"""Within this, what was kept for want of a network arrives after it is back."""
AFTER_BACK: Final = "sobald Netz und Broker wieder da sind / after network and broker are back"
SMOKE_BEGINS_PCT_M: Final = 1.0
ROOM_C: Final = 20.5


def rows() -> list[recordings.FireRow]:
    """Return the recording from shortly before smoke reaches the head."""
    every = list(recordings.load(RECORDING, excerpt=True))
    begins_s = next(row.t_s for row in every if row.od_per_m and 100 * (1 - 10**-row.od_per_m) >= SMOKE_BEGINS_PCT_M)
    start_s = max(0.0, begins_s - LEAD_S)
    return [row._replace(t_s=row.t_s - start_s) for row in every if row.t_s >= start_s]


async def burn(scene: Scene) -> None:
    """Play the recording; afterwards the smoke stays as it last was."""
    corner = scene.town.equipment.fires[NORDPARK_1]
    speed = scene.town.options.fire_speed
    async with asyncio.TaskGroup() as group:
        group.create_task(corner.smoke.play(rows(), speed), name="fire: smoke")
        group.create_task(corner.heat.play(rows(), speed), name="fire: heat")


def air_out(scene: Scene) -> None:
    """Clear the smoke and cool the room."""
    corner = scene.town.equipment.fires[NORDPARK_1]
    corner.smoke.od_per_m = 0.0
    corner.heat.temp_c = ROOM_C


def checks(scene: Scene) -> list[Check]:
    """What must follow, counted from the moment the agent's rule fires."""
    fired = scene.rule_fired(NORDPARK_1)
    source = f"Aufnahme / recording NIST SDC05, {LEAD_S:.0f} s vor dem Rauch / before the smoke"
    since_ms = scene.stage.clock.now_ms()
    here = [
        Check("Sirene am Nordpark", "Siren at Nordpark", 300, fired, scene.siren(NORDPARK_1), note=source),
        Check("Anzeige am selben Pi", "Display of the same Pi", 300, fired, scene.display_alarms(NORDPARK_1)),
        Check("Anzeige im Foyer (anderer Pi)", "Foyer display (other Pi)", 500, fired, scene.display_alarms(NORDPARK_2)),
    ]
    incident = scene.incident(burns("nordpark", since_ms))
    page = Check("Leitstand zeigt den Brand", "Manager page shows the fire", 1_000, fired, incident)
    phone = Check("Benachrichtigung geht hinaus", "Notification goes out", 2_000, fired, fired)
    for check in (page, phone):
        _count_when_reachable(scene, check, fired)
    phone.met = scene.told(phone.begin, wakes)
    return [*here, page, phone]


def end_checks(scene: Scene) -> list[Check]:
    """The alarm stays until a person resets it; the incident notes that the smoke is gone."""

    def clean() -> bool:
        return scene.town.equipment.fires[NORDPARK_1].smoke.od_per_m == 0.0

    async def measured() -> int:
        while True:
            if clean():
                return mono_ms()
            await asyncio.sleep(0.05)

    return [Check("Luft im Geräteraum ist klar", "Air in the equipment room is clear", 500, scene.now(), measured)]


def _count_when_reachable(scene: Scene, check: Check, fired: Moment) -> None:
    """Count from the rule, or from the moment the network and the broker are back if that is later."""

    async def moment() -> int:
        fired_ms = await fired()
        if not scene.town.is_reachable():
            check.note = AFTER_BACK
        back_ms = await scene.town.reachable()
        if back_ms > fired_ms - RECONNECT_MS:
            check.within_ms, check.note = CUT_OFF_MS, AFTER_BACK
        return max(fired_ms, back_ms)

    if not scene.town.is_reachable():
        check.note = AFTER_BACK
    check.begin = moment


def wakes(message: Received) -> bool:
    """Say whether a message is meant to wake somebody for something real."""
    return not message.silent and not message.drill


def stands(scene: Scene) -> bool:
    """Say whether an earlier alarm, no drill, is not over yet: it sounds or shows there, or nobody resolved it."""
    corner, display, view = scene.town.equipment.fires[NORDPARK_1], scene.displays[NORDPARK_1].latest, scene.manager.latest
    incidents = view.incidents if view else []
    open_one = any(each.kind in FIRE_KINDS and each.device == NORDPARK_1 and each.state != "resolved" for each in incidents)
    if display is not None and display.drill:
        return open_one
    return corner.siren.sounding or open_one or (display is not None and in_alarm(display))
