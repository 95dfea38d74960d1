"""Reads what others tell. What cannot be read changes nothing: its age is shown."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final, Protocol
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.exchange import source_store
from hallenwart_backend.exchange.reading import anything
from hallenwart_backend.exchange.reading.anything import Format
from hallenwart_backend.exchange.reading.clean import Reading, ReadingError
from hallenwart_backend.exchange.source_store import ReadFrom
from hallenwart_contract.clock import Clock

MOST_PAGES: Final = 200
"""Of an RPDE feed at a time; the next look goes on."""
KEPT_MS: Final = 30 * 86_400_000
RESUMED_MS: Final = 7 * 86_400_000
"""RPDE keeps what is deleted for so long: who was away for longer begins anew."""
LOOK_EVERY_S: Final = 15.0
log: Final = logging.getLogger(__name__)


class Answer(Protocol):
    """`text` None: nothing changed since it was read last."""

    @property
    def text(self) -> str | None: ...
    @property
    def tag(self) -> str: ...
    @property
    def modified(self) -> str: ...


Fetch = Callable[[str, str, str], Awaitable[Answer]]
"""Reads an address, unless what it has still has this ETag and date. Raises OSError with a code."""


class Poller:
    def __init__(self, records: Records, clock: Clock, fetch: Fetch, zone: Callable[[], str]) -> None:
        self._records = records
        self._clock = clock
        self._fetch = fetch
        self._zone = zone

    async def look(self) -> None:
        """Read what is due, side by side, and forget what is long over."""
        now = self._clock.now_ms()
        found = await self._records.read(source_store.every)
        due = [one for one in found if is_due(one, now)]
        await asyncio.gather(*(self.read(one) for one in due))
        if due:
            await self._records.write(lambda connection: source_store.forget(connection, now - KEPT_MS))

    async def read(self, source: ReadFrom) -> str:
        """Take over what an address tells now; return the code of why nothing was, or nothing."""
        now, fault = self._clock.now_ms(), ""
        try:
            await self._pages(source, now)
        except (OSError, ReadingError) as error:  # TimeoutError is an OSError
            fault = code_of(error)
            log.warning("nothing was taken from %s: %s", source.id, fault)
            if source.next:  # a cursor that is refused is not followed for ever
                await self._save(source.id, next="" if fault in {"status", "unknown"} else source.next)
        values = {"tried_ms": now, "fault": fault} | ({} if fault else {"read_ms": now})
        await self._save(source.id, **values)
        return fault

    async def _pages(self, source: ReadFrom, now: int) -> None:
        begun = bool(source.next) and source.read_ms is not None and now - source.read_ms < RESUMED_MS
        url, known = (source.next, ("", "")) if begun else (source.url, (source.tag, source.modified))
        for _ in range(MOST_PAGES):
            answer = await self._fetch(url, *known)
            if answer.text is None:
                return
            found = await asyncio.to_thread(self._parsed, answer.text, source)
            if not found.next:
                await self.take(source, found, now, whole=True)
                await self._save(source.id, tag=answer.tag[:400], modified=answer.modified[:80])
                return
            if not _same_origin(found.next, source.url):
                raise ReadingError("elsewhere")
            await self.take(source, found, now, whole=not begun)
            await self._save(source.id, next=found.next)
            if found.next == url:
                return
            url, known, begun = found.next, ("", ""), True

    def _parsed(self, text: str, source: ReadFrom) -> Reading:
        return anything.read(text, Format(source.format), source.id, ZoneInfo(self._zone()))

    async def put(self, source: ReadFrom, text: str) -> Reading:
        """Take over a file instead of all that came before. Raises ReadingError."""
        now = self._clock.now_ms()
        found = await asyncio.to_thread(self._parsed, text, source)
        await self.take(source, found, now, whole=True)
        await self._save(source.id, tried_ms=now, read_ms=now, fault="")
        return found

    async def take(self, source: ReadFrom, found: Reading, now: int, *, whole: bool) -> int:
        gone = None if whole else found.gone

        def write(connection: Connection) -> int:
            if source_store.one(connection, source.id) is None:  # it was removed meanwhile
                return 0
            source_store.save(connection, source.id, broken=found.broken)
            return source_store.take(connection, source.id, found.items, gone, now)

        return await self._records.write(write)

    async def _save(self, source: str, **values: object) -> None:
        await self._records.write(lambda connection: source_store.save(connection, source, **values))


def is_due(source: ReadFrom, now_ms: int) -> bool:
    """Say whether an address is to be read now."""
    if not source.url or source.paused:
        return False
    return source.tried_ms is None or not 0 <= now_ms - source.tried_ms < source.every_min * 60_000


def _same_origin(url: str, other: str) -> bool:
    one, two = urlsplit(url), urlsplit(other)
    return (one.scheme, one.netloc) == (two.scheme, two.netloc)


def code_of(error: OSError | ReadingError) -> str:
    if isinstance(error, ReadingError):
        return error.code
    text = str(error)
    return text if text in FAULTS else "timeout" if isinstance(error, TimeoutError) else "unreachable"


FAULTS: Final = {
    "not_json": ("Die Antwort ist kein JSON", "The answer is no JSON"),
    "not_xml": ("Die Antwort ist kein XML", "The answer is no XML"),
    "no_calendar": ("Die Antwort ist kein Kalender", "The answer is no calendar"),
    "no_table": (
        "Die Tabelle nennt in der ersten Zeile keine Spalte „Titel\u201c",
        "The table names no column “Titel” in its first row",
    ),
    "unknown": ("In der Antwort ist nichts, was wir lesen können", "There is nothing in the answer that we can read"),
    "too_many": ("Es sind mehr als 5000 Einträge", "There are more than 5000 entries"),
    "elsewhere": ("Die nächste Seite liegt auf einem anderen Server", "The next page is on another server"),
    "too_large": ("Die Antwort ist zu groß", "The answer is too large"),
    "truncated": ("Die Antwort kam nicht ganz an", "The answer did not arrive as a whole"),
    "status": ("Der andere Server gibt die Daten nicht heraus", "The other server does not give the data"),
    "redirect": (
        "Die Daten sind umgezogen; bitte die neue Adresse eintragen",
        "The data has moved; please enter its new address",
    ),
    "timeout": ("Der andere Server antwortet nicht", "The other server does not answer"),
    "unreachable": ("Der andere Server ist nicht zu erreichen", "The other server cannot be reached"),
    "bad_url": ("Die Adresse ist nicht brauchbar", "The address is not usable"),
    "no_https": ("Die Adresse muss mit https:// beginnen", "The address must begin with https://"),
    "private_address": ("Diese Adresse ist von hier nicht erlaubt", "This address is not allowed from here"),
}
"""Why nothing was taken, in words."""
