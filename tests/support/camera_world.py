"""A camera with everything around it in hand: real ffmpeg, a real server, real files; plan, time, pins and alarms as wanted."""

from __future__ import annotations

import asyncio
import contextlib
import shutil

import pytest

from hallenwart_contract.clock import SystemClock
from hallenwart_contract.documents import Command, CommandFor
from hallenwart_contract.messages import ClockTrust
from hallenwart_contract.view import StreamRight, View
from hallenwart_edge.bell import Bell
from hallenwart_edge.config_streaming import Camera as CameraTable
from hallenwart_edge.device_client import DeviceClient
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.kept_link import KeptLink
from hallenwart_edge.streaming.agent import StreamingAgent, Surroundings
from hallenwart_edge.streaming.around import Around
from hallenwart_edge.streaming.camera import Camera
from hallenwart_edge.streaming.commands import source_call
from hallenwart_edge.streaming.kept import CameraBook
from hallenwart_edge.streaming.pusher import target_of
from hallenwart_edge.streaming.source import filmed
from hallenwart_edge.streaming.spool import Spool
from hallenwart_edge.streaming.switching import Switches
from support.edge_time import KeptBoard, KeptOutbox, Peers

needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed: make deps")
CAMERA, HALL, STREAM, BOOKING = "kamera", "nordpark", "s-1", "b-1"
SECRET = b"d" * 32
SMALL = {"width": 320, "height": 180, "fps": 10, "kbit_s": 200}


class Papers:
    config = grants = view = received_ms = None

    def __init__(self):
        self.bell = Bell()

    def changed(self):
        return self.bell.wait()


class Switch:
    def __init__(self):
        self.on, self.gone, self.orders = False, False, []

    async def switch(self, *, on):
        await self.read()
        self.on = on
        self.orders.append(on)

    async def read(self):
        if self.gone:
            raise DriverFault(CAMERA, "gone")
        return self.on

    def close(self): ...


class Cover:
    def __init__(self):
        self.shut = False

    def active(self):
        return self.shut

    def close(self): ...


def right(now_ms, *, stream=STREAM, from_s=-60, to_s=3600, camera=CAMERA, booking=BOOKING, height=720, push=b""):
    return StreamRight(
        id=stream,
        camera=camera,
        hall=HALL,
        booking=booking,
        title="Heim gegen Gast",
        from_ms=now_ms + from_s * 1000,
        to_ms=now_ms + to_s * 1000,
        height=height,
        push=push,
    )


class CameraWorld:
    """`films` replaces the source; `restart` is an agent that was killed and comes back."""

    def __init__(self, folder, server, *, clock=None, films=None, camera=CAMERA, **table):
        self.folder, self.server, self.clock = folder, server, clock or SystemClock()
        self.papers, self.board, self.peers, self.outbox = Papers(), KeptBoard(), Peers(), KeptOutbox()
        self.trust, self.lamp, self.cover = ClockTrust.NTP, Switch(), Cover()
        self.name = camera
        self.table = CameraTable(id=camera, hall=HALL, source="test", **{**SMALL, **table})
        self._films, self._tasks = films, []
        self.build()

    def build(self):
        bell = Bell()
        client = DeviceClient(
            self.server.url, device=self.server.device, ca=self.folder, key=self.server.key_file, now_ms=self.clock.now_ms
        )
        self.link, self.spool = KeptLink(client, patience_s=3), Spool(self.folder / "spool")
        surroundings = Surroundings(self.papers, lambda: self.board.zone_alarms, self.peers, lambda: self.trust)
        self.camera = Camera(
            self.name,
            HALL,
            Around(
                situation=surroundings.of,
                films=self._films or self._real,
                push_to=lambda each: target_of(each, device_secret=SECRET),
                book=CameraBook(self.folder / "cameras.json"),
                spool=self.spool,
                link=self.link,
                switches=Switches(cover=self.cover, lamp=self.lamp),
                outbox=self.outbox,
                board=self.board,
                clock=self.clock,
                changed=bell.ring,
            ),
        )
        self.agent = StreamingAgent(
            [self.camera], board=self.board, clock=self.clock, wakes=(self.papers.changed, self.peers.changed), bell=bell
        )

    def _real(self, right):
        call = source_call(self.table, height=right.height)
        return filmed(self.name, call, self.clock, stalled_after_s=2.5)

    def plan(self, *rights):
        rev = self.papers.view.rev + 1 if self.papers.view else 1
        self.papers.view = View(rev=rev, made_ms=1, title="Nordpark", halls=[], entries=[], streams=[*rights])
        self.papers.bell.ring()

    def may(self, **how):
        self.plan(right(self.clock.now_ms(), **how))

    async def order(self, *, on=True, stream=STREAM):
        arg = {"stream": stream, "on": on}
        return await self.agent.handle(
            Command(id="c", to=CommandFor(boot="b", conn=1), op="live", arg=arg, iat_ms=1, exp_ms=2, ttl_ms=9)
        )

    @property
    def now(self):
        return self.camera.now()

    def kinds(self):
        return [(event.kind, event.a.get("why", "")) for event in self.outbox.events if event.kind.startswith("camera.")]

    @contextlib.asynccontextmanager
    async def living(self):
        task = asyncio.create_task(self.agent.run())
        try:
            yield self
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            self.link.close()
