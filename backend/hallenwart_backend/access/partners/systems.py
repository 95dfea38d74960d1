"""The booking systems themselves: their keys, what they may reach, where they want to be told, and how fast they may ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select, update

from hallenwart_backend import bearer
from hallenwart_backend.access.grants.vault import Vault
from hallenwart_backend.access.partners import book, rules
from hallenwart_backend.access.partners.refusals import refused, too_fast
from hallenwart_backend.access.partners.rules import Scope, Spot
from hallenwart_backend.access.partners.tables import systems
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.bucket import Buckets
from hallenwart_backend.secret_hash import secret_hash
from hallenwart_backend.webhook_rules import fault_of_url, new_secret
from hallenwart_backend.webhook_work import Address
from hallenwart_contract.clock import Clock

_USED_EVERY_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class Partner:
    """A booking system that presented its key."""

    id: str
    name: str
    scope: Scope
    url: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A booking system as the office sees it."""

    partner: Partner
    created_ms: int
    created_by: str
    revoked_ms: int | None
    used_ms: int | None
    old_until_ms: int | None


def _partner(row: Row[Any]) -> Partner:
    spots = frozenset(Spot(device, number) for device, number in row.spots)
    return Partner(row.id, row.name, Scope(frozenset(row.sites), spots), row.url)


class Systems:
    """Keys are shown once and stored hashed; secrets of webhooks are stored encrypted."""

    def __init__(self, records: Records, clock: Clock, vault: Vault, *, loopback: bool) -> None:
        self._records = records
        self._clock = clock
        self._vault = vault
        self._loopback = loopback
        self._buckets = Buckets()

    async def add(self, name: str, scope: Scope, *, by: str) -> tuple[str, str]:
        """Return (id, key) of a new system. The key is shown this once."""
        now = self._clock.now_ms()
        return await self._records.write(lambda connection: add(connection, name, scope, by=by, now_ms=now))

    async def who(self, key: str, sender: str) -> Partner:
        """Return whose key this is. Raises RefusedError 401, and 429 for who asks too fast."""
        named = bearer.id_of(rules.KEY_PREFIX, key)
        row = await self._records.read(lambda connection: _row(connection, named))
        if not bearer.fits(key, row.key_hash if row else None) or row is None or row.revoked_ms is not None:
            self._slow_down(f"wrong:{sender}")
            raise refused("bad_key")
        self._slow_down(f"system:{row.id}")
        now = self._clock.now_ms()
        if now - (row.used_ms or 0) >= _USED_EVERY_MS:
            await self._records.write(lambda connection: _set(connection, row.id, used_ms=now))
        return _partner(row)

    def _slow_down(self, name: str) -> None:
        if (wait_ms := self._buckets.take(name, self._clock.mono_ms())) > 0:
            raise too_fast(wait_ms)

    async def listed(self) -> list[Listed]:
        def look(connection: Connection) -> list[Listed]:
            rows = connection.execute(select(systems).order_by(systems.c.created_ms, systems.c.id))
            return [
                Listed(_partner(row), row.created_ms, row.created_by, row.revoked_ms, row.used_ms, row.old_until_ms)
                for row in rows
            ]

        return await self._records.read(look)

    async def named(self, system: str) -> Partner:
        """Raises RefusedError 404."""
        row = await self._records.read(lambda connection: _row(connection, system))
        if row is None:
            raise refused("no_such_partner")
        return _partner(row)

    async def revoke(self, system: str, *, by: str) -> None:
        """Close a key for good; repeated it is nothing to do. What was granted stays. Raises RefusedError 404."""
        now = self._clock.now_ms()

        def change(connection: Connection) -> None:
            if _row(connection, system) is None:
                raise refused("no_such_partner")
            revoke(connection, system, by=by, now_ms=now)

        await self._records.write(change)

    # --- webhooks ---

    async def listen(self, partner: Partner, url: str) -> str:
        """Enter where webhooks go; return the secret they are signed with, shown this once. Empty: no more webhooks.

        The secret before stops at once: another address is another receiver. Raises RefusedError 422.
        """
        if url and (fault := fault_of_url(url, loopback=self._loopback)):
            raise refused(fault)
        secret = new_secret() if url else ""
        sealed = self._vault.seal(secret, _owner(partner.id)) if url else None
        now = self._clock.now_ms()

        def change(connection: Connection) -> None:
            _set(connection, partner.id, url=url, secret=sealed, old_secret=None, old_until_ms=None)
            book.note(connection, partner.id, "webhook" if url else "webhook_off", now_ms=now)
            if not url:
                book.silence(connection, partner.id)

        await self._records.write(change)
        return secret

    async def rotate(self, partner: Partner) -> str:
        """Return a new secret; the one before signs too for a day. Raises RefusedError 409."""
        secret, now = new_secret(), self._clock.now_ms()
        sealed = self._vault.seal(secret, _owner(partner.id))

        def change(connection: Connection) -> None:
            row = _row(connection, partner.id)
            if row is None or not row.url:
                raise refused("no_webhook")
            until = now + rules.SECRET_OVERLAP_MS
            _set(connection, partner.id, secret=sealed, old_secret=row.secret, old_until_ms=until)
            book.note(connection, partner.id, "webhook_secret", now_ms=now)

        await self._records.write(change)
        return secret

    def address(self, connection: Connection, system: str, now_ms: int) -> Address | None:
        """Return where a system is told; None when it no longer listens."""
        row = _row(connection, system)
        if row is None or not row.url or row.revoked_ms is not None:
            return None
        living = [row.secret, row.old_secret if (row.old_until_ms or 0) > now_ms else None]
        return Address(row.url, tuple(self._vault.open(one, _owner(row.id)) for one in living if one))


def add(connection: Connection, name: str, scope: Scope, *, by: str, now_ms: int) -> tuple[str, str]:
    """Insert a system; return (id, key)."""
    system, key = bearer.new_key(rules.KEY_PREFIX)
    values: Mapping[str, Any] = {
        "id": system,
        "name": name,
        "key_hash": secret_hash(key),
        "sites": sorted(scope.sites),
        "spots": [[spot.device, spot.number] for spot in sorted(scope.spots)],
        "created_ms": now_ms,
        "created_by": by[:120],
    }
    connection.execute(insert(systems).values(**values))
    book.note(connection, system, "key_made", now_ms=now_ms, by=by)
    return system, key


def revoke(connection: Connection, system: str, *, by: str, now_ms: int) -> None:
    open_ = systems.c.id == system, systems.c.revoked_ms.is_(None)
    if connection.execute(update(systems).where(*open_).values(revoked_ms=now_ms)).rowcount:
        book.silence(connection, system)
        book.note(connection, system, "key_revoked", now_ms=now_ms, by=by)


def _row(connection: Connection, system: str) -> Row[Any] | None:
    return connection.execute(select(systems).where(systems.c.id == system)).first()


def _set(connection: Connection, system: str, **values: object) -> None:
    connection.execute(update(systems).where(systems.c.id == system).values(**values))


def _owner(system: str) -> str:
    return f"partner.{system}"
