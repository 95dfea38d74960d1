"""Car parks in a town: sensors, pages, displays, permits of a match, guests, wardens, and the day after."""

import re

import pytest
from sqlalchemy import select

from hallenwart_backend.parking.tables import permit_checks, permits
from hallenwart_contract.messages import Quality
from support.backends import AMT, HOUR_MS, JANA, KERN, MEMBER, OSMAN, open_town
from support.event_town import START_MS
from support.parking_town import car_park, match, path_of, permit, say, space, warden_path

MINUTE_MS = 60_000


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


def until(town, t_ms):
    town.clock.advance(t_ms - town.clock.now_ms())


async def office_sees(town, park):
    told = (await (await town.signed_in(KERN)).get("/api/parking/car-parks")).json()
    return next(one for one in told["car_parks"] if one["id"] == park)


async def checked(town, path, plate):
    page = await town.stranger().post(path, data={"plate": plate})
    assert page.status_code == 200, page.text
    return re.search(r'class="verdict (\w+)"', page.text)[1]


async def test_spaces_are_free_taken_or_unknown(town):
    made = await car_park(town)
    assert (made["word"], made["free"]) == ("unknown", None), "nobody spoke yet"
    await say(town, {1: 0.0, 2: 0.0, 3: 0.0, 4: 1.0})
    seen = await office_sees(town, made["id"])
    assert (seen["word"], seen["free"]) == ("free", 3)
    assert {one["kind"]: (one["spaces"], one["free"]) for one in seen["kinds"]} == {"normal": (3, 3), "disabled": (1, 0)}
    page = (await town.stranger().get("/parken")).text
    assert "Parkplatz Nord" in page
    assert "3 von 3 frei" in page
    assert "0 von 1 frei" in page
    await say(town, {1: 1.0, 2: 1.0, 3: 1.0})
    assert "Der Parkplatz ist voll" in (await town.stranger().get("/parken")).text
    assert "voll" in (await town.stranger().get("/hallen/nordpark")).text
    assert "Parken" not in (await town.stranger().get("/hallen/sued")).text
    assert 'href="/parken?lang=de"' in (await town.stranger().get("/hallen")).text


async def test_a_fault_or_silence_is_never_free(town):
    made = await car_park(town)
    await say(town, dict.fromkeys((1, 2, 3), 0.0))
    await say(town, {1: None, 2: None, 3: None}, Quality.FAULT)
    assert (await office_sees(town, made["id"]))["word"] == "unknown"
    await say(town, dict.fromkeys((1, 2, 3), 0.0))
    assert (await office_sees(town, made["id"]))["word"] == "free"
    town.clock.advance(31 * MINUTE_MS)
    await town.backend.parking.board.look()
    seen = await office_sees(town, made["id"])
    assert (seen["word"], seen["free"], {one["taken"] for one in seen["spaces"]}) == ("unknown", None, {None})


async def test_displays_hear_of_words_alone_and_once_a_minute(town):
    await car_park(town)
    board, marks = town.backend.parking.board, []
    board.told = lambda: marks.append(town.clock.now_ms())

    async def shown():
        view = await town.backend.plans.view_of("nordpark-2")
        return [(one.word, one.free) for one in view.parking]

    await board.look()
    assert (await shown(), len(marks)) == ([("unknown", None)], 1)
    await say(town, dict.fromkeys((1, 2, 3), 0.0))
    await board.look()
    assert (await shown(), len(marks)) == ([("unknown", None)], 1), "the minute is not over"
    town.clock.advance(MINUTE_MS)
    await board.look()
    assert (await shown(), len(marks)) == ([("free", 3)], 2)
    town.clock.advance(MINUTE_MS)
    await say(town, {1: 1.0})
    await board.look()
    assert len(marks) == 3 or await shown() == [("free", 3)], "another number is no other word"
    assert (await town.backend.plans.view_of("sued-1")).parking == []


async def test_after_a_restart_the_last_words_stand(town, tmp_path):
    made = await car_park(town)
    from hallenwart_backend.ports import SeriesKey

    t_ms = town.clock.now_ms()
    await town.backend.series.append([(SeriesKey("nordpark-1", f"platz-{n}", "parked"), t_ms, 0.0) for n in (1, 2, 3)])
    board = town.backend.parking.board
    board._said.clear()
    await board.load()
    assert (await office_sees(town, made["id"]))["word"] == "free"
    sensors = (await (await town.signed_in(AMT)).get("/api/parking/car-parks")).json()["sensors"]
    assert [(one["component"], one["car_park"]) for one in sensors] == [(f"platz-{n}", made["id"]) for n in (1, 2, 3)]


@pytest.mark.usefixtures("each_database")
async def test_a_match_brings_permits_that_a_warden_reads_and_the_day_after_they_are_gone(town):
    park, booking = await car_park(town), await match(town)
    path = await warden_path(town, park["id"])
    given = await permit(town, JANA, booking, park["id"], "MÜ-AB 12 E", "Gästebus")
    assert given.status_code == 201, given.text
    assert (given.json()["from_ms"], given.json()["to_ms"]) == (START_MS - HOUR_MS, START_MS + 3 * HOUR_MS)
    sheet = (await (await town.signed_in(JANA)).get(f"/api/bookings/{booking}/permits")).json()
    assert [(one["label"], one["by_guest"]) for one in sheet["permits"]] == [("Gästebus", False)]
    assert "AB" not in str(sheet["permits"]), "no plate comes back"
    assert await checked(town, path, "mueab 12") == "unknown"
    assert await checked(town, path, "mue-ab 12") == "valid"
    assert await checked(town, path, "M-AB 12") == "unknown"
    assert await checked(town, path, "??") == "unreadable"
    until(town, START_MS + 3 * HOUR_MS)
    assert await checked(town, path, "MÜ AB12") == "over"
    await town.backend.retention.once()
    assert await checked(town, path, "MÜ AB12") == "over"
    until(town, START_MS + 27 * HOUR_MS + 1)
    assert await town.backend.retention.once()
    assert await town.backend.records.read(lambda c: c.execute(select(permits)).all()) == []
    assert await checked(town, path, "MÜ AB12") == "unknown"
    counted = await town.backend.records.read(lambda c: {row.verdict for row in c.execute(select(permit_checks))})
    assert counted == {"valid", "unknown", "over"}


async def test_permits_follow_the_booking(town):
    park, booking = await car_park(town), await match(town)
    path, club = await warden_path(town), await town.signed_in(JANA)
    await permit(town, JANA, booking, park["id"], "B-AB 1")
    moved = await club.patch(
        f"/api/bookings/{booking}", json={"start_ms": START_MS + 3 * HOUR_MS, "end_ms": START_MS + 5 * HOUR_MS}
    )
    assert moved.status_code == 200, moved.text
    assert await checked(town, path, "B AB 1") == "early", "by the booking as it is this moment"
    await town.backend.parking.permits.settle()
    sheet = (await club.get(f"/api/bookings/{booking}/permits")).json()
    assert sheet["permits"][0]["from_ms"] == START_MS + 2 * HOUR_MS
    until(town, START_MS + 4 * HOUR_MS)
    assert await checked(town, path, "B AB 1") == "valid"
    assert (await (await town.signed_in(AMT)).delete(f"/api/bookings/{booking}")).status_code == 204
    assert await checked(town, path, "B AB 1") == "over"
    await town.backend.parking.permits.settle()
    town.clock.advance(25 * HOUR_MS)
    await town.backend.retention.once()
    assert await checked(town, path, "B AB 1") == "unknown"


async def test_no_more_than_the_office_allows(town):
    park, booking = await car_park(town, capacity=4), await match(town)
    for number in (1, 2, 3):
        assert (await permit(town, JANA, booking, park["id"], f"B-AB {number}")).status_code == 201
    assert (await permit(town, JANA, booking, park["id"], "B AB-3")).json()["code"] == "plate_there"
    assert (await permit(town, JANA, booking, park["id"], "B-AB 4")).json()["code"] == "all_given"
    assert (await permit(town, JANA, booking, park["id"], "4")).json()["code"] == "no_plate"
    assert (await permit(town, JANA, booking, "0" * 16, "B-AB 4")).json()["code"] == "no_such_car_park"
    other = {"hall": "gymnastik", "sections": [1], "start_ms": START_MS, "end_ms": START_MS + HOUR_MS}
    made = await (await town.signed_in(AMT)).post(
        "/api/bookings", json=other | {"title": "Fest", "kind": "event", "club": "bc-04"}
    )
    second = made.json()["id"]
    assert (await permit(town, OSMAN, second, park["id"], "B-CD 1")).status_code == 201
    assert (await permit(town, OSMAN, second, park["id"], "B-CD 2")).json()["code"] == "car_park_full"
    assert (await permit(town, OSMAN, booking, park["id"], "B-CD 2")).json()["code"] == "not_your_date"
    assert (await permit(town, MEMBER, second, park["id"], "B-CD 2")).json()["code"] == "not_your_date"


async def test_guests_enter_their_own_plates(town):
    park, booking = await car_park(town), await match(town)
    club, path = await town.signed_in(JANA), await warden_path(town)
    answer = await club.put(f"/api/bookings/{booking}/permits/link", json={"car_park": park["id"], "most": 2})
    link = path_of(answer.json()["link"]["url"])
    assert (await club.get(f"/api/bookings/{booking}/permits")).json()["link"]["url"] == "", "told once"
    guest = town.stranger()
    assert "Noch 2 Plätze" in (await guest.get(link)).text
    refused = await guest.post(link, data={"plate": "nix"})
    assert (refused.status_code, "kein Kennzeichen" in refused.text) == (422, True)
    for number, left in ((1, "Noch 1 Platz"), (2, "Alle Plätze für Gäste sind vergeben")):
        done = await guest.post(link, data={"plate": f"GR-{number} 23"}, follow_redirects=True)
        assert (done.status_code, left in done.text, "Ihr Auto ist eingetragen" in done.text) == (200, True, True)
        assert f"GR-{number}" not in done.text
    assert (await guest.post(link, data={"plate": "GR-3 23"})).status_code == 409
    assert await checked(town, path, "GR1 23") == "valid"
    assert (await club.delete(f"/api/bookings/{booking}/permits/link")).status_code == 204
    assert (await guest.get(link)).status_code == 404
    assert await checked(town, path, "GR1 23") == "valid", "what guests entered stays"
    sheet = (await club.get(f"/api/bookings/{booking}/permits")).json()
    assert [one["by_guest"] for one in sheet["permits"]] == [True, True]
    ended = sheet["permits"][0]["id"]
    assert (await club.delete(f"/api/bookings/{booking}/permits/{ended}")).status_code == 204
    left = [await checked(town, path, plate) for plate in ("GR1 23", "GR2 23")]
    assert sorted(left) == ["unknown", "valid"], "the one taken back at once, the other not"


async def test_a_wardens_link_ends_is_revoked_and_is_held_back(town):
    await car_park(town)
    office, stranger, path = await town.signed_in(AMT), town.stranger(), await warden_path(town, hours=1)
    for _ in range(30):
        assert await checked(town, path, "B-AB 1") == "unknown"
    assert (await stranger.post(path, data={"plate": "B-AB 1"})).status_code == 429
    town.clock.advance(HOUR_MS)
    assert (await stranger.get(path)).status_code == 410
    second = await warden_path(town)
    listed = (await office.get("/api/parking/wardens")).json()
    link = next(one for one in listed["links"] if one["until_ms"] > town.clock.now_ms())
    assert sum(one["checks"] for one in listed["checks"]) == 30
    assert (await office.delete(f"/api/parking/wardens/{link['id']}")).status_code == 204
    assert (await stranger.get(second)).status_code == 410
    assert (await stranger.post(second, data={"plate": "B-AB 1"})).status_code == 410
    assert (await stranger.get("/parken/aufsicht/" + "x" * 32)).status_code == 404
    caretaker = await town.signed_in(KERN)
    assert (await caretaker.post("/api/parking/check", json={"plate": "B AB 1"})).json()["verdict"] == "unknown"
    assert (await caretaker.get("/api/parking/wardens")).status_code == 403


async def test_what_the_office_may_not_enter(town):
    office = await town.signed_in(AMT)
    first = await car_park(town)

    async def refused(**wish):
        body = {"site": "nordpark", "name": "Zweiter", "spaces": []} | wish
        return (await office.post("/api/parking/car-parks", json=body)).json().get("code")

    assert await refused(spaces=[space(8), space(8)]) == "space_twice"
    assert await refused(spaces=[space(1)]) == "sensor_elsewhere"
    assert await refused(lat=52.5) == "half_position"
    kept = {name: first[name] for name in ("site", "name", "limits")} | {"spaces": first["spaces"][:1]}
    kept["spaces"] = [{name: one[name] for name in ("id", "name", "kind", "device", "component")} for one in kept["spaces"]]
    changed = await office.put(f"/api/parking/car-parks/{first['id']}", json=kept | {"public": False})
    assert [one["id"] for one in changed.json()["spaces"]] == [first["spaces"][0]["id"]], "a space keeps its id"
    assert "Parkplatz Nord" not in (await town.stranger().get("/parken")).text
    assert (await town.stranger().get("/parken.json")).json()["car_parks"] == []
    assert (await office.delete(f"/api/parking/car-parks/{first['id']}")).status_code == 204
    assert (await office.delete(f"/api/parking/car-parks/{first['id']}")).status_code == 404
