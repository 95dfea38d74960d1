"""The plan as a file: what comes out goes in again as the same plan."""

import io
from datetime import date, time

import pytest
from openpyxl import load_workbook

from support.backends import AMT, JANA, OSMAN, open_town

SPAN = {"from": "2026-11-23", "to": "2027-08-31"}
SERIES = {
    "hall": "nordpark",
    "sections": [1, 2],
    "title": "=1+1 Volleyball",
    "weekday": 2,
    "start": "18:00",
    "end": "19:30",
    "from_date": "2026-12-01",
    "to_date": "2027-04-30",
    "skip": ["2026-12-23", "2026-12-30"],
}


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def planted(town):
    client = await town.signed_in(JANA)
    made = await client.post("/api/series", json=SERIES)
    assert made.status_code == 201, made.text


async def export(town, kind, email=AMT, **query):
    return await (await town.signed_in(email)).get(f"/api/export.{kind}", params=SPAN | query)


def plan_of(bookings):
    held = (one for one in bookings if one["state"] == "booked")
    return sorted((one["hall"], tuple(one["sections"]), one["start_ms"], one["end_ms"], one["title"]) for one in held)


async def bookings(town):
    client = await town.signed_in(AMT)
    return (await client.get("/api/bookings", params={"club": "tsv-lindenau"})).json()["bookings"]


@pytest.mark.parametrize("kind", ["xlsx", "csv", "ics"])
async def test_what_comes_out_goes_in_again_as_the_same_plan(town, tmp_path, kind):
    await planted(town)
    before = plan_of(await bookings(town))
    assert len(before) == 20
    content = (await export(town, kind)).content
    folder = tmp_path / "other"
    folder.mkdir()
    async with open_town(folder) as other:
        client = await other.signed_in(AMT)
        one = (await client.post("/api/imports", content=content)).json()
        await other.backend.booking.imports.jobs.settled(one["id"])
        await client.post(f"/api/imports/{one['id']}/apply", json={})
        await other.backend.booking.imports.jobs.settled(one["id"])
        assert plan_of(await bookings(other)) == before
        series = (await client.get("/api/series", params={"club": "tsv-lindenau"})).json()["series"]
        assert len(series) == 1


async def test_cells_are_typed_and_never_formulas(town):
    await planted(town)
    answer = await export(town, "xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    head, first = [cell.value for cell in sheet[1]], sheet[2]
    told = dict(zip(head, first, strict=True))
    assert told["Datum"].value.date() == date(2026, 12, 2)
    assert told["Von"].value == time(18)
    assert (told["Titel"].value, told["Titel"].data_type) == ("=1+1 Volleyball", "s")
    text = (await export(town, "csv")).content.decode("utf-8-sig")
    assert ";'=1+1 Volleyball;" in text


async def test_a_club_gets_its_own_and_nobody_gets_persons(town):
    await planted(town)
    assert (await export(town, "csv", OSMAN)).status_code == 403
    assert (await export(town, "csv", OSMAN, club="tsv-lindenau")).status_code == 403
    mine = await export(town, "csv", JANA, club="tsv-lindenau")
    assert mine.status_code == 200
    assert len(mine.text.splitlines()) == 21
    assert "Jana" not in mine.text
    none = await export(town, "csv", AMT, hall="sued")
    assert len(none.text.splitlines()) == 1
