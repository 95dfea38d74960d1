"""A letter of a round as plain values, and its sentences. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hallenwart_backend.halls.parts import Language
from hallenwart_backend.rounds.letters.words import DAYS, STATES, WORDS

_HOUR_MIN: Final = 60


@dataclass(frozen=True, slots=True)
class Given:
    """A weekly time a club gets. `weekday` 0 is Monday; minutes count from midnight. `part` is empty where there are none."""

    group: str
    hall: str
    address: str
    part: str
    weekday: int
    start_min: int
    end_min: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A wish without a place, and the sentence that says why, in the letter's language."""

    group: str
    why: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What the club objected, and the office's answer. `state` is open, kept or changed."""

    text: str
    state: str
    answer: str


@dataclass(frozen=True, slots=True)
class Letter:
    """`final` tells the decision, else it is the proposal. `until` is the last moment for objections, in words, or empty."""

    language: Language
    club: str
    round: str
    from_date: date
    to_date: date
    final: bool
    until: str
    today: str
    given: Sequence[Given]
    refused: Sequence[Refused]
    answered: Sequence[Answered]
    contact: str
    page: str

    @property
    def title(self) -> str:
        return self._said("title_final" if self.final else "title_proposal").format(round=self.round)

    @property
    def minutes(self) -> int:
        """How much the club gets a week."""
        return sum(one.end_min - one.start_min for one in self.given)

    def _said(self, name: str) -> str:
        return WORDS[self.language][name]

    def lead(self) -> list[str]:
        """Return the first sentences: what this is about and how much the club gets."""
        wished, placed = len(self.given) + len(self.refused), len(self.given)
        about = self._said("about_final" if self.final else "about_proposal")
        if not wished:
            count = self._said("no_wish")
        elif not placed:
            count = self._said("nothing")
        else:
            name = ("all" if placed == wished else "some") + ("_one" if placed == 1 else "")
            count = self._said(name).format(placed=placed, wished=wished, hours=hours(self.minutes, self.language))
        return [about.format(first=day(self.from_date, self.language), last=day(self.to_date, self.language)), count]

    def next_steps(self) -> list[str]:
        """Return what the club can do now."""
        if self.final:
            return [self._said("series"), self._said("codes")]
        return [self._said("object").format(until=self.until)] if self.until else []

    def close(self) -> list[str]:
        rules = self._said("rules").format(page=self.page)
        return [rules, self._said("contact").format(contact=self.contact)] if self.contact else [rules]

    def when(self, one: Given) -> str:
        return span(one.weekday, one.start_min, one.end_min, self.language)

    def where(self, one: Given) -> str:
        return ", ".join(text for text in (one.hall, one.part) if text)

    def outcome(self, one: Answered) -> str:
        """Return what became of an objection."""
        return " ".join(text for text in (STATES[one.state][self.language == "en"], one.answer) if text)


def file_name(language: Language) -> str:
    return WORDS[language]["file"]


def clock(minute: int) -> str:
    return f"{minute // _HOUR_MIN:02}:{minute % _HOUR_MIN:02}"


def span(weekday: int, start_min: int, end_min: int, language: Language) -> str:
    """Return `Montag, 17:00 bis 18:30 Uhr`."""
    words = WORDS[language]["span"]
    return words.format(day=DAYS[language][weekday], start=clock(start_min), end=clock(end_min))


def hours(minutes: int, language: Language) -> str:
    """Return `4,5 Stunden`."""
    whole = minutes / _HOUR_MIN
    text = f"{whole:.2f}".rstrip("0").rstrip(".")
    text = text if language == "en" else text.replace(".", ",")
    return f"{text} {WORDS[language]['hour' if minutes == _HOUR_MIN else 'hours']}"


def day(at: date, language: Language) -> str:
    return f"{at:%d.%m.%Y}" if language == "de" else f"{at.day} {at:%B %Y}"
