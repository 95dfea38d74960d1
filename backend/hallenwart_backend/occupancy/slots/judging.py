"""Judges days as they end, again when late telemetry came, and the past in small steps. Idempotent: a crash costs nothing."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection, select

from hallenwart_backend.access.custody.tables import custody
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.model import State
from hallenwart_backend.booking.rules import local_day, local_ms
from hallenwart_backend.booking.tables import bookings as booking_table
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.occupancy.figures import months
from hallenwart_backend.occupancy.policy.rules import DAY_MS, HOUR_MS, MINUTE_MS, UsageRules
from hallenwart_backend.occupancy.policy.service import newest
from hallenwart_backend.occupancy.slots import store
from hallenwart_backend.occupancy.slots.day import AROUND_MS, SETTLED_MS, Day, judge_day
from hallenwart_backend.occupancy.slots.grid import Track
from hallenwart_backend.occupancy.slots.keys import keys_of
from hallenwart_backend.occupancy.slots.released import released
from hallenwart_backend.occupancy.slots.wishes import wishes_of
from hallenwart_backend.occupancy.tracks import Tracks
from hallenwart_contract.clock import Clock

YOUNG_DAYS: Final = 7
LATE_EVERY_MS: Final = 30 * MINUTE_MS
"""So often days of the last week are looked at for telemetry that came late."""
_LOOK_BACK_MS: Final = 12 * HOUR_MS
_MOST_PAST_DAYS: Final = 400
_REST_S: Final = 0.01
"""Between two days of the past others come first."""
_SHOWN: Final = (State.BOOKED, State.ASKED)


class Judging:
    """`look` does one round and returns how many days it judged."""

    def __init__(self, records: Records, places: PlaceBook, clock: Clock, tracks: Tracks) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._tracks = tracks
        self._next_ms: dict[str, int] = {}
        self._rolled: dict[str, date] = {}
        self._whole: dict[str, date] = {}

    async def look(self, *, most: int = 200) -> int:
        """Judge what has ended, what changed within a week, and up to `most` days of the past."""
        await self._tracks.learn(self._places.current)
        done = 0
        for hall in self._places.current.proper_halls:
            done += await self._look_at(hall)
        for hall in self._places.current.proper_halls:
            if done >= most:
                break
            done += await self._past_of(hall, most - done)
        await self._roll_up()
        return done

    async def _roll_up(self) -> None:
        """Roll up months that late telemetry changes no more, one write each."""
        for hall in self._places.current.proper_halls:
            last = local_day(self._clock.now_ms(), hall.zone) - timedelta(days=YOUNG_DAYS + 1)
            if self._rolled.get(hall.id) == last:
                continue
            first = await self._records.read(partial(store.first_day, hall=hall.id))
            if first is None:
                continue
            span = first.replace(day=1), last
            for month in await self._records.read(partial(months.missing, hall=hall.id, first=span[0], last=span[1])):
                await self._records.write(partial(months.roll_up, hall=hall.id, month=month))
            self._rolled[hall.id] = last

    async def _look_at(self, hall: Hall) -> int:
        now = self._clock.now_ms()
        today = local_day(now, hall.zone)
        back = 1
        if now >= self._next_ms.get(hall.id, 0):
            self._next_ms[hall.id] = now + LATE_EVERY_MS
            back = YOUNG_DAYS
        return sum([await self.judge(hall, today - timedelta(days=at)) for at in range(back, -1, -1)])

    async def _past_of(self, hall: Hall, most: int) -> int:
        """Judge days before the last week that nobody judged, the newest first."""
        today = local_day(self._clock.now_ms(), hall.zone)
        if self._whole.get(hall.id) == today:
            return 0
        oldest, last = today - timedelta(days=_MOST_PAST_DAYS), today - timedelta(days=YOUNG_DAYS + 1)
        known = await self._records.read(lambda connection: store.marks(connection, hall.id, oldest, last))
        begin = await self._first_day(hall)
        done, day = 0, last
        while begin is not None and day >= max(begin, oldest) and done < most:
            if day not in known:
                done += await self.judge(hall, day)
                await asyncio.sleep(_REST_S)
            day -= timedelta(days=1)
        if done < most:
            self._whole[hall.id] = today
        return done

    async def _first_day(self, hall: Hall) -> date | None:
        """Return the first day with a booking or a measurement of this hall, None when there is neither."""
        begun = select(booking_table.c.start_ms).where(booking_table.c.hall == hall.id).order_by(booking_table.c.start_ms)
        booked = await self._records.read(lambda connection: connection.scalar(begun.limit(1)))
        now = self._clock.now_ms()
        measured = await self._tracks.first_ms(hall.id, now - _MOST_PAST_DAYS * DAY_MS, now)
        first = min((at for at in (booked, measured) if at is not None), default=None)
        return None if first is None else local_day(first, hall.zone)

    async def judge(self, hall: Hall, day: date, *, anew: bool = False) -> bool:
        """Judge one day where what it is made of is not what it was made of before; return whether it was."""
        now = self._clock.now_ms()
        from_ms, to_ms = local_ms(day, 0, hall.zone), local_ms(day, 1440, hall.zone)
        read = await self._records.read(lambda connection: self._planned(connection, hall, day, from_ms, to_ms))
        planned, rules, rev, before, taken = read
        mark = _mark(planned, taken, rev, now)
        known = before.mark.partition(" ")[0] if before is not None and not anew else ""
        if known == mark and to_ms + SETTLED_MS > now:
            return False
        last = min(max([to_ms, *(one.end_ms for one in planned.bookings)]) + AROUND_MS, now)
        tracks = await self._tracks.of(hall.id, from_ms - AROUND_MS, last)
        mark += f" {_mark_of(tracks)}"
        if before is not None and before.mark == mark and not anew:
            return False
        found = Day(
            hall.id,
            hall.sections,
            hall.zone,
            day,
            planned.bookings,
            planned.opens,
            planned.shut,
            planned.keys,
            tracks,
            planned.wishes,
        )
        said = await asyncio.to_thread(judge_day, found, rules, now)
        self._rolled.pop(hall.id, None)
        await self._records.write(
            lambda connection: store.put(
                connection, found, said, mark=mark, now_ms=now, office_after_days=rules.office_after_days
            )
        )
        return True

    def _planned(
        self, connection: Connection, hall: Hall, day: date, from_ms: int, to_ms: int
    ) -> tuple[Day, UsageRules, int, store.Mark | None, list[Any]]:
        saved = newest(connection)
        found = bookings.of_places(connection, [hall.id], from_ms - _LOOK_BACK_MS, to_ms, states=_SHOWN)
        found += released(connection, hall.id, from_ms - _LOOK_BACK_MS, to_ms)
        keys = keys_of(connection, [one for one in found if one.hall == hall.id], self._places.current)
        opens = hall.hours.open_spans(hall.zone, from_ms, to_ms)
        shut = hall.hours.shut(hall.zone, from_ms, to_ms + DAY_MS)
        wishes = wishes_of(connection, hall, [one for one in found if one.state == State.ASKED], day, self._places.current)
        before = store.marks(connection, hall.id, day, day).get(day)
        ids = [one.id for one in found]
        rows = select(custody.c.booking, custody.c.taken_ms, custody.c.returned_ms).where(custody.c.booking.in_(ids))
        taken = sorted(tuple(row) for row in connection.execute(rows)) if ids else []
        planned = Day(hall.id, hall.sections, hall.zone, day, found, opens, shut, keys, (), wishes)
        return planned, saved.policy, saved.rev, before, taken


def _mark(day: Day, taken: Iterable[Any], rev: int, now_ms: int) -> str:
    """Return a fingerprint of the plan a day is judged by, with which of its slots are over; of a running day by the hour."""
    found = [
        (one.id, one.start_ms, one.end_ms, one.sections, one.state, one.holder, one.kind, one.end_ms + SETTLED_MS <= now_ms)
        for one in day.bookings
    ]
    hour = now_ms // HOUR_MS if day.to_ms + SETTLED_MS > now_ms else 0
    shut = [(one.start_ms, one.end_ms) for one in day.shut]
    text = repr((found, sorted(map(repr, taken)), rev, day.opens, shut, day.wishes, hour))
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _mark_of(tracks: Sequence[Track]) -> str:
    """Return a fingerprint of what was measured: late rows make curves longer, or fill their end."""
    sizes = sorted(
        (sorted(one.sections), [(len(curve), curve[-1][0] if curve else 0) for curve in one.curves]) for one in tracks
    )
    return hashlib.sha256(repr(sizes).encode()).hexdigest()[:24]
