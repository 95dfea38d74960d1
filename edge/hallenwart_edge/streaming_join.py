"""Joins the cameras of a configuration to their pins, to the server, and to the rules they live by."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator
from functools import partial
from pathlib import Path
from typing import Final

from hallenwart_contract.view import StreamRight
from hallenwart_edge.bell import Bell
from hallenwart_edge.config_outputs import RelayPin
from hallenwart_edge.config_streaming import Camera as CameraTable
from hallenwart_edge.core import Core
from hallenwart_edge.enrol.join import client_of
from hallenwart_edge.errors import LinkDownError
from hallenwart_edge.kept_link import KeptLink
from hallenwart_edge.streaming.agent import StreamingAgent, Surroundings
from hallenwart_edge.streaming.around import Around
from hallenwart_edge.streaming.camera import Camera
from hallenwart_edge.streaming.commands import source_call
from hallenwart_edge.streaming.kept import CameraBook
from hallenwart_edge.streaming.password import password_of
from hallenwart_edge.streaming.pusher import target_of
from hallenwart_edge.streaming.source import Filmed, filmed
from hallenwart_edge.streaming.spool import Spool
from hallenwart_edge.streaming.switching import Switches

RUNTIME: Final = "RUNTIME_DIRECTORY"
"""Where systemd says that what may be lost with the power lies: a folder in memory."""


def add_streaming(core: Core) -> StreamingAgent | None:
    """Add the cameras, where there are any."""
    if not core.config.cameras:
        return None
    bell, book = Bell(), CameraBook(core.state_dir / "cameras.json")
    alarms = partial(getattr, core.board, "zone_alarms")
    around = Surroundings(core.documents, alarms, core.neighbours, core.clock.trust)
    cameras = [_camera(core, table, around, book, bell) for table in core.config.cameras]
    agent = StreamingAgent(
        cameras,
        board=core.board,
        clock=core.clock,
        wakes=(core.documents.changed, core.board.changed, core.neighbours.changed),
        bell=bell,
    )
    core.agents.append(("cameras", agent.run))
    core.handlers["live"] = agent
    return agent


def _camera(core: Core, table: CameraTable, around: Surroundings, book: CameraBook, bell: Bell) -> Camera:
    return Camera(
        table.id,
        table.hall,
        Around(
            situation=around.of,
            films=lambda right: _films(core, table, right),
            push_to=lambda right: target_of(right, device_secret=core.credentials.device_secret()),
            book=book,
            spool=Spool(_spool_folder(core) / table.id),
            link=_link(core),
            switches=_switches(core, table),
            outbox=core.outbox,
            board=core.board,
            clock=core.clock,
            changed=bell.ring,
        ),
    )


async def _films(core: Core, table: CameraTable, right: StreamRight) -> AsyncGenerator[Filmed]:
    call = source_call(table, height=right.height, password=password_of(table))
    async for part in filmed(table.id, call, core.clock):
        yield part


def _spool_folder(core: Core) -> Path:
    runtime = os.environ.get(RUNTIME, "").split(":")[0]
    return (Path(runtime) if runtime else core.state_dir) / "streams"


def _link(core: Core) -> KeptLink | _NoServer:
    client = client_of(core.config, core.pair, core.clock)
    if client is None:
        return _NoServer()
    link = KeptLink(client)
    core.closing(link.close)
    return link


def _switches(core: Core, table: CameraTable) -> Switches:
    hardware = core.hardware
    lamp = None if table.lamp_pin is None else RelayPin(pin=table.lamp_pin, active_high=table.lamp_active_high)
    return Switches(
        cover=hardware.cover(table),
        lamp=None if lamp is None else hardware.output_relay(f"{table.id} lamp", lamp, on=lambda: False),
        power=None if table.power is None else hardware.output_relay(f"{table.id} power", table.power, on=lambda: False),
    )


class _NoServer:
    """The link of a device without a certificate: parts wait, and go when they are too old."""

    async def ask(self, method: str, path: str, body: bytes, *, kind: str = "") -> bytes:
        del path, body, kind
        raise LinkDownError(f"no server to {method} to")
