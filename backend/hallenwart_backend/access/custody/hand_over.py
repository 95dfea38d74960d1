"""What a display tells of keys that the next group waits for: clubs and groups only, nobody by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from hallenwart_backend.access.custody.keys_out import Out, is_conflict, keys_out
from hallenwart_backend.display.rules import line, names
from hallenwart_backend.halls.model import Places
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import utc
from hallenwart_contract.view import Post, PostKind, PostText

GONE_AFTER_MS: Final = 60 * 60_000
"""So long after the next group should have begun, a note helps nobody any more."""
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Note:
    hall: str
    post: Post


def notes_of(out: Iterable[Out], places: Places, now_ms: int) -> tuple[Note, ...]:
    """Return a note for each key that is late for a group which comes soon."""
    found = []
    for one in out:
        hall, following = places.halls.get(one.compartment.hall or ""), one.following
        if hall is not None and following is not None and is_conflict(one, following, now_ms):
            group = line(names(places.clubs, following.holder), following.title)
            found.append(Note(hall.id, _post(one, group, following.start_ms, hall.zone)))
    return tuple(found)


def _post(one: Out, group: str, start_ms: int, zone: ZoneInfo) -> Post:
    """The device's own note of a key has the same id up to the last dot: a display shows one of both."""
    held, key = one.held, one.compartment.label or str(one.held.slot)
    at = f"{utc(start_ms).astimezone(zone):%H:%M}"
    return Post(
        kind=PostKind.NOTE,
        id=f"key.{held.device}.{held.slot}.{held.taken_ms}",
        title=_short(f"Schlüssel fehlt noch: {key}"),
        text=f"{group} beginnt um {at}." + (f" Ersatzschlüssel: Fach {one.spare}." if one.spare else ""),
        texts={
            "en": PostText(
                title=_short(f"Key not back yet: {key}"),
                text=f"{group} starts at {at}." + (f" Spare key: compartment {one.spare}." if one.spare else ""),
            ),
            "easy": PostText(
                title=_short(f"Der Schlüssel fehlt: {key}"),
                text=f"Um {at} Uhr kommt {group}." + (f" Ein zweiter Schlüssel ist in Fach {one.spare}." if one.spare else ""),
            ),
        },
        from_ms=held.due_ms if held.due_ms is not None else held.taken_ms,
        to_ms=start_ms + GONE_AFTER_MS,
    )


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"


class HandOver:
    """Implements `display.posts.ports.Notes`. Whoever watches keys tells what is late; `changed` hears when that is news."""

    def __init__(self, places: PlaceBook) -> None:
        self._places = places
        self._notes: tuple[Note, ...] | None = None
        self.changed: Callable[[], None] = lambda: None

    def told(self, out: Iterable[Out], now_ms: int) -> None:
        before, self._notes = self._notes, notes_of(out, self._places.current, now_ms)
        if before is not None and before != self._notes:
            self.changed()

    def of(self, connection: Connection, halls: Sequence[str], now_ms: int) -> list[Post]:
        notes = self._notes
        if notes is None:  # nobody looked since the start
            places = self._places.current
            notes = notes_of(keys_out(connection, places, now_ms), places, now_ms)
        return [note.post for note in notes if note.hall in halls]
