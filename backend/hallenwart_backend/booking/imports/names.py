"""Finds the halls, parts and clubs that a file names, tolerant of case, umlauts, blanks and signs. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from hallenwart_backend.booking.imports.columns import plain
from hallenwart_backend.halls.model import Hall

_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_LEGAL: Final = frozenset({"ev", "e", "v", "der", "die", "das", "the"})
_WHOLE: Final = frozenset(
    {"", "ganz", "ganze halle", "ganze", "komplett", "alle", "gesamt", "whole", "whole hall", "all", "full"}
)
_TOWN: Final = frozenset({"", "stadt", "sportamt", "die stadt", "town", "city", "sports office", "council"})
_SECTION_WORDS: Final = frozenset(
    {"teil", "teile", "drittel", "feld", "felder", "section", "sections", "part", "third", "court"}
)
_AND: Final = re.compile(r"\s*(?:\+|,|&|/|;|\bund\b|\band\b)\s*", re.IGNORECASE)
_RANGE: Final = re.compile(r"(\d{1,2})\s*[-\u2013]\s*(\d{1,2})")
_LETTERS: Final = "abcdefghijklmnop"


def keys(name: str) -> frozenset[str]:
    """Return the forms under which a name is looked up: `TV Jahn-Süd e.V.` is also `tvjahnsued` and `tvjahnsud`."""
    spelled = name.casefold().translate(_UMLAUTS)
    return frozenset("".join(word for word in plain(form).split() if word not in _LEGAL) for form in (name, spelled))


class Names:
    """Names of one kind. What two share is nobody's."""

    def __init__(self, known: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._ids: dict[str, set[str]] = {}
        self._texts: dict[str, str] = {}
        for identity, names in known:
            for name in names:
                for key in keys(name):
                    self._ids.setdefault(key, set()).add(identity)
                self._texts.setdefault(name.casefold(), identity)

    def find(self, text: str) -> str:
        """Return the id, empty where nobody or more than one fits."""
        found = {identity for key in keys(text) for identity in self._ids.get(key, ())}
        return found.pop() if len(found) == 1 else ""

    def alike(self, text: str) -> list[str]:
        """Return ids whose names look alike, the most alike first."""
        close = get_close_matches(text.casefold(), self._texts, n=3, cutoff=0.6)
        return list(dict.fromkeys(self._texts[one] for one in close))


def hall_names(halls: Iterable[Hall]) -> Names:
    return Names((hall.id, _hall_texts(hall)) for hall in halls)


def _hall_texts(hall: Hall) -> list[str]:
    texts = [hall.id, hall.name, f"{hall.site.name} {hall.name}", f"{hall.name} {hall.site.name}"]
    return texts if hall.is_room else [*texts, *(_without(hall.name, word) for word in ("Sporthalle", "Turnhalle", "Halle"))]


def _without(name: str, word: str) -> str:
    rest = name.removeprefix(f"{word} ").strip()
    return rest or name


def club_names(clubs: Mapping[str, str]) -> Names:
    return Names((identity, (identity, name)) for identity, name in clubs.items())


def is_town(text: str) -> bool:
    return plain(text) in _TOWN


def sections_of(text: str, hall: Hall) -> tuple[int, ...]:
    """Return the sections a text names in a hall; nothing where it names none there. An empty text is the whole hall."""
    if plain(text) in _WHOLE or hall.sections == 1:
        return tuple(range(1, hall.sections + 1))
    named = Names((part.id, (part.id, part.name)) for part in hall.parts)
    if one := _one(text, hall, named):
        return one
    ranged = _RANGE.sub(lambda found: "+".join(map(str, range(int(found[1]), int(found[2]) + 1))), text)
    pieces = [_one(piece, hall, named) for piece in _AND.split(ranged) if piece]
    return tuple(sorted({section for piece in pieces for section in piece})) if pieces and all(pieces) else ()


def _one(text: str, hall: Hall, named: Names) -> tuple[int, ...]:
    if part := named.find(text):
        return next(one.sections for one in hall.parts if one.id == part)
    words = [word for word in plain(text).split() if word not in _SECTION_WORDS]
    if len(words) != 1:
        return ()
    number = int(words[0]) if words[0].isdecimal() and len(words[0]) < 3 else _letter(words[0])
    return (number,) if 1 <= number <= hall.sections else ()


def _letter(word: str) -> int:
    return _LETTERS.find(word) + 1 if len(word) == 1 else 0


def split_place(text: str, halls: Names) -> tuple[str, str]:
    """Return the hall and the words of its part in one text, as `Nordparkhalle, Drittel 1`; the hall is empty if unknown."""
    if found := halls.find(text):
        return found, ""
    for at in (index for index, sign in enumerate(text) if sign in ",(-\u2013/:"):
        if found := halls.find(text[:at]):
            return found, text[at + 1 :].strip(" )")
    return "", ""
