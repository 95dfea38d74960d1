"""Months add up to what their days do, whatever part of them is rolled up."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert

from hallenwart_backend.occupancy.figures import months
from hallenwart_backend.occupancy.figures.heat import Measure, Sums, add_day
from hallenwart_backend.occupancy.figures.months import hints_of, parted, roll_up, sums_of
from hallenwart_backend.occupancy.figures.rules import HOURS, Hours, packed
from hallenwart_backend.occupancy.tables import usage_days, usage_months

SUMS = ("open", "booked", "used", "empty", "unknown", "unbooked", "seen", "people", "counted")
dates = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@settings(max_examples=60)
@given(dates, st.integers(0, 400))
def test_months_and_days_beside_them_are_the_whole_time_once(first, length):
    last = first + timedelta(days=length)
    span = parted(first, last)
    days = [day for begin, end in span.days for day in _each(begin, end)]
    for month in span.months:
        days += _each(month, (month + timedelta(days=32)).replace(day=1) - timedelta(days=1))
    assert sorted(days) == _each(first, last)


def _each(first: date, last: date) -> list[date]:
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]


@pytest.fixture
def connection():
    engine = create_engine("sqlite://")
    for table in (usage_days, usage_months):
        table.create(engine)
    with engine.begin() as opened:
        yield opened
    engine.dispose()


def test_a_rolled_up_month_says_what_its_days_say(connection):
    draw = random.Random(3)
    sums = {measure: Sums() for measure in Measure}
    for day in _each(date(2026, 1, 20), date(2026, 4, 10)):
        hours = Hours(
            **{name: [float(draw.randint(0, 60)) for _ in range(HOURS)] for name in ("open", "booked", "used", "lit")}
        )
        hours.stale[18] = 20.0
        zeros = {f"{name}_min": 0.0 for name in SUMS}
        row = {"hall": "h", "day": day, "from_ms": 0, "judged_ms": 0, "mark": "", "body": packed(hours)} | zeros
        connection.execute(insert(usage_days).values(**row))
        if day >= date(2026, 1, 25):
            for measure, of in sums.items():
                add_day(of, day, hours, measure)
    asked = "h", date(2026, 1, 25), date(2026, 4, 10)
    plain = hints_of(connection, [asked[0]], *asked[1:])["h"]
    for month in (date(2026, 2, 1), date(2026, 3, 1)):
        roll_up(connection, "h", month)
    found = sums_of(connection, [asked[0]], *asked[1:], Measure)["h"]
    for measure in Measure:
        assert found[measure].above == pytest.approx(sums[measure].above)
        assert found[measure].n == sums[measure].n
    rolled = hints_of(connection, [asked[0]], *asked[1:])["h"]
    assert sorted(one.day for one in rolled) == sorted(one.day for one in plain)
    assert months.missing(connection, "h", date(2026, 1, 20), date(2026, 4, 10)) == []
    months.forget(connection, "h", date(2026, 2, 14))
    assert months.missing(connection, "h", date(2026, 1, 20), date(2026, 4, 10)) == [date(2026, 2, 1)]
