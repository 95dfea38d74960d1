"""What the pages are shown of a hall's days and of a date's history."""

import pytest

from hallenwart_backend.booking.service import Wish
from support.backends import AMT, HOUR_MS, JANA, MONDAY_NOON_MS, OSMAN, open_town

EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def test_slots_say_who_has_them_on_every_day_that_is_shown(town):
    for days in (0, 1):
        start_ms = EVENING_MS + days * 24 * HOUR_MS
        await town.backend.bookings.enter(
            Wish("sued", (1,), start_ms, start_ms + HOUR_MS, "E-Jugend"), club="bc-04", person=None
        )
    asked = {"date": "2026-11-23", "minutes": 60, "sections": 2, "days": 28, "shown": 3}
    found = (await (await town.signed_in(JANA)).get("/api/halls/sued/slots", params=asked)).json()
    assert len(found["days"]) == 28
    assert [day["date"] for day in found["more"]] == ["2026-11-24", "2026-11-25"]
    for day, slots in enumerate((found["slots"], found["more"][0]["slots"])):
        by = {slot["start_ms"]: [one["line"].split(" · ")[1] for one in slot["by"]] for slot in slots}
        at_six = EVENING_MS + day * 24 * HOUR_MS
        assert by[at_six] == ["E-Jugend"]
        assert by[at_six + HOUR_MS] == []


async def test_a_dates_history_says_who_as_far_as_the_reader_may_know(town):
    jana, amt, osman = [await town.signed_in(email) for email in (JANA, AMT, OSMAN)]
    body = {"hall": "nordpark", "sections": [1], "start_ms": EVENING_MS, "end_ms": EVENING_MS + HOUR_MS, "title": "A"}
    made = (await jana.post("/api/bookings", json=body)).json()
    await amt.patch(f"/api/bookings/{made['id']}", json={"sections": [2], "why": "Boden wird repariert"})
    address = f"/api/bookings/{made['id']}/history"
    told = (await jana.get(address)).json()["decisions"]
    assert [(one["act"], one["role"], one["on_behalf"], one["why"]) for one in told] == [
        ("booked", "trainer", False, ""),
        ("moved", "office", True, "Boden wird repariert"),
    ]
    assert [bool(one["name"]) for one in told] == [True, False], "a club is not told who sits in the office"
    assert all(one["name"] for one in (await amt.get(address)).json()["decisions"])
    assert (await osman.get(address)).status_code == 403
    assert (await jana.get("/api/bookings/nothing/history")).status_code == 404


async def test_what_would_become_of_a_booking_is_said_before_and_nothing_is_booked(town):
    jana, amt = await town.signed_in(JANA), await town.signed_in(AMT)
    rules = (await amt.get("/api/booking-policy")).json()
    body = {"hall": "nordpark", "sections": [1], "start_ms": EVENING_MS, "end_ms": EVENING_MS + HOUR_MS, "title": "A"}
    assert (await jana.post("/api/bookings/check", json=body)).json() == {"state": "booked", "reasons": []}
    entry = {name: rules["groups"][1][name] for name in ("group", "entry", "quota")}
    entry["entry"]["approval"]["kinds"] = ["match"]
    kept = {name: rules[name] for name in ("rev", "lending", "waiting", "prime_from", "prime_to", "children_until")}
    assert (await amt.put("/api/booking-policy", json=kept | {"groups": [entry]})).status_code == 200
    asked = (await jana.post("/api/bookings/check", json=body | {"kind": "match"})).json()
    assert asked["state"] == "asked"
    assert asked["reasons"][0]["de"] == "Diese Art von Belegung gibt das Amt frei."
    assert (await jana.post("/api/bookings", json=body | {"kind": "match"})).json()["state"] == asked["state"]
    refused = await jana.post("/api/bookings/check", json=body)
    assert (refused.status_code, len(refused.json()["nearest"])) == (409, 3)
    assert len(await town.backend.bookings.holding(["nordpark"], EVENING_MS, EVENING_MS + HOUR_MS)) == 1


async def test_a_date_says_how_it_ended(town):
    jana, amt = await town.signed_in(JANA), await town.signed_in(AMT)
    body = {"hall": "nordpark", "sections": [1], "start_ms": EVENING_MS, "end_ms": EVENING_MS + HOUR_MS, "title": "A"}
    made = (await jana.post("/api/bookings", json=body)).json()
    assert (made["ended"], made["ended_why"]) == ("", "")
    assert (await amt.delete(f"/api/bookings/{made['id']}", params={"why": "Wahl-Lokal"})).status_code == 204
    (told,) = (await jana.get("/api/bookings")).json()["bookings"]
    assert (told["state"], told["ended"], told["ended_why"]) == ("cancelled", "cancelled", "Wahl-Lokal")
