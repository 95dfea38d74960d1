"""How a display may be set, and what it shows and why, in words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hallenwart_contract.display import DisplayMode
from hallenwart_contract.view import OnTime, Rung, Screen, ScreenNow

SMALLEST_IN, LARGEST_IN = 10.0, 150.0
NEAREST_M, FARTHEST_M = 0.5, 60.0
TURNS: Final = (0, 90, 180, 270)
LANGUAGES: Final = ("de", "en")
MOST_ON: Final = 21
DARKEST_PCT: Final = 5
DAY_MIN: Final = 1_440
_MM: Final = 25.4
_WIDE: Final = (16, 9)
_LINES: Final = 4
"""So many lines a board needs at the very least: its head, two bookings, its foot."""
_LINE: Final = 1.35
_CAP: Final = 0.672
"""Height of a capital letter in the font of the pages, as a share of its size."""
_READABLE: Final = 215
"""A letter is still read from so many times its height (16 minutes of arc)."""


@dataclass(frozen=True, slots=True)
class Fault:
    code: str
    de: str
    en: str


def farthest_m(inches: float, turned: int) -> float:
    """Return from how far away the least board is still read on a panel of 16:9 with this diagonal."""
    wide, high = _WIDE
    side = high if turned % 180 == 0 else wide
    height_mm: float = inches * _MM * side / (wide**2 + high**2) ** 0.5
    return round(height_mm / (_LINES * _LINE) * _CAP * _READABLE / 1_000, 1)


def fault_of(screen: Screen) -> Fault | None:
    """Return why a display cannot be set like this, None when it can."""
    if not SMALLEST_IN <= screen.inches <= LARGEST_IN:
        return Fault(
            "inches",
            f"Die Bildschirm-Diagonale muss zwischen {SMALLEST_IN:.0f} und {LARGEST_IN:.0f} Zoll liegen.",
            f"The screen's diagonal must be between {SMALLEST_IN:.0f} and {LARGEST_IN:.0f} inches.",
        )
    if not NEAREST_M <= screen.distance_m <= FARTHEST_M:
        return Fault(
            "distance",
            "Die Entfernung der Lesenden muss zwischen 0,5 und 60 Metern liegen.",
            "The distance of the readers must be between 0.5 and 60 metres.",
        )
    if screen.turned not in TURNS:
        return Fault("turned", "Die Drehung ist 0, 90, 180 oder 270 Grad.", "It is turned by 0, 90, 180 or 270 degrees.")
    if screen.distance_m > (most := farthest_m(screen.inches, screen.turned)):
        said = f"{most:.1f}"
        return Fault(
            "too_far",
            f"Auf {screen.inches:g} Zoll ist aus mehr als {said.replace('.', ',')} m nichts mehr zu lesen. "
            "Bitte eine kleinere Entfernung oder einen größeren Bildschirm eintragen.",
            f"On {screen.inches:g} inches nothing can be read from more than {said} m. "
            "Please enter a smaller distance or a larger screen.",
        )
    return _fault_of_languages(screen.languages) or _fault_of_times(screen.on)


def _fault_of_languages(languages: Sequence[str]) -> Fault | None:
    if "de" in languages and len(set(languages)) == len(languages) and set(languages) <= set(LANGUAGES):
        return None
    return Fault(
        "languages",
        "Sprachen sind Deutsch und dazu, wenn gewünscht, Englisch.",
        "Languages are German, and English beside it where wanted.",
    )


def _fault_of_times(times: Sequence[OnTime]) -> Fault | None:
    if len(times) > MOST_ON:
        return Fault("too_many_times", f"Höchstens {MOST_ON} Zeiten.", f"At most {MOST_ON} times.")
    taken: set[tuple[int, int]] = set()
    for time in times:
        if not time.days or len(set(time.days)) != len(time.days) or not set(time.days) <= set(range(7)):
            return Fault("days", "Jede Zeit braucht Wochentage.", "Each time needs days of the week.")
        if not 0 <= time.from_min < time.to_min <= DAY_MIN:
            return Fault(
                "times",
                "Eine Zeit muss vor ihrem Ende beginnen und am selben Tag enden (spätestens 24:00).",
                "A time must begin before its end, and end on the same day (24:00 at the latest).",
            )
        if not DARKEST_PCT <= time.brightness_pct <= 100:
            return Fault(
                "brightness",
                f"Die Helligkeit liegt zwischen {DARKEST_PCT} und 100 Prozent.",
                f"Brightness is between {DARKEST_PCT} and 100 per cent.",
            )
        minutes = {(day, minute) for day in time.days for minute in range(time.from_min, time.to_min)}
        if taken & minutes:
            return Fault("overlap", "Zwei Zeiten überschneiden sich.", "Two times overlap.")
        taken |= minutes
    return None


_MODES: Final = {
    DisplayMode.SMOKE: (
        "Eigene Melder haben Rauch gemeldet: Die Anzeige bittet, die Halle zu verlassen.",
        "Own sensors report smoke: the display asks to leave the hall.",
    ),
    DisplayMode.EVACUATE: (
        "Feuer-Alarm der Anlage, eines Menschen oder Probe: Die Anzeige schickt alle hinaus.",
        "Fire alarm by the panel, a person, or a drill: the display sends everybody out.",
    ),
    DisplayMode.SAFETY: (
        "Gefahr im Gebäude, zum Beispiel Kohlenmonoxid: Die Anzeige schickt alle hinaus.",
        "Danger in the building, as carbon monoxide: the display sends everybody out.",
    ),
    DisplayMode.SETUP: (
        "Noch nie kam ein Plan an: Die Anzeige sagt, was ihr fehlt.",
        "No plan ever arrived: the display says what is missing.",
    ),
}
_RUNGS: Final = {
    Rung.FIRE: ("Alarm", "Alarm"),
    Rung.SAFETY: ("Sicherheits-Hinweis über dem Plan", "Safety notice above the plan"),
    Rung.NOTE: ("Hinweis zu Schlüssel oder Übergabe über dem Plan", "Note on keys or hand-over above the plan"),
    Rung.WARNING: ("Amtliche Warnung über dem Plan", "Official warning above the plan"),
    Rung.PLAN: ("Der Belegungsplan", "The plan of bookings"),
    Rung.POST: ("Eine Mitteilung; es steht keine Belegung an", "A post; no booking is due"),
    Rung.VOLUNTEER: ("Eine Bitte um Mithilfe; es steht keine Belegung an", "An offer to volunteer; no booking is due"),
    Rung.IDLE: ("Nichts ist anzukündigen: Name der Halle und Uhr", "Nothing to announce: the hall's name and the clock"),
}
_CARD_IS_IT: Final = frozenset({Rung.SAFETY, Rung.NOTE, Rung.WARNING, Rung.POST, Rung.VOLUNTEER})
"""What the card is, rather than what stands beside the plan."""
_NEVER: Final = ("Diese Anzeige hat noch nie etwas gemeldet.", "This display never told anything yet.")
_NO_PAGE: Final = (
    "Kein Browser ist mit der Seite verbunden: Der Bildschirm zeigt wahrscheinlich nichts.",
    "No browser is connected to the page: the screen probably shows nothing.",
)
_DARK: Final = ("Nach ihren Zeiten ist der Bildschirm jetzt aus.", "By its times the screen is off now.")
_LAST: Final = ("Zuletzt, bevor die Verbindung abriss: ", "Last, before the connection was lost: ")


def why(now: ScreenNow | None, card: str, *, online: bool) -> tuple[str, str]:
    """Return what a display shows and why, German and English. `card` is the title of the post it shows beside."""
    if now is None:
        return _NEVER
    said = list(_said(now))
    if card:
        own = now.rung in _CARD_IS_IT
        beside = (": ", ": ") if own else ("; dazu ", "; beside it ")
        said = [f"{said[0].rstrip('.')}{beside[0]}„{card}“.", f"{said[1].rstrip('.')}{beside[1]}“{card}”."]
    for wrong, words in ((now.page is False, _NO_PAGE), (now.on is False, _DARK)):
        if wrong:
            said = [f"{one} {more}" for one, more in zip(said, words, strict=True)]
    if not online:
        said = [f"{last}{one}" for last, one in zip(_LAST, said, strict=True)]
    return said[0], said[1]


def _said(now: ScreenNow) -> tuple[str, str]:
    if now.mode in _MODES:
        return _MODES[DisplayMode(now.mode)]
    de, en = _RUNGS.get(Rung(now.rung), (now.rung, now.rung)) if now.rung in set(Rung) else (now.rung, now.rung)
    return f"{de}.", f"{en}."
