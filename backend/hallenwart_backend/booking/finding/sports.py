"""Which sport a group's name speaks of, in German and English words."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "badminton": ("Badminton", "badminton"),
    "basketball": ("Basketball", "basketball"),
    "boxing": ("Boxen", "boxing"),
    "climbing": ("Klettern", "climbing"),
    "dance": ("Tanz", "dance"),
    "fencing": ("Fechten", "fencing"),
    "floorball": ("Floorball", "floorball"),
    "football": ("Fußball", "football"),
    "gymnastics": ("Turnen", "gymnastics"),
    "handball": ("Handball", "handball"),
    "hockey": ("Hockey", "hockey"),
    "judo": ("Judo", "judo"),
    "rehab": ("Rehasport", "rehab sport"),
    "table_tennis": ("Tischtennis", "table tennis"),
    "tennis": ("Tennis", "tennis"),
    "volleyball": ("Volleyball", "volleyball"),
    "wheelchair_basketball": ("Rollstuhlbasketball", "wheelchair basketball"),
    "yoga": ("Yoga", "yoga"),
}
_ALSO: Final = {"futsal": "football", "unihockey": "floorball", "gymnastik": "gymnastics", "reha": "rehab"}
_BY_WORD: Final = {word.casefold(): sport for sport, words in WORDS.items() for word in words} | _ALSO


def sport_of(title: str) -> str:
    """Return the sport a title names, empty when none; the longest word counts: Tischtennis is no Tennis."""
    told = title.casefold()
    found = [name for name in _BY_WORD if name in told]
    return _BY_WORD[max(found, key=len)] if found else ""


def words_of(sport: str) -> tuple[str, str]:
    """Return a sport in German and English; as it was typed when nobody knows it."""
    return WORDS.get(sport, (sport, sport))
