"""What a display showed and when: kept on the card for about two weeks, and told as events. Nothing here makes a screen wait.

Lines of JSON in segments of a day or 128 KiB, of which the newest 28 stay. Each line is on the card before it is told; one that
a power cut tore is passed over.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from hallenwart_contract.display import Display, DisplayMode
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event
from hallenwart_edge.bell import Bell

SEGMENTS: Final = 28
SEGMENT_BYTES: Final = 128 * 1024
PACE_S: Final = 1.0
"""Within this time only what changes the mode is told for itself; of the rest the last."""
AN_HOUR: Final = 120
"""So many events an hour at this pace; beyond, one a minute, and every change of the mode."""
_DAY_MS: Final = 86_400_000
_HOUR_MS: Final = 3_600_000
_MINUTE_MS: Final = 60_000
_log: Final = logging.getLogger(__name__)


class Shown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What stood on the screen from `t_ms` on. `above` and `card` are ids of cards, `rows` how many lines the plan had."""

    t_ms: int
    mode: str
    rung: str
    card: str = ""
    above: list[str] = []
    rows: int = 0
    plan_rev: int = 0
    way: str = ""
    drill: bool = False
    no: int = 0


def summary(display: Display, plan_rev: int) -> Shown:
    """Return what of a picture is kept."""
    told = [*display.above, *display.cards]
    return Shown(
        t_ms=display.now_ms,
        mode=display.mode,
        rung=display.rung,
        card=told[0].id if told and display.mode is DisplayMode.BOARD else "",
        above=[card.id for card in display.above],
        rows=len(display.rows),
        plan_rev=plan_rev,
        way=display.way,
        drill=display.drill,
        no=display.no,
    )


def is_news(before: Shown | None, after: Shown) -> bool:
    """Say whether something else is shown; that a number counts on is none."""
    return before is None or msgspec.structs.replace(before, t_ms=after.t_ms, no=after.no) != after


class Ring:
    """The segments on the card. `folder` None keeps nothing. All of it blocks: call it from a thread."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def add(self, entries: list[Shown]) -> None:
        """Append and flush. Raises OSError on a full card."""
        if self._folder is None or not entries:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        for entry in entries:
            self._append(self._segment(self._folder, entry.t_ms), entry)
        for old in self._segments()[:-SEGMENTS]:
            old.unlink(missing_ok=True)

    def read(self, from_ms: int = 0, to_ms: int = 2**53) -> Iterator[Shown]:
        """Yield what was shown, as it was written."""
        for segment in self._segments():
            for line in segment.read_bytes().splitlines():
                try:
                    entry = msgspec.json.decode(line, type=Shown)
                except (msgspec.MsgspecError, UnicodeDecodeError):
                    continue
                if from_ms <= entry.t_ms < to_ms:
                    yield entry

    def _segments(self) -> list[Path]:
        return sorted(self._folder.glob("*.jsonl")) if self._folder is not None and self._folder.is_dir() else []

    def _segment(self, folder: Path, t_ms: int) -> Path:
        """Return where a line goes: the newest segment, or the next where that is full or of another day."""
        day, segments = max(t_ms, 0) // _DAY_MS, self._segments()
        if segments:
            number, of = segments[-1].stem.split("-")
            if int(of) == day and segments[-1].stat().st_size < SEGMENT_BYTES:
                return segments[-1]
            return folder / f"{int(number) + 1:09}-{day}.jsonl"
        return folder / f"{1:09}-{day}.jsonl"

    def _append(self, segment: Path, entry: Shown) -> None:
        with segment.open("a+b") as file:
            if file.tell() and not _is_whole(file):
                file.write(b"\n")
            file.write(msgspec.json.encode(entry) + b"\n")
            file.flush()
            os.fsync(file.fileno())


def _is_whole(file: BinaryIO) -> bool:
    """Say whether the last line was written to its end. Leaves the file at its end."""
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"


class ShownLog:
    """Keeps and tells what is shown. `tell` stores an event."""

    def __init__(
        self,
        folder: Path | None,
        tell: Callable[[Event], Awaitable[None]],
        *,
        mono_ms: Callable[[], int],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.ring = Ring(folder)
        self._tell, self._mono_ms, self._sleep = tell, mono_ms, sleep
        self._waiting: deque[Shown] = deque(maxlen=64)
        self._unkept: deque[Shown] = deque(maxlen=64)
        self._last: Shown | None = None
        self._told: tuple[str, str, str] | None = None
        self._told_ms: deque[int] = deque(maxlen=AN_HOUR)
        self._bell = Bell()

    def note(self, entry: Shown) -> None:
        """Take in what is shown from now on. Never waits."""
        if not is_news(self._last, entry):
            return
        if self._waiting and self._waiting[-1].mode == entry.mode:
            self._waiting.pop()
        self._waiting.append(entry)
        self._last = entry
        self._bell.ring()

    async def run(self) -> None:
        """Keep and tell until cancelled."""
        while True:
            while not self._waiting and not self._unkept:
                await self._bell.wait()
            entries = [*self._waiting]
            self._waiting.clear()
            await self._keep(entries)
            for entry in entries:
                await self._event(entry)
            await self._sleep(PACE_S)

    async def _keep(self, entries: list[Shown]) -> None:
        """Write it to the card; what does not fit is tried again, the newest 64."""
        wanted, failed = [*self._unkept, *entries], bool(self._unkept)
        self._unkept.clear()
        try:
            await asyncio.to_thread(self.ring.add, wanted)
        except OSError as error:
            self._unkept.extend(wanted)
            _log.log(logging.DEBUG if failed else logging.WARNING, "what the display shows is not kept: %s", error)

    async def _event(self, entry: Shown) -> None:
        said, now_ms = (entry.mode, entry.rung, entry.card), self._mono_ms()
        if said == self._told:
            return
        turned = self._told is None or self._told[0] != entry.mode
        many = len(self._told_ms) == AN_HOUR and now_ms - self._told_ms[0] < _HOUR_MS
        if many and not turned and now_ms - self._told_ms[-1] < _MINUTE_MS:
            return
        self._told = said
        self._told_ms.append(now_ms)
        about = {"mode": entry.mode, "rung": entry.rung, "card": entry.card}
        await self._tell(Event(kind=EventKind.SCREEN_SHOWN, t_ms=entry.t_ms, mono_ms=now_ms, c="display", a={**about}))
