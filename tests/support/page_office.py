"""The stand-in's policy, alert path, webhooks and evidence."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from support.page_api import Stage, answer, refusal
from support.page_keys import Noting
from support.page_states import at

SITUATIONS = [
    ("alarm", "Feueralarm", "Fire alarm", True),
    ("pre_alarm", "Voralarm", "Pre-alarm", True),
    ("battery", "Batterie eines Melders", "Battery of a detector", False),
]


def _order(situation: str, de: str, en: str, *, night: bool, occupied: bool) -> dict[str, Any]:
    wakes = situation != "battery"
    early = situation == "pre_alarm" and night
    cell_de = f"{'nachts' if night else 'tags'}, Halle {'belegt' if occupied else 'leer'}"
    said_de = (
        f"weckt sofort die Bereitschaft; nimmt niemand an, nach {'15 Sekunden' if early else '3 Minuten'} die nächste Person"
    )
    said_en = "wakes who is on call at once" if wakes else "stands on the page and calls nobody"
    return {
        "situation": situation,
        "night": night,
        "occupied": occupied,
        "whom": "duty" if wakes else "page",
        "urgency": "wake" if wakes else "page",
        "escalate_s": 15 if early else 180,
        "remind_s": 60,
        "words": {
            "de": f"{de}, {cell_de}: {said_de if wakes else 'steht auf der Seite und ruft niemanden'}.",
            "en": f"{en}, {'at night' if night else 'by day'}: {said_en}.",
        },
    }


def policy(*, may_change: bool) -> dict[str, Any]:
    return {
        "rev": 3,
        "saved_ms": at("09:12"),
        "saved_by": "B. Amrein",
        "situations": [{"situation": s, "words": {"de": de, "en": en}, "fire": fire} for s, de, en, fire in SITUATIONS],
        "orders": [
            _order(s, de, en, night=night, occupied=occupied)
            for s, de, en, _ in SITUATIONS
            for night in (False, True)
            for occupied in (False, True)
        ],
        "night": {"start": "22:00", "end": "06:00"},
        "nights": {},
        "cooldown_s": 600,
        "may_change": may_change,
    }


def trial(**changes: Any) -> dict[str, Any]:
    letter = {"name": "M. Kern", "way": "push", "receipt": True, "state": "delivered", "took_ms": 2100, "error": ""}
    values: dict[str, Any] = {
        "id": "t-1",
        "by": "",
        "device": "nordpark-1",
        "sensor": "Rauch Decke",
        "started_ms": at("07:00"),
        "alarm_ms": at("07:00:01"),
        "done_ms": at("07:00:04"),
        "state": "ok",
        "letters": [letter, letter | {"way": "sms", "receipt": False, "state": "failed", "error": "Anbieter antwortet nicht"}],
        "error": "",
    }
    return values | changes


SETTINGS: dict[str, Any] = {
    "heartbeat_url": "https://wache.example/ping/7",
    "heartbeat_method": "GET",
    "heartbeat_every_min": 5,
    "test_on": True,
    "test_at": "07:00",
    "cap_public": False,
    "state": "ok",
    "tested_ms": at("07:00"),
    "took_ms": 4300,
    "heartbeat_ms": at("18:43"),
    "heartbeat_error": "",
    "failing": [],
}


class Office(Noting):
    def _admin(self) -> bool:
        return self.stage.session is not None and "admin" in self.stage.session["roles"]

    async def policy(self, request: Request) -> Response:
        if request.method == "PUT":
            body = await self._noted(request)
            silent = [one for one in body["orders"] if one["situation"] == "alarm" and one["whom"] == "page"]
            if silent:
                words = ("Feueralarm: muss immer jemanden wecken.", "Fire alarm: must always wake somebody.")
                return refusal("policy", *words, 422)
        return answer(policy(may_change=self._admin()))

    async def path(self, request: Request) -> Response:
        if request.method == "PUT":
            await self._noted(request)
        return answer(
            SETTINGS | {"tests": [trial(), trial(id="t-0", state="failed", by="M. Kern", error="Kein Melder", letters=[])]}
        )

    async def test(self, request: Request) -> Response:
        if request.method == "POST":
            await self._noted(request)
            return answer(trial(id="t-new", state="running", done_ms=None, by="M. Kern"), 202)
        return answer(trial(id="t-new", by="M. Kern"))

    async def hooks(self, request: Request) -> Response:
        hook = {"id": "h-1", "name": "Leitstelle", "url": "https://leitstelle.example/ein", "site": ""}
        hook |= {"created_ms": at("12:00"), "created_by": "B. Amrein"}
        if request.method == "GET":
            return answer({"webhooks": [hook]})
        return answer(hook | await self._noted(request) | {"secret": "geheim-nur-einmal"}, 201)

    async def events(self, _: Request) -> Response:
        sent = {"id": "e-1", "type": "incident.raised", "incident": "i-1", "t_ms": at("18:42"), "state": "delivered"}
        return answer({"events": [sent | {"attempts": 1, "status": 200, "error": ""}]})

    async def evidence(self, request: Request) -> Response:
        kinds = request.query_params.getlist("kind")
        before = int(request.query_params.get("before", "12"))
        link = {"who": "ab12", "name": "M. Kern", "site": "nordpark", "device": "nordpark-1", "zone": "store", "c": "smoke-1"}
        named = ["alarm.raised", "walk.hit", "fire.off", "drill.begun"]
        links = [
            link | {"number": n, "t_ms": at("18:42"), "kind": named[n % 4], "about": "a-1", "said": "3,2 %/m", "hash": "00"}
            for n in range(before, max(0, before - 6), -1)
        ]
        shown = [one for one in links if not kinds or any(str(one["kind"]).startswith(kind) for kind in kinds)]
        return answer({"links": shown, "before": before - 6 if before > 6 else None})


def routes(stage: Stage) -> list[Route]:
    office = Office(stage)
    return [
        Route("/api/alert-policy", office.policy, methods=["GET", "PUT"]),
        Route("/api/alert-path", office.path, methods=["GET", "PUT"]),
        Route("/api/alert-path/test", office.test, methods=["POST"]),
        Route("/api/alert-path/tests/{id}", office.test),
        Route("/api/alert-webhooks", office.hooks, methods=["GET", "POST"]),
        Route("/api/alert-webhooks/{id}", office.changed, methods=["DELETE"]),
        Route("/api/alert-webhooks/{id}/ping", office.changed, methods=["POST"]),
        Route("/api/alert-webhooks/{id}/events", office.events),
        Route("/api/evidence", office.evidence),
    ]
