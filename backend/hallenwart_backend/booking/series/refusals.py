"""How a refused series is told."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.booking.series.rules import HORIZON_DAYS, MOST_DAYS
from hallenwart_backend.errors import RefusedError

_WORDS: Final = {
    "bad_grid": ("Beginn und Ende liegen auf der Viertelstunde.", "Start and end are on the quarter of an hour."),
    "bad_length": ("Ein Termin dauert 30 Minuten bis 8 Stunden.", "A date lasts 30 minutes to 8 hours."),
    "bad_sections": ("Diese Hallenteile gibt es nicht.", "There are no such sections."),
    "bad_season": (
        f"Eine Serie endet nach ihrem Beginn, höchstens {MOST_DAYS} Tage später und höchstens {HORIZON_DAYS} Tage von heute.",
        f"A series ends after it begins, at most {MOST_DAYS} days later and at most {HORIZON_DAYS} days from now.",
    ),
    "past_season": ("Diese Zeit ist schon vorbei.", "This time is over."),
    "no_dates": ("In dieser Zeit liegt kein Termin.", "There is no date in that time."),
    "no_such_date": ("Diesen Termin hat die Serie nicht.", "The series has no such date."),
    "nothing_free": (
        "Kein einziger Termin ist frei. Bitte wählen Sie eine andere Zeit oder Halle.",
        "Not one date is free. Please choose another time or hall.",
    ),
}


def refused(code: str) -> RefusedError:
    de, en = _WORDS[code]
    return RefusedError(code, de, en, status=422)


def not_all_free(outcome: object) -> RefusedError:
    """`outcome` is the plan with the dates that are not free; the routes give it the form of the API."""
    return RefusedError(
        "series_taken",
        "Nicht alle Termine sind frei; es wurde nichts gebucht. Bitte lassen Sie Termine aus oder wählen Sie Ersatz.",
        "Not all dates are free; nothing was booked. Please leave dates out or choose others instead.",
        status=409,
        outcome=outcome,
    )


def gone() -> RefusedError:
    return RefusedError("no_such_series", "Diese Serie gibt es nicht.", "There is no such series.", status=404)


def ended() -> RefusedError:
    return RefusedError("ended", "Diese Serie ist beendet.", "This series has ended.", status=409)


def nothing_asked() -> RefusedError:
    return RefusedError(
        "nothing_asked", "An dieser Serie wartet nichts auf Freigabe.", "Nothing of this series waits for approval.", status=409
    )
