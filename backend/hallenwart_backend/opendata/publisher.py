"""Who publishes the data, as a catalogue names them. Pure. The name itself and the licence are those of the exchange."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

CONTRIBUTORS: Final = "http://dcat-ap.de/def/contributors/"
_MAIL: Final = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
_PAGE: Final = re.compile(r"https?://[^\s<>\"]+")
_CONTRIBUTOR: Final = re.compile(re.escape(CONTRIBUTORS) + "[A-Za-z0-9_-]+")
_AREA: Final = re.compile("[0-9]{12}")


@dataclass(frozen=True, slots=True)
class Publisher:
    """`contributor` is the address of the data's deliverer as GovData gives it; `area` is the Amtlicher Regionalschlüssel."""

    mail: str = ""
    homepage: str = ""
    contributor: str = ""
    area: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    code: str
    de: str
    en: str


_RULES: Final = (
    ("mail", _MAIL, "Das ist keine E-Mail-Adresse.", "This is no e-mail address."),
    (
        "homepage",
        _PAGE,
        "Die Seite beginnt mit https:// und hat keine Leerzeichen.",
        "The page begins with https:// and has no spaces.",
    ),
    (
        "contributor",
        _CONTRIBUTOR,
        f"Die Kennung beginnt mit {CONTRIBUTORS}. GovData gibt sie Ihnen.",
        f"The identifier begins with {CONTRIBUTORS}. GovData gives it to you.",
    ),
    ("area", _AREA, "Der Regionalschlüssel hat 12 Ziffern.", "The regional key has 12 digits."),
)


def fault(said: Publisher) -> Fault | None:
    """Return what is wrong with it; what is empty is left out and right."""
    for name, shape, de, en in _RULES:
        value = getattr(said, name)
        if value and not shape.fullmatch(value):
            return Fault(name, de, en)
    return None
