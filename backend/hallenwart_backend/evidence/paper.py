"""A4 paper for records: headings, paragraphs and tables in a core font that knows German. Nothing is fetched or embedded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, Literal

from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

_FONT: Final = "helvetica"
_INK: Final = (20, 24, 28)
_QUIET: Final = (90, 96, 102)
_HEAD: Final = (226, 230, 234)
_REPLACED: Final = {
    "\u2013": "-",
    "\u2014": "-",
    "\u2192": "->",
    "\u2026": "...",
    "\u201e": '"',
    "\u201c": '"',
    "\u201d": '"',
    "\u2018": "'",
    "\u2019": "'",
    "\u201a": "'",
    "\u2082": "2",
    "\u20ac": "EUR",
}


def latin(text: str) -> str:
    """Return the text in letters the font has; what it lacks becomes a question mark, never an error."""
    for one, other in _REPLACED.items():
        text = text.replace(one, other)
    return text.encode("latin-1", "replace").decode("latin-1")


class Paper(FPDF):
    """`foot` stands at the bottom of each page with its number."""

    def __init__(self, *, title: str, foot: str, made_ms: int) -> None:
        super().__init__(format="A4")
        self._foot = latin(foot)
        self.set_title(latin(title))
        self.set_lang("de")
        self.set_creator("Hallenwart")
        self.set_creation_date(datetime.fromtimestamp(made_ms / 1000, UTC))
        self.set_auto_page_break(auto=True, margin=18)
        self.set_margins(15, 15, 15)
        self.add_page()

    def footer(self) -> None:
        self.set_y(-12)
        self._type(7.5, quiet=True)
        self.cell(0, 5, f"{self._foot}   ·   Seite / page {self.page_no()}", align="C")

    def _type(self, size_pt: float, *, bold: bool = False, quiet: bool = False) -> None:
        style: Literal["", "B"] = "B" if bold else ""
        self.set_font(_FONT, style, size_pt)
        self.set_text_color(*(_QUIET if quiet else _INK))

    def title_line(self, de: str, en: str) -> None:
        self._type(19, bold=True)
        self.multi_cell(0, 9, latin(de), align="L", new_x="LMARGIN", new_y="NEXT")
        self._type(10, quiet=True)
        self.multi_cell(0, 5, latin(en), align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(2)

    def section(self, de: str, en: str) -> None:
        if self.get_y() > self.h - 45:
            self.add_page()
        self.ln(4)
        self._type(13, bold=True)
        self.cell(self.get_string_width(latin(de)) + 3, 7, latin(de))
        self._type(9, quiet=True)
        self.cell(0, 7, latin(en), new_x="LMARGIN", new_y="NEXT")

    def text_line(self, text: str, *, quiet: bool = False, bold: bool = False) -> None:
        self._type(9.5, quiet=quiet, bold=bold)
        self.multi_cell(0, 4.8, latin(text), align="L", new_x="LMARGIN", new_y="NEXT")

    def boxed(self, lines: Sequence[str]) -> None:
        self._type(9.5)
        self.multi_cell(0, 5, latin("\n".join(lines)), border=1, padding=2, align="L", new_x="LMARGIN", new_y="NEXT")

    def rows(self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int], *, none: str) -> None:
        """Draw a table, or say that there is nothing."""
        if not rows:
            self.text_line(none, quiet=True)
            return
        self._type(8)
        face = FontFace(emphasis="BOLD", fill_color=_HEAD)
        with self.table(
            col_widths=tuple(widths),
            text_align="LEFT",
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            headings_style=face,
            line_height=4.2,
            padding=0.7,
        ) as table:
            for cells in (head, *rows):
                row = table.row()
                for text in cells:
                    row.cell(latin(text) or " ")
