"""Reads the calendars of sources. What cannot be read, or looks like a mistake, changes nothing: the plan's age grows."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.outside import feed, store
from hallenwart_backend.booking.outside.answers import counts_of
from hallenwart_backend.booking.outside.feed import Feed
from hallenwart_backend.booking.outside.mirror import LATE_MS, Mirror, Saying, Seen
from hallenwart_backend.booking.outside.model import Source, SourceKind, SourceState
from hallenwart_backend.booking.outside.refusals import refused
from hallenwart_backend.booking.outside.saying import Nothing, WholePlan
from hallenwart_backend.calendar_text import CalendarError
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock

AHEAD_MS: Final = 400 * 86_400_000
log: Final = logging.getLogger(__name__)


class FeedAnswer(Protocol):
    """`text` None: nothing changed since it was read last."""

    @property
    def text(self) -> str | None: ...
    @property
    def tag(self) -> str: ...
    @property
    def modified(self) -> str: ...


Fetch = Callable[[str, str, str], Awaitable[FeedAnswer]]
"""Reads an address, unless what it has still has this ETag and date. Raises OSError with a code."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a calendar says now; `saying` is how the plan is to be taken over."""

    saying: Saying
    tag: str
    modified: str


class Poller:
    def __init__(self, records: Records, places: PlaceBook, clock: Clock, mirror: Mirror, fetch: Fetch) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._mirror = mirror
        self._fetch = fetch

    async def look(self) -> None:
        """Read the live calendars that are due, side by side: one that hangs holds up no other."""
        now = self._clock.now_ms()
        due = [one for one in await self._records.read(store.every) if is_due(one, now)]
        if due:
            await asyncio.gather(*(self.read(one) for one in due))

    async def read(self, source: Source, *, confirmed: bool = False) -> Seen | str:
        """Take over what a calendar says now; return what was done, or the code of why nothing was."""
        now = self._clock.now_ms()
        try:
            read = await self._read(source, confirmed=confirmed)
            seen = await self._mirror.take(source.id, read.saying)
        except (OSError, CalendarError, RefusedError) as error:  # TimeoutError is an OSError
            code = error.code if isinstance(error, CalendarError | RefusedError) else _code(error)
            log.warning("the calendar of %s changed nothing: %s", source.id, code)
            await self._records.write(lambda connection: store.save(connection, source.id, tried_ms=now, fault=code))
            return code
        report = {} if isinstance(read.saying, Nothing) else {"report": counts_of(seen.outcomes)}
        values = {"tried_ms": now, "tag": read.tag, "modified": read.modified, **report}
        await self._records.write(lambda connection: store.save(connection, source.id, **values))
        return seen

    async def preview(self, source: Source) -> Seen:
        """Return what a calendar would bring. Raises RefusedError 422 when it cannot be read."""
        try:
            read = await self._read(source, confirmed=True, anew=True)
        except (OSError, CalendarError) as error:
            code = error.code if isinstance(error, CalendarError) else _code(error)
            raise not_read(code) from error
        return await self._mirror.preview(source.id, read.saying)

    async def _read(self, source: Source, *, confirmed: bool, anew: bool = False) -> Read:
        if source.kind is not SourceKind.CALENDAR:
            raise refused("pushes")
        fresh = anew or confirmed
        answer = await self._fetch(source.url, "" if fresh else source.tag, "" if fresh else source.modified)
        if answer.text is None:
            return Read(Nothing(), source.tag, source.modified)
        now = self._clock.now_ms()
        found = await asyncio.to_thread(self._parsed, answer.text, source, now)
        said = WholePlan(
            found.told,
            now - LATE_MS,
            now + AHEAD_MS,
            now,
            named=found.bad,
            confirmed=confirmed,
            careful=True,
        )
        return Read(said, answer.tag[:400], answer.modified[:80])

    def _parsed(self, text: str, source: Source, now_ms: int) -> Feed:
        halls = self._places.current.halls
        zone = next((halls[hall].zone for hall in source.halls if hall in halls), ZoneInfo(self._places.current.zone))
        return feed.read(text, zone, source.club_from, from_ms=now_ms - LATE_MS, to_ms=now_ms + AHEAD_MS)


def is_due(source: Source, now_ms: int) -> bool:
    """Say whether a calendar is to be read now."""
    polled = source.kind is SourceKind.CALENDAR and source.state is SourceState.LIVE
    return polled and (source.tried_ms is None or source.tried_ms + source.every_min * 60_000 <= now_ms)


def _code(error: OSError) -> str:
    text = str(error)
    return text if text in READING else "timeout" if isinstance(error, TimeoutError) else "unreachable"


READING: Final = {
    "no_calendar": ("Die Antwort ist kein Kalender", "The answer is no calendar"),
    "truncated": ("Der Kalender kam nicht ganz an", "The calendar did not arrive as a whole"),
    "empty": ("Der Kalender ist leer", "The calendar is empty"),
    "empty_plan": ("Der Kalender nennt keine kommenden Termine mehr", "The calendar names no coming dates any more"),
    "shrunk": ("Mehr als die Hälfte der Termine fehlt auf einmal", "More than half of the dates are missing at once"),
    "too_large": ("Der Kalender ist zu groß", "The calendar is too large"),
    "too_many": ("Der Kalender hat zu viele Termine", "The calendar has too many dates"),
    "status": ("Der andere Server gibt den Kalender nicht heraus", "The other server does not give the calendar"),
    "redirect": (
        "Der Kalender ist umgezogen; bitte die neue Adresse eintragen",
        "The calendar has moved; please enter its new address",
    ),
    "timeout": ("Der andere Server antwortet nicht", "The other server does not answer"),
    "unreachable": ("Der andere Server ist nicht zu erreichen", "The other server cannot be reached"),
    "bad_url": ("Die Adresse ist nicht brauchbar", "The address is not usable"),
    "no_https": ("Die Adresse muss mit https:// beginnen", "The address must begin with https://"),
    "private_address": ("Diese Adresse ist von hier nicht erlaubt", "This address is not allowed from here"),
}
"""Why a calendar changed nothing, in words."""


def not_read(code: str) -> RefusedError:
    de, en = READING.get(code, READING["unreachable"])
    return RefusedError(f"calendar_{code}", f"{de}.", f"{en}.", status=422)
