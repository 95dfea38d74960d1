"""Why a component is not well, in both languages."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.alerts.fault_words import fault_of

_BOTH: Final = " / "
_MORE: Final[dict[str, tuple[str, str]]] = {
    "blocked": ("eine Lichtschranke ist verdeckt", "a light beam is blocked"),
    "locker_silent": ("das Schließfach antwortet nicht", "the locker does not answer"),
}


def reason_words(reason: str) -> tuple[str, str]:
    """Return a device's reason in German and English: a word that is known, both in one (`de / en`), or as it stands."""
    if reason in _MORE:
        return _MORE[reason]
    german, both, english = reason.partition(_BOTH)
    return (german, english) if both else fault_of(reason)
