"""SQL of the evidence log. Nothing here changes or deletes a link."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, false, insert, or_, select

from hallenwart_backend.evidence.kinds import NOWHERE, Entry, Where
from hallenwart_backend.evidence.rules import GENESIS, SALT_BYTES, Link, Said, commitment_of, hash_of
from hallenwart_backend.evidence.tables import evidence, evidence_at, evidence_said

_FIELDS = tuple(Link.__dataclass_fields__)


def append(connection: Connection, *, kind: str, about: str, who: str, said: str, t_ms: int, at: Where = NOWHERE) -> Link:
    """Add a link in the transaction of the act itself and return it."""
    last = connection.execute(select(evidence).order_by(evidence.c.number.desc()).limit(1)).first()
    kept = Said(secrets.token_bytes(SALT_BYTES), said)
    number, prev = (last.number + 1, bytes(last.hash)) if last else (1, GENESIS)
    link = Link(number, t_ms, kind, about, who, commitment_of(kept), prev)
    link = replace(link, hash=hash_of(link))
    connection.execute(insert(evidence).values(**{name: getattr(link, name) for name in _FIELDS}))
    connection.execute(insert(evidence_said).values(number=number, salt=kept.salt, said=said))
    if at != NOWHERE:
        connection.execute(insert(evidence_at).values(number=number, **asdict(at)))
    return link


def append_once(
    connection: Connection, *, kind: str, about: str, who: str, said: str, t_ms: int, at: Where = NOWHERE
) -> Link | None:
    """Add a link unless there is one of this kind about this: devices may tell twice."""
    known = select(evidence.c.number).where(evidence.c.kind == kind, evidence.c.about == about)
    if connection.scalar(known.limit(1)) is not None:
        return None
    return append(connection, kind=kind, about=about, who=who, said=said, t_ms=t_ms, at=at)


def chain(connection: Connection) -> list[tuple[Link, Said | None]]:
    """Return all of it in order; what was said is None where it was erased."""
    joined = evidence.outerjoin(evidence_said, evidence_said.c.number == evidence.c.number)
    rows = select(evidence, evidence_said.c.salt, evidence_said.c.said).select_from(joined).order_by(evidence.c.number)
    return [(_link(row), _said(row)) for row in connection.execute(rows)]


@dataclass(frozen=True, slots=True)
class Found:
    """A link with what it stands for (None where that was erased) and the place it is found by."""

    link: Link
    said: str | None
    at: Where

    @property
    def entry(self) -> Entry:
        link = self.link
        return Entry(link.number, link.t_ms, link.kind, link.about, link.who, self.said, self.at)


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked for; what is empty does not limit. `kinds` are whole words or, with a dot at the end, beginnings."""

    site: str = ""
    device: str = ""
    zone: str = ""
    c: str = ""
    about: str = ""
    kinds: tuple[str, ...] = ()
    from_ms: int | None = None
    to_ms: int | None = None


def find(connection: Connection, wanted: Filter, *, before: int | None = None, limit: int | None = None) -> list[Found]:
    """Return links that fit, newest first; those below the number `before`."""
    rows = _joined().order_by(evidence.c.number.desc()).where(*_where(wanted))
    if before is not None:
        rows = rows.where(evidence.c.number < before)
    return [_found(row) for row in connection.execute(rows.limit(limit))]


def of_kinds(connection: Connection, kinds: Sequence[str]) -> list[Found]:
    """Return all links of these kinds, oldest first."""
    return [_found(row) for row in connection.execute(_joined().where(evidence.c.kind.in_(kinds)).order_by(evidence.c.number))]


def who_of(connection: Connection, kind: str, about: str) -> str:
    """Return the pseudonym of who did that, empty when nobody is known."""
    found = select(evidence.c.who).where(evidence.c.kind == kind, evidence.c.about == about).limit(1)
    return connection.scalar(found) or ""


def _joined() -> Select[Any]:
    joined = evidence.outerjoin(evidence_said, evidence_said.c.number == evidence.c.number).outerjoin(
        evidence_at, evidence_at.c.number == evidence.c.number
    )
    at = (evidence_at.c.site, evidence_at.c.device, evidence_at.c.zone, evidence_at.c.c)
    return select(evidence, evidence_said.c.said, *at).select_from(joined)


def _where(wanted: Filter) -> Iterator[ColumnElement[bool]]:
    for name in ("site", "device", "zone", "c"):
        if value := getattr(wanted, name):
            yield evidence_at.c[name] == value
    if wanted.about:
        yield evidence.c.about == wanted.about
    if wanted.kinds:
        yield or_(
            *(
                evidence.c.kind.startswith(kind, autoescape=True) if kind.endswith(".") else evidence.c.kind == kind
                for kind in wanted.kinds
            )
        )
    if wanted.from_ms is not None:
        yield evidence.c.t_ms >= wanted.from_ms
    if wanted.to_ms is not None:
        yield evidence.c.t_ms < wanted.to_ms


def _found(row: Row[Any]) -> Found:
    return Found(_link(row), row.said, Where(row.site or "", row.device or "", row.zone or "", row.c or ""))


def erase_said(connection: Connection, number: int) -> bool:
    """Forget what a link stands for; the chain stays valid. Return False when it was forgotten before."""
    return connection.execute(delete(evidence_said).where(evidence_said.c.number == number)).rowcount > 0


def naming(connection: Connection, who: str, texts: Sequence[str]) -> list[Found]:
    """Return the links of a pseudonym and those whose words hold one of these texts, oldest first."""
    words = (evidence_said.c.said.contains(text, autoescape=True) for text in texts if text)
    rows = _joined().where(or_(evidence.c.who == who, *words)).order_by(evidence.c.number)
    return [_found(row) for row in connection.execute(rows)]


def erase_words(connection: Connection, texts: Sequence[str]) -> int:
    """Forget what links stand for whose words hold one of these texts; the chain stays valid. Return how many."""
    words = [evidence_said.c.said.contains(text, autoescape=True) for text in texts if text]
    return connection.execute(delete(evidence_said).where(or_(false(), *words))).rowcount


def _link(row: Row[Any]) -> Link:
    fields = {name: getattr(row, name) for name in _FIELDS}
    return Link(**fields | {name: bytes(fields[name]) for name in ("commitment", "prev", "hash")})


def _said(row: Row[Any]) -> Said | None:
    return Said(bytes(row.salt), row.said) if row.said is not None else None
