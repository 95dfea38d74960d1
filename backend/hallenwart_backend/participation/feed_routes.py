"""`/daten/ideen.json`, `.csv`: what everybody may read of ideas, for programs; nothing of who left them."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any, Final

from fastapi import Request
from fastapi.responses import Response

from hallenwart_backend.exchange.teller import LICENSES
from hallenwart_backend.opendata.answering import license_of
from hallenwart_backend.opendata.reader import Reading
from hallenwart_backend.participation.data import IDEAS
from hallenwart_backend.participation.model import Kept
from hallenwart_backend.public.answers import CALM, OPEN, answer, told
from hallenwart_backend.web.parts import Parts, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/daten", include_in_schema=False, dependencies=CALM)
_FIELDS: Final = ("id", "kind", "state", "title", "text", "hall", "hall_name", "support", "answer", "made", "answered", "url")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def row(idea: Kept, parts: Parts) -> dict[str, Any]:
    """Return one idea as programs get it; times in ISO 8601, UTC."""
    hall = parts.places.current.halls.get(idea.hall)
    base = parts.account_room.public_url.rstrip("/")
    return {
        "id": idea.id,
        "kind": str(idea.kind),
        "state": str(idea.state),
        "title": idea.title,
        "text": idea.text,
        "hall": idea.hall,
        "hall_name": hall.name if hall else "",
        "support": idea.support,
        "answer": idea.answer,
        "made": _time(idea.made_ms),
        "answered": _time(idea.answered_ms),
        "url": f"{base}/ideen/{idea.id}",
    }


def _time(ms: int | None) -> str:
    return "" if ms is None else dt.datetime.fromtimestamp(ms // 1000, dt.UTC).isoformat().replace("+00:00", "Z")


def as_csv(rows: list[dict[str, Any]]) -> bytes:
    """Return rows as CSV with semicolons and a byte-order mark, as spreadsheets here open it; nothing is a formula."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _FIELDS, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    for one in rows:
        writer.writerow({name: f"'{text}" if str(text).startswith(_FORMULA) else text for name, text in one.items()})
    return b"\xef\xbb\xbf" + out.getvalue().encode()


@router.get("/ideen.json")
async def as_json(request: Request, parts: PartsOf, reader: Reading) -> Response:
    reader.need(IDEAS.id)
    license_, _ = await license_of(IDEAS, parts)
    rows = [row(one, parts) for one in parts.participation.ideas.shown()]
    return told(request, {"licence": LICENSES[license_][0], "ideas": rows}, headers=reader.headers(IDEAS.id))


@router.get("/ideen.csv")
async def as_table(request: Request, parts: PartsOf, reader: Reading) -> Response:
    reader.need(IDEAS.id)
    content = as_csv([row(one, parts) for one in parts.participation.ideas.shown()])
    named = {"Content-Disposition": 'attachment; filename="ideen.csv"'}
    return answer(request, content, "text/csv; charset=utf-8", OPEN | named | reader.headers(IDEAS.id))
