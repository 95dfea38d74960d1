"""What is told, and what of it changed since it was told last. Pure.

The time of a change is what copies go by: whoever has read up to one must find everything that came after it with a later one.
So it rises with every write, also when the clock was set back or the server was down.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from hallenwart_backend.exchange.model import Item, ItemKind

KEPT_MS: Final = 30 * 86_400_000
"""So long it is told that something is gone; RPDE asks for 7 days."""
_DIGEST: Final = 16
_coder: Final = msgspec.json.Encoder(order="deterministic")
_decoder: Final = msgspec.json.Decoder(Item)


@dataclass(frozen=True, slots=True)
class Row:
    """How an item is told: `body` is empty when it is gone."""

    kind: str
    id: str
    digest: str
    body: str
    modified_ms: int
    deleted: bool


def told(item: Item, salt: str = "") -> tuple[str, str]:
    """Return what is told of an item, and its digest; when a subject changed it is not part of either.

    `salt` is what else every telling depends on: when it changes, everything is told anew.
    """
    body = _coder.encode(replace(item, modified_ms=0, deleted=False))
    return body.decode(), hashlib.blake2b(body + salt.encode(), digest_size=_DIGEST).hexdigest()


def item_from(body: str) -> Item:
    return _decoder.decode(body)


def item_of(row: Row) -> Item:
    """Return an item as it was told, with the time it was told at."""
    if row.deleted:
        return Item(row.id, ItemKind(row.kind), row.modified_ms, deleted=True)
    return replace(_decoder.decode(row.body), modified_ms=row.modified_ms)


def own(items: Iterable[Item]) -> Iterator[Item]:
    """Yield what is ours to tell: what came from others is told by them, or it would go round in circles."""
    return (item for item in items if not item.source)


def dates_of(item: Item) -> list[Item]:
    """Return the dates of a training, each a thing of its own; one without a list of dates is its own only date."""
    if not item.shifts and item.from_ms is not None and not item.deleted:
        return [replace(item, id=f"{item.id}.1", kind=ItemKind.DATE, by_id=item.id)]
    return [
        Item(
            id=f"{item.id}.{date.id}",
            kind=ItemKind.DATE,
            modified_ms=0,
            title=item.title,
            url=item.url,
            by_id=item.id,
            sport=item.sport,
            from_ms=date.from_ms,
            to_ms=date.to_ms,
            free=date.free,
            capacity=date.wanted,
        )
        for date in item.shifts
        if not item.deleted
    ]


def at(now_ms: int, high_ms: int) -> int:
    """Return the time of the next write."""
    return max(now_ms, high_ms + 1)


def changes(kind: str, left: dict[str, bytes | None], items: Iterable[Item], modified_ms: int, salt: str = "") -> Iterator[Row]:
    """Yield what is to be told anew of a kind. `left`: what is told of it now, digests by id; used up, for it may be large."""
    for item in items:
        known = left.get(item.id, b"")
        if item.deleted or known is None:
            continue
        left[item.id] = None
        body, digest = told(item, salt)
        if known != bytes.fromhex(digest):
            yield Row(kind, item.id, digest, body, modified_ms, deleted=False)
    for identity, gone in left.items():
        if gone is not None:
            yield Row(kind, identity, "", "", modified_ms, deleted=True)
