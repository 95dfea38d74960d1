"""Places over HTTP: who may change them, what is refused, and that no booking is lost in silence."""

import pytest

from support.backends import ADMIN, AMT, HOUR_MS, JANA, KERN, MONDAY_NOON_MS, SEED, open_town

EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS
WEEK_MS = 7 * 24 * HOUR_MS
ROOMS = """
  { id = "geraete", site = "nordpark", name = "Geräteraum", kind = "equipment", capacity = 4, only_halls = ["nordpark"] },
  { id = "sitzung", site = "nordpark", name = "Sitzungszimmer", kind = "room", capacity = 20, alone = true },
]
device = ["""
WITH_ROOMS = SEED.replace("]\ndevice = [", ROOMS.removeprefix("\n"), 1).replace(
    '{ number = 8, label = "Hausmeister" },',
    '{ number = 5, label = "Geräteraum", hall = "geraete", sections = [1] }, { number = 8, label = "Hausmeister" },',
)
OPEN = [[420, 1380]]
ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Musterland//DE
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20261124
DTEND;VALUE=DATE:20261126
SUMMARY:Herbstferien
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:20261225
RRULE:FREQ=YEARLY
SUMMARY:1. Weihnachtstag
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path, seed=WITH_ROOMS) as opened:
        yield opened


def _body(start_ms: int, hours: int = 2, **changes):
    body = {"hall": "nordpark", "sections": [1], "start_ms": start_ms, "end_ms": start_ms + hours * HOUR_MS, "title": "Turnen"}
    return body | changes


async def test_only_the_office_changes_places_and_everybody_reads_them(town):
    office, caretaker, club = [await town.signed_in(email) for email in (AMT, KERN, JANA)]
    parts = {"parts": [{"id": "buehne", "name": "Bühne", "sections": [3]}]}
    for browser in (caretaker, club):
        assert (await browser.put("/api/places/halls/nordpark/parts", json=parts)).status_code == 403
    assert (await office.put("/api/places/halls/nordpark/parts", json=parts)).status_code == 204
    told = {who: (await browser.get("/api/places")).json() for who, browser in (("club", club), ("caretaker", caretaker))}
    site = next(one for one in told["club"]["sites"] if one["id"] == "nordpark")
    assert [one["id"] for one in site["halls"]] == ["nordpark", "gymnastik"]
    assert [one["id"] for one in site["rooms"]] == ["geraete", "sitzung"]
    assert site["halls"][0]["parts"] == [{"id": "buehne", "name": "Bühne", "sections": [3], "parent": ""}]
    assert site["halls"][0]["keys"] == []
    assert not told["club"]["may_edit"]
    staff = next(one for one in told["caretaker"]["sites"] if one["id"] == "nordpark")
    assert [one["number"] for one in staff["halls"][0]["keys"]] == [1, 2, 3]


async def test_a_booking_takes_its_room_along_with_key_and_names(town):
    club, office = await town.signed_in(JANA), await town.signed_in(AMT)
    doors = [{"id": "nord", "name": "Eingang Nord", "hall": "nordpark", "keys": [["nordpark-1", 1]]}]
    doors += [{"id": "g", "name": "Geräteraum", "rooms": ["geraete"], "keys": [["nordpark-1", 1], ["nordpark-1", 5]]}]
    assert (await office.put("/api/places/sites/nordpark/doors", json={"doors": doors})).status_code == 204
    made = (await club.post("/api/bookings", json=_body(EVENING_MS, rooms=["geraete"]))).json()
    assert (made["place"], made["room_names"], made["slots"]) == ("Teil 1", ["Geräteraum"], [1, 5])
    assert [one["words"] for one in made["opens"]] == [
        "Schlüssel 1 öffnet Eingang Nord und Geräteraum",
        "Schlüssel 5 öffnet Geräteraum",
    ]
    second = await club.post("/api/bookings", json=_body(EVENING_MS, sections=[2], rooms=["geraete"]))
    assert second.status_code == 409
    refused = [_body(EVENING_MS, hall="gymnastik", rooms=["geraete"]), _body(EVENING_MS, hall="geraete")]
    codes = [(await club.post("/api/bookings", json=body)).json()["code"] for body in refused]
    assert codes == ["room_elsewhere", "room_not_alone"]
    assert (await club.post("/api/bookings", json=_body(EVENING_MS, hall="sitzung"))).status_code == 201
    slip = (await club.get(f"/api/bookings/{made['id']}/slip")).text
    assert "Eingang Nord" in slip
    assert "Geräteraum" in slip


async def test_changed_hours_say_who_is_outside_and_cancel_nobody(town):
    club, office = await town.signed_in(JANA), await town.signed_in(AMT)
    booked = (await club.post("/api/bookings", json=_body(EVENING_MS))).json()
    hours = {"seasons": [{"week": [[[420, 1140]]] * 7}], "named": [{"kind": "children", "week": [[[840, 1140]]] * 7}]}
    dry = (await office.put("/api/places/halls/nordpark/hours", json=hours | {"dry": True})).json()
    assert [one["id"] for one in dry["outside"]] == [booked["id"]]
    assert not dry["applied"]
    assert (await club.post("/api/bookings", json=_body(EVENING_MS, sections=[2]))).status_code == 201
    done = (await office.put("/api/places/halls/nordpark/hours", json=hours)).json()
    assert len(done["outside"]) == 2
    assert [one["state"] for one in (await club.get("/api/bookings")).json()["bookings"]] == ["booked", "booked"]
    assert (await club.post("/api/bookings", json=_body(EVENING_MS, sections=[3]))).json()["code"] == "closed"
    night = {"seasons": [{"week": [[[1080, 1560]]] * 7}]}
    await office.put("/api/places/halls/nordpark/hours", json=night)
    assert (await club.post("/api/bookings", json=_body(EVENING_MS + 5 * HOUR_MS, sections=[3]))).status_code == 201


@pytest.mark.parametrize(
    ("code", "seasons"),
    [
        ("hours_overlap", [{"week": [[[420, 735], [720, 900]], *[OPEN] * 6]}]),
        ("hours_overlap", [{"week": [[[1080, 1560]], [[60, 600]], *[OPEN] * 5]}]),
        ("hours_off_grid", [{"week": [[[421, 720]], *[OPEN] * 6]}]),
        ("season_one_standard", [{"week": [OPEN] * 7}, {"week": [OPEN] * 7}]),
        (
            "season_bad_dates",
            [{"week": [OPEN] * 7}, {"name": "S", "first": "2027-07-02", "last": "2027-07-01", "week": [OPEN] * 7}],
        ),
    ],
)
async def test_hours_that_make_no_sense_are_refused_in_words(town, code, seasons):
    office = await town.signed_in(AMT)
    answer = await office.put("/api/places/halls/nordpark/hours", json={"seasons": seasons})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert (await office.get("/api/places")).json()["sites"][0]["halls"][0]["hours"]["seasons"][0]["week"][0] == OPEN


async def test_sections_that_are_booked_or_named_are_not_taken_away(town):
    office, club = await town.signed_in(AMT), await town.signed_in(JANA)
    booked = (await club.post("/api/bookings", json=_body(EVENING_MS, hall="sued", sections=[2]))).json()
    smaller = await office.put("/api/places/halls/sued", json={"name": "Halle Süd", "sections": 1, "capacity": 120})
    assert (smaller.status_code, smaller.json()["code"]) == (409, "booked")
    assert [one["id"] for one in smaller.json()["outside"]] == [booked["id"]]
    north = await office.put("/api/places/halls/nordpark", json={"name": "Nordpark", "sections": 2, "capacity": 120})
    assert north.json()["code"] == "parts_in_the_way"
    assert (await office.delete("/api/places/halls/sued")).json()["code"] == "in_use"
    larger = await office.put("/api/places/halls/sued", json={"name": "Halle Süd", "sections": 4, "capacity": 120})
    assert larger.status_code == 204
    assert (await club.post("/api/bookings", json=_body(EVENING_MS, hall="sued", sections=[4]))).status_code == 201


async def test_a_new_hall_is_closed_until_somebody_enters_hours(town):
    office, club = await town.signed_in(ADMIN), await town.signed_in(JANA)
    body = {"site": "sued", "name": "Kleine Halle Süd", "sections": 2, "capacity": 60}
    made = (await office.post("/api/places/halls", json=body)).json()
    assert made == {"id": "kleine-halle-sued"}
    assert (await office.post("/api/places/halls", json=body)).json()["code"] == "name_taken"
    wish = _body(EVENING_MS, hall=made["id"])
    assert (await club.post("/api/bookings", json=wish)).json()["code"] == "closed"
    await office.put(f"/api/places/halls/{made['id']}/hours", json={"seasons": [{"week": [OPEN] * 7}]})
    assert (await club.post("/api/bookings", json=wish)).status_code == 201


async def test_a_closure_says_whom_it_meets_and_why_it_is_closed(town):
    office, club = await town.signed_in(AMT), await town.signed_in(JANA)
    met = (await club.post("/api/bookings", json=_body(EVENING_MS, sections=[2], rooms=["geraete"]))).json()
    closure = {
        "site": "nordpark",
        "hall": "geraete",
        "why": "Neue Regale",
        "first": "2026-11-23T08:00",
        "last": "2026-11-23T20:00",
    }
    dry = (await office.post("/api/closures", json=closure | {"dry": True})).json()
    assert ([one["id"] for one in dry["affected"]], dry["applied"]) == ([met["id"]], False)
    third = closure | {"hall": "nordpark", "sections": [1], "why": "Bodenpflege", "every": "week", "until": "2026-12-31"}
    made = (await office.post("/api/closures", json=third)).json()
    assert (made["affected"], made["applied"], made["closure"]["words"]) == ([], True, "Teil 1")
    refused = (await club.post("/api/bookings", json=_body(EVENING_MS + WEEK_MS))).json()
    assert (refused["code"], refused["message"]["de"]) == ("closed", "Halle geschlossen: Bodenpflege.")
    assert (await club.post("/api/bookings", json=_body(EVENING_MS + WEEK_MS, sections=[2]))).status_code == 201
    assert (await office.delete(f"/api/closures/{made['closure']['id']}")).status_code == 204
    assert (await club.post("/api/bookings", json=_body(EVENING_MS + WEEK_MS))).status_code == 201
    assert (await office.delete(f"/api/closures/{made['closure']['id']}")).status_code == 404
    beyond = await office.post("/api/closures", json=third | {"sections": [4]})
    assert beyond.json()["code"] == "closure_bad_sections"


async def test_holidays_are_shown_first_then_close_what_the_office_said(town):
    office, club = await town.signed_in(AMT), await town.signed_in(JANA)
    tuesday = (await club.post("/api/bookings", json=_body(EVENING_MS + 24 * HOUR_MS))).json()
    wish = {"name": "Ferien Musterland", "kind": "school", "text": ICS}
    seen = (await office.post("/api/holidays/import", json=wish)).json()
    assert [one["name"] for one in seen["calendar"]["days"]][:2] == ["Herbstferien", "1. Weihnachtstag"]
    assert (await office.get("/api/holidays")).json()["calendars"] == []
    kept = (await office.post("/api/holidays/import", json=wish | {"apply": True})).json()
    calendar = kept["calendar"]["id"]
    assert kept["calendar"]["days"][0] == {"name": "Herbstferien", "first": "2026-11-24", "last": "2026-11-25"}
    hours = {"seasons": [{"week": [OPEN] * 7}], "holidays": [{"calendar": calendar, "rule": "closed"}]}
    done = (await office.put("/api/places/halls/nordpark/hours", json=hours)).json()
    assert [one["id"] for one in done["outside"]] == [tuesday["id"]]
    refused = (await club.post("/api/bookings", json=_body(EVENING_MS + 48 * HOUR_MS))).json()
    assert refused["message"]["de"] == "Halle geschlossen: Herbstferien."
    days = (await club.get("/api/halls/nordpark/slots", params={"date": "2026-11-24"})).json()["days"]
    assert (days[0]["closed"], days[0]["why"], days[2]["closed"]) == (True, "Herbstferien", False)
    assert (await office.post("/api/holidays/import", json=wish | {"apply": True})).json()["code"] == "name_taken"
    assert (await office.post("/api/holidays/import", json=wish | {"text": "hallo"})).json()["code"].startswith("calendar_")
    assert (await office.delete(f"/api/holidays/{calendar}")).status_code == 204
    assert (await club.post("/api/bookings", json=_body(EVENING_MS + 48 * HOUR_MS))).status_code == 201


async def test_a_followed_calendar_is_read_again_and_keeps_its_days_when_it_cannot_be(town, monkeypatch):
    office, desk = await town.signed_in(AMT), town.backend.place_room.holidays
    texts = [ICS, ICS.replace("Herbstferien", "Projektwoche")]

    async def fetch(_url: str) -> str:
        if not texts:
            raise OSError("status")
        return texts.pop(0)

    monkeypatch.setattr(desk, "_fetch", fetch)
    wish = {"name": "Ferien", "kind": "school", "url": "https://kalender.example/ferien.ics", "apply": True}
    assert (await office.post("/api/holidays/import", json=wish)).status_code == 200
    await desk.look()
    assert len(texts) == 1
    for name, fault in (("Projektwoche", ""), ("Projektwoche", "status")):
        town.clock.advance(24 * HOUR_MS)
        await desk.look()
        [calendar] = town.backend.places.current.calendars
        assert (calendar.days[0].name, calendar.fault) == (name, fault)
