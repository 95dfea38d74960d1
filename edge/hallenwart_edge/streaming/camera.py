"""One camera: off, starting, live, stopping, fault. It films while a person wants it and the rules let it, no moment longer."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Final

import msgspec

from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event, Quality, Scalar
from hallenwart_contract.streams import MAX_NUMBER, Part, StreamEnd
from hallenwart_contract.view import CameraNow, CameraWord, StreamRight
from hallenwart_edge.bell import Bell
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.streaming import rules
from hallenwart_edge.streaming.around import Around
from hallenwart_edge.streaming.kept import Going
from hallenwart_edge.streaming.pusher import Pusher
from hallenwart_edge.streaming.rules import Situation, Why
from hallenwart_edge.streaming.source import Filmed
from hallenwart_edge.streaming.uploader import Uploader

FIRST_DELAY_S: Final = 1.0
CAP_S: Final = 15.0
GIVES_UP_AFTER_S: Final = 180.0
"""A source that gave no picture for so long is a fault; a person may start it again."""
UNWANTED: Final = 5
"""So many parts in a row the server did not want: it knows of something that the plan here does not say yet."""
_log: Final = logging.getLogger(__name__)


class Camera:
    """`now` is how it is; `run` lives with the agent."""

    def __init__(self, camera: str, hall: str, around: Around) -> None:
        self.id, self.hall, self._around = camera, hall, around
        self._going = around.book.going(camera)
        self._word, self._since_ms = CameraWord.OFF, around.clock.now_ms()
        self._fault = ""
        self._filming: asyncio.Task[None] | None = None
        self._pusher: Pusher | None = None
        self._resuming = False
        self._one = asyncio.Lock()
        self._bell = Bell()
        self._uploader = Uploader(around.spool, around.link, around.clock, ended=self._server_knows, sleep=around.sleep)

    # --- what it is ---

    def now(self) -> CameraNow:
        there_ms, going, pusher = self._uploader.there_ms, self._going, self._pusher
        sends = self._word in (CameraWord.STARTING, CameraWord.LIVE)
        late_ms = max(0, self._around.clock.now_ms() - there_ms) if sends and there_ms else None
        return CameraNow(
            id=self.id,
            hall=self.hall,
            word=self._word,
            stream=going.had.id if going is not None and self._word is not CameraWord.OFF else "",
            since_ms=self._since_ms,
            fault=self._fault,
            late_ms=late_ms,
            waiting=len(self._around.spool),
            pushing=None if pusher is None else pusher.pushing,
            shutter=self._around.switches.shut(),
        )

    def situation(self) -> Situation:
        switches = self._around.switches
        return self._around.situation(self.id, switches.shut(), switches.lamp_ok)

    @property
    def stream(self) -> str:
        """The stream that a person wants, empty when none."""
        return self._going.had.id if self._going is not None and self._going.on else ""

    # --- what people do ---

    async def start(self, stream: str, *, by: str) -> Why | None:
        """Start, or return why it must not. Starting what runs already changes nothing."""
        async with self._one:
            now, now_ms = self.situation(), self._around.clock.now_ms()
            why = rules.refusal(now, stream, now_ms)
            right = rules.right_of(now, stream)
            if why is not None or right is None:
                await self._tell(EventKind.CAMERA_REFUSED, stream=stream, why=why or Why.NO_RIGHT, by=by)
                return why or Why.NO_RIGHT
            if self._going is not None and self._going.on and self._going.had.id == stream and self._running():
                return None
            await self._halt()
            self._around.spool.open(stream)
            self._uploader.end(stream, None)
            self._uploader.refused = 0
            self._going = Going(had=right, by=by, since_ms=now_ms)
            self._resuming = False
            await self._begin(right)
            await self._tell(EventKind.CAMERA_ON, stream=stream, booking=right.booking, hall=right.hall, by=by)
            return None

    async def stop(self, why: Why) -> bool:
        """Stop. Returns whether there was something to stop."""
        async with self._one:
            going = self._going
            if going is None or not going.on:
                return False
            self._turn(CameraWord.STOPPING)
            await self._halt()
            if why is Why.WITHDRAWN:
                self._around.spool.clear()
            self._going = going = msgspec.structs.replace(self._going or going, on=False, ended=why)
            self._turn(CameraWord.FAULT if why is Why.FAULT else CameraWord.OFF, self._fault if why is Why.FAULT else "")
            await self._keep()
            self._uploader.end(going.had.id, StreamEnd(why=why, last_ms=going.last_ms or None))
            await self._tell(EventKind.CAMERA_OFF, stream=going.had.id, why=why)
            return True

    async def settle(self, seconds: float) -> CameraWord:
        """Wait until the start came to something, not for long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._word is CameraWord.STARTING:
                    await self._bell.wait()
        return self._word

    # --- its life ---

    async def run(self) -> None:
        """Go on with what was going on before a restart, and send, until cancelled. Then nothing films any more."""
        async with self._one:
            if not self._running():
                await self._around.switches.dark()
                self._take_up()
        try:
            await self._uploader.run()
        finally:
            await self._halt()

    async def look(self) -> None:
        """Stop when the rules say so; called whenever something may have changed, and every second."""
        going = self._going
        await self._around.switches.look()
        if going is None or not going.on:
            return
        now, now_ms = self.situation(), self._around.clock.now_ms()
        why = rules.stops(now, going.had, now_ms)
        if self._resuming:
            if why is Why.CLOCK:  # after a restart: it does not film before the time is known
                return
            self._resuming = False
            if why is None:
                await self._go_on(going)
                return
        if why is None and self._uploader.refused >= UNWANTED:
            why = Why.WITHDRAWN
        if why is None and self._filming is not None and self._filming.done():
            why = Why.FAULT
        if why is not None:
            await self.stop(why)
        elif (right := rules.right_of(now, going.had.id)) is not None and right != going.had:
            self._going = msgspec.structs.replace(going, had=right)
            await self._keep()

    def _take_up(self) -> None:
        going, spool = self._going, self._around.spool
        if going is None or not (going.on or going.ended):
            spool.clear()
            return
        spool.open(going.had.id)
        if going.on:
            self._resuming = True
            self._turn(CameraWord.STARTING)
        else:
            if going.ended == Why.WITHDRAWN:
                spool.clear()
            self._uploader.end(going.had.id, StreamEnd(why=going.ended, last_ms=going.last_ms or None))

    async def _go_on(self, going: Going) -> None:
        async with self._one:
            if self._going is not going or self._running():
                return
            await self._begin(going.had)
            await self._tell(
                EventKind.CAMERA_ON, stream=going.had.id, booking=going.had.booking, hall=going.had.hall, by="restart"
            )

    def _running(self) -> bool:
        return self._filming is not None and not self._filming.done()

    async def _begin(self, right: StreamRight) -> None:
        self._turn(CameraWord.STARTING)
        await self._keep()
        target = self._around.push_to(right)
        self._pusher = Pusher(self.id, target) if target else None
        self._filming = asyncio.create_task(self._film(right), name=f"camera {self.id}")

    async def _halt(self) -> None:
        """Film no more, and put the lamp out after that."""
        filming, self._filming, self._pusher = self._filming, None, None
        if filming is not None:
            filming.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await filming
        await self._around.switches.dark()

    async def _film(self, right: StreamRight) -> None:
        """Film run after run; ends when no picture came for too long, and when it broke in a way nobody thought of."""
        try:
            async with asyncio.TaskGroup() as group:
                pushing = group.create_task(self._pusher.run(), name="camera push") if self._pusher is not None else None
                await self._runs(right)
                if pushing is not None:
                    pushing.cancel()
        except Exception:  # noqa: BLE001 - the others film on, and the log says where it broke
            _log.exception("camera %s broke", self.id)
            self._fault = self._fault or "Fehler im Programm / the program failed"

    async def _runs(self, right: StreamRight) -> None:
        failures, seen_ms = 0, self._around.clock.mono_ms()
        while True:
            numbers = 0
            try:
                await self._around.switches.light()
                run = await self._next_run(right)
                async with contextlib.aclosing(self._around.films(right)) as parts:
                    async for part in parts:
                        await self._take(right, run, numbers, part)
                        numbers += 1
                        if numbers > MAX_NUMBER:
                            break
            except (DriverFault, OSError) as error:
                await self._around.switches.dark()
                failures = 1 if numbers > 1 else failures + 1
                if numbers > 1:
                    seen_ms = self._around.clock.mono_ms()
                await self._failed(str(error) if not isinstance(error, DriverFault) else error.reason)
                if self._around.clock.mono_ms() - seen_ms >= GIVES_UP_AFTER_S * 1000:
                    return
                await self._around.sleep(min(CAP_S, FIRST_DELAY_S * 2 ** min(failures - 1, 6)))

    async def _next_run(self, right: StreamRight) -> int:
        run = self._around.book.next_run(right.id)
        if self._going is not None:
            self._going = msgspec.structs.replace(self._going, run=run)
        await self._keep()
        return run

    async def _take(self, right: StreamRight, run: int, number: int, filmed: Filmed) -> None:
        part = Part(right.id, run, number, filmed.t_ms, min(filmed.dur_ms, 15_000))
        dropped = self._around.spool.dropped
        self._around.spool.put(part, filmed.body)
        self._uploader.wake()
        if self._pusher is not None:
            self._pusher.give(filmed)
        if filmed.init:
            return
        if self._going is not None:
            self._going = msgspec.structs.replace(self._going, last_ms=part.t_ms + part.dur_ms)
        if self._word is not CameraWord.LIVE or self._fault:
            self._turn(CameraWord.LIVE)
            await self._component(EventKind.COMPONENT_OK)
        if self._around.spool.dropped > dropped:
            self._around.board.set_sensor(self.id, Quality.SUSPECT, f"parts not sent and dropped: {self._around.spool.dropped}")
        self._around.changed()

    async def _failed(self, reason: str) -> None:
        _log.warning("camera %s: %s", self.id, reason)
        news = self._fault != reason
        self._turn(CameraWord.STARTING, reason)
        if news:
            await self._component(EventKind.COMPONENT_FAULT, reason)

    async def _server_knows(self, stream: str) -> None:
        if self._going is not None and self._going.had.id == stream and not self._going.on:
            self._going = None
            await self._keep()

    # --- what it tells ---

    def _turn(self, word: CameraWord, fault: str = "") -> None:
        if (word, fault) != (self._word, self._fault):
            if word is not self._word:
                self._since_ms = self._around.clock.now_ms()
            self._word, self._fault = word, fault
            self._bell.ring()
            self._around.changed()

    async def _keep(self) -> None:
        try:
            await self._around.book.keep(self.id, self._going)
        except OSError as error:
            _log.error("camera %s: not kept: %s", self.id, error)

    async def _component(self, kind: str, why: str = "") -> None:
        self._around.board.set_sensor(self.id, Quality.OK if kind == EventKind.COMPONENT_OK else Quality.FAULT, why)
        await self._tell(kind, why=why)

    async def _tell(self, kind: str, **told: Scalar) -> None:
        clock = self._around.clock
        await self._around.outbox.event(Event(kind=kind, t_ms=clock.now_ms(), mono_ms=clock.mono_ms(), c=self.id, a=told))
