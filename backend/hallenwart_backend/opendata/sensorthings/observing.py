"""Which observations a question is about, page by page, without reading more of the store than it must."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Final, TypeVar

from hallenwart_backend.opendata.sensorthings.comparing import rank
from hallenwart_backend.opendata.sensorthings.meaning import meaning_of
from hallenwart_backend.opendata.sensorthings.model import Entity, Item, Kind, Row, Span, World
from hallenwart_backend.opendata.sensorthings.narrowing import Bounds, narrowed
from hallenwart_backend.opendata.sensorthings.options import Options, name_of
from hallenwart_backend.opendata.sensorthings.refusals import malformed, too_wide
from hallenwart_backend.opendata.sensorthings.sources import Both
from hallenwart_backend.telemetry.folding import HOUR_MS

MOST_SCANNED: Final = 2_000_000
"""So many values the store goes over for one question; it counts and orders them itself."""
MOST_LOOKED_AT: Final = 100_000
"""So many rows are looked at one by one here."""
MOST_SORTED: Final = 20_000
MOST_A_WINDOW: Final = 2_500
"""So many rows are read at once: everything else of the server waits for no more."""
_TIMES: Final = frozenset({"phenomenonTime", "resultTime"})
Check = Callable[[Item], bool] | None
_BY_TIME: Final = attrgetter("ms", "stream.id")
T = TypeVar("T", Entity, Row)


@dataclass(frozen=True, slots=True)
class Page:
    """`more`: the options with which the next page is asked, by name; empty at the end."""

    rows: list[Row]
    count: int | None
    more: dict[str, str]


class Observing:
    """Asks `source` for observations of `world`."""

    def __init__(self, world: World, source: Both, now_ms: int) -> None:
        self._world, self._source, self._now_ms = world, source, now_ms
        self._looked = self._scanned = 0

    async def ask(self, streams: Sequence[Entity], options: Options) -> Page:
        """Return the observations of these datastreams that the options ask for. Raises QueryError."""
        narrow = narrowed(options.filter, self._world, self._now_ms)
        chosen = narrow.chosen(streams, self._world, self._now_ms)
        check, bounds = narrow.check(self._world, self._now_ms), narrow.bounds
        names = [name_of(order) for order in options.orderby]
        by_time = bool(names) and names[0] in _TIMES and (names[0] == "phenomenonTime" or not self._source.mixed(chosen))
        if not names or (by_time and len(names) == 1):
            return await self._in_time(chosen, bounds, check, options, whole=by_time)
        if check is None and names in (["result"], ["result", "phenomenonTime"]):
            return await self._best(chosen, bounds, options)
        return await self._sorted(chosen, bounds, check, options)

    # --- in the order of time, or of datastreams and time ---

    async def _in_time(self, chosen: list[Entity], bounds: Bounds, check: Check, options: Options, *, whole: bool) -> Page:
        down = whole and options.orderby[0].descending
        found, skip, want, matched = list[Row](), options.skip, options.page + 1, 0
        to_the_end = options.count and check is not None and not options.after
        for streams, limited in self._parts(chosen, bounds, options.after, whole=whole, down=down):
            if skip and check is None and not (options.after and whole):
                passed = await self._number(streams, limited)
                if passed <= skip:
                    skip -= passed
                    continue
            async with aclosing(self._windows(streams, limited, check, want + skip - len(found), down=down)) as windows:
                async for window in windows:
                    rows = [row for row in window if _is_behind(row, options.after, whole=whole, down=down)]
                    found += rows[skip : skip + want - len(found)]
                    skip, matched = max(0, skip - len(rows)), matched + len(rows)
                    if len(found) == want and not to_the_end:
                        break
            if len(found) == want and not to_the_end:
                break
        more = {"$skiptoken": found[-2].id} if len(found) == want and options.page else {}
        count = matched if to_the_end else await self._count(chosen, bounds, check, options)
        return Page(found[: options.page], count, more)

    def _parts(
        self, chosen: list[Entity], bounds: Bounds, after: str, *, whole: bool, down: bool
    ) -> list[tuple[list[Entity], Bounds]]:
        """Return what is read one after the other: all datastreams together, or each by itself."""
        stream, ms = _mark(after) if after else ("", 0)
        if whole:
            if after:
                bounds = bounds.within(bounds.from_ms, ms + 1) if down else bounds.within(ms, bounds.to_ms)
            return [(chosen, bounds)] if chosen else []
        return [([one], bounds.within(ms, bounds.to_ms) if one.id == stream else bounds) for one in chosen if one.id >= stream]

    async def _windows(
        self, streams: list[Entity], bounds: Bounds, check: Check, want: int, *, down: bool
    ) -> AsyncGenerator[list[Row], None]:
        """Yield rows in order of time, a time at a time: more of it the more are wanted, or the fewer are found."""
        spans = [_span(one) for one in streams]
        first = max(bounds.from_ms, min((one.ms for one in spans), default=0))
        last = min(bounds.to_ms, max((one.end_ms for one in spans), default=0))
        most = max(24, MOST_A_WINDOW // max(1, len(streams))) * HOUR_MS
        width = min(most, max(24, 2 * want // max(1, len(streams))) * HOUR_MS)
        while first < last:
            window = (max(first, last - width), last) if down else (first, min(last, first + width))
            limited = bounds.within(*window)
            self._scan(streams, limited)
            rows = await self._source.rows(streams, limited)
            self._look_at(len(rows))
            if len(streams) > 1 or down:
                rows.sort(key=_BY_TIME, reverse=down)
            yield rows if check is None else [row for row in rows if check(row)]
            first, last = (first, window[0]) if down else (window[1], last)
            width = min(most, width * 2)

    # --- in other orders ---

    async def _best(self, chosen: list[Entity], bounds: Bounds, options: Options) -> Page:
        last = options.skip + options.page + 1
        if last > MOST_SORTED:
            raise too_wide()
        self._scan(chosen, bounds)
        down = options.orderby[0].descending, len(options.orderby) > 1 and options.orderby[1].descending
        rows = await self._source.best(chosen, bounds, down=down, limit=last)
        return _page(rows, options, await self._count(chosen, bounds, None, options))

    async def _sorted(self, chosen: list[Entity], bounds: Bounds, check: Check, options: Options) -> Page:
        rows = await self._all(chosen, bounds, check, most=MOST_SORTED)
        rows.sort(key=lambda row: (row.stream.id, row.ms))
        return _page(ordered(rows, options, Kind.OBSERVATION, self._world, self._now_ms), options, len(rows))

    async def _all(self, chosen: list[Entity], bounds: Bounds, check: Check, *, most: int) -> list[Row]:
        found = list[Row]()
        async for rows in self._windows(chosen, bounds, check, MOST_A_WINDOW, down=False):
            found += rows
            if len(found) > most:
                raise too_wide()
        return found

    async def _count(self, chosen: list[Entity], bounds: Bounds, check: Check, options: Options) -> int | None:
        if not options.count:
            return None
        if check is None:
            return await self._number(chosen, bounds)
        return sum([len(rows) async for rows in self._windows(chosen, bounds, check, MOST_A_WINDOW, down=False)])

    # --- how much that is ---

    async def _number(self, streams: Sequence[Entity], bounds: Bounds) -> int:
        self._scan(streams, bounds)
        return await self._source.count(streams, bounds)

    def _scan(self, streams: Sequence[Entity], bounds: Bounds) -> None:
        """Take so many hours of so many datastreams off what one question may have. Raises QueryError."""
        spans = (_span(one) for one in streams)
        times = (min(bounds.to_ms, one.end_ms) - max(bounds.from_ms, one.ms) for one in spans)
        self._scanned += sum(time for time in times if time > 0) // HOUR_MS
        if self._scanned > MOST_SCANNED:
            raise too_wide()

    def _look_at(self, rows: int) -> None:
        self._looked += rows
        if self._looked > MOST_LOOKED_AT:
            raise too_wide()


def ordered(items: list[T], options: Options, kind: Kind, world: World, now_ms: int) -> list[T]:
    """Return items in the wanted order; of equal ones as they were. What has no value comes first."""
    for order in reversed(options.orderby):
        meaning = meaning_of(order.by, kind, world, now_ms)
        keyed = [(rank(next(iter(meaning(item)), None)), item) for item in items]
        keyed.sort(key=itemgetter(0), reverse=order.descending)
        items = [item for _, item in keyed]
    return items


def _page(rows: list[Row], options: Options, count: int | None) -> Page:
    last = options.skip + options.page
    more = {"$skip": str(last)} if len(rows) > last and options.page else {}
    return Page(rows[options.skip : last], count if options.count else None, more)


def _span(stream: Entity) -> Span:
    span: Span = stream.values["phenomenonTime"]
    return span


def _mark(after: str) -> tuple[str, int]:
    """Return the datastream and time a page ended with."""
    stream, _, seconds = after.rpartition("~")
    if not seconds.isascii() or not seconds.isdigit() or len(seconds) > 11:
        raise malformed("$skiptoken", after)
    return stream, int(seconds) * 1000


def _is_behind(row: Row, after: str, *, whole: bool, down: bool) -> bool:
    """Say whether a row comes after where the page before ended."""
    if not after:
        return True
    stream, ms = _mark(after)
    if not whole:
        return row.stream.id != stream or row.ms > ms
    mine, its = (row.ms, row.stream.id), (ms, stream)
    return mine < its if down else mine > its
