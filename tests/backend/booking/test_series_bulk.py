"""Many series at once, as an import brings them: what is free is written, what is not is told."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from hallenwart_backend.booking.series import store
from hallenwart_backend.booking.series.bulk import clashes, enter_many
from hallenwart_backend.booking.series.model import Series
from hallenwart_backend.booking.series.planning import Exceptions, Fate, plan
from hallenwart_backend.booking.tables import bookings, history
from support.backends import open_town
from support.crowd import wrongly_occupied


@pytest.mark.usefixtures("each_database")
async def test_of_series_that_meet_each_other_the_first_has_the_time(tmp_path):
    first = Series(
        "s1", "nordpark", (1, 2), "tsv-lindenau", "A", 2, 1080, 1170, dt.date(2026, 12, 1), dt.date(2027, 1, 31), "booked", 0
    )
    later = replace(first, id="s2", sections=(2, 3), club="bc-04", from_date=dt.date(2027, 1, 1), to_date=dt.date(2027, 2, 28))
    never = replace(first, id="s3", sections=(3,), from_date=dt.date(2027, 2, 1), to_date=dt.date(2027, 2, 28))
    async with open_town(tmp_path) as town:
        records, ground = town.backend.records, town.backend.booking.series.ground()
        planned = [one for series in (first, later, never) for one in plan(series, (), {}, Exceptions(), ground)]
        dates = [one.after for one in planned if one.fate == Fate.FREE]
        halls = town.backend.places.current.halls
        shown = await records.read(lambda connection: clashes(connection, dates))
        met = await records.write(
            lambda connection: enter_many(connection, (first, later, never), dates, halls, who="import", t_ms=1)
        )
        assert shown.keys() == met.keys()
        assert {other.series for others in met.values() for other in others} == {"s1", "s2"}
        assert await records.read(lambda connection: connection.scalar(select(func.count()).select_from(bookings))) == 9 + 4
        kept = await records.read(lambda connection: [store.one(connection, name) for name in ("s1", "s2", "s3")])
        assert kept[2] is None
        assert kept[1].skipped == tuple(dt.date(2027, 1, day) for day in (6, 13, 20, 27))
        assert len(await records.read(lambda connection: connection.execute(select(history)).all())) == 2
        assert await records.read(wrongly_occupied) == set()
