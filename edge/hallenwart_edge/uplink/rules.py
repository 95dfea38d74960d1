"""What to send when, and what a receipt means. Pure: time and receipts come as arguments."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

ALARM_GAPS_MS: Final = (2_000, 3_000, 5_000, 15_000)
"""An alarm goes out at once and after 2, 5 and 10 s, then every 15 s until it is receipted."""
RESEND_MS: Final = (5_000, 10_000, 20_000, 30_000)
"""Waits for the receipt of other rows, before they are sent again."""
MAX_IN_FLIGHT_ROWS: Final = 400
MAX_IN_FLIGHT_BATCHES: Final = 2
LIVE_FOR_MS: Final = 60_000
"""Telemetry stored longer ago than this is backlog."""
SUSPECT_AFTER: Final = 3
"""Sends of the same row without receipt after which it travels alone, so that it cannot hold up its neighbours."""
QUARANTINE_AFTER: Final = 20
"""Sends alone, each answered by a receipt that does not include it, after which a row is put aside: about ten minutes, for a
store that is slow or locked also receipts nothing new."""
ALARM_GIVEN_UP_MS: Final = 30 * 60_000
"""An alarm is put aside no sooner: it holds up no other alarm, only the watermark."""


class Verdict(Enum):
    """What the watermark of a receipt says about one stream."""

    FOREIGN = auto()
    KNOWN = auto()
    ADVANCE = auto()
    GONE = auto()
    AHEAD = auto()


def judge(wm: int, *, own_wm: int, last: int) -> Verdict:
    """Compare a receipt of our epoch with our own books.

    GONE: the backend lacks rows that are forgotten here (it was restored). AHEAD: it has rows this device never made
    in this epoch (the device was restored), so a new epoch must begin.
    """
    if wm > last:
        return Verdict.AHEAD
    if wm > own_wm:
        return Verdict.ADVANCE
    return Verdict.GONE if wm < own_wm else Verdict.KNOWN


def alarm_gap_ms(sends: int) -> int:
    """Return how long after the `sends`-th send (from 1) the next one is due."""
    return ALARM_GAPS_MS[min(sends, len(ALARM_GAPS_MS)) - 1]


def contiguous(seqs: Sequence[int], sizes: Sequence[int], *, max_rows: int, max_bytes: int) -> int:
    """Return how many of the rows make one batch: no hole, not too many, not too large; at least one."""
    total = 0
    for index, (seq, size) in enumerate(zip(seqs, sizes, strict=True)):
        total += size + 1
        if index == max_rows or seq != seqs[0] + index or (index and total > max_bytes):
            return index
    return len(seqs)


@dataclass(slots=True)
class Flight:
    """One batch on its way: rows `first` to `last`."""

    first: int
    last: int
    sent_mono_ms: int


@dataclass(slots=True)
class Window:
    """Rows of one stream on one connection: sent in order, a few in flight, again from the watermark when overdue.

    `end` is the last number this window may send (None: open). `receipts_due` is False while rows below this window
    are still missing at the backend, because its watermark cannot pass them; then the broker's own pace is the limit.
    """

    wm: int
    cursor: int
    end: int | None = None
    flights: deque[Flight] = field(default_factory=deque)
    tries: int = 0
    alone_sends: int = 0
    receipts_due: bool = True

    def room(self) -> int:
        """Return how many rows may be sent now."""
        if self.end is not None and self.cursor > self.end:
            return 0
        if not self.receipts_due:
            return MAX_IN_FLIGHT_ROWS // 2
        in_flight = sum(flight.last - flight.first + 1 for flight in self.flights)
        if len(self.flights) >= MAX_IN_FLIGHT_BATCHES or in_flight >= MAX_IN_FLIGHT_ROWS:
            return 0
        if self.tries >= SUSPECT_AFTER:
            return 0 if self.flights else 1
        return min(MAX_IN_FLIGHT_ROWS // 2, MAX_IN_FLIGHT_ROWS - in_flight)

    def sent(self, first: int, last: int, *, now_mono_ms: int) -> None:
        self.cursor = last + 1
        self.flights.append(Flight(first, last, now_mono_ms))

    def receipt(self, wm: int) -> None:
        """Take in a watermark of the backend. One that stands still while a lone row waits counts against that row."""
        if wm > self.wm:
            self.wm, self.tries, self.alone_sends = wm, 0, 0
            while self.flights and self.flights[0].last <= wm:
                self.flights.popleft()
            self.cursor = max(self.cursor, wm + 1)
        elif self.tries >= SUSPECT_AFTER and self.flights:
            self.alone_sends = max(self.alone_sends, self.tries - SUSPECT_AFTER + 1)

    def due_mono_ms(self) -> int | None:
        """Return when the oldest batch in flight counts as lost."""
        if not self.flights or not self.receipts_due:
            return None
        return self.flights[0].sent_mono_ms + RESEND_MS[min(self.tries, len(RESEND_MS) - 1)]

    def hold(self, until_mono_ms: int) -> None:
        """Give what is in flight its full time from then on: the store is behind, not deaf."""
        for flight in self.flights:
            flight.sent_mono_ms = max(flight.sent_mono_ms, until_mono_ms)

    def rewind(self) -> None:
        """Begin again after the watermark."""
        self.flights.clear()
        self.cursor = self.wm + 1
        self.tries += 1

    def receipts_begin(self, *, now_mono_ms: int) -> None:
        """From now on the watermark can reach this window; what is in flight gets its full time."""
        self.receipts_due = True
        for flight in self.flights:
            flight.sent_mono_ms = now_mono_ms

    @property
    def hopeless(self) -> bool:
        """Whether the row after the watermark was refused so often that it must be put aside."""
        return self.alone_sends >= QUARANTINE_AFTER


@dataclass(slots=True)
class AlarmBook:
    """When each waiting alarm was sent on this connection, and how often. Keys are numbers, or bodies of unstored ones."""

    sends: dict[int | bytes, tuple[int, int]] = field(default_factory=dict)
    first_mono_ms: dict[int | bytes, int] = field(default_factory=dict)
    refusals: int = 0

    def refused(self, key: int, *, now_mono_ms: int) -> bool:
        """Note a receipt without the first alarm; return whether it must be put aside."""
        sends, _ = self.sends.get(key, (0, 0))
        self.refusals += sends > SUSPECT_AFTER
        age_ms = now_mono_ms - self.first_mono_ms.get(key, now_mono_ms)
        return self.refusals >= QUARANTINE_AFTER and age_ms >= ALARM_GIVEN_UP_MS

    def due(self, keys: Sequence[int | bytes], *, now_mono_ms: int) -> list[int | bytes]:
        return [key for key in keys if self._due_mono_ms(key, now_mono_ms) <= now_mono_ms]

    def next_mono_ms(self, keys: Sequence[int | bytes], *, now_mono_ms: int) -> int | None:
        return min((self._due_mono_ms(key, now_mono_ms) for key in keys), default=None)

    def unsent(self, keys: Sequence[int | bytes]) -> bool:
        return any(key not in self.sends for key in keys)

    def sent(self, key: int | bytes, *, now_mono_ms: int) -> None:
        self.sends[key] = (self.sends.get(key, (0, 0))[0] + 1, now_mono_ms)
        self.first_mono_ms.setdefault(key, now_mono_ms)

    def keep(self, keys: Sequence[int | bytes]) -> None:
        """Forget what no longer waits."""
        self.sends = {key: self.sends[key] for key in keys if key in self.sends}
        self.first_mono_ms = {key: self.first_mono_ms[key] for key in self.sends}

    def worst(self) -> int:
        """Return how often the most often sent alarm went out."""
        return max((count for count, _ in self.sends.values()), default=0)

    def _due_mono_ms(self, key: int | bytes, now_mono_ms: int) -> int:
        if key not in self.sends:
            return now_mono_ms
        count, last_mono_ms = self.sends[key]
        return last_mono_ms + alarm_gap_ms(count)
