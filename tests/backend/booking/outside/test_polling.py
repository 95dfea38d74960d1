"""A calendar of another system is read over HTTP: what it says happens here, and what cannot be read changes nothing."""

import asyncio

import pytest
from sqlalchemy import select

from hallenwart_backend.adapters import webhook_http
from hallenwart_backend.booking.tables import bookings, sources
from support.backends import AMT, HOUR_MS, JANA, MONDAY_NOON_MS, open_town
from support.outside_town import calendar, event, ms, new_source, portal, start

DAY_MS = 24 * HOUR_MS
MINUTE_MS = 60_000
ONE = event("a", "20261124T180000", "20261124T193000")
TWO = event("b", "20261125T180000", "20261125T193000", "BC 04 - Basketball")


@pytest.fixture
async def other():
    async with portal() as opened:
        opened.text = calendar(ONE, TWO)
        yield opened


@pytest.fixture
async def town(tmp_path, other):
    async with open_town(tmp_path, webhooks_here=True) as opened:
        yield opened


async def led(town, other):
    source = await new_source(town, kind="calendar", url=other.url, every_min=5)
    answer = await start(town, source["id"])
    assert answer.status_code == 200, answer.text
    return source["id"]


async def rows(town, table, *where):
    return await town.backend.records.read(lambda connection: connection.execute(select(table).where(*where)).all())


async def plan(town):
    """Return what is booked by its start: (club, title)."""
    found = await rows(town, bookings, bookings.c.state == "booked")
    return {one.start_ms: (one.club, one.title) for one in found}


async def look(town, minutes=5):
    town.clock.advance(minutes * MINUTE_MS)
    await town.backend.booking.outside.poller.look()


async def fault(town):
    (one,) = await rows(town, sources)
    return one.fault


BOTH = {ms("2026-11-24T18:00"): ("tsv-lindenau", "Turnen"), ms("2026-11-25T18:00"): ("bc-04", "Basketball")}


async def test_a_moved_entry_keeps_its_booking_and_code_and_a_vanished_one_ends(town, other):
    await led(town, other)
    assert await plan(town) == BOTH
    while any(await town.backend.access.issue_missing()):
        pass
    jana = await town.signed_in(JANA)
    (before,) = (await jana.get("/api/bookings")).json()["bookings"]
    assert before["code"]
    other.text = calendar(event("a", "20261124T200000", "20261124T213000"), TWO)
    await look(town)
    (after,) = (await jana.get("/api/bookings")).json()["bookings"]
    assert (after["id"], after["code"], after["start_ms"]) == (before["id"], before["code"], ms("2026-11-24T20:00"))
    other.text = calendar(TWO)
    await look(town)
    (gone,) = (await jana.get("/api/bookings")).json()["bookings"]
    assert (gone["state"], gone["code"]) == ("cancelled", None)


async def test_a_series_with_exceptions_over_the_change_of_clocks(town, other):
    weekly = event("s", "20261006T180000", "20261006T193000", rrule="FREQ=WEEKLY;UNTIL=20270413T180000Z")
    weekly = weekly.replace("SUMMARY", "EXDATE;TZID=Europe/Berlin:20261201T180000\r\nSUMMARY")
    moved = event("s", "20261208T190000", "20261208T203000")
    moved = moved.replace("SUMMARY", "RECURRENCE-ID;TZID=Europe/Berlin:20261208T180000\r\nSUMMARY")
    off = event("s", "20261215T180000", "20261215T193000", status="CANCELLED")
    off = off.replace("SUMMARY", "RECURRENCE-ID;TZID=Europe/Berlin:20261215T180000\r\nSUMMARY")
    other.text = calendar(weekly, moved, off)
    await led(town, other)
    found = await plan(town)
    assert ms("2026-11-24T18:00") in found
    assert not {ms("2026-12-01T18:00"), ms("2026-12-08T18:00"), ms("2026-12-15T18:00")} & found.keys()
    assert ms("2026-12-08T19:00") in found
    assert {ms("2027-03-23T18:00"), ms("2027-03-30T18:00"), ms("2027-04-13T18:00")} <= found.keys()  # 18:00 stays 18:00
    ids = {one.start_ms: one.id for one in await rows(town, bookings)}
    later = weekly.replace("T180000\r\nDTEND", "T183000\r\nDTEND").replace(":20261006T193000", ":20261006T200000")
    other.text = calendar(
        later.replace("EXDATE;TZID=Europe/Berlin:20261201T180000", "EXDATE;TZID=Europe/Berlin:20261201T183000")
    )
    await look(town)
    now = {one.start_ms: one.id for one in await rows(town, bookings, bookings.c.state == "booked")}
    assert now[ms("2027-03-30T18:30")] == ids[ms("2027-03-30T18:00")]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n", "status"),
        (b"HTTP/1.1 302 X\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n", "redirect"),
        (b"HTTP/1.1 304 X\r\nContent-Length: 0\r\n\r\n", "status"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "truncated"),
        (b"HTTP/1.1 200 OK\r\n\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\n", "truncated"),
        (b"HTTP/1.1 200 OK\r\n\r\n<html>Wartung</html>", "no_calendar"),
        (b"HTTP/1.1 200 OK\r\n\r\n", "no_calendar"),
        (b"HTTP/1.1 200 OK\r\n\r\nBEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "empty"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 5_000_010, "too_large"),
        (b"", "unreachable"),
    ],
)
async def test_what_is_no_plan_changes_nothing_and_the_age_grows(town, other, raw, code):
    await led(town, other)
    (before,) = await rows(town, sources)

    async def odd(writer):
        writer.write(raw)

    other.raw = odd
    await look(town)
    assert await plan(town) == BOTH
    (after,) = await rows(town, sources)
    assert (after.fault, after.as_of_ms) == (code, before.as_of_ms)
    await look(town, 11)
    shown = (await (await town.signed_in(AMT)).get("/api/sources")).json()["sources"][0]
    assert (shown["stale"], shown["as_of_ms"]) == (True, before.as_of_ms)
    other.raw = None
    await look(town)
    assert await fault(town) == ""
    assert (await rows(town, sources))[0].as_of_ms == town.clock.now_ms()


async def test_a_server_that_hangs_is_left(town, other, monkeypatch):
    monkeypatch.setattr(webhook_http, "_WHOLE_S", 0.3)
    await led(town, other)

    async def hang(_writer):
        await asyncio.sleep(5)

    other.raw = hang
    await look(town)
    assert await fault(town) == "timeout"
    assert await plan(town) == BOTH


async def test_an_unchanged_calendar_is_not_sent_again(town, other):
    other.tag = '"v1"'
    await led(town, other)
    await look(town)
    assert [asked.get("if-none-match") for asked in other.asked] == [None, '"v1"']
    (one,) = await rows(town, sources)
    assert (one.as_of_ms, one.fault) == (town.clock.now_ms(), "")
    await look(town, 1)
    assert len(other.asked) == 2  # not due


async def test_much_at_once_needs_a_person(town, other):
    many = [event(f"m{day}", f"202612{day:02}T180000", f"202612{day:02}T190000") for day in range(1, 13)]
    other.text = calendar(*many)
    source = await led(town, other)
    other.text = calendar(*many[:3])
    await look(town)
    assert (await fault(town), len(await plan(town))) == ("shrunk", 12)
    amt = await town.signed_in(AMT)
    answer = await amt.post(f"/api/sources/{source}/read", json={"confirm": True})
    assert answer.json()["done"], answer.text
    assert len(await plan(town)) == 3


async def test_one_entry_that_cannot_be_read_costs_itself_alone(town, other):
    await led(town, other)
    endless = event("b", "20261125T180000", "20261125T193000", rrule="FREQ=SECONDLY")
    other.text = calendar(ONE, endless, event("c", "20261126T180000", "20261126T193000", "Fremd · Judo"))
    await look(town)
    assert await plan(town) == BOTH | {ms("2026-11-26T18:00"): (None, "Fremd · Judo")}


async def test_a_preview_writes_nothing_and_private_addresses_are_refused(town, other, tmp_path):
    source = await new_source(town, kind="calendar", url=other.url, every_min=5)
    amt = await town.signed_in(AMT)
    shown = (await amt.post(f"/api/sources/{source['id']}/preview")).json()
    assert shown["plan"]["counts"]["created"] == 2
    assert {(one["name"], one["known"]) for one in shown["names"]} == {("TSV Lindenau", True), ("BC 04", True)}
    assert await plan(town) == {}
    (tmp_path / "other").mkdir()
    wish = {"name": "X", "kind": "calendar", "places": [{"hall": "nordpark"}]}
    for url, code in (("http://10.0.0.1/x.ics", "no_https"), ("ftp://x", "invalid"), ("", "no_url")):
        assert (await amt.post("/api/sources", json=wish | {"url": url})).json()["code"] == code
    assert town.clock.now_ms() == MONDAY_NOON_MS
