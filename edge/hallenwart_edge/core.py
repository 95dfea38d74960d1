"""What every subject of the agent is given: clock, outbox, board, documents, neighbours, hardware and the link."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import Quality, Scalar
from hallenwart_edge import __version__
from hallenwart_edge.bus_join import local_bus
from hallenwart_edge.command_ports import CommandHandler
from hallenwart_edge.config import AgentConfig, Broker
from hallenwart_edge.config_file import Credentials
from hallenwart_edge.enrol.join import pair_of, site_keys_of
from hallenwart_edge.enrol.pair import DevicePair
from hallenwart_edge.errors import ConfigError
from hallenwart_edge.fleet.agent import DeviceState, FleetAgent
from hallenwart_edge.fleet.clock import AgentClock
from hallenwart_edge.fleet.ending import Ending
from hallenwart_edge.fleet.identify import Identify
from hallenwart_edge.fleet.machine import Machine, Places
from hallenwart_edge.fleet.metrics import Figures, render
from hallenwart_edge.fleet.progress import CARD_WITHIN_S, LOOP_WITHIN_S, Progress, probe
from hallenwart_edge.fleet.stalls import Stalls
from hallenwart_edge.hardware import Hardware
from hallenwart_edge.local_bus.bus import LocalBus
from hallenwart_edge.mqtt import Mqtt
from hallenwart_edge.overheard import Overheard
from hallenwart_edge.ports import Sensor
from hallenwart_edge.running_lock import hold
from hallenwart_edge.site_link.agent import Address, NoNeighbours, SiteLinkAgent, SiteLinkSettings
from hallenwart_edge.site_ports import Neighbours
from hallenwart_edge.uplink.commands import CallHandler, Commands
from hallenwart_edge.uplink.documents import SignedDocuments
from hallenwart_edge.uplink.link import Uplink
from hallenwart_edge.uplink.outbox import SqliteOutbox
from hallenwart_edge.uplink.session import Acks
from hallenwart_edge.uplink.stamp import Stamp

_log: Final = logging.getLogger(__name__)
LONGEST_HEARTBEAT_S: Final = 60.0

ROWS: Final = "rows"
"""The component that is suspect from a loss of rows until the next start."""
Run = Callable[[], Awaitable[None]]
"""An agent's life; it ends only by cancellation or failure."""


@dataclass(frozen=True, slots=True)
class Core:
    """Subjects add their agents to `agents` and the commands they carry out to `handlers`."""

    config: AgentConfig
    credentials: Credentials
    state_dir: Path
    clock: AgentClock
    outbox: SqliteOutbox
    board: DeviceState
    documents: SignedDocuments
    neighbours: Neighbours
    hardware: Hardware
    link: Uplink
    bus: LocalBus | None
    handlers: dict[str, CommandHandler]
    agents: list[tuple[str, Run]]
    health: Callable[[], dict[str, Any]]
    metrics: Callable[[], bytes]
    progress: Progress
    ending: Ending
    stamp: Stamp
    identify: Identify
    closing: Callable[[Callable[[], None]], object]
    pair: DevicePair
    overheard: dict[str, Overheard] = field(default_factory=dict)

    def overhear(self, component: str, sensor: Sensor) -> Sensor:
        """Return a sensor that one subject reads, so that `overheard` tells others what it says."""
        return self.overheard.setdefault(component, Overheard(sensor, self.clock))


async def open_core(
    config: AgentConfig, wall: Clock, stack: contextlib.AsyncExitStack, *, sensing: Clock | None = None
) -> Core:
    """Open stores and build the parts that need no subject. `stack` closes them. `sensing`: the time that devices live by.

    Raises ConfigError, StoreUnavailableError.
    """
    credentials = Credentials.load(Path(config.agent.credentials))
    state_dir = _state_dir(config)
    stack.callback(hold(state_dir))
    rtc_base = Path(config.clock.rtc_base) if config.clock.rtc_base else None
    clock = AgentClock(wall, rtc_base=rtc_base)
    stamp = Stamp(config.agent.device, clock, clock.trust)
    outbox = SqliteOutbox(state_dir, clock)
    stack.callback(outbox.close)
    await outbox.open()
    documents = SignedDocuments(
        state_dir / "documents", device=config.agent.device, keys=credentials.public_keys(), clock=clock
    )
    documents.load()
    pair = pair_of(config)
    machine = Machine(Places(state_dir, certificate=pair.cert))
    stalls = Stalls(clock.mono_ms)
    board = DeviceState(machine, clock, stalls, off_ms=lambda: stamp.off_ms)
    outbox.on_gap(lambda why: board.set_sensor(ROWS, Quality.SUSPECT, f"rows lost: {why}"))
    hardware = Hardware(config, sensing or clock)
    stack.callback(hardware.close)
    if config.uses_pins:
        hardware.factory()
    neighbours = _neighbours(config, credentials, documents, board, clock, state_dir)
    handlers: dict[str, CommandHandler] = {}
    progress = Progress(time.monotonic)
    commands, link = _link(config, credentials, pair, stamp, outbox, documents, board, handlers, progress)
    card_tick = progress.expect("outbox", within_s=CARD_WITHIN_S)
    agents: list[tuple[str, Run]] = [
        ("outbox", outbox.run),
        ("card", lambda: probe(outbox.measure, card_tick)),
        ("uplink", link.run),
        ("commands", commands.run),
        ("stalls", stalls.run),
        ("fleet", FleetAgent(outbox=outbox, clock=clock, boot=stamp.boot).run),
    ]
    bus = local_bus(config, clock)
    if bus is not None:
        agents.append(("local-bus", bus.run))
    if isinstance(neighbours, SiteLinkAgent):
        agents.append(("site-link", neighbours.run))

    def health() -> dict[str, Any]:
        waiting = {stream: mark.last - mark.wm for stream, mark in outbox.marks.items()}
        return {"device": stamp.device, "boot": stamp.boot, "conn": stamp.conn, "online": link.online, "outbox": waiting}

    def metrics() -> bytes:
        unsent = {stream: mark.last - mark.wm for stream, mark in outbox.marks.items()}
        figures = Figures(
            version=__version__,
            online=link.online,
            connections=stamp.conn,
            up_s=clock.mono_ms() // 1000,
            outbox_bytes=outbox.bytes_used,
            disk_free_mb=machine.disk_free_mb(),
            temp_cpu_c=machine.temp_cpu_c(),
            alarms=len(board.active_alarms()),
            sensors=board.sensors,
            vitals=machine.vitals(unsent=unsent, off_ms=stamp.off_ms, stall_ms=0),
        )
        return render(figures)

    return Core(
        config,
        credentials,
        state_dir,
        clock,
        outbox,
        board,
        documents,
        neighbours,
        hardware,
        link,
        bus,
        handlers,
        agents,
        health,
        metrics,
        progress,
        Ending(),
        stamp,
        Identify(config.agent.device, clock),
        stack.callback,
        pair,
    )


def _state_dir(config: AgentConfig) -> Path:
    state_dir = Path(config.agent.state_dir)
    try:
        state_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"[agent] state_dir: {state_dir} cannot be made: {error}") from error
    return state_dir


def _link(
    config: AgentConfig,
    credentials: Credentials,
    pair: DevicePair,
    stamp: Stamp,
    outbox: SqliteOutbox,
    documents: SignedDocuments,
    board: DeviceState,
    handlers: dict[str, CommandHandler],
    progress: Progress,
) -> tuple[Commands, Uplink]:
    acks = Acks()

    def acknowledge(identity: str, st: str, code: str, res: Mapping[str, Scalar]) -> None:
        acks.add(identity, st, code, res, stamp.clock.now_ms())

    commands = Commands(
        stamp,
        keys=credentials.public_keys(),
        handlers=handlers,
        seen=outbox,
        outbox=outbox,
        acknowledge=acknowledge,
        wall_speed=getattr(stamp.clock, "wall_speed", 1.0),
    )
    link = Uplink(
        _mqtt(config.mqtt, credentials, pair),
        stamp=stamp,
        outbox=outbox,
        documents=documents,
        commands=commands,
        acks=acks,
        picture=board,
        heartbeat_s=config.agent.hb_every_s,
        tick=progress.expect("uplink", within_s=LOOP_WITHIN_S + 2 * LONGEST_HEARTBEAT_S),
    )
    handlers["sync"] = CallHandler(link.sync)
    return commands, link


def _mqtt(broker: Broker, credentials: Credentials, pair: DevicePair) -> Mqtt:
    tls = pair if broker.tls else None
    return Mqtt(
        host=broker.host,
        port=broker.port,
        username=credentials.username,
        password=credentials.password,
        keepalive_s=broker.keepalive_s,
        tls=tls,
    )


def _neighbours(
    config: AgentConfig,
    credentials: Credentials,
    documents: SignedDocuments,
    board: DeviceState,
    clock: AgentClock,
    state_dir: Path,
) -> Neighbours:
    if config.site_link is None:
        return NoNeighbours()
    settings = SiteLinkSettings(
        site=config.agent.site,
        device=config.agent.device,
        site_keys=site_keys_of(documents, credentials),
        listen=_address(config.site_link.listen),
        peers={peer.device: _address(peer.address) for peer in config.site_link.peers},
        boot_file=state_dir / "site_link_boot",
    )
    return SiteLinkAgent(settings=settings, board=board, clock=clock)


def _address(text: str) -> Address:
    host, _, port = text.rpartition(":")
    return host, int(port)
