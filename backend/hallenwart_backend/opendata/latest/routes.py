"""`/daten/aktuell.json`: the latest values of everything that is open."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.responses import Response

from hallenwart_backend.opendata.answering import in_json
from hallenwart_backend.opendata.latest.data import FILE
from hallenwart_backend.opendata.latest.model import Of, Value
from hallenwart_backend.opendata.latest.topics import told
from hallenwart_backend.opendata.reader import Reading
from hallenwart_backend.public.answers import CALM
from hallenwart_backend.web.parts import PartsOf
from hallenwart_backend.web.routing import Router

router = Router(include_in_schema=False, dependencies=CALM)


@router.get(FILE)
async def latest(
    request: Request,
    parts: PartsOf,
    reader: Reading,
    of: Annotated[Of | None, Query()] = None,
    id_: Annotated[str, Query(alias="id", max_length=64)] = "",
    quantity: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Return the latest values: all of them, or those of one kind, one place, one quantity."""
    values = [
        one
        for one in await parts.latest.latest.values(reader.may)
        if of in (None, one.of) and id_ in ("", one.id) and quantity in ("", one.quantity)
    ]
    return await in_json(request, parts, reader, {"values": [_told(one) for one in values]}, {one.dataset for one in values})


def _told(value: Value) -> dict[str, Any]:
    named = {"of": str(value.of)} | ({"id": value.id} if value.id else {})
    return named | {"quantity": value.quantity, **told(value), "dataset": value.dataset}
