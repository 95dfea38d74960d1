"""What belongs to one club is closed to every other: whatever id is guessed, by whichever route, nothing is told or done."""

import pytest

from support.backends import ADMIN, AMT, HOUR_MS, JANA, KERN, MEMBER, MONDAY_NOON_MS, OSMAN, YILMAZ, open_town
from support.booking_policy import set_policy

DAY_MS = 24 * HOUR_MS
EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def post(town, email, path, body, status=201):
    answer = await (await town.signed_in(email)).post(path, json=body)
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else {}


async def book(town, email=JANA, *, hall="nordpark", sections=(1,), start_ms=EVENING_MS, **more):
    wish = {"hall": hall, "sections": list(sections), "start_ms": start_ms, "end_ms": start_ms + HOUR_MS, "title": "Geheim"}
    return (await post(town, email, "/api/bookings", wish | more))["id"]


SEASON = {"hall": "nordpark", "sections": [2], "title": "Geheim", "weekday": 2, "start": "18:00", "end": "19:30"}
SEASON |= {"from_date": "2026-11-23", "to_date": "2026-12-20"}
WAIT = {"halls": ["sued"], "sections": 1, "from_date": "2026-11-24", "to_date": "2026-11-24", "from_min": 1080, "to_min": 1140}
WAIT |= {"length_min": 60, "title": "Geheim", "ask_first": True}


async def test_nothing_of_a_club_is_told_to_or_done_by_another(town):
    booking = await book(town)
    series = (await post(town, JANA, "/api/series", SEASON))["series"]["id"]
    wish = (await post(town, JANA, "/api/waiting", WAIT))["id"]
    await town.backend.booking.waiting.filling.fill()
    jana = await town.signed_in(JANA)
    before = [(await jana.get(path)).json() for path in ("/api/bookings", f"/api/series/{series}", "/api/waiting")]
    one, whole, club = f"/api/bookings/{booking}", f"/api/series/{series}", "/api/clubs/tsv-lindenau/people"
    member = (await jana.get("/api/session")).json()["id"]
    tries = [
        ("GET", f"{one}/history", None),
        ("GET", f"{one}/told", None),
        ("GET", f"{one}/confirmation.pdf", None),
        ("GET", f"{one}/confirmation.pdf?code=1", None),
        ("GET", f"{one}/slip", None),
        ("GET", f"{one}/steps", None),
        ("GET", f"{one}/substitutes", None),
        ("PATCH", one, {"sections": [3]}),
        ("DELETE", f"{one}?why=x", None),
        ("POST", f"{one}/offer", {}),
        ("DELETE", f"{one}/offer", None),
        ("POST", f"{one}/give-back", None),
        ("POST", f"{one}/move-wish", {"sections": [3], "why": "x"}),
        ("POST", f"{one}/report", {"condition": "good"}),
        ("POST", f"{one}/ask-to-lend", {"why": "x"}),
        ("GET", whole, None),
        ("PATCH", whole, {"start": "20:00", "end": "21:00"}),
        ("DELETE", f"{whole}?why=x", None),
        ("POST", f"{whole}/next", {}),
        ("DELETE", f"/api/waiting/{wish}", None),
        ("POST", f"/api/waiting/{wish}/answer", {"yes": True}),
        ("GET", "/api/bookings?club=tsv-lindenau", None),
        ("GET", "/api/series?club=tsv-lindenau", None),
        ("GET", "/api/waiting?club=tsv-lindenau", None),
        ("GET", "/api/offers?club=tsv-lindenau", None),
        ("GET", "/api/hours.csv?from=2026-11-01&to=2026-12-01&club=tsv-lindenau", None),
        ("POST", "/api/bookings", {**WISH, "club": "tsv-lindenau"}),
        ("POST", "/api/series", {**SEASON, "sections": [3], "club": "tsv-lindenau"}),
        ("POST", "/api/waiting", {**WAIT, "club": "tsv-lindenau"}),
        ("POST", "/api/bookings/check", {**WISH, "club": "tsv-lindenau"}),
        ("POST", "/api/feeds", {"kind": "club", "scope": "tsv-lindenau"}),
        ("GET", club, None),
        ("POST", club, {"email": "neu@bc04.example", "role": "trainer"}),
        ("PUT", f"{club}/{member}", {"role": "member"}),
        ("DELETE", f"{club}/{member}", None),
        ("PUT", "/api/session", {"club": "tsv-lindenau"}),
    ]
    for email in (OSMAN, MEMBER):
        browser = await town.signed_in(email)
        for method, path, body in tries:
            answer = await browser.request(method, path, json=body)
            assert answer.status_code in {403, 404, 409}, (email, method, path, answer.status_code, answer.text[:200])
            assert "Geheim" not in answer.text, (email, method, path)
    after = [(await jana.get(path)).json() for path in ("/api/bookings", f"/api/series/{series}", "/api/waiting")]
    assert after == before


WISH = {"hall": "gymnastik", "sections": [1], "start_ms": EVENING_MS, "end_ms": EVENING_MS + HOUR_MS, "title": "A"}


async def test_a_member_sees_the_clubs_dates_without_codes_and_changes_none(town):
    booking = await book(town, OSMAN)
    code = next(one["code"] for one in (await (await town.signed_in(OSMAN)).get("/api/bookings")).json()["bookings"])
    member = await town.signed_in(MEMBER)
    assert [one["id"] for one in (await member.get("/api/bookings")).json()["bookings"]] == [booking]
    paths = ("/api/bookings", f"/api/bookings/{booking}/history", f"/api/bookings/{booking}/confirmation.pdf", "/api/me/export")
    for path in paths:
        answer = await member.get(path)
        assert answer.status_code == 200, path
        assert code not in answer.text, path
    for method, path, body in (
        ("GET", f"/api/bookings/{booking}/confirmation.pdf?code=1", None),
        ("GET", f"/api/bookings/{booking}/slip", None),
        ("PATCH", f"/api/bookings/{booking}", {"sections": [2]}),
        ("DELETE", f"/api/bookings/{booking}", None),
        ("POST", f"/api/bookings/{booking}/offer", {}),
        ("POST", "/api/bookings", WISH),
        ("POST", "/api/series", SEASON),
        ("POST", "/api/waiting", WAIT),
        ("POST", "/api/clubs/bc-04/people", {"email": "neu@bc04.example", "role": "club_admin"}),
    ):
        assert (await member.request(method, path, json=body)).status_code == 403, (method, path)


async def test_who_lent_a_date_no_longer_reads_its_code_and_who_gave_it_back_neither(town):
    booking = await book(town)

    async def code(email):
        found = (await (await town.signed_in(email)).get("/api/bookings")).json()["bookings"]
        return next((one["code"] for one in found if one["id"] == booking), "none")

    first = await code(JANA)
    offer = (await post(town, JANA, f"/api/bookings/{booking}/offer", {}))["offer"]
    await post(town, OSMAN, f"/api/offers/{offer}/take", {}, 200)
    second = await code(OSMAN)
    assert (await code(JANA), len({first, second})) == (None, 2)
    jana, osman = await town.signed_in(JANA), await town.signed_in(OSMAN)
    for path in ("slip", "confirmation.pdf?code=1", "steps"):
        assert (await jana.get(f"/api/bookings/{booking}/{path}")).status_code == 403, path
    for method, path, body in (
        ("PATCH", f"/api/bookings/{booking}", {"sections": [2]}),
        ("DELETE", f"/api/bookings/{booking}", None),
    ):
        assert (await jana.request(method, path, json=body)).status_code == 403
        assert (await osman.request(method, path, json=body)).json()["code"] == "borrowed"
    await post(town, OSMAN, f"/api/bookings/{booking}/give-back", {}, 204)
    third = await code(JANA)
    assert len({first, second, third}) == 3
    assert await code(OSMAN) == "none"
    assert (await osman.get(f"/api/bookings/{booking}/confirmation.pdf?code=1")).status_code == 403


async def test_nobody_decides_for_the_own_club(town):
    await set_policy(town, club={"entry": {"approval": {"always": True}}})
    booking = await book(town)
    for email in (JANA, OSMAN, MEMBER, KERN):
        browser = await town.signed_in(email)
        for path in (f"/api/requests/b.{booking}/approve", f"/api/requests/b.{booking}/decline"):
            assert (await browser.post(path, json={"why": "x"})).status_code == 403
        decided = await browser.post("/api/requests/decide", json={"requests": [f"b.{booking}"], "approve": True})
        assert decided.status_code == 403
    jana = await town.signed_in(JANA)
    assert (await jana.patch(f"/api/bookings/{booking}", json={"sections": [2]})).json()["state"] == "asked"
    assert (await jana.post(f"/api/bookings/{booking}/offer", json={})).json()["code"] == "not_booked"


async def test_a_caretaker_closes_only_the_own_site(town):
    kern = await town.signed_in(KERN)
    body = {"why": "Putz", "first": "2026-11-23T17:00", "last": "2026-11-23T18:00"}
    assert (await kern.post("/api/closings", json=body | {"halls": ["sued"]})).status_code == 403
    assert (await kern.post("/api/closings", json=body | {"halls": ["nordpark", "sued"]})).status_code == 403
    yilmaz = await town.signed_in(YILMAZ)
    made = await yilmaz.post("/api/closings", json=body | {"halls": ["sued"]})
    assert made.status_code == 201
    assert (await kern.delete(f"/api/closings/{made.json()['closing']['id']}")).status_code == 403


async def test_the_office_neither_ends_nor_becomes_an_administrator(town):
    amt, admin = await town.signed_in(AMT), await town.signed_in(ADMIN)
    ada, petra = [(await one.get("/api/session")).json()["id"] for one in (admin, amt)]
    for method, path, body in (
        ("PATCH", f"/api/people/{ada}", {"open": False}),
        ("PATCH", f"/api/people/{ada}", {"roles": []}),
        ("DELETE", f"/api/people/{ada}", None),
        ("PATCH", f"/api/people/{petra}", {"roles": [{"role": "admin"}]}),
        ("POST", "/api/people", {"email": "neu@stadt.example", "name": "Neu", "roles": [{"role": "admin"}]}),
    ):
        answer = await amt.request(method, path, json=body)
        assert answer.status_code in {403, 409}, (method, path, body, answer.status_code)
    assert (await admin.get("/api/session")).status_code == 200


async def test_who_is_closed_or_erased_is_out_at_once_with_every_key(town):
    osman, amt, program = await town.signed_in(OSMAN), await town.signed_in(ADMIN), town.stranger()
    made = (await osman.post("/api/api-keys", json={"name": "x", "writes": True})).json()
    key = {"Authorization": f"Bearer {made['secret']}"}
    assert (await program.get("/api/bookings", headers=key)).status_code == 200
    identity = (await osman.get("/api/session")).json()["id"]
    assert (await amt.patch(f"/api/people/{identity}", json={"open": False})).status_code == 200
    assert (await osman.get("/api/bookings")).status_code == 401
    assert (await program.get("/api/bookings", headers=key)).status_code == 401
