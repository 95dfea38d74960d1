"""How a refused badge is told."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.errors import RefusedError

_WORDS: Final = {
    "forbidden": (403, "Das darf dieses Konto nicht.", "This account may not do that."),
    "no_such_badge": (404, "Diesen Ausweis gibt es nicht.", "There is no such badge."),
    "no_badge": (409, "Sie haben noch keinen Ausweis.", "You have no badge yet."),
}


def refused(code: str) -> RefusedError:
    status, de, en = _WORDS[code]
    return RefusedError(code, de, en, status=status)
