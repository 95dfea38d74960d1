"""Proposals in words: German and English. Pure."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.occupancy.policy.words import Said

_KINDS: Final[dict[str, Said]] = {
    "lend": ("Termine verleihen, das Recht bleibt", "lend dates, the right stays"),
    "release": ("Termine freigeben", "release dates"),
}
_STATES: Final[dict[str, Said]] = {
    "made": ("wartet auf den Verein", "waits for the club"),
    "accepted": ("der Verein ist einverstanden", "the club agrees"),
    "objected": ("der Verein ist nicht einverstanden", "the club does not agree"),
    "done": ("ausgeführt", "carried out"),
    "withdrawn": ("zurückgezogen", "withdrawn"),
}


def said_of(kind: str, state: str, no_shows: int, of: int) -> Said:
    """Return a proposal as a sentence: what, why, and how it stands."""
    what, stands = _KINDS.get(kind, (kind, kind)), _STATES.get(state, (state, state))
    return (
        f"{what[0]}, weil bei {no_shows} der letzten {of} Termine niemand gesehen wurde: {stands[0]}.",
        f"{what[1]}, because nobody was seen on {no_shows} of the last {of} dates: {stands[1]}.",
    )
