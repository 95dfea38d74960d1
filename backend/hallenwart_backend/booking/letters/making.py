"""Makes the notice of one message for one person: what is on the phone, and what the e-mail says more. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import quote, urlencode

import msgspec

from hallenwart_backend.booking.letters import times, words
from hallenwart_backend.booking.letters.calendar import CANCEL, PUBLISH, calendar_of
from hallenwart_backend.booking.letters.rules import ESSENTIAL, GROUPS, Choices, Kind, Row, Told
from hallenwart_backend.booking.letters.words import Line
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.halls.model import Hall, Places
from hallenwart_backend.halls.parts import Language
from hallenwart_backend.mail import Button, Mail, Part
from hallenwart_backend.ports import Notice

CLUB_PAGE: Final = "/club/"
MANAGER_PAGE: Final = "/manager/"
TAP: Final = "tap"
MOST_DATES: Final = 60
_TO_CALENDAR: Final = {
    **dict.fromkeys((Kind.BOOKED, Kind.APPROVED, Kind.MOVED, Kind.WAITING_FILLED, Kind.BORROWED), PUBLISH),
    **dict.fromkeys((Kind.CANCELLED, Kind.LENT), CANCEL),
}
_TAPPED: Final = frozenset({Kind.REMINDER, Kind.ASKED_TO_LEND})
_WITH_CODE: Final = frozenset({Kind.CODE_READY, Kind.CODE_AT_LOCKER, Kind.REMINDER})


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads it: `office` reads it on the manager's page."""

    person: str
    choices: Choices
    office: bool = False

    @property
    def language(self) -> Language:
        return "en" if self.choices.language == "en" else "de"


@dataclass(frozen=True, slots=True)
class Maker:
    places: Places
    now_ms: int

    def notice(self, told: Told, booking: Booking | None, reader: Reader) -> Notice:
        """Return the notice. `booking` is the date as it is now, None for a series as a whole."""
        return _Making(self.places, self.now_ms, told, booking, reader).notice()


class _Making:
    def __init__(self, places: Places, now_ms: int, told: Told, booking: Booking | None, reader: Reader) -> None:
        self._places, self._now_ms, self._told, self._booking, self._reader = places, now_ms, told, booking, reader
        self._kind, self._row, self._language = told.kind, told.row, reader.language
        hall = booking.hall if booking else str(self._row.detail.get("hall", ""))
        self._hall = places.halls.get(hall)

    def notice(self) -> Notice:
        said = words.saying(self._kind, self._language, self._values())
        body = " ".join(part for part in (said.body, self._code_line(), *self._said_too()) if part)
        about = self._row.booking or self._row.series or str(self._row.number)
        return Notice(
            title=said.title,
            body=body,
            tag=f"booking:{about}",
            urgent=False,
            link=self._page(),
            mail=msgspec.to_builtins(self._mail(said.title, said.body)),
        )

    # --- words ---

    def _values(self) -> Mapping[str, str]:
        detail, rule = self._row.detail, ""
        if "weekday" in detail:
            rule = times.rule_words(detail, self._language)
        return {
            "when": self._when(),
            "place": self._place(),
            "was": self._was(),
            "label": self._label(),
            "other": self._other(),
            "count": str(self._count()),
            "rule": rule,
            "until": self._moment(detail.get("until_ms")),
            **self._use(),
        }

    def _use(self) -> Mapping[str, str]:
        """Return what is said of dates nobody came to."""
        detail = self._row.detail
        numbers = {said: str(detail.get(name, "")) for said, name in (("days", "days_n"), ("empty", "no_shows"), ("of", "of"))}
        proposed = words.PROPOSED.get(str(detail.get("propose", "")))
        named = proposed.in_(self._language) if proposed else ""
        return {**numbers, "proposed": named, "minutes": str(detail.get("minutes", ""))}

    def _count(self) -> int:
        dates = self._row.detail.get("dates", 0)
        return len(dates) if isinstance(dates, Sequence) else int(dates or 0)

    def _label(self) -> str:
        title = self._booking.title if self._booking else str(self._row.detail.get("title", ""))
        return f"\u201e{title}\u201c" if self._language == "de" else f"\u201c{title}\u201d"

    def _place(self) -> str:
        if self._hall is None:
            return ""
        sections = self._booking.sections if self._booking else self._row.detail.get("sections", ())
        return place_words(self._hall, sections, self._language)

    def _when(self) -> str:
        if self._booking is None or self._hall is None:
            return ""
        return times.when_words(self._booking.start_ms, self._booking.end_ms, self._hall.zone, self._language)

    def _was(self) -> str:
        was = self._row.detail.get("was")
        return date_words(self._places, was, self._language) if isinstance(was, Mapping) else ""

    def _other(self) -> str:
        detail = self._row.detail
        owner, borrower = str(detail.get("owner") or ""), str(detail.get("borrower") or "")
        if not owner and self._booking:
            owner = self._booking.club or ""
        other = borrower if self._kind is Kind.LENT else owner
        return self._places.clubs.get(other, "") or words.TOWN.in_(self._language)

    def _moment(self, t_ms: object) -> str:
        if not isinstance(t_ms, int) or self._hall is None:
            return ""
        return times.moment_words(t_ms, self._hall.zone, self._language)

    def _code_line(self) -> str:
        code = self._told.code
        return words.CODE_LINES[code].in_(self._language) if code else ""

    def _said_too(self) -> list[str]:
        why, note = str(self._row.detail.get("why") or ""), str(self._row.detail.get("note") or "")
        lines = [words.WHY.in_(self._language).format(why=why)] if why else []
        return [*lines, *([words.NOTE.in_(self._language).format(note=note)] if note else [])]

    # --- the e-mail ---

    def _mail(self, title: str, body: str) -> Mail:
        lines = [line for line in (body, self._code_line(), *self._said_too()) if line]
        first = Part(heading=title, lines=lines, facts=self._facts(), buttons=self._buttons())
        leaves = self._kind not in ESSENTIAL
        group = GROUPS[self._kind]
        with_code = self._kind in _WITH_CODE or self._told.code is not None
        coded = self._booking is not None and with_code and self._reader.choices.code_in_mail
        method = _TO_CALENDAR.get(self._kind, "") if self._booking and self._booking.holder else ""
        return Mail(
            language=self._language,
            parts=[first, *self._date_parts()],
            foot=words.FOOT.in_(self._language),
            calendar=self._calendar(method) if method else "",
            method=method,
            code_of=self._booking.id if coded and self._booking else "",
            code_label=words.CODE.in_(self._language) if coded else "",
            leave=f"/m/{self._reader.person}/{group}" if leaves else "",
            leave_label=words.UNSUBSCRIBE.in_(self._language) if leaves else "",
        )

    def _calendar(self, method: str) -> str:
        if self._booking is None or self._hall is None:
            return ""
        address = self._hall.site.address
        return calendar_of(self._booking, place=self._place(), address=address, method=method, now_ms=self._now_ms)

    def _facts(self) -> list[tuple[str, str]]:
        if self._hall is None:
            return []
        single = self._booking is not None and not isinstance(self._row.detail.get("dates"), Sequence)
        facts = [(words.WHEN, self._when() if single else "")]
        facts += [(words.BEFORE, self._was()), (words.WHERE, self._place())]
        facts += [(words.ADDRESS, self._hall.site.address), *self._series_facts()]
        return [(label.in_(self._language), text) for label, text in facts if text]

    def _series_facts(self) -> list[tuple[Line, str]]:
        detail, facts = self._row.detail, []
        if "from_date" in detail and "to_date" in detail:
            span = (date.fromisoformat(str(detail[name])) for name in ("from_date", "to_date"))
            first, last = (times.day_words(day, self._language) for day in span)
            facts.append((words.SPAN, f"{first} \u2013 {last}"))
        for label, name in ((words.DATES, "days"), (words.NEW, "added"), (words.CHANGED, "moved"), (words.ENDED, "ended")):
            facts.append((label, self._days(detail.get(name))))
        left_out = [*(detail.get("skipped") or ()), *(detail.get("taken") or ())]
        return [*facts, (words.SKIPPED, self._days(left_out))]

    def _days(self, days: object) -> str:
        if not isinstance(days, Sequence) or not days:
            return ""
        shown = [times.day_words(date.fromisoformat(str(day)), self._language, short=True) for day in days[:MOST_DATES]]
        more = words.MORE.in_(self._language).format(count=len(days) - MOST_DATES) if len(days) > MOST_DATES else ""
        return ", ".join([*shown, *([more] if more else [])])

    def _date_parts(self) -> list[Part]:
        """Return the dates of a closing, each with what can be had instead."""
        dates = self._row.detail.get("dates")
        if not isinstance(dates, Sequence):
            return []
        return [self._date_part(one) for one in dates[:MOST_DATES] if isinstance(one, Mapping)]

    def _date_part(self, one: Mapping[str, Any]) -> Part:
        lines = []
        substitutes = one.get("substitutes")
        title = str(one.get("title", ""))
        buttons = [self._substitute(other, title) for other in substitutes or ()]
        if substitutes is not None and not substitutes:
            lines.append(words.NO_SUBSTITUTE.in_(self._language))
        if one.get("elsewhere"):
            lines.append(words.ELSEWHERE.in_(self._language))
        heading = ", ".join(_parts_of(self._places, one, self._language))
        return Part(heading=f"{heading}: {title}", lines=lines, buttons=buttons)

    def _substitute(self, other: Mapping[str, Any], title: str) -> Button:
        """Return the button that leads to the last step of booking it."""
        when, place = _parts_of(self._places, other, self._language)
        label = words.SUBSTITUTE.in_(self._language).format(when=when, place=place)
        if self._reader.office:
            return Button(label=label, link=MANAGER_PAGE)
        sections = ",".join(str(one) for one in other.get("sections", ()))
        wanted = {"halle": other["hall"], "von": other["start_ms"], "bis": other["end_ms"], "teile": sections, "was": title}
        return Button(label=label, link=f"{CLUB_PAGE}#/buchen?{urlencode(wanted, quote_via=quote)}")

    def _buttons(self) -> list[Button]:
        opened = Button(label=words.OPEN_APP.in_(self._language), link=self._page())
        if self._kind in _TAPPED and self._booking is not None and not self._reader.office:
            label = words.LEND if self._kind is Kind.ASKED_TO_LEND else words.LEND_OR_CANCEL
            link = f"{self._booking.id} {self._reader.person}"
            return [Button(label=label.in_(self._language), link=link, maker=TAP), opened]
        if self._kind in {Kind.DISPLACED, Kind.FREED}:
            return [Button(label=words.BOOK.in_(self._language), link=f"{CLUB_PAGE}#/buchen")]
        if self._kind is Kind.OFFERED_TO_YOU:
            return [Button(label=words.TAKE.in_(self._language), link=self._page())]
        return [opened]

    def _page(self) -> str:
        if self._reader.office:
            return MANAGER_PAGE
        if self._kind in {Kind.DISPLACED, Kind.FREED}:
            return f"{CLUB_PAGE}#/buchen"
        if self._kind in {Kind.USE_EMPTY, Kind.USE_PROPOSED}:
            return f"{CLUB_PAGE}#/nutzung"
        if self._kind is Kind.OFFERED_TO_YOU or self._booking is None:
            return f"{CLUB_PAGE}#/termine"
        return f"{CLUB_PAGE}#/termine/{self._booking.id}"


def place_words(hall: Hall, sections: Sequence[int], language: Language) -> str:
    """Return the site where it is called otherwise, the hall, and the part."""
    site = hall.site.name if hall.site.name not in hall.name else ""
    return ", ".join(part for part in (site, hall.name, hall.words_of(sections, language)) if part)


def _parts_of(places: Places, one: Mapping[str, Any], language: Language) -> tuple[str, str]:
    hall = places.halls.get(str(one.get("hall", "")))
    if hall is None:
        return "", ""
    when = times.when_words(int(one["start_ms"]), int(one["end_ms"]), hall.zone, language)
    return when, place_words(hall, one.get("sections", ()), language)


def date_words(places: Places, one: Mapping[str, Any], language: Language) -> str:
    """Return time and place of a date told in plain values."""
    return ", ".join(part for part in _parts_of(places, one, language) if part)


def collected(letters: Sequence[Mapping[str, Any]], reader: Reader) -> Notice:
    """Return one notice for several that waited."""
    mails = [msgspec.convert(one["mail"], Mail) for one in letters if one.get("mail")]
    said = words.saying(Kind.DIGEST, reader.language, {"count": str(len(letters))})
    mail = Mail(
        language=reader.language,
        parts=[Part(heading=said.title, lines=[said.body]), *(part for mail in mails for part in mail.parts)],
        foot=words.FOOT.in_(reader.language),
    )
    body = "\n".join(str(one["title"]) for one in letters)
    return Notice(said.title, body, tag="booking:digest", urgent=False, link=CLUB_PAGE, mail=msgspec.to_builtins(mail))


def plain(notice: Notice) -> dict[str, Any]:
    """Return a notice as the queue keeps it."""
    return asdict(notice)


def unchanged(row: Row, booking: Booking) -> bool:
    """Say whether a date that was moved is back where it was: then nobody is told."""
    was = row.detail.get("was")
    now = {"hall": booking.hall, "start_ms": booking.start_ms, "end_ms": booking.end_ms, "sections": list(booking.sections)}
    return row.kind == Kind.MOVED and was == now
