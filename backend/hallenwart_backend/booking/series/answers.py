"""How the API tells series and the fate of their dates."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import AsyncIterator
from typing import cast

from hallenwart_backend.booking.answers import ConflictOut, conflict_out
from hallenwart_backend.booking.finding.rules import Spot
from hallenwart_backend.booking.model import HOLDING, Booking, State
from hallenwart_backend.booking.refusals import refused as booking_refused
from hallenwart_backend.booking.series.core import Outcome
from hallenwart_backend.booking.series.model import Series
from hallenwart_backend.booking.series.planning import Fate, Planned, day_of, is_exception
from hallenwart_backend.booking.series.service import Detail, Overview
from hallenwart_backend.booking.wall import clock_of
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.model import Places
from hallenwart_backend.web.fields import Shape, Words
from hallenwart_backend.web.parts import Parts


class SeriesOut(Shape):
    """`club` is the name, empty for the town. `end` may be after midnight, when it is not later than `start`."""

    id: str
    hall: str
    hall_name: str
    site_name: str
    sections: list[int]
    section_count: int
    rooms: list[str]
    club_id: str
    club: str
    title: str
    kind: str
    note: str
    effects: list[str]
    weekday: int
    start: str
    end: str
    every_weeks: int
    from_date: dt.date
    to_date: dt.date
    skipped: list[dt.date]
    state: str
    on_behalf: bool
    coming: int = 0
    next_ms: int | None = None


class OptionOut(Shape):
    """Another time or place for a date that is not free; `start_ms`, `hall` and `sections` are what `instead` takes."""

    hall: str
    hall_name: str
    sections: list[int]
    start_ms: int
    end_ms: int


class SpanOut(Shape):
    hall: str
    hall_name: str
    sections: list[int]
    start_ms: int
    end_ms: int


class SeriesDateOut(Shape):
    """`state` of a plan: free (to be booked), kept, changes, stays (lent or moved: left as it is), ends, taken, closed,
    skipped, past. Of a stored series: asked, booked, cancelled, declined, skipped.

    `booking` is empty where there is none. `at` is where and when it is or would be, `before` where it was. `lent_to` names
    the borrower, `moved` says that it is elsewhere than the series says. `reason` says in words why it is closed, `why` names
    the closure or holiday.
    """

    date: dt.date
    state: str
    booking: str
    at: SpanOut | None
    before: SpanOut | None
    lent_to: str
    moved: bool
    conflicts: list[ConflictOut]
    reason: Words | None
    why: str = ""
    options: list[OptionOut]


class SeriesPlanOut(Shape):
    """`written` is False for a preview. `counts`: how many dates are in which state."""

    series: SeriesOut
    written: bool
    counts: dict[str, int]
    dates: list[SeriesDateOut]


class SeriesDetailOut(Shape):
    """`phases`: how it was before it changed, oldest first."""

    series: SeriesOut
    phases: list[SeriesOut]
    dates: list[SeriesDateOut]


class SeriesListOut(Shape):
    series: list[SeriesOut]


def series_out(series: Series, places: Places, coming: int = 0, next_ms: int | None = None) -> SeriesOut:
    hall = places.halls[series.hall]
    return SeriesOut(
        id=series.id,
        hall=hall.id,
        hall_name=hall.name,
        site_name=hall.site.name,
        sections=list(series.sections),
        section_count=hall.sections,
        rooms=list(series.rooms),
        club_id=series.club or "",
        club=places.clubs.get(series.club or "", ""),
        title=series.title,
        kind=series.kind,
        note=series.note,
        effects=list(series.effects),
        weekday=series.weekday,
        start=clock_of(series.start_min),
        end=clock_of(series.end_min),
        every_weeks=series.every_weeks,
        from_date=series.from_date,
        to_date=series.to_date,
        skipped=list(series.skipped),
        state=series.state,
        on_behalf=series.on_behalf,
        coming=coming,
        next_ms=next_ms,
    )


def listed(found: list[Overview], parts: Parts) -> SeriesListOut:
    places = parts.places.current
    return SeriesListOut(
        series=[series_out(one.series, places, one.coming, one.next_ms) for one in found if one.series.hall in places.halls]
    )


def span_out(booking: Booking, places: Places) -> SpanOut:
    return SpanOut(
        hall=booking.hall,
        hall_name=places.halls[booking.hall].name,
        sections=list(booking.sections),
        start_ms=booking.start_ms,
        end_ms=booking.end_ms,
    )


async def plan_out(outcome: Outcome, parts: Parts) -> SeriesPlanOut:
    """Return a plan with what else is free for each date that is not."""
    places = parts.places.current
    options = await parts.booking.finder.options([one.after for one in outcome.refused if one.after])
    dates = [_planned_out(one, places, options.get(one.after.id, []) if one.after else []) for one in outcome.dates]
    counts: dict[str, int] = {}
    for one in outcome.dates:
        counts[one.fate] = counts.get(one.fate, 0) + 1
    coming = sum(counts.get(fate, 0) for fate in (Fate.FREE, Fate.KEPT, Fate.CHANGES, Fate.STAYS))
    return SeriesPlanOut(series=series_out(outcome.series, places, coming), written=outcome.written, counts=counts, dates=dates)


def _planned_out(one: Planned, places: Places, options: list[Spot]) -> SeriesDateOut:
    booking = one.before or one.after
    stays = one.before if one.fate in {Fate.STAYS, Fate.ENDS, Fate.SKIPPED} else one.after
    why = booking_refused(one.fault) if one.fault else None
    lent = one.before.borrower if one.before and one.before.borrower else ""
    return SeriesDateOut(
        date=one.day,
        state=one.fate,
        booking=booking.id if booking and (one.before or one.fate == Fate.FREE) else "",
        at=span_out(stays, places) if stays else None,
        before=span_out(one.before, places) if one.before and one.before != stays else None,
        lent_to=places.clubs.get(lent, ""),
        moved=one.after is not None and one.after.was_start_ms is not None,
        conflicts=[conflict_out(other, places) for other in one.conflicts],
        reason=Words(de=why.de, en=why.en) if why else None,
        why=one.why,
        options=[_option_out(spot) for spot in options],
    )


def _option_out(spot: Spot) -> OptionOut:
    return OptionOut(
        hall=spot.hall.id,
        hall_name=spot.hall.name,
        sections=list(spot.sections),
        start_ms=spot.start_ms,
        end_ms=spot.end_ms,
    )


def detail_out(detail: Detail, parts: Parts, now_ms: int) -> SeriesDetailOut:
    places = parts.places.current
    rules = {one.id: one for one in (*detail.phases, detail.series)}
    zone = places.halls[detail.series.hall].zone
    booked = [_date_out(one, day_of(one, zone), places, moved=_moved(one, rules, places)) for one in detail.dates]
    have = {one.date for one in booked}
    left_out = {day for one in rules.values() for day in one.skipped} - have
    skipped = [_skipped_out(day) for day in left_out]
    coming = [one.start_ms for one in detail.dates if one.state in HOLDING and one.end_ms > now_ms]
    return SeriesDetailOut(
        series=series_out(detail.series, places, len(coming), min(coming, default=None)),
        phases=[series_out(one, places) for one in detail.phases],
        dates=sorted((*booked, *skipped), key=lambda one: (one.date, one.state == State.CANCELLED)),
    )


def _moved(booking: Booking, rules: dict[str, Series], places: Places) -> bool:
    series = rules[booking.series or ""]
    return is_exception(booking, series, places.halls[series.hall].zone) and booking.borrower is None


def _date_out(booking: Booking, day: dt.date, places: Places, *, moved: bool) -> SeriesDateOut:
    return SeriesDateOut(
        date=day,
        state=booking.state,
        booking=booking.id,
        at=span_out(booking, places),
        before=None,
        lent_to=places.clubs.get(booking.borrower or "", ""),
        moved=moved,
        conflicts=[],
        reason=None,
        options=[],
    )


def _skipped_out(day: dt.date) -> SeriesDateOut:
    return SeriesDateOut(
        date=day,
        state=Fate.SKIPPED,
        booking="",
        at=None,
        before=None,
        lent_to="",
        moved=False,
        conflicts=[],
        reason=None,
        options=[],
    )


@contextlib.asynccontextmanager
async def plan_told(parts: Parts) -> AsyncIterator[None]:
    """Give the plan that a refusal carries the form of the API."""
    try:
        yield
    except RefusedError as refusal:
        if "outcome" in refusal.extra:
            outcome = cast("Outcome", refusal.extra.pop("outcome"))
            refusal.extra["plan"] = (await plan_out(outcome, parts)).model_dump(mode="json")
        raise
