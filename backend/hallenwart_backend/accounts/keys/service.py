"""API keys: made, shown once, used by programs, revoked at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select, update

from hallenwart_backend import bearer
from hallenwart_backend.accounts import store as people
from hallenwart_backend.accounts.keys import rules
from hallenwart_backend.accounts.keys.tables import api_keys
from hallenwart_backend.accounts.refusals import refused
from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.accounts.throttle import paused
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.bucket import Buckets
from hallenwart_backend.secret_hash import secret_hash
from hallenwart_contract.clock import Clock

_USED_EVERY_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class Key:
    """A key as its owner sees it."""

    id: str
    name: str
    club: str
    roles: tuple[str, ...]
    writes: bool
    created_ms: int
    expires_ms: int
    used_ms: int | None
    revoked_ms: int | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new key may do. Empty `roles`: all of the person's; empty `club`: all of their clubs."""

    name: str
    days: int
    club: str = ""
    roles: tuple[str, ...] = ()
    writes: bool = False


class ApiKeys:
    def __init__(self, records: Records, clock: Clock) -> None:
        self._records = records
        self._clock = clock
        self._buckets = Buckets()

    async def who(self, key: str, method: str, sender: str) -> Person:
        """Return for whom a program acts, with no more than the key and the person may do today.

        Raises RefusedError 401, 403 for a change with a key that reads, 429 for who asks too fast.
        """
        row = await self._valid(key, sender)
        if row.scope:
            raise refused("key_for_data")
        person = await self._records.read(lambda connection: people.person_of(connection, row.person))
        if person is None:
            raise refused("bad_key")
        if not row.writes and not rules.is_read(method):
            raise refused("key_reads")
        await self._note_use(row)
        return rules.limited(person, row.id, club=row.club, roles=row.roles)

    async def opens_data(self, key: str, sender: str) -> None:
        """Take a key that reads open data: one made for it, or any other. Raises RefusedError 401, 429."""
        await self._note_use(await self._valid(key, sender))

    async def _valid(self, key: str, sender: str) -> Row[Any]:
        named = bearer.id_of(rules.KEY_PREFIX, key)
        row = await self._records.read(lambda connection: _row(connection, named))
        if (
            not bearer.fits(key, row.key_hash if row else None)
            or row is None
            or row.revoked_ms is not None
            or row.expires_ms <= self._clock.now_ms()
        ):
            self._slow_down(f"wrong:{sender}")
            raise refused("bad_key")
        self._slow_down(f"key:{row.id}")
        return row

    async def _note_use(self, row: Row[Any]) -> None:
        now = self._clock.now_ms()
        if now - (row.used_ms or 0) >= _USED_EVERY_MS:
            await self._records.write(lambda connection: _set(connection, row.id, used_ms=now))

    def _slow_down(self, name: str) -> None:
        if (wait_ms := self._buckets.take(name, self._clock.mono_ms())) > 0:
            raise paused(wait_ms)

    async def of(self, person: Person) -> list[Key]:
        """Return the keys of a person, the newest first."""

        def look(connection: Connection) -> list[Key]:
            theirs = select(api_keys).where(api_keys.c.person == person.id, api_keys.c.scope == "")
            return [key_in(row) for row in connection.execute(theirs.order_by(api_keys.c.created_ms.desc(), api_keys.c.id))]

        return await self._records.read(look)

    async def make(self, person: Person, wanted: Wanted) -> tuple[Key, str]:
        """Return a new key and its text, which is shown this once. Raises RefusedError 404, 409, 422."""
        if wanted.club and wanted.club not in person.clubs:
            raise refused("no_such_club")
        roles = rules.roles_asked(person, wanted.roles)
        if len(roles) != len(set(wanted.roles)):
            raise refused("staff_only")
        now = self._clock.now_ms()
        identity, text = bearer.new_key(rules.KEY_PREFIX)
        values: dict[str, Any] = {
            "id": identity,
            "name": wanted.name,
            "club": wanted.club,
            "roles": roles,
            "writes": wanted.writes,
            "created_ms": now,
            "expires_ms": now + min(wanted.days * 86_400_000, rules.LONGEST_MS),
        }

        def enter(connection: Connection) -> Key:
            living = select(api_keys.c.id).where(api_keys.c.person == person.id, api_keys.c.revoked_ms.is_(None))
            if len(connection.execute(living.where(api_keys.c.expires_ms > now)).all()) >= rules.MOST_KEYS:
                raise refused("too_many_keys")
            connection.execute(insert(api_keys).values(person=person.id, key_hash=secret_hash(text), **values))
            made = _row(connection, identity)
            assert made is not None  # noqa: S101 - inserted in this transaction
            return key_in(made)

        return await self._records.write(enter), text

    async def revoke(self, person: Person, key: str) -> None:
        """End one of the person's keys at once. Raises RefusedError 404."""
        now = self._clock.now_ms()

        def end(connection: Connection) -> bool:
            theirs = api_keys.c.id == key, api_keys.c.person == person.id, api_keys.c.revoked_ms.is_(None)
            return connection.execute(update(api_keys).where(*theirs).values(revoked_ms=now)).rowcount > 0

        if not await self._records.write(end):
            raise refused("no_such_key")


def _row(connection: Connection, key: str) -> Row[Any] | None:
    return connection.execute(select(api_keys).where(api_keys.c.id == key)).first() if key else None


def _set(connection: Connection, key: str, **values: object) -> None:
    connection.execute(update(api_keys).where(api_keys.c.id == key).values(**values))


def key_in(row: Row[Any]) -> Key:
    return Key(
        row.id,
        row.name,
        row.club,
        tuple(row.roles),
        row.writes,
        row.created_ms,
        row.expires_ms,
        row.used_ms,
        row.revoked_ms,
    )
