"""The printed code slip, for who has no phone: one A5 sheet of plain HTML, no scripts, the QR as inline SVG. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Final, Literal
from zoneinfo import ZoneInfo

from hallenwart_backend.qr import module_rows, path_of, size_of
from hallenwart_contract.clock import utc
from hallenwart_contract.codes import grouped

Language = Literal["de", "en"]
STYLE: Final = """
@page { size: A5; margin: 12mm }
body { font: 12pt/1.4 sans-serif; color: #000; background: #fff; margin: 0 auto; padding: 1rem; max-width: 34rem }
h1 { font-size: 18pt; margin: 0 0 .2em } p { margin: .2em 0 }
.code { font: bold 34pt/1.1 monospace; margin: .1em 0 } .extra { font: bold 20pt/1.1 monospace }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2em 1em; margin: .8em 0 }
dd { margin: 0 } dt { font-weight: bold }
figure { margin: .6em 0; break-inside: avoid } svg { width: 45mm; height: 45mm }
.note { border: 1pt solid #000; padding: .4em .6em }
"""
_WORDS: Final[dict[Language, dict[str, str]]] = {
    "de": {
        "title": "Schlüssel-Code",
        "code": "Code",
        "extra": "Zusatzziffern, nur wenn der Kasten danach fragt",
        "hall": "Halle",
        "sections": "Hallenteil",
        "for": "Belegung",
        "window": "Der Code öffnet",
        "slots": "Fach",
        "rooms": "Dazu",
        "opens": "Schlüssel",
        "where": "Schlüsselkasten",
        "qr": "Statt des Codes: diesen QR-Code vor das Lesegerät halten. Fach",
        "dark": "Ersatz-Code, 9 Ziffern, falls der Code nicht geht. Fach",
        "waiting": "Der Schlüsselkasten hat diesen Code noch nicht bestätigt. Bitte vor dem Weg nachfragen.",
        "back": "Der Schlüssel kann jederzeit zurück: gleicher Code, Schlüssel hineinhängen, Fach schließen.",
        "help": "Hilfe",
        "keep": "Wer diesen Zettel hat, kann öffnen. Bitte nicht liegen lassen.",
        "to": "bis",
    },
    "en": {
        "title": "Key code",
        "code": "Code",
        "extra": "Extra digits, only when the locker asks for them",
        "hall": "Hall",
        "sections": "Section",
        "for": "Booking",
        "window": "The code opens",
        "slots": "Compartment",
        "rooms": "With",
        "opens": "Key",
        "where": "Key locker",
        "qr": "Instead of the code: hold this QR code to the reader. Compartment",
        "dark": "Spare code, 9 digits, should the code not work. Compartment",
        "waiting": "The key locker has not confirmed this code yet. Please ask before you set out.",
        "back": "The key may go back at any time: same code, hang in the key, shut the door.",
        "help": "Help",
        "keep": "Whoever has this slip can open. Please do not leave it lying about.",
        "to": "to",
    },
}


@dataclass(frozen=True, slots=True)
class Symbol:
    """A pass to print, and the compartments it opens."""

    slots: Sequence[int]
    text: str


@dataclass(frozen=True, slots=True)
class SpareLine:
    slot: int
    digits: str
    from_ms: int
    to_ms: int


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on the slip. `stored`: the locker confirmed the code."""

    zone: ZoneInfo
    site_name: str
    address: str
    help_phone: str
    hall_name: str
    place: str
    line: str
    start_ms: int
    end_ms: int
    code: str
    extra: str
    valid_from_ms: int
    valid_to_ms: int
    slots: Sequence[str]
    stored: bool
    symbols: Sequence[Symbol] = ()
    spares: Sequence[SpareLine] = ()
    rooms: Sequence[str] = ()
    opens: Sequence[str] = ()


def slip_html(slip: Slip, language: Language) -> str:
    """Return the whole page."""
    words = _WORDS[language]
    parts = [
        f"<h1>{words['title']}</h1>",
        f"<p>{escape(slip.line)}</p>",
        "" if slip.stored else f'<p class="note">{words["waiting"]}</p>',
        f'<p>{words["code"]}</p><p class="code">{grouped(slip.code)}</p>',
        f'<p>{words["extra"]}: <span class="extra">{slip.extra}</span></p>' if slip.extra else "",
        _facts(slip, language),
        *(_spare(spare, slip.zone, language) for spare in slip.spares),
        *(_figure(symbol, words["qr"]) for symbol in slip.symbols),
        f"<p>{words['back']}</p>",
        f"<p><strong>{words['keep']}</strong></p>",
    ]
    head = f'<meta charset="utf-8"><title>{words["title"]}</title><style>{STYLE}</style>'
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{"".join(parts)}</body></html>'


def _facts(slip: Slip, language: Language) -> str:
    words = _WORDS[language]
    facts = [
        ("hall", slip.hall_name),
        ("sections", slip.place),
        ("rooms", ", ".join(slip.rooms)),
        ("for", _span(slip.start_ms, slip.end_ms, slip.zone, language)),
        ("window", _span(slip.valid_from_ms, slip.valid_to_ms, slip.zone, language)),
        ("slots", ", ".join(slip.slots)),
        ("opens", "; ".join(slip.opens)),
        ("where", ", ".join(part for part in (slip.site_name, slip.address) if part)),
        ("help", slip.help_phone),
    ]
    return "<dl>" + "".join(f"<dt>{words[name]}</dt><dd>{escape(text)}</dd>" for name, text in facts if text) + "</dl>"


def _span(from_ms: int, to_ms: int, zone: ZoneInfo, language: Language) -> str:
    start, end = (utc(ms).astimezone(zone) for ms in (from_ms, to_ms))
    last = f"{end:%H:%M}" if start.date() == end.date() else _moment(end, language)
    return f"{_moment(start, language)} {_WORDS[language]['to']} {last}"


def _moment(at: datetime, language: Language) -> str:
    return f"{at:%d.%m.%Y %H:%M}" if language == "de" else f"{at:%Y-%m-%d %H:%M}"


def _spare(spare: SpareLine, zone: ZoneInfo, language: Language) -> str:
    window = _span(spare.from_ms, spare.to_ms, zone, language)
    words = f"{_WORDS[language]['dark']} {spare.slot}, {window}"
    return f'<p>{words}: <span class="extra">{grouped(spare.digits)}</span></p>'


def _figure(symbol: Symbol, words: str) -> str:
    slots = ", ".join(str(slot) for slot in symbol.slots)
    return f"<figure>{svg(symbol.text)}<figcaption>{words} {slots}</figcaption></figure>"


def svg(text: str) -> str:
    """Return the symbol with its quiet zone, one path of horizontal runs."""
    rows = module_rows(text)
    size = size_of(rows)
    shape = f'<path d="{path_of(rows)}" fill="#000"/>'
    return f'<svg viewBox="0 0 {size} {size}" shape-rendering="crispEdges" role="img" aria-label="QR">{shape}</svg>'
