"""Telemetry by columns says what rows say, and damage costs what it touches."""

import asyncio
import json
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.adapters.ingest_series import SeriesLedger
from hallenwart_backend.adapters.series_sqlite import SqliteSeries
from hallenwart_backend.ingest.columns import Table
from hallenwart_backend.ingest.opening import Opened, open_batch
from hallenwart_backend.ingest.ports import Incoming
from hallenwart_contract.channels import T
from hallenwart_contract.codec import encode
from hallenwart_contract.messages import MAX_ROWS, Batch, Reading
from hallenwart_edge.uplink.packing import packed

NOW_MS = 1_800_000_000_000
HEAD = {"dev": "nordpark-1", "epoch": "e1", "clk": "ntp", "sent_ms": NOW_MS, "s": "t", "seq": 7}

names = st.sampled_from(["radar", "luft", "ä", "tür-1"])
readings = st.lists(
    st.builds(
        Reading,
        c=names,
        k=st.sampled_from(["temp_c", "people", "x" * 64]),
        t_ms=st.integers(NOW_MS - 10_000, NOW_MS + 10_000) | st.integers(0, 2**52),
        x=st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-5, 5).map(float),
        q=st.sampled_from(["ok", "ok", "suspect", "fault", "odd word"]),
    ),
    min_size=1,
    max_size=12,
)
junk = st.sampled_from([None, "12", {}, [], True, 1.5, 2**60, "a\x00b", [["radar", "temp_c"]]])
KEPT = (
    "select * from sample order by 1, 2",
    "select * from hourly order by 1, 2",
    "select * from daily order by 1, 2",
    "select * from last order by 1",
    "select * from series order by 1",
    "select * from progress",
    "select reason, sum(count) from dead_letter group by 1",
)


def rows_of(many: Sequence[Reading]) -> Incoming:
    return incoming({**HEAD, "n": len(many), "r": msgspec.to_builtins(many)})


def columns_of(many: Sequence[Reading]) -> dict:
    return {**HEAD, "n": len(many), "r": [], "cols": msgspec.to_builtins(packed([encode(one) for one in many]))}


def incoming(batch: dict) -> Incoming:
    return Incoming("hall/v1/nordpark-1/t", json.dumps(batch).encode(), NOW_MS)


def opened(batch: dict) -> Opened:
    return open_batch(incoming(batch), "nordpark-1", T)


def numbered(batch: Opened) -> list[tuple[int, Reading]]:
    return [*batch.numbered()]


@settings(max_examples=60, deadline=None)
@given(readings)
def test_columns_and_rows_say_the_same(many: list[Reading]):
    by_columns, by_rows = opened(columns_of(many)), open_batch(rows_of(many), "nordpark-1", T)
    assert isinstance(by_columns.readings, Table)
    assert numbered(by_columns) == numbered(by_rows) == [*enumerate(many, start=7)]
    assert (by_columns.key, by_columns.first, by_columns.last) == (by_rows.key, by_rows.first, by_rows.last)
    assert [by_columns.time_of(7 + at) for at in range(-1, len(many))] == [None, *(one.t_ms for one in many)]
    assert not by_columns.letters


@settings(max_examples=150, deadline=None)
@given(readings, st.sampled_from(["name", "t_ms", "x", "q"]), st.integers(0, 11), junk)
def test_one_broken_entry_costs_at_most_its_row(many: list[Reading], column: str, at: int, broken: object):
    at %= len(many)
    batch = columns_of(many)
    batch["cols"][column][str(at) if column == "q" else at] = broken
    result = opened(batch)
    assert (result.first, result.last) == (7, 6 + len(many))
    others = [(seq, one) for seq, one in enumerate(many, start=7) if seq != 7 + at]
    assert [(seq, one) for seq, one in numbered(result) if seq != 7 + at] == others
    assert len(numbered(result)) + len(result.letters) == len(many)
    for letter in result.letters:
        assert letter.reason in {"undecodable_row", "nul_character"}
        said = json.loads(letter.payload)
        assert said["q"] == broken if column == "q" else said[column] == broken


@settings(max_examples=60, deadline=None)
@given(readings, st.sampled_from([None, 7, ["radar"], ["radar", 7], ["a\x00b", "temp_c"], {"c": "radar"}]))
def test_a_broken_name_costs_the_rows_that_have_it(many: list[Reading], broken: object):
    batch = columns_of(many)
    batch["cols"]["names"][0] = broken
    result = opened(batch)
    hit = {7 + at for at, name in enumerate(batch["cols"]["name"]) if name == 0}
    assert numbered(result) == [(seq, one) for seq, one in enumerate(many, start=7) if seq not in hit]
    assert len(result.letters) == len(hit)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda batch: batch["cols"]["x"].pop(), "row_count"),
        (lambda batch: batch["cols"]["name"].append(0), "row_count"),
        (lambda batch: batch.update(n=4), "row_count"),
        (lambda batch: batch.update(r=[{"c": "a", "k": "b", "t_ms": 1}]), "row_count"),
        (lambda batch: batch["cols"].update(from_ms="gestern"), "undecodable"),
        (lambda batch: batch.update(cols=[]), "undecodable"),
    ],
)
def test_columns_that_do_not_match_are_one_letter_and_block_nothing(change, reason: str):
    batch = columns_of([Reading(c="a", k="temp_c", t_ms=NOW_MS, x=float(n)) for n in range(3)])
    change(batch)
    result = opened(batch)
    assert [letter.reason for letter in result.letters] == [reason]
    assert numbered(result) == []
    assert (result.first, result.last) == (7, 6 + batch["n"])


def test_a_quality_of_a_row_that_is_not_there_is_told_and_costs_no_row():
    batch = columns_of([Reading(c="a", k="temp_c", t_ms=NOW_MS, x=1.0)])
    batch["cols"]["q"] = {"5": "fault", "x": "stale", "0": "ok"}
    result = opened(batch)
    assert [one.q for _, one in numbered(result)] == ["ok"]
    assert [json.loads(letter.payload) for letter in result.letters] == [{"q": {"5": "fault", "x": "stale"}}]


def test_a_huge_name_of_many_rows_makes_no_huge_letters():
    batch = columns_of([Reading(c="a", k="temp_c", t_ms=NOW_MS + n, x=1.0) for n in range(MAX_ROWS)])
    batch["cols"]["names"] = [["n" * 100_000, 7]]
    result = opened(batch)
    assert len(result.letters) == MAX_ROWS
    assert sum(len(letter.payload) for letter in result.letters) < 2_000_000


@settings(max_examples=15, deadline=None)
@given(many=st.lists(readings, min_size=1, max_size=4))
def test_both_bring_the_same_into_the_store(tmp_path_factory: pytest.TempPathFactory, many: list[list[Reading]]):
    async def stored(by_columns: bool) -> list[list[tuple]]:
        series = SqliteSeries(tmp_path_factory.mktemp("both") / "series.db")
        ledger = SeriesLedger(series)
        for _ in range(2):  # the second time all names are known, and every number is taken
            seq, group = 1, []
            for some in many:
                batch = columns_of(some) if by_columns else {**HEAD, "n": len(some), "r": msgspec.to_builtins(some)}
                group.append(incoming({**batch, "seq": seq}))
                seq += len(some)
            posted = await ledger.commit(group)
            assert [progress.wm for progress in posted.progress.values()] == [seq - 1]
        kept = [await series.read(lambda db, query=query: db.execute(query).fetchall()) for query in KEPT]
        series.close()
        return kept

    async def journey() -> None:
        assert await stored(by_columns=True) == await stored(by_columns=False)

    asyncio.run(journey())


def test_columns_take_a_fifth_of_the_bytes():
    many = [Reading(c=f"sensor-{n % 10}", k="temp_c", t_ms=NOW_MS + n // 10 * 1_000, x=20.0 + n % 7) for n in range(100)]
    rows = encode(Batch(**{**HEAD, "n": 100, "r": [msgspec.Raw(encode(one)) for one in many]}))
    columns = encode(Batch(**{**HEAD, "n": 100, "r": [], "cols": packed([encode(one) for one in many])}))
    assert len(columns) < len(rows) / 4


async def test_nothing_of_a_device_that_was_set_back_is_taken_in_its_turn(tmp_path):
    series = SqliteSeries(tmp_path / "series.db")
    ledger = SeriesLedger(series)

    def said(seq: int, *times_ms: int) -> Incoming:
        return incoming({**columns_of([Reading(c="a", k="temp_c", t_ms=t_ms, x=1.0) for t_ms in times_ms]), "seq": seq})

    await ledger.commit([said(1, NOW_MS - 30, NOW_MS - 20)])
    posted = await ledger.commit([said(2, NOW_MS - 10), said(3, NOW_MS - 5)])
    assert [(now.wm, now.tip_ms) for now in posted.progress.values()] == [(2, NOW_MS - 20)]
    assert await series.read(lambda db: db.execute("select count(*) from sample").fetchone()) == (2,)
    series.close()
