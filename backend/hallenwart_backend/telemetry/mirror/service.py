"""Follows the store's changes and writes them to the other database: at least once, in batches, later when that is away.

A database like VictoriaMetrics confirms what it has in memory alone. So the durable mark trails what was confirmed by
`SETTLED_AFTER_S`, and after a failure or a new connection everything behind it is written once more: the same values at the
same times.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from hallenwart_backend.ports import Changed, SeriesKey
from hallenwart_backend.telemetry.mirror import rules
from hallenwart_backend.telemetry.mirror.ports import (
    MirrorStore,
    Target,
    TargetAwayError,
    TargetDeniedError,
    TargetRefusedError,
)
from hallenwart_backend.telemetry.mirror.rules import Mark, Place
from hallenwart_backend.telemetry.ports import Sample
from hallenwart_contract.clock import Clock

_log: Final = logging.getLogger(__name__)
AT_ONCE: Final = 5_000
LOOK_EVERY_S: Final = 1.0
BETWEEN_BATCHES_S: Final = 0.02
SETTLED_AFTER_S: Final = 30.0
SETTLE_EVERY_MS: Final = 5_000
LEVEL_EVERY_MS: Final = 60_000
"""How coarse it is kept since when nothing was left to tell."""
KEPT_CHANGES: Final = 2_000_000
"""About half a day of a city with a thousand devices; what is dropped beyond that is filled in from the samples."""
MOST_REFUSED: Final = 32
"""When so many rows of a batch are refused and none is taken, it is not the rows."""
_REFILLS: Final = "mirror refill {}"
_LATEST_MS: Final = 1 << 52
Told = list[tuple[SeriesKey, Sample]]


class Trouble(StrEnum):
    """Why the mirror is behind, or leaves rows out."""

    NONE = ""
    AWAY = "away"
    DENIED = "denied"
    REFUSED = "refused"


@dataclass(slots=True)
class Standing:
    """What the mirror tells of itself. `refused` counts rows that the other database never takes."""

    trouble: Trouble = Trouble.NONE
    words: str = ""
    written: int = 0
    refused: int = 0
    level_ms: int = 0
    refilling: bool = False


@dataclass(slots=True)
class _Tries:
    """How a batch fared that was not taken as a whole."""

    taken: bool = False
    refused: int = 0
    words: str = ""


class Mirror:
    """`run` for ever. `name` is whose cursor in the store it is: each database that is written to has its own.

    `history`: a mirror that begins here is told everything there is, else only what comes from now on.
    """

    def __init__(
        self,
        store: MirrorStore,
        target: Target,
        clock: Clock,
        hall_of: Callable[[SeriesKey], str],
        *,
        name: str = "",
        history: bool = False,
        changed: Changed | None = None,
        settled_after_s: float = SETTLED_AFTER_S,
        kept: int = KEPT_CHANGES,
    ) -> None:
        self._store, self._target, self._clock, self._hall_of = store, target, clock, hall_of
        self._history, self._kept, self._changed = history, kept, changed
        self._cursors = _REFILLS.format(name), f"mirror {name}", f"mirror level {name}"
        self._settled_after_ms = int(settled_after_s * 1_000)
        self._mark = self._durable = Mark()
        self._settled_ms = 0
        self._sent: deque[tuple[int, Mark]] = deque()
        """When (monotonic) the database confirmed up to which mark, as far as that is not durable yet."""
        self._connections = 0
        self.standing = Standing()

    async def behind(self) -> int:
        """Return how many samples wait to be written, those of a refill aside. Raises StoreUnavailableError."""
        return await self._store.count_changes(after=self._mark.number)

    async def begin(self) -> None:
        """Take up where the mark is. Raises StoreUnavailableError."""
        await self._store.keep_changes(most=self._kept)
        refill, number, level_ms = [await self._store.cursor(name) for name in self._cursors]
        self._durable = Mark(number, level_ms, refill - 1 if refill else None)
        if not level_ms:
            history = self._history or bool(refill)
            begun = rules.first(self._clock.now_ms(), await self._store.oldest_change(), history=history)
            await self._remember(begun)
        self._back()
        self.standing.level_ms = self._mark.level_ms

    async def run(self) -> None:
        """Follow for ever. Raises StoreUnavailableError; then it is to be begun anew."""
        await self.begin()
        failures = 0
        while True:
            try:
                more = await self.step()
            except (TargetAwayError, TargetDeniedError) as error:
                failures += 1
                await self._failed(error)
                await asyncio.sleep(rules.pause_s(failures, getattr(error, "asked_s", 0.0)))
                continue
            if failures:
                _log.info("the mirror is back")
            failures = 0
            await asyncio.sleep(BETWEEN_BATCHES_S if more else LOOK_EVERY_S)

    async def step(self) -> bool:
        """Tell what is next; return whether there may be more.

        Raises TargetAwayError, TargetDeniedError, StoreUnavailableError.
        """
        await self._settle()
        told = await self._follow()
        filled = await self._refill()
        self.standing.refilling = self._mark.refill_ms is not None
        if not told and not filled:
            await self._is_level(self._clock.now_ms())
        return told or filled

    # --- what is told ---

    async def _follow(self) -> bool:
        changes = await self._store.changes(after=self._mark.number, limit=AT_ONCE)
        if not changes:
            return False
        oldest = await self._store.oldest_change()
        if oldest is not None and rules.has_missed(self._mark, oldest):
            _log.warning("changes were dropped before the mirror came to them; it fills them in from the samples")
            await self._remember(rules.after_missing(self._mark, oldest))
            self._back()
        elif await self._write([(each.key, each.sample) for each in changes]):
            self._confirmed(replace(self._mark, number=changes[-1].number))
        return True

    async def _refill(self) -> bool:
        """Fill in the next samples of the day that is under way; behind its last one it is the next day's turn."""
        if self._mark.refill_ms is None:
            return False
        from_ms, to_ms = rules.slice_of(self._mark.refill_ms, self._clock.now_ms())
        told, place = await self._samples(from_ms, _LATEST_MS if to_ms is None else to_ms, self._mark.place)
        if told and not await self._write(told):
            return True
        next_ms = self._mark.refill_ms if place else await self._next_day(to_ms)
        self._confirmed(replace(self._mark, refill_ms=next_ms, place=place))
        return True

    async def _next_day(self, from_ms: int | None) -> int | None:
        """Return where samples go on; None when the refill is through."""
        if from_ms is None:
            return None
        found = [
            samples[0].t_ms
            for key in await self._store.keys()
            if (samples := await self._store.samples(key, from_ms=from_ms, to_ms=_LATEST_MS, limit=1))
        ]
        return max(from_ms, min(found)) if found else None

    async def _samples(self, from_ms: int, to_ms: int, place: Place | None) -> tuple[Told, Place | None]:
        """Return about `AT_ONCE` samples of a span from a place on, and where they end; None: they are the last."""
        told: Told = []
        for key, first_ms in rules.places(await self._store.keys(), from_ms, place):
            at_ms, more = first_ms, True
            while more:
                page = await self._store.samples(key, from_ms=at_ms, to_ms=to_ms, limit=AT_ONCE)
                told += [(key, sample) for sample in page]
                more = len(page) == AT_ONCE
                at_ms = page[-1].t_ms + 1 if page else to_ms
                if len(told) >= AT_ONCE:
                    return told, Place(key, at_ms)
        return told, None

    async def _write(self, told: Told) -> bool:
        """Write what is taken; return False when it is to be written once more, with all that is not settled."""
        tries = _Tries()
        await self._taken(rules.lines(told, self._hall_of), tries)
        if tries.refused and not tries.taken and not self.standing.written:
            raise TargetDeniedError(f"takes nothing: {tries.words}")
        if tries.refused:
            self.standing.refused += tries.refused
            await self._tell(Trouble.REFUSED, tries.words)
        opened, self._connections = self._connections, self._target.connections
        if not opened or opened == self._connections or not self._sent:
            return True
        self._back()  # a server that was started anew may have lost what it confirmed
        return False

    async def _taken(self, lines: Sequence[str], tries: _Tries) -> None:
        """Write all that can be written; a line that never is, is left out and counted."""
        try:
            await self._target.write(lines)
        except TargetRefusedError as error:
            tries.words = str(error)
            if len(lines) > 1 and not error.rest_taken:
                await self._taken(lines[: len(lines) // 2], tries)
                await self._taken(lines[len(lines) // 2 :], tries)
                return
            tries.refused += error.dropped if error.rest_taken else 1
            tries.taken |= error.rest_taken
            if tries.refused >= MOST_REFUSED and not tries.taken:
                raise TargetDeniedError(f"takes nothing: {error}") from error
            _log.warning("the mirror does not take rows (%s), like %s", error, lines[0])
            return
        tries.taken = True
        self.standing.written += len(lines)

    # --- where it stands ---

    def _confirmed(self, mark: Mark) -> None:
        self._mark = mark
        self._sent.append((self._clock.mono_ms(), mark))

    async def _is_level(self, now_ms: int) -> None:
        self._mark = replace(self._mark, level_ms=now_ms)
        self.standing.level_ms = now_ms
        await self._tell(Trouble.NONE, "")
        if not self._sent and now_ms - self._durable.level_ms >= LEVEL_EVERY_MS:
            await self._remember(self._mark)

    async def _settle(self) -> None:
        """Make durable what was confirmed long enough ago, and let the store forget it."""
        now_ms = self._clock.mono_ms()
        if not self._sent or now_ms - self._settled_ms < min(SETTLE_EVERY_MS, self._settled_after_ms):
            return
        settled: Mark | None = None
        while self._sent and self._sent[0][0] <= now_ms - self._settled_after_ms:
            settled = self._sent.popleft()[1]
        if settled is None:
            return
        self._settled_ms = now_ms
        before = self._durable.number
        await self._remember(settled)
        if settled.number > before:
            await self._store.forget_changes(upto=settled.number - 1)  # the last one stays: behind it nothing was dropped

    async def _remember(self, mark: Mark) -> None:
        """Make a mark durable. What is to be filled in comes first: a crash in between costs work, no rows."""
        kept_before = _refill_number(self._durable), self._durable.number, self._durable.level_ms
        wanted = _refill_number(mark), mark.number, mark.level_ms
        for name, kept, new in zip(self._cursors, kept_before, wanted, strict=True):
            if kept != new:
                await self._store.move_cursor(name, new)
        self._durable = mark

    def _back(self) -> None:
        """Go on behind the durable mark."""
        self._mark = self._durable
        self._sent.clear()

    async def _failed(self, error: Exception) -> None:
        self._back()
        trouble = Trouble.DENIED if isinstance(error, TargetDeniedError) else Trouble.AWAY
        if self.standing.trouble is not trouble:
            _log.warning("the mirror is %s (%s); it is told everything later", trouble, error)
        await self._tell(trouble, str(error))

    async def _tell(self, trouble: Trouble, words: str) -> None:
        before, self.standing.trouble, self.standing.words = self.standing.trouble, trouble, words
        if before is not trouble and self._changed is not None:
            await self._changed()


async def fill_again(store: MirrorStore, name: str) -> None:
    """Let the mirror of this name fill in everything there is from its next start on."""
    await store.move_cursor(_REFILLS.format(name), _refill_number(Mark(refill_ms=0)))


def _refill_number(mark: Mark) -> int:
    """A cursor of 0 is one that was never moved."""
    return 0 if mark.refill_ms is None else mark.refill_ms + 1
