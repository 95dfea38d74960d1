"""The public page of use as HTML: no script, one style, nothing loaded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from hallenwart_backend.halls.model import Places
from hallenwart_backend.occupancy.public.service import HallFree, Typical
from hallenwart_backend.occupancy.public.words import DAYS, WORDS
from hallenwart_backend.public.frame import style
from hallenwart_backend.web import plain
from hallenwart_contract.clock import utc

_LOOKS: Final = {"free": "free", "soon": "free"}


def _style() -> str:
    """Return the style of the public pages, with what tables add."""
    return style(__package__, "public.css")


@cache
def csp() -> str:
    return plain.csp_of(_style(), forms="none")


@cache
def _template() -> Template:
    text = files(__package__).joinpath("page.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(text)


def page(lang: str, halls: Sequence[HallFree], typical: Typical, places: Places, *, now_ms: int, zone: tzinfo) -> str:
    """Return the page in a language of `WORDS`."""
    t = WORDS[lang]
    other = "en" if lang == "de" else "de"
    first, last = (f"{day:%d.%m.%Y}" for day in (typical.first, typical.last))
    return _template().render(
        lang=lang,
        t=t,
        other={"lang": other, "name": {"de": "Deutsch", "en": "English"}[other]},
        halls=[_hall(one, t) for one in halls],
        days=DAYS[lang],
        about=t["about"].format(first=first, last=last, k=typical.k),
        tables=_tables(typical, places, t),
        as_of=f"{utc(now_ms).astimezone(zone):%d.%m.%Y %H:%M}",
        style=Markup(_style()),  # noqa: S704 - own file
    )


def _hall(one: HallFree, t: dict[str, str]) -> dict[str, str]:
    clock = {"from": _clock(one, one.from_ms), "until": _clock(one, one.until_ms)}
    line = t[one.state].format_map(clock)
    part = one.hall.words_of(one.sections) if one.sections and len(one.sections) < one.hall.sections else ""
    return {
        "id": one.hall.id,
        "name": one.hall.name,
        "look": _LOOKS.get(one.state, "busy"),
        "line": f"{line} ({part})" if part else line,
    }


def _clock(one: HallFree, t_ms: int | None) -> str:
    return "" if t_ms is None else f"{utc(t_ms).astimezone(one.hall.zone):%H:%M}"


def _tables(typical: Typical, places: Places, t: dict[str, str]) -> list[dict[str, Any]]:
    """Return the tables of which anything is shown: all halls first, then each site."""
    named = [(t["town"], typical.town)]
    named += [(places.sites[site].name, cells) for site, cells in typical.sites.items() if site in places.sites]
    return [
        {"caption": t["caption"].format(place=name), "rows": _rows(cells, typical.hours, t)}
        for name, cells in named
        if any(value is not None for row in cells for value in row)
    ]


def _rows(cells: Sequence[Sequence[int | None]], hours: int, t: dict[str, str]) -> list[dict[str, Any]]:
    bins = len(cells[0])
    known = [at for at in range(bins) if any(cells[day][at] is not None for day in range(7))]
    return [
        {
            "hour": f"{at * hours:02}\u2013{(at + 1) * hours:02}",
            "cells": [t["none"] if (value := cells[day][at]) is None else str(value) for day in range(7)],
        }
        for at in range(known[0], known[-1] + 1)
    ]
