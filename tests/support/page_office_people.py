"""The stand-in's ways to sign in, clubs that sign up, and everybody with an account."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from support.page_api import Stage, answer
from support.page_states import at


def _person(identity: str, name: str, role: str, scope: str, **more: Any) -> dict[str, Any]:
    email = f"{name.rsplit(maxsplit=1)[-1].lower()}@tsv-lindenau.example"
    known = {"id": identity, "name": name, "email": email, "phone": "", "state": "open", "has_password": True, "created_ms": 0}
    return known | {"roles": [{"role": role, "scope": scope}]} | more


PEOPLE = [
    _person("p-1", "Jana Lindner", "trainer", "tsv"),
    _person("p-2", "Tom Becker", "club_admin", "tsv"),
    _person("p-3", "Ida Neu", "member", "tsv", state="pending"),
    _person("p-9", "M. Kern", "caretaker", "nordpark"),
]
CLUBS = [
    {"id": "tsv", "name": "TSV Lindenau", "group": "club", "state": "active", "people": 3, "led": True},
    {"id": "gs", "name": "Grundschule Süd", "group": "school", "state": "active", "people": 1, "led": False},
]
REQUEST = {
    "id": "r-1",
    "name": "TSV Lindenau 1",
    "group": "club",
    "contact": "Nora Nau",
    "email": "nora@gruenau.example",
    "note": "Volleyball, zweimal die Woche",
    "state": "asked",
    "decided_ms": None,
    "why": "",
    "club": "",
    "alike": ["TSV Lindenau"],
}


class OfficePeople:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def ways(self, _: Request) -> Response:
        return answer({"link": True, "oidc": "Stadt-Konto", "passkey": None, "registration": True})

    async def told(self, request: Request) -> Response:
        """Take in what was sent."""
        body = await request.body()
        self._stage.posts.append((f"{request.method} {request.url.path}", await request.json() if body else None))
        return answer(None, 202)

    async def clubs(self, request: Request) -> Response:
        return await self.told(request) if request.method == "POST" else answer({"clubs": CLUBS})

    async def requests(self, _: Request) -> Response:
        decided = any("/r-1/" in path for path, _ in self._stage.posts)
        return answer({"requests": [] if decided else [REQUEST | {"confirmed_ms": at("16:00")}]})

    async def people(self, _: Request) -> Response:
        return answer({"people": PEOPLE})

    async def change(self, request: Request) -> Response:
        sent = await request.json()
        self._stage.posts.append((f"{request.method} {request.url.path}", sent))
        person = next(one for one in PEOPLE if one["id"] == request.path_params["identity"])
        return answer(person | {"name": sent.get("name", person["name"])})


def routes(stage: Stage) -> list[Route]:
    office = OfficePeople(stage)
    return [
        Route("/api/session/ways", office.ways),
        Route("/api/session/link", office.told, methods=["POST"]),
        Route("/api/session/reset", office.told, methods=["POST"]),
        Route("/api/clubs", office.clubs, methods=["GET", "POST"]),
        Route("/api/clubs/requests", office.requests),
        Route("/api/clubs/requests/{request}/{act}", office.told, methods=["POST"]),
        Route("/api/people", office.people),
        Route("/api/people/{identity}", office.change, methods=["PATCH"]),
    ]
