"""Sign-in by password, sessions that can be seen and ended, the person's own data."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from dataclasses import dataclass
from typing import Final, Protocol

from sqlalchemy import Connection

from hallenwart_backend.accounts import passwords, refusals, store
from hallenwart_backend.accounts.rules import FRESH_MS, SEEN_EVERY_MS, SESSION_MS, Person
from hallenwart_backend.accounts.store import SessionRow
from hallenwart_backend.accounts.throttle import Throttle
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.secret_hash import secret_hash
from hallenwart_contract.clock import Clock

SESSION_ID_CHARS: Final = 16


def session_id(token: str) -> str:
    """Return by which id a session is shown: it opens nothing."""
    return secret_hash(token)[:SESSION_ID_CHARS]


@dataclass(frozen=True, slots=True)
class Came:
    """How somebody came in: by which way, with what browser, and the session it had before."""

    way: str
    browser: str = ""
    before: str | None = None


async def _unheard(act: str, *, who: str = "", about: str = "") -> None:
    """Stands where nobody keeps an audit log."""


class Note(Protocol):
    """Keeps in the audit log that somebody came, went, or was refused."""

    async def __call__(self, act: str, *, who: str = "", about: str = "") -> None: ...


class Accounts:
    """Passwords are checked in a thread; an unknown name takes as long as a wrong password."""

    def __init__(self, records: Records, clock: Clock) -> None:
        self._records = records
        self._clock = clock
        self._throttle = Throttle(clock)
        self._decoy = passwords.decoy_hash()
        self.note: Note = _unheard
        self._checks = asyncio.Semaphore(2)  # argon2 takes 64 MiB each

    async def sign_in(self, email: str, password: str, sender: str, came: Came | None = None) -> tuple[str, Person]:
        """Return a session token and the person. Raises RefusedError 401, or 429 while paused."""
        names = (f"name:{email.lower()}", f"sender:{sender}")
        self._throttle.check(*names)
        login = await self._records.read(lambda connection: store.login_of(connection, email))
        known = login.password_hash if login and login.password_hash else self._decoy
        if not await self._fits(known, password) or login is None or not login.password_hash:
            self._throttle.failed(*names)
            await self.note("sign_in.failed", who=login.person if login else "")
            raise refusals.wrong_login()
        self._throttle.succeeded(*names)
        if passwords.is_outdated(login.password_hash):
            await self._store_password(login.person, password)
        return await self.open(login.person, came or Came("password"))

    async def _fits(self, password_hash: str, password: str) -> bool:
        async with self._checks:
            return await asyncio.to_thread(passwords.fits, password_hash, password)

    async def hashed(self, password: str) -> str:
        """Return the hash, made in a thread."""
        async with self._checks:
            return await asyncio.to_thread(passwords.hash_password, password)

    async def open(self, person: str, came: Came) -> tuple[str, Person]:
        """Begin a session, always under a new token; the one this browser had ends. Raises RefusedError 401."""
        token, now = secrets.token_urlsafe(32), self._clock.now_ms()

        def begin(connection: Connection) -> None:
            if came.before:
                store.drop_session(connection, secret_hash(came.before))
            session = SessionRow(secret_hash(token), person, now, now + SESSION_MS, now, came.browser, came.way)
            store.add_session(connection, session, now_ms=now)

        await self._records.write(begin)
        who = await self.who(token)
        if who is None:
            raise refusals.closed()
        await self.note(f"sign_in.{came.way}", who=person)
        return token, who

    async def who(self, token: str | None) -> Person | None:
        """Return the person of a living session."""
        if not token:
            return None
        now, key = self._clock.now_ms(), secret_hash(token)
        found = await self._records.read(lambda connection: store.person_of_session(connection, key, now_ms=now))
        if found is None:
            return None
        person, seen_ms = found
        if now - seen_ms >= SEEN_EVERY_MS:
            with contextlib.suppress(StoreUnavailableError):  # that it was seen is worth no refusal
                await self._records.write(lambda connection: store.note_seen(connection, key, now_ms=now))
        return person

    async def sign_out(self, token: str) -> None:
        await self._records.write(lambda connection: store.drop_session(connection, secret_hash(token)))

    async def act_for(self, token: str, person: Person, club: str) -> Person:
        """Choose the club this session acts for. Raises RefusedError 404."""
        if club not in person.clubs:
            raise refusals.no_such_club()
        await self._records.write(lambda connection: store.set_club(connection, secret_hash(token), club))
        return await self.who(token) or person

    # --- sessions ---

    async def sessions(self, person: Person) -> list[SessionRow]:
        now = self._clock.now_ms()
        return await self._records.read(lambda connection: store.sessions_of(connection, person.id, now_ms=now))

    async def end_session(self, person: Person, session: str) -> None:
        """End one of the person's own sessions. Raises RefusedError 404."""
        if not await self._records.write(lambda connection: store.end_session(connection, person.id, session)):
            raise refusals.no_such_session()

    async def end_others(self, person: Person, token: str | None) -> int:
        """End all sessions but this one; return how many."""
        keep = secret_hash(token) if token else ""
        return await self._records.write(lambda connection: store.end_sessions(connection, person.id, keep=keep))

    # --- one's own data ---

    async def change_password(self, person: Person, old: str, new: str, token: str | None) -> None:
        """Change it and end all other sessions. Raises RefusedError 401, 403, 422, 429."""
        await self.confirm(person, old, token)
        await self.set_password(person, new)
        await self.end_others(person, token)

    async def confirm(self, person: Person, password: str, token: str | None) -> None:
        """Let somebody prove who it is before what matters: by the password, without one by a session that just began.

        Raises RefusedError 401, 403, 429.
        """
        name = f"change:{person.id}"
        self._throttle.check(name)
        login = await self._records.read(lambda connection: store.login_of(connection, person.email))
        if login is not None and not login.password_hash:
            await self._just_began(person, token)
        elif login is None or not await self._fits(login.password_hash, password):
            self._throttle.failed(name)
            raise refusals.wrong_password()
        self._throttle.succeeded(name)

    async def _just_began(self, person: Person, token: str | None) -> None:
        if not await self.began_lately(person, token, FRESH_MS):
            raise refusals.refused("sign_in_anew")

    async def began_lately(self, person: Person, token: str | None, within_ms: int) -> bool:
        """Say whether this session of the person began no longer ago than that."""
        here = secret_hash(token or "")
        began = [one.created_ms for one in await self.sessions(person) if one.token_hash == here]
        return bool(began) and self._clock.now_ms() - began[0] <= within_ms

    async def set_password(self, person: Person, new: str) -> None:
        """Raises RefusedError 422."""
        passwords.check(new, email=person.email, name=person.name)
        await self._store_password(person.id, new)

    async def _store_password(self, person: str, password: str) -> None:
        made = await self.hashed(password)
        await self._records.write(lambda connection: store.set_person(connection, person, password_hash=made))

    async def rename(self, person: Person, name: str, phone: str) -> None:
        await self._records.write(lambda connection: store.set_person(connection, person.id, name=name, phone=phone))
