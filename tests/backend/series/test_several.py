"""Several processes have one store open: an import beside the running server."""

from contextlib import closing
from pathlib import Path

from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.folding import HOUR_MS
from hallenwart_backend.telemetry.ports import Level
from support.databases import open_series_at

KEY = SeriesKey("nordpark-1", "luft", "temp_c")
OTHER = SeriesKey("nordpark-1", "boden", "temp_c")
MIDNIGHT_MS = 1_799_967_600_000
"""2027-01-15 in Berlin."""


async def test_what_is_kept_of_the_whole_survives_and_reaches_whoever_has_it_open(tmp_path: Path, each_database: str):
    del each_database
    with closing(open_series_at(tmp_path)) as one, closing(open_series_at(tmp_path)) as other:
        await one.append([(KEY, MIDNIGHT_MS, 1.0)])
        await one.set_zone("Europe/London")
        await one.keep_changes(most=10)
        await one.forget(Level.SAMPLE, before_ms=MIDNIGHT_MS + HOUR_MS)
        await other.append([(KEY, MIDNIGHT_MS, 1.0), (KEY, MIDNIGHT_MS + HOUR_MS, 2.0)])
        days = (await other.buckets([KEY], Level.DAY, from_ms=0, to_ms=MIDNIGHT_MS * 2))[KEY]
        assert [(day.t_ms, day.n) for day in days] == [(MIDNIGHT_MS - 23 * HOUR_MS, 1), (MIDNIGHT_MS + HOUR_MS, 1)]
        assert [change.sample.x for change in await other.changes(after=0, limit=9)] == [2.0]


async def test_both_name_series_and_both_are_understood(tmp_path: Path, each_database: str):
    del each_database
    with closing(open_series_at(tmp_path)) as one, closing(open_series_at(tmp_path)) as other:
        await one.append([(KEY, MIDNIGHT_MS, 1.0)])
        await other.append([(OTHER, MIDNIGHT_MS, 2.0), (KEY, MIDNIGHT_MS + 1, 3.0)])
        await one.append([(OTHER, MIDNIGHT_MS + 1, 4.0)])
        last = {key: sample.x for key, sample in (await one.last_values([KEY, OTHER])).items()}
        assert last == {KEY: 3.0, OTHER: 4.0}
        assert len(await one.keys()) == 2
