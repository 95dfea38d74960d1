"""The stand-in's imports: a plan that is looked at, corrected, applied in steps the test lets go on, stopped and undone."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hallenwart_backend.booking.imports import columns
from hallenwart_backend.booking.imports.answers import PlanImportDetail, PlanImportOut, PlanImportRowsOut, PlanImportsOut
from support.page_api import Stage, answer, refusal
from support.page_keys import Noting
from support.page_states import at

_TOTAL = 40
_HEAD = ["Halle", "Teil", "Verein", "Gruppe", "Tag", "von", "bis", "Bemerkung"]
_SETTINGS: dict[str, Any] = {
    "mapping": ["hall", "part", "club", "title", "weekday", "start", "end", ""],
    "season_from": None,
    "season_to": None,
    "hall": "",
    "club": "",
    "halls": {},
    "clubs": {},
    "parts": {},
}
_DATE = {"date": "2026-11-23", "start_ms": at("18:00", 23), "end_ms": at("20:00", 23), "why": None, "met": []}


def _row(number: int, title: str, **changes: Any) -> dict[str, Any]:
    values = {
        "rows": [number],
        "series": True,
        "hall": "Sporthalle Nordpark",
        "part": {"de": "Drittel 1", "en": "third 1"},
        "club": "TSV Lindenau",
        "title": title,
        "weekday": 0,
        "start": "18:00",
        "end": "20:00",
        "from_date": "2026-11-23",
        "to_date": "2027-07-26",
        "counts": {"free": 20},
        "dates": [],
        "fault": None,
    }
    return values | changes


def _met(line: str, row: int | None = None) -> dict[str, Any]:
    return {"line": line, "row": row, "start_ms": at("18:00", 23), "end_ms": at("20:00", 23)}


_GOOD = [_row(2, "Volleyball Jugend"), _row(3, "Volleyball Damen", weekday=1)]
_PROBLEMS = [
    _row(
        4,
        "Turnen mit einem sehr langen Namen für die Gruppe",
        counts={"free": 17, "taken": 3},
        dates=[
            _DATE | {"fate": "taken", "met": [_met("SG Süd \u2013 Handball")]},
            _DATE | {"fate": "taken", "met": [_met("TSV Lindenau", 2)]},
        ],
    ),
    _row(5, "Judo", hall="Halle West", counts={}, fault={"de": "Diese Halle ist hier nicht bekannt.", "en": "Unknown."}),
]


def _import(state: str, **changes: Any) -> dict[str, Any]:
    values = {"id": "i-1", "name": "plan-2027.xlsx", "created_ms": at("16:00"), "state": state, "progress": None, "summary": {}}
    return values | changes


class Exchange(Noting):
    """`stage.work` (0 to 1) is how far the server has come; tests move it."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._settings: dict[str, Any] = _SETTINGS
        self._state = "read"

    def _detail(self) -> dict[str, Any]:
        work = self.stage.work
        busy = self._state in {"applying", "undoing"}
        if busy and work >= 1:
            self._state, busy = {"applying": "applied", "undoing": "undone"}[self._state], False
        phase = {"applying": "writing", "undoing": "undoing"}.get(self._state, "done")
        progress = {"phase": phase, "done": int(_TOTAL * work), "total": _TOTAL, "fault": None}
        summary: dict[str, Any] = {
            "applied": {"dates": _TOTAL, "series": 3},
            "stopped": {"dates": int(_TOTAL * work), "series": 1},
            "undone": {"dates": _TOTAL, "series": 3, "undone": {"dates": 38, "kept": 2, "past": 0}},
        }.get(self._state, {})
        known = self._settings
        return _import(self._state, progress=progress, summary=summary) | {
            "kind": "xlsx",
            "head": _HEAD,
            "sample": [["Nordparkhalle", "1", "TSV Lindenau", "Volleyball", "Mo", "18:00", "20:00", "mit Netz"]],
            "fields": list(columns.FIELDS),
            "missing": columns.faults(known["mapping"], known["hall"]),
            "settings": known,
            "counts": {
                "rows": 4,
                "series": 3,
                "singles": 0,
                "dates": {"free": 37 + 3 * bool(known["clubs"]), "taken": 3},
                "left_out": {"unknown_hall": 1},
                "new_clubs": [name for name, what in known["clubs"].items() if what == "+"],
            },
            "unknown_halls": _unknown("Halle West", known["halls"], alike=["nordpark"]),
            "unknown_clubs": _unknown("TV Neustadt", known["clubs"]) + _unknown("Boule-Freunde", known["clubs"]),
            "unknown_parts": _unknown(
                "Empore", {key.partition("|")[2]: one for key, one in known["parts"].items()}, hall="nordpark"
            ),
        }

    def _told(self, status: int = 200) -> Response:
        return answer(PlanImportDetail.model_validate(self._detail()).model_dump(mode="json"), status)

    async def all(self, request: Request) -> Response:
        if request.method == "GET":
            older = _import("undone", id="i-0", name="alter-plan.csv", created_ms=at("09:00", 3))
            told = {"imports": [_import(self._state, summary={"dates": _TOTAL}), older]}
            return answer(PlanImportsOut.model_validate(told).model_dump(mode="json"))
        content = await request.body()
        self.stage.posts.append((f"POST {request.url.path}?{request.url.query}", content))
        self._settings, self._state = _SETTINGS, "read"
        if content.startswith(b"%PDF"):
            return refusal(
                "file_no_table", "In der Datei ist keine Tabelle zu erkennen.", "There is no table in the file.", 422
            )
        return self._told(201)

    async def one(self, request: Request) -> Response:
        if request.method == "DELETE":
            return await self.changed(request)
        if request.method == "PUT":
            self._settings = await self._noted(request)
        return self._told()

    async def rows(self, request: Request) -> Response:
        found = _PROBLEMS if request.query_params["show"] == "problems" else [*_GOOD, *_PROBLEMS]
        told = PlanImportRowsOut.model_validate({"rows": found, "total": len(found)})
        return answer(told.model_dump(mode="json"))

    async def act(self, request: Request) -> Response:
        await self._noted(request)
        what = request.path_params["act"]
        if what == "stop":
            self._state = "stopped"
            return Response(status_code=204)
        self._state, self.stage.work = {"apply": "applying", "undo": "undoing"}[what], 0.0
        return answer(PlanImportOut.model_validate(_import(self._state)).model_dump(mode="json"), 202)


def _unknown(text: str, known: dict[str, str], **more: Any) -> list[dict[str, Any]]:
    return [] if known.get(text) else [{"text": text, "rows": 12, "alike": [], "hall": ""} | more]


def routes(stage: Stage) -> list[Route]:
    exchange = Exchange(stage)
    return [
        Route("/api/imports", exchange.all, methods=["GET", "POST"]),
        Route("/api/imports/{id}", exchange.one, methods=["GET", "PUT", "DELETE"]),
        Route("/api/imports/{id}/rows", exchange.rows),
        Route("/api/imports/{id}/{act}", exchange.act, methods=["POST"]),
    ]
