"""Why places are not changed, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hallenwart_backend.errors import RefusedError

_WEEKDAYS: Final = {
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_HOURS: Final = {
    "bad_week": ("Eine Woche hat sieben Tage.", "A week has seven days."),
    "too_many": ("Das sind zu viele Zeiten an einem Tag.", "These are too many times in one day."),
    "bad_span": (
        "Eine Öffnungszeit beginnt vor Mitternacht, endet nach ihrem Beginn und spätestens am nächsten Tag um 12:00.",
        "A time begins before midnight, ends after it begins and by noon of the next day.",
    ),
    "off_grid": ("Die Zeiten liegen auf der Viertelstunde.", "The times are on the quarter of an hour."),
    "overlap": (
        "Zwei Öffnungszeiten überschneiden sich (auch die vom Vortag, die nach Mitternacht endet, zählt).",
        "Two times overlap (one of the day before that ends after midnight counts too).",
    ),
}
_SEASONS: Final = {
    "one_standard": ("Es gibt genau eine Woche ohne Datum.", "There is exactly one week without dates."),
    "bad_dates": (
        "Der letzte Tag liegt vor dem ersten, oder ein Datum fehlt.",
        "The last day is before the first, or a date is missing.",
    ),
    "overlap": ("Zwei Zeiträume überschneiden sich.", "Two periods overlap."),
}
_PARTS: Final = {
    "too_many": ("Das sind zu viele Hallenteile.", "These are too many parts."),
    "twice": ("Diesen Namen gibt es zweimal.", "This name is there twice."),
    "empty": ("Der Hallenteil hat keine Felder.", "The part has no sections."),
    "no_such_section": ("So viele Felder hat die Halle nicht.", "The hall has no such section."),
    "no_such_parent": ("Den Teil darüber gibt es nicht.", "The part above it does not exist."),
    "circle": ("Die Teile liegen im Kreis übereinander.", "The parts lie within each other in a circle."),
    "not_within": ("Der Teil reicht über den Teil darüber hinaus.", "The part reaches beyond the part above it."),
}
_CLOSURES: Final = {
    "bad_every": ("Diese Wiederholung gibt es nicht.", "There is no such repetition."),
    "ends_before": ("Das Ende liegt vor dem Beginn.", "The end is before the beginning."),
    "too_long": (
        "Die Schließung ist länger als ihr Abstand zur nächsten.",
        "The closure is longer than the time to the next one.",
    ),
    "bad_sections": ("Diese Hallenteile gibt es nicht.", "There are no such sections."),
    "until_before": ("Der letzte Tag der Wiederholung liegt vor dem ersten.", "The last repetition is before the first."),
    "no_place": ("Diesen Standort oder diese Halle gibt es nicht.", "There is no such site or hall."),
}


def _told(kind: str, words: dict[str, tuple[str, str]], code: str, name: str = "") -> RefusedError:
    de, en = words[code]
    lead = f"{name}: " if name else ""
    return RefusedError(f"{kind}_{code}", f"{lead}{de}", f"{lead}{en}", status=422)


def bad_hours(code: str, weekday: int | None = None) -> RefusedError:
    de, en = _HOURS[code]
    if weekday is not None:
        de, en = f"{_WEEKDAYS['de'][weekday]}: {de}", f"{_WEEKDAYS['en'][weekday]}: {en}"
    return RefusedError(f"hours_{code}", de, en, status=422)


def bad_seasons(code: str, name: str) -> RefusedError:
    return _told("season", _SEASONS, code, name)


def bad_parts(code: str, name: str) -> RefusedError:
    return _told("parts", _PARTS, code, name)


def bad_closure(code: str) -> RefusedError:
    return _told("closure", _CLOSURES, code)


def no_site() -> RefusedError:
    return RefusedError("no_such_site", "Diesen Standort gibt es nicht.", "There is no such site.", status=404)


def no_closure() -> RefusedError:
    return RefusedError("no_such_closure", "Diese Schließung gibt es nicht.", "There is no such closure.", status=404)


def no_calendar() -> RefusedError:
    return RefusedError("no_such_calendar", "Diesen Kalender gibt es nicht.", "There is no such calendar.", status=404)


def name_taken(name: str) -> RefusedError:
    return RefusedError("name_taken", f"{name} gibt es schon.", f"{name} is there already.", status=409)


def booked(outside: Sequence[object]) -> RefusedError:
    """The routes give `outside` the form of the API."""
    return RefusedError(
        "booked",
        "In diesen Hallenteilen gibt es noch Belegungen. Bitte erst verlegen oder absagen.",
        "There are bookings in these sections. Please move or cancel them first.",
        status=409,
        outside=list(outside),
    )


def parts_in_the_way(names: str) -> RefusedError:
    de = f"Diese Hallenteile, Türen oder Schlüssel brauchen mehr Felder: {names}. Bitte erst dort ändern."
    en = f"These parts, doors or keys need more sections: {names}. Please change them first."
    return RefusedError("parts_in_the_way", de, en, status=409)


def in_use() -> RefusedError:
    return RefusedError(
        "in_use",
        "Zu dieser Halle gehören Belegungen, Schlüssel oder Geräte. Sie kann nicht gelöscht, aber geschlossen werden.",
        "Bookings, keys or devices belong to this hall. It cannot be deleted, but it can be closed.",
        status=409,
    )


def bad_room(name: str) -> RefusedError:
    de, en = f"{name}: Nebenräume haben keine Teile.", f"{name}: extra rooms have no sections."
    return RefusedError("bad_room", de, en, status=422)


def bad_door(name: str) -> RefusedError:
    return RefusedError(
        "bad_door",
        f"{name}: Halle, Hallenteile und Räume müssen zu diesem Standort gehören, das Fach bestehen, der Name einmalig sein.",
        f"{name}: hall, sections and rooms must belong to this site, the compartment exist, and the name be there once.",
        status=422,
    )


def bad_zone(zone: str) -> RefusedError:
    return RefusedError("bad_zone", f"Die Zeitzone {zone} gibt es nicht.", f"There is no time zone {zone}.", status=422)
