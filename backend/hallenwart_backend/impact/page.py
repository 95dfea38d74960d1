"""The measures as a page for everybody, and in words for programs."""

from __future__ import annotations

import math
from typing import Any, Final

from hallenwart_backend.impact.model import Measure, Unit
from hallenwart_backend.impact.rules import Estimate
from hallenwart_backend.impact.service import Told
from hallenwart_backend.impact.words import ABOUT, LEVELS, UNITS, WHYS, WORDS
from hallenwart_backend.public import frame as frames
from hallenwart_backend.public.frame import Feed, Frame

HERE: Final = "/wirkung"
_WHOLE: Final = frozenset({Unit.HOURS, Unit.GROUPS})
_SMALL: Final = 10


def style() -> str:
    return frames.style(__package__, "impact.css")


def csp() -> str:
    return frames.csp(style())


def page(frame: Frame, told: Told, *, data: bool) -> str:
    """`data`: everybody may read the figures as data, too."""
    t = WORDS[frame.lang]
    csv, json = f"{HERE}.csv?jahr={told.year}", f"{HERE}.json?jahr={told.year}"
    return frames.render(
        frame,
        t["title"],
        package=__package__ or "",
        template="page.html",
        here=HERE,
        own_style=style(),
        feeds=(Feed("application/json", json, t["data_json"]), Feed("text/csv", csv, t["data"])) if data else (),
        t=t,
        years=told.years,
        year=told.year,
        counts=counts(told, frame.lang),
        measures=[_said(one, frame.lang) for one in told.measures],
        levels=[(name, text) for name, text in LEVELS[frame.lang].values()],
        few=t["few"].format(k=told.k),
        csv=csv if data else "",
        json=json if data else "",
    )


def counts(told: Told, lang: str) -> str:
    t = WORDS[lang]
    if told.last is None:
        return t["nothing"]
    return t["counts"].format(first=f"{told.first:%d.%m.%Y}", last=f"{told.last:%d.%m.%Y}")


def _said(one: Measure, lang: str) -> dict[str, Any]:
    about = ABOUT[one.id][lang]
    said = {"name": about.name, "method": about.method, "sure": about.sure, "limits": about.limits}
    said |= {"level": LEVELS[lang][one.level][0], "figure": "", "why": "", "unit": UNITS[lang][one.unit], "between": ""}
    if one.estimate is None:
        return said | {"why": WHYS[lang][one.why] if one.why else ""}
    return said | {"figure": number(one.estimate.value, one.unit, lang), "between": between(one.estimate, one.unit, lang)}


def number(value: float, unit: Unit, lang: str) -> str:
    """Return a figure with as many places as its unit bears; infinite: in words."""
    if math.isinf(value):
        return WORDS[lang]["none"]
    places = 0 if unit in _WHOLE or value >= _SMALL else 1
    text = f"{value:,.{places}f}"
    return text if lang == "en" else text.translate(str.maketrans(",.", ".,"))


def between(found: Estimate, unit: Unit, lang: str) -> str:
    """Return the interval and what it stands on, in words."""
    t = WORDS[lang]
    low, high = number(found.low, unit, lang), number(found.high, unit, lang)
    if math.isinf(found.high):
        words = t["at_least"].format(low=low)
    else:
        words = t["exactly"] if low == high else t["between"].format(low=low, high=high)
    more = [t["cases"].format(n=found.n)] + ([t["unknown"].format(n=found.unknown)] if found.unknown else [])
    return f"{words}, {', '.join(more)}"
