"""The font of PDFs: one that has the letters of all European names, or the closest the core font can do."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fpdf import FPDF  # takes 40 MB; who makes PDFs loads it

_FOLDERS: Final = (
    Path("/usr/share/fonts/truetype/dejavu"),  # Debian: fonts-dejavu-core
    Path("/usr/share/fonts/dejavu-sans-fonts"),
    Path("/usr/share/fonts/TTF"),
)
_FILES: Final = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
_CORE: Final = "helvetica"
_CLOSE: Final = {
    "\u0131": "i",
    "\u0141": "L",
    "\u0142": "l",
    "\u0110": "D",
    "\u0111": "d",
    "\u2010": "-",
    "\u2018": "'",
    "\u201a": "'",
    "\u20ac": "EUR",
    "\u2192": "->",
    "\u2013": "-",
    "\u2014": "-",
    "\u2026": "...",
    "\u201e": '"',
    "\u201c": '"',
    "\u201d": '"',
    "\u2019": "'",
}


@dataclass(frozen=True, slots=True)
class Font:
    """`whole`: every letter prints as it is."""

    family: str
    whole: bool

    def of(self, text: str) -> str:
        """Return what prints: unchanged with a real font, else without the marks the core font lacks (Sahin for Şahin)."""
        return text if self.whole else "".join(_core_letter(one) for one in text)


def _core_letter(letter: str) -> str:
    if ord(letter) < 256:
        return letter
    plain = _CLOSE.get(letter) or "".join(
        one for one in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(one)
    )
    return plain if plain and all(ord(one) < 256 for one in plain) else "?"


@cache
def font_files() -> tuple[Path, Path] | None:
    """Return regular and bold of an installed font with the letters of Europe, None where there is none."""
    for folder in _FOLDERS:
        regular, bold = (folder / name for name in _FILES)
        if regular.is_file() and bold.is_file():
            return regular, bold
    return None


def give(pdf: FPDF, files: tuple[Path, Path] | None) -> Font:
    """Embed the font into a document (only the letters that are used end up in it)."""
    if files is None:
        return Font(_CORE, whole=False)
    pdf.add_font("sheet", "", files[0])
    pdf.add_font("sheet", "B", files[1])
    return Font("sheet", whole=True)
