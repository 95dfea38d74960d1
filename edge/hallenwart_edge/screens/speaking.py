"""When a hall display speaks: as somebody asks, every 30 s in an alarm, once when it is over. The siren goes first."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.display import Display
from hallenwart_edge.bell import Bell, listen
from hallenwart_edge.screens import sentences
from hallenwart_edge.screens.recording import Recorder
from hallenwart_edge.screens.sentences import Sentence

REPEAT_MS: Final = 30_000
AGAIN_MS: Final = 3_000
"""A button that is held or pressed again says nothing anew within this time."""
LOOK_EVERY_S: Final = 0.5
_log: Final = logging.getLogger(__name__)


class Speaking:
    """`say` are the files to be played, once, when `say_no` rises. `siren`: it sounds here; nobody would understand a word."""

    def __init__(
        self,
        recorder: Recorder,
        display: Callable[[], Display],
        changed: Callable[[], Awaitable[None]],
        *,
        clock: Clock,
        siren: Callable[[], bool],
        may: Callable[[], bool] = lambda: True,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.recorder = recorder
        self._display, self._changed, self._clock, self._siren, self._may = display, changed, clock, siren, may
        self._sleep = sleep
        self.say: list[str] = []
        self.say_no = clock.now_ms() // 1_000  # rises also over restarts
        self._bell = Bell()
        self._alarm: sentences.Word | None = None
        self._spoken_ms = -AGAIN_MS
        self._ready: frozenset[str] = frozenset()

    @property
    def speaks(self) -> bool:
        """Whether somebody who asks will hear something."""
        return bool(self._ready) and self._may()

    def changed(self) -> Awaitable[None]:
        return self._bell.wait()

    def speak(self) -> None:
        """Somebody wants to hear what the display shows."""
        if self._clock.mono_ms() - self._spoken_ms < AGAIN_MS:
            return
        display = self._display()
        alarm = sentences.alarm_sentences(display)
        if alarm or self._may():
            self._say(alarm or sentences.plan_sentences(display))

    async def run(self) -> None:
        """Record and speak until cancelled."""
        await asyncio.to_thread(self.recorder.folder.mkdir, parents=True, exist_ok=True)
        async with asyncio.TaskGroup() as group:
            group.create_task(self._record(), name="speech recording")
            group.create_task(self._watch(), name="speech in alarms")

    async def _record(self) -> None:
        if not self.recorder.can:
            _log.info("the display does not speak: espeak-ng is not installed")
            return
        await listen(self._changed)
        while True:
            wanted = sentences.prepared(self._display())
            if {each.file for each in wanted} != self._ready:
                await self._make(wanted)
            await self._changed()

    async def _make(self, wanted: Sequence[Sentence]) -> None:
        try:
            for sentence in wanted:
                await self.recorder.record(sentence)
                self._ready |= {sentence.file}
            self._ready = frozenset(each.file for each in wanted)
            await asyncio.to_thread(self.recorder.sweep, {*self._ready, *self.say})
        except (OSError, TimeoutError) as error:
            _log.warning("the display does not say everything: %s", error)

    async def _watch(self) -> None:
        while True:
            self.look()
            await self._sleep(LOOK_EVERY_S)

    def look(self) -> None:
        """Speak if it is time to: an alarm stands, or has just ended."""
        display = self._display()
        alarm, before = sentences.alarm_word(display), self._alarm
        if alarm is None:
            self._alarm = None
            if before is not None and display.alarm_ended_ms is not None:
                self._say(sentences.clear_sentences(display))
            return
        due = alarm is not before or self._clock.mono_ms() - self._spoken_ms >= REPEAT_MS
        if due and not self._siren() and self._say(sentences.alarm_sentences(display)):
            self._alarm = alarm

    def _say(self, wanted: Sequence[Sentence]) -> bool:
        """Say what is recorded. False when none of it is."""
        files = [each.file for each in wanted if self.recorder.has(each)]
        if not files:
            return False
        self.say, self.say_no = files, self.say_no + 1
        self._spoken_ms = self._clock.mono_ms()
        self._bell.ring()
        return True
