"""Why something about clubs is refused, in words."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.errors import RefusedError

_WORDS: Final[dict[str, tuple[int, str, str]]] = {
    "forbidden": (403, "Das darf dieses Konto nicht.", "This account may not do that."),
    "no_such_club": (404, "Diesen Verein gibt es nicht.", "There is no such club."),
    "no_profile": (404, "Dieser Verein hat noch keine Seite.", "This club has no page yet."),
    "nothing_to_show": (
        422,
        "Bitte schreiben Sie zuerst einen Satz über den Verein. Dann können Sie die Seite zeigen.",
        "Please write a sentence about the club first. Then you can show the page.",
    ),
    "no_writer": (
        403,
        "Aushänge und Antworten schreiben Trainer und Leitung eines Vereins.",
        "Trainers and leads of a club write notices and answers.",
    ),
    "no_such_notice": (404, "Diesen Aushang gibt es nicht (mehr).", "There is no such notice (any more)."),
    "no_such_answer": (404, "Diese Antwort gibt es nicht (mehr).", "There is no such answer (any more)."),
    "own_notice": (409, "Das ist ein Aushang Ihres eigenen Vereins.", "That is a notice of your own club."),
    "bad_until": (
        422,
        "Ein Aushang endet in der Zukunft, spätestens in {days} Tagen.",
        "A notice ends in the future, within {days} days.",
    ),
    "too_many_notices": (
        409,
        "Mehr als {most} Aushänge auf einmal gehen nicht. Bitte beenden Sie einen.",
        "No more than {most} notices at a time. Please end one.",
    ),
    "no_mail": (409, "Dieser Server kann gerade keine E-Mail senden.", "This server cannot send e-mails now."),
    "nobody_there": (409, "Dort liest zurzeit niemand mit.", "Nobody reads there at present."),
    "no_such_document": (404, "Diese Unterlage gibt es nicht (mehr).", "There is no such document (any more)."),
    "document_empty": (422, "Diese Datei ist leer.", "This file is empty."),
    "document_too_large": (413, "Diese Datei ist größer als 10 MB.", "This file is larger than 10 MB."),
    "document_bad_type": (
        422,
        "Es gehen PDF, PNG und einfacher Text. Diese Datei ist nichts davon.",
        "PDF, PNG and plain text work. This file is none of them.",
    ),
    "document_active": (
        422,
        "Dieses PDF enthält Programme oder andere Dateien. Bitte speichern Sie es ohne sie.",
        "This PDF carries programs or other files. Please save it without them.",
    ),
    "documents_full": (
        409,
        "Mehr als {most} Unterlagen oder 200 MB gehen nicht. Bitte löschen Sie eine.",
        "No more than {most} documents or 200 MB. Please delete one.",
    ),
    "list_unreadable": (
        422,
        "Diese Datei ist keine Liste. Es gehen CSV und Excel (XLSX).",
        "This file is no list. CSV and Excel (XLSX) work.",
    ),
    "list_large": (413, "Diese Liste ist zu groß.", "This list is too large."),
    "list_columns": (
        422,
        "Bitte sagen Sie, in welcher Spalte der Name und in welcher die E-Mail-Adresse steht.",
        "Please say which column holds the name and which the e-mail address.",
    ),
    "list_changed": (
        409,
        "Die Liste oder der Verein hat sich seit dem Ansehen geändert. Bitte sehen Sie noch einmal nach.",
        "The list or the club changed since you looked. Please look again.",
    ),
    "list_stops": (
        409,
        "{gone} Personen würden ihren Zugang verlieren, mehr als ein Drittel. Bitte bestätigen Sie diese Zahl.",
        "{gone} people would lose their access, more than a third. Please confirm that number.",
    ),
    "need_why": (422, "Bitte sagen Sie dem Verein, warum.", "Please tell the club why."),
}


def refused(code: str, **values: object) -> RefusedError:
    status, de, en = _WORDS[code]
    return RefusedError(code, de.format(**values), en.format(**values), status=status)
