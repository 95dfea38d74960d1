"""Why trust, signs or hours are not taken, in words."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.errors import RefusedError

_WORDS: Final = {
    "not_yours_to_confirm": (
        403,
        "Das darf nur, wer für den Verein bucht.",
        "Only those who book for the club may do this.",
    ),
    "no_such_helper": (404, "Diesen Menschen gibt es hier nicht.", "There is no such person here."),
    "no_such_hours": (404, "Diese Stunden gibt es nicht.", "There are no such hours."),
    "no_such_mark": (
        404,
        "Dieser Code gehört zu keiner Schicht Ihres Vereins.",
        "This code belongs to no shift of your club.",
    ),
    "not_begun": (409, "Die Schicht hat noch nicht begonnen.", "The shift has not begun yet."),
    "not_over": (
        409,
        "Die Schicht läuft noch. Warten Sie bis zum Ende, oder tragen Sie die Zeit selbst ein.",
        "The shift is not over yet. Wait for its end, or enter the time yourself.",
    ),
    "not_helping": (409, "Dieser Mensch steht nicht für die Schicht im Plan.", "This person is not down for the shift."),
    "withdrawn": (409, "Diese Stunden sind schon zurückgezogen.", "These hours were withdrawn already."),
    "confirmed": (
        409,
        "Die Stunden sind schon bestätigt. Ziehen Sie sie zuerst zurück.",
        "The hours are confirmed already. Withdraw them first.",
    ),
    "nothing_seen": (
        422,
        "Niemand hat den Menschen gesehen. Bitte tragen Sie die Zeit ein und sagen Sie, warum.",
        "Nobody saw the person. Please enter the time and say why.",
    ),
    "say_why": (422, "Bitte sagen Sie in einem Satz, warum.", "Please say why in one sentence."),
    "out_of_range": (422, "Bitte eine Zeit bis 24 Stunden eintragen.", "Please enter a time of up to 24 hours."),
    "no_step": (422, "Bitte in Schritten von 5 Minuten.", "Please in steps of 5 minutes."),
    "is_over": (422, "Diese Zeit ist schon vorbei.", "This time has passed already."),
    "too_long": (422, "Das gilt höchstens fünf Jahre.", "That holds for five years at most."),
    "not_yet": (422, "Dieser Tag liegt in der Zukunft.", "This day is in the future."),
    "no_hours": (404, "Es sind noch keine Stunden bestätigt.", "No hours are confirmed yet."),
}


def refusal(code: str, **extra: object) -> RefusedError:
    status, de, en = _WORDS[code]
    return RefusedError(code, de, en, status=status, **extra)
