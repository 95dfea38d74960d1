"""What the office sets, as it reaches the locker's list and the member's page."""

import pytest

from support.backends import ADMIN, AMT, HOUR_MS, JANA, KERN, MONDAY_NOON_MS, open_town

MINUTE_MS = 60_000
EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def book(town):
    jana = await town.signed_in(JANA)
    wish = {"hall": "nordpark", "sections": [1, 2], "start_ms": EVENING_MS, "end_ms": EVENING_MS + HOUR_MS, "title": "A"}
    answer = await jana.post("/api/bookings", json=wish)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def document(town):
    await town.backend.desk.publish_all()
    return town.backend.publisher.wanted("nordpark-1", "grants")


async def test_the_grace_of_a_site_is_in_the_list_and_on_the_page(town):
    booking = await book(town)
    assert booking["valid_from_ms"] == EVENING_MS - 15 * MINUTE_MS
    admin = await town.signed_in(ADMIN)
    answer = await admin.put("/api/sites/nordpark/access", json={"before_min": 30, "after_min": 0, "late_min": 5})
    assert (answer.status_code, answer.json()["before_min"]) == (200, 30)
    made = await document(town)
    assert (made.before_ms, made.after_ms) == (30 * MINUTE_MS, 0)
    shown = (await (await town.signed_in(JANA)).get("/api/bookings")).json()["bookings"][0]
    assert (shown["valid_from_ms"], shown["valid_to_ms"]) == (EVENING_MS - 30 * MINUTE_MS, EVENING_MS + HOUR_MS)
    assert (await (await town.signed_in(KERN)).get("/api/sites/sued/access")).json()["before_min"] == 15


async def test_what_a_compartment_demands_is_in_each_right_that_opens_it(town):
    await book(town)
    admin = await town.signed_in(ADMIN)
    url = "/api/devices/nordpark-1/compartments/2/access"
    assert (await admin.put(url, json={"uses": 3, "second": True})).status_code == 204
    (grant,) = (await document(town)).g
    assert (grant.uses, grant.second) == (3, True)
    listed = (await admin.get("/api/sites/nordpark/access")).json()["compartments"]
    assert listed == [{"device": "nordpark-1", "number": 2, "uses": 3, "second": True}]
    assert (await admin.put(url, json={})).status_code == 204
    (grant,) = (await document(town)).g
    assert (grant.uses, grant.second) == (0, False)
    deeds = (await admin.get("/api/access/deeds")).json()["deeds"]
    assert [(one["act"], one["subject"], one["name"]) for one in deeds] == [
        ("compartment.set", "nordpark-1.2", "Ada Admin")
    ] * 2


@pytest.mark.parametrize("email", [AMT, KERN, JANA])
@pytest.mark.parametrize(
    ("method", "url", "body"),
    [
        ("PUT", "/api/sites/nordpark/access", {"before_min": 1, "after_min": 1}),
        ("PUT", "/api/devices/nordpark-1/compartments/2/access", {"uses": 1}),
        ("PUT", "/api/devices/nordpark-1/dark-key", {"on": False}),
        ("GET", "/api/access/sun-meta", None),
        ("GET", "/api/access/deeds", None),
    ],
)
async def test_only_admins_change_and_look_up(town, email, method, url, body):
    answer = await (await town.signed_in(email)).request(method, url, json=body)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize(
    ("url", "body", "status"),
    [
        ("/api/sites/none/access", {"before_min": 1, "after_min": 1}, 404),
        ("/api/sites/nordpark/access", {"before_min": 121, "after_min": 1}, 422),
        ("/api/sites/nordpark/access", {"before_min": 1, "after_min": 1, "late_min": 1}, 422),
        ("/api/devices/nordpark-1/compartments/7/access", {"uses": 1}, 404),
        ("/api/devices/nordpark-1/compartments/1/access", {"uses": 21}, 422),
    ],
)
async def test_what_cannot_be_set_is_told(town, url, body, status):
    assert (await (await town.signed_in(ADMIN)).put(url, json=body)).status_code == status


async def test_the_key_of_sun_cards_is_read_by_admins_and_that_is_noted(town):
    admin = await town.signed_in(ADMIN)
    key = (await admin.get("/api/access/sun-meta")).json()["key"]
    assert len(bytes.fromhex(key)) == 16
    assert [one["act"] for one in (await admin.get("/api/access/deeds")).json()["deeds"]] == ["sun_meta.read"]
