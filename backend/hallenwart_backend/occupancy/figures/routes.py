"""`/api/usage/halls` and `/api/usage/heat`: how halls are used, in figures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import Path, Query
from sqlalchemy import Connection, Row

from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.rules import local_day, local_ms
from hallenwart_backend.halls.model import Hall, Places
from hallenwart_backend.occupancy.answers import DayBookingOut, HallDayOut, HallsUseOut, HallUseOut, HeatOut
from hallenwart_backend.occupancy.figures import store
from hallenwart_backend.occupancy.figures.heat import Measure, Sums, cells_of, pressure
from hallenwart_backend.occupancy.figures.months import sums_of
from hallenwart_backend.occupancy.figures.telling import heat_out
from hallenwart_backend.occupancy.policy.service import newest
from hallenwart_backend.occupancy.sight import AnySight, AskedDays, StaffSight, ids
from hallenwart_backend.occupancy.slots import finding
from hallenwart_backend.web.parts import PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/usage", tags=["usage"])
_TOWN = "Stadt"


@router.get("/halls")
async def halls(sight: StaffSight, parts: PartsOf, days: AskedDays) -> HallsUseOut:
    """Return each hall's figures over some days, the last four weeks without `from` and `to`."""
    shown = sight.halls(parts.places.current)
    now = parts.clock.now_ms()

    def read(connection: Connection) -> list[HallUseOut]:
        sums = store.per_hall(connection, ids(shown), days.first, days.last)
        empty = finding.no_shows_of(connection, ids(shown), days.from_ms, days.to_ms, now)
        prime = newest(connection).policy.prime
        week = sums_of(connection, ids(shown), days.first, days.last, [Measure.PRESSURE])
        pressed = {hall: pressure(of[Measure.PRESSURE], prime) for hall, of in week.items()}
        return [
            _hall(hall, sums.get(hall.id), pressed[hall.id], empty.get(hall.id, 0) if sight.office else None) for hall in shown
        ]

    return HallsUseOut(from_ms=days.from_ms, to_ms=days.to_ms, halls=await parts.records.read(read))


def _hall(hall: Hall, said: store.HallSum | None, prime: float | None, no_shows: int | None) -> HallUseOut:
    one = said or store.HallSum()
    known = one.used + one.empty
    return HallUseOut(
        hall=hall.id,
        name=hall.name,
        site=hall.site.id,
        site_name=hall.site.name,
        open_h=_hours(one.open),
        booked_h=_hours(one.booked),
        used_h=_hours(one.used),
        empty_h=_hours(one.empty),
        unbooked_h=_hours(one.unbooked),
        unknown_h=_hours(one.unknown),
        use_share=round(one.used / known, 3) if known else None,
        prime_pressure=prime,
        mean_people=round(one.people / one.counted, 1) if one.counted else None,
        peak_people=one.peak,
        no_shows=no_shows,
        known_share=round(one.seen / one.open, 3) if one.open else None,
    )


def _hours(minutes: float) -> float:
    return round(minutes / 60, 1)


@router.get("/heat")
async def heat(
    sight: AnySight,
    parts: PartsOf,
    days: AskedDays,
    hall: Annotated[str, Query(max_length=64)] = "",
    measure: Annotated[Measure, Query()] = Measure.BUSY,
) -> HeatOut:
    """Return weekday by hour: of a hall, of all, or of what the asking club had."""
    places = parts.places.current
    if sight.club is not None:
        return await parts.usage.club_heat(sight.club, days, measure, hall)
    shown = [sight.hall(places, hall)] if hall else sight.halls(places)

    def read(connection: Connection) -> HeatOut:
        prime = newest(connection).policy.prime
        week = sums_of(connection, ids(shown), days.first, days.last, {measure, Measure.PRESSURE})
        all_halls = {one: Sums() for one in {measure, Measure.PRESSURE}}
        for of in week.values():
            for one, sums in of.items():
                all_halls[one].add(sums)
        return heat_out(cells_of(all_halls[measure]), measure, prime, pressure(all_halls[Measure.PRESSURE], prime))

    return await parts.records.read(read)


@router.get("/halls/{hall}/day")
async def hall_day(
    hall: Annotated[str, Path(max_length=64)],
    sight: StaffSight,
    parts: PartsOf,
    day: Annotated[date | None, Query()] = None,
) -> HallDayOut:
    """Return a day's curve with the bookings behind it."""
    found = sight.hall(parts.places.current, hall)
    chosen = day or local_day(parts.clock.now_ms(), found.zone)
    chosen = min(max(chosen, date(2000, 1, 1)), date(2099, 12, 30))
    from_ms, to_ms = local_ms(chosen, 0, found.zone), local_ms(chosen + timedelta(days=1), 0, found.zone)
    now = parts.clock.now_ms()

    def read(connection: Connection) -> tuple[list[Booking], list[Row[Any]]]:
        plan = bookings.of_halls(connection, [hall], from_ms, to_ms)
        return plan, finding.of_day(connection, hall, from_ms - 86_400_000, to_ms)

    plan, judged = await parts.records.read(read)
    slots = {row.id: row for row in judged}
    curve = await parts.usage.curves.day(found, from_ms, min(to_ms, now))
    return HallDayOut(
        hall=found.id,
        name=found.name,
        zone=found.site.zone,
        from_ms=from_ms,
        to_ms=to_ms,
        people=curve.people,
        usual=curve.usual,
        bookings=[_booking(one, slots.get(one.id), parts.places.current, office=sight.office, now_ms=now) for one in plan],
        unbooked=[(row.start_ms, row.end_ms) for row in judged if row.booking is None and row.start_ms >= from_ms],
        doors=curve.doors,
        closing_error=curve.closing_error,
    )


def _booking(one: Booking, slot: Row[Any] | None, places: Places, *, office: bool, now_ms: int) -> DayBookingOut:
    due = slot is not None and office and (slot.club is None or slot.office_from_ms <= now_ms or slot.word is not None)
    return DayBookingOut(
        id=one.id,
        title=one.title,
        club=one.holder,
        club_name=places.clubs.get(one.holder, one.holder) if one.holder else _TOWN,
        sections=list(one.sections),
        start_ms=one.start_ms,
        end_ms=one.end_ms,
        verdict=slot.verdict if slot is not None and due else None,
        p=_sure(slot) if slot is not None and due else None,
    )


def _sure(slot: Row[Any]) -> float:
    """Return how sure the verdict is."""
    chances = {"used": slot.p_used, "under_used": slot.p_under, "no_show": slot.p_no_show}
    return float(chances.get(slot.verdict, max(chances.values())))
