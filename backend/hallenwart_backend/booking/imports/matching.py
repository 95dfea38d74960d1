"""Finds the places and clubs that a table's rows name. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from hallenwart_backend.booking.imports.model import CREATE, SKIP, Settings, Unknown
from hallenwart_backend.booking.imports.names import Names, club_names, hall_names, is_town, sections_of, split_place
from hallenwart_backend.booking.imports.rows import Row
from hallenwart_backend.booking.rules import Timetable
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.ids import id_for


@dataclass(frozen=True, slots=True)
class Ground:
    """What stands while a file is looked at. `person` is who takes it in."""

    halls: Mapping[str, Hall]
    clubs: Mapping[str, str]
    table: Callable[[Hall], Timetable]
    now_ms: int
    person: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row wants to be, and for which club (None: the town); `new_club` is the name of one that is to be made."""

    hall: Hall
    sections: tuple[int, ...]
    club: str | None
    new_club: str = ""


@dataclass(slots=True)
class _Found:
    """What could not be matched so far, by what kind of name."""

    halls: Counter[str] = field(default_factory=Counter)
    clubs: Counter[str] = field(default_factory=Counter)
    parts: Counter[tuple[str, str]] = field(default_factory=Counter)


class Matcher:
    """Finds the places and clubs of rows. Each text is looked up once."""

    def __init__(self, ground: Ground, settings: Settings) -> None:
        self._ground, self._settings = ground, settings
        self._halls, self._clubs = hall_names(ground.halls.values()), club_names(ground.clubs)
        self._known_halls: dict[str, tuple[str, str]] = {}
        self._known_clubs: dict[str, str] = {}
        self._known_parts: dict[tuple[str, str], tuple[int, ...]] = {}
        self.missing = _Found()
        self.made: dict[str, str] = {}

    def place(self, row: Row) -> Place | str:
        """Return where and for whom, or a code: unknown_hall, unknown_part, unknown_club, skipped."""
        hall_id, rest = self._hall(row.hall)
        if hall_id in {"", SKIP}:
            return self._missed(self.missing.halls, row.hall, "unknown_hall") if not hall_id else "skipped"
        hall = self._ground.halls[hall_id]
        sections = self._sections(row.part or rest, hall)
        if not sections:
            self.missing.parts[hall_id, row.part or rest] += 1
            return "unknown_part"
        if is_town(row.club):
            return Place(hall, sections, None)
        club = self._club(row.club)
        if club in {"", SKIP}:
            return self._missed(self.missing.clubs, row.club, "unknown_club") if not club else "skipped"
        return Place(hall, sections, club, self.made.get(club, ""))

    def _missed(self, counter: Counter[str], text: str, code: str) -> str:
        counter[text] += 1
        return code

    def _hall(self, text: str) -> tuple[str, str]:
        if text not in self._known_halls:
            told = self._settings.halls.get(text, "")
            known = (told, "") if told in self._ground.halls or told == SKIP else split_place(text, self._halls)
            self._known_halls[text] = known
        return self._known_halls[text]

    def _sections(self, text: str, hall: Hall) -> tuple[int, ...]:
        if (hall.id, text) not in self._known_parts:
            told = self._settings.parts.get(f"{hall.id}|{text}", "") or text
            self._known_parts[hall.id, text] = sections_of(told, hall)
        return self._known_parts[hall.id, text]

    def _club(self, text: str) -> str:
        if text not in self._known_clubs:
            told = self._settings.clubs.get(text, "")
            known = told if told in self._ground.clubs or told == SKIP else self._clubs.find(text)
            if not known and told == CREATE:
                known = id_for(text, {*self._ground.clubs, *self.made}, nameless="verein")
                self.made[known] = text
            self._known_clubs[text] = known
        return self._known_clubs[text]

    def unknown_halls(self) -> tuple[Unknown, ...]:
        return _unknown(self.missing.halls, self._halls)

    def unknown_clubs(self) -> tuple[Unknown, ...]:
        return _unknown(self.missing.clubs, self._clubs)

    def unknown_parts(self) -> tuple[Unknown, ...]:
        return tuple(Unknown(text, count, hall=hall) for (hall, text), count in self.missing.parts.most_common())


def _unknown(missing: Counter[str], names: Names) -> tuple[Unknown, ...]:
    return tuple(Unknown(text, count, tuple(names.alike(text))) for text, count in missing.most_common())
