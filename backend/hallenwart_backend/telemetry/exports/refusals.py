"""How an export that cannot be is told."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.errors import RefusedError

_ALL: Final = {
    "no_such_export": (404, "Diesen Export gibt es nicht (mehr).", "There is no such export (any more)."),
    "export_runs": (
        409,
        "Sie haben schon einen Export, der läuft. Warten Sie, bis er fertig ist, oder brechen Sie ihn ab.",
        "You already have an export that runs. Wait until it is done, or cancel it.",
    ),
    "export_not_done": (
        409,
        "Dieser Export ist nicht fertig; es gibt keine Datei.",
        "This export is not done; there is no file.",
    ),
    "nothing_to_export": (422, "Dazu gibt es keine Messreihen.", "There are no series for this."),
    "export_too_large": (
        422,
        "Das wäre eine zu große Datei. Bitte eine kürzere Zeit, weniger Reihen, oder Stunden oder Tage statt aller Werte.",
        "That would be too large a file. Please choose a shorter span, fewer series, or hours or days instead of all values.",
    ),
    "no_parquet": (
        409,
        "Parquet kann dieser Server nicht schreiben (pyarrow ist hier nicht installiert). Bitte CSV wählen.",
        "This server cannot write Parquet (pyarrow is not installed here). Please choose CSV.",
    ),
    "no_space": (
        409,
        "Auf der Festplatte des Servers ist zu wenig Platz für einen Export. Bitte der Technik Bescheid geben.",
        "There is too little space on the server's disk for an export. Please tell the operator.",
    ),
}


def refused(code: str) -> RefusedError:
    status, de, en = _ALL[code]
    return RefusedError(code, de, en, status=status)
