"""What is usual in a hall, what was unusual and what is to be expected: learned each night from its hours."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import msgspec
from sqlalchemy import Connection, delete, insert, select

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.rules import local_day, local_ms
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.occupancy.answers_more import ForecastOut, ForecastPointOut, UnusualOut
from hallenwart_backend.occupancy.curves import Usual
from hallenwart_backend.occupancy.figures import store as figures
from hallenwart_backend.occupancy.figures.rules import HOURS, Hours
from hallenwart_backend.occupancy.policy.rules import DAY_MS, HOUR_MS, UsageRules
from hallenwart_backend.occupancy.policy.service import newest
from hallenwart_backend.occupancy.profile.alike import Past, quantile
from hallenwart_backend.occupancy.profile.forecast import forecast
from hallenwart_backend.occupancy.profile.unusual import Report, find
from hallenwart_backend.occupancy.profile.weekly import Clock as SlotClock
from hallenwart_backend.occupancy.tables import usage_profiles
from hallenwart_backend.web.fields import Words
from hallenwart_contract.clock import Clock, utc

PEOPLE: Final = "people"
EVERY_MS: Final = 20 * HOUR_MS
NIGHT: Final = range(2, 5)
"""Learning is done in these local hours, and at once where nothing was learned yet."""
AHEAD_DAYS: Final = 8
_BACK: Final = timedelta(days=400)
_LEAST_DAYS: Final = 14
_LEAST_MIN: Final = 15
_SHARES: Final = (0.05, 0.5, 0.95)


class Event(msgspec.Struct, array_like=True, frozen=True):
    from_ms: int
    to_ms: int
    p: float
    people: float
    usual: float


class Learnt(msgspec.Struct, array_like=True, frozen=True):
    """`week`: low, middle and high of each hour of the week, Monday 0:00 first; None where nothing is known."""

    week: list[tuple[float, float, float] | None]
    ahead: list[tuple[int, float, float, float]]
    events: list[Event]


class Learned:
    def __init__(self, records: Records, places: PlaceBook, clock: Clock) -> None:
        self._records = records
        self._places = places
        self._clock = clock

    # --- learning ---

    async def look(self) -> int:
        """Learn one hall where that is due; return how many were learned."""
        known = await self._records.read(_learned_at)
        now = self._clock.now_ms()
        for hall in self._places.current.proper_halls:
            at = known.get(hall.id)
            is_night = utc(now).astimezone(hall.zone).hour in NIGHT
            if at is None or (now - at > EVERY_MS and is_night) or now - at > 2 * EVERY_MS:
                await self.learn(hall)
                return 1
        return 0

    async def learn(self, hall: Hall) -> None:
        now = self._clock.now_ms()
        today = local_day(now, hall.zone)
        span = local_ms(today - _BACK, 0, hall.zone), now + AHEAD_DAYS * DAY_MS

        def read(connection: Connection) -> tuple[list[tuple[date, Hours]], list[Booking], UsageRules]:
            days = [(day, hours) for _, day, hours in figures.days(connection, [hall.id], today - _BACK, today)]
            return days, bookings.of_halls(connection, [hall.id], *span), newest(connection).policy

        days, plan, rules = await self._records.read(read)
        learnt = await asyncio.to_thread(_learn, hall, days, _booked(plan, rules), self._left_out(), now)
        body = msgspec.msgpack.encode(learnt)

        def put(connection: Connection) -> None:
            here = usage_profiles.c.hall == hall.id, usage_profiles.c.measure == PEOPLE
            connection.execute(delete(usage_profiles).where(*here))
            connection.execute(insert(usage_profiles).values(hall=hall.id, measure=PEOPLE, learned_ms=now, body=body))

        await self._records.write(put)

    def _left_out(self) -> frozenset[date]:
        """Return the holidays of all calendars: such days learn from each other."""
        return frozenset(day for one in self._places.current.calendars for holiday in one.days for day in holiday.days)

    async def _of(self, hall: str) -> tuple[Learnt, int] | None:
        wanted = select(usage_profiles.c.body, usage_profiles.c.learned_ms).where(usage_profiles.c.hall == hall)
        row = await self._records.read(lambda connection: connection.execute(wanted).first())
        return (msgspec.msgpack.decode(row.body, type=Learnt), row.learned_ms) if row else None

    # --- telling ---

    async def usual(self, hall: Hall, from_ms: int, to_ms: int) -> list[Usual]:
        """Return what is usual at each hour of a time: low, middle, high."""
        found = await self._of(hall.id)
        if found is None:
            return []
        told: list[Usual] = []
        for t_ms in range(from_ms, to_ms, HOUR_MS):
            at = utc(t_ms).astimezone(hall.zone)
            band = found[0].week[at.weekday() * HOURS + at.hour]
            if band is not None:
                told.append((t_ms, *band))
        return told

    async def unusual(self, halls: Sequence[Hall], from_ms: int, to_ms: int) -> list[UnusualOut]:
        events = []
        for hall in halls:
            found = await self._of(hall.id)
            here = found[0].events if found else []
            events += [_event(hall, one) for one in here if one.to_ms > from_ms and one.from_ms < to_ms]
        return sorted(events, key=lambda one: -one.from_ms)

    async def forecast(self, hall: Hall) -> ForecastOut:
        found, now = await self._of(hall.id), self._clock.now_ms()
        ahead = [one for one in found[0].ahead if one[0] + HOUR_MS > now] if found else []
        points = [ForecastPointOut(t_ms=t_ms, low=low, mid=mid, high=high) for t_ms, low, mid, high in ahead]
        return ForecastOut(hall=hall.id, points=points, learned_ms=found[1] if found else None)


def _learned_at(connection: Connection) -> dict[str, int]:
    rows = select(usage_profiles.c.hall, usage_profiles.c.learned_ms)
    return {hall: int(at) for hall, at in connection.execute(rows)}


def _learn(
    hall: Hall, days: Sequence[tuple[date, Hours]], booked: dict[int, float], left_out: frozenset[date], now_ms: int
) -> Learnt:
    values = [one for day, hours in sorted(days, key=lambda one: one[0]) for one in _values(hall, day, hours)]
    if len(values) < _LEAST_DAYS * HOURS:
        return Learnt([None for _ in range(7 * HOURS)], [], [])
    clock = SlotClock(hall.zone, HOUR_MS)
    begin = now_ms - now_ms % HOUR_MS
    bands = forecast(
        values, clock, now_ms, from_ms=begin, to_ms=begin + AHEAD_DAYS * DAY_MS, booked=booked or None, left_out=left_out
    )
    events = [Event(*_rounded(one)) for one in find(values, clock, left_out=left_out)]
    ahead = [(one.t_ms, round(one.low, 1), round(one.mid, 1), round(one.high, 1)) for one in bands]
    return Learnt(_week(hall, values, clock, left_out, now_ms), ahead, events)


def _rounded(one: Report) -> tuple[int, int, float, float, float]:
    return one.from_ms, one.to_ms, round(one.p, 3), round(one.x, 1), round(one.usual, 1)


def _values(hall: Hall, day: date, hours: Hours) -> list[tuple[int, float | None]]:
    found: list[tuple[int, float | None]] = []
    for hour in range(HOURS):
        counted = hours.counted[hour]
        found.append((local_ms(day, hour * 60, hall.zone), hours.people[hour] / counted if counted >= _LEAST_MIN else None))
    return found


def _week(
    hall: Hall, values: Sequence[tuple[int, float | None]], clock: SlotClock, left_out: frozenset[date], now_ms: int
) -> list[tuple[float, float, float] | None]:
    """Return what is usual by hour of the week: where nine of ten of the values that an hour is likened to lie."""
    past = Past(values, clock, now_ms, left_out=left_out)
    today = local_day(now_ms, hall.zone)
    monday = today - timedelta(days=today.weekday())
    week: list[tuple[float, float, float] | None] = []
    for at in range(7 * HOURS):
        pool = past.pool(local_ms(monday, at * 60, hall.zone), now_ms)
        low, mid, high = (round(quantile(pool, share), 1) for share in _SHARES) if pool else (0.0, 0.0, 0.0)
        week.append((low, mid, high) if pool else None)
    return week


def _booked(plan: Sequence[Booking], rules: UsageRules) -> dict[int, float]:
    """Return by hour how many people are expected of what is booked in it."""
    found: dict[int, float] = {}
    for one in plan:
        expected = rules.people_expected(one.kind, one.sections)
        for t_ms in range(one.start_ms - one.start_ms % HOUR_MS, one.end_ms, HOUR_MS):
            share = (min(one.end_ms, t_ms + HOUR_MS) - max(one.start_ms, t_ms)) / HOUR_MS
            found[t_ms] = found.get(t_ms, 0.0) + expected * share
    return found


def _event(hall: Hall, one: Event) -> UnusualOut:
    more = one.people > one.usual
    people, usual = f"{one.people:.0f}", f"{one.usual:.0f}"
    return UnusualOut(
        hall=hall.id,
        hall_name=hall.name,
        from_ms=one.from_ms,
        to_ms=one.to_ms,
        people=one.people,
        usual=one.usual,
        p=one.p,
        words=Words(
            de=f"{'Mehr' if more else 'Weniger'} Menschen als sonst: etwa {people} statt {usual}.",
            en=f"{'More' if more else 'Fewer'} people than usual: about {people} instead of {usual}.",
        ),
    )
