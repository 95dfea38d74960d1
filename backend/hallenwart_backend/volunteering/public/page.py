"""The pages for whoever wants to help, as HTML. They work without script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Final
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.finding.sports import WORDS as SPORTS
from hallenwart_backend.booking.public.words import access_words
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.public import frame as frames
from hallenwart_backend.public.frame import Frame, Said
from hallenwart_backend.qr import module_rows, path_of, size_of
from hallenwart_backend.volunteering.elsewhere import Elsewhere
from hallenwart_backend.volunteering.model import HelpOfferState, Placed, Shift, SignState, Task
from hallenwart_backend.volunteering.offering import Whole
from hallenwart_backend.volunteering.ports import Extra
from hallenwart_backend.volunteering.public.words import DAYS, WORDS
from hallenwart_backend.volunteering.searching import Found
from hallenwart_backend.volunteering.words import LANGUAGES, TASKS
from hallenwart_contract.clock import utc

LIST: Final = "/mitmachen"
MINE: Final = f"{LIST}/meine"
KM: Final = ("2", "5", "10", "25")


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody had entered, shown again where something was missing."""

    name: str = ""
    email: str = ""
    shifts: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """An offer with its hall and the club's name. `zone`: where its times are told."""

    whole: Whole
    hall: Hall | None
    club: str
    where: str
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Own:
    """A sign-up on its helper's own page. `mark` is what the QR code says; `more` comes from keys and hours."""

    placed: Placed
    where: str
    zone: ZoneInfo
    mark: str = ""
    more: Sequence[Extra] = field(default_factory=tuple)


def style() -> str:
    return frames.style(__package__, "help.css")


def csp() -> str:
    return frames.csp(style())


def _render(frame: Frame, title: str, template: str, **values: Any) -> str:
    return frames.render(
        frame,
        title,
        package=__package__,
        template=template,
        here=LIST,
        own_style=style(),
        t=WORDS[frame.lang],
        **values,
    )


def when_of(shift: Shift, zone: ZoneInfo, lang: str) -> str:
    return span_words(*shift.span, zone, lang)


def span_words(from_ms: int, to_ms: int, zone: ZoneInfo, lang: str) -> str:
    start, end = (utc(ms).astimezone(zone) for ms in (from_ms, to_ms))
    until = f"{end:%H:%M}" if start.date() == end.date() else f"{end:%d.%m., %H:%M}"
    clock = " Uhr" if lang == "de" else ""
    return f"{DAYS[lang][start.weekday()]}, {start:%d.%m.%Y}, {start:%H:%M}\u2013{until}{clock}"


def _free(free: int, words: Mapping[str, Any]) -> str:
    if free == 0:
        return str(words["full"])
    return str(words["free_one"] if free == 1 else words["free"].format(n=free))


def list_page(
    frame: Frame,
    found: Sequence[tuple[Found, Shown]],
    asked: Mapping[str, str],
    halls: Sequence[str],
    others: Sequence[Elsewhere] = (),
    *,
    opened: bool,
) -> str:
    words, english = WORDS[frame.lang], frame.lang == "en"
    any_ = ("", words["any"])
    tasks = [any_, *((str(task), both[english]) for task, both in TASKS.items())]
    sports = [any_, *sorted(((sport, both[english]) for sport, both in SPORTS.items()), key=itemgetter(1))]
    spoken = [any_, *((code, both[english]) for code, both in LANGUAGES.items())]
    ways = [any_, *((km, words["km_of"].format(km=km)) for km in KM)]
    named = (("aufgabe", "task", tasks), ("sportart", "sport", sports), ("sprache", "language", spoken), ("km", "km", ways))
    return _render(
        frame,
        words["title"],
        "list.html",
        asked=asked,
        opened=opened,
        halls=halls,
        choices=[{"name": name, "label": words[label], "options": options} for name, label, options in named],
        ticks=[("stufenlos", words["step_free"]), ("sitzend", words["seated"]), ("frei", words["free_only"])],
        count=words["count_one"] if len(found) == 1 else words["count"].format(n=len(found)),
        offers=[
            {
                "id": shown.whole.offer.id,
                "title": shown.whole.offer.title,
                "when": when_of(one.first, shown.zone, frame.lang),
                "where": shown.where,
                "away": words["away"].format(km=f"{one.open.km:.1f}".replace(".", "." if english else ","))
                if one.open.km
                else "",
                "task": TASKS[Task(shown.whole.offer.role)][english],
                "by": shown.club or words["town"],
                "open": one.free > 0,
                "free": _free(one.free, words),
            }
            for one, shown in found
        ],
        others=[_elsewhere(frame, one) for one in others],
    )


def _elsewhere(frame: Frame, one: Elsewhere) -> dict[str, str]:
    words, item = WORDS[frame.lang], one.item
    return {
        "title": item.title,
        "url": item.url,
        "when": span_words(one.from_ms, one.to_ms, frame.zone, frame.lang),
        "where": ", ".join(dict.fromkeys(filter(None, (item.spot.name, item.spot.address)))),
        "by": item.by,
        "source": words["source"].format(source=", ".join(one.sources)),
    }


def offer_page(frame: Frame, one: Shown, *, said: Said | None = None, typed: Typed | None = None, member: str = "") -> str:
    offer, words = one.whole.offer, WORDS[frame.lang]
    typed = typed or Typed()
    shifts = [_shift(one, shift, frame, typed) for shift in one.whole.shifts]
    may = offer.state == HelpOfferState.OPEN and any(not shift["off"] for shift in shifts)
    coming = [shift for shift in shifts if not shift["off"]]
    if len(coming) == 1:
        coming[0]["chosen"] = True
    return _render(
        frame,
        offer.title,
        "offer.html",
        sub=f"{TASKS[Task(offer.role)][frame.lang == 'en']}, {one.club or words['town']}",
        said=said,
        id=offer.id,
        body=offer.body,
        facts=_facts(one, words, frame.lang),
        hall=one.hall.id if one.hall else "",
        hall_name=one.hall.name if one.hall else "",
        may=may,
        closed=words["gone" if offer.state == HelpOfferState.CANCELLED else "closed"],
        shifts=shifts,
        member=words["as"].format(name=member) if member else "",
        typed=typed,
        of_age=words["of_age"].format(n=offer.min_age) if offer.min_age else "",
    )


def _shift(one: Shown, shift: Shift, frame: Frame, typed: Typed) -> dict[str, Any]:
    words, free = WORDS[frame.lang], one.whole.free(shift)
    over, gone = frame.now_ms >= shift.from_ms, shift.cancelled_ms is not None
    note = (
        words["cancelled_shift"]
        if gone
        else words["begun"]
        if over
        else words["full_shift"]
        if not free
        else _free(free, words)
    )
    return {
        "id": shift.id,
        "when": when_of(shift, one.zone, frame.lang),
        "note": note,
        "off": over or gone,
        "chosen": shift.id in typed.shifts and not over and not gone,
    }


def _facts(one: Shown, words: Mapping[str, Any], lang: str) -> list[dict[str, str]]:
    offer, english = one.whole.offer, lang == "en"
    access = access_words(one.hall.facts.access, lang) if one.hall else ""
    ticks = [words[name] for name in ("step_free", "seated") if getattr(offer, name)]
    told = {
        "by": one.club or words["town"],
        "place": one.where,
        "needs": offer.needs,
        "skills": ", ".join(offer.skills),
        "languages": ", ".join(LANGUAGES[code][english] for code in offer.languages if code in LANGUAGES),
        "sport": SPORTS[offer.sport][english] if offer.sport in SPORTS else "",
        "min_age": words["years"].format(n=offer.min_age) if offer.min_age else "",
        "access": ". ".join(filter(None, (*ticks, access))),
        "youth": words["youth_text"] if offer.youth else "",
        "contact": offer.contact,
    }
    names = {"sport": SPORT_NAME[lang]}
    return [{"name": names.get(name, words[name]), "text": text} for name, text in told.items() if text]


SPORT_NAME: Final = {"de": "Sportart", "en": "Sport"}


def mine_page(frame: Frame, name: str, own: Sequence[Own], *, said: Said | None = None) -> str:
    words = WORDS[frame.lang]
    unconfirmed = any(_unconfirmed(one.placed) for one in own)
    return _render(
        frame,
        words["mine_of"].format(name=name),
        "mine.html",
        said=said,
        confirm=unconfirmed,
        shifts=[_own(one, frame, words) for one in own],
    )


def _unconfirmed(placed: Placed) -> bool:
    return placed.signup.state == SignState.ASKED and placed.signup.confirmed_ms is None


def _own(one: Own, frame: Frame, words: Mapping[str, Any]) -> dict[str, Any]:
    placed = one.placed
    signup, shift = placed.signup, placed.shift
    rows = module_rows(one.mark) if one.mark else ()
    return {
        "id": signup.id,
        "title": placed.offer.title,
        "when": when_of(shift, one.zone, frame.lang),
        "where": one.where,
        "state": _state(one, words),
        "tone": {"in": "ok", "done": "ok", "out": "gone", "absent": "gone"}.get(signup.state, "warn"),
        "acts": _acts(placed, frame.now_ms, words),
        "more": one.more,
        "mark": path_of(rows),
        "text": one.mark,
        "size": size_of(rows),
    }


def _state(one: Own, words: Mapping[str, Any]) -> str:
    signup, states = one.placed.signup, words["states"]
    if one.placed.shift.cancelled_ms is not None:
        return str(states["cancelled"])
    if signup.answer_by_ms is not None and signup.state == SignState.WAITING:
        until = utc(signup.answer_by_ms).astimezone(one.zone)
        return str(states["kept"].format(until=f"{until:%d.%m., %H:%M}"))
    if signup.state == SignState.ASKED and signup.confirmed_ms is not None:
        return str(states["asked_youth"])
    return str(states[signup.state])


def _acts(placed: Placed, now_ms: int, words: Mapping[str, Any]) -> list[tuple[str, str, bool]]:
    """Return what a helper may do now: act, word, whether it is the main one."""
    signup = placed.signup
    if now_ms >= placed.shift.from_ms or placed.shift.cancelled_ms is not None:
        return []
    if signup.state == SignState.WAITING and signup.answer_by_ms is not None:
        acts = ["accept", "decline"]
    else:
        acts = {
            SignState.IN: ["swap", "cancel"],
            SignState.OFFERED_SWAP: ["keep", "cancel"],
            SignState.WAITING: ["cancel"],
            SignState.ASKED: ["cancel"],
        }.get(SignState(signup.state), [])
    return [(act, words[act], act == "accept") for act in acts]


def no_link(frame: Frame) -> str:
    words = WORDS[frame.lang]
    return frames.render(frame, words["no_link"], here=LIST, own_style=style(), hint=words["no_link_hint"])


def no_link_said(frame: Frame, said: Said) -> str:
    """Return what stays when somebody deleted everything."""
    return frames.render(frame, WORDS[frame.lang]["mine"], here=LIST, own_style=style(), said=said)
