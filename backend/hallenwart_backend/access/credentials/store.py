"""SQL of season credentials and staff codes: who holds which, and what a device keeps of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from hallenwart_backend.access.credentials.tables import credentials, device_credentials
from hallenwart_backend.access.grants.tables import grants
from hallenwart_backend.accounts.rules import CODE_READERS, Role
from hallenwart_backend.accounts.tables import people, roles
from hallenwart_backend.errors import CodeTakenError
from hallenwart_contract.documents import Credential, CredentialKind

STAFF: Final = "staff"
WAITING, ACTIVE, BLOCKED = "waiting", "active", "blocked"


@dataclass(frozen=True, slots=True)
class Card:
    """A credential as stored. `secret` is encrypted; None while waiting for its card, and once blocked."""

    id: str
    kind: str
    person: str
    site: str | None
    label: str
    state: str
    secret: bytes | None
    created_ms: int
    changed_ms: int


@dataclass(frozen=True, slots=True)
class Share:
    """What one device keeps of a credential."""

    hash: bytes = b""
    long: bytes = b""
    duress: bytes = b""
    key: bytes = b""


@dataclass(frozen=True, slots=True)
class Known:
    """An active credential at one device, and the clubs whose bookings its person may open."""

    id: str
    kind: str
    person: str
    site: str | None
    share: Share
    clubs: frozenset[str]

    def credential(self, who: str) -> Credential:
        share = self.share
        kind = CredentialKind(self.kind)
        return Credential(id=self.id, kind=kind, who=who, hash=share.hash, long=share.long, duress=share.duress, key=share.key)


def _card(row: Row[Any]) -> Card:
    return Card(row.id, row.kind, row.person, row.site, row.label, row.state, row.secret, row.created_ms, row.changed_ms)


def one(connection: Connection, credential: str) -> Card | None:
    row = connection.execute(select(credentials).where(credentials.c.id == credential)).first()
    return _card(row) if row else None


def of_people(connection: Connection, wanted: Collection[str]) -> list[Card]:
    """Return these people's credentials that are not blocked, oldest first."""
    rows = connection.execute(
        select(credentials)
        .where(credentials.c.person.in_(list(wanted)), credentials.c.state != BLOCKED)
        .order_by(credentials.c.created_ms, credentials.c.id)
    )
    return [_card(row) for row in rows]


def active(connection: Connection) -> list[Card]:
    return [_card(row) for row in connection.execute(select(credentials).where(credentials.c.state == ACTIVE))]


def living(connection: Connection) -> list[Card]:
    """Return every credential that is not blocked."""
    return [_card(row) for row in connection.execute(select(credentials).where(credentials.c.state != BLOCKED))]


def known_at(connection: Connection, device: str) -> list[Known]:
    """Return the active credentials this device has a share of, of people whose account is open."""
    clubs = clubs_of_readers(connection)
    rows = connection.execute(
        select(credentials, device_credentials)
        .select_from(
            credentials.join(device_credentials, device_credentials.c.credential == credentials.c.id).join(
                people, people.c.id == credentials.c.person
            )
        )
        .where(device_credentials.c.device == device, credentials.c.state == ACTIVE, people.c.active)
        .order_by(credentials.c.id)
    )
    return [
        Known(
            row.id,
            row.kind,
            row.person,
            row.site,
            Share(row.hash, row.long, row.duress, row.key),
            clubs.get(row.person, frozenset()),
        )
        for row in rows
    ]


def clubs_of_readers(connection: Connection) -> dict[str, frozenset[str]]:
    """Return for each person the clubs whose codes they may read."""
    found: dict[str, set[str]] = {}
    for row in connection.execute(select(roles).where(roles.c.role.in_(sorted(CODE_READERS)))):
        found.setdefault(row.person, set()).add(row.scope)
    return {person: frozenset(scopes) for person, scopes in found.items()}


def sites_of(connection: Connection, wanted: Collection[Role]) -> dict[str, frozenset[str]]:
    """Return for each person with an open account the sites at which they hold one of these roles; empty is all."""
    found: dict[str, set[str]] = {}
    held = select(roles).join(people, people.c.id == roles.c.person).where(people.c.active)
    for row in connection.execute(held.where(roles.c.role.in_(sorted(wanted)))):
        found.setdefault(row.person, set()).add(row.scope)
    return {person: frozenset(scopes) for person, scopes in found.items()}


def missing(connection: Connection, devices: Collection[str]) -> list[tuple[Card, list[str]]]:
    """Return active credentials that some of these devices have no share of yet, and which."""
    have: dict[str, set[str]] = {}
    for row in connection.execute(select(device_credentials.c.credential, device_credentials.c.device)):
        have.setdefault(row.credential, set()).add(row.device)
    lacking = ((card, sorted(set(devices) - have.get(card.id, set()))) for card in active(connection))
    return [(card, short) for card, short in lacking if short]


def add(connection: Connection, card: Card, *, mark: bytes | None = None) -> None:
    """Raise IntegrityError when a card with this mark is known."""
    values = {name: getattr(card, name) for name in Card.__slots__}
    connection.execute(insert(credentials).values(**values, mark=mark))


def activate(connection: Connection, credential: str, *, secret: bytes, mark: bytes, now_ms: int) -> None:
    """Take in the card a credential waited for. Raises IntegrityError when a card with this mark is known."""
    values = {"state": ACTIVE, "secret": secret, "mark": mark, "changed_ms": now_ms}
    waits = credentials.c.id == credential, credentials.c.state == WAITING
    connection.execute(update(credentials).where(*waits).values(**values))


def block(connection: Connection, credential: str, *, now_ms: int) -> None:
    """Forget what opens; the row stays for the deny list and the audit."""
    values = {"state": BLOCKED, "secret": None, "mark": None, "changed_ms": now_ms}
    connection.execute(update(credentials).where(credentials.c.id == credential).values(**values))
    connection.execute(delete(device_credentials).where(device_credentials.c.credential == credential))


def blocked_since(connection: Connection, since_ms: int) -> list[str]:
    """Return credentials blocked after a time, the newest first."""
    rows = select(credentials.c.id).where(credentials.c.state == BLOCKED, credentials.c.changed_ms > since_ms)
    return list(connection.scalars(rows.order_by(credentials.c.changed_ms.desc(), credentials.c.id)))


def share(connection: Connection, credential: str, shares: Mapping[str, Share]) -> None:
    """Note what devices keep of a credential. Raises CodeTakenError when one of them has this code already."""
    for device, kept in shares.items():
        if kept.hash and _taken(connection, credential, device, kept.hash):
            raise CodeTakenError(f"{device} has this code already")
        values = {"hash": kept.hash, "long": kept.long, "duress": kept.duress, "key": kept.key}
        connection.execute(insert(device_credentials).values(credential=credential, device=device, **values))


def _taken(connection: Connection, credential: str, device: str, hashed: bytes) -> bool:
    theirs = device_credentials.c
    others = select(theirs.credential).where(theirs.device == device, theirs.hash == hashed, theirs.credential != credential)
    given = select(grants.c.id).where(grants.c.device == device, grants.c.pin == hashed)
    return bool(connection.scalar(select(or_(others.exists(), given.exists()))))
