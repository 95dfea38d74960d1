"""The sheet for whoever has no phone with them: A6, one symbol, no name. Whoever holds it opens what its person may open."""

from __future__ import annotations

from io import BytesIO
from typing import Final
from zoneinfo import ZoneInfo

import segno

from hallenwart_backend import pdf_font
from hallenwart_contract.clock import utc

_QR_MM: Final = 52
_A6_MM: Final = (105, 148)
_MARGIN_MM: Final = 9
_WORDS: Final = {
    "de": {
        "title": "Ausweis auf Papier",
        "how": "Halten Sie das Bild an den Leser am Schlüssel-Schrank. Oder zeigen Sie es am Einlass.",
        "care": "Wer dieses Blatt hat, kann damit öffnen. Bewahren Sie es auf wie einen Schlüssel.",
        "lost": "Verloren? Sperren Sie das Blatt auf Ihrer Seite „Ausweis“, oder rufen Sie das Sportamt an.",
        "made": "Gedruckt am {day}. Ein neues Blatt macht dieses ungültig.",
        "qr": "QR-Code des Ausweises",
    },
    "en": {
        "title": "Badge on paper",
        "how": "Hold the image to the reader at the key locker. Or show it at the entrance.",
        "care": "Whoever has this sheet can open with it. Keep it like a key.",
        "lost": 'Lost? Block the sheet on your page "Badge", or call the sports office.',
        "made": "Printed on {day}. A new sheet ends this one.",
        "qr": "QR code of the badge",
    },
}


def rendered(text: str, lang: str, *, made_ms: int, zone: ZoneInfo) -> bytes:
    """Return the file. Takes a moment: call it from a thread."""
    from fpdf import FPDF  # takes 40 MB; who makes PDFs loads it

    words = _WORDS[lang]
    paper = FPDF(format=_A6_MM)
    face = pdf_font.give(paper, pdf_font.font_files())
    paper.set_title(face.of(words["title"]))
    paper.set_lang(lang)
    paper.set_creator("Hallenwart")
    paper.set_creation_date(utc(made_ms))
    paper.set_margins(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    paper.set_auto_page_break(auto=False)
    paper.add_page()
    paper.set_font(face.family, "B", 15)
    paper.multi_cell(0, 8, face.of(words["title"]), align="C", new_x="LMARGIN", new_y="NEXT")
    paper.image(_symbol(text), x=(_A6_MM[0] - _QR_MM) / 2, w=_QR_MM, h=_QR_MM, alt_text=face.of(words["qr"]))
    day = f"{utc(made_ms).astimezone(zone):%d.%m.%Y}"
    for name, style, size_pt in (("how", "", 10), ("care", "B", 10), ("lost", "", 9), ("made", "", 8)):
        paper.set_font(face.family, style, size_pt)
        paper.multi_cell(0, size_pt * 0.48, face.of(words[name].format(day=day)), align="L", new_x="LMARGIN", new_y="NEXT")
        paper.ln(1.6)
    return bytes(paper.output())


def _symbol(text: str) -> BytesIO:
    out = BytesIO()
    segno.make(text, error="q", micro=False).save(out, kind="png", scale=10, border=4)
    out.seek(0)
    return out
