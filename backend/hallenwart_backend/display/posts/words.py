"""What people are written about posts: German, then English. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

OFFICE_PAGE: Final = "/manager/#/anzeigen"
CLUB_PAGE: Final = "/club/#/anzeigen"


@dataclass(frozen=True, slots=True)
class Letter:
    title: str
    de: str
    en: str
    link: str


def waits(club: str, title: str) -> Letter:
    return Letter(
        f"Ein Beitrag wartet: {title}",
        f"{club} möchte auf Anzeigen zeigen: „{title}“. Bitte entscheiden Sie darüber.",
        f"{club} wants to show on displays: “{title}”. Please decide about it.",
        OFFICE_PAGE,
    )


def accepted(title: str, why: str) -> Letter:
    return Letter(
        f"Ihr Beitrag wird gezeigt: {title}",
        f"Das Sportamt hat „{title}“ angenommen.{_said(why, 'Dazu schreibt es')}",
        f"The sports office accepted “{title}”.{_said(why, 'It writes')}",
        CLUB_PAGE,
    )


def declined(title: str, why: str) -> Letter:
    return Letter(
        f"Ihr Beitrag wird nicht gezeigt: {title}",
        f"Das Sportamt hat „{title}“ abgelehnt.{_said(why, 'Der Grund')} Sie können ihn ändern und noch einmal senden.",
        f"The sports office declined “{title}”.{_said(why, 'The reason')} You can change it and send it again.",
        CLUB_PAGE,
    )


def taken_back(title: str) -> Letter:
    return Letter(
        f"Ihr Beitrag wurde zurückgenommen: {title}",
        f"Die Stadt zeigt „{title}“ nicht mehr.",
        f"The town no longer shows “{title}”.",
        CLUB_PAGE,
    )


def _said(why: str, lead: str) -> str:
    return f" {lead}: {why}" if why else ""
