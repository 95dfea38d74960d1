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
        names = {"bookings": "Buchungen", "codes": "Codes"}
        groups = [
            {"group": group, "name": {"de": name, "en": group}, "channels": ["email"], "essential": True}
            for group, name in names.items()
        ]
        plain = {"language": "de", "lead_min": 1_440, "digest_min": None, "own": False, "town": False, "code_in_mail": False}
        self.chosen: dict[str, Any] = plain | {"groups": groups, "there": ["email"], "office": False}

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

    async def passkeys(self, _: Request) -> Response:
        policy = {"mode": "remind", "from_ms": 0}
        one = {"id": "pk-1", "name": "Diensthandy", "created_ms": at("09:00", 1), "used_ms": None, "backed_up": True}
        return answer({"passkeys": [one], "host": "localhost", "policy": policy, "wanted": False, "needed": False})

    async def messages(self, request: Request) -> Response:
        """What one chose; another choice is kept."""
        if request.method == "PUT":
            wanted = await request.json()
            self.stage.posts.append(("PUT /api/me/messages", wanted))
            chosen = {one["group"]: one["channels"] for one in wanted["groups"]}
            groups = [one | {"channels": chosen[one["group"]]} for one in self.chosen["groups"]]
            self.chosen |= {name: value for name, value in wanted.items() if name != "groups"} | {"groups": groups}
        return answer(self.chosen)

    async def sent(self, _: Request) -> Response:
        one = {"kind": "booked", "title": "Gebucht: Montag, 23.11.2026", "booking": "b1", "t_ms": at("16:00"), "way": "email"}
        failed = one | {"kind": "moved", "title": "Verschoben: Montag, 23.11.2026", "state": "failed", "error": "refused: 550"}
        known = {"state_ms": at("16:01"), "error": ""}
        return answer({"letters": [known | failed, known | one | {"state": "handed_over"}]})

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
        Route("/api/me/messages", people.messages, methods=["GET", "PUT"]),
        Route("/api/me/messages/sent", people.sent),
        Route("/api/sessions", people.sessions),
        Route("/api/api-keys", people.keys),
        Route("/api/passkeys", people.passkeys),
        Route("/api/session", people.act_for, methods=["PUT"]),
    ]
