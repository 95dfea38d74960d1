"""A4 paper for records: headings, paragraphs and tables in the font of all our PDFs. Nothing is fetched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

from hallenwart_backend import pdf_font

_INK: Final = (20, 24, 28)
_QUIET: Final = (90, 96, 102)
_HEAD: Final = (226, 230, 234)


class Paper(FPDF):
    """`foot` stands at the bottom of each page with its number."""

    def __init__(self, *, title: str, foot: str, made_ms: int, fonts: tuple[Path, Path] | None) -> None:
        super().__init__(format="A4")
        self._face = pdf_font.give(self, fonts)
        self._foot = self._face.of(foot)
        self.set_title(self._face.of(title))
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
        self.set_font(self._face.family, style, size_pt)
        self.set_text_color(*(_QUIET if quiet else _INK))

    def title_line(self, de: str, en: str) -> None:
        self._type(19, bold=True)
        self.multi_cell(0, 9, self._face.of(de), align="L", new_x="LMARGIN", new_y="NEXT")
        self._type(10, quiet=True)
        self.multi_cell(0, 5, self._face.of(en), align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(2)

    def section(self, de: str, en: str) -> None:
        if self.get_y() > self.h - 45:
            self.add_page()
        self.ln(4)
        self._type(13, bold=True)
        self.cell(self.get_string_width(self._face.of(de)) + 3, 7, self._face.of(de))
        self._type(9, quiet=True)
        self.cell(0, 7, self._face.of(en), new_x="LMARGIN", new_y="NEXT")

    def text_line(self, text: str, *, quiet: bool = False, bold: bool = False) -> None:
        self._type(9.5, quiet=quiet, bold=bold)
        self.multi_cell(0, 4.8, self._face.of(text), align="L", new_x="LMARGIN", new_y="NEXT")

    def label(self, x: float, y: float, width: float, text: str) -> None:
        """Write a few letters in the middle of a place, as at a bar of a chart. Lengths in mm."""
        self._type(7)
        self.set_xy(x, y)
        self.cell(width, 4, self._face.of(text), align="C")

    def boxed(self, lines: Sequence[str]) -> None:
        self._type(9.5)
        self.multi_cell(0, 5, self._face.of("\n".join(lines)), border=1, padding=2, align="L", new_x="LMARGIN", new_y="NEXT")

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
                    row.cell(self._face.of(text) or " ")
