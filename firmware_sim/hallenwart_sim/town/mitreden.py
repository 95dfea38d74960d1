"""The town's participation platform, "Mitreden Beispielstadt": invented projects, told in the shape of Decidim's API.

Constructed from the published schema; it understands no GraphQL, and answers the one question that is asked of it.
"""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from hallenwart_contract.clock import Clock
from hallenwart_sim.town import timetable

PATH: Final = "/mitreden"
NAME: Final = "Mitreden Beispielstadt"
EVERY_MIN: Final = 5


@dataclass(frozen=True, slots=True)
class Process:
    """`ends` in days from today."""

    id: int
    slug: str
    title: str
    text: str
    area: str
    ends: int


PROCESSES: Final = (
    Process(
        1,
        "nordpark-umbau",
        "Wie wird die Sporthalle Nordpark?",
        "Das Dach wird erneuert. Reden Sie mit: Was brauchen Sie in der Halle?",
        "Nordpark",
        40,
    ),
    Process(2, "sport-im-sueden", "Sport im Süden", "Welcher Sport fehlt rund um den Südring?", "Stadtteil Süd", 25),
    Process(3, "radwege", "Neue Radwege am Fluss", "Wo sollen Räder fahren?", "Altstadt", 60),
)


def platform(url: str) -> dict[str, Any]:
    """Return the platform as the office sets it up."""
    rules = [{"words": "Nordpark", "hall": "nordpark"}, {"words": "Stadtteil Süd", "site": "sued"}]
    return {"kind": "decidim", "name": NAME, "url": url, "every_min": EVERY_MIN, "rules": rules}


def routes(clock: Clock) -> list[Route]:
    async def api(request: Request) -> Response:
        try:
            asked = str(json.loads(await request.body()).get("query", ""))
        except (ValueError, AttributeError):
            asked = ""
        if "participatoryProcesses" not in asked:
            return JSONResponse({"errors": [{"message": "no such field here"}]})
        today = timetable.local_date(clock.now_ms())
        return JSONResponse({"data": {"participatoryProcesses": [_told(one, today) for one in PROCESSES]}})

    async def page(request: Request) -> Response:
        found = next((one for one in PROCESSES if one.slug == request.path_params["slug"]), None)
        if found is None:
            return Response(status_code=404)
        title, text = html.escape(found.title), html.escape(found.text)
        head = f'<!doctype html><html lang="de"><title>{title}</title>'
        return HTMLResponse(f"{head}<h1>{title}</h1><p>{text}</p><p>{NAME}</p></html>")

    return [Route(f"{PATH}/api", api, methods=["POST"]), Route(f"{PATH}/processes/{{slug}}", page, methods=["GET"])]


def _told(one: Process, today: date) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "slug": one.slug,
        "startDate": str(today - timedelta(days=10)),
        "endDate": str(today + timedelta(days=one.ends)),
        "title": _in_german(one.title),
        "shortDescription": _in_german(f"<p>{html.escape(one.text)}</p>"),
        "metaScope": _in_german(one.area),
        "localArea": None,
    }


def _in_german(text: str) -> dict[str, Any]:
    return {"translations": [{"locale": "de", "text": text}]}
