"""A year of a club by months: what was booked, used, not used and why, lent; and hours of volunteers. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

USED: Final = frozenset({"used", "under_used"})
NO_SHOW: Final = "no_show"
UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class Held:
    """A date the club had, or lent (`lent`), or borrowed."""

    start_ms: int
    end_ms: int
    lent: bool = False
    borrowed: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """What sensors and keys said of a date. `word` is how the club explained it."""

    start_ms: int
    end_ms: int
    verdict: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """Dates are counts, the rest are minutes. `volunteer_min` None: nobody counts them here."""

    month: int
    dates: int = 0
    booked_min: int = 0
    used: int = 0
    empty: int = 0
    explained: int = 0
    unknown: int = 0
    lent: int = 0
    lent_min: int = 0
    borrowed: int = 0
    cancelled_late: int = 0
    volunteer_min: int | None = None


@dataclass(frozen=True, slots=True)
class Year:
    year: int
    months: Sequence[Month]
    words: Mapping[str, int] = field(default_factory=dict)
    """How often which explanation was given."""

    @property
    def total(self) -> Month:
        hours = [one.volunteer_min for one in self.months if one.volunteer_min is not None]
        names = [name for name in Month.__dataclass_fields__ if name not in {"month", "volunteer_min"}]
        sums = {name: sum(getattr(one, name) for one in self.months) for name in names}
        return Month(0, **sums, volunteer_min=sum(hours) if hours else None)

    @property
    def unexplained(self) -> int:
        return self.total.empty - self.total.explained


def year_of(
    year: int,
    held: Iterable[Held],
    judged: Iterable[Judged],
    late_ms: Iterable[int],
    volunteered: Iterable[tuple[int, int]] | None,
    month_of: Callable[[int], int],
) -> Year:
    """Return the year. `volunteered` are times and minutes, None where nobody counts them; `month_of` says 1 to 12."""
    months = {number: Month(number, volunteer_min=None if volunteered is None else 0) for number in range(1, 13)}
    words: dict[str, int] = {}

    def add(t_ms: int, **more: int) -> None:
        one = months[month_of(t_ms)]
        months[one.month] = replace(one, **{name: (getattr(one, name) or 0) + value for name, value in more.items()})

    for date in held:
        minutes = (date.end_ms - date.start_ms) // 60_000
        if date.lent:
            add(date.start_ms, lent=1, lent_min=minutes)
        else:
            add(date.start_ms, dates=1, booked_min=minutes, borrowed=int(date.borrowed))
    for slot in judged:
        add(slot.start_ms, **_counted(slot))
        if slot.word and slot.verdict == NO_SHOW:
            words[slot.word] = words.get(slot.word, 0) + 1
    for t_ms in late_ms:
        add(t_ms, cancelled_late=1)
    for t_ms, minutes in volunteered or ():
        add(t_ms, volunteer_min=minutes)
    return Year(year, [months[number] for number in range(1, 13)], words)


def _counted(slot: Judged) -> dict[str, int]:
    if slot.verdict == NO_SHOW:
        return {"empty": 1, "explained": int(bool(slot.word))}
    return {"used": int(slot.verdict in USED), "unknown": int(slot.verdict == UNKNOWN)}


def hours(minutes: int | None) -> str:
    """Return hours as people write them in German: 12,5; a stroke where nobody knows."""
    if minutes is None:
        return "-"
    return f"{minutes / 60:.1f}".replace(".", ",").removesuffix(",0")
