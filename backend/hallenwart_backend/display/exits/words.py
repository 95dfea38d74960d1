"""What people are told of arrows."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.display.exits.rules import WAYS, WHYS, Release
from hallenwart_backend.ports import Notice
from hallenwart_contract.clock import utc
from hallenwart_contract.view import Way

_LINK: Final = "/manager/#/anzeigen"


def day(t_ms: int, zone: str) -> str:
    return f"{utc(t_ms).astimezone(ZoneInfo(zone)):%d.%m.%Y %H:%M}"


def said(title: str, release: Release, zone: str) -> str:
    """Return it in one line, German: display, place, way, end."""
    way = WAYS[Way(release.way)][0] if release.way in set(Way) else release.way
    return f"{title} · {release.place} · {way} · bis {day(release.until_ms, zone)}"


def blocked(title: str, release: Release, zone: str) -> Notice:
    until = day(release.until_ms, zone)
    return Notice(
        title=f"{title}: Ausgang gesperrt gemeldet / way out marked as blocked",
        body=(
            f"{release.place}, bis {until}. Im Alarm zeigt die Anzeige dort keinen Pfeil. "
            f"/ {release.place}, until {until}. In an alarm the display shows no arrow there."
        ),
        tag=f"exit-{release.id}",
        urgent=False,
        link=_LINK,
    )


def ended(title: str, release: Release, why: str) -> Notice:
    """Nobody withdrew it: the display is no longer the one that was released."""
    de, en = WHYS[why]
    return Notice(
        title=f"{title}: Freigabe des Pfeils beendet / release of the arrow ended",
        body=(
            f"{release.place}: {de}. Bitte vor Ort prüfen und neu freigeben. "
            f"/ {release.place}: {en}. Please check at the place and release it anew."
        ),
        tag=f"exit-{release.id}",
        urgent=False,
        link=_LINK,
    )


def ending(title: str, release: Release, zone: str) -> Notice:
    until = day(release.until_ms, zone)
    return Notice(
        title=f"{title}: Freigabe des Pfeils endet am {until} / release of the arrow ends {until}",
        body=(
            f"{release.place}. Danach sagt die Anzeige den Weg nur noch in Worten. Bitte vor Ort prüfen und neu freigeben. "
            f"/ {release.place}. After that the display says the way in words alone. Please check and release it anew."
        ),
        tag=f"exit-{release.id}",
        urgent=False,
        link=_LINK,
    )
