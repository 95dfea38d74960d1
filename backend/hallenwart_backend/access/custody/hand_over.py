"""What a display tells of keys that the next group waits for: clubs and groups only, nobody by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.access.custody.keys_out import Elsewhere, Out, is_conflict, keys_elsewhere, keys_out
from hallenwart_backend.access.custody.rules import NEEDED_WITHIN_MS
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.display.rules import line, names
from hallenwart_backend.halls.model import Compartment, Places
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


def notes_of(out: Iterable[Out], elsewhere: Iterable[Elsewhere], places: Places, now_ms: int) -> tuple[Note, ...]:
    """Return a note for each key that is late for a group which comes soon, and for each that waits elsewhere for one."""
    found = []
    for one in out:
        if one.following is not None and is_conflict(one, one.following, now_ms):
            held = one.held
            from_ms = held.due_ms if held.due_ms is not None else held.taken_ms
            found += _noted(one.compartment, one.following, places, _late(one.spare), from_ms, str(held.taken_ms))
    for other in elsewhere:
        following = other.following
        from_ms = following.start_ms - NEEDED_WITHIN_MS
        found += _noted(other.compartment, following, places, _moved(other.spare), from_ms, f"spare.{following.id}")
    return tuple(found)


Words = dict[str, tuple[str, str]]
"""Title and text by language; `{key}`, `{group}` and `{at}` stand in them."""


def _late(spare: int | None) -> Words:
    de, en, easy = ("", "", "")
    if spare is not None:
        de, en = f" Ersatzschlüssel: Fach {spare}.", f" Spare key: compartment {spare}."
        easy = f" Ein zweiter Schlüssel ist in Fach {spare}."
    return {
        "de": ("Schlüssel fehlt noch: {key}", "{group} beginnt um {at}." + de),
        "en": ("Key not back yet: {key}", "{group} starts at {at}." + en),
        "easy": ("Der Schlüssel fehlt: {key}", "Um {at} Uhr kommt {group}." + easy),
    }


def _moved(spare: int) -> Words:
    return {
        "de": (f"Schlüssel heute in Fach {spare}: {{key}}", f"{{group}} um {{at}}: der Schlüssel hängt in Fach {spare}."),
        "en": (f"Key today in compartment {spare}: {{key}}", f"{{group}} at {{at}}: the key hangs in compartment {spare}."),
        "easy": (f"Der Schlüssel ist in Fach {spare}", "Das ist für {group} um {at} Uhr."),
    }


def _noted(key: Compartment, following: Booking, places: Places, words: Words, from_ms: int, which: str) -> list[Note]:
    """Return the note. The device's own one of this key has an id that begins alike: its display shows that one alone."""
    hall = places.halls.get(key.hall or "")
    if hall is None:
        return []
    group = line(names(places.clubs, following.holder), following.title)
    told = {"key": key.label or str(key.number), "group": group}
    told["at"] = f"{utc(following.start_ms).astimezone(hall.zone):%H:%M}"
    said = {
        language: PostText(title=_short(title.format(**told)), text=text.format(**told))
        for language, (title, text) in words.items()
    }
    german = said.pop("de")
    post = Post(
        kind=PostKind.NOTE,
        id=f"key.{key.device}.{key.number}.{which}",
        title=german.title,
        text=german.text,
        texts=said,
        from_ms=from_ms,
        to_ms=following.start_ms + GONE_AFTER_MS,
    )
    return [Note(hall.id, post)]


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"


class HandOver:
    """Implements `display.posts.ports.Notes`. Whoever watches keys tells what is late; `changed` hears when that is news."""

    def __init__(self, places: PlaceBook) -> None:
        self._places = places
        self._notes: tuple[Note, ...] | None = None
        self.changed: Callable[[], None] = lambda: None

    def told(self, out: Iterable[Out], elsewhere: Iterable[Elsewhere], now_ms: int) -> None:
        before, self._notes = self._notes, notes_of(out, elsewhere, self._places.current, now_ms)
        if before is not None and before != self._notes:
            self.changed()

    def of(self, connection: Connection, halls: Sequence[str], now_ms: int) -> list[Post]:
        notes = self._notes
        if notes is None:  # nobody looked since the start
            places = self._places.current
            elsewhere = keys_elsewhere(connection, places, now_ms)
            notes = notes_of(keys_out(connection, places, now_ms), elsewhere, places, now_ms)
        return [note.post for note in notes if note.hall in halls]
