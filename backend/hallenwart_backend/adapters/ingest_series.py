"""The ledger of telemetry: samples, watermark and dead letters commit together in the store of time series."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Protocol, TypeVar

from hallenwart_backend.adapters.ingest_records import beyond_text, progress_from
from hallenwart_backend.adapters.series_limits import TooManySeriesError
from hallenwart_backend.ingest.columns import Table
from hallenwart_backend.ingest.ports import Entry, Incoming, Letter, Posted, StreamKey, UnstorableRowError
from hallenwart_backend.ingest.posting import post
from hallenwart_backend.ingest.rules import Progress
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.folding import Point
from hallenwart_backend.telemetry.points import Points
from hallenwart_contract.messages import Quality, Reading

MAX_NAME: Final = 64
STORED_QUALITY: Final[dict[str, str | None]] = {"ok": None, "suspect": "suspect", "stale": "stale", "fault": "fault"}
_KNOWN_WORDS: Final = {word: word for word in ("suspect", "stale", "fault")}
T = TypeVar("T")


class SeriesPage(Protocol):
    """An open transaction of a store; used in the thread it was opened in only."""

    def ids_of(self, device: str) -> Mapping[tuple[str, str], int]:
        """Return the numbers of a device's series by component and quantity."""
        ...

    def series_id(self, key: SeriesKey) -> int:
        """Return the number of a series, giving one when it is new.

        Raises:
            TooManySeriesError: this device has `MAX_SERIES_PER_DEVICE` already.
        """
        ...

    def add(self, points: Sequence[Point], *, every_one: bool = False) -> None:
        """Add samples; of those at one time the first stays.

        With `every_one` another value is not lost for it: it moves to the next free millisecond, as of a device whose clock
        was set back and measures through the same times again.
        """
        ...

    def holds(self, key: SeriesKey, t_ms: int, x: float | None) -> bool:
        """Return whether this value stands there, or was moved from there."""
        ...

    def progress_of(self, device: str) -> dict[StreamKey, tuple[int, str]]: ...

    def set_progress(self, rows: Iterable[tuple[StreamKey, int, str]]) -> None: ...

    def bury(self, letters: Sequence[Letter]) -> None: ...

    def dead_letters(self) -> int: ...


class Transactions(Protocol):
    """A store of time series as the ledger sees it."""

    async def write(self, fn: Callable[[SeriesPage], T]) -> T:
        """Run `fn` in a transaction; committed and durable when this returns."""
        ...

    async def look(self, fn: Callable[[SeriesPage], T]) -> T: ...


class SeriesLedger:
    """Implements ingest.ports.Ledger for stream `t`."""

    def __init__(self, store: Transactions) -> None:
        self._store = store
        self._known: dict[StreamKey, Progress] = {}

    async def commit(self, group: Sequence[Incoming]) -> Posted:
        posted = await self._store.write(lambda page: self._post(page, group))
        self._known.update(posted.progress)
        return posted

    async def bury(self, letters: Sequence[Letter]) -> None:
        await self._store.write(lambda page: page.bury(letters))

    async def progress_of(self, device: str) -> dict[StreamKey, Progress]:
        stored = await self._store.look(lambda page: page.progress_of(device))
        return {key: progress_from(*row) for key, row in stored.items()}

    async def dead_letters(self) -> int:
        return await self._store.look(lambda page: page.dead_letters())

    def _post(self, store: SeriesPage, group: Sequence[Incoming]) -> Posted:
        page = _Page(store, self._known)
        posted = post(group, page)
        page.finish()
        return posted


class _Page:
    """Collects what one transaction brings and writes it in few statements."""

    def __init__(self, store: SeriesPage, known: dict[StreamKey, Progress]) -> None:
        self._store = store
        self._known = known
        self._moved: dict[StreamKey, Progress] = {}
        self._points = Points()
        self._letters: list[Letter] = []

    def progress(self, key: StreamKey) -> Progress:
        found = self._moved.get(key) or self._known.get(key)
        if found is None:
            row = self._store.progress_of(key.device).get(key)
            found = progress_from(*row) if row else Progress()
        return found

    def advance(self, key: StreamKey, progress: Progress) -> None:
        self._moved[key] = progress

    def matches(self, entry: Entry) -> bool:
        """A sample knows no number: it is the same when the same value stands at its time."""
        row = entry.row
        if entry.server_time or not isinstance(row, Reading):
            return True
        self._flush()
        return self._store.holds(SeriesKey(entry.key.device, row.c, row.k), row.t_ms, row.x)

    def stands_elsewhere(self, entry: Entry) -> bool:  # noqa: ARG002 - the page's signature
        return False

    def put(self, entry: Entry) -> int:
        row = entry.row
        if not isinstance(row, Reading) or not (_is_name(row.c) and _is_name(row.k)):
            raise UnstorableRowError("bad_name")
        try:
            number = self._store.series_id(SeriesKey(entry.key.device, row.c, row.k))
        except TooManySeriesError as error:
            raise UnstorableRowError("too_many_series") from error
        self._points.put(number, row.t_ms, row.x, STORED_QUALITY.get(row.q, row.q[:MAX_NAME]))
        return 0

    def put_readings(self, key: StreamKey, readings: Sequence[Reading]) -> bool:
        ids = self._store.ids_of(key.device)
        try:
            if type(readings) is Table:
                numbers = [ids[names] for names in readings.names]
                words = {at: _KNOWN_WORDS[word] for at, word in readings.q.items()}
                self._points.extend(map(numbers.__getitem__, readings.name), readings.t_ms, readings.x, words)
            else:
                series = [ids[row.c, row.k] for row in readings]
                words = {at: _KNOWN_WORDS[row.q] for at, row in enumerate(readings) if row.q != Quality.OK}
                self._points.extend(series, [row.t_ms for row in readings], [row.x for row in readings], words)
        except KeyError:  # a new series or an unusual quality
            return False
        return True

    def put_copy(self, entry: Entry) -> int | None:  # noqa: ARG002 - the page's signature
        """A sample whose number is taken is a dead letter and nothing else."""
        return None

    def bury(self, letter: Letter) -> None:
        self._letters.append(letter)

    def finish(self) -> None:
        self._flush()
        self._store.set_progress([(key, progress.wm, beyond_text(progress)) for key, progress in self._moved.items()])
        self._store.bury(self._letters)

    def _flush(self) -> None:
        self._store.add(self._points, every_one=True)
        self._points.clear()


def _is_name(text: str) -> bool:
    return 0 < len(text) <= MAX_NAME and text.isprintable()
