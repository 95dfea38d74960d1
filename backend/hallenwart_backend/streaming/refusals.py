"""Why parts are not taken and streams not shown, in words."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.errors import RefusedError

_REFUSALS: Final = {
    "no_such_stream": (404, "Diese Übertragung gibt es nicht.", "There is no such stream."),
    "not_on": (404, "Die Übertragung läuft gerade nicht.", "The stream is not on right now."),
    "stream_ended": (410, "Die Übertragung ist beendet.", "The stream has ended."),
    "no_stream_right": (403, "Diese Kamera darf gerade nicht senden.", "This camera may not send now."),
    "outside_booking": (403, "Das liegt außerhalb der gebuchten Zeit.", "That is outside the booked time."),
    "part_late": (410, "Dieser Teil kommt zu spät.", "This part comes too late."),
    "init_first": (
        410,
        "Vor den Teilen kommt der Anfang (Nummer 0) ihres Laufs.",
        "Before its parts comes the beginning (number 0) of a run.",
    ),
    "bad_part": (422, "Das ist kein Teil eines Videos (fMP4).", "That is no part of a video (fMP4)."),
    "no_space": (507, "Für Übertragungen ist kein Platz mehr.", "There is no space left for streams."),
    "too_many_viewers": (
        503,
        "Gerade schauen zu viele zu. Bitte versuchen Sie es in ein paar Minuten noch einmal.",
        "Too many are watching right now. Please try again in a few minutes.",
    ),
}


def refused(code: str, **extra: object) -> RefusedError:
    status, de, en = _REFUSALS[code]
    return RefusedError(code, de, en, status=status, **extra)
