"""The public page of use as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from hallenwart_backend.halls.model import Places
from hallenwart_backend.occupancy.public.service import HallFree, Typical
from hallenwart_backend.occupancy.public.words import DAYS, WORDS
from hallenwart_backend.public import frame as frames
from hallenwart_backend.public.frame import Frame
from hallenwart_contract.clock import utc

HERE: Final = "/belegung"
_LOOKS: Final = {"free": "free", "soon": "free"}


def _style() -> str:
    """Return the style of the public pages, with what tables add."""
    return frames.style(__package__ or "", "public.css")


def csp() -> str:
    return frames.csp(_style())


def page(frame: Frame, halls: Sequence[HallFree], typical: Typical, places: Places) -> str:
    t = WORDS[frame.lang]
    first, last = (f"{day:%d.%m.%Y}" for day in (typical.first, typical.last))
    return frames.render(
        frame,
        t["title"],
        package=__package__ or "",
        template="page.html",
        here=HERE,
        own_style=_style(),
        t=t,
        halls=[_hall(one, t) for one in halls],
        days=DAYS[frame.lang],
        about=t["about"].format(first=first, last=last, k=typical.k),
        tables=_tables(typical, places, t),
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
