"""The laboratory's house at every hour of every day: its clubs have the hall while a run lasts."""

from datetime import UTC, datetime

import pytest

from chaos import words
from hallenwart_backend.booking.tables import bookings
from support.databases import fresh, open_at

HOUR_MS = 3_600_000


@pytest.mark.parametrize(
    "moment",
    ["2026-11-26T12:20", "2026-11-26T22:50", "2026-11-29T23:20", "2027-03-28T00:30", "2027-03-28T01:05", "2027-10-31T00:40"],
)
def test_each_third_is_booked_from_now_on_for_hours(tmp_path, moment):
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    now_ms = round(now.timestamp() * 1000)
    fresh(tmp_path, words.seed(now, 18_831), now_ms)
    records = open_at(tmp_path)
    with records.engine.connect() as connection:
        rows = connection.execute(bookings.select()).all()
    records.close()
    assert [row.title for row in rows] == [f"Training {slot}" for slot in words.CODE_SLOTS]
    for row in rows:
        assert row.start_ms <= now_ms - HOUR_MS // 2
        assert row.end_ms >= now_ms + 4 * HOUR_MS
