"""How a refused credential is told."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.errors import RefusedError

_WORDS: Final = {
    "forbidden": (403, "Das darf dieses Konto nicht.", "This account may not do that."),
    "no_such_person": (404, "Diese Person gibt es nicht.", "There is no such person."),
    "no_such_credential": (404, "Diesen Zugang gibt es nicht.", "There is no such credential."),
    "not_a_manager_there": (
        409,
        "Diese Person öffnet an diesem Standort nicht als Personal.",
        "This person does not open as staff at this site.",
    ),
    "card_known": (409, "Diese Karte gehört schon jemandem.", "This card belongs to somebody already."),
    "blocked": (409, "Dieser Zugang ist gesperrt.", "This credential is blocked."),
    "not_waiting": (
        409,
        "Dieser Zugang hat schon eine Karte. Bitte ersetzen Sie ihn.",
        "This credential has its card already. Please replace it.",
    ),
    "too_many_cards": (
        409,
        "Diese Person hat schon drei Karten. Bitte sperren Sie zuerst eine.",
        "This person has three cards already. Please block one first.",
    ),
    "bad_card": (
        422,
        "Diese Kartennummer stimmt nicht. Sie hat 8, 10, 14 oder 20 Zeichen aus 0 bis 9 und A bis F.",
        "This card number is not right. It has 8, 10, 14 or 20 characters of 0 to 9 and A to F.",
    ),
    "bad_key": (
        422,
        "Dieser Kartenschlüssel stimmt nicht. Er hat 32 Zeichen aus 0 bis 9 und A bis F.",
        "This card key is not right. It has 32 characters of 0 to 9 and A to F.",
    ),
    "no_such_locker": (404, "Diesen Schlüsselkasten gibt es nicht.", "There is no such key locker."),
}


def refused(code: str) -> RefusedError:
    status, de, en = _WORDS[code]
    return RefusedError(code, de, en, status=status)
