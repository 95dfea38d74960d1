"""The hall plan as a page to print: A4 across, plain HTML, no script. Pure."""

from __future__ import annotations

from html import escape
from typing import Final

from hallenwart_backend.booking.office.week_plan import WORDS, DayPlan, Line, WeekPlan
from hallenwart_backend.halls.parts import Language

STYLE: Final = """
@page { size: A4 landscape; margin: 10mm }
body { font: 10pt/1.3 system-ui, sans-serif; color: #12202e; background: #fff; margin: 0 auto; padding: 1rem; max-width: 78rem }
h1 { font-size: 18pt; margin: 0 } p { margin: .15em 0 } .quiet { color: #475666 }
.week { display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); gap: 4px; margin-top: 8px }
section { border: 1pt solid #6b7b8b; border-radius: 4px; padding: 4px 5px; break-inside: avoid }
h2 { font-size: 11pt; margin: 0 } h2 small { display: block; font-weight: normal; color: #475666 }
ul { list-style: none; margin: 0; padding: 0 } li { border-top: 1px solid #d5dde5; padding: 3px 0; overflow-wrap: anywhere }
li b { display: block } em { font-style: normal; border: 1px dotted #005387; padding: 0 3px }
@media screen and (max-width: 50rem) { .week { grid-template-columns: 1fr } }
@media print { body { padding: 0; max-width: none } }
"""


def plan_html(plan: WeekPlan, language: Language) -> str:
    """Return the whole page."""
    days = "".join(_day(day, language) for day in plan.days)
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(plan.title)}</title>'
    body = (
        f"<main><h1>{escape(plan.title)}</h1><p>{escape(plan.span)}</p>"
        f'<p class="quiet">{escape(plan.site)}</p><div class="week">{days}</div>'
        f'<p class="quiet">{escape(plan.made)}</p></main>'
    )
    return f'<!doctype html><html lang="{language}"><head>{head}<style>{STYLE}</style></head><body>{body}</body></html>'


def _day(day: DayPlan, language: Language) -> str:
    lines = "".join(_line(line) for line in day.lines) or f'<li class="quiet">{WORDS[language]["none"]}</li>'
    return f"<section><h2>{day.name}<small>{day.date}</small></h2><ul>{lines}</ul></section>"


def _line(line: Line) -> str:
    mark = f" <em>{escape(line.mark)}</em>" if line.mark else ""
    return f"<li><span>{line.time}</span>{mark}<b>{escape(line.who)}</b>{escape(line.what)}</li>"
