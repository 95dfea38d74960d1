"""Files to copy hold what their columns say, nothing of few people and no names, and are never half there."""

import asyncio
import contextlib
import csv
import io
import json
import signal
import subprocess
import sys
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from hallenwart_backend.occupancy.policy.rules import UsageRules
from hallenwart_backend.occupancy.public.history import ToldWeek
from hallenwart_backend.occupancy.public.rows import single_hours
from hallenwart_backend.occupancy.public.rules import CLUBS, Part
from hallenwart_backend.occupancy.public.weeks import TOWN, Week, shown_of
from hallenwart_backend.occupancy.slots import store
from hallenwart_backend.occupancy.slots.day import judge_day
from hallenwart_backend.opendata.datasets import Often
from hallenwart_backend.opendata.dumps import process, writing
from hallenwart_backend.opendata.dumps.due import wishes
from hallenwart_backend.opendata.dumps.files import tables
from hallenwart_backend.ports import SeriesKey
from hallenwart_contract.clock import to_ms
from support.backends import AMT, HOUR_MS, JANA, MONDAY_NOON_MS, open_town
from support.use_year import UseYear

NIGHT_MS = 15 * HOUR_MS
"""From Monday noon to three o'clock."""
CLUBS_HERE = ("tsv-lindenau", "bc-04", "c3", "c4", "c5")


async def fill(town):
    """Eight weeks of use, some hours of climate, a booking that is over."""
    for at, hall in enumerate(("nordpark", "sued", "gymnastik")):
        year = UseYear(hall, 1, CLUBS_HERE[at:] + CLUBS_HERE[:at], date(2026, 9, 28), date(2026, 11, 22))
        judged = [(known.day, judge_day(known.day, UsageRules(), MONDAY_NOON_MS)) for known in year.days()]

        def put(connection, judged=judged):
            for day, said in judged:
                store.put(connection, day, said, mark="", now_ms=MONDAY_NOON_MS, office_after_days=14)

        await town.backend.records.write(put)
    hour = MONDAY_NOON_MS - 24 * HOUR_MS
    rows = [(SeriesKey("nordpark-1", f"nordpark/{n}", "temp_c"), hour + n * 60_000, 18.0 + n) for n in range(3)]
    rows += [
        (SeriesKey("nordpark-1", "nordpark/a", "humidity_pct"), hour, 40.0),
        (SeriesKey("nordpark-1", "nordpark/a", "co2_ppm"), hour, 900.0),
    ]
    await town.backend.series.append(rows)


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def read(client, name):
    answer = await client.get(f"/daten/dumps/{name}.csv")
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


async def test_a_town_gives_its_data_as_files(town):
    jana = await town.signed_in(JANA)
    start = MONDAY_NOON_MS + HOUR_MS
    wish = {"hall": "nordpark", "sections": [1, 2], "start_ms": start, "end_ms": start + HOUR_MS, "title": "Geheimes Treffen"}
    made = await jana.post("/api/bookings", json=wish)
    assert (made.status_code, made.json()["state"]) == (201, "booked"), made.text
    await fill(town)
    town.clock.advance(NIGHT_MS + 8 * 24 * HOUR_MS)  # of December: November is over
    dumps, client = town.backend.outward.opendata.dumps, town.stranger()
    assert await dumps.look() > 0
    assert await dumps.look() == 0, "nothing is made twice"

    week = await read(client, "occupancy-week")
    assert week
    assert all(int(row["people"]) >= 5 and int(row["people"]) % 5 == 0 for row in week)
    hours = await read(client, "occupancy-hours")
    assert {row["people"] for row in hours} == {""}, "three halls are too few for single hours"

    (climate,) = await read(client, "climate-hours")
    assert climate | {"start": ""} == {
        "start": "",
        "hall": "nordpark",
        "hall_name": "Sporthalle Nordpark",
        "temperature": "19",
        "humidity": "40",
    }
    assert to_ms(datetime.fromisoformat(climate["start"])) == MONDAY_NOON_MS - 24 * HOUR_MS
    (day,) = await read(client, "climate-days")
    assert (day["day"], day["temperature_mean"]) == ("2026-11-22", "19")

    (booked,) = await read(client, "bookings")
    assert (booked["sections"], booked["of_sections"], booked["kind"]) == ("1 2", "3", "training")
    files = (await client.get("/daten/dumps")).json()["files"]
    everything = "".join([(await client.get(one["url"])).text for one in files if one["url"].endswith(".csv")])
    for name in ("Geheim", "TSV", "Jana", "jana@", "co2", "900"):
        assert name not in everything

    page = (await client.get("/daten")).text
    assert "/daten/dumps/climate-hours.csv" in page
    assert "Die Daten reichen vom 22.11.2026 bis 01.12.2026." in page
    assert "csv-metadata.json" in page
    assert "dumps/climate-hours.parquet" in (await client.get("/daten/katalog.ttl")).text
    await both_forms_say_the_same_and_the_description_fits(client)


def same(text, value):
    if value is None:
        return text == ""
    if isinstance(value, datetime):
        return datetime.fromisoformat(text) == value
    return text == str(value) or (isinstance(value, float) and float(text) == value)


async def both_forms_say_the_same_and_the_description_fits(client):
    for name in ("occupancy-week", "climate-hours", "climate-days", "halls"):
        rows = await read(client, name)
        told = (await client.get(f"/daten/dumps/{name}.csv-metadata.json")).json()
        described = {one["name"]: one["datatype"] for one in told["tableSchema"]["columns"]}
        assert list(rows[0]) == list(described)
        table = parquet.read_table(io.BytesIO((await client.get(f"/daten/dumps/{name}.parquet")).content))
        assert table.num_rows == len(rows)
        for column in described:
            for text, value in zip((row[column] for row in rows), table[column].to_pylist(), strict=True):
                assert same(text, value), (name, column)
        assert all(table.schema.field(column).metadata[b"de"] for column in described)
    text = (await client.get("/daten/dumps/halls.license.txt")).text
    assert "CC BY 4.0" in text
    assert "Nennen Sie als Quelle" in text


async def test_a_file_is_read_in_parts_and_once(town):
    town.clock.advance(NIGHT_MS)
    await town.backend.outward.opendata.dumps.look()
    client = town.stranger()
    whole = await client.get("/daten/dumps/halls.csv")
    part = await client.get("/daten/dumps/halls.csv", headers={"Range": "bytes=5-20", "If-Range": whole.headers["etag"]})
    assert (part.status_code, part.content) == (206, whole.content[5:21])
    stale = await client.get("/daten/dumps/halls.csv", headers={"Range": "bytes=5-20", "If-Range": '"old"'})
    assert (stale.status_code, stale.content) == (200, whole.content)
    again = await client.get("/daten/dumps/halls.csv", headers={"If-None-Match": whole.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert 'rel="license"' in whole.headers["link"]
    assert whole.headers["access-control-allow-origin"] == "*"
    for path in ("halls.txt", "nothing.csv", "nothing.csv-metadata.json", "..%2Findex.json", "index.json"):
        assert (await client.get(f"/daten/dumps/{path}")).status_code == 404


async def test_a_hall_that_is_hidden_and_a_dataset_that_is_off_are_gone(town):
    office, client = await town.signed_in(AMT), town.stranger()
    dumps = town.backend.outward.opendata.dumps
    await dumps.look()
    assert "nordpark" in {row["hall"] for row in await read(client, "halls")}
    hidden = {"halls": {"nordpark": {"shown": False, "names": False, "feed": False}}, "contact": ""}
    assert (await office.put("/api/public", json=hidden)).status_code == 200
    await dumps.look()  # at noon, not by night
    assert "nordpark" not in {row["hall"] for row in await read(client, "halls")}
    await office.put("/api/open-data/datasets/halls", json={"rights": "off"})
    for path in ("halls.csv", "halls.parquet", "halls.csv-metadata.json", "halls.license.txt"):
        assert (await client.get(f"/daten/dumps/{path}")).status_code == 404
    assert not [one for one in (await client.get("/daten/dumps")).json()["files"] if one["dataset"] == "halls"]


async def test_files_outlive_a_restart_and_what_has_no_note_is_cleared_away(tmp_path):
    async with open_town(tmp_path) as town:
        await town.backend.outward.opendata.dumps.look()
        before = await read(town.stranger(), "halls")
    (tmp_path / "dumps" / "halls.csv.new").write_text("half")
    async with open_town(tmp_path, keep=True) as town:
        assert not (tmp_path / "dumps" / "halls.csv.new").exists()
        assert await read(town.stranger(), "halls") == before
        assert await town.backend.outward.opendata.dumps.look() == 0


def test_a_server_that_dies_leaves_no_half_file(tmp_path):
    head = {"columns": [], "zone": "Europe/Berlin", "about": {}, "csv": str(tmp_path / "a"), "parquet": str(tmp_path / "b")}
    lines = [json.dumps(head), json.dumps({"rows": [[]]})]
    subprocess.run([sys.executable, "-m", writing.__name__], input="\n".join(lines).encode(), check=False, timeout=300)
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2024, 1, 1), date(2031, 1, 1)))
def test_files_reach_to_yesterday_or_to_the_end_of_the_last_month_and_no_day_twice(today):
    for table in tables(_Nothing(), _Nothing()):
        found = list(wishes(table, today))
        assert len({wish.name for wish in found}) == len(found)
        if not table.yearly:
            continue
        assert all(wish.first.year == wish.year and wish.until <= today and wish.first < wish.until for wish in found)
        end = today.replace(day=1) if table.often is Often.MONTHLY else today
        assert max(wish.until for wish in found) == end


class _Nothing:
    """Where rows would come from."""

    def __getattr__(self, name):
        return name


cells = st.tuples(st.integers(0, 1), st.integers(0, 1))
week_values = st.builds(
    Week,
    sums=st.dictionaries(cells, st.dictionaries(st.sampled_from("ab"), st.tuples(st.floats(0, 60), st.integers(1, 6)))),
    clubs=st.dictionaries(st.tuples(st.just(TOWN), cells), st.sets(st.sampled_from("vwxyz"))),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(week_values, min_size=1, max_size=4), st.integers(5, 8))
def test_no_single_hour_stands_on_few_or_lets_a_hidden_site_be_worked_out(weeks, k):
    mondays = [date(2026, 9, 7) + timedelta(weeks=n) for n in range(len(weeks))]
    shown = [shown_of(weeks[: n + 1][-8:], k, 12) for n in range(len(weeks))]
    told = [ToldWeek(monday, None, 12, {TOWN: fives(of)}) for monday, of in zip(mondays, shown, strict=True)]
    for n, week in enumerate(weeks):
        for (day, at), people in single_hours(mondays[n], week, told[n : n + 8], k).items():
            if people is not None:
                sites = week.sums[day, at].values()
                of = Part(
                    sum(x for x, _ in sites), sum(halls for _, halls in sites), len(week.clubs.get((TOWN, (day, at)), ()))
                )
                assert of.may_show(k)
                assert of.clubs >= CLUBS
                assert all(later[day][at].total is not None for later in shown[n : n + 8])


def fives(cells):
    return [0 if cell.total is None else cell.total // 5 for row in cells for cell in row]


async def test_a_writing_process_that_does_not_end_is_killed_and_holds_nobody_up(monkeypatch):
    monkeypatch.setattr(process, "ENDS_WITHIN_S", 0.1)

    async def no_rows():
        for rows in ():
            yield rows

    async with process.Writer() as writer:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.01):
                await writer.write({}, no_rows())
        running = writer._process
        running.send_signal(signal.SIGSTOP)
    assert running.returncode == -signal.SIGKILL
