"""Why a wish has no place, in one sentence. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from hallenwart_backend.booking.finding.sports import words_of
from hallenwart_backend.booking.wall import clock_of
from hallenwart_backend.rounds.grid import Grid
from hallenwart_backend.rounds.rules import QUARTER_MIN, Case, Hall, Option, Places, Want, options, suits, values_of
from hallenwart_backend.rounds.weights import NAMES

WEEKDAYS: Final = (
    ("Montag", "Monday"),
    ("Dienstag", "Tuesday"),
    ("Mittwoch", "Wednesday"),
    ("Donnerstag", "Thursday"),
    ("Freitag", "Friday"),
    ("Samstag", "Saturday"),
    ("Sonntag", "Sunday"),
)
_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "kept_out": ("Das Sportamt hat diesen Wunsch zurückgestellt.", "The sports office put this wish aside."),
    "no_size": (
        "Keine Halle dieser Runde ist groß genug für {sections} Teile.",
        "No hall of this round is large enough for {sections} sections.",
    ),
    "no_lines": ("Keine Halle dieser Runde hat Linien für {sport_de}.", "No hall of this round has lines for {sport_en}."),
    "no_sport": ("In keiner Halle dieser Runde geht {sport_de}.", "No hall of this round is made for {sport_en}."),
    "no_step_free": ("Keine Halle dieser Runde ist stufenfrei.", "No hall of this round is step-free."),
    "no_hall": (
        "Keine Halle dieser Runde hat alles zugleich, was die Gruppe braucht.",
        "No hall of this round has everything at once that the group needs.",
    ),
    "closed": (
        "Keine passende Halle ist zu diesen Zeiten {minutes} Minuten am Stück geöffnet.",
        "No fitting hall is open for {minutes} minutes on end at these times.",
    ),
    "taken_before": (
        "In den passenden Hallen haben zu diesen Zeiten schon andere einen festen Platz, zum Beispiel Schulen.",
        "In the fitting halls others have a fixed place at these times already, schools for example.",
    ),
    "limit": (
        "Der Verein hat schon so viele Stunden, wie ein Verein höchstens bekommt: {hours} in der Woche.",
        "The club has as many hours already as a club gets at most: {hours} a week.",
    ),
    "same_day": (
        "An den gewünschten Tagen trainiert diese Gruppe schon; mehr als einmal am Tag geht nicht.",
        "On the days that were wished for this group trains already; once a day is the most.",
    ),
    "less": (
        (
            "Zu diesen Zeiten ist alles Passende vergeben, zum Beispiel {hall} am {day_de} um {time} Uhr an {group} ({club}): "
            "dort zählt mehr „{term_de}“."
        ),
        (
            "At these times everything that fits is given, for example {hall} on {day_en} at {time} to {group} ({club}): "
            "“{term_en}” counts more there."
        ),
    ),
    "full": (
        "Zu diesen Zeiten ist alles Passende vergeben, zum Beispiel {hall} am {day_de} um {time} Uhr an {group} ({club}).",
        "At these times everything that fits is given, for example {hall} on {day_en} at {time} to {group} ({club}).",
    ),
    "free": (
        "Ein passender Platz ist frei geworden; der Vorschlag wurde seither nicht verbessert.",
        "A fitting place has become free; the proposal was not improved since.",
    ),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """`code` says which sentence; `de` and `en` are it."""

    code: str
    de: str
    en: str


@dataclass(frozen=True, slots=True)
class Named:
    """What people call halls and clubs."""

    halls: Mapping[str, str] = field(default_factory=dict)
    clubs: Mapping[str, str] = field(default_factory=dict)


def sentence(code: str, **values: object) -> Reason:
    de, en = _SENTENCES[code]
    return Reason(code, de.format(**values), en.format(**values))


def why_not(case: Case, places: Places, wish: str, named: Named) -> Reason:
    """Return why a wish has no place."""
    return _why_not(case, Grid(case, places), wish, named)


def refusals(case: Case, places: Places, named: Named, clubs: Collection[str] | None = None) -> dict[str, Reason]:
    """Return by wish without a place why; of these clubs alone, None: of all."""
    asked = [one.id for one in case.wants if one.id not in places and (clubs is None or one.club in clubs)]
    grid = Grid(case, places) if asked else None
    return {one: _why_not(case, grid, one, named) for one in asked} if grid else {}


def _why_not(case: Case, grid: Grid, wish: str, named: Named) -> Reason:
    want = grid.wants[wish]
    if wish in case.fixed and case.fixed[wish] is None:
        return sentence("kept_out")
    fitting = [one for one in case.halls if suits(one, want)]
    if not fitting:
        return _no_hall(case, want)
    found = options(case, want)
    if not found:
        return _never(case, want, fitting)
    if not grid.within_limit(wish):
        return sentence("limit", hours=case.weights.most_hours)
    other_days = [one for one in found if grid.day_free(wish, one.weekday)]
    return _beaten(case, grid, want, other_days, named) if other_days else sentence("same_day")


def _never(case: Case, want: Want, fitting: Sequence[Hall]) -> Reason:
    """Say why no hall could be had even if no other wish were there."""
    bare = replace(case, halls=tuple(replace(one, taken=tuple((0,) * 7 for _ in one.taken)) for one in fitting))
    return sentence("taken_before") if options(bare, want) else sentence("closed", minutes=want.length * QUARTER_MIN)


def _no_hall(case: Case, want: Want) -> Reason:
    sport = dict(zip(("sport_de", "sport_en"), words_of(want.marking or want.sport), strict=True))
    bare = replace(want, marking="", sport="", step_free=False)
    checks = (
        ("no_size", bare),
        ("no_lines", replace(bare, marking=want.marking)),
        ("no_sport", replace(bare, sport=want.sport)),
        ("no_step_free", replace(bare, step_free=want.step_free)),
    )
    for code, less in checks:
        if not any(suits(hall, less) for hall in case.halls):
            return sentence(code, sections=want.sections, **sport)
    return sentence("no_hall")


def _beaten(case: Case, grid: Grid, want: Want, found: list[Option], named: Named) -> Reason:
    """Name who has the place that would have been best, and what counts more there."""
    best = None
    for one in found:
        if next(grid.free(want.id, one.hall, one.weekday, one.start, one.runs), None):
            return sentence("free")
        holders = min((_holders(grid, want, one, run) for run in one.runs), key=len)
        if best is None and holders:
            best = one, holders[0]
    if best is None:
        return sentence("taken_before")
    option, other = best
    spot, holder = grid.at[other], grid.wants[other]
    told = {
        "hall": named.halls.get(spot.hall, spot.hall),
        "day_de": WEEKDAYS[spot.weekday][0],
        "day_en": WEEKDAYS[spot.weekday][1],
        "time": clock_of(spot.start * QUARTER_MIN),
        "group": holder.group,
        "club": named.clubs.get(holder.club, holder.club),
    }
    term = _more(case, grid, want, option, holder)
    if term is None:
        return sentence("full", **told)
    return sentence("less", **told, term_de=NAMES[term][0], term_en=NAMES[term][1])


def _holders(grid: Grid, want: Want, option: Option, run: tuple[int, ...]) -> list[str]:
    mask = grid.mask(want.id, option.hall, option.start)
    return [
        name
        for name, spot in grid.at.items()
        if (spot.hall, spot.weekday) == (option.hall, option.weekday)
        and set(spot.sections) & set(run)
        and grid.mask(name, spot.hall, spot.start) & mask
    ]


def _more(case: Case, grid: Grid, want: Want, option: Option, holder: Want) -> str | None:
    """Return the term by which the holder is ahead most, for the same amount of time; None when by none."""
    hall, spot = _hall(case, option.hall), grid.at[holder.id]
    mine, theirs = values_of(want, hall, option.weekday, option.start), values_of(holder, hall, spot.weekday, spot.start)
    ahead = {term: getattr(case.weights, term) * (theirs[term] - mine[term]) for term in mine}
    ahead["fair"] = grid.fair_loss(holder.id) // holder.amount - grid.fair_gain(want.id) // want.amount
    term = max(ahead, key=lambda one: (ahead[one], one))
    return term if ahead[term] > 0 else None


def _hall(case: Case, name: str) -> Hall:
    return case.by_hall()[name]
