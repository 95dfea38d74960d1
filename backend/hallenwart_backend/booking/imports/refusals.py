"""How an import that cannot be is told."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.booking.imports.sheet import MOST_ROWS, FileError
from hallenwart_backend.errors import RefusedError

_FILES: Final = {
    "empty": ("Die Datei ist leer.", "The file is empty."),
    "too_large": (
        "Die Datei ist zu groß. Bitte teilen Sie sie, zum Beispiel nach Hallen.",
        "The file is too large. Please split it, for instance by hall.",
    ),
    "too_many_rows": (
        f"Die Datei hat mehr als {MOST_ROWS} Zeilen. Bitte teilen Sie sie, zum Beispiel nach Hallen.",
        f"The file has more than {MOST_ROWS} rows. Please split it, for instance by hall.",
    ),
    "no_table": (
        "In der Datei ist keine Tabelle zu erkennen. Die erste Zeile nennt die Spalten: Halle, Verein, Wochentag, von, bis …",
        "There is no table to be seen in the file. Its first line names the columns: hall, club, weekday, from, to …",
    ),
    "bad_xlsx": (
        "Diese Datei ist keine lesbare Excel-Tabelle. Bitte speichern Sie sie als .xlsx oder als .csv.",
        "This file is no readable Excel table. Please save it as .xlsx or as .csv.",
    ),
    "encrypted": (
        "Diese Datei hat ein Kennwort oder ein altes Format. Bitte speichern Sie sie ohne Kennwort als .xlsx.",
        "This file has a password or an old format. Please save it without a password as .xlsx.",
    ),
    "bad_calendar": ("Dieser Kalender ist nicht lesbar.", "This calendar cannot be read."),
}
_OTHERS: Final = {
    "no_such_import": (404, "Diesen Import gibt es nicht (mehr).", "There is no such import (any more)."),
    "import_runs": (409, "Dieser Import läuft gerade.", "This import is running."),
    "import_done": (
        409,
        "Dieser Import ist schon übernommen oder rückgängig gemacht.",
        "This import was already applied or undone.",
    ),
    "nothing_to_undo": (409, "Dieser Import hat nichts eingetragen.", "This import has entered nothing."),
    "has_entries": (
        409,
        "Dieser Import hat Belegungen eingetragen. Machen Sie ihn zuerst rückgängig.",
        "This import has entered bookings. Undo it first.",
    ),
    "has_conflicts": (
        409,
        "Der Plan hat Konflikte. Lösen Sie sie in der Datei, oder lassen Sie diese Termine aus.",
        "The plan has conflicts. Resolve them in the file, or leave these dates out.",
    ),
    "bad_mapping": (
        422,
        "Bitte sagen Sie, welche Spalten Halle, Wochentag oder Datum und die Zeiten nennen.",
        "Please say which columns name the hall, weekday or date, and the times.",
    ),
    "sheet_gone": (
        409,
        "Der Inhalt dieser Datei wird nicht mehr aufgehoben. Bitte laden Sie sie noch einmal hoch.",
        "What this file said is not kept any more. Please upload it again.",
    ),
}


def bad_file(error: FileError) -> RefusedError:
    de, en = _FILES[error.code]
    return RefusedError(f"file_{error.code}", de, en, status=413 if error.code == "too_large" else 422)


def refused(code: str) -> RefusedError:
    status, de, en = _OTHERS[code]
    return RefusedError(code, de, en, status=status)
