"""Signals of fire that are not the recorded one: a pre-alarm alone, the building's panel, a call point, fog in the hall."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from math import log10
from typing import Final

import httpx

from hallenwart_contract.live import FireOff
from hallenwart_contract.live_incidents import Incident
from hallenwart_sim.director import fire
from hallenwart_sim.director.acts import Act, Started, newest, over, phoned, stays_quiet, told_of
from hallenwart_sim.director.entered import free_section
from hallenwart_sim.director.names import (
    FOGGY,
    IS_CUT,
    IS_DEAD,
    NO_FOG_HALL,
    NO_PANEL,
    NO_SMOKE,
    NOT_PRESSED,
    PANEL_STANDS,
    PRESSED,
    SMOKES,
    STANDS,
    Words,
)
from hallenwart_sim.director.scene import Scene
from hallenwart_sim.director.stage import Check, Moment
from hallenwart_sim.town.curve import MINUTE_MS
from hallenwart_sim.town.plan import CALL_POINT, HALL_SMOKE, NORDPARK_1, NORDPARK_2, PANEL
from hallenwart_sim.town.watch import mono_ms

SMOKE_PCT_M: Final = 8.0
FOG_PCT_M: Final = 15.0
_FOG_LASTS_MS: Final = 60 * MINUTE_MS
_FOG_STANDS_S: Final = 15.0
_QUARTER_MS: Final = 15 * MINUTE_MS
_DUSTY, _CLEAN = (320, 610, 690), (5, 8, 9)
_SIREN_MS, _SCREEN_MS, _PAGE_MS, _PHONE_MS, _SENSOR_MS = 2_000, 2_000, 3_000, 5_000, 5_000
_SMOKE_PAGE_MS, _SMOKE_PHONE_MS = 5_000, 6_000
"""A smoke head is read once a second, and believed when it says so twice."""
_BY_ITSELF_MS: Final = 330_000
_DISABLED_MS: Final = 20_000


def od_per_m(pct_m: float) -> float:
    """Return obscuration in %/m as optical density per metre."""
    return -log10(1 - pct_m / 100)


# --- a pre-alarm: one of two sensors that must agree ---


def _smoke_blocked(scene: Scene) -> Words | None:
    if scene.town.equipment.hall.smoke.od_per_m > 0:
        return SMOKES
    return STANDS if fire.stands(scene) else None


def _prealarm(scene: Scene) -> Started:
    shown = scene.incident(newest(scene, "pre_alarm"))
    checks = [
        told_of(scene, "Voralarm, kein Alarm", "a pre-alarm, no alarm", _SMOKE_PAGE_MS, newest(scene, "pre_alarm")),
        phoned(scene, _SMOKE_PHONE_MS, fire.wakes),
        Check("Sirene bleibt still", "Siren stays silent", _SMOKE_PAGE_MS, scene.now(), stays_quiet(scene, NORDPARK_1, shown)),
    ]
    scene.town.equipment.hall.smoke.od_per_m = od_per_m(SMOKE_PCT_M)
    return Started(checks, "Rauch an einem einzigen Melder der Halle; ein zweiter müsste ihn bestätigen")


def _prealarm_end(scene: Scene) -> Started:
    scene.town.equipment.hall.smoke.od_per_m = 0.0
    gone = over(
        scene,
        "Voralarm endet von selbst",
        "the pre-alarm ends by itself",
        _BY_ITSELF_MS,
        lambda each: each.kind == "pre_alarm" and each.device == NORDPARK_1,
        note="nach fünf Minuten / after five minutes",
    )
    return Started([gone], "die Luft in der Halle ist wieder klar")


# --- contacts that no setting holds back ---


def _says(c: str) -> Callable[[Incident], bool]:
    """Return what recognises an incident of which this contact says that it burns."""
    return lambda each: each.sev == "crit" and any(said.c == c and said.gone_ms is None for said in each.sensors)


def _at_once(scene: Scene, c: str, words: Words) -> list[Check]:
    """Siren, screens, page and phone: by a contact, from the moment it closes."""
    now = scene.now
    drills = scene.town.equipment.fires[NORDPARK_1].siren.sounding
    note = "sie heult schon: Probe-Alarm / it sounds already: a drill" if drills else ""
    return [
        Check("Sirene am Nordpark", "Siren at Nordpark", _SIREN_MS, now(), scene.siren(NORDPARK_1), note=note),
        Check("Anzeige am selben Pi", "Display of the same Pi", _SCREEN_MS, now(), scene.display_alarms(NORDPARK_1)),
        Check("Anzeige im Foyer (anderer Pi)", "Foyer display (other Pi)", _SCREEN_MS, now(), scene.display_alarms(NORDPARK_2)),
        told_of(scene, *words, _PAGE_MS, _says(c)),
        phoned(scene, _PHONE_MS, fire.wakes),
    ]


def _calm(scene: Scene, c: str, words: Words) -> Check:
    """The contact is open again; the alarm stands until a person resolves it."""
    says = _says(c)
    met = partial(scene.manager.until, lambda view: not any(says(each) for each in view.incidents))
    note = "der Alarm steht, bis ihn jemand erledigt / the alarm stands until somebody resolves it"
    return Check(*words, _SENSOR_MS, scene.now(), met, note=note)


def _panel_blocked(scene: Scene) -> Words | None:
    return PANEL_STANDS if scene.panel_on else STANDS if fire.stands(scene) else None


def _panel(scene: Scene) -> Started:
    checks = _at_once(scene, PANEL, ("Brandmeldezentrale hat ausgelöst", "the building's panel is in alarm"))
    scene.town.equipment.hall.panel.alarm()
    scene.panel_on = True
    return Started(checks, "die Brandmeldezentrale des Hauses schließt ihren Kontakt")


def _panel_end(scene: Scene) -> Started:
    scene.town.equipment.hall.panel.normal()
    scene.panel_on = False
    calm = _calm(scene, PANEL, ("Leitstand: der Kontakt ist wieder offen", "Manager page: the contact is open again"))
    return Started([calm], "die Brandmeldezentrale ist zurückgestellt")


def _call_blocked(scene: Scene) -> Words | None:
    return PRESSED if scene.town.equipment.hall.call_point.pressed else STANDS if fire.stands(scene) else None


def _call_point(scene: Scene) -> Started:
    checks = _at_once(scene, CALL_POINT, ("Handmelder gedrückt", "call point pressed"))
    scene.town.equipment.hall.call_point.press()
    return Started(checks, "jemand drückt den Handmelder in der Halle")


def _call_point_end(scene: Scene) -> Started:
    scene.town.equipment.hall.call_point.put_back()
    calm = _calm(scene, CALL_POINT, ("Leitstand: der Handmelder ist zurückgestellt", "Manager page: the call point is back"))
    return Started([calm], "der Handmelder ist zurückgestellt")


# --- fog, announced with its booking ---


class Fog:
    """A group books a third of the hall with fog; the caretaker accepts what the system proposes; then the machine runs."""

    def __init__(self, scene: Scene, section: int) -> None:
        self._scene, self._section = scene, section
        loop = asyncio.get_running_loop()
        self._accepted: asyncio.Future[int] = loop.create_future()
        self._stood: asyncio.Future[int] = loop.create_future()

    def checks(self) -> list[Check]:
        off = partial(self._scene.manager.until, lambda view: any(_is_off_for_fog(zone.off) for zone in view.zones))
        de, en = "Leitstand: Rauchmelder der Halle ab, mit Ende", "Manager page: smoke head of the hall off, with its end"
        stays = "Nebel steht im Melder, kein Alarm", "Fog stands in the head, no alarm"
        note = f"{FOG_PCT_M:.0f} %/m, {_FOG_STANDS_S:.0f} s; Wärme- und Handmelder bleiben an / heat and call point stay on"
        return [
            Check(de, en, _DISABLED_MS, self._when_accepted, off, note="nach der Zusage / after the acceptance"),
            Check(*stays, round(_FOG_STANDS_S * 1000) + 1_000, self._when_off(off), self._when_stood, note=note),
        ]

    async def run(self) -> None:
        scene, hall = self._scene, self._scene.town.equipment.hall
        try:
            await self._agree()
        except httpx.HTTPError as error:
            scene.stage.note(f"Nebel: der Server nahm es nicht an ({error})")
            return
        await self._when_off(partial(scene.manager.until, lambda view: any(_is_off_for_fog(zone.off) for zone in view.zones)))()
        hall.smoke.od_per_m, hall.dust.pm_ug_m3 = od_per_m(FOG_PCT_M), _DUSTY
        await asyncio.sleep(_FOG_STANDS_S)
        if not _burns(scene) and not scene.town.equipment.fires[NORDPARK_1].siren.sounding:
            self._stood.set_result(mono_ms())
        hall.smoke.od_per_m, hall.dust.pm_ug_m3 = 0.0, _CLEAN
        scene.stage.note("der Nebel zieht ab; der Melder bleibt ab, bis der Termin endet oder ihn jemand einschaltet")

    async def _agree(self) -> None:
        start_ms = self._scene.stage.clock.now_ms() // _QUARTER_MS * _QUARTER_MS
        booking = {
            "hall": "nordpark",
            "sections": [self._section],
            "start_ms": start_ms,
            "end_ms": start_ms + _FOG_LASTS_MS,
            "title": "Tanztheater mit Nebel",
            "effects": ["fog"],
        }
        made = (await self._scene.office.post("/api/bookings", booking)).json()
        await self._scene.caretaker.post(f"/api/fire/proposals/{made['id']}/accept", {})
        self._accepted.set_result(mono_ms())

    async def _when_accepted(self) -> int:
        return await asyncio.shield(self._accepted)

    async def _when_stood(self) -> int:
        return await asyncio.shield(self._stood)

    def _when_off(self, off: Moment) -> Moment:
        async def moment() -> int:
            return max(await self._when_accepted(), await off())

        return moment


def _is_off_for_fog(off: Sequence[FireOff]) -> bool:
    return any(each.c == HALL_SMOKE and each.reason == "fog" for each in off)


def _burns(scene: Scene) -> bool:
    """Say whether anything of fire stands at the hall's Pi, a pre-alarm included."""
    view = scene.manager.latest
    return view is not None and any(
        each.kind in fire.ALL_KINDS and each.device == NORDPARK_1 and each.cleared_ms is None for each in view.incidents
    )


def _fog_blocked(scene: Scene) -> Words | None:
    if not scene.town.is_reachable():
        return IS_DEAD if scene.town.network_is_whole() else IS_CUT
    view = scene.manager.latest
    if view is not None and any(_is_off_for_fog(zone.off) for zone in view.zones):
        return FOGGY
    if fire.stands(scene) or _burns(scene):
        return STANDS
    return None if _fog_section(scene) else NO_FOG_HALL


def _fog_section(scene: Scene) -> int | None:
    now_ms = scene.stage.clock.now_ms()
    start_ms = now_ms // _QUARTER_MS * _QUARTER_MS
    return free_section([*scene.town.people.bookings.values()], "nordpark", 3, start_ms, start_ms + _FOG_LASTS_MS)


def _fog(scene: Scene) -> Started:
    fog = Fog(scene, _fog_section(scene) or 1)
    return Started(fog.checks(), "eine Gruppe bucht mit Nebel, der Hausmeister sagt zu", fog.run())


def _unless(blocked: Callable[[Scene], bool], words: Words) -> Callable[[Scene], Words | None]:
    return lambda scene: None if blocked(scene) else words


ACTS: Final = {
    "prealarm": Act(_smoke_blocked, _prealarm),
    "prealarm_end": Act(_unless(lambda scene: scene.town.equipment.hall.smoke.od_per_m > 0, NO_SMOKE), _prealarm_end),
    "panel": Act(_panel_blocked, _panel),
    "panel_end": Act(_unless(lambda scene: scene.panel_on, NO_PANEL), _panel_end),
    "call_point": Act(_call_blocked, _call_point),
    "call_point_end": Act(_unless(lambda scene: scene.town.equipment.hall.call_point.pressed, NOT_PRESSED), _call_point_end),
    "fog": Act(_fog_blocked, _fog),
}
