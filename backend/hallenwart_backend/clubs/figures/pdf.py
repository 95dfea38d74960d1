"""A club's year on paper: German with English captions. Every chart has its figures in a table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from hallenwart_backend.clubs.figures.rules import Month, Year, hours
from hallenwart_backend.evidence.paper import Paper
from hallenwart_backend.occupancy.slots.model import Word
from hallenwart_backend.occupancy.slots.words import EXPLANATIONS

MONTHS: Final = ("Jan.", "Feb.", "März", "April", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.")
_BAR: Final = (0, 83, 135)
_LINE: Final = (95, 111, 127)
_CHART_MM: Final = 42.0
_SLOT_MM: Final = 15.0
_AROUND_MM: Final = 50.0
"""What a chart needs around it on the same page: its heading and the foot."""
MINUTES_OF_AN_HOUR: Final = 60


def rendered(club: str, year: Year, as_of: str, made_ms: int, fonts: tuple[Path, Path] | None) -> bytes:
    """Return the file. Takes up to a second: call it from a thread."""
    title = f"{club}: Jahresbericht {year.year}"
    paper = Paper(title=title, foot=f"{title} · Stand {as_of}", made_ms=made_ms, fonts=fonts)
    total = year.total
    paper.title_line(title, f"Year report · as of {as_of}")
    for line in sentences(year):
        paper.text_line(line)
    paper.section("Stunden in den Hallen", "Hours in the halls, by month")
    _chart(paper, [one.booked_min for one in year.months])
    head = ("Monat", "Termine", "Stunden", "genutzt", "leer", "davon erklärt", "unklar", "verliehen", "spät abgesagt")
    rows = [_row(MONTHS[one.month - 1], one) for one in year.months]
    paper.rows(head, [*rows, _row("Jahr", total)], (18, 19, 19, 19, 15, 25, 17, 20, 25), none="")
    paper.section("Warum Termine leer blieben", "Why dates stayed empty")
    told = [(EXPLANATIONS[Word(word)][0], str(count)) for word, count in sorted(year.words.items())]
    told += [("ohne Erklärung", str(year.unexplained))] if year.unexplained else []
    paper.rows(("Grund", "Termine"), told, (90, 30), none="Kein Termin blieb leer. / No date stayed empty.")
    if total.volunteer_min and paper.get_y() > paper.h - _CHART_MM - _AROUND_MM:
        paper.add_page()
    paper.section("Ehrenamt", "Volunteers")
    if total.volunteer_min is None:
        paper.text_line("Die Stunden der Helfer sind hier nicht erfasst. / Hours of helpers are not counted here.")
    elif not total.volunteer_min:
        paper.text_line("In diesem Jahr noch keine Stunden. / No hours this year yet.")
    else:
        _chart(paper, [one.volunteer_min or 0 for one in year.months])
        cells = [(MONTHS[one.month - 1], hours(one.volunteer_min)) for one in year.months]
        paper.rows(("Monat", "Stunden"), [*cells, ("Jahr", hours(total.volunteer_min))], (60, 30), none="")
    paper.section("Wie gezählt wird", "How this is counted")
    for line in METHOD:
        paper.text_line(line, quiet=True)
    return bytes(paper.output())


METHOD: Final = (
    "Termine und Stunden: gebuchte Zeit, die begonnen hat. Verliehene Termine zählen beim anderen Verein.",
    "Genutzt, leer, unklar: was Sensoren und Schlüssel zeigen. Halb genutzt zählt als genutzt.",
    "Unklar heißt: Es gab zu wenig Messwerte.",
    "Die Zahlen sagen nichts über einzelne Menschen und nichts darüber, wie gut ein Training war.",
)


def sentences(year: Year) -> list[str]:
    """Return the year in words, for whoever reads no table."""
    total = year.total
    found = [f"Termine in den Hallen der Stadt: {total.dates}, zusammen {_hours(total.booked_min)}."]
    judged = total.used + total.empty
    if judged:
        found.append(f"Termine mit Messwerten: {judged}. Genutzt: {total.used}, leer geblieben: {total.empty}.")
    if total.empty:
        found.append(f"Leere Termine, die der Verein erklärt hat: {total.explained}.")
    if total.lent:
        found.append(f"Termine, die der Verein anderen überlassen hat: {total.lent}, zusammen {_hours(total.lent_min)}.")
    if total.volunteer_min is not None:
        found.append(f"Helferinnen und Helfer waren {_hours(total.volunteer_min)} da.")
    return found


def _hours(minutes: int) -> str:
    return f"{hours(minutes)} {'Stunde' if minutes == MINUTES_OF_AN_HOUR else 'Stunden'}"


def _row(name: str, one: Month) -> tuple[str, ...]:
    counts = (one.used, one.empty, one.explained, one.unknown, one.lent, one.cancelled_late)
    return (name, str(one.dates), hours(one.booked_min), *(str(count) for count in counts))


def _chart(paper: Paper, minutes: Sequence[int]) -> None:
    """Draw a bar a month with its hours above: read without colour, and once more in the table below."""
    most = max(minutes)
    if not most:
        return
    left, top = paper.l_margin, paper.get_y() + 6
    with paper.local_context(draw_color=_LINE, fill_color=_BAR):  # what follows is no bar
        paper.line(left, top + _CHART_MM, left + 12 * _SLOT_MM, top + _CHART_MM)
        for place, value in enumerate(minutes):
            height = _CHART_MM * value / most
            if value:
                paper.rect(left + place * _SLOT_MM + 2, top + _CHART_MM - height, _SLOT_MM - 4, height, style="F")
    for place, value in enumerate(minutes):
        x = left + place * _SLOT_MM
        paper.label(x, top + _CHART_MM - _CHART_MM * value / most - 5, _SLOT_MM, hours(value))
        paper.label(x, top + _CHART_MM + 1, _SLOT_MM, MONTHS[place])
    paper.set_xy(left, top + _CHART_MM + 8)
