"""Calendars by secret address: who may make them, what they tell, how they end."""

import icalendar
import pytest
from sqlalchemy import update

from hallenwart_backend.accounts.tables import people
from support.backends import ADMIN, AMT, JANA, OSMAN, open_town

HOUR_MS = 3_600_000


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def make(town, email=JANA, kind="club", scope="tsv-lindenau", **body):
    client = await town.signed_in(email)
    return await client.post("/api/feeds", json={"kind": kind, "scope": scope, **body})


async def made(town, *args, **kwargs):
    answer = await make(town, *args, **kwargs)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def events(town, feed):
    answer = await town.stranger().get(feed["url"])
    assert answer.status_code == 200, answer.text
    return {str(one["UID"]): one for one in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")}


async def book(town, email=JANA, **change):
    start = town.clock.now_ms() // 900_000 * 900_000 + 48 * HOUR_MS
    body = {"hall": "nordpark", "sections": [1], "start_ms": start, "end_ms": start + HOUR_MS, "title": "Volleyball"}
    answer = await (await town.signed_in(email)).post("/api/bookings", json=body | change)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_a_club_subscribes_and_sees_what_changes(town):
    feed, booking = await made(town), await book(town)
    event = (await events(town, feed))[f"{booking['id']}@hallenwart"]
    assert str(event["STATUS"]) == "CONFIRMED"
    assert str(event["SUMMARY"]) == "TSV Lindenau \u2013 Volleyball"
    client = await town.signed_in(JANA)
    body = {"start_ms": booking["start_ms"] + HOUR_MS, "end_ms": booking["end_ms"] + HOUR_MS}
    town.clock.wall_ms += 60_000
    assert (await client.patch(f"/api/bookings/{booking['id']}", json=body)).status_code == 200
    moved = (await events(town, feed))[f"{booking['id']}@hallenwart"]
    assert moved["DTSTART"].dt > event["DTSTART"].dt
    assert int(moved["SEQUENCE"]) > int(event["SEQUENCE"])
    assert moved["LAST-MODIFIED"].dt > event["LAST-MODIFIED"].dt
    await client.delete(f"/api/bookings/{booking['id']}")
    gone = (await events(town, feed))[f"{booking['id']}@hallenwart"]
    assert str(gone["STATUS"]) == "CANCELLED"
    assert int(gone["SEQUENCE"]) > int(moved["SEQUENCE"])


async def test_a_lent_date_goes_to_the_borrowers_calendar(town):
    lender, borrower, booking = await made(town), await made(town, OSMAN, scope="bc-04"), await book(town)
    client = await town.signed_in(JANA)
    offer = await client.post(f"/api/bookings/{booking['id']}/offer", json={})
    assert offer.status_code in {200, 201}, offer.text
    offers = (await (await town.signed_in(OSMAN)).get("/api/offers")).json()["offers"]
    taken = await (await town.signed_in(OSMAN)).post(f"/api/offers/{offers[0]['id']}/take", json={})
    assert taken.status_code == 200, taken.text
    uid = f"{booking['id']}@hallenwart"
    assert str((await events(town, lender))[uid]["STATUS"]) == "CANCELLED"
    assert str((await events(town, borrower))[uid]["STATUS"]) == "CONFIRMED"


async def test_no_person_is_named(town):
    await book(town)
    for feed in (await made(town), await made(town, AMT, "hall", "nordpark")):
        text = (await town.stranger().get(feed["url"])).text
        assert "Jana" not in text
        assert "example" not in text
        assert "ATTENDEE" not in text


async def test_programs_that_have_it_get_nothing_twice(town):
    feed = await made(town)
    await book(town)
    stranger = town.stranger()
    first = await stranger.get(feed["url"])
    assert first.headers["content-type"] == "text/calendar; charset=utf-8"
    second = await stranger.get(feed["url"], headers={"If-None-Match": first.headers["etag"]})
    assert (second.status_code, second.content) == (304, b"")
    assert (await stranger.head(feed["url"])).status_code == 200


async def test_an_ended_calendar_leads_nowhere(town):
    feed = await made(town)
    client = await town.signed_in(JANA)
    await events(town, feed)
    listed = (await client.get("/api/feeds")).json()["feeds"]
    assert [(one["id"], one["fetches"], one["mine"]) for one in listed] == [(feed["feed"]["id"], 1, True)]
    assert (await client.delete(f"/api/feeds/{feed['feed']['id']}")).status_code == 204
    assert (await town.stranger().get(feed["url"])).status_code == 404
    assert (await client.get("/api/feeds")).json()["feeds"] == []


async def test_the_secret_is_kept_as_a_hash_alone(town):
    feed = await made(town)
    secret = feed["url"].rsplit("/", 1)[1].removesuffix(".ics")
    rows = await town.backend.records.read(lambda connection: connection.exec_driver_sql("SELECT * FROM feeds").all())
    assert secret not in str(rows)
    assert len(secret) >= 43


async def test_who_may_make_which(town):
    assert (await make(town, JANA, scope="bc-04")).status_code == 403
    assert (await make(town, AMT, scope="bc-04")).status_code == 201
    assert (await make(town, JANA, "hall", "nordpark")).status_code == 201
    assert (await make(town, JANA, "hall", "nowhere")).status_code == 404
    assert (await make(town, JANA, "trainer", "")).status_code == 201
    other = (await (await town.signed_in(OSMAN)).get("/api/feeds")).json()["feeds"]
    assert [(one["scope"], one["mine"]) for one in other] == [("bc-04", False)]
    mine = (await (await town.signed_in(JANA)).get("/api/feeds")).json()["feeds"]
    assert (await (await town.signed_in(OSMAN)).delete(f"/api/feeds/{mine[0]['id']}")).status_code == 404


async def test_a_trainers_calendar_goes_with_the_account(town):
    feed, booking = await made(town, kind="trainer", scope=""), await book(town)
    assert f"{booking['id']}@hallenwart" in await events(town, feed)
    admin = await town.signed_in(ADMIN)
    everybody = (await admin.get("/api/people")).json()["people"]
    jana = next(one for one in everybody if one["email"] == JANA)
    await town.backend.records.write(
        lambda connection: connection.execute(update(people).where(people.c.id == jana["id"]).values(active=False))
    )
    assert (await town.stranger().get(feed["url"])).status_code == 404


async def test_erasing_a_trainer_ends_their_calendar_and_leaves_the_clubs(town):
    own, shared = await made(town, kind="trainer", scope=""), await made(town)
    office = await town.signed_in(AMT)
    everybody = (await office.get("/api/people")).json()["people"]
    jana = next(one for one in everybody if one["email"] == JANA)
    assert (await office.delete(f"/api/people/{jana['id']}")).status_code == 204
    assert (await town.stranger().get(own["url"])).status_code == 404
    assert (await town.stranger().get(shared["url"])).status_code == 200
    rows = await town.backend.records.read(lambda connection: connection.exec_driver_sql("SELECT * FROM feeds").all())
    assert len(rows) == 1
    assert jana["id"] not in str(rows)
