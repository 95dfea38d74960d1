"""Which rows of a stream are consumed, which are old, and which times can be believed. Pure arithmetic."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

from hallenwart_contract.messages import ClockTrust

MAX_SEQ: Final = 2**53 - 1
MAX_HOLES: Final = 200
"""Holes a stream may have at once; a row that would tear another one is left for the device to send again."""

AHEAD_MS: Final = 5 * 60_000
REPLAY_AFTER_MS: Final = 60_000
HOLE_PATIENCE_MS: Final = 60_000
FORK_MS: Final = 60_000
SLOW_FROM_MESSAGES: Final = 1_000
SLOW_FROM_MS: Final = 1_000
"""Devices are asked to hold telemetry back when so many messages wait for the store, or one of them for so long."""
MAX_SLOW_MS: Final = 30_000
MAX_AGE_MS: Final = 24 * 3_600_000
EARLIEST_MS: Final = 1_577_836_800_000
"""2020-01-01: no device is older than its program."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What of one stream is consumed: everything up to `wm`, and the ranges `beyond` (rising, apart, above `wm + 1`).

    `tip_ms` is the time of row `wm` as the device sent it, None where that is not known. `forked_ms`: when the device showed
    another row under that number, having been set back to an old card.
    """

    wm: int = 0
    beyond: tuple[tuple[int, int], ...] = ()
    tip_ms: int | None = field(default=None, compare=False)
    forked_ms: int | None = field(default=None, compare=False)

    def is_forked(self, now_ms: int) -> bool:
        """Whether the device lives another life under these numbers and has not begun a new epoch yet.

        What it numbered on from the row that is not ours would let the watermark pass rows that never came. Not for ever: a
        device that does not know of this must not be shut out.
        """
        return self.forked_ms is not None and 0 <= now_ms - self.forked_ms <= FORK_MS

    def has(self, seq: int) -> bool:
        if seq <= self.wm:
            return True
        at = bisect_left(self.beyond, (seq + 1,)) - 1
        return at >= 0 and self.beyond[at][1] >= seq

    @property
    def torn(self) -> bool:
        """Whether rows are missing below rows that came."""
        return bool(self.beyond)


def consume(progress: Progress, first: int, last: int) -> Progress:
    """Count `first` … `last` as consumed. The watermark only rises."""
    if last <= progress.wm or last < first:
        return progress
    if first <= progress.wm + 1 and not progress.beyond:
        return Progress(last)
    return _settled(progress.wm, _joined(progress.beyond, max(first, progress.wm + 1), last))


def tears(progress: Progress, seq: int) -> bool:
    """Return True when consuming `seq` would open one hole more than is kept."""
    if len(progress.beyond) < MAX_HOLES or progress.has(seq) or seq == progress.wm + 1:
        return False
    return not any(first - 1 == seq or last + 1 == seq for first, last in progress.beyond)


def _joined(ranges: tuple[tuple[int, int], ...], first: int, last: int) -> list[tuple[int, int]]:
    kept = []
    for known_first, known_last in ranges:
        if known_last < first - 1 or known_first > last + 1:
            kept.append((known_first, known_last))
        else:
            first, last = min(first, known_first), max(last, known_last)
    return sorted([*kept, (first, last)])


def _settled(wm: int, ranges: list[tuple[int, int]]) -> Progress:
    for count, (first, last) in enumerate(ranges):
        if first > wm + 1:
            return Progress(wm, tuple(ranges[count:]))
        wm = max(wm, last)
    return Progress(wm)


def slow_ms(*, waiting: int, oldest_ms: int) -> int:
    """Return how long devices shall hold telemetry back; `waiting` messages wait, the oldest for `oldest_ms`. 0: not at all.

    About as long as it takes to store what waits, at a thousand messages a second or as slowly as the oldest one has found.
    """
    wait_ms = max(waiting * 1_000 // SLOW_FROM_MESSAGES, oldest_ms)
    return min(wait_ms, MAX_SLOW_MS) if waiting >= SLOW_FROM_MESSAGES or oldest_ms >= SLOW_FROM_MS else 0


def believable_ms(t_ms: int, received_ms: int) -> int | None:
    """Return `t_ms`, or None when it lies more than 5 min ahead or before 2020: then the server's time stands in."""
    return t_ms if EARLIEST_MS <= t_ms <= received_ms + AHEAD_MS else None


def dated_ms(t_ms: int, *, sent_ms: int, received_ms: int, newest_ms: int) -> int:
    """Return when something was by the server's clock, of a device whose own cannot be believed.

    That clock still says how long before the sending it was; or, when it was put right in between, how long before the newest
    (`newest_ms`) of the rows of a time nobody believes that came together. Where even that makes no sense, it was when it came.
    """
    ages_ms = (sent_ms - t_ms, newest_ms - t_ms)
    return received_ms - next((age_ms for age_ms in ages_ms if 0 <= age_ms <= MAX_AGE_MS), 0)


def is_replayed(*, t_ms: int, sent_ms: int, received_ms: int, clk: str, hist: bool) -> bool:
    """Return True for rows older than 60 s. A device that does not trust its clock is judged by its own clock alone."""
    reference_ms = received_ms if clk in (ClockTrust.NTP, ClockTrust.RTC) else sent_ms
    return hist or reference_ms - t_ms > REPLAY_AFTER_MS
