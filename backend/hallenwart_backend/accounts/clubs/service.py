"""Clubs sign up from a public page; the address is proved by a link; then the office decides."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from hallenwart_backend.accounts import store as people
from hallenwart_backend.accounts import words
from hallenwart_backend.accounts.circle import Circle
from hallenwart_backend.accounts.clubs import rules
from hallenwart_backend.accounts.clubs.tables import club_requests
from hallenwart_backend.accounts.invites import store as invites
from hallenwart_backend.accounts.links import store as links
from hallenwart_backend.accounts.links.rules import LinkKind
from hallenwart_backend.accounts.ports import Post
from hallenwart_backend.accounts.refusals import refused
from hallenwart_backend.accounts.rules import Person, Role
from hallenwart_backend.accounts.tables import roles
from hallenwart_backend.accounts.throttle import Rate
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.halls.tables import clubs
from hallenwart_backend.ids import id_for
from hallenwart_backend.ports import EvidenceKind
from hallenwart_contract.clock import Clock

NEW, ASKED, APPROVED, DECLINED = "new", "asked", "approved", "declined"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody enters to sign a club up. `group`: school, club, other."""

    name: str
    group: str
    contact: str
    email: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A club that asked to be let in, as the office sees it. `alike` are clubs there are already."""

    id: str
    name: str
    group: str
    contact: str
    email: str
    note: str
    state: str
    confirmed_ms: int | None
    decided_ms: int | None
    why: str
    club: str
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClubRow:
    """A club that is here, with how many people belong to it and whether somebody manages it."""

    id: str
    name: str
    group: str
    state: str
    people: int
    led: bool


class ClubBook:
    def __init__(self, records: Records, clock: Clock, places: PlaceBook, circle: Circle, post: Post) -> None:
        self._records = records
        self._clock = clock
        self._places = places
        self._circle = circle
        self._post = post
        self._senders = Rate(clock, rules.MOST_PER_SENDER, rules.WITHIN_MS)
        self._addresses = Rate(clock, rules.MOST_PER_ADDRESS, rules.WITHIN_MS)
        self.asked: Callable[[Connection, Request, int], None] = lambda _connection, _request, _now_ms: None
        """Told when a request waits for the office."""

    async def register(self, wish: Wish, sender: str) -> None:
        """Take a club in that signs up; the answer is the same whoever has the address. Raises RefusedError 409, 429."""
        self._senders.check(sender)
        now = self._clock.now_ms()

        def enter(connection: Connection) -> None:
            if not self._post.ready(connection):
                raise refused("no_mail")
            who = people.ensure(connection, wish.email, wish.contact, now_ms=now)
            if not (who.active or who.pending):
                return
            identity = secrets.token_hex(8)
            row = {"id": identity, "name": wish.name, "group": wish.group, "contact": wish.contact, "note": wish.note}
            connection.execute(insert(club_requests).values(**row, person=who.person.id, created_ms=now, state=NEW))
            link = links.add(connection, LinkKind.CLUB, who.person.id, about=identity, now_ms=now)
            self._post.put(connection, who.person.id, who.person.email, words.club_asked(link, wish.name), now_ms=now)

        if self._addresses.wait_ms(wish.email.strip().lower()) == 0:
            await self._records.write(enter)
            self._post.wake()

    def confirmed(self, connection: Connection, request: str, now_ms: int) -> str:
        """Put a request whose address is proved before the office; return the club's name."""
        new = club_requests.c.id == request, club_requests.c.state == NEW
        connection.execute(update(club_requests).where(*new).values(state=ASKED, confirmed_ms=now_ms))
        found = self._one(connection, request)
        self.asked(connection, found, now_ms)
        return found.name

    async def requests(self, *, waiting_only: bool = True) -> list[Request]:
        """Return what waits for the office, the oldest first; with all, what was decided too."""

        def look(connection: Connection) -> list[Request]:
            shown = (ASKED,) if waiting_only else (ASKED, APPROVED, DECLINED)
            rows = select(club_requests).where(club_requests.c.state.in_(shown)).order_by(club_requests.c.created_ms)
            return [self._request(connection, row) for row in connection.execute(rows).all()]

        return await self._records.read(look)

    async def all(self) -> list[ClubRow]:
        """Return every club, by name."""

        def look(connection: Connection) -> list[ClubRow]:
            held: dict[str, set[str]] = {}
            led: set[str] = set()
            for row in connection.execute(select(roles).where(roles.c.scope != "")):
                held.setdefault(row.scope, set()).add(row.person)
                if row.role == Role.CLUB_ADMIN:
                    led.add(row.scope)
            rows = connection.execute(select(clubs)).all()
            found = [
                ClubRow(row.id, row.name, row.club_group, row.state, len(held.get(row.id, ())), row.id in led) for row in rows
            ]
            return sorted(found, key=lambda one: (one.name.casefold(), one.id))

        return await self._records.read(look)

    async def approve(self, actor: Person, request: str) -> str:
        """Let a club in; who asked becomes its administrator. Return the club's id. Raises RefusedError 404, 409."""
        now = self._clock.now_ms()

        def decide(connection: Connection) -> str:
            asked = self._decide(connection, request, actor, APPROVED, "", now)
            taken = set(connection.scalars(select(clubs.c.id)))
            club = id_for(asked.name, taken, nameless="verein")
            connection.execute(insert(clubs).values(**_club_row(club, asked)))
            connection.execute(update(club_requests).where(club_requests.c.id == request).values(club=club))
            self._found(connection, asked, club, actor, now)
            return club

        club = await self._records.write(decide)
        await self._places.refresh()
        self._post.wake()
        return club

    def _found(self, connection: Connection, asked: Request, club: str, actor: Person, now_ms: int) -> None:
        """Make the founder the club's administrator: at once with an account, by an invitation without."""
        who = people.by_email(connection, asked.email)
        if who is None:
            raise refused("no_such_request")
        invite = None
        if who.active:
            self._circle.give(connection, who.person.id, Role.CLUB_ADMIN, club, by=actor.id)
        else:
            invite = invites.add(connection, club, who.person.id, Role.CLUB_ADMIN, by=actor.id, now_ms=now_ms)
        self._post.put(connection, who.person.id, who.person.email, words.club_approved(asked.name, invite), now_ms=now_ms)

    async def decline(self, actor: Person, request: str, why: str) -> None:
        """Tell who asked why not. Raises RefusedError 404, 409, 422."""
        if not why.strip():
            raise refused("need_why")
        now = self._clock.now_ms()

        def decide(connection: Connection) -> None:
            asked = self._decide(connection, request, actor, DECLINED, why, now)
            who = people.by_email(connection, asked.email)
            if who is not None:
                self._post.put(connection, who.person.id, asked.email, words.club_declined(asked.name, why), now_ms=now)

        await self._records.write(decide)
        self._post.wake()

    def _decide(self, connection: Connection, request: str, actor: Person, state: str, why: str, now_ms: int) -> Request:
        waiting = club_requests.c.id == request, club_requests.c.state == ASKED
        values = {"state": state, "why": why, "decided_ms": now_ms, "decided_by": actor.id}
        changed = connection.execute(update(club_requests).where(*waiting).values(**values)).rowcount > 0
        found = self._one(connection, request)
        if not changed:
            raise refused("decided" if found.state in {APPROVED, DECLINED} else "no_such_request")
        said = f"{state}: {found.name}. {why}".strip()
        self._circle.note(connection, EvidenceKind.CLUB_DECIDED, request, actor.id, said)
        return found

    def _one(self, connection: Connection, request: str) -> Request:
        row = connection.execute(select(club_requests).where(club_requests.c.id == request)).first()
        if row is None:
            raise refused("no_such_request")
        return self._request(connection, row)

    def _request(self, connection: Connection, row: Row[Any]) -> Request:
        who = people.one(connection, row.person)
        known = self._places.current.clubs.values()
        return Request(
            id=row.id,
            name=row.name,
            group=row.group,
            contact=row.contact,
            email=who.person.email if who else "",
            note=row.note,
            state=row.state,
            confirmed_ms=row.confirmed_ms,
            decided_ms=row.decided_ms,
            why=row.why,
            club=row.club,
            alike=tuple(rules.alike(row.name, known)) if row.state == ASKED else (),
        )


def _club_row(club: str, asked: Request) -> dict[str, Any]:
    return {"id": club, "name": asked.name, "club_group": asked.group, "state": "active", "email": asked.email}
