"""What participation refuses, in words."""

from __future__ import annotations

import re
from typing import Final

from hallenwart_backend.errors import RefusedError

EMAIL: Final = re.compile(r"[^@\s<>,;\"']{1,64}@[A-Za-z0-9.-]{1,120}\.[A-Za-z]{2,24}")
_WORDS: Final = {
    "too_short": (
        422,
        "Bitte schreiben Sie etwas mehr: ein ganzer Satz hilft.",
        "Please write a little more: a sentence helps.",
    ),
    "too_long": (422, "Das ist zu lang. Bitte höchstens 500 Zeichen.", "This is too long. Please use 500 characters at most."),
    "address": (
        422,
        "Bitte ohne Adressen im Internet. Sagen Sie es in eigenen Worten.",
        "Please leave out web addresses. Say it in your own words.",
    ),
    "bad_email": (
        422,
        "Diese E-Mail-Adresse stimmt nicht. Sie können das Feld auch leer lassen.",
        "This e-mail address is not right. You can leave the field empty, too.",
    ),
    "no_mail": (
        409,
        "Dieser Server kann gerade keine E-Mails senden. Bitte lassen Sie die Adresse weg.",
        "This server cannot send e-mails now. Please leave the address out.",
    ),
    "no_such_idea": (404, "Diese Idee gibt es nicht mehr.", "This idea no longer exists."),
    "no_such_hall": (422, "Diese Halle gibt es nicht.", "There is no such hall."),
    "full": (
        503,
        "Es warten gerade sehr viele Ideen. Bitte versuchen Sie es morgen noch einmal.",
        "Very many ideas are waiting now. Please try again tomorrow.",
    ),
    "not_now": (
        409,
        "Das geht bei dieser Idee jetzt nicht. Bitte laden Sie die Seite neu.",
        "This cannot be done with this idea now. Please load the page again.",
    ),
    "same": (422, "Bitte wählen Sie eine andere Idee, die dasselbe sagt.", "Please choose another idea that says the same."),
    "no_answer": (422, "Bitte schreiben Sie eine Antwort.", "Please write an answer."),
    "no_way": (
        409,
        "Dafür ist noch keine Adresse eingetragen. Tragen Sie sie unten auf dieser Seite ein.",
        "No address is set for this yet. Enter it at the bottom of this page.",
    ),
}


def refusal(code: str) -> RefusedError:
    status, de, en = _WORDS[code]
    return RefusedError(code, de, en, status=status)
