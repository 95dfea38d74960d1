"""A switch that loses its power: light and heating of the gymnastics room do not follow, and that is said."""

from __future__ import annotations

from functools import partial
from typing import Final

from hallenwart_contract.live import ManagerView
from hallenwart_sim.director.acts import Act, Started
from hallenwart_sim.director.names import NO_RADIO, NO_SWITCH, SWITCH, Words
from hallenwart_sim.director.scene import Scene
from hallenwart_sim.director.stage import Check

_TOLD_MS: Final = 25_000
"""Asked every 10 s, answered within 3 s, tried again after 8 s; and the way to the page."""
_HALL: Final = "gymnastik"


def _blocked(scene: Scene, *, powered: bool) -> Words | None:
    if scene.town.bus is None:
        return NO_RADIO
    if scene.town.radio.powered is not powered:
        return SWITCH if not powered else NO_SWITCH
    return None


def _power(scene: Scene, *, on: bool) -> Started:
    shown = partial(scene.manager.until, partial(_follows, follows=on))
    if on:
        check = Check("Leitstand: Licht folgt wieder", "Manager page: the light follows again", _TOLD_MS, scene.now(), shown)
    else:
        check = Check("Leitstand: Licht folgt nicht", "Manager page: the light does not follow", _TOLD_MS, scene.now(), shown)
    scene.town.radio.powered = on
    return Started([check], f"der Schalter im Gymnastikraum {'hat wieder' if on else 'verliert'} Strom")


def _follows(view: ManagerView, *, follows: bool) -> bool:
    lights = [output for hall in view.halls if hall.id == _HALL for output in hall.outputs if output.kind == "light"]
    return bool(lights) and all(not light.fault for light in lights) is follows


ACTS: Final = {
    "switch_dead": Act(partial(_blocked, powered=True), partial(_power, on=False)),
    "switch_back": Act(partial(_blocked, powered=False), partial(_power, on=True)),
}
