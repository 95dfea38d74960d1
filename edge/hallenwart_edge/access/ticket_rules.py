"""What the reader of this device says to a ticket, from the lists it was given. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from hallenwart_contract import badges, tickets
from hallenwart_contract.tickets import EventDoor, TicketWord


@dataclass(frozen=True, slots=True)
class TicketSaid:
    """What a ticket is worth here now, and for which event. `badge` and `code` when it was shown by a badge."""

    word: TicketWord
    event: str = ""
    title: str = ""
    digest: bytes = b""
    badge: str = ""
    code: str = ""


def open_doors(doors: Sequence[EventDoor], now_ms: int, *, trusted: bool) -> list[EventDoor]:
    """Return the events that people come in to now. Without a good clock that is the one that begins next in the list."""
    if trusted:
        return [door for door in doors if door.from_ms <= now_ms <= door.to_ms]
    return sorted(doors, key=lambda door: door.from_ms)[:1]


def said_to(text: str, doors: Sequence[EventDoor], used: Mapping[str, Collection[bytes]]) -> TicketSaid | None:
    """Return the word for what a reader read, None when it is no ticket: a badge is one only where a door lists it.

    `doors` are those that are open now, `used` the digests that came in already, by event.
    """
    digest, badge = tickets.digest_of(text), badges.read(text)
    if digest is None and badge is None:
        return None
    handle, code = badge or ("", "")
    for door in doors:
        mine = digest or tickets.badge_digest(door.event, handle)
        if mine in tickets.split(door.admits):
            word = TicketWord.AGAIN if mine in used.get(door.event, ()) else TicketWord.ADMITTED
            return TicketSaid(word, door.event, door.title, mine, handle, code)
    return TicketSaid(TicketWord.ELSEWHERE, digest=digest) if digest is not None else None
