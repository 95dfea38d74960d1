"""The history of a slot in words, German and English: what was decided, what it changed, who did it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from zoneinfo import ZoneInfo

from hallenwart_backend.halls.parts import Language, Part, words_of
from hallenwart_contract.clock import utc

LANGUAGES: Final[tuple[Language, ...]] = ("de", "en")
_DAYS: Final[dict[Language, tuple[str, ...]]] = {
    "de": ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_ACTS: Final[dict[str, tuple[str, str]]] = {
    "booked": ("Gebucht", "Booked"),
    "asked": ("Angefragt", "Asked for"),
    "approved": ("Zugesagt", "Approved"),
    "declined": ("Abgelehnt", "Declined"),
    "moved": ("Verlegt", "Moved"),
    "cancelled": ("Abgesagt", "Cancelled"),
    "displaced": ("Verdrängt", "Displaced"),
    "skipped": ("Ausgelassen", "Skipped"),
    "offered": ("Zum Verleihen angeboten", "Offered for lending"),
    "withdrawn": ("Angebot zurückgenommen", "Offer withdrawn"),
    "lent": ("Verliehen", "Lent"),
    "returned": ("Zurückgegeben", "Returned"),
    "filled": ("Von der Warteliste besetzt", "Filled from the waiting list"),
    "imported": ("Übernommen", "Imported"),
    "changed": ("Geändert", "Changed"),
    "asked_to_lend": ("Nach Verleihen gefragt", "Asked to lend"),
    "asked_to_move": ("Um Verlegen gebeten", "Asked to move"),
    "kept": ("Recht bestätigt", "Right confirmed"),
}


_KINDS: Final = {
    "training": ("Training", "training"),
    "match": ("Spiel", "match"),
    "event": ("Veranstaltung", "event"),
    "school": ("Schule", "school"),
    "block": ("Sperre der Stadt", "block by the town"),
}


@dataclass(frozen=True, slots=True)
class Where:
    """A booking's place and time at one moment. `hall_name` empty: the hall that everybody is talking of."""

    hall: str
    sections: tuple[int, ...]
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class HallWords:
    """What words about a hall need."""

    name: str
    sections: int
    zone: ZoneInfo
    parts: tuple[Part, ...] = ()

    def of(self, sections: Sequence[int], language: Language) -> str:
        return words_of(sections, self.sections, self.parts, language)


def act_words(act: str, language: Language) -> str:
    return _ACTS[act][LANGUAGES.index(language)]


def when(start_ms: int, end_ms: int, zone: ZoneInfo, language: Language) -> str:
    """Return "Mo 23.11. 18:00-20:00" in the zone's wall time; a time past midnight names the other day too."""
    start, end = (utc(ms).astimezone(zone) for ms in (start_ms, end_ms))
    day = _DAYS[language][start.weekday()]
    date = f"{day} {start:%d.%m.%Y}" if language == "de" else f"{day} {start:%Y-%m-%d}"
    last = f"{end:%H:%M}" if end.date() == start.date() else f"{_DAYS[language][end.weekday()]} {end:%H:%M}"
    return f"{date} {start:%H:%M}\u2013{last}"


def place_words(where: Where, halls: Mapping[str, HallWords], language: Language, *, beside: str = "") -> str:
    """Return time and place; the hall only where it is not the one `beside`."""
    hall = halls.get(where.hall)
    if hall is None:
        return when(where.start_ms, where.end_ms, ZoneInfo("UTC"), language)
    parts = [when(where.start_ms, where.end_ms, hall.zone, language), "" if where.hall == beside else hall.name]
    return ", ".join(part for part in [*parts, hall.of(where.sections, language)] if part)


def was_of(detail: Mapping[str, Any]) -> Where | None:
    """Return where a booking was before a move, as its history has it."""
    was: Any = detail.get("was")
    try:
        return Where(str(was["hall"]), tuple(was["sections"]), int(was["start_ms"]), int(was["end_ms"]))
    except (KeyError, TypeError, ValueError):
        return None


def places_then(now: Where, details: Sequence[Mapping[str, Any]]) -> list[tuple[Where | None, Where]]:
    """Return for each entry, oldest first, where the booking was before (None: there was no move) and after it."""
    after, told = now, []
    for detail in reversed(details):
        before = was_of(detail)
        told.append((before, after))
        after = before or after
    return list(reversed(told))


def change_words(before: Where | None, after: Where, halls: Mapping[str, HallWords], language: Language) -> str:
    """Say what changed from one place and time to another, leaving out what stayed; empty where nothing did."""
    if before is None or before == after:
        return ""
    far = before.hall != after.hall
    hall = halls.get(after.hall)
    if hall is not None and not far and (before.start_ms, before.end_ms) == (after.start_ms, after.end_ms):
        old, new = (hall.of(one.sections, language) for one in (before, after))
    else:
        same = not far and before.sections == after.sections
        ends = (replace(one, sections=()) if same else one for one in (before, after))
        old, new = (_bare(one, halls, language, far=far, same=same) for one in ends)
    return f"von {old} auf {new}" if language == "de" else f"from {old} to {new}"


def named_words(detail: Mapping[str, Any], language: Language) -> str:
    """Say what a booking is called now and was before; empty where its names stayed."""
    named: Any = detail.get("named")
    if not isinstance(named, Mapping):
        return ""
    german, said = language == "de", []
    if pair := named.get("title"):
        said.append(f"Titel „{pair[0]}“ jetzt „{pair[1]}“" if german else f"title “{pair[0]}” now “{pair[1]}”")
    if pair := named.get("kind"):
        old, new = (_KINDS[one][0 if german else 1] if one in _KINDS else one for one in pair)
        said.append(f"Art {old} jetzt {new}" if german else f"kind {old} now {new}")
    if "note" in named:
        said.append("Notiz" if german else "note")
    return ", ".join(said)


def _bare(where: Where, halls: Mapping[str, HallWords], language: Language, *, far: bool, same: bool) -> str:
    hall = halls.get(where.hall)
    if same and hall is not None:
        return when(where.start_ms, where.end_ms, hall.zone, language)
    return place_words(where, halls, language, beside="" if far else where.hall)
