"""How imports are told over HTTP: numbers first, then row by row; clubs and groups, never persons."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from hallenwart_backend.booking.imports import columns
from hallenwart_backend.booking.imports.jobs import Job
from hallenwart_backend.booking.imports.model import Dated, Fate, Item, Plan, Settings, Unknown
from hallenwart_backend.booking.imports.sheet import Sheet
from hallenwart_backend.booking.imports.store import Stored
from hallenwart_backend.booking.imports.words import words_of
from hallenwart_backend.booking.wall import clock_of
from hallenwart_backend.halls.model import Places
from hallenwart_backend.web.fields import Shape, Words

_SAMPLE = 5
_MOST_DATES = 12
_TELLING = (Fate.TAKEN, Fate.CLOSED, Fate.BAD)


class PlanImportProgressOut(Shape):
    """`phase`: waiting, matching (rows), checking (halls), writing (dates), undoing (series), done. `fault`: why it ended."""

    phase: str
    done: int
    total: int
    fault: Words | None


class PlanImportUnknownOut(Shape):
    """A name nobody here has, in how many rows, and the ids that look alike. `hall`: where a part is meant."""

    text: str
    rows: int
    alike: list[str]
    hall: str


class PlanImportCountsOut(Shape):
    """`dates` by what becomes of them: free (will be entered), there, gone, taken, closed, past, bad."""

    rows: int
    series: int
    singles: int
    dates: dict[str, int]
    left_out: dict[str, int]
    new_clubs: list[str]


class PlanImportSettingsOut(Shape):
    mapping: list[str]
    season_from: dt.date | None
    season_to: dt.date | None
    hall: str
    club: str
    halls: dict[str, str]
    clubs: dict[str, str]
    parts: dict[str, str]


class PlanImportOut(Shape):
    """`state`: read, applying, applied, stopped, undoing, undone. `counts` null: not worked out (yet); ask again.

    `missing`: meanings without a column (hall, when, times). `summary`: what was written, and undone.
    """

    id: str
    name: str
    created_ms: int
    state: str
    progress: PlanImportProgressOut | None
    summary: dict[str, int | dict[str, int]]


class PlanImportsOut(Shape):
    imports: list[PlanImportOut]


class PlanImportDetail(PlanImportOut):
    kind: str
    head: list[str]
    sample: list[list[str]]
    fields: list[str]
    missing: list[str]
    settings: PlanImportSettingsOut
    counts: PlanImportCountsOut | None
    unknown_halls: list[PlanImportUnknownOut]
    unknown_clubs: list[PlanImportUnknownOut]
    unknown_parts: list[PlanImportUnknownOut]


class PlanImportMetOut(Shape):
    """Who has the time: a club with its group, or another row of the file."""

    line: str
    start_ms: int
    end_ms: int
    row: int | None


class PlanImportDateOut(Shape):
    date: dt.date
    start_ms: int
    end_ms: int
    fate: str
    why: Words | None
    met: list[PlanImportMetOut]


class PlanImportRowOut(Shape):
    """A series or single date, or a row that is left out (`fault`). `dates` are those with something to say, up to twelve."""

    rows: list[int]
    series: bool
    hall: str
    part: Words
    club: str
    title: str
    weekday: int | None
    start: str
    end: str
    from_date: dt.date | None
    to_date: dt.date | None
    counts: dict[str, int]
    dates: list[PlanImportDateOut]
    fault: Words | None


class PlanImportRowsOut(Shape):
    rows: list[PlanImportRowOut]
    total: int


def progress_out(job: Job | None) -> PlanImportProgressOut | None:
    if job is None:
        return None
    fault = Words(de=job.fault.de, en=job.fault.en) if job.fault else None
    return PlanImportProgressOut(phase=str(job.phase), done=job.done, total=job.total, fault=fault)


def import_out(stored: Stored, job: Job | None) -> PlanImportOut:
    fields = {name: getattr(stored, name) for name in ("id", "name", "created_ms", "state", "summary")}
    return PlanImportOut(**fields, progress=progress_out(job))


def detail_out(stored: Stored, job: Job | None, sheet: Sheet | None, plan: Plan | None) -> PlanImportDetail:
    return PlanImportDetail(
        **import_out(stored, job).model_dump(),
        kind=sheet.kind if sheet else "",
        head=list(sheet.head) if sheet else [],
        sample=[list(row) for row in sheet.rows[:_SAMPLE]] if sheet else [],
        fields=list(columns.FIELDS),
        missing=columns.faults(stored.settings.mapping, stored.settings.hall),
        settings=settings_out(stored.settings),
        counts=_counts(plan) if plan else None,
        unknown_halls=_unknown(plan.unknown_halls if plan else ()),
        unknown_clubs=_unknown(plan.unknown_clubs if plan else ()),
        unknown_parts=_unknown(plan.unknown_parts if plan else ()),
    )


def settings_out(settings: Settings) -> PlanImportSettingsOut:
    values = {name: getattr(settings, name) for name in PlanImportSettingsOut.model_fields}
    return PlanImportSettingsOut(**values | {"mapping": list(settings.mapping)})


def _unknown(found: Sequence[Unknown]) -> list[PlanImportUnknownOut]:
    return [PlanImportUnknownOut(text=one.text, rows=one.rows, alike=list(one.alike), hall=one.hall) for one in found]


def _counts(plan: Plan) -> PlanImportCountsOut:
    dates = Counter(str(one.fate) for item in plan.items for one in item.dates)
    return PlanImportCountsOut(
        rows=len(plan.rows),
        series=sum(item.series is not None for item in plan.items),
        singles=sum(item.series is None for item in plan.items),
        dates=dict(dates),
        left_out=dict(Counter(plan.left_out.values())),
        new_clubs=sorted(plan.clubs.values(), key=str.casefold),
    )


def rows_out(plan: Plan, places: Places, show: str, offset: int, limit: int) -> PlanImportRowsOut:
    """Return one page of what each row does; `problems`: only what does not come into the plan as a whole."""
    told = sorted(_told(plan, show), key=lambda one: one[0])
    return PlanImportRowsOut(rows=[make(places) for _, make in told[offset : offset + limit]], total=len(told))


def _told(plan: Plan, show: str) -> Iterator[tuple[int, _Make]]:
    for item in plan.items:
        if show == "all" or any(item.count(fate) for fate in _TELLING):
            yield item.rows[0], _Make(plan, item=item)
    for number in plan.left_out:
        yield number, _Make(plan, left_out=number)


class _Make:
    """Makes one line when it is on the page asked for."""

    def __init__(self, plan: Plan, *, item: Item | None = None, left_out: int = 0) -> None:
        self._plan, self._item, self._left_out = plan, item, left_out

    def __call__(self, places: Places) -> PlanImportRowOut:
        return _left_out(self._plan, self._left_out) if self._item is None else _item(self._plan, self._item, places)


def _item(plan: Plan, item: Item, places: Places) -> PlanImportRowOut:
    wish, series = item.dates[0].wish, item.series
    hall = places.halls[item.hall]
    start, end = (dt.datetime.fromtimestamp(ms / 1000, hall.zone) for ms in (wish.start_ms, wish.end_ms))
    club = wish.club or ""
    said = [one for one in item.dates if one.fate in _TELLING]
    return PlanImportRowOut(
        rows=list(item.rows),
        series=series is not None,
        hall=hall.name,
        part=Words(de=hall.words_of(wish.sections), en=hall.words_of(wish.sections, "en")),
        club=places.clubs.get(club) or plan.clubs.get(club, club),
        title=wish.title,
        weekday=item.dates[0].day.weekday(),
        start=clock_of(series.start_min) if series else f"{start:%H:%M}",
        end=clock_of(series.end_min) if series else f"{end:%H:%M}",
        from_date=item.dates[0].day,
        to_date=item.dates[-1].day,
        counts=dict(Counter(str(one.fate) for one in item.dates)),
        dates=[_date(one, plan, places) for one in said[:_MOST_DATES]],
        fault=None,
    )


def _date(one: Dated, plan: Plan, places: Places) -> PlanImportDateOut:
    why = None
    if one.fate is Fate.BAD:
        why = Words(**dict(zip(("de", "en"), words_of(one.why), strict=True)))
    elif one.fate is Fate.CLOSED:
        why = Words(de=one.why or "Außerhalb der Öffnungszeiten.", en=one.why or "Outside the opening hours.")
    met = [
        PlanImportMetOut(line=_line(met.booking.club, met.booking.title, plan, places), row=met.row, **_span(met.booking))
        for met in one.met[:3]
    ]
    return PlanImportDateOut(date=one.day, fate=str(one.fate), why=why, met=met, **_span(one.wish))


def _span(booking: object) -> dict[str, int]:
    return {name: getattr(booking, name) for name in ("start_ms", "end_ms")}


def _line(club: str | None, title: str, plan: Plan, places: Places) -> str:
    name = places.clubs.get(club or "") or plan.clubs.get(club or "", "")
    return " \u2013 ".join(dict.fromkeys(filter(None, (name, title))))


def _left_out(plan: Plan, number: int) -> PlanImportRowOut:
    row = next(one for one in plan.rows if one.number == number)
    de, en = words_of(plan.left_out[number])
    return PlanImportRowOut(
        rows=[number],
        series=bool(row.weekdays),
        hall=row.hall,
        part=Words(de=row.part, en=row.part),
        club=row.club,
        title=row.title,
        weekday=row.weekdays[0] if row.weekdays else row.day.weekday() if row.day else None,
        start=clock_of(row.start_min),
        end=clock_of(row.end_min),
        from_date=row.first or row.day,
        to_date=row.last or row.day,
        counts={},
        dates=[],
        fault=Words(de=de, en=en),
    )
