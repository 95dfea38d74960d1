"""Keys that open data and nothing else: made by the office for other programs, seen and ended by all of the office."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, func, insert, select, update

from hallenwart_backend import bearer
from hallenwart_backend.accounts.keys import rules
from hallenwart_backend.accounts.keys.service import Key, key_in
from hallenwart_backend.accounts.keys.tables import api_keys
from hallenwart_backend.accounts.refusals import refused
from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.secret_hash import secret_hash
from hallenwart_contract.clock import Clock

MOST: Final = 200
"""So many living keys a town needs at most."""


class DataKeys:
    def __init__(self, records: Records, clock: Clock) -> None:
        self._records = records
        self._clock = clock

    async def every(self) -> list[Key]:
        """Return all keys for data, the newest first."""
        wanted = select(api_keys).where(api_keys.c.scope == rules.DATA).order_by(api_keys.c.created_ms.desc(), api_keys.c.id)
        return await self._records.read(lambda connection: [key_in(row) for row in connection.execute(wanted)])

    async def make(self, person: Person, name: str, days: int) -> tuple[Key, str]:
        """Return a new key and its text, which is shown this once. Raises RefusedError 409."""
        now = self._clock.now_ms()
        identity, text = bearer.new_key(rules.KEY_PREFIX)
        ends_ms = now + min(days * 86_400_000, rules.LONGEST_MS)
        values: dict[str, Any] = {"id": identity, "name": name, "roles": [], "created_ms": now, "expires_ms": ends_ms}

        def enter(connection: Connection) -> Key:
            living = api_keys.c.scope == rules.DATA, api_keys.c.revoked_ms.is_(None), api_keys.c.expires_ms > now
            if (connection.scalar(select(func.count()).select_from(api_keys).where(*living)) or 0) >= MOST:
                raise refused("too_many_data_keys")
            more = {"person": person.id, "key_hash": secret_hash(text), "scope": rules.DATA}
            connection.execute(insert(api_keys).values(**values, **more))
            return key_in(connection.execute(select(api_keys).where(api_keys.c.id == identity)).one())

        return await self._records.write(enter), text

    async def revoke(self, key: str) -> None:
        """End a key at once. Raises RefusedError 404."""
        one = api_keys.c.id == key, api_keys.c.scope == rules.DATA, api_keys.c.revoked_ms.is_(None)
        ended = update(api_keys).where(*one).values(revoked_ms=self._clock.now_ms())
        if not await self._records.write(lambda connection: connection.execute(ended).rowcount):
            raise refused("no_such_key")
