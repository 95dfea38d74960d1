"""`/vereine` and `/vereine/{id}` as HTML, and a club as schema.org tells it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from hallenwart_backend.booking.finding.sports import words_of as sport_words
from hallenwart_backend.booking.public.words import DAYS, access_words
from hallenwart_backend.clubs.profile import rules
from hallenwart_backend.clubs.profile.rules import Group, Time
from hallenwart_backend.clubs.profile.service import Shown
from hallenwart_backend.clubs.public.words import LEVELS, ROLES, WELCOME, WORDS
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.public import frame as frames
from hallenwart_backend.public.frame import Feed, Frame, linked_data
from hallenwart_contract.clock import utc

LIST: Final = "/vereine"
ON_A_PAGE: Final = 40
"""How many clubs fit into a page of 50 kB, with room."""
AGES: Final = tuple(range(3, 19))
_SCHEMA_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Halls = Mapping[str, Hall]


@dataclass(frozen=True, slots=True)
class Ask:
    """What is looked for, by plain facts alone."""

    sport: str = ""
    age: int | None = None
    trial: bool = False
    page: int = 1

    def fits(self, one: Shown) -> bool:
        """Say whether a club has what is asked for; with an age or a trial, one group has to have all of it."""
        if self.sport and self.sport not in one.profile.all_sports:
            return False
        if self.age is None and not self.trial:
            return True
        return any(
            (self.age is None or rules.suits_age(group, self.age))
            and (not self.trial or group.trial)
            and (not self.sport or group.sport in {"", self.sport})
            for group in one.profile.groups
        )


@cache
def _style() -> str:
    return frames.style(__package__, "clubs.css")


@cache
def csp() -> str:
    return frames.csp(_style())


def _render(frame: Frame, title: str, template: str, **values: Any) -> str:
    words = WORDS[frame.lang]
    common = {"package": __package__, "template": template, "here": LIST, "own_style": _style(), "t": words}
    return frames.render(frame, title, **common | values)


def sport_name(sport: str, lang: str) -> str:
    word = sport_words(sport)[lang == "en"]
    return word[:1].upper() + word[1:]


def list_page(frame: Frame, shown: Sequence[Shown], ask: Ask, halls: Halls) -> str:
    words, lang = WORDS[frame.lang], frame.lang
    fitting = [one for one in shown if ask.fits(one)]
    first = (ask.page - 1) * ON_A_PAGE
    here = fitting[first : first + ON_A_PAGE]
    sports = sorted({sport for one in shown for sport in one.profile.all_sports}, key=lambda one: sport_name(one, lang))
    kept = f"{LIST}?lang={lang}&sport={ask.sport}&age={'' if ask.age is None else ask.age}&trial={'1' if ask.trial else ''}"
    found = words["found_one"] if len(fitting) == 1 else words["found"].format(count=len(fitting))
    return _render(
        frame,
        words["clubs"],
        "list.html",
        sub=words["clubs_sub"],
        ask=ask,
        ages=AGES,
        sports=[{"id": one, "name": sport_name(one, lang)} for one in sports],
        found=found if fitting else words["none"],
        clubs=[
            {
                "id": one.profile.club,
                "name": one.name,
                "sports": ", ".join(sport_name(sport, lang) for sport in one.profile.all_sports),
                "halls": ", ".join(halls[hall].name for hall in one.halls[:3]),
                "trial": any(group.trial for group in one.profile.groups),
            }
            for one in here
        ],
        before=f"{kept}&seite={ask.page - 1}" if ask.page > 1 else "",
        after=f"{kept}&seite={ask.page + 1}" if first + ON_A_PAGE < len(fitting) else "",
    )


def club_page(frame: Frame, one: Shown, halls: Halls) -> str:
    words, lang, profile = WORDS[frame.lang], frame.lang, one.profile
    about, about_lang = rules.text_in(profile.about, lang)
    trial, trial_lang = rules.text_in(profile.trial, lang)
    path = f"{LIST}/{profile.club}"
    return _render(
        frame,
        one.name,
        "club.html",
        sub=", ".join(sport_name(sport, lang) for sport in profile.all_sports),
        feeds=[Feed("text/calendar", f"{path}.ics", one.name), Feed("application/ld+json", f"{path}.jsonld", one.name)],
        data=[linked_data(told(frame.base, one, halls))],
        club=profile.club,
        about=_paragraphs(about),
        about_lang=about_lang,
        about_note=words["english_only"] if about and about_lang != lang else "",
        easy=_paragraphs(profile.about.get("easy", "")),
        groups=[_group(group, times, halls, lang) for group, times in one.times],
        trial=_paragraphs(trial),
        trial_lang=trial_lang,
        places=[_place(halls[hall], lang) for hall in one.halls],
        welcome=[WELCOME[word][lang == "en"] for word in profile.welcome],
        contacts=[
            {
                "role": ROLES[contact.role][lang == "en"],
                "name": contact.name,
                "email": contact.email,
                "phone": contact.phone,
                "dial": re.sub(r"[^0-9+]", "", contact.phone),
            }
            for contact in profile.contacts
            if contact.email or contact.phone or contact.name
        ],
        web=profile.web,
    )


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def _place(hall: Hall, lang: str) -> dict[str, str]:
    address = "" if hall.site.address == hall.name else hall.site.address
    return {"id": hall.id, "name": hall.name, "address": address, "access": access_words(hall.facts.access, lang)}


def _group(group: Group, times: Sequence[Time], halls: Halls, lang: str) -> dict[str, Any]:
    facts = (
        sport_name(group.sport, lang) if group.sport else "",
        LEVELS[group.level][lang == "en"],
        _age_words(group, lang),
    )
    return {
        "name": group.name,
        "facts": " · ".join(filter(None, facts)),
        "note": group.note,
        "trial": group.trial,
        "times": [_time(one, halls[one.hall], lang) for one in times],
    }


def _age_words(group: Group, lang: str) -> str:
    words, low, high = WORDS[lang], group.min_age, group.max_age
    if low is None and high is None:
        return ""
    name = "ages" if low is not None and high is not None else "from_age" if high is None else "to_age"
    return words[name].format(min=low, max=high)


def _time(one: Time, hall: Hall, lang: str) -> dict[str, str]:
    words, next_day = WORDS[lang], f"{utc(one.starts_ms[0]).astimezone(hall.zone):%d.%m.%Y}"
    part = hall.words_of(one.sections, "en" if lang == "en" else "de") if len(one.sections) < hall.sections else ""
    return {
        "when": words["clock"].format(day=DAYS[lang][one.weekday], from_=_clock(one.start_min), to=_clock(one.end_min)),
        "hall": hall.id,
        "where": ", ".join(filter(None, (hall.name, part))),
        "next": words["once" if one.once else "next"].format(day=next_day),
    }


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def told(base: str, one: Shown, halls: Halls) -> dict[str, Any]:
    """Return a club as schema.org describes it (https://schema.org/SportsOrganization), its groups with their times."""
    profile, url = one.profile, f"{base}{LIST}/{one.profile.club}"
    places = {hall: _schema_place(base, halls[hall]) for hall in one.halls}
    found = {
        "@context": "https://schema.org",
        "@type": "SportsOrganization",
        "@id": url,
        "name": one.name,
        "url": url,
        "description": rules.text_in(profile.about, "de")[0],
        "sport": [sport_name(sport, "de") for sport in profile.all_sports],
        "sameAs": profile.web,
        "location": list(places.values()),
        "contactPoint": [
            _filled({"@type": "ContactPoint", "contactType": ROLES[each.role][0], "email": each.email, "telephone": each.phone})
            for each in profile.contacts
            if each.email or each.phone
        ],
        "event": [
            _schema_event(group, time, places[time.hall], halls[time.hall], url) for group, times in one.times for time in times
        ],
    }
    return _filled(found)


def _filled(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value not in ("", None, [], {})}


def _schema_place(base: str, hall: Hall) -> dict[str, Any]:
    place: dict[str, Any] = {
        "@type": "Place",
        "name": hall.name,
        "address": hall.site.address,
        "url": f"{base}/hallen/{hall.id}",
    }
    if position := hall.site.position:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": position[0], "longitude": position[1]}
    return _filled(place)


def _schema_event(group: Group, time: Time, place: dict[str, Any], hall: Hall, url: str) -> dict[str, Any]:
    start = utc(time.starts_ms[0]).astimezone(hall.zone)
    schedule = {
        "@type": "Schedule",
        "byDay": f"https://schema.org/{_SCHEMA_DAYS[time.weekday]}",
        "startTime": _clock(time.start_min),
        "endTime": _clock(time.end_min),
        "startDate": f"{start:%Y-%m-%d}",
        "repeatFrequency": "P1W",
        "scheduleTimezone": hall.site.zone,
    }
    told = {
        "@type": "SportsEvent",
        "name": group.name,
        "sport": sport_name(group.sport, "de") if group.sport else "",
        "description": group.note,
        "startDate": start.isoformat(),
        "location": place,
        "organizer": {"@id": url},
        "isAccessibleForFree": True if group.trial else None,
        "eventSchedule": None if time.once else schedule,
    }
    return _filled(told)
