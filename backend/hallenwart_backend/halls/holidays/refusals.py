"""Why a calendar of holidays is not taken in, in words."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.errors import RefusedError

_CALENDAR: Final = {
    "no_calendar": ("Das ist kein Kalender (iCalendar, .ics).", "This is no calendar (iCalendar, .ics)."),
    "too_large": ("Der Kalender ist zu groß (höchstens 1 MB).", "The calendar is too large (1 MB at most)."),
    "too_many": ("Der Kalender hat zu viele Einträge.", "The calendar has too many entries."),
    "too_often": ("Ein Eintrag wiederholt sich mehrmals am Tag.", "An entry repeats several times a day."),
    "bad_entry": (
        "Ein Eintrag ist kein Feiertag: ohne Namen, länger als vier Monate oder nicht lesbar.",
        "An entry is no holiday: it has no name, is longer than four months, or cannot be read.",
    ),
}
_FETCH: Final = {
    "bad_url": ("Das ist keine Adresse eines Kalenders.", "This is no address of a calendar."),
    "no_https": ("Die Adresse muss mit https:// beginnen.", "The address must begin with https://."),
    "private_address": ("Diese Adresse ist von hier nicht erlaubt.", "This address is not allowed from here."),
    "status": ("Der andere Server gibt den Kalender nicht heraus.", "The other server does not give the calendar."),
    "too_large": _CALENDAR["too_large"],
}


def bad_calendar(code: str, where: str) -> RefusedError:
    de, en = _CALENDAR[code]
    more = f" ({where})" if where else ""
    return RefusedError(f"calendar_{code}", f"{de}{more}", f"{en}{more}", status=422)


def not_fetched(code: str) -> RefusedError:
    de, en = _FETCH.get(code, ("Der Kalender ist nicht zu erreichen.", "The calendar cannot be reached."))
    return RefusedError("not_fetched", de, en, status=422)
