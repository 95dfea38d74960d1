"""The public pages of halls and free times as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from hallenwart_backend.booking.feeds.rules import Entry
from hallenwart_backend.booking.finding.rules import Spot
from hallenwart_backend.booking.finding.sports import WORDS as SPORTS
from hallenwart_backend.booking.public.service import HallNow, Week
from hallenwart_backend.booking.public.words import DAYS, WORDS, access_words
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.public import frame as frames
from hallenwart_backend.public.frame import Feed, Frame
from hallenwart_contract.clock import utc

HALLS: Final = "/hallen"
FREE: Final = "/frei"
_LENGTHS: Final = (30, 60, 90, 120, 180, 240)
_MOST_TIMES: Final = 8


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody looks for."""

    day: date
    from_clock: str
    minutes: int
    sport: str
    accessible: bool


def _render(frame: Frame, template: str, title: str, here: str, **values: Any) -> str:
    return frames.render(frame, title, package=__package__ or "", template=template, here=here, t=WORDS[frame.lang], **values)


def halls_page(frame: Frame, halls: Sequence[HallNow], *, parking: bool = False) -> str:
    """`parking`: there are car parks that everybody may see."""
    sites: dict[str, dict[str, Any]] = {}
    for one in halls:
        site = one.hall.site
        entry = sites.setdefault(site.id, {"name": site.name, "address": site.address, "halls": []})
        entry["halls"].append(_hall(one, frame.lang))
    return _render(frame, "halls.html", WORDS[frame.lang]["halls"], HALLS, sites=list(sites.values()), parking=parking)


def _hall(one: HallNow, lang: str) -> dict[str, Any]:
    words, hall = WORDS[lang], one.hall
    if not one.open_now:
        now = words["shut_now"]
    elif not one.now:
        now = words["busy_now"]
    elif len(one.now) == hall.sections:
        now = words["free_now"]
    else:
        now = words["part_now"].format(part=_part(hall, one.now, lang))
    return {
        "id": hall.id,
        "name": hall.name,
        "now": now,
        "free_now": bool(one.now),
        "evening": words["free_evening" if one.evening else "busy_evening"],
        "free_evening": one.evening,
        "access": access_words(hall.facts.access, lang),
    }


def _part(hall: Hall, sections: Sequence[int], lang: str) -> str:
    return hall.words_of(sections, "en" if lang == "en" else "de")


def week_page(frame: Frame, week: Week, beside: str = "") -> str:
    """`beside` is what other rooms have to say of the hall, as HTML."""
    hall, words = week.hall, WORDS[frame.lang]
    feed = f"{HALLS}/{week.hall.id}.ics" if week.shown.feed else ""

    def link(day: date) -> str:
        return f"{HALLS}/{hall.id}?week={day}&lang={frame.lang}"

    days = [
        {
            "iso": str(day.day),
            "name": f"{DAYS[frame.lang][day.day.weekday()]}, {day.day:%d.%m.%Y}",
            "lines": [_line(one, hall, words["taken"]) for one in day.entries],
        }
        for day in week.days
    ]
    return _render(
        frame,
        "week.html",
        hall.name,
        HALLS,
        sub=f"{words['week'].format(day=f'{week.monday:%d.%m.%Y}')} · {hall.site.name}, {hall.site.address}".rstrip(", "),
        before=link(week.monday - timedelta(days=7)),
        after=link(week.monday + timedelta(days=7)),
        days=days,
        today=str(utc(frame.now_ms).astimezone(frame.zone).date()),
        feed=feed,
        feeds=(Feed("text/calendar", feed, hall.name),) if feed else (),
        access=access_words(hall.facts.access, frame.lang),
        beside=beside,
    )


def _line(one: Entry, hall: Hall, taken: str) -> dict[str, str]:
    start, end = (utc(ms).astimezone(hall.zone) for ms in (one.start_ms, one.end_ms))
    named = " \u2013 ".join(dict.fromkeys(filter(None, (one.club, one.title))))
    part = one.place.removeprefix(hall.name).lstrip(", ")
    return {
        "when": f"{start:%H:%M}\u2013{end:%H:%M}",
        "what": named if one.club or one.title != "belegt" else taken,
        "part": part,
    }


def free_page(frame: Frame, ask: Ask, spots: Sequence[Spot], today: date) -> str:
    words = WORDS[frame.lang]
    by_hall: dict[str, list[Spot]] = {}
    for spot in spots:
        by_hall.setdefault(spot.hall.id, []).append(spot)
    shown = [_spots(some, words) for some in by_hall.values()]
    found = words["found"].format(count=len(shown)) if shown else words["nowhere"]
    hours = [f"{hour:02}:00" for hour in range(6, 23)]
    asked = {
        "date": str(ask.day),
        "from": ask.from_clock,
        "hours": hours if ask.from_clock in hours else [ask.from_clock, *hours],
        "minutes": ask.minutes,
        "lengths": _LENGTHS,
        "sport": ask.sport,
        "sports": [{"id": one, "name": names[frame.lang == "en"]} for one, names in SPORTS.items()],
        "accessible": ask.accessible,
        "today": str(today),
    }
    return _render(frame, "free.html", words["free"], FREE, ask=asked, spots=shown, found=found)


def _spots(spots: Sequence[Spot], words: dict[str, str]) -> dict[str, str]:
    hall = spots[0].hall
    times = [f"{utc(one.start_ms).astimezone(hall.zone):%H:%M}" for one in spots]
    more = f" {words['more']}" if len(times) > _MOST_TIMES else ""
    day = utc(spots[0].start_ms).astimezone(hall.zone).date()
    site = hall.site.name if hall.site.name != hall.name else hall.site.address
    return {"id": hall.id, "hall": hall.name, "site": site, "day": str(day), "times": ", ".join(times[:_MOST_TIMES]) + more}
