"""`/daten/…` and `/openactive/…`: what is told to other systems. Everybody may read it."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from hallenwart_backend.errors import RefusedError
from hallenwart_backend.exchange import openactive, schema_org
from hallenwart_backend.exchange.model import ItemKind
from hallenwart_backend.public.answers import CALM, told
from hallenwart_backend.web.parts import PartsOf

router = APIRouter(include_in_schema=False, dependencies=CALM)
LD: Final = "application/ld+json"
_SETTLED: Final = "public, max-age=3600"
_LAST: Final = "public, max-age=8"
_LATEST_MS: Final = 1 << 62
Name = Annotated[str, Path(max_length=40)]


def _nowhere() -> RefusedError:
    return RefusedError("no_such_feed", "Diese Daten gibt es nicht.", "There is no such data.", status=404)


@router.get("/openactive/feeds/{feed}")
async def rpde(
    feed: Name,
    request: Request,
    parts: PartsOf,
    after_ms: Annotated[int | None, Query(alias="afterTimestamp", ge=0, le=_LATEST_MS)] = None,
    after_id: Annotated[str, Query(alias="afterId", max_length=200)] = "",
) -> Response:
    """Return a page of a feed: what changed after an item, in the order of change."""
    found = openactive.FEEDS.get(feed)
    if found is None:
        raise _nowhere()
    feeds = parts.exchange.feeds
    teller, after = await feeds.teller(), None if after_ms is None else (after_ms, after_id)
    rows = await feeds.page(found, after)
    content = openactive.page(found, rows, f"{teller.base}/openactive/feeds/{feed}", after, teller)
    return told(request, content, openactive.MEDIA_TYPE, cache=_SETTLED if rows else _LAST)


@router.get("/daten/{name}.jsonld")
async def linked(name: Name, request: Request, parts: PartsOf) -> Response:
    """Return all items of a kind as schema.org tells them."""
    kind = LINKED.get(name)
    if kind is None:
        raise _nowhere()
    feeds = parts.exchange.feeds
    return told(request, schema_org.document(await feeds.standing(kind), await feeds.teller()), LD)


LINKED: Final = {"events": ItemKind.EVENT}
