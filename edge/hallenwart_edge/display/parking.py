"""A card with the car parks of this site, as the server told their words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hallenwart_contract.display import BoardCard, CardText
from hallenwart_contract.parking import ParkingNow, ParkingWord
from hallenwart_contract.view import Rung

CARD: Final = "parking"
_WORDS: Final = {
    "de": {ParkingWord.FREE: "freie Plätze", ParkingWord.FEW: "nur noch wenige Plätze", ParkingWord.FULL: "voll"},
    "en": {ParkingWord.FREE: "spaces free", ParkingWord.FEW: "only a few spaces left", ParkingWord.FULL: "full"},
    "easy": {
        ParkingWord.FREE: "Hier ist Platz",
        ParkingWord.FEW: "Hier ist wenig Platz",
        ParkingWord.FULL: "Hier ist kein Platz",
    },
}
_TITLES: Final = {"de": "Parken", "en": "Parking", "easy": "Parken mit dem Auto"}


def cards(parks: Sequence[ParkingNow], *, online: bool) -> list[BoardCard]:
    """Return one card for all car parks whose word is known; none while the server is not heard: its words may be old."""
    known = [park for park in parks if park.word in _WORDS["de"]]
    if not online or not known:
        return []
    return [BoardCard(id=CARD, rung=Rung.POST, kind=CARD, texts={language: _text(known, language) for language in _WORDS})]


def _text(parks: Sequence[ParkingNow], language: str) -> CardText:
    """One car park is the title itself; several stand below it."""
    lines = [f"{park.name}: {_WORDS[language][ParkingWord(park.word)]}" for park in parks]
    return CardText(title=lines[0], text="") if len(lines) == 1 else CardText(title=_TITLES[language], text=". ".join(lines))
