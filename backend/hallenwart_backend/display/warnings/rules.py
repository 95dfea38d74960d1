"""Which warnings hold, whether they concern a site, and what a display says of them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Final

from hallenwart_backend.display.warnings.model import Area, Info, Message
from hallenwart_contract.view import Post, PostKind, PostText

LEVELS: Final = ("minor", "moderate", "severe", "extreme")
CANCEL, ALERT, UPDATE = "Cancel", "Alert", "Update"
MOST_TITLE: Final = 120
MOST_TEXT: Final = 600
_EARTH_KM: Final = 6_371.0
_KEY_LENGTHS: Final = {8: (2, 3, 5, 8), 12: (2, 3, 5, 9, 12)}
"""German keys of municipalities (AGS of 8 digits, ARS of 12): the land, district, county and so on they begin with."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A site as warnings find it: its position (degrees north and east), its codes as `VALUE` or `NAME=VALUE`."""

    position: tuple[float, float] | None
    codes: frozenset[str] = frozenset()


def is_real(message: Message) -> bool:
    """Say whether it is meant for everybody and in earnest: exercises and tests are never shown."""
    public = message.status == "Actual" and message.scope in {"Public", ""}
    return public and message.kind in {ALERT, UPDATE, CANCEL}


def standing(messages: Iterable[Message], now_ms: int) -> list[Message]:
    """Return those that hold: neither over, nor cancelled, nor replaced by a later one of the same sender."""
    known = list(messages)
    gone = {
        (sender, identifier)
        for one in known
        if one.kind in {UPDATE, CANCEL}
        for sender, identifier in one.references
        if sender == one.sender
    }
    return [one for one in known if one.kind != CANCEL and (one.sender, one.identifier) not in gone and one.expires_ms > now_ms]


# --- where ---


def concerns(area: Area, spot: Spot) -> bool:
    """Say whether a site lies in an area: in a polygon or circle of it, or by one of its codes."""
    if spot.position is not None:
        if any(is_inside(spot.position, polygon) for polygon in area.polygons):
            return True
        if any(distance_km(spot.position, (lat, lon)) <= km for lat, lon, km in area.circles):
            return True
    return any(fits(code, mine) for code in area.codes for mine in spot.codes)


def is_inside(point: tuple[float, float], polygon: Sequence[tuple[float, float]]) -> bool:
    """Say whether a point lies in a polygon, its edge belongs to it. For areas that do not cross the date line."""
    lat, lon = point
    inside = False
    for (lat1, lon1), (lat2, lon2) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        side = (lon2 - lon1) * (lat - lat1) - (lat2 - lat1) * (lon - lon1)
        if side == 0 and min(lat1, lat2) <= lat <= max(lat1, lat2) and min(lon1, lon2) <= lon <= max(lon1, lon2):
            return True
        if (lat1 > lat) != (lat2 > lat) and (side > 0) == (lat2 > lat1):
            inside = not inside
    return inside


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance on a sphere."""
    (lat1, lon1), (lat2, lon2) = ((radians(lat), radians(lon)) for lat, lon in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, half)))


def fits(told: str, mine: str) -> bool:
    """Say whether a code of a message (`NAME=VALUE`) means a site's. A key that ends in zeros means all that begins like it."""
    name, _, value = told.partition("=")
    my_name, named, my_value = mine.rpartition("=")
    if (named and my_name.lower() != name.lower()) or not value:
        return False
    if value == my_value:
        return True
    lengths = _KEY_LENGTHS.get(len(value), ())
    if len(my_value) != len(value) or not value.isdigit():
        return False
    begins = next((value[:length] for length in lengths if not value[length:].strip("0")), value)
    return begins.strip("0") != "" and len(begins) < len(value) and my_value.startswith(begins)


# --- what ---


def posts_of(message: Message, spot: Spot, identity: str) -> list[Post]:
    """Return what displays of a site say of a message; nothing where it is about somewhere else."""
    here = [info for info in message.infos if not info.over and any(concerns(area, spot) for area in info.areas)]
    german = [info for info in here if info.language.startswith("de")]
    english = [info for info in here if info.language.startswith("en")]
    told = german or english or here
    return [_post(info, _pair(info, english), message, f"{identity}-{at}") for at, info in enumerate(told)]


def _pair(info: Info, english: Sequence[Info]) -> Info | None:
    """Return the same in English: of the same time and severity, as authorities write them one after another."""
    mark = info.severity, info.from_ms, info.expires_ms
    same = [one for one in english if (one.severity, one.from_ms, one.expires_ms) == mark]
    return (same or [*english])[0] if english else None


def _post(info: Info, english: Info | None, message: Message, identity: str) -> Post:
    said = _said(info)
    texts = {"en": _said(english)} if english is not None and english is not info else {}
    return Post(
        kind=PostKind.WARNING,
        id=identity,
        title=said.title,
        text=said.text,
        texts=texts,
        link=info.web if info.web.startswith(("https://", "http://")) and len(info.web) <= 200 else "",
        by=shortened(info.by or message.sender, 80),
        level=info.severity if info.severity in LEVELS else LEVELS[0],
        from_ms=info.from_ms,
        to_ms=info.expires_ms,
    )


def _said(info: Info) -> PostText:
    text = " ".join(part for part in (info.instruction, info.description) if part)
    return PostText(title=shortened(info.headline or info.event, MOST_TITLE), text=shortened(text, MOST_TEXT))


def shortened(text: str, most: int) -> str:
    """Return at most so many characters, cut between words."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
