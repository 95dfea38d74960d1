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
    "need_why": (422, "Bitte sagen Sie dem Verein, warum.", "Please tell the club why."),
}


def refused(code: str, **values: object) -> RefusedError:
    status, de, en = _WORDS[code]
    return RefusedError(code, de.format(**values), en.format(**values), status=status)
