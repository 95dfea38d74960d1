"""`/ngsi-ld/v1/…`: entities to read, as NGSI-LD (ETSI GS CIM 009) asks for them. Nothing can be written here."""

from __future__ import annotations

from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import Path, Query, Request
from fastapi.responses import JSONResponse, Response

from hallenwart_backend.opendata.answering import JSON, in_json
from hallenwart_backend.opendata.ngsi import context
from hallenwart_backend.opendata.ngsi.entities import DATASETS, Entity, only, simplified
from hallenwart_backend.opendata.ngsi.query import QueryError, parse
from hallenwart_backend.opendata.reader import Reader, Reading
from hallenwart_backend.public.answers import CALM, OPEN, told
from hallenwart_backend.web.parts import Parts, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(include_in_schema=False, dependencies=CALM)
LD_JSON: Final = "application/ld+json"
USUAL, MOST = 20, 1000
_ERRORS: Final = "https://uri.etsi.org/ngsi-ld/errors/"
_GEO: Final = ("georel", "geometry", "coordinates", "geoproperty", "idPattern", "scopeQ", "csf")
_BARE: Final = frozenset({"keyValues", "simplified"})
Short = Annotated[str, Query(max_length=400)]


def _problem(status: int, kind: str, title: str, detail: str) -> Response:
    body = {"type": f"{_ERRORS}{kind}", "title": title, "detail": detail, "status": status}
    return JSONResponse(body, status, headers=OPEN)


@router.get("/ngsi-ld/v1/entities")
async def every(
    request: Request,
    parts: PartsOf,
    reader: Reading,
    type_: Annotated[str, Query(alias="type", max_length=400)] = "",
    id_: Annotated[str, Query(alias="id", max_length=4000)] = "",
    attrs: Short = "",
    pick: Short = "",
    q: Annotated[str, Query(max_length=1000)] = "",
    options: Short = "",
    format_: Annotated[str, Query(alias="format", max_length=20)] = "",
    limit: Annotated[int, Query(ge=0, le=MOST)] = USUAL,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    count: bool = False,
) -> Response:
    """Return entities: by type, id, attribute or condition, a page at a time."""
    if asked := [name for name in _GEO if request.query_params.get(name)]:
        return _problem(501, "OperationNotSupported", "Not supported", f"not supported here: {', '.join(asked)}")
    if not (type_ or id_ or attrs or pick or q):
        return _problem(400, "BadRequestData", "Too wide a query", "say at least one of type, id, attrs, pick or q")
    try:
        fits = parse(q) if q else None
    except QueryError as error:
        status, kind = (501, "OperationNotSupported") if error.unknown else (400, "BadRequestData")
        return _problem(status, kind, "The query is not understood", str(error))
    types, ids, names = ({context.short(one) for one in text.split(",") if one} for text in (type_, id_, attrs or pick))
    names -= {"id", "type"}
    found = [
        one
        for one in await parts.latest.entities.now(reader.may)
        if (not types or one["type"] in types)
        and (not ids or one["id"] in ids)
        and (not names or names & one.keys())
        and (fits is None or fits(simplified(one)))
    ]
    page = [only(one, names) if names else one for one in found[offset : offset + limit]]
    bare = bool(_BARE & {*options.split(","), format_})
    more: dict[str, str] = {"NGSILD-Results-Count": str(len(found))} if count or "count" in options.split(",") else {}
    links = _pages(request, offset, limit, len(found))
    return await _answer(request, parts, reader, [simplified(one) if bare else one for one in page], links, more)


@router.get("/ngsi-ld/v1/entities/{identity}")
async def one_entity(
    identity: Annotated[str, Path(max_length=300)],
    request: Request,
    parts: PartsOf,
    reader: Reading,
    attrs: Short = "",
    options: Short = "",
    format_: Annotated[str, Query(alias="format", max_length=20)] = "",
) -> Response:
    """Return one entity."""
    found = next((one for one in await parts.latest.entities.now(reader.may) if one["id"] == identity), None)
    names = {context.short(one) for one in attrs.split(",") if one}
    if found is None or (names and not names & found.keys()):
        return _problem(404, "ResourceNotFound", "There is no such entity", identity)
    kept = only(found, names) if names else found
    bare = bool(_BARE & {*options.split(","), format_})
    return await _answer(request, parts, reader, simplified(kept) if bare else kept)


@router.get("/ngsi-ld/v1/types")
async def types(request: Request, parts: PartsOf, reader: Reading, details: bool = False) -> Response:
    """Return which types there are now, with `details` their attributes."""
    known = _by_type(await parts.latest.entities.now(reader.may))
    if details:
        return await _answer(
            request,
            parts,
            reader,
            [
                {"id": _address(name), "type": "EntityType", "typeName": name, "attributeNames": _names(of)}
                for name, of in known.items()
            ],
        )
    content = {"id": "urn:ngsi-ld:EntityTypeList:hallenwart", "type": "EntityTypeList", "typeList": [*known]}
    return await _answer(request, parts, reader, content)


@router.get("/ngsi-ld/v1/types/{name:path}")
async def one_type(name: Annotated[str, Path(max_length=200)], request: Request, parts: PartsOf, reader: Reading) -> Response:
    """Return a type: how many entities there are, and which attributes they have."""
    known, kind = _by_type(await parts.latest.entities.now(reader.may)), context.short(name)
    if kind not in known:
        return _problem(404, "ResourceNotFound", "There is no such type", name)
    content = {
        "id": _address(kind),
        "type": "EntityTypeInfo",
        "typeName": kind,
        "entityCount": len(known[kind]),
        "attributeDetails": [{"id": _address(one), "type": "Attribute", "attributeName": one} for one in _names(known[kind])],
    }
    return await _answer(request, parts, reader, content)


@router.get(context.PATH)
async def words(request: Request) -> Response:
    """Return the JSON-LD context that the entities are written in."""
    return told(request, context.document(), LD_JSON, cache="public, max-age=86400")


async def _answer(
    request: Request,
    parts: Parts,
    reader: Reader,
    content: Any,
    links: tuple[str, ...] = (),
    more: dict[str, str] | None = None,
) -> Response:
    """The context stands in the document where JSON-LD is asked for, in the Link header otherwise."""
    where = f"{(await parts.exchange.feeds.teller()).base}{context.PATH}"
    if LD_JSON in request.headers.get("accept", ""):
        named = [where, context.CORE]
        content = (
            [{"@context": named, **one} for one in content] if isinstance(content, list) else {"@context": named, **content}
        )
        kind = LD_JSON
    else:
        links, kind = (f'<{where}>; rel="{context.REL}"; type="{LD_JSON}"', *links), JSON
    vary = {"Vary": "Accept, Authorization"} | (more or {})
    return await in_json(request, parts, reader, content, DATASETS.values(), kind=kind, links=links, more=vary)


def _pages(request: Request, offset: int, limit: int, total: int) -> tuple[str, ...]:
    def link(rel: str, at: int) -> str:
        asked = urlencode({**request.query_params, "offset": at, "limit": limit})
        return f'<{request.url.path}?{asked}>; rel="{rel}"; type="{LD_JSON}"'

    found = [link("prev", max(0, offset - limit))] if offset and limit else []
    return tuple([*found, link("next", offset + limit)] if limit and offset + limit < total else found)


def _by_type(every_one: list[Entity]) -> dict[str, list[Entity]]:
    found: dict[str, list[Entity]] = {}
    for one in every_one:
        found.setdefault(str(one["type"]), []).append(one)
    return dict(sorted(found.items()))


def _names(of: list[Entity]) -> list[str]:
    return sorted({name for one in of for name in one} - {"id", "type"})


def _address(name: str) -> str:
    return str(context.TERMS.get(name, name))
