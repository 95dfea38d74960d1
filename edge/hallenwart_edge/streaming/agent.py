"""All cameras of this device: who may start them, what ends them, and what the pages are told of them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import Command
from hallenwart_contract.kiosk import KioskLive
from hallenwart_contract.messages import ClockTrust
from hallenwart_contract.site_link import ZoneAlarm
from hallenwart_contract.view import CameraWord
from hallenwart_edge.bell import Bell
from hallenwart_edge.command_ports import Outcome
from hallenwart_edge.ports import Board, Documents
from hallenwart_edge.site_ports import Neighbours
from hallenwart_edge.streaming import rules
from hallenwart_edge.streaming.camera import Camera
from hallenwart_edge.streaming.rules import Situation, Why

LOOK_EVERY_S: Final = 0.5
SETTLES_WITHIN_S: Final = 6.0
_TRUE: Final = frozenset({ClockTrust.NTP, ClockTrust.RTC})


class Surroundings:
    """What the rules go by: the newest signed plan, the clock, and whether people leave this site."""

    def __init__(
        self,
        documents: Documents,
        alarms: Callable[[], list[ZoneAlarm]],
        neighbours: Neighbours,
        trust: Callable[[], ClockTrust],
    ) -> None:
        self._documents, self._alarms, self._neighbours, self._trust = documents, alarms, neighbours, trust
        self._clock_ok = False
        self._in_alarm: set[str] = set()

    def of(self, camera: str, shut: bool | None, lamp_ok: bool) -> Situation:
        view = self._documents.view
        return Situation(
            camera=camera,
            rights=view.streams if view is not None else (),
            clock_ok=self._sure_of_time(),
            alarm=self._alarmed(),
            shut=shut,
            lamp_ok=lamp_ok,
        )

    def _sure_of_time(self) -> bool:
        """A clock that was right in this run is so while it only runs on."""
        trust = self._trust()
        self._clock_ok = trust in _TRUE or (trust is ClockTrust.HELD and self._clock_ok)
        return self._clock_ok

    def _alarmed(self) -> bool:
        """Say whether an alarm of this site stands. A neighbour that fell silent in alarm has given no all-clear."""
        for peer, alarms in {"": self._alarms(), **self._neighbours.heard()}.items():
            if alarms is not None and any(alarm.sounds for alarm in alarms):
                self._in_alarm.add(peer)
            elif alarms is not None:
                self._in_alarm.discard(peer)
        return bool(self._in_alarm)


class StreamingAgent:
    """Runs the cameras, carries out `live`, and is what the kiosk's buttons work."""

    def __init__(
        self,
        cameras: Sequence[Camera],
        *,
        board: Board,
        clock: Clock,
        wakes: Sequence[Callable[[], Awaitable[None]]],
        bell: Bell,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._cameras, self._board, self._clock, self._sleep = list(cameras), board, clock, sleep
        self._wakes, self._bell, self._shown = wakes, bell, Bell()

    async def run(self) -> None:
        """Live until cancelled; then nothing films."""
        async with asyncio.TaskGroup() as group:
            for camera in self._cameras:
                group.create_task(camera.run(), name=f"camera {camera.id}")
            for changed in self._wakes:
                group.create_task(self._wake_on(changed), name="camera wakes")
            group.create_task(self._show(), name="camera board")
            group.create_task(self._look(), name="camera rules")

    async def handle(self, command: Command) -> Outcome:
        """Carry out `live` {stream, on}. Codes beside ok: the words of `rules.Why`, `unknown_stream`, `not_running`."""
        stream, on = str(command.arg.get("stream") or ""), command.arg.get("on")
        if on is False:
            running = next((each for each in self._cameras if each.stream and stream in ("", each.stream)), None)
            stopped = running is not None and await running.stop(Why.PERSON)
            return Outcome() if stopped else Outcome("not_running")
        camera = next((each for each in self._cameras if rules.right_of(each.situation(), stream)), None)
        if camera is None and len(self._cameras) > 1:
            return Outcome(Why.NO_RIGHT)
        camera = camera or self._cameras[0]
        why = await camera.start(stream, by="command")
        if why is not None:
            return Outcome(why)
        word = await camera.settle(SETTLES_WITHIN_S)
        return Outcome("ok", {"word": word})

    # --- what the kiosk asks ---

    def live(self, booking: str = "") -> KioskLive:
        """Return what the kiosk shows: the camera that runs, or the next match, or that none is on; `booking`: just shown."""
        now_ms = self._clock.now_ms()
        for camera in sorted(self._cameras, key=lambda each: not each.stream):
            now, situation = camera.now(), camera.situation()
            right = rules.right_of(situation, camera.stream) if camera.stream else rules.offered(situation, now_ms)
            if right is None:
                continue
            lets = now.word in (CameraWord.OFF, CameraWord.FAULT) and rules.refusal(situation, right.id, now_ms) is None
            return KioskLive(id=right.id, title=right.title, word=now.word, may_start=lets and rules.may_start(right, booking))
        return KioskLive(id="", title="", word=CameraWord.OFF)

    async def start(self, booking: str) -> bool:
        """Start by whoever has just shown the right to this booking. Returns whether it was started."""
        for camera in self._cameras:
            right = rules.offered(camera.situation(), self._clock.now_ms())
            if right is not None and rules.may_start(right, booking):
                return await camera.start(right.id, by="panel") is None
        return False

    async def stop(self) -> None:
        """Stop all: anybody at the panel may."""
        for camera in self._cameras:
            await camera.stop(Why.PERSON)

    def changed(self) -> Awaitable[None]:
        """Wait until there is something new to show."""
        return self._shown.wait()

    # --- its rhythm ---

    async def _wake_on(self, changed: Callable[[], Awaitable[None]]) -> None:
        while True:
            await changed()
            for camera in self._cameras:
                await camera.look()

    async def _look(self) -> None:
        while True:
            for camera in self._cameras:
                await camera.look()
            self._bell.ring()
            await self._sleep(LOOK_EVERY_S)

    async def _show(self) -> None:
        before: list[tuple[str, str, str, bool | None]] = []
        while True:
            now = [camera.now() for camera in self._cameras]
            self._board.set_cameras(now)
            said = [(each.word, each.stream, each.fault, each.shutter) for each in now]
            if said != before:
                before = said
                self._shown.ring()
            await self._bell.wait()
