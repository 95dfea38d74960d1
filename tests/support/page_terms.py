"""The stand-in's terms: booking rules, the inbox, offers and the waiting list, told by the backend's own answers."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hallenwart_backend.booking.lending.routes import OffersOut, ReceiversOut
from hallenwart_backend.booking.model import Group
from hallenwart_backend.booking.policy import words
from hallenwart_backend.booking.policy.rules import Policy
from hallenwart_backend.booking.requests.routes import RequestsOut
from hallenwart_backend.booking.waiting.routes import WaitsOut
from support.page_api import Stage, answer, booking, refusal
from support.page_keys import Noting
from support.page_states import at

_ENTRY = {
    "approval": {"always": False, "kinds": ["event"], "series": True, "longer_min": 240, "weekends": False},
    "ahead_days": 180,
    "cancel_min": 1440,
    "move_min": 0,
}
_QUOTA = {"coming": 60, "week_min": 600, "prime_min": 0}


def _told(said: list[words.Said]) -> list[dict[str, str]]:
    return [{"de": de, "en": en} for de, en in said]


def policy(*, may_change: bool) -> dict[str, Any]:
    rules = Policy()
    entry = _told(words.of_entry(rules.group(Group.CLUB).entry))
    named = {group: dict(zip(("de", "en"), words.GROUPS[group], strict=True)) for group in Group}
    lending, waiting = rules.lending, rules.waiting
    return {
        "rev": 4,
        "saved_ms": at("09:12"),
        "saved_by": "B. Amrein",
        "groups": [{"group": group, "name": named[group], "entry": _ENTRY, "quota": _QUOTA, "words": entry} for group in Group],
        "places": [{"place": "nordpark", "group": "club", "entry": _ENTRY, "name": "Sporthalle Nordpark", "words": entry}],
        "lending": {name: getattr(lending, name) for name in lending.__dataclass_fields__},
        "lending_words": _told(words.of_lending(lending)),
        "waiting": {name: getattr(waiting, name) for name in waiting.__dataclass_fields__},
        "waiting_words": _told(words.of_waiting(rules)),
        "prime_from": "17:00",
        "prime_to": "22:00",
        "children_until": "20:00",
        "may_change": may_change,
    }


def _date(name: str, start: str, end: str, day: int) -> dict[str, Any]:
    place = {"hall": "nordpark", "hall_name": "Sporthalle Nordpark", "sections": [1], "section_count": 3}
    return place | {"booking": name, "start_ms": at(start, day), "end_ms": at(end, day)}


def _asked(name: str, kind: str, club: str, title: str, **changes: Any) -> dict[str, Any]:
    values = {
        "id": name,
        "kind": kind,
        "asked_ms": at("09:12", 20),
        "expires_ms": at("18:00", 24),
        "club": club,
        "club_name": club,
        "group": "club",
        "group_name": {"de": "Verein", "en": "club"},
        "title": title,
        "person": "Jana Lindner",
        "why": "",
        "reasons": [],
        "dates": [_date("b-7", "18:00", "20:00", 24)],
        "date_count": 1,
        "change": None,
        "rivals": [],
        "lent": 0,
        "email": "",
        "alike": [],
    }
    return values | changes


def inbox() -> list[dict[str, Any]]:
    rival = {"club": "sg", "club_name": "SG Süd", "group": "club", "since_ms": at("08:00", 12)}
    why = {"de": "Veranstaltungen gibt das Amt frei.", "en": "The office approves events."}
    return [
        _asked("b.b-7", "booking", "TSV Lindenau", "Turn-Gala", reasons=[why], rivals=[rival], why="50 Jahre TSV"),
        _asked("s.s-3", "series", "BC 04", "Badminton", date_count=28),
        _asked("m.m-1", "move", "SG Süd", "Turnen", change=_date("b-8", "20:00", "21:30", 25)),
        _asked("r.s-9", "right", "VfL Ost", "Handball", lent=4, expires_ms=None),
        _asked("c.c-2", "club", "Judo-Freunde", "", dates=[], date_count=0, email="judo@verein.example", alike=["Judo Club"]),
    ]


def _offer(name: str, hall: str, hall_name: str, **changes: Any) -> dict[str, Any]:
    values = {
        "id": name,
        "booking": f"b-{name}",
        "hall": hall,
        "hall_name": hall_name,
        "site": hall,
        "site_name": hall_name,
        "sections": [1],
        "section_count": 3 if hall == "nordpark" else 1,
        "start_ms": at("18:00", 24),
        "end_ms": at("20:00", 24),
        "title": "Handball",
        "kind": "training",
        "club": "bc",
        "club_name": "BC 04",
        "note": "Tore stehen schon",
        "to_club": "",
        "to_group": "",
        "to_name": None,
        "created_ms": at("10:00", 20),
        "until_ms": at("17:45", 24),
        "mine": False,
        "fault": None,
    }
    return values | changes


def _wait(name: str, state: str, **changes: Any) -> dict[str, Any]:
    values = {
        "id": name,
        "club": "tsv",
        "club_name": "TSV Lindenau",
        "group": "club",
        "halls": ["nordpark"],
        "hall_names": ["Sporthalle Nordpark"],
        "sections": 1,
        "from_date": "2026-11-23",
        "to_date": "2026-12-20",
        "weekday": 1,
        "from_min": 1020,
        "to_min": 1260,
        "length_min": 90,
        "title": "Turnen",
        "kind": "training",
        "wanted": 3,
        "filled": 1,
        "ask_first": True,
        "note": "",
        "created_ms": at("10:00", 20),
        "until_ms": at("23:00", 26),
        "state": state,
        "booking": "",
        "offered_hall": "",
        "offered_start_ms": None,
        "offered_end_ms": None,
        "offered_until_ms": None,
    }
    return values | changes


def _waits() -> list[dict[str, Any]]:
    when = {"offered_start_ms": at("18:00", 24), "offered_end_ms": at("19:30", 24), "offered_until_ms": at("22:00")}
    return [_wait("w-1", "offered", offered_hall="Sporthalle Nordpark", **when), _wait("w-2", "waiting", weekday=None)]


class Terms(Noting):
    async def policy(self, request: Request) -> Response:
        stage = self.stage
        if request.method == "PUT" and (await self._noted(request))["prime_from"] >= "22:00":
            return refusal("policy", "Die Hauptzeit beginnt vor ihrem Ende.", "Prime time starts before its end.", 422)
        roles = stage.session["roles"] if stage.session else []
        return answer(policy(may_change="admin" in roles or "office" in roles))

    async def inbox(self, _: Request) -> Response:
        left = [one for one in inbox() if not self._gone(one["id"])]
        return answer(RequestsOut.model_validate({"requests": left}).model_dump(mode="json"))

    def _gone(self, name: str) -> bool:
        decided = [body["requests"] for where, body in self.stage.posts if where == "POST /api/requests/decide"]
        return any(name in names for names in decided)

    async def decide(self, request: Request) -> Response:
        names = (await self._noted(request))["requests"]
        return answer({"decided": [{"id": name, "done": True, "dates": 1, "code": "", "message": None} for name in names]})

    async def decide_one(self, request: Request) -> Response:
        await self._noted(request)
        return answer({"id": request.path_params["id"], "done": True, "dates": 1, "code": "", "message": None})

    async def offers(self, _: Request) -> Response:
        far = {"de": "Ihr Verein leiht diese Woche schon drei Termine.", "en": "Your club borrows three dates this week."}
        told = [
            _offer("o-1", "nordpark", "Sporthalle Nordpark", to_name={"de": "Vereine", "en": "clubs"}, to_group="club"),
            _offer("o-2", "sued", "Halle Süd", fault=far, note=""),
            _offer("o-3", "nordpark", "Sporthalle Nordpark", mine=True, club="tsv", club_name="TSV Lindenau", note=""),
        ]
        return answer(OffersOut.model_validate({"offers": told}).model_dump(mode="json"))

    async def receivers(self, _: Request) -> Response:
        told = [{"id": "bc", "name": "BC 04"}, {"id": "tsv", "name": "TSV Lindenau"}]
        return answer(ReceiversOut.model_validate({"clubs": told}).model_dump(mode="json"))

    async def take(self, request: Request) -> Response:
        await self._noted(request)
        return answer(booking(id="b-o-1"))

    async def waiting(self, request: Request) -> Response:
        if request.method == "POST":
            self.stage.posts.append((request.url.path, await request.json()))
            return answer({"id": "w-9"}, 201)
        return answer(WaitsOut.model_validate({"waiting": _waits()}).model_dump(mode="json"))

    async def offer(self, request: Request) -> Response:
        await self._noted(request)
        return answer({"offer": "o-9"}, 201) if request.method == "POST" else Response(status_code=204)

    async def answered(self, request: Request) -> Response:
        await self._noted(request)
        return answer({"booking": ""})


def routes(stage: Stage) -> list[Route]:
    terms = Terms(stage)
    return [
        Route("/api/booking-policy", terms.policy, methods=["GET", "PUT"]),
        Route("/api/requests", terms.inbox),
        Route("/api/requests/decide", terms.decide, methods=["POST"]),
        Route("/api/requests/{id}/{act}", terms.decide_one, methods=["POST"]),
        Route("/api/offers", terms.offers),
        Route("/api/offers/receivers", terms.receivers),
        Route("/api/offers/{id}/take", terms.take, methods=["POST"]),
        Route("/api/waiting", terms.waiting, methods=["GET", "POST"]),
        Route("/api/waiting/{id}", terms.changed, methods=["DELETE"]),
        Route("/api/waiting/{id}/answer", terms.answered, methods=["POST"]),
        Route("/api/bookings/{id}/offer", terms.offer, methods=["POST", "DELETE"]),
        Route("/api/bookings/{id}/give-back", terms.changed, methods=["POST"]),
    ]
