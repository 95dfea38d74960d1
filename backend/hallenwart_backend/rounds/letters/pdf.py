"""A letter of a round on A4. Imports fpdf2 (40 MB): load it only where a letter is made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

from hallenwart_backend import pdf_font
from hallenwart_backend.rounds.letters.rules import Letter
from hallenwart_backend.rounds.letters.words import WORDS

_INK: Final = (18, 32, 46)
_QUIET: Final = (71, 86, 102)
_HEAD: Final = (226, 230, 234)
_MARGIN_MM: Final = 22.0
_WIDTHS_GIVEN: Final = (40, 52, 74)
_WIDTHS_REFUSED: Final = (40, 126)
_WIDTHS_ANSWERED: Final = (83, 83)


def rendered(letter: Letter, made_ms: int, fonts: tuple[Path, Path] | None) -> bytes:
    """Return the file, the same for the same letter. Takes up to a second: call it from a thread."""
    sheet, words = _Sheet(letter, made_ms, fonts), WORDS[letter.language]
    sheet.head(words["to"])
    sheet.said(words["hello"])
    for line in letter.lead():
        sheet.said(line)
    if letter.given:
        rows = [
            (one.group, letter.when(one), "\n".join(text for text in (letter.where(one), one.address) if text))
            for one in letter.given
        ]
        sheet.rows(words["given"], (words["group"], words["when"], words["where"]), rows, _WIDTHS_GIVEN)
    if letter.refused:
        sheet.rows(
            words["refused"],
            (words["group"], words["why"]),
            [(one.group, one.why) for one in letter.refused],
            _WIDTHS_REFUSED,
        )
    if letter.answered:
        told = [(one.text, letter.outcome(one)) for one in letter.answered]
        sheet.rows(words["answered"], (words["you_wrote"], words["we_say"]), told, _WIDTHS_ANSWERED)
    if steps := letter.next_steps():
        sheet.section(words["next"])
        for line in steps:
            sheet.said(line)
    for line in letter.close():
        sheet.said(line, quiet=True)
    sheet.ln(4)
    sheet.said(words["sign"])
    sheet.said(words["office"])
    return bytes(sheet.output())


class _Sheet(FPDF):
    def __init__(self, letter: Letter, made_ms: int, fonts: tuple[Path, Path] | None) -> None:
        super().__init__(format="A4")
        self._letter = letter
        self._words = WORDS[letter.language]
        self._face = pdf_font.give(self, fonts)
        self.set_title(self._face.of(letter.title))
        self.set_lang(letter.language)
        self.set_creator("Hallenwart")
        self.set_creation_date(datetime.fromtimestamp(made_ms / 1000, UTC))
        self.set_auto_page_break(auto=True, margin=20)
        self.set_margins(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
        self.add_page()

    def footer(self) -> None:
        self.set_y(-14)
        self._type(8, quiet=True)
        foot = self._words["foot"].format(title=self._letter.round, club=self._letter.club, today=self._letter.today)
        self.cell(0, 5, f"{self._face.of(foot)} · {self._words['page_of']} {self.page_no()}", align="C")

    def _type(self, size_pt: float, *, bold: bool = False, quiet: bool = False) -> None:
        style: Literal["", "B"] = "B" if bold else ""
        self.set_font(self._face.family, style, size_pt)
        self.set_text_color(*(_QUIET if quiet else _INK))

    def head(self, to: str) -> None:
        """Write to whom it goes, the day, and what it is about."""
        self._type(10, quiet=True)
        self.cell(100, 5, self._face.of(to))
        self.cell(0, 5, self._letter.today, align="R", new_x="LMARGIN", new_y="NEXT")
        self._type(12, bold=True)
        self.multi_cell(120, 6, self._face.of(self._letter.club), align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(14)
        self._type(17, bold=True)
        self.multi_cell(0, 8, self._face.of(self._letter.title), align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(4)

    def said(self, text: str, *, quiet: bool = False) -> None:
        self._type(11, quiet=quiet)
        self.multi_cell(0, 5.6, self._face.of(text), align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(1.6)

    def section(self, text: str) -> None:
        if self.get_y() > self.h - 50:
            self.add_page()
        self.ln(3)
        self._type(13, bold=True)
        self.cell(0, 7, self._face.of(text), new_x="LMARGIN", new_y="NEXT")
        self.ln(1)

    def rows(self, title: str, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
        self.section(title)
        self._type(10)
        with self.table(
            col_widths=tuple(widths),
            text_align="LEFT",
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            headings_style=FontFace(emphasis="BOLD", fill_color=_HEAD),
            line_height=5,
            padding=1,
        ) as table:
            for cells in (head, *rows):
                row = table.row()
                for text in cells:
                    row.cell(self._face.of(text) or " ")
        self.ln(2)
