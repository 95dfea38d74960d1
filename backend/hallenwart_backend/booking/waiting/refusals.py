"""How the waiting list refuses, in words."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.errors import RefusedError

_WORDS: Final = {
    "no_club": ("Bitte geben Sie an, für welchen Verein gewartet wird.", "Please say for which club."),
    "past": ("In dieser Zeit kann nichts mehr frei werden.", "Nothing can become free in this time any more."),
    "enough": ("Ihr Verein hat schon so viele Wartewünsche, wie erlaubt sind.", "Your club has as many wishes as allowed."),
    "sections": ("So viele Hallenteile hat diese Halle nicht.", "The hall does not have that many sections."),
    "dates": ("Die Daten müssen in Folge liegen, höchstens ein Jahr.", "The dates must be in order, a year at most."),
    "window": ("Das Zeitfenster ist kürzer als die gewünschte Dauer.", "The time window is shorter than the length."),
    "length": ("Die Dauer liegt auf der Viertelstunde, 30 Minuten bis 8 Stunden.", "The length: quarters, 30 min to 8 h."),
    "not_offered": (
        "Für diesen Wunsch ist gerade nichts zurückgelegt: Die Frist ist vorbei oder es wurde schon geantwortet.",
        "Nothing is held for this wish now: the time to answer is over, or it was answered.",
    ),
}


def refused(code: str) -> RefusedError:
    de, en = _WORDS[code]
    status = 409 if code in {"enough", "not_offered"} else 422
    return RefusedError(code, de, en, status=status)


def no_such_wish() -> RefusedError:
    return RefusedError("no_such_wish", "Diesen Wartewunsch gibt es nicht.", "There is no such wish.", status=404)
