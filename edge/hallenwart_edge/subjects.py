"""Joins the subjects to the devices of this configuration. A subject without devices is not built."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final, TypeVar

from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import ClockTrust, Event, Quality
from hallenwart_dashboards import static_root
from hallenwart_edge.access.agent import AccessAgent
from hallenwart_edge.access.compartment import OPENS_WITHIN_MS
from hallenwart_edge.access.contacts import ContactsAgent, ContactSpec
from hallenwart_edge.access.doors import CompartmentSpec, LockerSpec
from hallenwart_edge.access.live import Cameras
from hallenwart_edge.access.secrets import Secrets
from hallenwart_edge.access.settings import AccessSettings
from hallenwart_edge.bus_join import bus_sensors
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_devices import Locker, Zone
from hallenwart_edge.core import Core
from hallenwart_edge.device_client import DeviceClient
from hallenwart_edge.display.agent import DisplayAgent
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.fire.agent import FireAgent, FireSettings
from hallenwart_edge.fire.plan import Dependency, ZonePlan
from hallenwart_edge.fire_join import fire_digest, fire_inputs
from hallenwart_edge.fleet.progress import TickingBoard
from hallenwart_edge.local_bus.sensors.agent import BusSensorsAgent
from hallenwart_edge.participation.menu import KioskMenu
from hallenwart_edge.ports import LockBoard, Outbox
from hallenwart_edge.screen_join import add_screen
from hallenwart_edge.screens.app import create_app
from hallenwart_edge.screens.server import serve
from hallenwart_edge.screens.speech import Voice

T = TypeVar("T")
R = TypeVar("R")
Sleep = Callable[[float], Awaitable[None]]

_TRUE: Final = frozenset({ClockTrust.NTP, ClockTrust.RTC})
FIRE_OPS: Final = ("silence", "reset", "drill", "disable", "enable", "walk", "delay", "selftest")
OPENS_AFTER_PULSE_MS: Final = 1_000
"""A strike is pulled open while it is fed; its contact may say so a little later."""


async def add_fire(
    core: Core, *, clock: Clock | None = None, sleep: Sleep = asyncio.sleep, outbox: Outbox | None = None
) -> FireAgent:
    """Add the fire watch, also to a device without sensors when it has a siren or neighbours to follow.

    `clock` and `sleep` let recordings run faster than they happened, `outbox` lets somebody listen to what the rules say; the
    uplink keeps to the core's own.
    """
    config = core.config
    siren = await _opened(core, "siren", core.hardware.siren, config.siren)
    dialler = await _opened(core, "dialler", core.hardware.dialler, config.dialler)
    agent = FireAgent(
        settings=FireSettings(
            zones=[_zone_plan(zone) for zone in config.zones],
            state_file=core.state_dir / "fire.json",
            siren_max_s=config.siren.max_s if config.siren else 180,
            dial_after_s=config.dialler.after_s if config.dialler else 30,
            dial_always=config.dialler is not None and config.dialler.always,
            digest=fire_digest(config),
        ),
        inputs=fire_inputs(core.config, core.hardware, core.bus, trusted=partial(_trusted, core), overhear=core.overhear),
        siren=siren,
        dialler=dialler,
        outbox=outbox or core.outbox,
        board=core.board,
        neighbours=core.neighbours,
        clock=clock or core.clock,
        sleep=sleep,
        tick=core.progress.expect("fire"),
    )
    core.agents.append(("fire", agent.run))
    core.handlers.update(dict.fromkeys(FIRE_OPS, agent))
    return agent


def add_access(core: Core, fire: FireAgent, cameras: Cameras | None = None) -> AccessAgent | None:
    """Add the key lockers and keypads. The responders' compartments learn of the panel's contact from the fire watch."""
    config, hardware = core.config, core.hardware
    loop = config.responder.loop if config.responder else ""
    if not config.lockers:
        return None
    agent = AccessAgent(
        settings=AccessSettings(
            state_file=core.state_dir / "access.json",
            secrets=Secrets(config.agent.device, core.credentials.device_secret(), core.credentials.public_keys()),
            site_name=config.agent.site_name,
            zone=config.agent.zone,
            readers=_beside_the_digits(config),
            screen=config.screens.port != 0,
        ),
        lockers=[(_locker_spec(config, locker), _ticking(core, locker)) for locker in config.lockers],
        keypads=[(keypad.id, hardware.keypad(keypad)) for keypad in config.keypads],
        card_readers=[(reader.id, hardware.card_reader(reader)) for reader in config.card_readers],
        code_readers=[(reader.id, hardware.code_reader(reader)) for reader in config.code_readers],
        lamps=[("lamps", core.identify.lamps(hardware.lamps(config.lamps)))] if config.lamps else [],
        tag_readers={reader.compartment: (reader.id, hardware.tag_reader(reader)) for reader in config.tag_readers},
        panel=(lambda: fire.panel_alarm(loop)) if loop else None,
        cameras=cameras,
        documents=core.documents,
        outbox=core.outbox,
        board=core.board,
        link=core.link,
        clock=core.clock,
        trust=core.clock.trust,
        alarmed=lambda: _alarmed(core),
        people=lambda hall: _people(core, hall),
    )
    core.agents.append(("access", agent.run))
    core.handlers.update(open=agent, learn=agent, answer=agent, unlockout=agent)
    return agent


def add_contacts(core: Core) -> None:
    """Add the mains monitor and the tamper switches."""
    watched = [each for each in core.config.contacts if each.means in ("mains", "tamper")]
    if not watched:
        return
    agent = ContactsAgent(
        [(ContactSpec(each.id, each.means), core.hardware.contact(each)) for each in watched],
        outbox=core.outbox,
        board=core.board,
        clock=core.clock,
        state_file=core.state_dir / "contacts.json",
    )
    core.agents.append(("contacts", agent.run))


def _trusted(core: Core) -> bool:
    return core.clock.trust() in _TRUE


def _alarmed(core: Core) -> bool:
    """Say whether people must leave this site: an alarm here or at a neighbour that is no drill."""
    heard = [alarm for alarms in core.neighbours.heard().values() for alarm in alarms or ()]
    return any(alarm.sounds and alarm.cause != "drill" for alarm in [*core.board.zone_alarms, *heard])


def _people(core: Core, hall: str) -> int | None:
    """Return the people in a hall as this device or a neighbour counts them."""
    return (core.neighbours.people() | core.board.people).get(hall)


def add_bus_sensors(core: Core) -> BusSensorsAgent | None:
    """Add what measures on the local bus."""
    trusted = partial(_trusted, core)
    agent = bus_sensors(core.config, core.bus, outbox=core.outbox, board=core.board, clock=core.clock, trusted=trusted)
    if agent is not None:
        core.agents.append(("bus-sensors", agent.run))
    return agent


def add_screens(
    core: Core, kiosk: AccessAgent | None, display: DisplayAgent | None, client: DeviceClient | None = None
) -> None:
    """Add the pages for this Pi's own browser. `client` None: no server gives pictures and takes proofs."""
    port = core.config.screens.port
    if not port:
        return
    voice = _voice(core) if kiosk is not None else None
    menu = None if kiosk is None else KioskMenu(kiosk, documents=core.documents, outbox=core.outbox, clock=core.clock)
    screen = add_screen(core, display, client) if display is not None else None
    app = create_app(
        pages=static_root(),
        health=core.health,
        metrics=core.metrics,
        kiosk=menu,
        display=screen.face if screen is not None else None,
        parts=screen.parts if screen is not None else None,
        speech=voice.folder if voice is not None else None,
        identify=core.identify,
    )
    if screen is not None:
        screen.begin(core, pages=lambda: app.state.screens.pages)
    core.agents.append(("screens", lambda: serve(app, port=port)))
    if menu is not None:
        core.agents.append(("menu", menu.run))
    if voice is not None:
        core.agents.append(("voice", voice.run))


def _voice(core: Core) -> Voice:
    slots = sorted(compartment.number for locker in core.config.lockers for compartment in locker.compartments)
    return Voice(static_root() / "kiosk" / "speech.json", core.state_dir / "speech", slots=slots)


def _beside_the_digits(config: AgentConfig) -> tuple[str, ...]:
    """Say what the kiosk offers beside digits."""
    codes = ("qr",) if config.screens.qr_reader or config.code_readers else ()
    return (*codes, "card") if config.card_readers else codes


def _ticking(core: Core, locker: Locker) -> LockBoard:
    return TickingBoard(core.hardware.locker(locker), core.progress.expect(f"doors {locker.id}"))


def _locker_spec(config: AgentConfig, locker: Locker) -> LockerSpec:
    tags = {reader.compartment: tuple(tag.upper() for tag in reader.tags) for reader in config.tag_readers}
    specs = [
        CompartmentSpec(
            number=each.number,
            lock=each.lock,
            column=each.column,
            row=each.row,
            label=each.label,
            hall=each.hall,
            key_tags=tags.get(each.number, ()),
        )
        for each in locker.compartments
    ]
    within_ms = max(OPENS_WITHIN_MS, locker.pulse_ms + OPENS_AFTER_PULSE_MS)
    return LockerSpec(locker.id, specs, opens_within_ms=within_ms)


def _zone_plan(zone: Zone) -> ZonePlan:
    return ZonePlan(
        zone.id,
        zone.name,
        Dependency(zone.dependency),
        delay_s=zone.delay_s,
        hold_s=zone.hold_s,
        window_s=zone.window_s,
    )


async def _opened(core: Core, name: str, opened: Callable[[T], R], table: T | None) -> R | None:
    """Open an output. One that does not open is told as a fault; the alarm still goes everywhere else."""
    if table is None:
        return None
    try:
        return opened(table)
    except DriverFault as fault:
        core.board.set_sensor(name, Quality.FAULT, fault.reason)
        t_ms, mono_ms = core.clock.now_ms(), core.clock.mono_ms()
        reason = {"reason": fault.reason[:200]}
        await core.outbox.event(Event(kind=EventKind.COMPONENT_FAULT, t_ms=t_ms, mono_ms=mono_ms, c=name, a={**reason}))
        return None
