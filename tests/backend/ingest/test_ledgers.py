"""What a group of messages does to the databases, without a broker."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hallenwart_backend.adapters.ingest_records import RecordsLedger, RecordsToldBook
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.adapters.series_sqlite import SqliteSeries
from hallenwart_backend.ingest.ports import Incoming, StreamKey
from hallenwart_backend.ingest.rules import FORK_MS
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.ports import SeriesStore
from hallenwart_contract.channels import CHANNELS
from hallenwart_contract.codec import encode
from hallenwart_contract.messages import Alarm, Batch, Conn
from support.databases import open_records, open_series_at
from support.scripted import alarm, event, reading

pytestmark = pytest.mark.usefixtures("each_database")

NOW_MS = 1_800_000_000_000
KEY = StreamKey("nordpark-1", "e1", "a")


@pytest.fixture
async def records(tmp_path: Path) -> AsyncIterator[Records]:
    async with open_records(tmp_path) as opened:
        yield opened


@pytest.fixture
def series(tmp_path: Path):
    opened = open_series_at(tmp_path)
    yield opened
    opened.close()


def message(channel: str, rows, *, seq: int = 1, device: str = "nordpark-1", **more) -> Incoming:
    raw = [row if isinstance(row, msgspec.Raw) else msgspec.Raw(encode(row)) for row in rows]
    stream = {"alarm": "a", "evt": "e", "t": "t", "bf": "t"}[channel]
    fields = {"dev": device, "epoch": "e1", "clk": "ntp", "sent_ms": NOW_MS, "s": stream, "seq": seq, "n": len(raw), "r": raw}
    return Incoming(f"hall/v1/nordpark-1/{channel}", encode(Batch(**{**fields, **more})), NOW_MS)


async def test_what_a_device_numbers_anew_is_stored_once(records: Records):
    """Its receipt was still on the way when the device began another epoch; a row of the same moment is another row."""
    ledger = RecordsLedger(records)
    await ledger.commit([message("evt", [event(t_ms=NOW_MS, c="one"), event(t_ms=NOW_MS, c="two")])])
    again = [event(t_ms=NOW_MS, c="two"), event(t_ms=NOW_MS, c="three")]
    posted = await ledger.commit([message("evt", again, epoch="e2")])
    assert [told.row.c for told in posted.told] == ["three"]
    assert posted.progress[StreamKey("nordpark-1", "e2", "e")].wm == 2
    assert await rows(records) == [(1, 0), (2, 0), (2, 0)]


async def letters(records: Records) -> list[tuple[str, int]]:
    query = "select reason, count from dead_letter order by id"
    return await records.read(lambda c: [tuple(row) for row in c.exec_driver_sql(query)])


async def rows(records: Records) -> list[tuple[int, int]]:
    query = "select seq, copy from stream_row order by seq, copy"
    return await records.read(lambda c: [tuple(row) for row in c.exec_driver_sql(query)])


async def test_the_same_row_again_is_nothing(records: Records):
    ledger = RecordsLedger(records)
    sent = message("alarm", [alarm(t_ms=NOW_MS)])
    first = await ledger.commit([sent, sent])
    again = await RecordsLedger(records).commit([sent])
    assert len(first.told) == 1
    assert again.told == []
    assert await rows(records) == [(1, 0)]
    assert await letters(records) == []


async def test_a_conflicting_alarm_is_told_and_kept_all_the_same(records: Records):
    ledger = RecordsLedger(records)
    await ledger.commit([message("alarm", [alarm(1, t_ms=NOW_MS)])])
    posted = await ledger.commit([message("alarm", [alarm(2, t_ms=NOW_MS)])])
    assert [told.row.id for told in posted.told if isinstance(told.row, Alarm)] == ["alarm-2"]
    assert await letters(records) == [("seq_conflict", 1)]
    assert await rows(records) == [(1, 0), (1, 1)]
    repeated = await ledger.commit([message("alarm", [alarm(2, t_ms=NOW_MS)])])
    assert repeated.told == []
    told_again = await RecordsToldBook(records).untold("fire", "a", after=None, limit=10)
    assert [told.row.id for told in told_again if isinstance(told.row, Alarm)] == ["alarm-1", "alarm-2"]


async def test_a_conflicting_event_is_a_dead_letter_only(records: Records):
    ledger = RecordsLedger(records)
    await ledger.commit([message("evt", [event(t_ms=NOW_MS)])])
    posted = await ledger.commit([message("evt", [event("door.closed", t_ms=NOW_MS)])])
    assert posted.told == []
    assert await letters(records) == [("seq_conflict", 1)]


async def test_a_bad_row_costs_one_row(records: Records):
    bad = msgspec.Raw(b'{"kind":7,"t_ms":"gestern"}')
    posted = await RecordsLedger(records).commit([message("evt", [event(t_ms=NOW_MS), bad, event(t_ms=NOW_MS)])])
    assert posted.progress[StreamKey("nordpark-1", "e1", "e")].wm == 3
    assert await rows(records) == [(1, 0), (3, 0)]
    assert await letters(records) == [("undecodable_row", 1)]


async def test_a_row_with_the_character_nul_costs_one_row_and_says_so(records: Records, series: SeriesStore):
    rows_sent = [event(t_ms=NOW_MS), event(t_ms=NOW_MS, c="tor\0"), event(t_ms=NOW_MS, c="\\u0000")]
    posted = await RecordsLedger(records).commit([message("evt", rows_sent)])
    assert [told.row.c for told in posted.told] == ["", "\\u0000"]
    assert await letters(records) == [("nul_character", 1)]
    readings = [reading(NOW_MS, 1.0), msgspec.structs.replace(reading(NOW_MS, 2.0), c="a\0")]
    await series.ledger().commit([message("t", readings)])
    assert await series.read(lambda db: db.execute("select reason from dead_letter").fetchall()) == [("nul_character",)]


async def test_a_broken_envelope_that_still_tells_its_numbers_is_consumed(records: Records):
    broken = b'{"dev":"nordpark-1","epoch":"e1","s":"a","seq":1,"n":2,"clk":7,"r":[{},{}]}'
    posted = await RecordsLedger(records).commit([Incoming("hall/v1/nordpark-1/alarm", broken, NOW_MS)])
    assert posted.progress[KEY].wm == 2
    assert await letters(records) == [("undecodable", 1)]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"dev": "sued-1"}, "wrong_device"),
        ({"s": "e"}, "wrong_stream"),
        ({"n": 5}, "row_count"),
        ({"seq": 0}, "bad_seq"),
        ({"seq": -4}, "bad_seq"),
        ({"seq": 2**53 - 5}, "bad_seq"),
        ({"seq": 2**60}, "undecodable"),
        ({"epoch": ""}, "bad_epoch"),
        ({"skip": [(9, 8, "gone")]}, "bad_seq"),
    ],
)
async def test_contradictions_become_dead_letters(records: Records, more, reason):
    sent = message("alarm", [alarm(t_ms=NOW_MS)], **more)
    posted = await RecordsLedger(records).commit([sent])
    assert posted.told == []
    assert await letters(records) == [(reason, 1)]
    await RecordsLedger(records).commit([sent])
    assert await letters(records) == [(reason, 2)]


async def test_an_unstored_alarm_is_told_and_not_counted(records: Records):
    posted = await RecordsLedger(records).commit([message("alarm", [alarm(t_ms=NOW_MS)], seq=0, unstored=True)])
    assert [told.number for told in posted.told] == [0]
    assert posted.progress == {}
    assert await rows(records) == []


async def test_a_time_from_the_future_becomes_the_servers(records: Records):
    sent = message("alarm", [alarm(t_ms=NOW_MS + 3_600_000)])
    posted = await RecordsLedger(records).commit([sent])
    assert [told.row.t_ms for told in posted.told] == [NOW_MS]
    told_again = await RecordsToldBook(records).untold("fire", "a", after=None, limit=10)
    assert [told.row.t_ms for told in told_again] == [NOW_MS]
    later = sent._replace(received_ms=NOW_MS + 5_000)
    assert (await RecordsLedger(records).commit([later])).told == []
    assert await letters(records) == []


async def test_skips_let_the_watermark_rise_and_are_told_once(records: Records):
    ledger = RecordsLedger(records)
    sent = message("alarm", [alarm(t_ms=NOW_MS)], seq=8, skip=[(1, 7, "gone")])
    for _ in range(2):
        posted = await ledger.commit([sent])
    assert posted.progress[KEY].wm == 8
    assert await letters(records) == [("gap_gone", 1)]


async def test_a_device_set_back_to_an_old_card_shows_by_the_row_under_the_last_number(records: Records):
    """It holds rows 1 … 2 of its new life under numbers that are taken: none of them is consumed, nor what follows."""
    key, of = StreamKey("nordpark-1", "e1", "e"), RecordsLedger(records)
    await of.commit([message("evt", [event(t_ms=NOW_MS - 9), event(t_ms=NOW_MS - 8)])])
    for ledger in (of, RecordsLedger(records)):  # also when the server was restarted meanwhile
        posted = await ledger.commit([message("evt", [event(t_ms=NOW_MS - 9), event(t_ms=NOW_MS), event(t_ms=NOW_MS)])])
        assert (posted.progress[key].wm, posted.progress[key].tip_ms) == (2, NOW_MS - 8)
        assert posted.told == []
    assert await rows(records) == [(1, 0), (2, 0)]


async def test_what_a_device_set_back_numbers_on_does_not_pass_its_rows_that_never_came(records: Records):
    """Both batches of its new life wait at the broker while the server is away; rows 2 and 3 of it would be forgotten."""
    key = StreamKey("nordpark-1", "e1", "a")
    await RecordsLedger(records).commit([message("alarm", [alarm(1, t_ms=NOW_MS - 9), alarm(2, t_ms=NOW_MS - 8)])])
    new = message("alarm", [alarm(3, t_ms=NOW_MS - 4)], seq=2), message("alarm", [alarm(4, t_ms=NOW_MS - 3)], seq=3)
    for ledger, told in ((RecordsLedger(records), ["alarm-3", "alarm-4"]), (RecordsLedger(records), [])):
        posted = [await ledger.commit([sent]) for sent in new]
        assert [each.row.id for one in posted for each in one.told] == told  # an alarm waits for no new epoch
        assert (posted[-1].progress[key].wm, posted[-1].progress[key].tip_ms) == (2, NOW_MS - 8)
    later = [sent._replace(received_ms=NOW_MS + FORK_MS + 1) for sent in new[1:]]
    assert (await RecordsLedger(records).commit(later)).progress[key].wm == 3  # who knows of no epochs is not shut out


async def test_the_tip_is_the_time_the_device_sent_and_unknown_behind_a_skip(records: Records):
    ledger, key = RecordsLedger(records), StreamKey("nordpark-1", "e1", "e")
    posted = await ledger.commit([message("evt", [event(t_ms=1)])])
    assert posted.progress[key].tip_ms == 1
    posted = await ledger.commit([message("evt", [], seq=2, skip=[(2, 5, "overflow")])])
    assert (posted.progress[key].wm, posted.progress[key].tip_ms) == (5, None)


async def test_readings_of_a_clock_nobody_believes_keep_their_distance(series: SeriesStore):
    """A year ahead: were all dated by their arrival, all but one would be lost."""
    ahead_ms = 365 * 86_400_000
    told = [reading(NOW_MS + ahead_ms - age_ms, float(age_ms)) for age_ms in (30_000, 20_000, 10_000, 0)]
    await series.ledger().commit([message("t", told, sent_ms=NOW_MS + ahead_ms)])
    key = SeriesKey("nordpark-1", "luft", "temp_c")
    assert await series.window(key, from_ms=0, to_ms=NOW_MS + 1) == [(NOW_MS - age, age) for age in (30_000, 20_000, 10_000, 0)]


async def test_readings_of_a_clock_that_was_put_right_before_they_were_sent_keep_their_distance_too(series: SqliteSeries):
    """What was measured in 2016 and sent in time: the device has forgotten how long ago it was, but not in which order."""
    behind_ms = 10 * 365 * 86_400_000
    told = [reading(NOW_MS - behind_ms - age_ms, float(age_ms % 20_000)) for age_ms in (30_000, 20_000, 10_000, 0)]
    await series.ledger().commit([message("t", [*told, reading(NOW_MS - 7, 7.0)], sent_ms=NOW_MS)])
    key = SeriesKey("nordpark-1", "luft", "temp_c")
    wanted = [(NOW_MS - age, age % 20_000) for age in (30_000, 20_000, 10_000, 0)]
    wanted.insert(3, (NOW_MS - 7, 7.0))
    assert await series.window(key, from_ms=0, to_ms=NOW_MS + 1) == wanted


async def test_another_value_at_a_time_that_is_taken_moves_and_the_same_value_does_not(series: SeriesStore):
    """A clock that was set back measures through the same times again."""
    ledger, key = series.ledger(), SeriesKey("nordpark-1", "luft", "temp_c")
    await ledger.commit([message("t", [reading(NOW_MS - 5, 1.0)])])
    again = message("t", [reading(NOW_MS - 5, 2.0), reading(NOW_MS - 5, 1.0)], seq=2)
    await ledger.commit([again])
    await ledger.commit([again])
    assert await series.window(key, from_ms=0, to_ms=NOW_MS) == [(NOW_MS - 5, 1.0), (NOW_MS - 4, 2.0)]
    assert await ledger.dead_letters() == 0


async def test_a_cleared_retained_topic_is_no_message(records: Records):
    posted = await RecordsLedger(records).commit([Incoming("hall/v1/nordpark-1/conn", b"", NOW_MS)])
    assert posted.live == []
    assert await letters(records) == []


async def test_telemetry_and_its_watermark_are_one(series: SeriesStore):
    ledger = series.ledger()
    sent = message("t", [reading(NOW_MS - 2, 1.5), reading(NOW_MS - 1, None), reading(NOW_MS, 2.5)])
    posted = await ledger.commit([sent, sent])
    assert posted.progress[StreamKey("nordpark-1", "e1", "t")].wm == 3
    key = SeriesKey("nordpark-1", "luft", "temp_c")
    assert await series.window(key, from_ms=0, to_ms=NOW_MS + 1) == [(NOW_MS - 2, 1.5), (NOW_MS - 1, None), (NOW_MS, 2.5)]
    assert await ledger.dead_letters() == 0
    assert (await series.ledger().progress_of("nordpark-1"))[StreamKey("nordpark-1", "e1", "t")].wm == 3


async def test_a_cloned_card_shows_in_telemetry(series: SeriesStore):
    ledger = series.ledger()
    await ledger.commit([message("t", [reading(NOW_MS, 1.5)])])
    await ledger.commit([message("t", [reading(NOW_MS - 700, 9.0)])])
    assert await ledger.dead_letters() == 1


async def test_a_device_that_invents_series_is_bounded(series: SeriesStore):
    ledger = series.ledger()
    for start in range(0, 2_500, 500):
        invented = [reading(NOW_MS, 1.0, c=f"c{number}") for number in range(start, start + 500)]
        await ledger.commit([message("t", invented, seq=start + 1)])
    assert await ledger.dead_letters() == 500
    assert len(await series.keys_of("temp")) == 2_000


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
fields = ("v", "dev", "epoch", "boot", "conn", "sent_ms", "mono_ms", "clk", "s", "seq", "n", "r", "skip", "hist", "unstored")
more_fields = ("online", "last", "wm", "revs", "sensors", "rev", "doors", "people", "site_link", "id", "st", "alarms")
likely = st.sampled_from(["nordpark-1", "e1", "a", "e", "t", 1, 2, 3, 2**63, -1, True, [], [{}], [[1, 2, "gone"]]])
envelopes = st.dictionaries(st.sampled_from(fields + more_fields), likely | json_values)
garbage = st.binary(max_size=200) | json_values.map(_json := msgspec.json.encode) | envelopes.map(_json)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from([channel.name for channel in CHANNELS]), garbage), min_size=1, max_size=6))
def test_no_garbage_stops_a_ledger(tmp_path_factory: pytest.TempPathFactory, told):
    """Whatever comes, the group commits, and the good alarm in the same group is told."""

    async def journey() -> None:
        folder = tmp_path_factory.mktemp("garbage")
        async with open_records(folder) as records:
            series = open_series_at(folder)
            group = [Incoming(f"hall/v1/nordpark-1/{name}", payload, NOW_MS) for name, payload in told]
            good = Incoming("hall/v1/sued-1/alarm", message("alarm", [alarm(t_ms=NOW_MS)], device="sued-1").payload, NOW_MS)
            posted = await RecordsLedger(records).commit([*group, good])
            assert "sued-1" in [row.arrival.device for row in posted.told]
            assert posted.progress[KEY._replace(device="sued-1")].wm == 1
            await series.ledger().commit(group)
            series.close()

    asyncio.run(journey())


async def test_a_birth_with_names_nobody_can_keep_is_refused(records: Records):
    sound = Incoming("hall/v1/nordpark-1/conn", encode(Conn(dev="nordpark-1", online=True)), NOW_MS)
    huge = Incoming("hall/v1/nordpark-1/conn", encode(Conn(dev="nordpark-1", online=True, boot="b" * 65)), NOW_MS)
    posted = await RecordsLedger(records).commit([sound, huge])
    assert len(posted.live) == 1
    assert await letters(records) == [("bad_epoch", 1)]
