"""The stand-in's people of a club, and the account of who is signed in."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from support.page_api import TRAINER, Stage, answer
from support.page_states import at

CLUBS = [{"id": "tsv", "name": "TSV Lindenau", "roles": ["trainer"]}, {"id": "bc-04", "name": "BC 04", "roles": ["club_admin"]}]


class People:
    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    async def members(self, _: Request) -> Response:
        person = {"phone": "", "open": True}
        jana = person | {"id": "p-1", "name": "Jana Lindner", "email": "jana@tsv-lindenau.example", "roles": ["trainer"]}
        tom = person | {"id": "p-2", "name": "Tom Becker", "email": "tom@tsv-lindenau.example", "roles": ["club_admin"]}
        return answer({"people": [tom, jana], "invites": [], "may_lead": False})

    async def me(self, _: Request) -> Response:
        known = {"name": TRAINER["name"], "email": TRAINER["email"], "phone": "", "has_password": True}
        return answer(known | {"created_ms": at("09:00", 1)})

    async def sessions(self, _: Request) -> Response:
        span = {"created_ms": at("16:00"), "seen_ms": at("18:44"), "expires_ms": at("23:59")}
        return answer({"sessions": [{"id": "0123456789abcdef", "browser": "Chromium", "way": "password", "here": True} | span]})

    async def keys(self, _: Request) -> Response:
        return answer({"keys": []})

    async def act_for(self, request: Request) -> Response:
        """Another club: its dates are others."""
        wanted = (await request.json())["club"]
        self.stage.posts.append(("PUT /api/session", {"club": wanted}))
        club = next(one for one in CLUBS if one["id"] == wanted)
        session: dict[str, Any] = dict(self.stage.session or TRAINER)
        self.stage.session = session | {"club": {"id": club["id"], "name": club["name"]}}
        self.stage.bookings = []
        return answer(self.stage.session)


def routes(stage: Stage) -> list[Route]:
    people = People(stage)
    return [
        Route("/api/clubs/{club}/people", people.members),
        Route("/api/me", people.me),
        Route("/api/sessions", people.sessions),
        Route("/api/api-keys", people.keys),
        Route("/api/session", people.act_for, methods=["PUT"]),
    ]
