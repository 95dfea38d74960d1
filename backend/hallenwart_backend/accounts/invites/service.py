"""Clubs invite, replace and remove their people themselves; the office may do it for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts import passwords, words
from hallenwart_backend.accounts import store as people
from hallenwart_backend.accounts.circle import Circle, Member, may_lead, may_see
from hallenwart_backend.accounts.invites import store
from hallenwart_backend.accounts.invites.rules import MOST_OPEN, RESEND_MS
from hallenwart_backend.accounts.invites.store import Invite
from hallenwart_backend.accounts.links.rules import parted
from hallenwart_backend.accounts.ports import Leaving, Post, Signer
from hallenwart_backend.accounts.refusals import refused
from hallenwart_backend.accounts.rules import INVITED, Person, Role
from hallenwart_backend.accounts.service import Accounts, Came
from hallenwart_backend.accounts.store import Listed
from hallenwart_backend.accounts.throttle import Rate, paused
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock

PATH: Final = "/join/"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An invitation that nobody took up yet, with who is meant."""

    invite: Invite
    who: Listed


@dataclass(frozen=True, slots=True)
class Looked:
    """What is behind a token: `state` open, accepted, withdrawn, expired or unknown."""

    state: str
    invite: Invite | None = None
    who: Listed | None = None
    club: str = ""


class Invitations:
    def __init__(
        self,
        records: Records,
        clock: Clock,
        places: PlaceBook,
        accounts: Accounts,
        circle: Circle,
        leaving: Leaving,
        post: Post,
        signer: Signer,
    ) -> None:
        self._records = records
        self._clock = clock
        self._places = places
        self._accounts = accounts
        self._circle = circle
        self._leaving = leaving
        self._post = post
        self._signer = signer
        self._rate = Rate(clock, 60, 3_600_000)
        self._looks = Rate(clock, 120, 60_000)

    def _club(self, club: str) -> str:
        """Return the club's name. Raises RefusedError 404."""
        if club not in self._places.current.clubs:
            raise refused("no_such_club")
        return self._places.current.clubs[club]

    def _lead(self, actor: Person, club: str) -> str:
        name = self._club(club)
        if not may_lead(actor, club):
            raise RefusedError("forbidden", "Das darf dieses Konto nicht.", "This account may not do that.", status=403)
        return name

    async def of(self, actor: Person, club: str) -> tuple[list[Member], list[Waiting]]:
        """Return who belongs to a club and who is invited. Raises RefusedError 403, 404."""
        self._club(club)
        if not may_see(actor, club):
            raise RefusedError("forbidden", "Das darf dieses Konto nicht.", "This account may not do that.", status=403)

        def look(connection: Connection) -> tuple[list[Member], list[Waiting]]:
            members = self._circle.members(connection, club)
            found = [(one, people.one(connection, one.person)) for one in store.waiting(connection, club)]
            return members, [Waiting(one, who) for one, who in found if who is not None]

        return await self._records.read(look)

    async def invite(self, actor: Person, club: str, email: str, role: Role, name: str = "") -> Waiting:
        """Invite somebody by e-mail. Raises RefusedError 403, 404, 409, 422, 429."""
        club_name = self._lead(actor, club)
        if role not in INVITED:
            raise refused("staff_only")
        self._rate.check(actor.id)
        now = self._clock.now_ms()

        def enter(connection: Connection) -> Waiting:
            if not self._post.ready(connection):
                raise refused("no_mail")
            who = people.ensure(connection, email, name, now_ms=now)
            self._check(connection, who, club, role)
            identity = store.add(connection, club, who.person.id, role, by=actor.id, now_ms=now)
            if not _is_closed(who):
                self._send(connection, identity, who, club_name, role, actor, now)
            made = store.one(connection, identity)
            assert made is not None  # noqa: S101 - inserted in this transaction
            return Waiting(made, who)

        done = await self._records.write(enter)
        self._post.wake()
        return done

    def _check(self, connection: Connection, who: Listed, club: str, role: Role) -> None:
        if club in who.person.roles.get(role, ()):
            raise refused("known_there")
        waiting = [one for one in store.waiting(connection, club) if one.state(self._clock.now_ms()) == "open"]
        if any((one.person, one.role) == (who.person.id, role) for one in waiting):
            raise refused("invited_already")
        if len(waiting) >= MOST_OPEN:
            raise paused(RESEND_MS)

    def _send(
        self, connection: Connection, identity: str, who: Listed, club: str, role: Role, actor: Person, now_ms: int
    ) -> None:
        mail = words.invited(identity, club, role, actor.name)
        self._post.put(connection, who.person.id, who.person.email, mail, now_ms=now_ms)

    async def resend(self, actor: Person, club: str, identity: str) -> Waiting:
        """Send it again; its time begins anew. Raises RefusedError 403, 404, 409, 429."""
        club_name, now = self._lead(actor, club), self._clock.now_ms()

        def again(connection: Connection) -> Waiting:
            invite, who = self._open(connection, club, identity)
            if (wait := invite.sent_ms + RESEND_MS - now) > 0:
                raise paused(wait)
            if not self._post.ready(connection):
                raise refused("no_mail")
            store.mark(connection, identity, sent_ms=now, expires_ms=now + invite.expires_ms - invite.sent_ms)
            if not _is_closed(who):
                self._send(connection, identity, who, club_name, invite.role, actor, now)
            return Waiting(store.one(connection, identity) or invite, who)

        done = await self._records.write(again)
        self._post.wake()
        return done

    async def withdraw(self, actor: Person, club: str, identity: str) -> None:
        """Raises RefusedError 403, 404."""
        self._lead(actor, club)

        def end(connection: Connection) -> None:
            self._open(connection, club, identity)
            store.mark(connection, identity, withdrawn_ms=self._clock.now_ms())

        await self._records.write(end)

    def _open(self, connection: Connection, club: str, identity: str) -> tuple[Invite, Listed]:
        invite = store.one(connection, identity)
        who = people.one(connection, invite.person) if invite else None
        if invite is None or who is None or invite.club != club or invite.state(0) in {"accepted", "withdrawn"}:
            raise refused("no_such_invite")
        return invite, who

    async def set_role(self, actor: Person, club: str, person: str, role: Role) -> None:
        """Let somebody of the club hold this role there instead of the others. Raises RefusedError 403, 404, 409."""
        self._lead(actor, club)
        if role not in INVITED:
            raise refused("staff_only")

        def change(connection: Connection) -> None:
            found = next((one for one in self._circle.members(connection, club) if one.who.person.id == person), None)
            if found is None:
                raise refused("no_such_person")
            self._circle.give(connection, person, role, club, by=actor.id)
            for old in found.roles:
                if old is not role:
                    self._circle.take(connection, person, old, club, by=actor.id, now_ms=self._clock.now_ms())

        await self._records.write(change)
        self._leaving.changed(club)

    async def remove(self, actor: Person, club: str, person: str, *, replace_by: str | None) -> int:
        """Remove somebody; the future bookings go to who replaces them. Return how many. Raises RefusedError 403, 404, 409."""
        if actor.id != person:
            self._lead(actor, club)
        self._club(club)
        now = self._clock.now_ms()

        def end(connection: Connection) -> int:
            who = people.one(connection, person)
            if who is None:
                raise refused("no_such_person")
            store.withdraw_all(connection, club, person, now_ms=now)
            return self._circle.leave(connection, who.person, club, successor=replace_by, by=actor.id, now_ms=now)

        moved = await self._records.write(end)
        self._leaving.changed(club)
        return moved

    # --- the invited person ---

    async def look(self, token: str, sender: str) -> Looked:
        """Raises RefusedError 429."""
        identity, proof = parted(token)
        if not identity or not self._signer.proves(f"{PATH}{identity}", proof):
            self._looks.check(sender)
            return Looked("unknown")

        def read(connection: Connection) -> Looked:
            invite = store.one(connection, identity)
            who = people.one(connection, invite.person) if invite else None
            if invite is None or who is None:
                return Looked("unknown")
            name = self._places.current.clubs.get(invite.club, invite.club)
            return Looked(invite.state(self._clock.now_ms()), invite, who, name)

        return await self._records.read(read)

    async def join(self, looked: Looked, name: str, password: str, came: Came) -> tuple[str, Person] | None:
        """Accept with a new account and begin a session; None when it is too late. Raises RefusedError 422."""
        invite, who = looked.invite, looked.who
        if invite is None or who is None or who.active:
            return None
        made = ""
        if password:
            passwords.check(password, email=who.person.email, name=name)
            made = await self._accounts.hashed(password)

        def enter(connection: Connection) -> bool:
            now_who = people.one(connection, invite.person)
            if now_who is None or not now_who.pending or not self._accept(connection, invite):
                return False
            people.set_person(connection, invite.person, name=name, password_hash=made, active=True, pending=False)
            return True

        if not await self._records.write(enter):
            return None
        self._leaving.changed(invite.club)
        return await self._accounts.open(invite.person, came)

    async def accept(self, looked: Looked) -> bool:
        """Accept with the account the person has; that begins no session: the link is weeks old."""
        invite = looked.invite
        if invite is None or looked.who is None or not looked.who.active:
            return False
        done = await self._records.write(lambda connection: self._accept(connection, invite))
        self._leaving.changed(invite.club)
        return done

    def _accept(self, connection: Connection, invite: Invite) -> bool:
        if not store.accept(connection, invite.id, now_ms=self._clock.now_ms()):
            return False
        self._circle.give(connection, invite.person, invite.role, invite.club, by=invite.invited_by or "")
        return True


def _is_closed(who: Listed) -> bool:
    """A club that invites a closed account learns nothing of that: there is an invitation, but no letter."""
    return not who.active and not who.pending
