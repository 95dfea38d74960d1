"""A date is lent: key, display and history move with it, the right stays; of two who want it one gets it."""

import asyncio

import pytest
from sqlalchemy import select

from hallenwart_backend.access.custody.rules import Held
from hallenwart_backend.access.custody.store import add_custody
from hallenwart_backend.booking import history
from hallenwart_backend.booking.tables import news
from support.backends import AMT, HOUR_MS, JANA, MONDAY_NOON_MS, OSMAN, open_town
from support.booking_policy import set_policy

EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def book(town, email=JANA, start_ms=EVENING_MS, sections=(1,), **more):
    wish = {"hall": "nordpark", "sections": list(sections), "start_ms": start_ms, "end_ms": start_ms + HOUR_MS, "title": "A"}
    answer = await (await town.signed_in(email)).post("/api/bookings", json=wish | more)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def offer(town, booking, email=JANA, **body):
    return await (await town.signed_in(email)).post(f"/api/bookings/{booking['id']}/offer", json=body)


async def offered(town, booking, **body):
    answer = await offer(town, booking, **body)
    assert answer.status_code == 201, answer.text
    return answer.json()["offer"]


async def take(town, offer_id, email=OSMAN, **body):
    return await (await town.signed_in(email)).post(f"/api/offers/{offer_id}/take", json=body)


async def mine(town, email, booking):
    answer = await (await town.signed_in(email)).get("/api/bookings")
    return next((one for one in answer.json()["bookings"] if one["id"] == booking["id"]), None)


async def told(town, booking):
    rows = select(news.c.kind, news.c.club).where(news.c.booking == booking["id"]).order_by(news.c.number)
    return [tuple(row) for row in await town.backend.records.read(lambda connection: connection.execute(rows).all())]


async def acts(town, booking):
    found = await town.backend.records.read(lambda connection: history.of_booking(connection, booking["id"]))
    return [str(one.act) for one in found]


async def rights(town):
    await town.backend.desk.publish_all()
    return town.backend.publisher.wanted("nordpark-1", "grants")


async def test_the_key_moves_with_a_lent_date_and_comes_back_with_it(town):
    booking = await book(town)
    before = await rights(town)
    offer_id = await offered(town, booking, note="Turnier auswärts")
    assert (await mine(town, JANA, booking))["offer"] == offer_id
    (shown,) = (await (await town.signed_in(OSMAN)).get("/api/offers")).json()["offers"]
    assert (shown["id"], shown["club_name"], shown["note"], shown["fault"]) == (
        offer_id,
        "TSV Lindenau",
        "Turnier auswärts",
        None,
    )

    taken = await take(town, offer_id)
    assert taken.status_code == 200, taken.text
    lent = taken.json()
    assert (lent["club"], lent["owner"], lent["offer"]) == ("BC 04", "TSV Lindenau", "")
    assert lent["code"] not in {None, booking["code"]}
    owners = await mine(town, JANA, booking)
    assert (owners["holder_id"], owners["code"], owners["extra"], owners["passes"]) == ("bc-04", None, None, [])
    after = await rights(town)
    assert {one.pin for one in before.g}.isdisjoint(one.pin for one in after.g)
    assert ("lent", "tsv-lindenau") in await told(town, booking)
    assert ("borrowed", "bc-04") in await told(town, booking)

    back = await (await town.signed_in(OSMAN)).post(f"/api/bookings/{booking['id']}/give-back")
    assert back.status_code == 204, back.text
    again = await mine(town, JANA, booking)
    assert (again["club"], again["owner"]) == ("TSV Lindenau", "")
    assert again["code"] not in {None, booking["code"], lent["code"]}
    assert await mine(town, OSMAN, booking) is None
    assert (await acts(town, booking))[1:] == ["offered", "lent", "returned"]
    assert await offered(town, booking) != offer_id


async def test_who_may_not_offer_or_take_is_told_why(town):
    booking = await book(town)
    assert (await offer(town, booking, email=OSMAN)).status_code == 403
    offer_id = await offered(town, booking)
    assert (await offer(town, booking)).json()["code"] == "offered"
    assert (await take(town, offer_id, email=JANA)).json()["code"] == "own"
    assert (await (await town.signed_in(JANA)).delete(f"/api/bookings/{booking['id']}/offer")).status_code == 204
    assert (await take(town, offer_id)).json()["code"] == "gone"
    named = await offered(town, booking, to="school")
    assert (await take(town, named)).json()["code"] == "not_for_you"
    assert (await (await town.signed_in(OSMAN)).get("/api/offers")).json()["offers"] == []
    town.clock.advance(6 * HOUR_MS - 10 * 60_000)
    assert (await offer(town, await book(town, sections=(2,)))).json()["code"] == "late"


async def test_a_date_whose_key_is_out_is_not_lent(town):
    booking = await book(town)
    offer_id = await offered(town, booking)
    held = Held("nordpark-1", 1, town.clock.now_ms(), booking=booking["id"])
    await town.backend.records.write(lambda connection: add_custody(connection, held))
    answer = await take(town, offer_id)
    assert (answer.status_code, answer.json()["code"]) == (409, "key_out")
    assert "Schlüssel" in answer.json()["message"]["de"]


async def test_limits_hold_for_who_borrows(town):
    await set_policy(town, lending={"week": 1})
    first, second = await book(town), await book(town, sections=(2,))
    assert (await take(town, await offered(town, first))).status_code == 200
    assert (await take(town, await offered(town, second))).json()["code"] == "enough"
    await set_policy(town, lending={"week": 5}, club={"quota": {"week_min": 60}})
    answer = await take(town, (await mine(town, JANA, second))["offer"])
    assert (answer.status_code, answer.json()["code"]) == (409, "quota")
    counts = await (await town.signed_in(AMT)).get("/api/lending", params={"from_ms": 0, "to_ms": EVENING_MS + HOUR_MS})
    assert [(one["club"], one["offered"], one["lent"], one["borrowed"]) for one in counts.json()["clubs"]] == [
        ("bc-04", 0, 0, 1),
        ("tsv-lindenau", 2, 1, 0),
    ]


async def test_a_borrowed_date_is_given_back_and_not_moved_or_cancelled(town):
    booking = await book(town)
    assert (await take(town, await offered(town, booking))).status_code == 200
    osman = await town.signed_in(OSMAN)
    assert (await osman.delete(f"/api/bookings/{booking['id']}")).json()["code"] == "borrowed"
    moved = await osman.patch(f"/api/bookings/{booking['id']}", json={"sections": [2]})
    assert moved.json()["code"] == "borrowed"
    assert (await (await town.signed_in(JANA)).delete(f"/api/bookings/{booking['id']}")).status_code == 403


async def test_of_two_who_take_one_offer_and_one_who_withdraws_it_one_wins(each_database, tmp_path):
    async with open_town(tmp_path) as town:
        booking = await book(town)
        offer_id = await offered(town, booking)
        jana, amt = await town.signed_in(JANA), await town.signed_in(AMT)
        answers = await asyncio.gather(
            take(town, offer_id),
            take(town, offer_id),
            amt.post(f"/api/offers/{offer_id}/take", json={"club": "bc-04"}),
            jana.delete(f"/api/bookings/{booking['id']}/offer"),
        )
        won = [one for one in answers if one.status_code < 300]
        assert len(won) == 1, [one.text for one in answers]
        assert {one.json()["code"] for one in answers if one not in won} <= {"gone", "taken_already", "not_offered"}
        assert len([act for act in await acts(town, booking) if act in {"lent", "withdrawn"}]) == 1
