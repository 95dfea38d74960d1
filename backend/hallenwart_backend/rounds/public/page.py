"""`/vergabe` and `/vergabe/{round}` as HTML, and the same as CSV. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from hallenwart_backend.public import frame as frames
from hallenwart_backend.public.frame import Feed, Frame
from hallenwart_backend.rounds.letters.rules import clock, day
from hallenwart_backend.rounds.letters.words import DAYS
from hallenwart_backend.rounds.public.words import WHY, WORDS
from hallenwart_backend.rounds.weights import NAMES
from hallenwart_contract.clock import utc

HERE: Final = "/vergabe"
NEIGHBOUR: Final = "/vereine"
"""The entry of the navigation it stands under."""
_HOUR_MIN: Final = 60


@dataclass(frozen=True, slots=True)
class ClubShare:
    """`*_min` are minutes a week."""

    club: str
    name: str
    wished_min: int
    given_min: int
    wishes: int
    placed: int


@dataclass(frozen=True, slots=True)
class Place:
    """One weekly time of the plan, without people. `who` is the club and its group."""

    hall: str
    part: str
    weekday: int
    start_min: int
    end_min: int
    who: str
    group: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A round as everybody may see it. Before there is a proposal, `clubs` and `plan` are empty."""

    id: str
    title: str
    from_date: date
    to_date: date
    state: str
    until_ms: int | None
    weights: Mapping[str, int]
    clubs: Sequence[ClubShare] = ()
    plan: Sequence[Place] = ()
    by_hand: int = 0
    most_hours: int = 0
    """All a club can get a week; 0: no limit."""


@cache
def _style() -> str:
    return frames.style(__package__, "rounds.css")


@cache
def csp() -> str:
    return frames.csp(_style())


def _render(frame: Frame, title: str, template: str, **values: Any) -> str:
    return frames.render(
        frame,
        title,
        package=__package__ or "",
        template=template,
        here=NEIGHBOUR,
        own_style=_style(),
        t=WORDS[frame.lang],
        **values,
    )


def _state(frame: Frame, one: Shown) -> str:
    at = f"{utc(one.until_ms).astimezone(frame.zone):%d.%m.%Y}" if one.until_ms is not None else ""
    return WORDS[frame.lang][f"state_{one.state}"].format(day=at)


def _season(frame: Frame, one: Shown) -> str:
    first, last = (day(at, _language(frame)) for at in (one.from_date, one.to_date))
    return WORDS[frame.lang]["season"].format(first=first, last=last)


def _language(frame: Frame) -> Any:
    return frame.lang


def list_page(frame: Frame, rounds: Sequence[Shown]) -> str:
    said = [{"id": one.id, "title": one.title, "season": _season(frame, one), "state": _state(frame, one)} for one in rounds]
    words = WORDS[frame.lang]
    return _render(frame, words["title"], "list.html", sub=words["sub"], rounds=said)


def round_page(frame: Frame, one: Shown, halls: Mapping[str, str]) -> str:
    """`halls` are the names by id."""
    words = WORDS[frame.lang]
    rows = [_club(frame, each) for each in sorted(one.clubs, key=lambda each: each.name.casefold())]
    planned = {place.hall for place in one.plan}
    return _render(
        frame,
        one.title,
        "round.html",
        sub=_season(frame, one),
        feeds=[Feed("text/csv", f"{HERE}/{one.id}.csv", words["csv"])] if one.plan else [],
        round=one,
        state=_state(frame, one),
        weights=[
            {"name": _capital(NAMES[term][frame.lang == "en"]), "why": told[frame.lang], "points": one.weights[term]}
            for term, told in WHY.items()
        ],
        clubs=rows,
        total=_club(frame, _total(one.clubs, words["total"])) if len(rows) > 1 else None,
        most=words["most"].format(n=one.most_hours) if one.most_hours else "",
        by_hand=words["changed_one" if one.by_hand == 1 else "changed"].format(n=one.by_hand) if one.by_hand else "",
        halls=[{"id": hall, "name": name} for hall, name in halls.items() if hall in planned],
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def hall_page(frame: Frame, one: Shown, hall: str, name: str) -> str:
    """The plan of one hall, day by day."""
    words = WORDS[frame.lang]
    mine = sorted((place for place in one.plan if place.hall == hall), key=lambda place: (place.start_min, place.part))
    days = [
        {"name": DAYS[frame.lang][weekday], "times": [_time(frame, place) for place in mine if place.weekday == weekday]}
        for weekday in range(7)
        if any(place.weekday == weekday for place in mine)
    ]
    title = words["plan_of"].format(hall=name)
    return _render(frame, title, "hall.html", sub=f"{one.title}, {_season(frame, one)}", round=one, days=days)


def _time(frame: Frame, place: Place) -> dict[str, str]:
    at = WORDS[frame.lang]["clock"].format(start=clock(place.start_min), end=clock(place.end_min))
    return {"at": at, "part": place.part, "who": place.who, "group": place.group}


def _club(frame: Frame, one: ClubShare) -> dict[str, str]:
    words = WORDS[frame.lang]
    wished, given = (words["hours"].format(hours=_hours(minutes, frame.lang)) for minutes in (one.wished_min, one.given_min))
    placed = words["of"].format(placed=one.placed, wishes=one.wishes)
    return {"name": one.name, "wished": wished, "given": given, "placed": placed}


def _total(clubs: Sequence[ClubShare], name: str) -> ClubShare:
    sums = {key: sum(getattr(one, key) for one in clubs) for key in ("wished_min", "given_min", "wishes", "placed")}
    return ClubShare(club="", name=name, **sums)


def _hours(minutes: int, lang: str) -> str:
    text = f"{minutes / _HOUR_MIN:.1f}"
    return text if lang == "en" else text.replace(".", ",")


def as_csv(one: Shown, halls: Mapping[str, str]) -> str:
    """Return the plan as a table; `weekday` 1 is Monday, as in ISO 8601."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\r\n")
    rows.writerow(("hall", "hall_name", "part", "weekday", "start", "end", "club", "group"))
    for place in sorted(one.plan, key=lambda each: (each.hall, each.weekday, each.start_min, each.part)):
        times = clock(place.start_min), clock(place.end_min)
        rows.writerow((place.hall, halls.get(place.hall, ""), place.part, place.weekday + 1, *times, place.who, place.group))
    return out.getvalue()
