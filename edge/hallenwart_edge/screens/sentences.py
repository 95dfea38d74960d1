"""What a hall display says aloud. Pure: the display's picture comes in, sentences come out, German first.

Each row of the plan has sentences of its own, for now and for later, so that all can be recorded before anybody asks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal
from zoneinfo import ZoneInfo

from hallenwart_contract.clock import utc
from hallenwart_contract.display import BoardCard, BoardRow, Display, DisplayMode

MOST_NEXT: Final = 3
WORDS_PER_MINUTE: Final = 145
EASY_WORDS_PER_MINUTE: Final = 120
Speech = Literal["de", "en", "easy"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """`name` is where it belongs, `voice` a voice of espeak-ng (de, en)."""

    name: str
    voice: str
    text: str
    words_per_minute: int = WORDS_PER_MINUTE

    @property
    def file(self) -> str:
        """Its file: another text is another file, so an old recording is never heard."""
        digest = hashlib.sha256(f"{self.words_per_minute} {self.text}".encode()).hexdigest()[:12]
        return f"{self.name.replace('/', '-')}-{digest}.wav"


class Word(StrEnum):
    """A sentence of the display."""

    NOW = "now"
    NEXT = "next"
    CANCELLED = "cancelled"
    MOVED = "moved"
    NOTHING = "nothing"
    CLOCKLESS = "clockless"
    SMOKE = "smoke"
    EVACUATE = "evacuate"
    DRILL = "drill"
    SAFETY = "safety"
    CO = "co"
    MEET = "meet"
    ADDRESS = "address"
    CLEAR = "clear"


_TEXTS: Final[dict[Word, dict[Speech, str]]] = {
    Word.NOW: {
        "de": "Jetzt in {place}: {title}, bis {end}.",
        "en": "Now in {place}: {title}, until {end}.",
        "easy": "Jetzt ist in {place}: {title}. Das geht bis {end}.",
    },
    Word.NEXT: {
        "de": "Danach ab {start} in {place}: {title}.",
        "en": "Next, from {start}, in {place}: {title}.",
        "easy": "Später ist in {place}: {title}. Das beginnt um {start}.",
    },
    Word.CANCELLED: {
        "de": "Fällt aus: {title}, {start}, {place}.",
        "en": "Cancelled: {title}, {start}, {place}.",
        "easy": "Das fällt heute aus: {title}. Es sollte um {start} beginnen.",
    },
    Word.MOVED: {
        "de": "Neue Zeit: {title} beginnt um {start} in {place}.",
        "en": "New time: {title} begins at {start} in {place}.",
        "easy": "Achtung, neue Zeit. {title} beginnt erst um {start}. Der Ort ist: {place}.",
    },
    Word.NOTHING: {
        "de": "Heute ist nichts mehr gebucht.",
        "en": "Nothing more is booked today.",
        "easy": "Heute ist hier kein Sport mehr.",
    },
    Word.CLOCKLESS: {
        "de": "Der Plan ist noch nicht geladen.",
        "en": "The plan is not loaded yet.",
        "easy": "Der Plan ist noch nicht da. Bitte fragen Sie jemanden.",
    },
    Word.SMOKE: {
        "de": "Achtung! Rauch gemeldet. Verlassen Sie die Halle. Drücken Sie den Feuermelder. Rufen Sie eins eins zwei an.",
        "en": "Attention! Smoke reported. Leave the hall. Press the manual call point. Call one one two.",
        "easy": "Achtung! Es gibt Rauch. Gehen Sie aus der Halle. Drücken Sie den Feuermelder. Rufen Sie an: eins eins zwei.",
    },
    Word.EVACUATE: {
        "de": "Achtung! Feueralarm. Verlassen Sie jetzt das Gebäude. Benutzen Sie keinen Aufzug. Helfen Sie anderen.",
        "en": "Attention! Fire alarm. Leave the building now. Do not use lifts. Help others.",
        "easy": "Achtung! Feuer! Gehen Sie jetzt aus dem Haus. Fahren Sie nicht mit dem Aufzug. Helfen Sie anderen.",
    },
    Word.DRILL: {
        "de": "Probealarm. Das ist eine Übung. Bitte verlassen Sie trotzdem das Gebäude.",
        "en": "Fire drill. This is an exercise. Please leave the building all the same.",
        "easy": "Das ist eine Übung. Es brennt nicht. Bitte gehen Sie trotzdem aus dem Haus.",
    },
    Word.SAFETY: {
        "de": "Achtung! Gefahr gemeldet. Verlassen Sie die Halle. Rufen Sie eins eins zwei an.",
        "en": "Attention! A danger is reported. Leave the hall. Call one one two.",
        "easy": "Achtung! Hier ist es gefährlich. Gehen Sie aus der Halle. Rufen Sie an: eins eins zwei.",
    },
    Word.CO: {
        "de": "Achtung! Kohlenmonoxid gemeldet. Verlassen Sie sofort die Halle. Rufen Sie draußen eins eins zwei an.",
        "en": "Attention! Carbon monoxide reported. Leave the hall at once. Call one one two from outside.",
        "easy": "Achtung! Giftiges Gas! Gehen Sie sofort nach draußen. Rufen Sie dort an: eins eins zwei.",
    },
    Word.MEET: {"de": "Sammelplatz: {text}.", "en": "Assembly point: {text}.", "easy": "Treffen Sie sich hier: {text}."},
    Word.ADDRESS: {"de": "Die Adresse ist: {text}.", "en": "The address is: {text}.", "easy": "Die Adresse ist: {text}."},
    Word.CLEAR: {
        "de": "Der Alarm ist beendet.",
        "en": "The alarm is over.",
        "easy": "Der Alarm ist vorbei.",
    },
}
_PLACES: Final[dict[Speech, tuple[str, str, str, str]]] = {
    "de": ("Drittel", "Hälfte", "Teil", "und"),
    "en": ("third", "half", "section", "and"),
    "easy": ("Teil", "Teil", "Teil", "und"),
}


def speeches(display: Display) -> tuple[Speech, ...]:
    """Return in what is spoken, one after the other."""
    known: dict[str, Speech] = {"de": "easy" if display.panel.easy else "de", "en": "en"}
    return tuple(known[each] for each in display.panel.languages if each in known) or ("de",)


def plan_sentences(display: Display) -> list[Sentence]:
    """Return what is said when somebody asks: safety first, then what is on now, then what comes next."""
    return [sentence for speech in speeches(display) for sentence in _plan(display, speech)]


def alarm_sentences(display: Display) -> list[Sentence]:
    """Return what is said in the alarm that stands, none without one."""
    word = alarm_word(display)
    return [] if word is None else [each for speech in speeches(display) for each in _alarm(word, display, speech)]


def clear_sentences(display: Display) -> list[Sentence]:
    return [_sentence(Word.CLEAR, speech) for speech in speeches(display)]


def prepared(display: Display) -> list[Sentence]:
    """Return all that may have to be said soon, alarms first."""
    found: dict[str, Sentence] = {}
    for speech in speeches(display):
        for word in (Word.EVACUATE, Word.SMOKE, Word.DRILL, Word.CO, Word.SAFETY, Word.CLEAR):
            found |= {each.file: each for each in _alarm(word, display, speech)}
    for speech in speeches(display):
        every = [*_cards(display.above, speech), *_both(display, speech)]
        every += [_sentence(word, speech) for word in (Word.NOTHING, Word.CLOCKLESS)]
        found |= {each.file: each for each in every}
    return [*found.values()]


def alarm_word(display: Display) -> Word | None:
    """Return which alarm text stands."""
    if display.mode is DisplayMode.EVACUATE:
        return Word.DRILL if display.drill else Word.EVACUATE
    if display.mode is DisplayMode.SAFETY:
        return Word.CO if display.alarm_kind == Word.CO else Word.SAFETY
    return Word.SMOKE if display.mode is DisplayMode.SMOKE else None


def _plan(display: Display, speech: Speech) -> Iterator[Sentence]:
    yield from _cards(display.above, speech)
    if display.plan_ms is None and not display.rows:
        yield _sentence(Word.CLOCKLESS, speech)
        return
    now = [row for row in display.rows if row.now]
    later = [row for row in display.rows if not row.now]
    begin_ms = min((_begin_ms(row) for row in later), default=0)
    following = [row for row in later if row.mark or _begin_ms(row) == begin_ms][:MOST_NEXT]
    yield from (_row(row, display.zone, speech) for row in [*now, *following])
    if not display.rows:
        yield _sentence(Word.NOTHING, speech)


def _both(display: Display, speech: Speech) -> Iterator[Sentence]:
    """Say each row as it is now and as it will be once it has begun."""
    for row in display.rows:
        yield _row(row, display.zone, speech)
        if not row.now and row.mark != Word.CANCELLED:
            yield _spoken(Word.NOW, row, display.zone, speech)


def _row(row: BoardRow, zone: str, speech: Speech) -> Sentence:
    marked = {"cancelled": Word.CANCELLED, "moved": Word.MOVED}.get(row.mark)
    if marked is Word.MOVED and row.now:
        marked = None
    return _spoken(marked or (Word.NOW if row.now else Word.NEXT), row, zone, speech)


def _spoken(word: Word, row: BoardRow, zone: str, speech: Speech) -> Sentence:
    return _sentence(
        word,
        speech,
        place=_place(row, speech),
        title=row.title,
        start=_time(_begin_ms(row), zone, speech),
        end=_time(row.end_ms, zone, speech),
    )


def _begin_ms(row: BoardRow) -> int:
    return row.start_ms if row.new_start_ms is None else row.new_start_ms


def _cards(cards: Iterable[BoardCard], speech: Speech) -> Iterator[Sentence]:
    for card in cards:
        text = card.texts.get(speech) or card.texts.get("de" if speech == "easy" else speech)
        if text is not None:
            yield _made(card.kind or "card", speech, f"{text.title.rstrip('.')}. {text.text}".strip())


def _alarm(word: Word, display: Display, speech: Speech) -> Iterator[Sentence]:
    yield _sentence(word, speech)
    if word in (Word.EVACUATE, Word.DRILL) and display.assembly_point:
        yield _sentence(Word.MEET, speech, text=display.assembly_point)
    if word in (Word.SMOKE, Word.CO, Word.SAFETY) and display.address:
        yield _sentence(Word.ADDRESS, speech, text=display.address)


def _place(row: BoardRow, speech: Speech) -> str:
    third, half, part, also = _PLACES[speech]
    if not row.sections or len(row.sections) >= row.section_count:
        return row.hall
    numbers = [str(number) for number in row.sections]
    said = numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} {also} {numbers[-1]}"
    return f"{row.hall}, { ({2: half, 3: third}.get(row.section_count, part)) } {said}"


def _time(t_ms: int, zone: str, speech: Speech) -> str:
    at = utc(t_ms).astimezone(ZoneInfo(zone))
    if speech == "en":
        return f"{at:%-I:%M} {'a.m.' if at.hour < 12 else 'p.m.'}"
    return f"{at.hour} Uhr" + (f" {at.minute}" if at.minute else "")


def _sentence(word: Word, speech: Speech, **parts: str) -> Sentence:
    return _made(word, speech, _TEXTS[word][speech].format(**parts))


def _made(name: str, speech: Speech, text: str) -> Sentence:
    if speech == "easy":
        return Sentence(f"easy/{name}", "de", text, EASY_WORDS_PER_MINUTE)
    return Sentence(f"{speech}/{name}", speech, text)
