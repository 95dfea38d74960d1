"""Why something about a round is refused, in words."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.errors import RefusedError

_WORDS: Final[dict[str, tuple[int, str, str]]] = {
    "forbidden": (403, "Das darf dieses Konto nicht.", "This account may not do that."),
    "no_such_round": (404, "Diese Runde gibt es nicht.", "There is no such round."),
    "no_such_wish": (404, "Diesen Wunsch gibt es nicht.", "There is no such wish."),
    "no_such_club": (404, "Diesen Verein gibt es nicht.", "There is no such club."),
    "no_such_objection": (404, "Diesen Einwand gibt es nicht.", "There is no such objection."),
    "bad_season": (
        422,
        "Die Saison endet nach ihrem Beginn, höchstens 400 Tage später und höchstens 800 Tage von heute.",
        "A season ends after it begins, within 400 days, and within 800 days from now.",
    ),
    "past_season": (422, "Diese Saison ist schon vorbei.", "This season is over."),
    "bad_halls": (
        422,
        "Bitte wählen Sie mindestens eine Halle, die hier vergeben wird.",
        "Please choose at least one hall that is given here.",
    ),
    "bad_times": (
        422,
        "Der früheste Beginn liegt vor dem spätesten, beide auf der Viertelstunde.",
        "The earliest start is before the latest one, both on the quarter of an hour.",
    ),
    "too_many_wishes": (409, "Mehr als {most} Wünsche je Verein gehen nicht.", "No more than {most} wishes a club."),
    "wishes_over": (409, "Für diese Runde nehmen wir keine Wünsche mehr an.", "We take no more wishes for this round."),
    "objections_over": (409, "Einwände nehmen wir gerade nicht an.", "We take no objections at present."),
    "wrong_state": (409, "Das geht in diesem Stand der Runde nicht.", "That does not work in this state of the round."),
    "not_yet": (409, "Der Vorschlag ist noch in Arbeit.", "The proposal is still being worked on."),
    "no_wishes": (409, "Noch hat kein Verein einen Wunsch.", "No club has a wish yet."),
    "solving": (409, "Ein Vorschlag wird gerade berechnet. Bitte warten Sie.", "A proposal is being worked out. Please wait."),
    "objections_open": (
        409,
        "Auf {count} Einwände fehlt noch die Antwort. Bitte antworten Sie zuerst.",
        "{count} objections still have no answer. Please answer first.",
    ),
    "objections_running": (
        409,
        "Die Frist für Einwände läuft noch. Bitte warten Sie, oder beenden Sie die Frist.",
        "The time for objections has not ended. Please wait, or end it.",
    ),
    "not_fitting": (422, "Dort passt dieser Wunsch nicht hin: {de}", "This wish does not fit there: {en}"),
    "fixed_there": (
        409,
        "Dort liegt schon {group}, von Hand festgelegt. Bitte lösen Sie das zuerst.",
        "{group} is there already, fixed by hand. Please release that first.",
    ),
    "conflicts": (
        409,
        "{count} Termine sind schon anders belegt. Es wurde nichts gebucht.",
        "{count} dates are taken by others. Nothing was booked.",
    ),
    "nothing_placed": (409, "In diesem Vorschlag hat noch niemand Zeit.", "Nobody has time in this proposal yet."),
    "no_past": (409, "Aus der letzten Saison ist nichts bekannt.", "Nothing is known of last season."),
    "solver_failed": (
        409,
        "Die Rechnung ist abgebrochen. Bitte versuchen Sie es noch einmal.",
        "The calculation broke off. Please try again.",
    ),
}


def refused(code: str, **values: object) -> RefusedError:
    status, de, en = _WORDS[code]
    extra = {name: value for name, value in values.items() if name == "dates"}
    return RefusedError(code, de.format(**values), en.format(**values), status=status, **extra)
