"""A new Pi: enrolled with a ticket of the fleet page, then plugged in and unplugged."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from typing import Final

import httpx

from hallenwart_sim.director.acts import Act, Started
from hallenwart_sim.director.names import (
    IS_CUT,
    IS_DEAD,
    NO_CERTIFICATES,
    NO_PI,
    NO_TICKET,
    PI_ENROLS,
    PI_PLUGGED,
    PI_RUNS,
    Words,
)
from hallenwart_sim.director.scene import Scene
from hallenwart_sim.director.stage import Check
from hallenwart_sim.town.new_pi import NewPi
from hallenwart_sim.town.watch import mono_ms

_ENROLLED_MS, _CONNECTED_MS = 15_000, 20_000
_LOOK_EVERY_S: Final = 0.2
_TICKET: Final = re.compile(r"hallenwart:enrol\?[^\s'\"]+")


def ticket_in(text: str) -> str:
    """Return the text of the QR code, also out of the whole command; empty when there is none."""
    found = _TICKET.search(text)
    return found[0] if found else ""


def _may_enrol(scene: Scene) -> Words | None:
    pi = scene.town.new_pi
    if pi is None:
        return NO_CERTIFICATES
    if not scene.town.is_reachable():
        return IS_DEAD if scene.town.network_is_whole() else IS_CUT
    return PI_ENROLS if pi.busy else PI_RUNS if pi.plugged else None


def _enrol(scene: Scene) -> Started:
    pi, ticket = scene.town.new_pi, ticket_in(scene.typed)
    if pi is None or not ticket:
        raise LookupError(" / ".join(NO_TICKET))
    enrolled: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def work() -> None:
        if await pi.enrol(ticket):
            enrolled.set_result(mono_ms())
        scene.stage.note(f"neuer Pi: {pi.said or pi.device + ' ist aufgenommen und startet'}")

    async def when_enrolled() -> int:
        return await asyncio.shield(enrolled)

    async def connected() -> int:
        await when_enrolled()
        return await _connected(pi)

    checks = [
        Check(
            "Der Pi hat Schlüssel und Zertifikat", "The Pi has key and certificate", _ENROLLED_MS, scene.now(), when_enrolled
        ),
        Check("Der Pi ist verbunden", "The Pi is connected", _CONNECTED_MS, when_enrolled, connected),
    ]
    return Started(checks, "jemand gibt am neuen Pi den Anmeldeschein ein", work())


async def _connected(pi: NewPi) -> int:
    """Wait for the agent's own word, and return when it was seen."""
    async with httpx.AsyncClient(timeout=2.0) as http:
        while True:
            with suppress(httpx.HTTPError):
                if (await http.get(f"{pi.screens_url}/healthz")).json()["online"]:
                    return mono_ms()
            await asyncio.sleep(_LOOK_EVERY_S)


def _may_unplug(scene: Scene) -> Words | None:
    pi = scene.town.new_pi
    return None if pi is not None and pi.plugged and not pi.busy else NO_PI


def _unplug(scene: Scene) -> Started:
    pi = scene.town.new_pi
    if pi is None:
        raise LookupError(" / ".join(NO_PI))
    return Started([], f"jemand zieht den Stecker von {pi.device}", pi.unplug())


def _may_plug(scene: Scene) -> Words | None:
    pi = scene.town.new_pi
    if pi is None or not pi.device:
        return NO_PI
    return PI_PLUGGED if pi.plugged or pi.busy else None


def _plug(scene: Scene) -> Started:
    pi = scene.town.new_pi
    if pi is None:
        raise LookupError(" / ".join(NO_PI))

    async def connected() -> int:
        return await _connected(pi)

    check = Check("Der Pi ist verbunden", "The Pi is connected", _CONNECTED_MS, scene.now(), connected)
    return Started([check], f"jemand steckt {pi.device} wieder ein", pi.plug())


ACTS: Final = {"pi_enrol": Act(_may_enrol, _enrol), "pi_off": Act(_may_unplug, _unplug), "pi_on": Act(_may_plug, _plug)}
