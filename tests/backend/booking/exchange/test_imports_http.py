"""Plans taken in over HTTP: looked at, corrected, entered, undone."""

import asyncio
import io

import pytest
from openpyxl import Workbook

from support.backends import AMT, JANA, open_town

HEAD = ["Halle", "Teil", "Verein", "Gruppe", "Wochentag", "von", "bis", "Saisonbeginn", "Saisonende", "Ausnahmen"]
ROW = ["Sporthalle Nordpark", "Drittel 1", "TSV Lindenau", "Volleyball", "Mittwoch", "18:00", "19:30"]
SEASON = ["01.12.2026", "28.02.2027"]


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


def csv_of(*rows, head=HEAD, sign=";"):
    return "\r\n".join(sign.join(row) for row in [head, *rows]).encode("utf-8-sig")


def xlsx_of(*rows, head=HEAD):
    book, file = Workbook(), io.BytesIO()
    for row in [head, *rows]:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


async def settled(town, client, one):
    await town.backend.booking.imports.jobs.settled(one["id"])
    answer = await client.get(f"/api/imports/{one['id']}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def looked(town, content, name="plan.csv"):
    client = await town.signed_in(AMT)
    answer = await client.post("/api/imports", params={"name": name}, content=content)
    assert answer.status_code == 201, answer.text
    return client, await settled(town, client, answer.json())


async def applied(town, client, one, **body):
    answer = await client.post(f"/api/imports/{one['id']}/apply", json=body)
    assert answer.status_code == 202, answer.text
    return await settled(town, client, one)


async def bookings(town, club="tsv-lindenau"):
    client = await town.signed_in(AMT)
    return (await client.get("/api/bookings", params={"club": club})).json()["bookings"]


@pytest.mark.parametrize("make", [csv_of, xlsx_of])
async def test_a_plan_is_looked_at_then_entered_then_undone(town, make):
    before = len(await bookings(town))
    client, one = await looked(town, make([*ROW, *SEASON, "23.12.2026 - 06.01.2027"]))
    assert one["counts"]["dates"] == {"free": 10}
    assert one["counts"]["series"] == 1
    assert len(await bookings(town)) == before
    done = await applied(town, client, one)
    assert done["state"] == "applied"
    assert done["summary"]["dates"] == 10
    assert len(await bookings(town)) == before + 10
    again, same = await looked(town, make([*ROW, *SEASON, "23.12.2026 - 06.01.2027"]))
    assert same["counts"]["dates"] == {"there": 10}
    await applied(town, again, same)
    assert len(await bookings(town)) == before + 10
    assert (await client.post(f"/api/imports/{one['id']}/undo")).status_code == 202
    undone = await settled(town, client, one)
    assert undone["state"] == "undone"
    assert undone["summary"]["undone"] == {"dates": 10, "kept": 0, "past": 0}
    assert len([one for one in await bookings(town) if one["state"] == "booked"]) == before
    _, anew = await looked(town, make([*ROW, *SEASON, ""]))
    assert anew["counts"]["dates"] == {"free": 13}


async def test_what_is_taken_is_named_and_left_out_or_refused(town):
    client = await town.signed_in(JANA)
    body = {"hall": "nordpark", "sections": [1, 2], "title": "Handball", "weekday": 2, "start": "19:00", "end": "20:30"}
    made = await client.post("/api/series", json=body | {"from_date": "2026-12-02", "to_date": "2026-12-10"})
    assert made.status_code == 201, made.text
    row = ["Sporthalle Nordpark", "Drittel 1", "BC 04", "Basketball", "Mi", "18.00", "19.30", *SEASON, ""]
    office, one = await looked(town, csv_of(row, [*row[:2], "BC 04", "Aikido", *row[4:]]))
    assert one["counts"]["dates"] == {"free": 11, "taken": 15}
    told = (await office.get(f"/api/imports/{one['id']}/rows")).json()
    first = next(line for line in told["rows"] if line["rows"] == [2])
    assert [(date["date"], date["met"][0]["line"]) for date in first["dates"]] == [
        ("2026-12-02", "TSV Lindenau \u2013 Handball"),
        ("2026-12-09", "TSV Lindenau \u2013 Handball"),
    ]
    second = next(line for line in told["rows"] if line["rows"] == [3])
    assert second["dates"][-1]["met"][0]["row"] == 2
    refused = await applied(town, office, one, on_conflict="refuse")
    assert refused["progress"]["fault"]
    assert refused["state"] == "read"
    done = await applied(town, office, one, on_conflict="skip")
    assert done["summary"]["dates"] == 11
    assert done["summary"]["taken"] == 15


async def test_unknown_names_are_listed_and_decided(town):
    row = ["Eichwaldhalle", "ganz", "Turnverein Ufer e.V.", "Turnen", "Sa", "10:00", "12:00", *SEASON, ""]
    office, one = await looked(town, csv_of(row))
    assert one["unknown_halls"][0]["text"] == "Eichwaldhalle"
    assert one["counts"]["left_out"] == {"unknown_hall": 1}
    settings = one["settings"] | {"halls": {"Eichwaldhalle": "nordpark"}}
    answer = await office.put(f"/api/imports/{one['id']}", json=settings)
    assert answer.status_code == 200, answer.text
    one = await settled(town, office, one)
    assert one["unknown_clubs"][0]["text"] == "Turnverein Ufer e.V."
    settings["clubs"] = {"Turnverein Ufer e.V.": "+"}
    await office.put(f"/api/imports/{one['id']}", json=settings)
    one = await settled(town, office, one)
    assert one["counts"]["new_clubs"] == ["Turnverein Ufer e.V."]
    done = await applied(town, office, one)
    assert done["summary"]["dates"] == 13
    assert town.backend.places.current.clubs["turnverein-ufer-e-v"] == "Turnverein Ufer e.V."


async def test_a_date_somebody_cancelled_stays_cancelled_and_a_changed_one_survives_the_undo(town):
    office, one = await looked(town, csv_of([*ROW, *SEASON, ""]))
    await applied(town, office, one)
    made = [
        booking
        for booking in await bookings(town)
        if booking["title"] == "Volleyball" and booking["start_ms"] > 1_796_000_000_000
    ]
    gone, moved = made[0], made[1]
    assert (await office.delete(f"/api/bookings/{gone['id']}", params={"why": "Ferien"})).status_code == 204
    body = {"start_ms": moved["start_ms"] + 7_200_000, "end_ms": moved["end_ms"] + 7_200_000}
    assert (await office.patch(f"/api/bookings/{moved['id']}", json=body)).status_code == 200
    _, again = await looked(town, csv_of([*ROW, *SEASON, ""]))
    assert again["counts"]["dates"] == {"gone": 2, "there": 11}
    await office.post(f"/api/imports/{one['id']}/undo")
    undone = await settled(town, office, one)
    assert undone["summary"]["undone"] == {"dates": 11, "kept": 1, "past": 0}


async def test_only_the_office_may(town):
    client = await town.signed_in(JANA)
    assert (await client.post("/api/imports", content=b"a;b")).status_code == 403
    assert (await client.get("/api/imports")).status_code == 403
    assert (await town.stranger().post("/api/imports", content=b"a;b")).status_code == 401


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"  ", "file_empty"),
        (b"only words", "file_no_table"),
        (b"PK\x03\x04 broken", "file_bad_xlsx"),
        (b"\xd0\xcf\x11\xe0old", "file_encrypted"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:x\r\nEND:VEVENT\r\nEND:VCALENDAR", "file_bad_calendar"),
    ],
)
async def test_a_file_that_cannot_be_read_says_so(town, content, code):
    client = await town.signed_in(AMT)
    answer = await client.post("/api/imports", content=content)
    assert answer.status_code == 422
    assert answer.json()["code"] == code


async def test_a_broken_off_import_goes_on(town, monkeypatch):
    """What is written stays; the same import, applied again, writes the rest."""
    monkeypatch.setattr("hallenwart_backend.booking.imports.writing.DATES_AT_ONCE", 10)
    rows = [[*ROW[:4], day, *ROW[5:], *SEASON, ""] for day in ("Mo", "Di", "Mi", "Do")]
    office, one = await looked(town, csv_of(*rows))
    desk, seen = town.backend.booking.imports, []
    write = town.backend.records.write

    async def stopping(fn):
        seen.append(fn)
        if len(seen) == 3:
            raise RuntimeError("cut")
        return await write(fn)

    monkeypatch.setattr(town.backend.records, "write", stopping)
    await office.post(f"/api/imports/{one['id']}/apply", json={})
    await desk.jobs.settled(one["id"])
    monkeypatch.setattr(town.backend.records, "write", write)
    broken = await settled(town, office, one)
    assert broken["state"] == "stopped"
    assert broken["progress"]["fault"]
    done = await applied(town, office, one)
    assert done["state"] == "applied"
    starts = [one["start_ms"] for one in await bookings(town) if one["title"] == "Volleyball"]
    assert len(starts) == len(set(starts))
    total = done["summary"]["dates"] + done["summary"]["there"]
    assert total == one["counts"]["dates"]["free"]


async def test_a_file_of_one_hall_need_not_name_it(town):
    office, one = await looked(town, csv_of([*ROW[1:], *SEASON, ""], head=HEAD[1:]))
    assert one["missing"] == ["hall"]
    changed = await office.put(f"/api/imports/{one['id']}", json=one["settings"] | {"hall": "nordpark"})
    assert changed.json()["missing"] == []
    assert (await settled(town, office, one))["counts"]["dates"] == {"free": 13}
    assert (await applied(town, office, one))["summary"]["dates"] == 13


async def test_it_can_be_stopped(town):
    office, one = await looked(town, csv_of([*ROW, *SEASON, ""]))
    await office.post(f"/api/imports/{one['id']}/apply", json={})
    assert (await office.post(f"/api/imports/{one['id']}/stop")).status_code == 204
    stopped = await settled(town, office, one)
    assert stopped["state"] == "stopped"
    await asyncio.sleep(0)
    assert (await applied(town, office, one))["state"] == "applied"
