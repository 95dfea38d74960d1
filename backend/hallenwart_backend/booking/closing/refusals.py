"""How a refused closing is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hallenwart_backend.booking.model import Booking
from hallenwart_backend.errors import RefusedError

_WORDS: Final = {
    "no_halls": ("Bitte wählen Sie mindestens eine Halle.", "Please choose at least one hall."),
    "bad_sections": (
        "Hallenteile gehen nur bei einer einzigen Halle, und nur solche, die es dort gibt.",
        "Sections go with one single hall, and only those that it has.",
    ),
    "bad_time": (
        "Diese Zeit geht nicht: Das Ende liegt nach dem Beginn, Wiederholungen überlappen sich nicht und haben ein Ende.",
        "This time does not work: the end is after the start, repetitions do not overlap and have an end.",
    ),
    "past": ("Diese Zeit ist schon vorbei.", "This time is over."),
    "too_many": ("Das sind zu viele Termine auf einmal.", "That is too many dates at once."),
    "bad_to": ("An diese Stelle kann nicht verlegt werden.", "It cannot be moved there."),
}


def refused(code: str, **extra: object) -> RefusedError:
    de, en = _WORDS[code]
    return RefusedError(code, de, en, status=422, **extra)


def running(bookings: Sequence[Booking]) -> RefusedError:
    return RefusedError(
        "running",
        "Eine Belegung läuft gerade. Soll sie enden, nennen Sie sie bitte ausdrücklich.",
        "A booking is running now. If it is to end, please name it.",
        status=409,
        running=[one.id for one in bookings],
    )


def told_there(bookings: Sequence[Booking]) -> RefusedError:
    return RefusedError(
        "led_elsewhere",
        "Eine Belegung, die ein anderes Buchungssystem führt, kann hier nicht verlegt werden.",
        "A booking that another booking system leads cannot be moved here.",
        status=409,
        bookings=[one.id for one in bookings],
    )


def not_free(booking: Booking) -> RefusedError:
    return RefusedError(
        "to_taken",
        "Die Ersatzzeit ist nicht (mehr) frei. Bitte wählen Sie eine andere.",
        "The substitute is not free (any more). Please choose another one.",
        status=409,
        booking=booking.id,
    )


def gone() -> RefusedError:
    return RefusedError(
        "no_such_closing", "Diese Sperre gibt es nicht (mehr).", "There is no such closing (any more).", status=404
    )
