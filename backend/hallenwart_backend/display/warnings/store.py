"""SQL of warnings: sources, what they told, and the codes of sites."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Row, delete, insert, select, update

from hallenwart_backend.display.warnings.model import Message
from hallenwart_backend.display.warnings.rules import CANCEL, standing
from hallenwart_backend.display.warnings.tables import site_warning_codes, warning_sources, warnings

CANCEL_KEPT_MS: Final = 31 * 86_400_000
"""So long a cancellation is remembered: what it cancels may be read after it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A feed. `read_ms`: when it was last read well; `fault`: why it was not the last time, empty when it was."""

    id: str
    name: str
    url: str
    every_min: int
    running: bool
    tag: str = ""
    modified: str = ""
    tried_ms: int | None = None
    read_ms: int | None = None
    fault: str = ""
    created_ms: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A message of a source. `ended_ms`: when it was cancelled or replaced."""

    id: str
    source: str
    received_ms: int
    ended_ms: int | None
    message: Message


def sources(connection: Connection) -> list[Source]:
    rows = connection.execute(select(warning_sources).order_by(warning_sources.c.created_ms, warning_sources.c.id))
    return [Source(**row._asdict()) for row in rows]


def put_sources(connection: Connection, wanted: Iterable[Source]) -> None:
    """Let these be all sources; what a source told goes with it."""
    kept = list(wanted)
    ids = [one.id for one in kept]
    connection.execute(delete(warnings).where(warnings.c.source.not_in(ids)))
    connection.execute(delete(warning_sources))
    for one in kept:
        connection.execute(insert(warning_sources).values(**{name: getattr(one, name) for name in Source.__dataclass_fields__}))


def note(connection: Connection, source: str, **values: object) -> None:
    connection.execute(update(warning_sources).where(warning_sources.c.id == source).values(**values))


def codes(connection: Connection) -> dict[str, list[str]]:
    return {row.site: list(row.codes) for row in connection.execute(select(site_warning_codes))}


def put_codes(connection: Connection, wanted: Mapping[str, list[str]], now_ms: int) -> None:
    connection.execute(delete(site_warning_codes))
    for site, mine in wanted.items():
        if mine:
            connection.execute(insert(site_warning_codes).values(site=site, codes=mine, set_ms=now_ms))


def take(connection: Connection, source: str, messages: Iterable[Message], now_ms: int) -> int:
    """Keep what is new, and note what it cancels or replaces; return how many messages are new."""
    new = 0
    for message in messages:
        identity = _id(source, message)
        if connection.execute(select(warnings.c.id).where(warnings.c.id == identity)).first() is not None:
            continue
        ends = message.sent_ms + CANCEL_KEPT_MS if message.kind == CANCEL else message.expires_ms
        values = {
            "id": identity,
            "source": source,
            "sender": message.sender,
            "identifier": message.identifier,
            "sent_ms": message.sent_ms,
            "expires_ms": ends,
            "received_ms": now_ms,
            "body": msgspec.json.encode(message),
        }
        connection.execute(insert(warnings).values(**values))
        new += 1
    if new:
        _end(connection, source, now_ms)
    return new


def _end(connection: Connection, source: str, now_ms: int) -> None:
    known = [one for one in since(connection, now_ms) if one.source == source]
    live = {id(one) for one in standing((each.message for each in known), now_ms)}
    ended = [one.id for one in known if one.ended_ms is None and id(one.message) not in live and one.message.kind != CANCEL]
    if ended:
        connection.execute(update(warnings).where(warnings.c.id.in_(ended)).values(ended_ms=now_ms))


def since(connection: Connection, after_ms: int) -> list[Kept]:
    """Return what ends after this, oldest first."""
    query = select(warnings).where(warnings.c.expires_ms > after_ms).order_by(warnings.c.sent_ms, warnings.c.id)
    return [kept for row in connection.execute(query) if (kept := _kept(row)) is not None]


def _kept(row: Row[Any]) -> Kept | None:
    try:
        return Kept(row.id, row.source, row.received_ms, row.ended_ms, msgspec.json.decode(row.body, type=Message))
    except msgspec.MsgspecError:
        return None


def _id(source: str, message: Message) -> str:
    said = f"{source}\n{message.sender}\n{message.identifier}\n{message.sent_ms}"
    return hashlib.sha256(said.encode()).hexdigest()[:32]
