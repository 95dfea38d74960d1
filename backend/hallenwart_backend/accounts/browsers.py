"""What a browser says of itself, in words a person knows it by. Pure."""

from __future__ import annotations

from typing import Final

_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
"""The first that fits: browsers name the ones they are compatible with, too."""
_SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)
LONGEST: Final = 80


def words_of(user_agent: str) -> str:
    """Return "Firefox · Android", or as much as is known; empty for what names nothing known."""
    found = (next((word for mark, word in table if mark in user_agent), "") for table in (_BROWSERS, _SYSTEMS))
    return " · ".join(filter(None, found))[:LONGEST]
