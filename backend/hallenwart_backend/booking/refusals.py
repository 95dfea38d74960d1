"""How a refused booking is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.rules import HORIZON_DAYS, Slot
from hallenwart_backend.errors import RefusedError

_WORDS: Final = {
    "bad_sections": ("Diese Hallenteile gibt es nicht.", "There are no such sections."),
    "bad_grid": ("Beginn und Ende liegen auf der Viertelstunde.", "Start and end are on the quarter of an hour."),
    "bad_length": ("Eine Belegung dauert 30 Minuten bis 8 Stunden.", "A booking lasts 30 minutes to 8 hours."),
    "past": ("Diese Zeit ist schon vorbei.", "This time is over."),
    "too_far": (f"Mehr als {HORIZON_DAYS} Tage voraus geht nicht.", f"No more than {HORIZON_DAYS} days ahead."),
    "closed": ("Zu dieser Zeit ist die Halle geschlossen.", "The hall is closed at that time."),
}


def refused(code: str, why: str = "") -> RefusedError:
    """`why` names the closure or holiday because of which a hall is closed."""
    de, en = _WORDS[code]
    if why:
        de, en = f"Halle geschlossen: {why}.", f"The hall is closed: {why}."
    return RefusedError(code, de, en, status=422, why=why)


def taken(hall: str, conflicts: Sequence[Booking], nearest: list[Slot]) -> RefusedError:
    """Say who has the time; the routes give `conflicts` and `nearest` the form of the API."""
    de, en = "Diese Zeit ist gerade vergeben worden.", "This time has just been taken."
    return RefusedError("taken", de, en, status=409, hall=hall, conflicts=list(conflicts), nearest=nearest)


def changed() -> RefusedError:
    """Tell that somebody changed it between looking and doing; nothing is in the way."""
    return RefusedError(
        "changed",
        "Das hat sich inzwischen geändert; es wurde nichts getan. Bitte sehen Sie noch einmal nach.",
        "This changed meanwhile; nothing was done. Please look at it again.",
        status=409,
    )


def not_yours() -> RefusedError:
    return RefusedError("forbidden", "Das darf dieses Konto nicht.", "This account may not do that.", status=403)


def gone() -> RefusedError:
    return RefusedError("no_such_booking", "Diese Belegung gibt es nicht.", "There is no such booking.", status=404)


def hall_led(name: str, link: str = "") -> RefusedError:
    return RefusedError(
        "hall_led",
        f"Diese Halle wird in {name} geführt. Bitte buchen und ändern Sie dort.",
        f"This hall is led in {name}. Please book and change there.",
        status=409,
        source=name,
        link=link,
    )


def led_elsewhere() -> RefusedError:
    return RefusedError(
        "led_elsewhere",
        "Diese Belegung führt ein anderes Buchungssystem. Bitte dort ändern, oder hier absagen.",
        "Another booking system leads this booking. Please change it there, or cancel it here.",
        status=409,
    )


def busy() -> RefusedError:
    return RefusedError(
        "busy",
        "Hier ändert sich gerade zu viel auf einmal; es wurde nichts geändert. Bitte versuchen Sie es noch einmal.",
        "Too much changes here at once; nothing was changed. Please try again.",
        status=409,
    )


def over() -> RefusedError:
    return RefusedError(
        "over",
        "Diese Belegung ist vorbei oder abgesagt.",
        "This booking is over or was cancelled.",
        status=409,
    )


def no_code() -> RefusedError:
    return RefusedError(
        "no_code",
        "Für diese Belegung gibt es keinen Code (mehr).",
        "There is no code for this booking (any more).",
        status=409,
    )


def no_such_room() -> RefusedError:
    return RefusedError("no_such_room", "Diesen Raum gibt es hier nicht.", "There is no such room at this site.", status=422)


def room_elsewhere(room: str, hall: str) -> RefusedError:
    de, en = f"{room} gehört nicht zu {hall}.", f"{room} does not go with {hall}."
    return RefusedError("room_elsewhere", de, en, status=422)


def room_closed(room: str, why: str) -> RefusedError:
    de, en = f"{room} ist zu dieser Zeit geschlossen: {why}.", f"{room} is closed at that time: {why}."
    return RefusedError("room_closed", de, en, status=422, why=why)


def room_not_alone(room: str) -> RefusedError:
    return RefusedError(
        "room_not_alone",
        f"{room} gibt es nur zusammen mit einer Halle. Bitte wählen Sie dort den Raum dazu.",
        f"{room} is only to be had together with a hall. Please take the room along there.",
        status=422,
    )


def no_such_club() -> RefusedError:
    return RefusedError("no_such_club", "Diesen Verein gibt es nicht.", "There is no such club.", status=404)


def bad_span() -> RefusedError:
    return RefusedError("bad_span", "Dieser Zeitraum geht nicht.", "That span of time does not work.", status=422)
