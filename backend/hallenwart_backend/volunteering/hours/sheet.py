"""A certificate of hours as PDF: one language, a table a club, and a symbol that leads to its check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from zoneinfo import ZoneInfo

import segno

from hallenwart_backend import pdf_font
from hallenwart_backend.volunteering.hours.model import Hours
from hallenwart_backend.volunteering.hours.rules import Basis, hours_text
from hallenwart_backend.volunteering.hours.words import BASIS, PAPER, role_word
from hallenwart_contract.clock import utc

_QR_MM: Final = 32
_WIDTHS: Final = (24, 27, 52, 18, 37, 22)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`entries` are hours with the name of who confirmed them."""

    id: str
    lang: str
    name: str
    entries: Sequence[tuple[str, Hours]]
    made_ms: int
    zone: ZoneInfo
    address: str


def rendered(sheet: Sheet) -> bytes:
    """Return the file: A4, with title, language, and words for the symbol. Takes a moment: call it from a thread."""
    from hallenwart_backend.evidence.paper import Paper  # takes 40 MB; who makes PDFs loads it

    words = PAPER[sheet.lang]
    title = str(words["title"])
    foot = str(words["foot"]).format(id=sheet.id)
    paper = Paper(title=f"{title}: {sheet.name}", foot=foot, made_ms=sheet.made_ms, fonts=pdf_font.font_files())
    paper.set_lang(sheet.lang)
    paper.set_subject(title)
    paper.title_line(title, sheet.name)
    paper.text_line(str(words["name"]).format(name=sheet.name))
    total = sum(hours.minutes for _, hours in sheet.entries)
    paper.text_line(str(words["sum"]).format(hours=hours_text(total)), bold=True)
    clubs = list(dict.fromkeys(club for club, _ in sheet.entries))
    for club in clubs:
        own = [hours for name, hours in sheet.entries if name == club]
        paper.section(club, "")
        paper.rows(words["head"], [_row(hours, sheet) for hours in own], _WIDTHS, none="")
        if len(clubs) > 1:
            paper.text_line(str(words["club_sum"]).format(hours=hours_text(sum(one.minutes for one in own))))
    paper.ln(4)
    paper.text_line(str(words["how"]))
    paper.text_line(str(words["check"]).format(address=sheet.address))
    paper.text_line(str(words["made"]).format(day=_day(sheet.made_ms, sheet.zone)), quiet=True)
    paper.ln(2)
    if paper.will_page_break(_QR_MM):
        paper.add_page()
    alt = str(words["qr"]).format(address=sheet.address)
    paper.image(_symbol(sheet.address), w=_QR_MM, h=_QR_MM, alt_text=alt, link=sheet.address)
    return bytes(paper.output())


def _row(hours: Hours, sheet: Sheet) -> tuple[str, ...]:
    english = sheet.lang == "en"
    start, end = (f"{utc(ms).astimezone(sheet.zone):%H:%M}" for ms in (hours.from_ms, hours.to_ms))
    return (
        _day(hours.from_ms, sheet.zone),
        f"{start}\u2013{end}",
        f"{role_word(hours.role, english=english)}: {hours.title}",
        hours_text(hours.minutes),
        BASIS[Basis(hours.basis)][english],
        hours.id[:10],
    )


def _day(t_ms: int, zone: ZoneInfo) -> str:
    return f"{utc(t_ms).astimezone(zone):%d.%m.%Y}"


def _symbol(address: str) -> BytesIO:
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="png", scale=8, border=4)
    out.seek(0)
    return out
