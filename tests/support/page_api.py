"""What the stand-in server knows and answers over HTTP."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from hallenwart_contract import director, live
from hallenwart_contract.display import Display, DisplayAction
from hallenwart_contract.kiosk import Kiosk, KioskAction
from support import (
    page_badge_data,
    page_boards,
    page_booking,
    page_displays_data,
    page_fleet_data,
    page_screens,
    page_usage_data,
)
from support import page_states as states
from support.page_halls import COUNTS, HALLS, PLANNED

MANAGER = {
    "id": "p-9",
    "name": "M. Kern",
    "email": "kern@stadt.example",
    "roles": ["caretaker"],
    "club": None,
    "clubs": [],
    "key": False,
}
TRAINER = {
    "id": "p-1",
    "name": "Jana Lindner",
    "email": "jana@tsv-lindenau.example",
    "roles": ["trainer"],
    "club": {"id": "tsv", "name": "TSV Lindenau"},
    "clubs": [{"id": "tsv", "name": "TSV Lindenau", "roles": ["trainer"]}],
    "key": False,
}
PUSH_KEY = "BNFMkbLCUqGd4A8hV2VgYg3QrVdrVzqKfGKtQJt5f3x9dIq0C1Xb1n2x3mU3l0nq1k8rYQe4sZ5v6w7x8y9z0AB"


@dataclass
class Stage:
    """What the stand-in says and has heard; tests change it while the server runs."""

    session: dict[str, Any] | None = field(default_factory=lambda: dict(MANAGER))
    manager: live.ManagerView = field(default_factory=states.quiet)
    kiosk: Kiosk = field(default_factory=lambda: page_screens.kiosk_steps()["pin"])
    display: Display = field(default_factory=page_boards.display)
    bookings: list[dict[str, Any]] = field(default_factory=list)
    silent: bool = False
    """sockets are refused: nothing is heard"""
    conflict: bool = False
    help_asked: bool = False
    voice: bool = False
    answers: list[tuple[threading.Event, list[dict[str, Any]]]] = field(default_factory=list)
    """the coming answers about bookings, and what each waits for; afterwards `bookings` at once"""
    club_changes: int = 0
    """how often the club page was told that something changed"""
    posts: list[tuple[str, Any]] = field(default_factory=list)
    actions: list[KioskAction] = field(default_factory=list)
    told: list[DisplayAction] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    stream: Path | None = None
    town: director.Director = field(default_factory=page_screens.town)
    work: float = 0.0
    """how far an import has come, from 0 to 1"""
    fleet: list[dict[str, Any]] = field(default_factory=page_fleet_data.few)
    broker: bool = True
    renewal: str = ""
    rollouts: list[dict[str, Any]] = field(default_factory=page_fleet_data.rollouts)
    usage_slots: list[dict[str, Any]] = field(default_factory=page_usage_data.slots)
    usage_proposals: list[dict[str, Any]] = field(default_factory=lambda: [page_usage_data.proposal(id="p-2", series="s-2")])
    usage_asked: list[dict[str, str]] = field(default_factory=list)
    displays: list[dict[str, Any]] = field(default_factory=page_displays_data.displays)
    hall_posts: list[dict[str, Any]] = field(default_factory=page_displays_data.posts)
    post_rules: list[dict[str, Any]] = field(default_factory=page_displays_data.rules)
    warnings: list[dict[str, Any]] = field(default_factory=page_displays_data.warnings)
    warning_sources: list[dict[str, Any]] = field(default_factory=page_displays_data.sources)
    badge: page_badge_data.OwnBadge = field(default_factory=page_badge_data.OwnBadge)
    badges: list[dict[str, Any]] = field(default_factory=list)
    proof_comes: bool = True
    port: int = 0
    over: bool = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def booking(**changes: Any) -> dict[str, Any]:
    size = 25
    modules = ["".join("1" if (x * y + x + y) % 3 == 0 else "0" for x in range(size)) for y in range(size)]
    values: dict[str, Any] = {
        "id": "b-1",
        "hall": "nordpark",
        "hall_name": "Sporthalle Nordpark",
        "site_name": "Sporthalle Nordpark",
        "address": "Am Nordpark 7",
        "sections": [2, 3],
        "section_count": 3,
        "place": "Drittel 2 und Drittel 3",
        "title": "Volleyball Jugend",
        "club": "TSV Lindenau",
        "holder_id": "tsv",
        "owner": "",
        "series": "",
        "kind": "training",
        "rooms": [],
        "room_names": [],
        "offer": "",
        "ended": "",
        "ended_why": "",
        "on_behalf": False,
        "note": "",
        "partner": "",
        "was_start_ms": None,
        "effects": [],
        "start_ms": states.at("18:00"),
        "end_ms": states.at("20:00"),
        "state": "booked",
        "code": "47110815",
        "extra": "2042",
        "passes": [{"device": "nordpark-1", "slots": [3], "qr": modules}],
        "qr": modules,
        "code_state": "stored",
        "code_ms": states.at("16:05"),
        "code_due_ms": states.at("18:00", 7),
        "valid_from_ms": states.at("17:45"),
        "valid_to_ms": states.at("20:15"),
        "slots": [3],
        "opens": [
            {
                "device": "nordpark-1",
                "number": 3,
                "doors": ["Eingang Nord", "Geräteraum"],
                "words": "Schlüssel 3 öffnet Eingang Nord und Geräteraum",
            }
        ],
        "dark": [],
        "step": "applied",
        "steps": [
            {"step": "planned", "t_ms": states.at("16:00")},
            {"step": "delivered", "t_ms": states.at("16:04")},
            {"step": "applied", "t_ms": states.at("16:05")},
        ],
        "locker_ms": states.at("18:40"),
        "locker_current": True,
    }
    return values | changes


def bookings() -> list[dict[str, Any]]:
    later = {"code": None, "extra": None, "passes": [], "dark": [], "qr": None, "code_ms": None, "steps": []}
    return [
        booking(),
        booking(
            id="b-2",
            start_ms=states.at("18:00", 26),
            end_ms=states.at("19:30", 26),
            sections=[2],
            code_state="waiting",
            **later,
        ),
        booking(id="b-3", start_ms=states.at("18:00", 28), end_ms=states.at("20:00", 28), code_state="none", **later),
    ]


def answer(content: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(content), status, media_type="application/json")


def refusal(code: str, de: str, en: str, status: int, **more: Any) -> Response:
    return answer({"code": code, "message": {"de": de, "en": en}, **more}, status)


class Api:
    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    async def session(self, request: Request) -> Response:
        if request.method == "DELETE":
            self.stage.session = None
            return Response(status_code=204)
        if request.method == "POST":
            sent = await request.json()
            if sent["password"] != "richtig":
                return refusal("credentials", "E-Mail oder Passwort stimmt nicht.", "E-mail or password is wrong.", 401)
            self.stage.session = dict(MANAGER if sent["email"] == MANAGER["email"] else TRAINER)
        if self.stage.session is None:
            return refusal("signed_out", "Bitte anmelden.", "Please sign in.", 401)
        return answer(self.stage.session)

    async def act(self, request: Request) -> Response:
        body = await request.json() if await request.body() else None
        self.stage.posts.append((request.url.path, body))
        if request.url.path.startswith("/api/incidents/"):
            return answer(self.stage.manager.incidents[0])
        return answer({"id": "c-1"}, 202)

    async def push_key(self, _: Request) -> Response:
        return answer({"key": PUSH_KEY})

    async def subscriptions(self, request: Request) -> Response:
        self.stage.posts.append((f"{request.method} {request.url.path}", await request.json()))
        return answer({"key": PUSH_KEY}, 201) if request.method == "POST" else Response(status_code=204)

    async def command(self, request: Request) -> Response:
        return answer({"id": request.path_params["id"], "state": "done", "code": "ok"})

    async def halls(self, _: Request) -> Response:
        return answer({"halls": HALLS})

    async def day(self, request: Request) -> Response:
        return answer(
            {
                "date": request.query_params["date"],
                "zone": states.ZONE,
                "now_ms": states.NOW_MS,
                "open_ms": states.at("08:00"),
                "close_ms": states.at("22:00"),
                "capacity": 199,
                "people": [[states.at(clock), people] for clock, people in COUNTS],
                "bookings": [
                    {
                        "id": title,
                        "title": title,
                        "club": club,
                        "sections": sections,
                        "start_ms": states.at(start),
                        "end_ms": states.at(end),
                    }
                    for club, title, start, end, sections in PLANNED
                ],
                "alarms": [states.at("18:42")],
            }
        )

    async def bookings(self, request: Request) -> Response:
        if request.method == "GET":
            if not self.stage.answers:
                return answer({"bookings": self.stage.bookings})
            released, bookings = self.stage.answers.pop(0)
            await asyncio.to_thread(released.wait, 20)
            return answer({"bookings": bookings})
        wanted = await request.json()
        self.stage.posts.append((request.url.path, wanted))
        if self.stage.conflict:
            told = {"nearest": page_booking.nearest(), "conflicts": page_booking.conflicts()}
            return refusal("taken", "Diese Zeit wurde gerade vergeben.", "This time has just been taken.", 409, **told)
        made = booking(
            **(
                wanted
                | {
                    "id": "b-new",
                    "code_state": "waiting",
                    "code": None,
                    "extra": None,
                    "passes": [],
                    "dark": [],
                    "qr": None,
                    "steps": [],
                }
            )
        )
        self.stage.bookings.append(made)
        return answer(made, 201)

    async def change(self, request: Request) -> Response:
        if request.method == "PATCH":
            self.stage.posts.append((f"PATCH {request.url.path}", await request.json()))
            return answer(booking(**self.stage.posts[-1][1]))
        return await self.cancel(request)

    async def cancel(self, request: Request) -> Response:
        self.stage.posts.append((f"DELETE {request.url.path}", None))
        self.stage.bookings = [one for one in self.stage.bookings if one["id"] != request.path_params["id"]]
        return Response(status_code=204)
