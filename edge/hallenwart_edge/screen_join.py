"""Joins a hall display to its browser, its panel, its voice and what it fetches."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import ClockTrust, Event, Quality
from hallenwart_edge.core import Core
from hallenwart_edge.device_client import DeviceClient
from hallenwart_edge.display.agent import DisplayAgent
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.panels import panel_of
from hallenwart_edge.ports import Contact
from hallenwart_edge.screens.app import DisplayParts
from hallenwart_edge.screens.browser import chromium_of
from hallenwart_edge.screens.face import Face
from hallenwart_edge.screens.pictures import Pictures
from hallenwart_edge.screens.power import Power, Tell
from hallenwart_edge.screens.proof import OP, ProofQueue, Proofs
from hallenwart_edge.screens.recording import Recorder
from hallenwart_edge.screens.speaking import Speaking
from hallenwart_edge.screens.streams import Streams
from hallenwart_edge.screens.watch import Drawn, Watch

RUNTIME_VARIABLE: Final = "RUNTIME_DIRECTORY"
"""Where systemd lets the agent leave files that a restart may forget."""
RESTART: Final = "screen-restart"
BUTTON_EVERY_S: Final = 0.05
BUTTON_AGAIN_S: Final = 5.0
BUTTON: Final = "button"
_TRUE: Final = frozenset({ClockTrust.NTP, ClockTrust.RTC})


@dataclass(frozen=True, slots=True)
class ScreenParts:
    """`face` is what pages get, `parts` what they fetch; `begin` starts the watch once the pages can be counted."""

    face: Face
    parts: DisplayParts
    begin: Callable[..., None]


def add_screen(core: Core, display: DisplayAgent, client: DeviceClient | None) -> ScreenParts:
    """Add what stands around the hall display of this device."""
    table = core.config.display
    if table is None:
        raise ValueError("this device has no display")
    tell, get = teller(core), client.get if client is not None else None
    chromium = chromium_of(table.browser_port, core.config.screens.port)
    recorder = Recorder(core.state_dir / "speech-display")
    pictures = Pictures(core.state_dir / "pictures", core.documents, get)
    drawn = Drawn(core.clock.mono_ms)
    speaking = Speaking(
        recorder,
        display.display,
        display.changed,
        clock=core.clock,
        siren=lambda: core.board.siren,
        may=lambda: core.documents.view is None or core.documents.view.screen.spoken,
    )
    power = Power(
        panel_of(table),
        view=lambda: core.documents.view,
        display=display.display,
        changed=display.changed,
        board=core.board,
        clock=core.clock,
        trusted=lambda: core.clock.trust() in _TRUE,
        tell=tell,
    )
    face = Face(display, speaker=speaking, power=power, shelf=pictures, drawn=drawn)
    proofs = Proofs(
        chromium,
        ProofQueue(core.state_dir / "proofs"),
        display=face.display,
        changed=face.changed,
        alarm=partial(_alarm, core),
        post=client.post if client is not None else None,
        outbox=core.outbox,
        board=core.board,
        clock=core.clock,
    )
    core.handlers[OP] = proofs
    runs = {"face": face.run, "speech": speaking.run, "panel": power.run, "proofs": proofs.run, "pictures": pictures.run}
    core.agents.extend(runs.items())
    if table.button_pin is not None:
        core.agents.append((BUTTON, partial(follow_button, core.hardware.button(table.button_pin), speaking.speak, tell)))

    def begin(core: Core, *, pages: Callable[[], int]) -> None:
        watch = Watch(
            chromium, drawn, pages=pages, board=core.board, clock=core.clock, tell=tell, restart=_runtime(core) / RESTART
        )
        core.agents.append(("screen-watch", watch.run))

    streams = Streams(lambda: core.documents.view, get, core.clock.now_ms)
    return ScreenParts(face, DisplayParts(recorder.folder, pictures, streams), begin)


def teller(core: Core) -> Tell:
    """Return what tells of a component: on the board always, as an event when it changed."""

    async def tell(component: str, quality: str, reason: str) -> None:
        before = core.board.sensors.get(component)
        core.board.set_sensor(component, quality, reason)
        if before == quality or (before is None and quality == Quality.OK):
            return
        kind = EventKind.COMPONENT_OK if quality == Quality.OK else EventKind.COMPONENT_FAULT
        t_ms, mono_ms = core.clock.now_ms(), core.clock.mono_ms()
        why = {"reason": reason[:200]} if reason else {}
        await core.outbox.event(Event(kind=kind, t_ms=t_ms, mono_ms=mono_ms, c=component, a={**why}))

    return tell


async def follow_button(button: Contact, pressed: Callable[[], None], tell: Tell) -> None:
    """Call `pressed` each time the button goes down, until cancelled. One that cannot be read is told, and tried again."""
    down = True  # one that is held from the start says nothing
    while True:
        try:
            was, down = down, button.active()
            await tell(BUTTON, Quality.OK, "")
        except DriverFault as fault:
            await tell(BUTTON, Quality.FAULT, fault.reason)
            await asyncio.sleep(BUTTON_AGAIN_S)
            continue
        if down and not was:
            pressed()
        await asyncio.sleep(BUTTON_EVERY_S)


def _alarm(core: Core) -> str:
    """Name the oldest alarm that sounds at this site, empty without one."""
    heard = [alarm for alarms in core.neighbours.heard().values() for alarm in alarms or ()]
    sounding = [alarm for alarm in [*core.board.zone_alarms, *heard] if alarm.sounds]
    return min(sounding, key=lambda alarm: (alarm.since_ms, alarm.id)).id if sounding else ""


def _runtime(core: Core) -> Path:
    return Path(os.environ.get(RUNTIME_VARIABLE, "").split(":")[0] or core.state_dir)
