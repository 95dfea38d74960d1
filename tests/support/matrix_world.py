"""Everybody who may ask this server something, and one living object for every word in an address, for the matrix of rights."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from fastapi.routing import APIWebSocketRoute
from starlette.routing import Route

from hallenwart_backend.booking.policy.routes import BookingPolicyBody, GroupBody
from hallenwart_backend.occupancy.policy.routes import UsageRulesBody
from hallenwart_backend.ports import Cause, SeriesKey
from hallenwart_backend.rounds.model import Objection, ObjectionState
from hallenwart_backend.rounds.store import add_objection
from hallenwart_backend.web.parts import COOKIE
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity
from hallenwart_contract.participation import IdeaState
from support.backends import ADMIN, AMT, HOUR_MS, JANA, KERN, MONDAY_NOON_MS, OSMAN, SEED, WEHR, Town
from support.bodies import BODIES, POST, ROUND, ROUND_WISH
from support.partner_town import new_system
from support.photos import photo

MORE = """
[[person]]
email = "lena@tsv-lindenau.example"
name = "Lena Leitung"
roles = ["club_admin"]
club = "tsv-lindenau"

[[person]]
email = "max@tsv-lindenau.example"
name = "Max Mitglied"
roles = ["member"]
club = "tsv-lindenau"

[[person]]
email = "gast@tsv-lindenau.example"
name = "Gabi Gast"
roles = ["guest"]
club = "tsv-lindenau"

[[person]]
email = "sued@stadt.example"
name = "S. Süd"
roles = ["caretaker"]
site = "sued"

[[person]]
email = "notfall@stadt.example"
name = "N. Notfall"
roles = ["caretaker", "emergency"]
site = "nordpark"
"""
TOWN = SEED + MORE
MEMORY = Path("/dev/shm")
PEOPLE = {
    "guest": "gast@tsv-lindenau.example",
    "member": "max@tsv-lindenau.example",
    "trainer": JANA,
    "lead": "lena@tsv-lindenau.example",
    "other-lead": OSMAN,
    "caretaker": KERN,
    "other-caretaker": "sued@stadt.example",
    "emergency": "notfall@stadt.example",
    "fire-officer": WEHR,
    "office": AMT,
    "admin": ADMIN,
}
"""The club is tsv-lindenau, the other one bc-04; the caretaker's site is nordpark, the other's sued."""
PROGRAMS = ("reading-key", "club-key", "partner", "outside")
"""A reading key of the administrator; a writing one of the club's lead for that club; a partner's key; an outside source's."""
CALLERS = ("nobody", *PEOPLE, *PROGRAMS)
EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS
Json = dict[str, Any]
SEASON: Json = {"hall": "nordpark", "title": "Turnen", "weekday": 2, "start": "18:00", "end": "19:30"}
SEASON |= {"sections": [3], "from_date": "2026-11-25", "to_date": "2026-12-16"}
WAIT: Json = {
    "halls": ["sued"],
    "sections": 1,
    "from_date": "2026-11-24",
    "to_date": "2026-11-24",
    "title": "A",
    "ask_first": True,
}
WAIT |= {"from_min": 1080, "to_min": 1140, "length_min": 60}
SOURCE: Json = {"kind": "push", "name": "Portal", "places": [{"name": "GYM", "hall": "gymnastik"}]}
HELP: Json = {"title": "Einlass", "role": "door", "place": "Festplatz"}
HELP |= {"shifts": [{"from_ms": EVENING_MS, "to_ms": EVENING_MS + HOUR_MS}]}
POINT: Json = {"device": "nordpark-1", "slots": [8], "from_ms": MONDAY_NOON_MS, "to_ms": MONDAY_NOON_MS + HOUR_MS}


def wish(hall: str = "sued", section: int = 1, at: int = 0) -> Json:
    start = EVENING_MS + at * HOUR_MS
    return {"hall": hall, "sections": [section], "start_ms": start, "end_ms": start + HOUR_MS, "title": "A"}


OFFER: Json = {"club": "tsv-lindenau", "title": "Einlass", "role": "door", "hall": "nordpark", "key": True, "open": True}
OFFER |= {"shifts": [{"from_ms": MONDAY_NOON_MS + HOUR_MS // 2, "to_ms": MONDAY_NOON_MS + 3 * HOUR_MS, "wanted": 3}]}
UNTIL: Json = {"club": "tsv-lindenau", "until_ms": EVENING_MS}
MORE_BODIES: Json = {
    "/api/volunteering/signups/{signup}/hours": {"minutes": 60, "reason": "Test"},
    "/api/volunteering/hours/{hours}/withdraw": {"reason": "Test"},
    "/api/volunteering/helpers/{helper}/known": UNTIL,
    "/api/volunteering/helpers/{helper}/certificate": UNTIL | {"seen_on": "2026-11-20"},
    "/api/bookings": wish(),
    "/api/bookings/check": wish(),
    "/api/bookings/{booking}": {"title": "B"},
    "/api/series": SEASON | {"sections": [2]},
    "/api/series/{series}": {"title": "B"},
    "/api/waiting": WAIT | {"title": "B"},
    "/api/waiting/{wish}/answer": {"yes": False},
    "/api/closings": {"first": "2026-12-24T08:00", "last": "2026-12-24T12:00", "why": "Test", "halls": ["nordpark"]},
    "/api/closures": {"first": "2026-12-24T08:00", "last": "2026-12-24T12:00", "why": "Test", "site": "nordpark"},
    "/api/holidays": {"name": "Ferien", "kind": "school", "days": [{"first": "2026-12-24", "last": "2026-12-31", "name": "W"}]},
    "/api/places/halls": {"name": "Neu", "site": "nordpark", "capacity": 10},
    "/api/places/halls/{hall}": {"name": "Nordpark", "capacity": 199},
    "/api/places/halls/{hall}/parts": {"parts": ["Eins", "Zwei", "Drei"]},
    "/api/places/halls/{hall}/hours": {"seasons": []},
    "/api/places/sites/{site}": {"name": "Nordpark"},
    "/api/places/sites/{site}/doors": {"doors": []},
    "/api/people": {"email": "neu@stadt.example", "name": "Neu"},
    "/api/people/{identity}": {"name": "Neu"},
    "/api/clubs": {"contact": "Ina", "email": "ina@verein.example", "name": "Neuer Verein"},
    "/api/clubs/requests/{request_id}/decline": {"why": "Test"},
    "/api/clubs/{club}/people": {"email": "neu@verein.example", "role": "trainer"},
    "/api/clubs/{club}/people/{member}": {"role": "member"},
    "/api/clubs/{club}/profile": {"about": {"de": "Wir turnen."}},
    "/api/credentials": {"person": "somebody", "kind": "card"},
    "/api/credentials/{credential}/learn": {"device": "nordpark-1"},
    "/api/credentials/{credential}/uid": {"uid": "04A1B2C3D4E5F6"},
    "/api/devices/{device}/compartments/{number}/access": {},
    "/api/duty/stand-ins": {"from_ms": EVENING_MS, "to_ms": EVENING_MS + HOUR_MS},
    "/api/feeds": {"kind": "hall", "scope": "nordpark"},
    "/api/imports/{one}": {"mapping": []},
    "/api/me": {"name": "Neu"},
    "/api/me/email": {"email": "neu@stadt.example"},
    "/api/me/messages": {"groups": [], "language": "de", "lead_min": 60},
    "/api/me/password": {"new": "ganz neues Passwort", "old": "falsch"},
    "/api/offers/{offer_id}/take": {},
    "/api/partners": {"name": "Stadt", "sites": ["nordpark"]},
    "/api/ideas/{idea}": {"kind": "other", "state": "open", "title": "Tür", "text": "Die Tür ist sehr schwer."},
    "/api/ideas/{idea}/answer": {"answer": "Ja."},
    "/api/ideas/{idea}/merge": {"into": "unknown"},
    "/api/ideas/{idea}/pass": {"way": "file"},
    "/api/platforms": {"kind": "consul", "name": "Anders", "url": "https://anders.example"},
    "/api/platforms/{platform}": {"kind": "consul", "name": "Anders", "url": "https://anders.example"},
    "/api/public": {"halls": {}},
    "/api/push/received": {"token": "x"},
    "/api/push/subscriptions": {"endpoint": "https://push.example/1", "keys": {"p256dh": "x", "auth": "x"}},
    "/api/requests/decide": {"approve": False, "requests": ["unknown"], "why": "Test"},
    "/api/requests/{request_id}/decline": {"why": "Test"},
    "/api/parking/car-parks": {"site": "nordpark", "name": "Nord", "limits": {"training": 3}},
    "/api/parking/car-parks/{car_park}": {"site": "nordpark", "name": "Nord"},
    "/api/parking/wardens": {"label": "Spieltag", "until_ms": EVENING_MS + HOUR_MS},
    "/api/parking/check": {"plate": "B-AB 1"},
    "/api/bookings/{booking}/move-wish": {"sections": [2], "why": "Test"},
    "/api/bookings/{booking}/ask-to-lend": {"why": "Test"},
    "/api/session": {"email": "niemand@stadt.example", "password": "falsch"},
    "/api/session/link": {"email": "niemand@stadt.example"},
    "/api/session/reset": {"email": "niemand@stadt.example"},
    "PUT /api/session": {"club": "tsv-lindenau"},
    "/api/sources": SOURCE | {"name": "Anderes"},
    "/api/sources/{source}": SOURCE,
    "/api/sources/{source}/pause": {"paused": True},
    "/api/ways": {"kind": "sms", "address": "+4915112345678", "name": "Handy"},
    "/api/ways/quiet": {"spans": []},
    "/api/ways/{way}/verify": {"code": "000000"},
    "/api/alert-webhooks": {"name": "Leitstelle", "url": "https://leitstelle.example/hook"},
    "/api/displays/{device}/exit": {"way": "left", "place": "Foyer", "until_ms": EVENING_MS, "statement": "1"},
    "/api/displays/{device}/exit/blocked": {"place": "Foyer", "until_ms": EVENING_MS},
    "/api/api-keys": {"name": "Vereinsseite"},
    "/api/passkeys": {"name": "Handy", "id": "x", "client_data": "x", "attestation": "x"},
    "/api/passkeys/policy": {"mode": "off"},
    "/api/passkeys/{passkey}": {"name": "Handy"},
    "/api/session/passkey": {"id": "x", "client_data": "x", "authenticator_data": "x", "signature": "x"},
    "/api/alert-path": {},
    "/api/posts/{post}/decision": {"decision": "decline", "reason": "Test"},
    "/api/posts/rules": {"clubs": {"tsv-lindenau": "trusted"}},
    "/api/events/{event}": {"title": "B"},
    "/api/events/{event}/captions": {"language": "de", "text": ""},
    "/api/events/{event}/consents": {"party": "club", "version": "2026-11"},
    "/api/events/{event}/live": {"on": False},
    "/api/events/{event}/push": {"target": ""},
    "/api/volunteering/offers": {"club": "tsv-lindenau"} | HELP,
    "/api/volunteering/offers/{offer}": HELP,
    "/api/volunteering/offers/{offer}/state": {"state": "closed"},
    "/api/volunteering/proposals/dismiss": {"booking": "unknown", "role": "door"},
    "/api/me/volunteering": {"shifts": ["0" * 16]},
    "/api/me/volunteering/{signup}": {"act": "cancel"},
    "/api/fleet": {"id": "halle-neu-1", "site": "nordpark"},
    "/api/fleet/{device}/renewal": {"agree": True},
    "/api/fleet/{device}/revoke": {"reason": "Test"},
    "/outside/v1/bookings/{uid:path}": {"start": "2026-11-30T18:00", "end": "2026-11-30T19:00"},
    "/outside/v1/plan": {"bookings": [], "from_ms": EVENING_MS, "to_ms": EVENING_MS + HOUR_MS},
    "/partner/v1/holds": {"reference": "B-9", "from_ms": EVENING_MS, "to_ms": EVENING_MS + HOUR_MS}
    | {"compartments": [{"locker": "nordpark-1", "number": 3}]},
    "/partner/v1/grants": {"reference": "B-9", "from_ms": EVENING_MS, "to_ms": EVENING_MS + HOUR_MS}
    | {"compartments": [{"locker": "nordpark-1", "number": 3}]},
    "/api/telemetry/exports": {"from_ms": EVENING_MS, "to_ms": EVENING_MS + 24 * HOUR_MS},
    "/partner/v1/webhook": {"url": "https://buchung.example/hook"},
    "/partner/v1/webhook/replay": {"since_ms": 0},
}
SERIES = SeriesKey("nordpark-1", "nordpark", "people")
NAMED = {"device": SERIES.device, "component": SERIES.component, "quantity": SERIES.quantity}
DAY = {"from": str(EVENING_MS), "to": str(EVENING_MS + 24 * HOUR_MS)}
QUERIES: dict[str, dict[str, str]] = {
    "/api/hours.csv": {"from": "2026-11-01", "to": "2026-11-30", "club": "tsv-lindenau"},
    "/api/export.{kind}": {"from": "2026-11-01", "to": "2026-11-30"},
    "/api/evidence/export.csv": {"site": "nordpark", "year": "2026"},
    "/api/evidence/export.pdf": {"site": "nordpark", "year": "2026"},
    "/api/grid": {"from": "2026-11-23"},
    "/api/grid/find": {"q": "turnen"},
    "/api/halls/{hall}/day": {"date": "2026-11-23"},
    "/api/halls/{hall}/slots": {"date": "2026-11-23"},
    "/api/lending": {"from_ms": str(EVENING_MS), "to_ms": str(EVENING_MS + HOUR_MS)},
    "/api/plan.pdf": {"hall": "nordpark", "week": "2026-W48"},
    "/plan/{hall}": {"week": "2026-W48"},
    "/api/slots/history": {"hall": "nordpark", "section": "1", "from": str(EVENING_MS), "to": str(EVENING_MS + HOUR_MS)},
    "/api/telemetry/samples": NAMED | DAY,
    "/api/telemetry/buckets": DAY,
    "/api/free": {"date": "2026-11-24"},
    "/api/volunteering/offers": {"club": "tsv-lindenau"},
    "/api/volunteering/proposals": {"club": "tsv-lindenau"},
    "/api/volunteering/attendance": {"club": "tsv-lindenau", "from_ms": str(MONDAY_NOON_MS), "to_ms": str(EVENING_MS)},
    "/api/volunteering/hours": {"club": "tsv-lindenau", "year": "2026"},
    "/api/volunteering/hours.csv": {"club": "tsv-lindenau", "year": "2026"},
    "/api/volunteering/helpers/{helper}/known": {"club": "tsv-lindenau"},
    "/api/volunteering/helpers/{helper}/certificate": {"club": "tsv-lindenau"},
    "/api/usage/forecast": {"hall": "nordpark"},
    "/api/bookings/{booking}/confirmation.pdf": {"code": "1"},
}
MEMBERS_CSV = "Name;E-Mail\nA;a@verein.example\n"
PLAN_CSV = "Halle;Wochentag;von;bis;Verein;Titel\nHalle Süd;Mo;16:00;17:00;TSV Lindenau;Turnen\n"


def routes_of(app: FastAPI) -> list[tuple[str, str]]:
    """Return every (method, path) the app answers, those that no description lists too; a WebSocket's method is WS."""
    return sorted({pair for route in _walk(app.routes) for pair in _pairs(route)})


def _walk(routes: Any) -> Iterator[Any]:
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from _walk(inner.routes)
        else:
            yield route


def _pairs(route: Any) -> list[tuple[str, str]]:
    if isinstance(route, APIWebSocketRoute):
        return [("WS", route.path)]
    if isinstance(route, Route):
        return [(method, route.path) for method in route.methods or ()]
    return [("MOUNT", getattr(route, "path", "?"))]


@dataclass
class World:
    """Callers by name, and what stands for each word in braces."""

    town: Town
    folder: Path
    callers: dict[str, dict[str, str]] = field(default_factory=dict)
    """The headers by which each is known."""
    words: dict[str, str] = field(default_factory=dict)
    bodies: Json = field(default_factory=dict)
    files: dict[Path, bytes] = field(default_factory=dict)
    """What lies in files beside the records."""
    _browsers: dict[str, httpx.AsyncClient] = field(default_factory=dict)
    _kept: bytes = b""

    async def outcome(self, caller: str, method: str, path: str) -> str:
        """Return what becomes of a request: + done, o refused for another reason than who asks, u 401, - 403, n 404."""
        self.town.clock.steady_ms += 3_600_000  # nobody is slowed down here
        if method == "WS":
            return "+" if await self._opens(caller, path) else "u"
        sent = await self.ask(caller, method, self.url(path), **{"params": QUERIES.get(path)} | self.body(method, path))
        code = sent.status_code
        assert code < 500 or code == 503, (caller, method, path, sent.text[:300])
        if method not in {"GET", "HEAD"} and code < 300:
            await self.restore()
        return {401: "u", 403: "-", 404: "n"}.get(code, "+" if code < 400 else "o")

    async def outcomes(self, method: str, path: str) -> str:
        """Return a letter for each caller. Those who only look do it at the same time."""
        if method in {"GET", "HEAD"}:
            return "".join(await asyncio.gather(*(self.outcome(caller, method, path) for caller in CALLERS)))
        return "".join([await self.outcome(caller, method, path) for caller in CALLERS])

    async def ask(self, caller: str, method: str, url: str, **sent: Any) -> httpx.Response:
        return await self.browser(caller).request(method, url, headers=self.callers[caller], **sent)

    def browser(self, caller: str) -> httpx.AsyncClient:
        """Return a browser that keeps nothing from one request to the next."""
        if caller not in self._browsers:
            self._browsers[caller] = self.town.stranger()
        self._browsers[caller].cookies.clear()
        return self._browsers[caller]

    async def _opens(self, caller: str, path: str) -> bool:
        """Say whether a WebSocket is accepted."""
        headers = [(name.lower().encode(), value.encode()) for name, value in self.callers[caller].items()]
        scope = {"type": "websocket", "path": path, "raw_path": path.encode(), "headers": headers, "query_string": b""}
        scope |= {"scheme": "ws", "server": ("hallenwart.test", 80), "client": ("127.0.0.1", 1), "subprotocols": []}
        told: asyncio.Queue[Any] = asyncio.Queue()
        coming: asyncio.Queue[Any] = asyncio.Queue()
        coming.put_nowait({"type": "websocket.connect"})
        serving = asyncio.ensure_future(self.town.app(scope, coming.get, told.put))
        first = await told.get()
        coming.put_nowait({"type": "websocket.disconnect", "code": 1000})
        await serving
        return bool(first["type"] == "websocket.accept")

    def url(self, path: str) -> str:
        words = self.words | ({"kind": "csv"} if path.startswith("/api/export") else {})
        words |= {"device": "nordpark-2"} if path.startswith("/api/displays") else {}  # the one with a display
        url = path.replace(":path}", "}")
        for name, value in words.items():
            url = url.replace(f"{{{name}}}", value)
        return re.sub(r"{\w+}", "unknown", url)

    def body(self, method: str, path: str) -> Json:
        if method in {"GET", "HEAD"}:
            return {}
        if path == "/api/posts/pictures":
            return {"content": photo(40, 30)}
        if path == "/api/clubs/{club}/documents":
            return {"content": b"Hallo", "params": {"title": "Satzung"}}
        if path == "/api/imports" or path.startswith("/api/clubs/{club}/list/"):
            return {"content": (PLAN_CSV if path == "/api/imports" else MEMBERS_CSV).encode()}
        if path == "/api/push/subscriptions" and method == "DELETE":
            return {"json": {"endpoint": "https://push.example/1"}}
        bodies = BODIES | MORE_BODIES | self.bodies
        return {"json": self._own(bodies.get(f"{method} {path}", bodies.get(path, {})))}

    def _own(self, body: Json) -> Json:
        return {key: self.words["person"] if key == "person" else value for key, value in body.items()} | (
            {"people": [self.words["person"]]} if isinstance(body.get("people"), list) else {}
        )

    def keep(self) -> None:
        with closing(sqlite3.connect(self.folder / "records.db")) as there:
            whole = bytearray(there.serialize())
        whole[18:20] = b"\1\1"  # a database in memory has no write-ahead log
        self._kept = bytes(whole)

    async def restore(self) -> None:
        """Put everything back as it was: what one caller did is no matter for the next."""
        with closing(sqlite3.connect(":memory:")) as kept, closing(sqlite3.connect(self.folder / "records.db")) as there:
            kept.deserialize(self._kept)
            kept.backup(there)
        for path, content in self.files.items():
            path.write_bytes(content)
        await self.town.backend.places.refresh()
        await self.town.backend.enrolment.papers.load()
        await self.town.backend.displays.load()
        await self.town.backend.participation.load()
        await self.town.backend.parking.load()


async def open_world(town: Town, folder: Path) -> World:
    """Let everybody in and make one of everything. The objects are those of Jana's club and of nordpark."""
    world = World(town, folder)
    world.callers["nobody"] = {}
    for name, email in PEOPLE.items():
        token = (await town.signed_in(email)).cookies[COOKIE]
        world.callers[name] = {"Cookie": f"{COOKIE}={token}"}
    made = _Making(world)
    await made.programs()
    await made.objects()
    world.keep()
    return world


class _Making:
    def __init__(self, world: World) -> None:
        self._world = world
        self._words = world.words

    async def _post(self, caller: str, path: str, body: Any) -> Json:
        sent = {"content": body} if isinstance(body, bytes) else {"json": body}
        answer = await self._world.ask(caller, "POST", path, **sent)
        assert answer.status_code < 300, (path, answer.text)
        told: Json = answer.json() if answer.content else {}
        return told

    async def _made(self, caller: str, path: str, body: Any) -> str:
        """Return the id of what was made, wherever in the answer it stands."""
        told = await self._post(caller, path, body)
        return str(next(one["id"] for one in (told, *told.values()) if isinstance(one, dict) and "id" in one))

    async def programs(self) -> None:
        town = self._world.town
        reading = await self._post("admin", "/api/api-keys", {"name": "Nachschau"})
        writing = await self._post("lead", "/api/api-keys", {"name": "Buchung", "club": "tsv-lindenau", "writes": True})
        source = await self._post("office", "/api/sources", SOURCE)
        system = await new_system(town)
        keys = {
            "reading-key": reading["secret"],
            "club-key": writing["secret"],
            "partner": system.key,
            "outside": source["key"],
        }
        for name, key in keys.items():
            self._world.callers[name] = {"Authorization": f"Bearer {key}"}
        self._words |= {"key": reading["key"]["id"], "source": source["source"]["id"], "partner": system.id}

    async def objects(self) -> None:
        words = self._words
        words |= {"hall": "nordpark", "site": "nordpark", "device": "nordpark-1", "club": "tsv-lindenau", "slot": "1"}
        words |= {"task": "halle-buchen", "number": "1", "output": "light", "kind": "sms"}
        words["session"] = "0" * 16
        await self._bookings()
        await self._helping()
        await self._people()
        await self._office()
        await self._rounds()
        await self._parking()

    async def _bookings(self) -> None:
        words = self._words
        words["booking"] = await self._made("trainer", "/api/bookings", wish("nordpark"))
        lent = await self._made("trainer", "/api/bookings", wish("nordpark", 2))
        await self._post("trainer", f"/api/bookings/{lent}/offer", {})
        offers = (await self._world.ask("trainer", "GET", "/api/offers")).json()["offers"]
        words["offer_id"] = offers[0]["id"]
        words["series"] = await self._made("trainer", "/api/series", SEASON)
        words["wish"] = await self._made("trainer", "/api/waiting", WAIT)
        words["feed"] = await self._made("trainer", "/api/feeds", {"kind": "hall", "scope": "nordpark"})
        words["one"] = await self._made("office", "/api/imports", PLAN_CSV.encode())
        match, other = [
            await self._made("trainer", "/api/bookings", wish("nordpark", 3, at) | {"kind": "match"}) for at in (1, 3)
        ]
        words["event"] = await self._made("trainer", "/api/events", {"booking": match, "title": "Turnier"})
        words |= {"party": "club", "stream": (await self._world.town.backend.events.events.one(words["event"])).event.stream_id}
        help_wanted = MORE_BODIES["/api/volunteering/offers"] | {"open": True}
        made = await self._post("trainer", "/api/volunteering/offers", help_wanted)
        mine = await self._post("member", "/api/me/volunteering", {"shifts": [made["shifts"][0]["id"]]})
        words |= {"offer": made["id"], "signup": mine["signups"][0]["signup"]}
        self._world.bodies["/api/events"] = {"booking": other, "title": "Turnier"}

    async def _helping(self) -> None:
        """An offer of the club with two helpers; the hours of one are confirmed."""
        words, room = self._words, self._world.town.backend.volunteering
        offer = await self._post("trainer", "/api/volunteering/offers", OFFER)
        words |= {"offer": offer["id"], "shift": offer["shifts"][0]["id"]}
        for caller in ("trainer", "member"):
            told = await self._post(caller, "/api/me/volunteering", {"shifts": [words["shift"]]})
            words["signup"] = told["signups"][0]["signup"]
            if caller == "trainer":
                done = {"minutes": 60, "reason": "Test"}
                confirmed = await self._post("trainer", f"/api/volunteering/signups/{words['signup']}/hours", done)
                words |= {"hours": confirmed["hours"]["id"], "paper": confirmed["hours"]["id"]}
                words["token"] = room.signups.token(confirmed["helper"])
        placed = await room.signups.one(words["signup"])
        words["helper"] = placed.helper.id
        self._world.bodies["/api/volunteering/marks"] = {"club": "tsv-lindenau", "text": room.signups.mark_of(placed)}

    async def _parking(self) -> None:
        """A car park whose permits come with the club's training, with one permit."""
        words, body = self._words, MORE_BODIES["/api/parking/car-parks"]
        park = words["car_park"] = await self._made("office", "/api/parking/car-parks", body)
        permits = f"/api/bookings/{words['booking']}/permits"
        words["permit"] = await self._made("trainer", permits, {"car_park": park, "plate": "B-AB 1"})
        words["link"] = await self._made("office", "/api/parking/wardens", MORE_BODIES["/api/parking/wardens"])
        self._world.bodies["/api/bookings/{booking}/permits"] = {"car_park": park, "plate": "B-AB 2"}
        self._world.bodies["/api/bookings/{booking}/permits/link"] = {"car_park": park, "most": 2}

    async def _people(self) -> None:
        words = self._words
        words["notice"] = await self._made("trainer", "/api/notices", BODIES["/api/notices"])
        document = await self._world.ask(
            "lead", "PUT", "/api/clubs/tsv-lindenau/documents", content=b"Hallo", params={"title": "Satzung"}
        )
        words["document"] = document.json()["id"]
        self._world.files[self._world.folder / "documents" / words["document"]] = b"Hallo"
        ids = {name: (await self._world.ask(name, "GET", "/api/session")).json()["id"] for name in PEOPLE}
        words |= {"identity": ids["member"], "member": ids["member"], "person": ids["caretaker"]}
        card = await self._post("admin", "/api/credentials", {"person": ids["caretaker"], "kind": "card"})
        words["credential"] = card["credential"]["id"]
        words["badge"] = (await self._post("trainer", "/api/me/badge", {}))["badge"]["handle"]

    async def _rounds(self) -> None:
        """A round that clubs wish in; an objection of one that could be made only later."""
        words, room = self._words, self._world.town.backend.rounds
        words["season"] = await self._made("office", "/api/rounds", ROUND)
        words["round_wish"] = await self._made("lead", f"/api/rounds/{words['season']}/wishes", ROUND_WISH)
        about = Objection("einwand", words["season"], "tsv-lindenau", None, "Zu spät.", "", ObjectionState.OPEN, "", 1)
        await room.desk.records.write(lambda connection: add_objection(connection, about))
        words["objection"] = about.id

    async def _office(self) -> None:
        words, town = self._words, self._world.town
        await town.backend.series.append([(SERIES, EVENING_MS, 12.0)])
        words["export"] = await self._made("caretaker", "/api/telemetry/exports", MORE_BODIES["/api/telemetry/exports"])
        closing_body = MORE_BODIES["/api/closings"] | {"first": "2026-12-28T08:00", "last": "2026-12-28T12:00"}
        words["closing"] = await self._made("office", "/api/closings", closing_body)
        words["closure"] = await self._made(
            "office", "/api/closures", MORE_BODIES["/api/closures"] | {"first": "2026-12-30T08:00", "last": "2026-12-30T12:00"}
        )
        room = town.backend.participation.ideas
        left = await room.leave("Die Tür ist sehr schwer.", "barrier", "nordpark")
        words["idea"] = (await room.moderate(left.id, replace(left, state=IdeaState.OPEN))).id
        platform = {"kind": "decidim", "name": "Mitreden", "url": "https://mitreden.example"}
        words["platform"] = (await self._post("office", "/api/platforms", platform))["platforms"][0]["id"]
        words["post"] = await self._made("trainer", "/api/posts", POST)
        uploaded = await self._world.ask("trainer", "PUT", "/api/posts/pictures", content=photo(40, 30))
        words["sha256"] = uploaded.json()["sha256"]
        words["webhook"] = await self._made("admin", "/api/alert-webhooks", MORE_BODIES["/api/alert-webhooks"])
        words["release_id"] = await self._made("admin", "/api/releases", POINT | {"protocol": "Begehung"})
        policy = (await self._world.ask("office", "GET", "/api/booking-policy")).json()
        policy["groups"] = [{name: one[name] for name in GroupBody.model_fields} for one in policy["groups"]]
        known = {name: policy[name] for name in BookingPolicyBody.model_fields if name in policy}
        self._world.bodies["/api/booking-policy"] = known | {"places": []}
        use = (await self._world.ask("office", "GET", "/api/usage/rules")).json()
        self._world.bodies["/api/usage/rules"] = {name: use[name] for name in UsageRulesBody.model_fields}
        cause = Cause(key="left:n", id="n", kind=IncidentKind.LEFT_OPEN, sev=Severity.WARN, site="nordpark", since_ms=1)
        await town.backend.incidents.report(cause)
        words["incident"] = (await town.backend.incidents.open_incidents())[0].id
