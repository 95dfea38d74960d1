"""What is no fire and still must reach somebody: dead sensors, low batteries, crowds, drills, gateways out of order."""

from __future__ import annotations

from functools import partial
from typing import Final

import httpx

from hallenwart_contract.director import Received
from hallenwart_contract.live_incidents import Incident
from hallenwart_sim.director.acts import Act, Started, newest, over, phoned, told_of, until
from hallenwart_sim.director.names import (
    CROWDED,
    DRILLS,
    FULL_BATTERY,
    GATEWAYS,
    IS_CUT,
    IS_DEAD,
    LOW_BATTERY,
    NO_CROWD,
    NO_DRILL,
    NO_GATEWAYS,
    NO_RADIO,
    SENSOR_DIED,
    SENSOR_LIVES,
    Words,
)
from hallenwart_sim.director.scene import Scene, in_alarm
from hallenwart_sim.director.stage import Check, Moment
from hallenwart_sim.town.plan import HALL_SMOKE, HALLS, NORDPARK_1, NORDPARK_2, ZIGBEE_HEAD
from hallenwart_sim.town.watch import mono_ms

LOW_PCT, FULL_PCT = 8, 100
_CROWD_HALL: Final = next(hall for hall in HALLS if hall.id == "gymnastik")
_TOO_MANY: Final = _CROWD_HALL.capacity + 4
"""The first count beyond its own doubt of 5 %."""
_COME: Final = _TOO_MANY + 2
_FAULT_MS: Final = 40_000
_BATTERY_MS: Final = 5_000
_CROWD_MS, _EMPTY_MS = 10_000, 10_000
_DRILL_SCREEN_MS, _DRILL_PAGE_MS, _DRILL_PHONE_MS = 3_000, 3_000, 5_000
_PATH_MS: Final = 120_000
_SMS_MS: Final = 60_000


def _unreachable(scene: Scene) -> Words | None:
    if scene.town.is_reachable():
        return None
    return IS_DEAD if scene.town.network_is_whole() else IS_CUT


# --- a head that says nothing, a head whose battery is low ---


def _sensor_dead(scene: Scene) -> Started:
    holds = newest(scene, "sensor_fault", device=NORDPARK_1)
    told = told_of(scene, "Störung am Rauchmelder der Halle", "fault of the hall's smoke head", _FAULT_MS, holds)
    told.note = "Brand an anderen Meldern ginge weiter / a fire at other sensors would still be told"
    scene.town.equipment.hall.smoke.die()
    scene.dead_sensor = True
    return Started([told], f"{HALL_SMOKE} verliert seine Speisung")


def _sensor_back(scene: Scene) -> Started:
    scene.town.equipment.hall.smoke.die(dead=False)
    scene.dead_sensor = False
    back = over(scene, "Störung ist vorbei", "the fault is over", _FAULT_MS, _is_fault)
    return Started([back], f"{HALL_SMOKE} misst wieder")


def _is_fault(each: Incident) -> bool:
    return each.kind == "sensor_fault" and each.device == NORDPARK_1


def _battery(scene: Scene, pct: int) -> Started:
    if pct == LOW_PCT:
        holds = newest(scene, "battery", device=NORDPARK_2)
        check = told_of(scene, "Batterie fast leer", "battery low", _BATTERY_MS, holds, note=ZIGBEE_HEAD)
    else:
        check = over(scene, "Batterie ist neu", "the battery is new", _BATTERY_MS, _is_battery, note=ZIGBEE_HEAD)
    scene.low_battery = pct == LOW_PCT
    return Started([check], f"Funkmelder Teeküche: Batterie bei {pct} %", _drain(scene, pct))


async def _drain(scene: Scene, pct: int) -> None:
    await scene.town.radio.zigbee.drain_to(pct)


def _is_battery(each: Incident) -> bool:
    return each.kind == "battery" and each.device == NORDPARK_2


def _battery_blocked(scene: Scene, *, low: bool) -> Words | None:
    if scene.town.bus is None:
        return NO_RADIO
    if scene.low_battery == low:
        return LOW_BATTERY if low else FULL_BATTERY
    return None


# --- too many people ---


def _crowd(scene: Scene) -> Started:
    doorway = scene.town.equipment.doorways[_CROWD_HALL.id]

    async def too_many() -> int:
        await until(lambda: doorway.inside >= _TOO_MANY)
        return mono_ms()

    told = told_of(
        scene, "zu viele Menschen in der Halle", "too many people in the hall", _CROWD_MS, newest(scene, "overcrowded")
    )
    told.begin = too_many
    told.note = f"{_CROWD_HALL.name}: {_TOO_MANY} statt höchstens / instead of at most {_CROWD_HALL.capacity}"
    scene.crowd = True
    return Started([told], f"{_COME} Leute drängen in den {_CROWD_HALL.name}", _fill(scene))


async def _fill(scene: Scene) -> None:
    doorway = scene.town.equipment.doorways[_CROWD_HALL.id]
    while scene.crowd and doorway.inside < _COME:
        await doorway.walk_in()


def _crowd_end(scene: Scene) -> Started:
    doorway = scene.town.equipment.doorways[_CROWD_HALL.id]
    scene.crowd = False

    async def few() -> int:
        await until(lambda: doorway.inside < _CROWD_HALL.capacity * 0.9)
        return mono_ms()

    done = over(scene, "es sind wieder weniger", "fewer people again", _EMPTY_MS, lambda each: each.kind == "overcrowded")
    done.begin = few
    return Started([done], "die Leute gehen wieder", _empty(scene))


async def _empty(scene: Scene) -> None:
    doorway = scene.town.equipment.doorways[_CROWD_HALL.id]
    while not scene.crowd and doorway.inside:
        await doorway.walk_out()


# --- a drill ---


def _is_drill(message: Received) -> bool:
    return message.drill


def _drill(scene: Scene) -> Started:
    def shows(device: str) -> Moment:
        return partial(scene.displays[device].until, lambda told: in_alarm(told) and told.drill)

    checks = [
        Check(
            "Anzeige am selben Pi: PROBE-ALARM",
            "Display of the same Pi: DRILL",
            _DRILL_SCREEN_MS,
            scene.now(),
            shows(NORDPARK_1),
        ),
        Check("Anzeige im Foyer: PROBE-ALARM", "Foyer display: DRILL", _DRILL_SCREEN_MS, scene.now(), shows(NORDPARK_2)),
        told_of(scene, "Probe-Alarm, blau", "a drill, blue", _DRILL_PAGE_MS, newest(scene, "drill")),
        phoned(scene, _DRILL_PHONE_MS, _is_drill, note="„PROBE“ im Titel / in its title"),
    ]
    return Started(checks, "Probe-Alarm am Nordpark, wie ihn der Hausmeister auslöst", _order(scene, on=True))


def _drill_end(scene: Scene) -> Started:
    boards = [
        Check(de, en, _DRILL_SCREEN_MS, scene.now(), partial(scene.displays[device].until, lambda told: not told.drill))
        for device, de, en in (
            (NORDPARK_1, "Anzeige in der Halle zeigt wieder den Plan", "Hall display shows its plan again"),
            (NORDPARK_2, "Anzeige im Foyer zeigt wieder den Plan", "Foyer display shows its plan again"),
        )
    ]
    return Started(boards, "der Probe-Alarm ist beendet", _order(scene, on=False))


async def _order(scene: Scene, *, on: bool) -> None:
    try:
        await scene.caretaker.post("/api/sites/nordpark/drill", {"on": on})
    except httpx.HTTPError as error:
        scene.stage.note(f"Probe-Alarm: der Server nahm es nicht an ({error})")


def _drills(scene: Scene) -> bool:
    view = scene.manager.latest
    return view is not None and any(site.id == "nordpark" and site.drill_ms is not None for site in view.sites)


# --- gateways out of order ---


def _gateway_dead(scene: Scene) -> Started:
    scene.gateways.down = True
    holds = newest(scene, "alert_path")
    told = told_of(scene, "Alarmweg gestört, benannt", "the alert path fails, by name", _PATH_MS, holds)
    told.note = "nach drei Fehlschlägen / after three failures"
    return Started([told], "SMS und Anrufe gehen nicht hinaus; ein Test des Alarmwegs läuft", _test_path(scene))


async def _test_path(scene: Scene) -> None:
    try:
        await scene.caretaker.post("/api/alert-path/test", {})
    except httpx.HTTPError as error:
        scene.stage.note(f"Test des Alarmwegs: {error}")


def _gateway_back(scene: Scene) -> Started:
    begin = scene.now()
    arrives = scene.told(begin, lambda message: message.way == "sms")
    scene.gateways.down = False
    check = Check("Die wartende SMS kommt an", "The waiting SMS arrives", _SMS_MS, begin, arrives)
    return Started([check], "SMS und Anrufe gehen wieder hinaus")


ACTS: Final = {
    "sensor_dead": Act(lambda scene: SENSOR_DIED if scene.dead_sensor else None, _sensor_dead),
    "sensor_back": Act(lambda scene: None if scene.dead_sensor else SENSOR_LIVES, _sensor_back),
    "battery_low": Act(partial(_battery_blocked, low=True), partial(_battery, pct=LOW_PCT)),
    "battery_new": Act(partial(_battery_blocked, low=False), partial(_battery, pct=FULL_PCT)),
    "crowd": Act(lambda scene: CROWDED if scene.crowd else None, _crowd),
    "crowd_end": Act(lambda scene: None if scene.crowd else NO_CROWD, _crowd_end),
    "drill": Act(lambda scene: _unreachable(scene) or (DRILLS if _drills(scene) else None), _drill),
    "drill_end": Act(lambda scene: _unreachable(scene) or (None if _drills(scene) else NO_DRILL), _drill_end),
    "gateway_dead": Act(lambda scene: _unreachable(scene) or (NO_GATEWAYS if scene.gateways.down else None), _gateway_dead),
    "gateway_back": Act(lambda scene: None if scene.gateways.down else GATEWAYS, _gateway_back),
}
