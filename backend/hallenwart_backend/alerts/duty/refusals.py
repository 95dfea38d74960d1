"""Why the roster is not changed, in words."""

from __future__ import annotations

from hallenwart_backend.errors import RefusedError


def no_waking_way(name: str) -> RefusedError:
    return RefusedError(
        "no_waking_way",
        f"{name} hat noch keinen geprüften Weg, der nachts weckt (Mitteilung aufs Handy, SMS, Anruf, Pushover, Signal, ntfy). "
        "Erst danach kann die Bereitschaft eingetragen werden.",
        f"{name} has no verified way yet that wakes at night (push to a phone, SMS, call, Pushover, Signal, ntfy). "
        "Only then can the turn be entered.",
        status=409,
    )


_CALENDAR = {
    "no_calendar": ("Das ist kein Kalender (iCalendar, .ics).", "This is no calendar (iCalendar, .ics)."),
    "too_large": ("Der Kalender ist zu groß (höchstens 1 MB).", "The calendar is too large (1 MB at most)."),
    "too_many": ("Der Kalender hat zu viele Einträge.", "The calendar has too many entries."),
    "too_often": (
        "Ein Eintrag wiederholt sich mehrmals am Tag. So sieht kein Dienst aus.",
        "An entry repeats several times a day. No shift looks like that.",
    ),
    "bad_entry": ("Ein Eintrag ist nicht lesbar.", "An entry cannot be read."),
}
_FETCH = {
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


def no_person() -> RefusedError:
    return RefusedError("no_such_person", "Diese Person gibt es nicht.", "There is no such person.", status=404)


def no_site() -> RefusedError:
    return RefusedError("no_such_site", "Diesen Standort gibt es nicht.", "There is no such site.", status=404)


def no_shift() -> RefusedError:
    return RefusedError("no_such_shift", "Diesen Dienst gibt es nicht.", "There is no such shift.", status=404)


def no_stand_in() -> RefusedError:
    return RefusedError("no_such_stand_in", "Diese Vertretung gibt es nicht.", "There is no such stand-in.", status=404)


def too_many() -> RefusedError:
    return RefusedError(
        "too_many", "So viele Dienste nimmt der Plan nicht.", "The roster does not take so many shifts.", status=409
    )


def bad_times() -> RefusedError:
    return RefusedError(
        "bad_times",
        "Das Ende muss nach dem Beginn liegen, ein Dienst darf höchstens 31 Tage dauern (wöchentlich 7).",
        "The end must be after the begin, and a shift may last 31 days at most (weekly ones 7).",
        status=422,
    )


def bad_window() -> RefusedError:
    return RefusedError("bad_window", "Höchstens 62 Tage auf einmal.", "62 days at a time at most.", status=422)


def own_stand_in() -> RefusedError:
    return RefusedError("own_stand_in", "Niemand vertritt sich selbst.", "Nobody stands in for themselves.", status=422)


def only_own() -> RefusedError:
    return RefusedError(
        "forbidden",
        "Für andere trägt das nur das Amt oder die Verwaltung ein.",
        "Only the office or an administrator enters that for others.",
        status=403,
    )
