"""Hand-over reports: from kiosk and phone, once each; damage reaches the caretaker."""

import base64

import pytest
from sqlalchemy import func, select

from hallenwart_backend.reports.service import OPEN_BEFORE_MS, OPEN_FOR_MS
from hallenwart_backend.reports.tables import report_photos, reports
from hallenwart_contract.event_kinds import EventKind
from support.backends import AMT, HOUR_MS, JANA, KERN, MEMBER, MONDAY_NOON_MS, OSMAN, YILMAZ, open_town
from support.locker_town import book, incident, letters, open_kinds, reachable, tell
from support.photos import with_exif

pytestmark = pytest.mark.usefixtures("each_database")

END_MS = MONDAY_NOON_MS + HOUR_MS


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def _report(town, email, booking, **body):
    client = await town.signed_in(email)
    return await client.post(f"/api/bookings/{booking.id}/report", json={"condition": "good"} | body)


async def _kept(town) -> tuple[int, int]:
    def count(connection):
        return tuple(connection.scalar(select(func.count()).select_from(table)) for table in (reports, report_photos))

    return await town.backend.records.read(count)


async def test_damage_with_a_photo_is_an_incident_and_the_photo_is_clean(town):
    await reachable(town, KERN, YILMAZ, OSMAN)
    booking = await book(town, "nordpark", MONDAY_NOON_MS, END_MS, "bc-04")
    sent = base64.b64encode(with_exif(2_000, 1_000)).decode()
    for _ in range(2):  # sent again by a phone with a bad connection
        made = await _report(town, MEMBER, booking, condition="damaged", text="Tor hängt schief", photo=sent)
    assert made.status_code == 201, made.text
    assert await _kept(town) == (1, 1)
    found = await incident(town, "damage")
    assert (found.what.sev, found.what.hall, found.what.detail) == ("warn", "nordpark", "Tor hängt schief")
    (shown,) = (await town.backend.build_view()).incidents
    assert shown.ref == made.json()["id"]
    told = "Schaden gemeldet · Sporthalle Nordpark / Damage reported"
    assert await letters(town) == [(KERN, told), (YILMAZ, told)]  # who is on call by the incident, the other caretaker too

    photo = await (await town.signed_in(KERN)).get(made.json()["photo"])
    assert (photo.status_code, photo.headers["content-type"]) == (200, "image/jpeg")
    assert photo.headers["x-content-type-options"] == "nosniff"
    assert b"Exif" not in photo.content
    assert b"Jana" not in photo.content
    statuses = [(await (await town.signed_in(email)).get(made.json()["photo"])).status_code for email in (OSMAN, AMT, JANA)]
    assert statuses == [200, 200, 403]


async def test_a_kiosk_s_word_is_kept_once_with_its_booking(town):
    booking = await book(town, "nordpark", MONDAY_NOON_MS, END_MS, "bc-04")
    for _ in range(2):
        await tell(town, EventKind.REPORT_MADE, 1, at_ms=END_MS, booking=booking.id, condition="untidy")
    (kept,) = (await (await town.signed_in(KERN)).get("/api/reports", params={"device": "nordpark-1", "slot": 1})).json()[
        "reports"
    ]
    assert (kept["condition"], kept["booking"], kept["club"], kept["source"]) == ("untidy", booking.id, "BC 04", "kiosk")
    assert await open_kinds(town) == []
    await tell(town, EventKind.REPORT_MADE, 1, booking=booking.id, condition="sprengstoff")
    assert await _kept(town) == (1, 0)


async def test_the_next_group_sees_how_the_hall_was_left_and_not_by_whom(town):
    booking = await book(town, "nordpark", MONDAY_NOON_MS, END_MS, "bc-04")
    jana = await town.signed_in(JANA)
    assert (await jana.get("/api/halls/nordpark/condition")).json() == {"condition": None, "t_ms": None, "text": ""}
    await _report(town, OSMAN, booking, condition="untidy", text="Matten liegen noch")
    assert (await jana.get("/api/halls/nordpark/condition")).json() == {
        "condition": "untidy",
        "t_ms": MONDAY_NOON_MS,
        "text": "Matten liegen noch",
    }
    assert (await jana.get("/api/halls/gymnastik/condition")).json()["condition"] is None


@pytest.mark.parametrize(
    ("email", "body", "at_ms", "status"),
    [
        (JANA, {}, MONDAY_NOON_MS, 403),
        (OSMAN, {}, MONDAY_NOON_MS - OPEN_BEFORE_MS, 201),
        (OSMAN, {}, MONDAY_NOON_MS - OPEN_BEFORE_MS - 1, 409),
        (OSMAN, {}, END_MS + OPEN_FOR_MS - 1, 201),
        (OSMAN, {}, END_MS + OPEN_FOR_MS, 409),
        (OSMAN, {"condition": "so la la"}, MONDAY_NOON_MS, 422),
        (OSMAN, {"photo": "kein Bild!"}, MONDAY_NOON_MS, 422),
        (OSMAN, {"photo": base64.b64encode(b"kein Bild").decode()}, MONDAY_NOON_MS, 422),
        (OSMAN, {"text": "x" * 2_001}, MONDAY_NOON_MS, 422),
        (KERN, {}, MONDAY_NOON_MS, 201),
    ],
)
async def test_who_was_there_reports_in_time_and_in_words(town, email, body, at_ms, status):
    booking = await book(town, "nordpark", MONDAY_NOON_MS, END_MS, "bc-04")
    client = await town.signed_in(email)
    town.clock.wall_ms = at_ms
    answer = await client.post(f"/api/bookings/{booking.id}/report", json={"condition": "good"} | body)
    if answer.status_code == 401:  # the session ended with the day
        client = await town.stranger().__aenter__()
        await client.post("/api/session", json={"email": email, "password": town.passwords[email]})
        answer = await client.post(f"/api/bookings/{booking.id}/report", json={"condition": "good"} | body)
    assert answer.status_code == status
    assert await _kept(town) == (int(status == 201), 0)


async def test_a_photo_may_be_large_and_nothing_else(town):
    osman = await town.signed_in(OSMAN)
    booking = await book(town, "nordpark", MONDAY_NOON_MS, END_MS, "bc-04")
    url, most = f"/api/bookings/{booking.id}/report", 6 * 1024 * 1024
    fits = await osman.post(url, json={"condition": "good", "photo": "A" * 1_000_000})
    assert fits.json()["code"] == "bad_photo"
    assert (await osman.post(url, content=b"x" * (most + 1))).status_code == 413
    assert (await osman.post(f"{url}/x", content=b"x" * 70_000)).status_code == 413


async def test_photos_are_forgotten_first_then_the_reports(town):
    booking = await book(town, "nordpark", MONDAY_NOON_MS, END_MS, "bc-04")
    await _report(town, OSMAN, booking, photo=base64.b64encode(with_exif(20, 10)).decode())
    for days, left in ((30, (1, 1)), (1, (1, 0)), (700, (0, 0))):
        town.clock.advance(days * 86_400_000)
        assert await town.backend.retention.once()
        assert await _kept(town) == left
