"""What clubs and office did before the town's first day, done as they do it: over the server's API, each by who it was.

Rules of booking, requests that wait, lent and offered dates, a waiting list, matches, an evening that the office closed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

import httpx

from hallenwart_contract.director import Received
from hallenwart_sim.phones.inbox import Inbox
from hallenwart_sim.town import mitreden, neighbour, timetable
from hallenwart_sim.town.api import SignedIn
from hallenwart_sim.town.timetable import BC04, SG
from hallenwart_sim.town.watch import mono_ms

_OFFICE: Final = "amt@stadt.example"
_VOSS, _OSMAN, _SOMMER = "voss@tsv-lindenau.example", "osman@bc04.example", "sommer@sg-sued.example"
_EBERT, _ROTH, _NOVAK = "ebert@reha-sport.example", "roth@blau-gelb.example", "novak@stadtwerke.example"
_NEW_CLUB: Final = "simon@rollsport-anger.example"
_SATURDAY, _SUNDAY = 5, 6
_TIMEOUT_S: Final = 60.0
Body = dict[str, Any]


@dataclass(slots=True)
class Season:
    """`sign_in` returns a session of somebody by e-mail address; `today` is the town's first day.

    `tell` takes what the server refused: on some days of a year a hall is closed. `portal` is the calendar next door,
    `mitreden` the first page of the town's participation platform.
    """

    sign_in: Callable[[str], SignedIn]
    today: date
    tell: Callable[[str], None]
    portal: str
    mitreden: str
    _open: dict[str, SignedIn] = field(default_factory=dict)

    async def play(self) -> None:
        """Do it all, what does not depend on each other at once."""
        async with AsyncExitStack() as stack:
            self._open = {name: self.sign_in(name) for name in (_OFFICE, _VOSS, _OSMAN, _SOMMER, _EBERT, _ROTH, _NOVAK)}
            for session in self._open.values():
                stack.push_async_callback(session.close)
            await self._rules()
            async with asyncio.TaskGroup() as group:
                for deed in (
                    self._requests,
                    self._lending,
                    self._waiting,
                    self._matches,
                    self._closing,
                    self._led,
                    self._platform,
                ):
                    group.create_task(deed(), name=f"season: {deed.__name__}")

    async def _rules(self) -> None:
        """Events and new series wait for the office; so do weekends of clubs that are not of the town."""
        policy = (await self._open[_OFFICE].get("/api/booking-policy")).json()
        for group in policy["groups"]:
            approval = group["entry"]["approval"]
            if group["group"] != "school":
                approval |= {"kinds": ["event"], "series": True, "weekends": group["group"] == "other"}
        kept = ("rev", "groups", "places", "lending", "waiting", "prime_from", "prime_to", "children_until")
        rules = {name: policy[name] for name in kept}
        rules["groups"] = [{name: one[name] for name in ("group", "entry", "quota")} for one in policy["groups"]]
        await self._try(self._open[_OFFICE].put("/api/booking-policy", rules))

    async def _requests(self) -> None:
        saturday = self._next(_SATURDAY, weeks=2)
        party = self._span(saturday, "10:00", "13:00") | {"hall": "nordpark", "sections": [1, 2, 3], "kind": "event"}
        party |= {"title": "Turnfest der Jugend", "note": "Mit Eltern, etwa 120 Leute. Bitte die Tribüne öffnen."}
        await self._try(self._open[_VOSS].post("/api/bookings", party))
        course: Body = {"hall": "nordpark", "sections": [3], "title": "Parkour", "weekday": 1, "start": "16:30", "end": "18:00"}
        course |= {"from_date": str(self._day(7)), "to_date": str(self._day(7 * 10)), "note": "Neue Gruppe, 15 Jugendliche"}
        await self._try(self._open[_SOMMER].post("/api/series", course))

    async def _lending(self) -> None:
        async def offer(owner: str, title: str, *, after: int, note: str) -> str:
            lent = await self._date(owner, title, after=after)
            made = await self._try(self._open[owner].post(f"/api/bookings/{lent}/offer", {"note": note})) if lent else None
            return str(made.json()["offer"]) if made is not None else ""

        taken = await offer(_OSMAN, "Badminton", after=1, note="Wir sind auf einem Turnier.")
        if taken:
            await self._try(self._open[_VOSS].post(f"/api/offers/{taken}/take", {}))
        await offer(_EBERT, "Lungensport", after=2, note="Die Gruppe macht Pause.")
        await offer(_SOMMER, "Handball A-Jugend", after=4, note="Auswärtsspiel")

    async def _waiting(self) -> None:
        wish: Body = {"halls": ["gymnastik"], "title": "Turniergruppe", "from_min": 19 * 60, "to_min": 21 * 60}
        wish |= {"length_min": 90, "from_date": str(self._day(1)), "to_date": str(self._day(60)), "ask_first": True}
        await self._try(self._open[_ROTH].post("/api/waiting", wish))

    async def _matches(self) -> None:
        match = self._span(self._next(_SATURDAY), "14:00", "16:00") | {"hall": "nordpark", "sections": [1], "kind": "match"}
        made = await self._try(self._open[_VOSS].post("/api/bookings", match | {"title": "Volleyball Damen gegen Bergfelde"}))
        if made is not None:
            await self._public(made.json()["id"])
        day = self._span(self._next(_SUNDAY, weeks=1), "09:00", "13:00") | {"hall": "nordpark", "sections": [1, 2, 3]}
        day |= {"kind": "match", "title": "Handball Spieltag", "club": SG, "note": "Am Telefon gewünscht"}
        await self._try(self._open[_OFFICE].post("/api/bookings", day))
        cup = self._span(self._next(_SATURDAY, weeks=1), "10:00", "12:30") | {"hall": "nordpark", "sections": [2, 3]}
        cup |= {"kind": "match", "title": "Pokalspiel Basketball", "club": BC04}
        await self._try(self._open[_OFFICE].post("/api/bookings", cup))

    async def _public(self, booking: str) -> None:
        """Invite everybody to a match: without a stream, so nobody has to agree."""
        told: Body = {"booking": booking, "title": "Volleyball Damen: TSV Lindenau gegen Bergfelde", "sport": "volleyball"}
        told |= {"teams": ["TSV Lindenau", "TV Bergfelde"], "text": "Letztes Heimspiel vor der Pause. Eintritt frei."}
        await self._try(self._open[_VOSS].post("/api/events", told))

    async def _closing(self) -> None:
        day = self._day(22)
        block: Body = {"halls": ["gymnastik"], "why": "Parkett wird versiegelt", "note": "Firma Beispielboden"}
        await self._try(self._open[_OFFICE].post("/api/closings", block | {"first": f"{day}T14:00", "last": f"{day}T22:30"}))

    async def _led(self) -> None:
        """Let the portal next door lead a room from now on."""
        office = self._open[_OFFICE]
        made = await self._try(office.post("/api/sources", neighbour.source(self.portal)))
        if made is not None:
            await self._try(office.post(f"/api/sources/{made.json()['source']['id']}/start", {}))

    async def _platform(self) -> None:
        """Let the projects of the town's platform stand beside their halls."""
        await self._try(self._open[_OFFICE].post("/api/platforms", mitreden.platform(self.mitreden)))

    async def sign_up(self, inbox: Inbox, backend_url: str) -> None:
        """Let a club sign up and answer the mail it gets: from then on it waits for the office."""
        wish = {"name": "Rollsport Anger", "group": "club", "contact": "Nele Simon", "email": _NEW_CLUB}
        wish |= {"note": "Rollkunstlauf, 20 Kinder. Wir suchen eine Stunde am Wochenende."}

        def asks(one: Received) -> bool:
            return one.person == _NEW_CLUB and bool(one.link)

        async with httpx.AsyncClient(base_url=backend_url, headers={"Origin": backend_url}, timeout=_TIMEOUT_S) as nobody:
            since_ms = mono_ms()
            (await nobody.post("/api/clubs", json=wish)).raise_for_status()
            await inbox.next_since(since_ms, asks)
            link = next(one.link for one in inbox.received if asks(one))
            (await nobody.post(link, data={"press": "1"})).raise_for_status()

    # --- what the deeds share ---

    async def _date(self, owner: str, title: str, *, after: int) -> str:
        """Return the first date of a group from so many days on, empty when there is none."""
        start_ms = timetable.local_ms(self._day(after), "00:00")
        listed = await self._open[owner].bookings(start_ms + 14 * 86_400_000)
        found = [one for one in listed if one.title == title and one.start_ms >= start_ms and one.state == "booked"]
        return found[0].id if found else ""

    async def _try(self, deed: Awaitable[httpx.Response]) -> httpx.Response | None:
        try:
            return await deed
        except httpx.HTTPStatusError as error:
            self.tell(f"nicht angenommen: {error.response.json()['message']['de']}")
            return None

    def _day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def _next(self, weekday: int, *, weeks: int = 0) -> date:
        """Return the first such day from tomorrow on, or so many weeks later."""
        return self._day(1 + (weekday - self.today.weekday() - 1) % 7 + 7 * weeks)

    @staticmethod
    def _span(day: date, start: str, end: str) -> Body:
        return {"start_ms": timetable.local_ms(day, start), "end_ms": timetable.local_ms(day, end)}
