"""A scene through everything that a real alarm goes through, with the data's time stepped.

    emulated pins, SPI and 1-wire -> drivers and fire watch of the agent -> its outbox and uplink -> Mosquitto -> the server's
    ingest, fire, incidents and queue -> apprise -> a gateway on loopback

Agent and server live in this process, the broker in its own. Rules see the data's time; protocols keep the real one.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from evaluation.equipment import Equipment
from evaluation.outcome import Outcome, Row
from evaluation.post import PostOffice, post_office
from evaluation.scene import Scene
from evaluation.server import FLEET, SITE, running_server
from evaluation.stepped import SteppedTime
from hallenwart_backend.main import Backend
from hallenwart_contract.messages import Alarm, Event, Phase, Reading
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_file import load_config
from hallenwart_edge.core import Core, open_core
from hallenwart_edge.ports import Outbox
from hallenwart_edge.runtime import EventReport, supervise
from hallenwart_edge.subjects import add_fire
from hallenwart_sim.world import World
from support.brokers import LocalBroker, local_broker

DEVICE: Final = FLEET[0].id
SETTLES_WITHIN_S: Final = 20.0
AFTER_S: Final = 5.0
"""How long data time goes on after the last alarm that was waited for."""


@dataclass
class _Listening:
    """Notes when the rules said something, on its way into the real outbox."""

    outbox: Outbox
    rows: list[tuple[Alarm, float]] = field(default_factory=list)
    readings: int = 0

    async def alarm(self, alarm: Alarm) -> None:
        self.rows.append((alarm, time.monotonic()))
        await self.outbox.alarm(alarm)

    async def event(self, event: Event) -> None:
        await self.outbox.event(event)

    def unreceipted(self) -> list[Alarm]:
        return self.outbox.unreceipted()

    def reading(self, reading: Reading) -> None:
        self.readings += 1
        self.outbox.reading(reading)


async def play(scene: Scene, *, engine: str = "auto", stop_at_fires: int | None = None) -> Outcome:
    """Play `scene` to its end, or until `stop_at_fires` sensors burn, and return what came of it."""
    began_s = time.monotonic()
    data_time = SteppedTime(time.time_ns() // 1_000_000, rhythm_s=scene.rhythm_s)
    with tempfile.TemporaryDirectory(prefix="hw-") as name:
        folder = Path(name)
        with local_broker(folder / "broker", engine, FLEET) as broker:
            async with (
                post_office() as office,
                running_server(broker, office, data_time.beside_real()) as backend,
                World(folder / "world") as world,
            ):
                equipment = Equipment(await world.add_rig(DEVICE), scene)
                config = _configured(folder / "agent", broker, equipment)
                with _environment(world.rigs[DEVICE].environment):
                    async with _agent(config, data_time) as (core, listening):
                        await _play(scene, data_time, equipment, listening, stop_at_fires)
                        committed = await _settle(core, listening, backend, office)
                        return _outcome(scene, listening, committed, office, equipment, data_time, began_s)


async def _play(
    scene: Scene, data_time: SteppedTime, equipment: Equipment, listening: _Listening, stop_at_fires: int | None
) -> None:
    def enough() -> bool:
        return stop_at_fires is not None and len(_burning(listening)) >= stop_at_fires

    await data_time.until_asleep(len(scene.sensors))
    await data_time.run_until(scene.lead_s + scene.end_s, lambda t_s: equipment.play(t_s - scene.lead_s), enough)
    await data_time.run_until(data_time.t_s + AFTER_S, lambda t_s: equipment.play(t_s - scene.lead_s))


def _burning(listening: _Listening) -> set[str]:
    return {row.c for row, _ in listening.rows if row.phase in (Phase.RAISE, Phase.UPDATE) and row.type in ("smoke", "heat")}


async def _settle(core: Core, listening: _Listening, backend: Backend, office: PostOffice) -> set[str]:
    """Wait in real time until the server has everything on record and handed over what it had to tell.

    Returns the identities that are on record. What is missing after a while is a finding of the report.
    """
    said = {row.id for row, _ in listening.rows}
    zones = {row.zone for row, _ in listening.rows if row.sev == "crit"}
    committed = await committed_alarms(backend)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(SETTLES_WITHIN_S):
            while not (
                said <= committed and _receipted(core) and sum(letter.urgent for letter in office.letters) >= len(zones)
            ):
                await asyncio.sleep(0.05)
                committed = await committed_alarms(backend)
    return committed


def _receipted(core: Core) -> bool:
    return core.outbox.marks["a"].wm >= core.outbox.marks["a"].last


def _outcome(
    scene: Scene,
    listening: _Listening,
    committed: set[str],
    office: PostOffice,
    equipment: Equipment,
    data_time: SteppedTime,
    began_s: float,
) -> Outcome:
    zero_ms = data_time.now_ms() - data_time.mono_ms() + round(scene.lead_s * 1_000)
    rows = [
        Row(
            t_s=(row.t_ms - zero_ms) / 1_000,
            type=str(row.type),
            phase=str(row.phase),
            sev=str(row.sev),
            zone=row.zone,
            sensor=row.c,
            reason=row.text,
            committed=row.id in committed,
            at_s=at_s,
        )
        for row, at_s in listening.rows
    ]
    return Outcome(
        scene=scene,
        rows=rows,
        letters=list(office.letters),
        readings=listening.readings,
        siren=equipment.siren.sounding,
        data_s=data_time.t_s,
        took_s=time.monotonic() - began_s,
    )


async def committed_alarms(backend: Backend) -> set[str]:
    """Return the identities of all alarms that the server's records hold."""
    from sqlalchemy import select

    from hallenwart_backend.fire.tables import fire_alarm

    return await backend.records.read(lambda connection: set(connection.execute(select(fire_alarm.c.id)).scalars()))


@contextlib.asynccontextmanager
async def _agent(config: AgentConfig, data_time: SteppedTime) -> AsyncIterator[tuple[Core, _Listening]]:
    """Run the agent's core and its fire watch; everything but the watch keeps real monotonic time."""
    async with contextlib.AsyncExitStack() as stack:
        core = await open_core(config, data_time.beside_real(), stack, sensing=data_time)
        listening = _Listening(core.outbox)
        await add_fire(core, clock=data_time, sleep=data_time.sleep, outbox=listening)
        report = EventReport(core.outbox, core.board, core.clock)
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(supervise(name, run, report), name=name) for name, run in core.agents]
            try:
                async with asyncio.timeout(SETTLES_WITHIN_S):
                    while not core.link.online:  # noqa: ASYNC110 - the link has no event for it
                        await asyncio.sleep(0.02)
                yield core, listening
            finally:
                for task in tasks:
                    task.cancel()


def _configured(folder: Path, broker: LocalBroker, equipment: Equipment) -> AgentConfig:
    folder.mkdir()
    path = folder / "agent.toml"
    path.write_text(
        f'[agent]\ndevice = "{DEVICE}"\nsite = "{SITE}"\nstate_dir = "{folder / "state"}"\n'
        f'credentials = "{broker.state_dir / "devices" / DEVICE / "credentials.toml"}"\nhb_every_s = 2\n'
        f'[mqtt]\nhost = "{broker.host}"\nport = {broker.port}\n[screens]\nport = 0\n{equipment.toml}',
        encoding="utf-8",
    )
    return load_config(path)


@contextlib.contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
