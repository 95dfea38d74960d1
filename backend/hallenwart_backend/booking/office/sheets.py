"""The hall plan and the confirmation of a booking as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal, cast

from fpdf import FPDF
from fpdf.enums import MethodReturnValue

from hallenwart_backend import pdf_font
from hallenwart_backend.booking.office.confirmation import Confirmation
from hallenwart_backend.booking.office.week_plan import WORDS, DayPlan, WeekPlan
from hallenwart_backend.halls.parts import Language

_INK: Final = (18, 32, 46)
_QUIET: Final = (71, 86, 102)
_LINE: Final = (107, 123, 139)
_MARGIN_MM: Final = 10.0
_GAP_MM: Final = 1.5
_HEAD_MM: Final = 11.0
_LOWEST_MM: Final = 196.0


class Sheet(FPDF):
    """A page in our font. `made_ms` makes the file the same each time it is made of the same."""

    def __init__(self, title: str, language: Language, *, made_ms: int, across: bool, fonts: tuple[Path, Path] | None) -> None:
        super().__init__(orientation="landscape" if across else "portrait", format="A4")
        self.face = pdf_font.give(self, fonts)
        self.set_title(title)
        self.set_lang(language)
        self.set_creator("Hallenwart")
        self.set_creation_date(datetime.fromtimestamp(made_ms / 1000, UTC))
        self.set_margins(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
        self.set_auto_page_break(auto=not across, margin=_MARGIN_MM)
        self.add_page()

    def letter(self, size_pt: float, *, bold: bool = False, quiet: bool = False) -> None:
        style: Literal["", "B"] = "B" if bold else ""
        self.set_font(self.face.family, style, size_pt)
        self.set_text_color(*(_QUIET if quiet else _INK))

    def said(self, text: str, size_pt: float, *, width_mm: float = 0, bold: bool = False, quiet: bool = False) -> None:
        """Write a paragraph at the pen and go below it, keeping the left edge."""
        self.letter(size_pt, bold=bold, quiet=quiet)
        left = self.get_x()
        self.multi_cell(width_mm, size_pt * 0.45, self.face.of(text), align="L", new_x="LEFT", new_y="NEXT")
        self.set_x(left)


def plan_pdf(plan: WeekPlan, language: Language, *, made_ms: int, fonts: tuple[Path, Path] | None) -> bytes:
    """Return the week of a hall on A4 across; more pages where a day has more than fits. Slow: call it from a thread."""
    sheet = Sheet(plan.title, language, made_ms=made_ms, across=True, fonts=fonts)
    left: Sequence[Sequence[int]] = [list(range(len(day.lines))) for day in plan.days]
    while True:
        _head(sheet, plan)
        left = [_column(sheet, number, day, left[number], language) for number, day in enumerate(plan.days)]
        sheet.set_xy(_MARGIN_MM, _LOWEST_MM + 2)
        sheet.said(plan.made, 8, quiet=True)
        if not any(left):
            return bytes(sheet.output())
        sheet.add_page()


def _head(sheet: Sheet, plan: WeekPlan) -> None:
    sheet.set_xy(_MARGIN_MM, _MARGIN_MM)
    sheet.said(plan.title, 17, bold=True)
    sheet.said(plan.span, 10)
    sheet.said(plan.site, 9, quiet=True)


def _column(sheet: Sheet, number: int, day: DayPlan, todo: Sequence[int], language: Language) -> list[int]:
    """Draw one day as far as it fits; return the lines that did not."""
    width = (sheet.w - 2 * _MARGIN_MM - 6 * _GAP_MM) / 7
    x, top = _MARGIN_MM + number * (width + _GAP_MM), 34.0
    sheet.set_draw_color(*_LINE)
    sheet.rect(x, top, width, _LOWEST_MM - top)
    sheet.set_xy(x + 1, top + 1)
    sheet.said(day.name, 10.5, width_mm=width - 2, bold=True)
    sheet.said(day.date, 8, width_mm=width - 2, quiet=True)
    sheet.set_y(top + _HEAD_MM)
    if not day.lines:
        sheet.set_x(x + 1)
        sheet.said(WORDS[language]["none"], 8.5, width_mm=width - 2, quiet=True)
    for position, index in enumerate(todo):
        line, y = day.lines[index], sheet.get_y()
        texts = [f"{line.time} {line.mark}".strip(), line.who, line.what]
        if position and y + 0.5 + sum(_height(sheet, text, width - 2, bold=text == line.who) for text in texts) > _LOWEST_MM:
            return list(todo[position:])
        sheet.line(x + 1, y, x + width - 1, y)
        sheet.set_xy(x + 1, y + 0.5)
        for text in texts:
            if text:
                sheet.said(text, 8.5, width_mm=width - 2, bold=text == line.who)
        sheet.set_y(sheet.get_y() + 1)
    return []


def _height(sheet: Sheet, text: str, width: float, *, bold: bool) -> float:
    sheet.letter(8.5, bold=bold)
    needed = sheet.multi_cell(width, 3.83, sheet.face.of(text) or " ", dry_run=True, output=MethodReturnValue.HEIGHT)
    return float(cast("float", needed)) + 0.5


def confirmation_pdf(what: Confirmation, language: Language, *, made_ms: int, fonts: tuple[Path, Path] | None) -> bytes:
    """Return one A4 sheet. Slow: call it from a thread."""
    sheet = Sheet(what.title, language, made_ms=made_ms, across=False, fonts=fonts)
    sheet.set_margins(22, 22, 22)
    sheet.set_xy(22, 24)
    sheet.said(what.title, 20, bold=True)
    sheet.ln(3)
    sheet.said(what.line, 12)
    sheet.ln(5)
    for name, text in what.facts:
        y = sheet.get_y()
        sheet.set_xy(22, y)
        sheet.said(name, 10, width_mm=42, quiet=True)
        bottom = sheet.get_y()
        sheet.set_xy(66, y)
        sheet.said(text, 11.5, width_mm=sheet.w - 66 - 22, bold=True)
        sheet.set_xy(22, max(bottom, sheet.get_y()) + 2.5)
    sheet.ln(4)
    for rule in what.rules:
        sheet.set_x(22)
        sheet.said(f"\u2022 {rule}" if sheet.face.whole else f"- {rule}", 10.5)
        sheet.ln(1.5)
    sheet.ln(4)
    sheet.said(what.foot, 8.5, quiet=True)
    return bytes(sheet.output())
