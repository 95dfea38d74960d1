"""What the ingest needs: a broker session that acknowledges late, and ledgers that commit rows with their watermark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from hallenwart_backend.ingest.rules import Progress
from hallenwart_backend.ports import Arrival
from hallenwart_contract.messages import Ack, Alarm, Conn, Event, Heartbeat, Reading, State

Row = Alarm | Event | Reading
Live = Conn | Heartbeat | State | Ack


class Incoming(NamedTuple):
    """One message as it came. `ticket` is what the session needs to acknowledge it; None for QoS 0."""

    topic: str
    payload: bytes
    received_ms: int
    ticket: object = None


class StreamKey(NamedTuple):
    device: str
    epoch: str
    stream: str


class Letter(NamedTuple):
    """Something that cannot be stored as what it claims to be, kept for a person to look at."""

    topic: str
    reason: str
    payload: bytes
    received_ms: int


@dataclass(frozen=True, slots=True)
class Told:
    """A committed alarm or event on its way to the listeners. `number` rises in order of commit; 0: nowhere stored."""

    number: int
    arrival: Arrival
    row: Alarm | Event


@dataclass(slots=True)
class Posted:
    """What one commit brought."""

    told: list[Told] = field(default_factory=list)
    readings: list[tuple[Arrival, Sequence[Reading]]] = field(default_factory=list)
    live: list[tuple[Arrival, Live]] = field(default_factory=list)
    progress: dict[StreamKey, Progress] = field(default_factory=dict)


class Entry(NamedTuple):
    """A row to be stored. `row` has the believed time `t_ms`, `sent` is what the device said; `server_time`: they differ."""

    key: StreamKey
    seq: int
    row: Row
    sent: Row
    t_ms: int
    arrival: Arrival
    server_time: bool


class Page(Protocol):
    """An open transaction of a ledger; used in its writer thread only."""

    def progress(self, key: StreamKey) -> Progress: ...

    def advance(self, key: StreamKey, progress: Progress) -> None: ...

    def matches(self, entry: Entry) -> bool:
        """Return True when what is stored under this key and number is this row."""
        ...

    def stands_elsewhere(self, entry: Entry) -> bool:
        """Return True when an alarm or event, this very row, is stored under another epoch of its device."""
        ...

    def put(self, entry: Entry) -> int:
        """Store a new row, return its number (0 where rows have none).

        Raises:
            UnstorableRowError: this store never takes such a row.
        """
        ...

    def put_readings(self, key: StreamKey, readings: Sequence[Reading]) -> bool:
        """Store new, believable readings at once; by columns (`columns.Table`) no `Reading` need be made for that.

        Returns False, and has stored nothing, when they must be put one by one.
        """
        ...

    def put_copy(self, entry: Entry) -> int | None:
        """Store a second row under a key that is taken; return its number, or None when this very row is there already."""
        ...

    def bury(self, letter: Letter) -> None: ...


class UnstorableRowError(ValueError):
    """Raised when a row is well-formed but the store must not take it; the text becomes the dead letter's reason."""


class Ledger(Protocol):
    """Rows, watermarks and dead letters of some streams, in one database with one writer."""

    async def commit(self, group: Sequence[Incoming]) -> Posted:
        """Store a group of messages in one transaction.

        Raises:
            StoreUnavailableError: nothing was stored; the same group can be tried again.
        """
        ...

    async def bury(self, letters: Sequence[Letter]) -> None: ...

    async def progress_of(self, device: str) -> dict[StreamKey, Progress]: ...

    async def dead_letters(self) -> int:
        """Return how many dead letters are kept."""
        ...


class ToldBook(Protocol):
    """Alarms and events that listeners have not been told yet, per listener and stream; survives a crash."""

    async def untold(self, listener: str, stream: str, *, after: int | None, limit: int) -> list[Told]:
        """Return rows in order, from behind `after`, or from the listener's stored cursor when that is None."""
        ...

    async def note_told(self, listener: str, stream: str, number: int) -> None: ...


class Session(Protocol):
    """One identity's connection to the broker."""

    @property
    def connected(self) -> bool: ...

    def publish(self, topic: str, payload: bytes, *, qos: int, retain: bool = False) -> bool:
        """Hand over to the connection; False when there is none."""
        ...

    def acknowledge(self, tickets: Sequence[object]) -> None:
        """Acknowledge to the broker; tickets of an older connection are ignored."""
        ...
