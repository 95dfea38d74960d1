"""Codes and passes of granted claims: one code for all lockers of a grant, one right per locker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Column, ColumnElement, Connection, Row, or_, select, update

from hallenwart_backend.access.custody.tables import custody
from hallenwart_backend.access.grants import passes
from hallenwart_backend.access.grants import store as access
from hallenwart_backend.access.grants.demands import grace_ms_at
from hallenwart_backend.access.grants.document import Right
from hallenwart_backend.access.grants.tables import grants, published
from hallenwart_backend.access.grants.vault import Drawn, Vault
from hallenwart_backend.access.loop.steps import GrantAt
from hallenwart_backend.access.partners.rules import AtLocker, KeyUse, Spot
from hallenwart_backend.access.partners.store import CLAIM, Claim
from hallenwart_contract.codes import CODE_DIGITS

_AFTER_CLAIM: Final = "pd"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person needs at the locker. `passes`: the text of the QR symbol, by locker. All None once over or revoked."""

    code: str | None
    extra: str | None
    passes: Mapping[str, str]

    @property
    def whole(self) -> str:
        return (self.code or "") + (self.extra or "")


def right_of(claim: Claim, device: str) -> str:
    """Return the id of a claim's right at one locker. Each change makes new ones: passes of the old window die with it."""
    return f"{claim.id}.{device}.{claim.version}"


class Codes:
    """Draws, stores, moves and shows. Storing runs inside the claim's own transaction."""

    def __init__(self, vault: Vault, key: Ed25519PrivateKey) -> None:
        self._vault = vault
        self._key = key

    def knows(self, devices: Iterable[str]) -> bool:
        return all(self._vault.knows(device) for device in devices)

    async def draw(self, claim: Claim) -> Drawn:
        return await self._vault.draw(claim.wish.slots)

    async def again(self, claim: Claim, code: str) -> Drawn:
        """Return the same code for the lockers of a changed claim."""
        return await self._vault.hashed(code, claim.wish.slots)

    def put(self, connection: Connection, claim: Claim, drawn: Drawn, *, now_ms: int) -> None:
        """Store the rights of a claim in place of those it had. Raises IntegrityError, CodeTakenError: draw again."""
        self.revoke(connection, claim)
        for device, hashes in drawn.hashes.items():
            right = Right(
                id=right_of(claim, device),
                booking=claim.bookings[0] if claim.bookings else "",  # the first hall's stands for the whole grant
                slots=tuple(sorted(claim.wish.slots[device])),
                from_ms=claim.wish.from_ms,
                to_ms=claim.wish.to_ms,
                pin=hashes.pin,
                long=hashes.long,
                duress=hashes.duress,
                who=self._vault.pseudonym(claim.id),
            )
            access.add_grant(connection, right, device=device, code=self._vault.seal(drawn.code, right.id), now_ms=now_ms)
        out = _of(custody.c.grant, claim.id), custody.c.returned_ms.is_(None)
        connection.execute(update(custody).where(*out).values(due_ms=claim.wish.to_ms))

    def revoke(self, connection: Connection, claim: Claim) -> None:
        living = _of(grants.c.id, claim.id), ~grants.c.revoked
        erased = {"pin": None, "long": None, "duress": None, "code": None}
        connection.execute(update(grants).where(*living).values(revoked=True, **erased))

    def shown(self, connection: Connection, claim: Claim) -> Shown:
        rows = connection.execute(
            select(grants).where(_of(grants.c.id, claim.id), ~grants.c.revoked).order_by(grants.c.id)
        ).all()
        code = next((self._vault.open(row.code, row.id) for row in rows if row.code), None)
        if code is None:
            return Shown(None, None, {})
        return Shown(code[:CODE_DIGITS], code[CODE_DIGITS:], {row.device: self._pass(row) for row in rows})

    def _pass(self, row: Row[Any]) -> str:
        right = GrantAt(row.id, row.device, tuple(row.slots), row.from_ms, row.to_ms, row.created_ms)
        return passes.show(right, key=self._key).text


def _of(column: Column[str], claim: str) -> ColumnElement[bool]:
    """Say which rights are a claim's, all claims' when empty. The range lets the index find them, whatever the collation."""
    all_of_them = (column >= CLAIM) & (column < _AFTER_CLAIM)
    return all_of_them & column.like(f"{claim}.%") if claim else all_of_them


def at_lockers(connection: Connection, claim: str) -> list[AtLocker]:
    """Return how far each locker is with a claim's living rights."""
    return all_at_lockers(connection, claim).get(claim, [])


def all_at_lockers(connection: Connection, claim: str = "", *, after_ms: int = 0) -> dict[str, list[AtLocker]]:
    """Return by claim how far each locker is with its living rights that end after a time."""
    joined = grants.outerjoin(published, (published.c.device == grants.c.device) & (published.c.channel == "grants"))
    columns = (
        grants.c.id,
        grants.c.device,
        grants.c.delivered_ms,
        grants.c.applied_ms,
        published.c.applied_ms.label("list_ms"),
    )
    rows = connection.execute(
        select(*columns)
        .select_from(joined)
        .where(_of(grants.c.id, claim), ~grants.c.revoked, grants.c.to_ms > after_ms)
        .order_by(grants.c.id)
    )
    found: dict[str, list[AtLocker]] = {}
    for row in rows:
        one = AtLocker(row.device, row.delivered_ms, row.applied_ms, row.list_ms)
        found.setdefault(row.id.partition(".")[0], []).append(one)
    return found


def key_uses(connection: Connection, claim: str) -> list[KeyUse]:
    """Return when the keys of a claim were out."""
    return all_key_uses(connection, claim, after_ms=0).get(claim, [])


def all_key_uses(connection: Connection, claim: str = "", *, after_ms: int) -> dict[str, list[KeyUse]]:
    """Return by claim when its keys were out, taken after a time or not back."""
    recent = or_(custody.c.taken_ms > after_ms, custody.c.returned_ms.is_(None))
    _, grace_ms = grace_ms_at(custody.c.device)
    wanted = select(custody, grace_ms.label("grace_ms")).where(_of(custody.c.grant, claim), recent)
    rows = connection.execute(wanted.order_by(custody.c.taken_ms))
    found: dict[str, list[KeyUse]] = {}
    for row in rows:
        use = KeyUse(Spot(row.device, row.slot), row.taken_ms, row.returned_ms, row.due_ms, row.grace_ms)
        found.setdefault(row.grant.partition(".")[0], []).append(use)
    return found
