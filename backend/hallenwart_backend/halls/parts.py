"""Parts of a hall: named sets of its sections, nested as people see them (thirds, halves, the stage). Pure.

Sections are the smallest cells; only they are taken, so any nesting blocks rightly: two parts are in each other's way
exactly when they share a section.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Language = Literal["de", "en"]
MOST_PARTS: Final = 40
_WORDS: Final = {
    "de": {"whole": "ganze Halle", "one": "Teil", "many": "Teile", "and": "und"},
    "en": {"whole": "whole hall", "one": "section", "many": "sections", "and": "and"},
}


@dataclass(frozen=True, slots=True)
class Part:
    """`parent` is the part it is shown under, empty: the hall itself."""

    id: str
    name: str
    sections: tuple[int, ...]
    parent: str = ""


def names_of(sections: Iterable[int], count: int, parts: Sequence[Part] = (), language: Language = "de") -> list[str]:
    """Return what people call these sections of a hall with `count`: as few and as large parts as possible, in their order."""
    words, left = _WORDS[language], set(sections)
    if count <= 1 or not left:
        return []
    if len(left) >= count:
        return [words["whole"]]
    chosen = []
    for part in sorted(parts, key=lambda part: -len(part.sections)):
        if part.sections and left.issuperset(part.sections):
            chosen.append(part)
            left -= set(part.sections)
    named = [(part.sections[0], part.name) for part in chosen]
    if left:
        numbers = joined([str(section) for section in sorted(left)], language)
        named.append((min(left), f"{words['one' if len(left) == 1 else 'many']} {numbers}"))
    return [name for _, name in sorted(named)]


def words_of(sections: Iterable[int], count: int, parts: Sequence[Part] = (), language: Language = "de") -> str:
    """Return `Drittel 1 und Bühne`, `ganze Halle`; nothing for a place that has no sections."""
    return joined(names_of(sections, count, parts, language), language)


def joined(names: Sequence[str], language: Language = "de") -> str:
    """Return `A, B und C`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {_WORDS[language]['and']} {names[-1]}"


def free_parts(free: Iterable[int], parts: Sequence[Part]) -> list[str]:
    """Return the ids of the parts that are free as a whole."""
    cells = set(free)
    return [part.id for part in parts if cells.issuperset(part.sections)]


def fault_of_parts(parts: Sequence[Part], count: int) -> tuple[str, str] | None:
    """Return what is wrong as a code and the name of the part it is about, or None.

    Codes: too_many, twice (an id or a name), empty, no_such_section, no_such_parent, not_within (its parent), circle.
    """
    if len(parts) > MOST_PARTS:
        return "too_many", ""
    known = {part.id: part for part in parts}
    names = [part.name.casefold() for part in parts]
    for part in parts:
        parent = known.get(part.parent)
        checks = (
            ("twice", known[part.id] is not part or names.count(part.name.casefold()) > 1),
            ("empty", not part.sections),
            ("no_such_section", any(not 1 <= section <= count for section in part.sections)),
            ("no_such_parent", bool(part.parent) and parent is None),
            ("circle", _in_circle(part, known)),
            ("not_within", parent is not None and not set(part.sections) <= set(parent.sections)),
        )
        if fault := next((code for code, wrong in checks if wrong), None):
            return fault, part.name
    return None


def _in_circle(part: Part, known: dict[str, Part]) -> bool:
    seen, at = {part.id}, part.parent
    while at:
        if at in seen:
            return True
        seen.add(at)
        at = known[at].parent if at in known else ""
    return False
