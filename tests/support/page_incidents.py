"""The stand-in's records of incidents: searched, paged, and one with all that happened."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hallenwart_contract import live_incidents
from support import page_alerts as alerts
from support import page_states as states
from support.page_api import Stage, answer, refusal
from support.page_keys import Noting
from support.page_states import at

PAGE = 20


def past() -> list[live_incidents.Incident]:
    """What was, newest first."""
    old = alerts.fire(
        id="i-old",
        state="resolved",
        since_ms=at("17:00"),
        cleared_ms=at("17:05"),
        acked_by="M. Kern",
        next_ms=None,
        next_name="",
    )
    net = states.incident(id="i-net", kind="damage", sev="info", state="resolved", slot=None, detail="Netz gerissen")
    many = [states.incident(id=f"i-k{n}", state="resolved", cleared_ms=at("18:30")) for n in range(30)]
    return [old, net, *many]


def letter(**changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": 1,
        "who": "M. Kern",
        "way": "push",
        "state": "opened",
        "created_ms": at("18:42:08"),
        "next_ms": at("18:42:08"),
        "attempts": 1,
        "handed_ms": at("18:42:08"),
        "delivered_ms": at("18:42:09"),
        "opened_ms": at("18:43:02"),
        "acked_ms": None,
        "dead_ms": None,
        "error": "",
    }
    return values | changes


class Incidents(Noting):
    async def search(self, request: Request) -> Response:
        asked = request.query_params
        kinds, text = asked.getlist("kind"), asked.get("text", "").lower()
        found = [*self.stage.manager.incidents, *past()]
        if asked.get("state") == "resolved":
            found = past()
        found = [one for one in found if (not kinds or one.kind in kinds) and text in one.detail.lower()]
        start = int(asked.get("before", "0"))
        return answer(
            {"incidents": found[start : start + PAGE], "more": str(start + PAGE) if len(found) > start + PAGE else ""}
        )

    async def one(self, request: Request) -> Response:
        wanted = request.path_params["id"]
        known = {one.id: one for one in [*past(), *self.stage.manager.incidents]}
        if wanted not in known:
            return refusal("no_such_incident", "Diese Meldung gibt es nicht.", "There is no such incident.", 404)
        first = live_incidents.IncidentStep(
            t_ms=at("18:42:06"), kind=live_incidents.StepKind.NOTE, who="Vorher", text="nur in den Akten"
        )
        failed = letter(id=2, way="sms", state="failed", error="Anbieter antwortet nicht", delivered_ms=None, opened_ms=None)
        return answer(
            {
                "incident": known[wanted],
                "steps": [first, *known[wanted].steps],
                "letters": [letter(), failed],
            }
        )

    async def note(self, request: Request) -> Response:
        body = await self._noted(request)
        step = live_incidents.IncidentStep(
            t_ms=states.NOW_MS, kind=live_incidents.StepKind.NOTE, who="M. Kern", text=body["text"]
        )
        self.stage.manager = msgspec.structs.replace(
            self.stage.manager,
            incidents=[msgspec.structs.replace(one, steps=[*one.steps, step]) for one in self.stage.manager.incidents],
        )
        return answer(self.stage.manager.incidents[0])


def routes(stage: Stage) -> list[Route]:
    incidents = Incidents(stage)
    return [
        Route("/api/incidents", incidents.search),
        Route("/api/incidents/{id}", incidents.one),
        Route("/api/incidents/{id}/note", incidents.note, methods=["POST"]),
    ]
