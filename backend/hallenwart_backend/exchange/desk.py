"""Where others' offers are read from: set up, changed, read now, taken away; and what came, each thing once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.exchange import merging, source_store
from hallenwart_backend.exchange.merging import Shown
from hallenwart_backend.exchange.model import Item, ItemKind
from hallenwart_backend.exchange.polling import FAULTS, Poller
from hallenwart_backend.exchange.reading.anything import Format
from hallenwart_backend.exchange.reading.clean import ReadingError
from hallenwart_backend.exchange.service import Feeds
from hallenwart_backend.exchange.source_store import ReadFrom
from hallenwart_backend.webhook_rules import fault_of_url
from hallenwart_contract.clock import Clock

MOST_SOURCES: Final = 50


@dataclass(frozen=True, slots=True)
class SourceWish:
    """How a source is to be; without `url` files are put in by hand."""

    name: str
    url: str = ""
    format: Format = Format.AUTO
    every_min: int = 60
    license: str = ""
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Came:
    """A source with what came from it, by kind, and how much of that is shown, merged with others, or our own."""

    source: ReadFrom
    counts: Mapping[str, int]
    merged: int
    ours: int


class SourceDesk:
    """`loopback` allows addresses of this machine, for tests and the demo. `base` is where people reach this server."""

    def __init__(
        self, records: Records, clock: Clock, poller: Poller, feeds: Feeds, base: str, *, loopback: bool = False
    ) -> None:
        self._records = records
        self._clock = clock
        self._poller = poller
        self._feeds = feeds
        self._base = base.rstrip("/")
        self._loopback = loopback

    # --- what came ---

    async def shown(self, kind: ItemKind) -> list[Shown]:
        """Return what others tell of a kind and is not ours, each thing once, with the names of all who tell it."""
        everything = await self._merged(kind)
        names = {one.id: one.name for one in await self._records.read(source_store.every)}
        return [
            replace_sources(one, [names.get(source, source) for source in one.sources]) for one in everything if not one.own
        ]

    async def _merged(self, kind: ItemKind) -> list[Shown]:
        taken = await self._taken(kind)
        return merging.merged(await self._feeds.standing(kind), taken, self._base) if taken else []

    async def _taken(self, kind: ItemKind) -> list[Item]:
        now = self._clock.now_ms()
        return await self._records.read(lambda connection: source_store.of_kind(connection, kind, now))

    async def every(self) -> list[Came]:
        """Return all sources with what came from each."""
        found = await self._records.read(source_store.every)
        counts = await self._records.read(source_store.counts)
        merged, ours = await self._sums(found)
        return [
            Came(
                one,
                {kind: number for (source, kind), number in counts.items() if source == one.id},
                merged.get(one.id, 0),
                ours.get(one.id, 0),
            )
            for one in found
        ]

    async def _sums(self, found: Sequence[ReadFrom]) -> tuple[dict[str, int], dict[str, int]]:
        merged: dict[str, int] = {}
        ours: dict[str, int] = {}
        for kind in ItemKind if found else ():
            taken = await self._taken(kind)
            for item in taken:
                if merging.is_ours(item, self._base):
                    ours[item.source] = ours.get(item.source, 0) + 1
            for one in await self._merged(kind) if taken else ():
                for source in one.sources[0 if one.own else 1 :]:
                    merged[source] = merged.get(source, 0) + 1
        return merged, ours

    # --- where it comes from ---

    async def one(self, source: str) -> ReadFrom:
        """Raises RefusedError 404."""
        found = await self._records.read(lambda connection: source_store.one(connection, source))
        if found is None:
            raise RefusedError("no_such_source", "Diese Quelle gibt es nicht.", "There is no such source.", status=404)
        return found

    async def add(self, wish: SourceWish) -> ReadFrom:
        """Raises RefusedError 409, 422."""
        self._check(wish)
        if len(await self._records.read(source_store.every)) >= MOST_SOURCES:
            raise RefusedError("too_many_sources", "Es gibt schon 50 Quellen.", "There are 50 sources already.", status=409)
        made = ReadFrom(
            secrets.token_hex(8),
            wish.name,
            wish.url,
            wish.format,
            wish.every_min,
            self._clock.now_ms(),
            wish.license,
            wish.paused,
        )
        await self._records.write(lambda connection: source_store.add(connection, made))
        return made

    async def change(self, source: str, wish: SourceWish) -> ReadFrom:
        """Change a source; at another address it is read anew. Raises RefusedError 404, 422."""
        had = await self.one(source)
        self._check(wish)
        values: dict[str, object] = {
            "name": wish.name,
            "url": wish.url,
            "format": str(wish.format),
            "every_min": wish.every_min,
            "license": wish.license,
            "paused": wish.paused,
        }
        if (had.url, had.format) != (wish.url, wish.format):
            values |= {"tag": "", "modified": "", "next": "", "tried_ms": None}
        await self._records.write(lambda connection: source_store.save(connection, source, **values))
        return await self.one(source)

    async def remove(self, source: str) -> None:
        """Forget a source and all that came from it. Raises RefusedError 404."""
        await self.one(source)
        await self._records.write(lambda connection: source_store.remove(connection, source))

    async def read_now(self, source: str) -> ReadFrom:
        """Raises RefusedError 404, 409, 422."""
        found = await self.one(source)
        if not found.url:
            raise RefusedError("no_url", "Diese Quelle hat keine Adresse.", "This source has no address.", status=409)
        if fault := await self._poller.read(replace(found, tag="", modified="")):
            raise not_read(fault)
        return await self.one(source)

    async def put(self, source: str, text: str) -> ReadFrom:
        """Take a file instead of what came before. Raises RefusedError 404, 409, 422."""
        found = await self.one(source)
        if found.url:
            raise RefusedError("has_url", "Diese Quelle wird selbst gelesen.", "This source is read by itself.", status=409)
        try:
            await self._poller.put(found, text)
        except ReadingError as error:
            raise not_read(error.code) from error
        return await self.one(source)

    def _check(self, wish: SourceWish) -> None:
        if not wish.url:
            return
        if fault := fault_of_url(wish.url, loopback=self._loopback):
            raise not_read(fault)
        if wish.url == self._base or wish.url.startswith(f"{self._base}/"):
            raise RefusedError("own_address", "Das ist unsere eigene Adresse.", "That is our own address.", status=422)


def replace_sources(one: Shown, names: list[str]) -> Shown:
    return Shown(one.item, names, one.own)


def not_read(code: str) -> RefusedError:
    de, en = FAULTS.get(code, FAULTS["unreachable"])
    return RefusedError(f"source_{code}", f"{de}.", f"{en}.", status=422)
