"""`/daten/…` and `/openactive/…`: what is told to other systems. Everybody may read it."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Path, Query, Request
from fastapi.responses import Response

from hallenwart_backend.errors import RefusedError
from hallenwart_backend.exchange import catalog, openactive, page, schema_org
from hallenwart_backend.exchange.catalog import Told
from hallenwart_backend.exchange.data import HOLDING, OPENACTIVE
from hallenwart_backend.exchange.model import ItemKind
from hallenwart_backend.opendata.reader import Reading
from hallenwart_backend.public.answers import CALM, OPEN, answer, frame_of, html, told
from hallenwart_backend.web.parts import PartsOf
from hallenwart_backend.web.routing import Router

router = Router(include_in_schema=False, dependencies=CALM)
_FEED: Final = "public, max-age=300"
_SETTLED: Final = "public, max-age=3600"
_LAST: Final = "public, max-age=8"
_LATEST_MS: Final = 1 << 62
Name = Annotated[str, Path(max_length=40)]


def _nowhere(status: int = 404) -> RefusedError:
    return RefusedError("no_such_feed", "Diese Daten gibt es nicht.", "There is no such data.", status=status)


@router.get("/openactive")
async def dataset(request: Request, parts: PartsOf) -> Response:
    """Return the page of the OpenActive dataset, with its description for machines."""
    frame = await frame_of(request, parts, "/openactive")
    return html(request, page.dataset_page(frame, await parts.exchange.feeds.teller()))


@router.get("/openactive/feeds/{feed}")
async def rpde(
    feed: Name,
    request: Request,
    parts: PartsOf,
    reader: Reading,
    after_ms: Annotated[int | None, Query(alias="afterTimestamp", ge=0, le=_LATEST_MS)] = None,
    after_id: Annotated[str, Query(alias="afterId", max_length=200)] = "",
) -> Response:
    """Return a page of a feed: what changed after an item, in the order of change."""
    found = openactive.FEEDS.get(feed)
    if found is None:
        raise _nowhere()
    reader.need(OPENACTIVE)
    feeds = parts.exchange.feeds
    teller, after = await feeds.teller(), None if after_ms is None else (after_ms, after_id)
    rows = await feeds.page(found, after)
    content = openactive.page(found, rows, f"{teller.base}/openactive/feeds/{feed}", after, teller)
    return told(request, content, openactive.MEDIA_TYPE, cache=_SETTLED if rows else _LAST, headers=reader.headers(OPENACTIVE))


@router.get("/daten/{file}")
async def feed_file(file: Name, request: Request, parts: PartsOf, reader: Reading) -> Response:
    """Return all that is told of a subject, in one of its formats."""
    if file not in catalog.FILES:
        raise _nowhere()
    dataset = file.partition(".")[0]
    reader.need(dataset)
    (subject, form), feeds = catalog.FILES[file], parts.exchange.feeds
    items, teller = await feeds.standing(subject.kind), await feeds.teller()
    title = f"{teller.publisher}: {subject.de}"
    content = form.write(Told(items, title, f"{teller.base}/daten/{file}", teller, parts.clock.now_ms()))
    link = f'<{teller.license}>; rel="license"'
    return answer(request, content, form.type, OPEN | {"Link": link} | reader.headers(dataset), cache=_FEED)


@router.get("/daten/{kind}/{identity}")
async def thing(
    kind: Name, identity: Annotated[str, Path(max_length=160)], request: Request, parts: PartsOf, reader: Reading
) -> Response:
    """Return one thing at the address that names it: as schema.org tells it, hours and dates as OpenActive does."""
    if kind not in {str(one) for one in ItemKind}:
        raise _nowhere()
    dataset = HOLDING[ItemKind(kind)]
    reader.need(dataset)
    item, teller = await parts.exchange.feeds.one(ItemKind(kind), identity), await parts.exchange.feeds.teller()
    if item is None or item.deleted:
        raise _nowhere(404 if item is None else 410)
    known = {feed.of: feed for feed in openactive.FEEDS.values()}
    if item.kind in schema_org.TELLING:
        return told(request, schema_org.single(item, teller), catalog.LINKED, headers=reader.headers(dataset))
    if item.kind in known and known[item.kind].fits(item):
        return told(request, known[item.kind].data(item, teller), catalog.LINKED, headers=reader.headers(dataset))
    raise _nowhere()
