"""Exports as files: equal to what is stored, on their way as jobs, broken off and cleared away when they should be."""

import asyncio
import csv
import datetime as dt
import io
import json
from contextlib import asynccontextmanager
from zoneinfo import ZoneInfo

import pytest

from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.exports import service
from hallenwart_backend.telemetry.exports.rules import Format, Times, csv_lines, field, file_name, number
from support.backends import AMT, HOUR_MS, KERN, MONDAY_NOON_MS, open_town
from support.city_town import until

PEOPLE = SeriesKey("nordpark-1", "nordpark", "people")
SOUTH = SeriesKey("sued-1", "heizung", "temp_c")
BERLIN = ZoneInfo("Europe/Berlin")
FROM_MS = MONDAY_NOON_MS - 12 * HOUR_MS
SPAN = {"from_ms": FROM_MS, "to_ms": FROM_MS + 24 * HOUR_MS}
POINTS = [(PEOPLE, FROM_MS + n * 60_000, None if n % 7 == 3 else n / 2) for n in range(900)]


@asynccontextmanager
async def house(folder, **more):
    async with open_town(folder, **more) as town:
        running = asyncio.create_task(town.backend.telemetry.exports.run())
        yield town
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


@pytest.fixture
async def town(tmp_path):
    async with house(tmp_path) as town:
        await town.backend.series.append([*POINTS, (SOUTH, FROM_MS, 19.25)])
        yield town


async def asked(town, who=AMT, status=202, **body):
    answer = await (await town.signed_in(who)).post("/api/telemetry/exports", json=SPAN | body)
    assert answer.status_code == status, answer.text
    return answer.json()


async def now(town, export, who=AMT):
    return (await (await town.signed_in(who)).get(f"/api/telemetry/exports/{export['id']}")).json()


def job(town, export):
    return town.backend.telemetry.exports._all[export["id"]]


async def done(town, export, state="done"):
    await until(lambda: not job(town, export).runs)
    told = await now(town, export)
    assert told["state"] == state, told
    return told


async def file_of(town, export, who=AMT):
    return await (await town.signed_in(who)).get(f"/api/telemetry/exports/{export['id']}/file")


async def test_a_csv_says_what_is_stored(town):
    export = await asked(town)
    told = await done(town, export)
    assert (told["done_rows"], told["series"], told["name"]) == (901, 2, "messwerte-2026-11-23.csv")
    answer = await file_of(town, export)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="messwerte-2026-11-23.csv"' in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert rows[0] == {
        "time": "2026-11-22T23:00:00.000Z",
        "local_time": "2026-11-23T00:00:00.000+01:00",
        "device": "nordpark-1",
        "component": "nordpark",
        "hall": "nordpark",
        "quantity": "people",
        "name": "Personen",
        "unit": "Personen",
        "value": "0",
        "quality": "ok",
    }
    assert [row["value"] for row in rows[:900]] == [number(x) for _, _, x in POINTS]
    assert (rows[900]["quantity"], rows[900]["value"], rows[900]["unit"]) == ("temp_c", "19.25", "°C")


async def test_a_parquet_file_read_back_equals_the_samples(town):
    from pyarrow import parquet

    export = await asked(town, format="parquet", quantity="people")
    await done(town, export)
    table = parquet.read_table(io.BytesIO((await file_of(town, export)).content))
    stored = await town.backend.series.samples(PEOPLE, from_ms=0, to_ms=1 << 50, limit=10_000)
    assert len(stored) == 900
    read = zip(*(table[name].to_pylist() for name in ("time", "value", "quality")), strict=True)
    assert [(int(time.timestamp() * 1_000), x, q) for time, x, q in read] == [(one.t_ms, one.x, one.q) for one in stored]
    assert set(table["unit"].to_pylist()) == {"Personen"}
    assert str(table.schema.field("time").type) == "timestamp[ms, tz=UTC]"
    assert table["local_time"].to_pylist()[0].isoformat() == "2026-11-23T00:00:00+01:00"


async def test_hours_and_days_are_exported_as_they_are(town):
    export = await asked(town, level="hour", quantity="people")
    await done(town, export)
    rows = list(csv.DictReader(io.StringIO((await file_of(town, export)).text, newline="")))
    (buckets,) = (
        await town.backend.series.buckets([PEOPLE], service.Level.HOUR, from_ms=FROM_MS, to_ms=SPAN["to_ms"])
    ).values()
    assert [(int(row["n"]), float(row["mean"]), float(row["total"])) for row in rows] == [
        (one.n, one.mean, one.total) for one in buckets
    ]


async def test_one_at_a_time_each_and_nobody_elses(town, monkeypatch):
    monkeypatch.setattr(service, "PAGE", 10)
    gate = asyncio.Event()
    samples = town.backend.series.samples

    async def slow(*args, **more):
        await gate.wait()
        return await samples(*args, **more)

    monkeypatch.setattr(town.backend.series, "samples", slow)
    export = await asked(town)
    await until(lambda: job(town, export).state == "running")
    assert (await asked(town, status=409))["code"] == "export_runs"
    assert (await file_of(town, export)).json()["code"] == "export_not_done"
    other = await asked(town, who=KERN)
    assert (await now(town, other, who=KERN))["state"] == "waiting"
    assert (await now(town, other))["code"] == "no_such_export"
    gate.set()
    await done(town, export)
    await until(lambda: not job(town, other).runs)
    assert job(town, other).series == 1  # a caretaker's site alone


async def test_a_cancelled_export_leaves_no_file(town, tmp_path, monkeypatch):
    monkeypatch.setattr(service, "PAGE", 5)
    export = await asked(town)
    await until(lambda: job(town, export).done_rows > 10)
    browser = await town.signed_in(AMT)
    assert (await browser.delete(f"/api/telemetry/exports/{export['id']}")).status_code == 204
    await done(town, export, "cancelled")
    assert [path.suffix for path in (tmp_path / "exports").iterdir()] == [".json"]
    assert (await browser.delete(f"/api/telemetry/exports/{export['id']}")).status_code == 204
    assert (await browser.get("/api/telemetry/exports")).json()["exports"] == []
    assert list((tmp_path / "exports").iterdir()) == []


async def test_a_restart_says_what_was_broken_off_and_deletes_all_files(tmp_path, monkeypatch):
    async with house(tmp_path) as town:
        await town.backend.series.append(POINTS)
        finished = await asked(town)
        await done(town, finished)
        monkeypatch.setattr(service, "PAGE", 1)
        export = await asked(town)
        await until(lambda: job(town, export).done_rows > 10)
        passwords = town.passwords
    assert json.loads((tmp_path / "exports" / f"{export['id']}.json").read_text())["state"] == "running"
    async with house(tmp_path, keep=True, passwords=passwords) as town:
        assert (await now(town, export))["state"] == "broken"
        assert (await now(town, finished))["state"] == "gone"
        assert {path.suffix for path in (tmp_path / "exports").iterdir()} == {".json"}
        town.clock.advance(25 * HOUR_MS)
        town._clients.clear()  # sessions have ended by then
        await done(town, await asked(town))
        assert len(list((tmp_path / "exports").glob("*.json"))) == 1


async def test_what_cannot_be_is_refused_in_words(town, monkeypatch):
    assert (await asked(town, status=422, hall="gymnastik"))["code"] == "nothing_to_export"
    assert (await asked(town, status=422, to_ms=FROM_MS))["code"] == "bad_span"
    monkeypatch.setattr(service, "MOST_ROWS", 100)
    assert (await asked(town, status=422))["code"] == "export_too_large"
    monkeypatch.setattr(service, "has_pyarrow", lambda: False)
    assert (await asked(town, status=409, format="parquet"))["code"] == "no_parquet"
    monkeypatch.setattr(service, "FREE_BYTES", 1 << 60)
    assert (await asked(town, status=409))["code"] == "no_space"


async def test_a_disk_that_fills_up_ends_the_export_and_says_so(town, tmp_path, monkeypatch):
    monkeypatch.setattr(service, "PAGE", 1)
    export = await asked(town)
    await until(lambda: job(town, export).done_rows > 10)
    monkeypatch.setattr(service, "FREE_BYTES", 1 << 60)
    assert (await done(town, export, "failed"))["why"] == "no_space"
    assert not list((tmp_path / "exports").glob("*.csv"))


# --- the words of a file ---


def test_fields_are_quoted_and_never_a_formula():
    assert [field(text) for text in ("luft", 'a,"b"', "=1+1", "-x")] == ["luft", '"a,""b"""', "'=1+1", "'-x"]


def test_values_have_a_point_and_no_needless_fraction():
    assert [number(x) for x in (None, 3.0, -0.5, 1e22)] == ["", "3", "-0.5", "1e+22"]


def test_local_times_tell_the_two_hours_of_autumn_apart():
    times = Times(BERLIN)
    first = int(dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC).timestamp() * 1_000)
    lines = csv_lines(times, ["d", "c", "h", "x", "X", "m"], [[first, 1.0, "ok"], [first + HOUR_MS, None, "fault"]])
    assert lines.split("\r\n")[:2] == [
        "2026-10-25T00:30:00.000Z,2026-10-25T02:30:00.000+02:00,d,c,h,x,X,m,1,ok",
        "2026-10-25T01:30:00.000Z,2026-10-25T02:30:00.000+01:00,d,c,h,x,X,m,,fault",
    ]


def test_a_file_is_called_after_its_days():
    assert file_name(FROM_MS, FROM_MS + 24 * HOUR_MS, BERLIN, "day", Format.CSV) == "tageswerte-2026-11-23.csv"
    assert (
        file_name(FROM_MS, FROM_MS + 25 * HOUR_MS, BERLIN, "hour", Format.PARQUET)
        == "stundenwerte-2026-11-23-bis-2026-11-24.parquet"
    )
