"""Answers one question: finds what its path names, asks for what its options want, follows links, and writes it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar

from hallenwart_backend.opendata.sensorthings.meaning import holds
from hallenwart_backend.opendata.sensorthings.model import TYPES, Entity, Item, Kind, Row, World, value_of
from hallenwart_backend.opendata.sensorthings.observing import Observing, ordered
from hallenwart_backend.opendata.sensorthings.options import Address, Options, Step
from hallenwart_backend.opendata.sensorthings.refusals import nowhere, too_wide
from hallenwart_backend.opendata.sensorthings.sources import Both
from hallenwart_backend.opendata.sensorthings.syntax import Call, Const, Path
from hallenwart_backend.opendata.sensorthings.writing import Writer, kind_of, plain

MOST_TOLD: Final = 10_000
"""So many entities are told in one answer, with all that is expanded."""
MOST_FOLLOWED: Final = 500
"""So many lists of observations are expanded in one answer."""
_AT_ONCE: Final = 100
Query = Sequence[tuple[str, str]]
T = TypeVar("T")


class Answering:
    """For one question: `world` and `source` are what its asker may see."""

    def __init__(self, world: World, source: Both, writer: Writer, now_ms: int) -> None:
        self._world, self._writer, self._now_ms = world, writer, now_ms
        self._observing = Observing(world, source, now_ms)
        self._told = self._followed = 0

    async def answer(self, address: Address, options: Options, path: str, query: Query) -> Any:
        """Return what is told, ready for JSON; text for a `$value`. Raises QueryError."""
        if address.many:
            return await self._collection(address, options, path, query)
        item = await self._one(address.steps, path)
        if address.refs:
            return self._writer.ref(item)
        if not address.property:
            return (await self._written([item], kind_of(item), options))[0]
        value = plain(item.id if address.property == "@iot.id" else value_of(item, address.property))
        if value is None:
            raise nowhere(path)
        return value if address.raw else {address.property: value}

    # --- where a path leads ---

    async def _one(self, steps: Sequence[Step], path: str) -> Item:
        """Return the one entity that steps lead to. Raises QueryError 404."""
        item: Item | None = None
        for step in steps:
            found = await self._step(item, step)
            if found is None:
                raise nowhere(path)
            item = found
        if item is None:
            raise nowhere(path)
        return item

    async def _step(self, item: Item | None, step: Step) -> Item | None:
        kind = Kind(step.name) if item is None else TYPES[kind_of(item)].links[step.name].to
        if kind is Kind.OBSERVATION:
            streams = self._streams(item)
            only = Options(filter=Call("eq", (Path(("id",)), Const(step.id))), top=1)
            mine = [one for one in streams if one.id == step.id.rpartition("~")[0]]
            page = await self._observing.ask(mine, only)
            return page.rows[0] if page.rows else None
        if item is None:
            return self._world.of(kind).get(step.id)
        linked = self._world.linked(item, step.name)
        return next((one for one in linked if not step.id or one.id == step.id), None)

    def _streams(self, item: Item | None) -> list[Entity]:
        """Return the datastreams whose observations belong to an entity; all of them for none."""
        streams = list(self._world.of(Kind.STREAM).values())
        if isinstance(item, Entity) and item.kind is Kind.STREAM:
            return [item]
        if isinstance(item, Entity) and item.kind is Kind.FEATURE:
            return [one for one in streams if one.links["Thing"] == (item.id,)]
        return streams

    # --- collections ---

    async def _collection(self, address: Address, options: Options, path: str, query: Query) -> dict[str, Any]:
        owner = await self._one(address.steps[:-1], path) if len(address.steps) > 1 else None
        items, count, more = await self._found(owner, address.steps[-1].name, address.kind, options)
        told: dict[str, Any] = {} if count is None else {"@iot.count": count}
        if more:
            told["@iot.nextLink"] = self._writer.next(path, query, more)
        if address.refs:
            return told | {"value": [self._writer.ref(one) for one in items]}
        if options.data_array:
            return told | {"value": self._writer.array([one for one in items if isinstance(one, Row)], options.select)}
        return told | {"value": await self._written(items, address.kind, options)}

    async def _found(
        self, owner: Item | None, name: str, kind: Kind, options: Options
    ) -> tuple[Sequence[Item], int | None, Mapping[str, str]]:
        """Return a page of a collection, how many there are where that was asked, and how to ask on."""
        if kind is Kind.OBSERVATION:
            page = await self._observing.ask(self._streams(owner), options)
            return self._counted(page.rows), page.count, page.more
        items = list(self._world.of(kind).values()) if owner is None else self._world.linked(owner, name)
        if options.filter is not None:
            check = holds(options.filter, kind, self._world, self._now_ms)
            items = [one for one in items if check(one)]
        items = ordered(items, options, kind, self._world, self._now_ms)
        last = options.skip + options.page
        more = {"$skip": str(last)} if options.page and len(items) > last else {}
        return self._counted(items[options.skip : last]), len(items) if options.count else None, more

    def _counted(self, items: list[T]) -> list[T]:
        self._told += len(items)
        if self._told > MOST_TOLD:
            raise too_wide()
        return items

    # --- what is told of each ---

    async def _written(self, items: Sequence[Item], kind: Kind, options: Options) -> list[dict[str, Any]]:
        told = []
        for number, item in enumerate(items):
            if number % _AT_ONCE == _AT_ONCE - 1:
                await asyncio.sleep(0)  # everything else of the server has its turn
            followed = await self._expanded(item, kind, options) if options.expand else None
            told.append(self._writer.entity(item, options.select, followed))
        return told

    async def _expanded(self, item: Item, kind: Kind, options: Options) -> dict[str, Any]:
        told: dict[str, Any] = {}
        for one in options.expand:
            link = TYPES[kind].links[one.link]
            if not link.many:
                for linked in self._counted(self._world.linked(item, one.link)[:1]):
                    told[one.link] = (await self._written([linked], link.to, one.options))[0]
                continue
            if link.to is Kind.OBSERVATION:
                self._followed += 1
                if self._followed > MOST_FOLLOWED:
                    raise too_wide()
            found, count, more = await self._found(item, one.link, link.to, one.options)
            if count is not None:
                told[f"{one.link}@iot.count"] = count
            told[one.link] = await self._written(found, link.to, one.options)
            if more:
                told[f"{one.link}@iot.nextLink"] = self._writer.next(f"{self._path(item)}/{one.link}", one.text, more)
        return told

    def _path(self, item: Item) -> str:
        return self._writer.link(item)[len(self._writer.root) + 1 :]
