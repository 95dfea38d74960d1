"""Why rows and dates of an import do not come into the plan, in words. Pure."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "no_hall": ("Keine Halle genannt.", "No hall is named."),
    "no_when": ("Weder Wochentag noch Datum zu erkennen.", "Neither weekday nor date can be made out."),
    "no_times": ("Beginn oder Ende nicht zu erkennen.", "Begin or end cannot be made out."),
    "bad_times": ("Das Ende liegt vor dem Beginn.", "The end is before the begin."),
    "no_season": ("Beginn oder Ende der Saison fehlt.", "First or last day of the season is missing."),
    "bad_skip": ("Die Ausnahmen sind nicht alle zu lesen.", "Not all exceptions can be read."),
    "bad_rhythm": ("Der Rhythmus ist nicht zu lesen: wöchentlich, 14-tägig.", "The rhythm cannot be read."),
    "off": ("Laut Datei abgesagt.", "Cancelled, says the file."),
    "unknown_hall": ("Diese Halle ist hier nicht bekannt.", "This hall is not known here."),
    "unknown_part": ("Diesen Hallenteil gibt es dort nicht.", "There is no such part in that hall."),
    "unknown_club": ("Dieser Verein ist hier nicht bekannt.", "This club is not known here."),
    "skipped": ("Auf Wunsch ausgelassen.", "Left out as you wished."),
    "bad_grid": ("Beginn und Ende liegen auf der Viertelstunde.", "Begin and end are on the quarter of an hour."),
    "bad_length": (
        "Ein Termin dauert mindestens 30 Minuten, eine Serie höchstens 8 Stunden.",
        "A date lasts 30 minutes at least, a series 8 hours at most.",
    ),
    "bad_season": ("Eine Saison ist höchstens 400 Tage lang.", "A season is 400 days long at most."),
    "no_dates": ("In diesem Zeitraum liegt kein solcher Wochentag.", "There is no such weekday in that time."),
    "too_far": ("Zu weit voraus.", "Too far ahead."),
}


def words_of(code: str) -> tuple[str, str]:
    return WORDS.get(code, (code, code))
