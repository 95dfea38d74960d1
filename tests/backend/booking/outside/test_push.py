"""A system outside pushes its bookings: repeated, late, out of order, wrong; the plan here is the one it last said."""

import pytest
from sqlalchemy import select

from hallenwart_backend.booking.outside.join import KEPT_MS
from hallenwart_backend.booking.outside.tables import rows as outside_rows
from hallenwart_backend.booking.tables import bookings, history, news, occupied
from support.backends import AMT, HOUR_MS, JANA, MONDAY_NOON_MS, open_town
from support.outside_town import ms, new_source, pushing, start

DAY_MS = 24 * HOUR_MS
WEEK = (MONDAY_NOON_MS, MONDAY_NOON_MS + 7 * DAY_MS)
EVENING = ("2026-11-24T18:00", "2026-11-24T19:30")
LATER = ("2026-11-24T20:00", "2026-11-24T21:30")


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


@pytest.fixture
async def either(tmp_path, each_database):
    async with open_town(tmp_path) as opened:
        yield opened


async def rows(town, table, *where):
    return await town.backend.records.read(lambda connection: connection.execute(select(table).where(*where)).all())


async def standing(town):
    """Return what is booked: (title, club, start, sections)."""
    found = await rows(town, bookings, bookings.c.state == "booked")
    return sorted((one.title, one.club, one.start_ms, tuple(one.sections)) for one in found)


async def codes(town):
    """Let missing codes be drawn; return Jana's code by booking."""
    while any(await town.backend.access.issue_missing()):
        pass
    mine = (await (await town.signed_in(JANA)).get("/api/bookings")).json()["bookings"]
    return {one["id"]: one["code"] for one in mine if one["state"] == "booked"}


async def test_a_pushed_booking_has_a_code_for_the_people_of_its_club_and_keeps_it_when_moved(either):
    town = either
    portal = await pushing(town)
    made = await portal.put("p-1", *EVENING)
    assert (made.status_code, made.json()["result"]) == (201, "created")
    booking = made.json()["booking"]
    before = await codes(town)
    assert before[booking]
    moved = await portal.put("p-1", *LATER)
    assert (moved.status_code, moved.json()["result"], moved.json()["booking"]) == (200, "moved", booking)
    assert await codes(town) == before
    (mine,) = (await (await town.signed_in(JANA)).get("/api/bookings")).json()["bookings"]
    assert (mine["start_ms"], mine["was_start_ms"], mine["title"]) == (ms(LATER[0]), ms(EVENING[0]), "Turnen")
    gone = await portal.delete("p-1")
    assert gone.json()["result"] == "cancelled"
    assert await codes(town) == {}
    assert await rows(town, occupied) == []
    deeds = [(one.deed, one.detail["source"]) for one in await rows(town, history, history.c.booking == booking)]
    assert deeds == [(deed, "Sportportal Nachbarstadt") for deed in ("booked", "moved", "cancelled")]
    read = (await (await town.signed_in(JANA)).get(f"/api/bookings/{booking}/history")).json()
    assert "Sportportal Nachbarstadt" in str(read)
    told = [(one.kind, one.club) for one in await rows(town, news, news.c.kind.in_(["moved", "cancelled"]))]
    assert told == [("moved", "tsv-lindenau"), ("cancelled", "tsv-lindenau")]


async def test_repeats_change_nothing_and_older_words_are_ignored(town):
    portal = await pushing(town)
    assert (await portal.put("p-1", *EVENING, sequence=3)).status_code == 201
    again = await portal.put("p-1", *EVENING, sequence=3)
    assert (again.status_code, again.json()["result"]) == (200, "unchanged")
    old = await portal.put("p-1", *LATER, sequence=2)
    assert (old.json()["result"], old.json()["why"]) == ("ignored", "older")
    assert (await portal.delete("p-1", sequence=2)).json()["result"] == "ignored"
    assert (await standing(town))[0][2] == ms(EVENING[0])
    assert (await portal.delete("p-1", sequence=5)).json()["result"] == "cancelled"
    late = await portal.put("p-1", *EVENING, sequence=4)  # was sent before the cancellation
    assert late.json()["result"] == "ignored"
    assert (await portal.delete("p-1", sequence=5)).json()["result"] == "unchanged"
    assert (await portal.delete("never-seen", sequence=5)).json()["result"] == "unchanged"
    assert (await portal.put("never-seen", *EVENING, sequence=1)).json()["result"] == "ignored"
    assert await standing(town) == []


async def test_what_overlaps_in_the_others_own_plan_is_told_and_gets_in_when_there_is_room(town):
    portal = await pushing(town)
    await portal.put("first", *EVENING)
    second = await portal.put("second", "2026-11-24T19:00", "2026-11-24T20:00", club="BC 04")
    assert (second.status_code, second.json()["code"], second.json()["other"]) == (409, "overlap", "first")
    assert [one[1] for one in await standing(town)] == ["tsv-lindenau"]
    known = {one["uid"]: (one["state"], one["why"]) for one in (await portal.get("/bookings")).json()["bookings"]}
    assert known == {"first": ("booked", ""), "second": ("refused", "overlap")}
    await portal.put("first", *LATER)
    assert sorted(one[1] for one in await standing(town)) == ["bc-04", "tsv-lindenau"]


async def test_a_whole_plan_cancels_what_it_does_not_name_and_one_bad_row_costs_one_row(either):
    town = either
    portal = await pushing(town)
    for uid, day in (("a", 24), ("b", 25), ("c", 26)):
        await portal.put(uid, f"2026-11-{day}T18:00", f"2026-11-{day}T19:00")
    told = [
        {
            "uid": "a",
            "start": "2026-11-24T18:00:00+01:00",
            "end": "2026-11-24T19:00:00+01:00",
            "club": "TSV Lindenau",
            "title": "Turnen",
        },
        {"uid": "b", "start": "morgen um", "end": "2026-11-25T19:00"},
        {"uid": "d", "start": "2026-11-27T18:00", "end": "2026-11-27T19:00", "part": "1", "title": "Yoga"},
        {"uid": "e", "start": "2026-11-27T18:00", "end": "2026-11-27T19:00", "part": "Zehntel", "title": "Zumba"},
    ]
    answer = await portal.plan(*WEEK, *told, every_row=True)
    assert answer.status_code == 200, answer.text
    became = {one["uid"]: (one["result"], one["why"]) for one in answer.json()["rows"]}
    assert became == {
        "a": ("unchanged", ""),
        "b": ("refused", "bad_time"),
        "c": ("cancelled", ""),
        "d": ("created", ""),
        "e": ("refused", "unknown_part"),
    }
    assert {(one[0], one[3]) for one in await standing(town)} == {("Turnen", (1, 2, 3)), ("Yoga", (1,))}
    assert len(await standing(town)) == 3  # what cannot be read stays as it was
    before = await standing(town)
    assert {one["result"] for one in (await portal.plan(*WEEK, *told, every_row=True)).json()["rows"]} == {
        "unchanged",
        "refused",
    }
    assert await standing(town) == before


async def test_an_empty_plan_needs_a_word_more_and_an_old_one_counts_for_nothing(town):
    portal = await pushing(town)
    await portal.put("a", *EVENING, updated_ms=MONDAY_NOON_MS)
    empty = await portal.plan(*WEEK)
    assert (empty.status_code, empty.json()["code"]) == (409, "empty_plan")
    assert len(await standing(town)) == 1
    old = await portal.plan(*WEEK, confirm_empty=True, updated_ms=MONDAY_NOON_MS - 1)
    assert old.json()["counts"]["cancelled"] == 0  # the booking is newer than this plan
    done = await portal.plan(*WEEK, confirm_empty=True, updated_ms=MONDAY_NOON_MS + 1)
    assert done.json()["counts"]["cancelled"] == 1
    late = await portal.plan(*WEEK, {"uid": "a", "start": EVENING[0], "end": EVENING[1]}, updated_ms=MONDAY_NOON_MS)
    assert (late.status_code, late.json()["code"]) == (409, "older_plan")
    assert await standing(town) == []


async def test_what_runs_ends_only_by_a_word_of_its_own(town):
    portal = await pushing(town)
    await portal.put("a", "2026-11-23T18:00", "2026-11-23T20:00")
    town.clock.advance(7 * HOUR_MS)
    await portal.plan(town.clock.now_ms(), WEEK[1], confirm_empty=True)
    await portal.plan(*WEEK, confirm_empty=True)
    assert len(await standing(town)) == 1
    assert (await portal.delete("a")).json()["result"] == "cancelled"


async def test_nothing_is_booked_here_while_another_leads(town):
    portal = await pushing(town)
    wish = {"hall": "nordpark", "sections": [1], "start_ms": ms(LATER[0]), "end_ms": ms(LATER[1]), "title": "A"}
    for email in (JANA, AMT):
        client = await town.signed_in(email)
        refused = await client.post("/api/bookings", json=wish)
        assert (refused.status_code, refused.json()["code"]) == (409, "hall_led"), refused.text
        assert (refused.json()["source"], refused.json()["link"]) == (
            "Sportportal Nachbarstadt",
            "https://portal.example/hallen",
        )
    booking = (await portal.put("p-1", *EVENING)).json()["booking"]
    jana = await town.signed_in(JANA)
    assert (await jana.patch(f"/api/bookings/{booking}", json={"start_ms": ms(LATER[0])})).json()["code"] == "led_elsewhere"
    assert (await jana.post(f"/api/bookings/{booking}/offer", json={})).status_code == 409
    series = {"hall": "nordpark", "sections": [1], "title": "B", "weekday": 1, "start": "20:00", "end": "21:00"}
    dates = (
        await jana.post("/api/series", json=series | {"from_date": "2026-11-24", "to_date": "2026-12-22", "dry": True})
    ).json()
    assert {one["state"] for one in dates["dates"]} == {"closed"}
    free = (await jana.get("/api/free", params={"date": "2026-11-24", "minutes": 60})).json()
    assert "nordpark" not in {one["hall"] for one in free["slots"]}


async def test_staff_cancel_here_in_an_emergency_and_the_next_plan_does_not_bring_it_back(town):
    portal = await pushing(town)
    booking = (await portal.put("p-1", *EVENING)).json()["booking"]
    assert (
        await (await town.signed_in(AMT)).delete(f"/api/bookings/{booking}", params={"why": "Rohrbruch"})
    ).status_code == 204
    again = await portal.put("p-1", *EVENING)
    assert (again.status_code, again.json()["code"]) == (409, "cancelled_here")
    assert await standing(town) == []
    other = await portal.put("p-1", *LATER)
    assert (other.status_code, other.json()["result"]) == (201, "created")


async def test_the_town_may_close_a_hall_that_another_leads(town):
    portal = await pushing(town)
    await portal.put("p-1", *EVENING)
    block = {"halls": ["nordpark"], "why": "Gas", "first": "2026-11-24T17:00", "last": "2026-11-24T22:00"}
    closed = await (await town.signed_in(AMT)).post("/api/closings", json=block)
    assert (closed.status_code, [one["lot"] for one in closed.json()["met"]]) == (201, ["cancelled"]), closed.text
    assert closed.json()["met"][0]["elsewhere"]
    assert (await portal.put("p-2", *LATER)).json()["code"] == "taken"


async def test_taking_over_a_hall_needs_a_decision_about_each_own_date(either):
    town = either
    jana = await town.signed_in(JANA)
    wish = {"hall": "nordpark", "sections": [1], "title": "A"}
    kept, ended = [
        (await jana.post("/api/bookings", json=wish | {"start_ms": at, "end_ms": at + HOUR_MS})).json()["id"]
        for at in (ms(EVENING[0]), ms(LATER[0]))
    ]
    source = await new_source(town)
    refused = await start(town, source["id"], **{kept: "keep"})
    assert (refused.status_code, refused.json()["code"], refused.json()["bookings"]) == (409, "undecided", [ended])
    answer = await start(town, source["id"], **{kept: "keep", ended: "cancel"})
    assert (answer.status_code, answer.json()["state"]) == (200, "live")
    states = {one.id: one.state for one in await rows(town, bookings)}
    assert states == {kept: "booked", ended: "cancelled"}


async def test_a_hall_handed_back_keeps_its_plan_and_can_be_booked_again(either):
    town = either
    portal = await pushing(town)
    booking = (await portal.put("p-1", *EVENING)).json()["booking"]
    code = await codes(town)
    amt = await town.signed_in(AMT)
    (source,) = (await amt.get("/api/sources")).json()["sources"]
    assert (await amt.post(f"/api/sources/{source['id']}/hand-back")).json() == {"stay": 1}
    assert (await portal.put("p-1", *LATER)).status_code == 401
    jana = await town.signed_in(JANA)
    moved = await jana.patch(f"/api/bookings/{booking}", json={"start_ms": ms(LATER[0]), "end_ms": ms(LATER[1])})
    assert moved.status_code == 200, moved.text
    assert await codes(town) == code


async def test_names_are_assigned_later_and_the_code_follows(town):
    portal = await pushing(town)
    booking = (await portal.put("p-1", *EVENING, club="Turnerschaft Lindenau e.V.")).json()["booking"]
    assert await standing(town) == [("Turnerschaft Lindenau e.V. · Turnen", None, ms(EVENING[0]), (1, 2, 3))]
    amt = await town.signed_in(AMT)
    (source,) = (await amt.get("/api/sources")).json()["sources"]
    assert source["names"] == [{"name": "Turnerschaft Lindenau e.V.", "club": "", "known": False, "dates": 1}]
    body = {name: source[name] for name in ("name", "kind", "link", "every_min")} | {"places": [{"hall": "nordpark"}]}
    changed = await amt.put(
        f"/api/sources/{source['id']}", json=body | {"clubs": {"Turnerschaft Lindenau e.V.": "tsv-lindenau"}}
    )
    assert changed.json()["names"][0]["club"] == "tsv-lindenau"
    assert await standing(town) == [("Turnen", "tsv-lindenau", ms(EVENING[0]), (1, 2, 3))]
    assert list(await codes(town)) == [booking]
    other = await amt.put(f"/api/sources/{source['id']}", json=body | {"clubs": {"Turnerschaft Lindenau e.V.": "bc-04"}})
    assert other.status_code == 200
    assert await codes(town) == {}  # another club's people: another booking, another code
    assert [one[1] for one in await standing(town)] == ["bc-04"]


async def test_keys_and_rights(town):
    portal = await pushing(town)
    assert (await portal.client.get("/outside/v1")).json()["code"] == "bad_key"
    assert (await portal.client.get("/outside/v1", headers={"Authorization": "Bearer hwo_x_y"})).status_code == 401
    me = (await portal.get()).json()
    assert (me["state"], [one["id"] for one in me["halls"]]) == ("live", ["nordpark"])
    assert (await (await town.signed_in(JANA)).get("/api/sources")).status_code == 403
    amt = await town.signed_in(AMT)
    (source,) = (await amt.get("/api/sources")).json()["sources"]
    again = await new_source(town, name="Zweites")
    assert (await start(town, again["id"])).json()["code"] == "led_already"
    await amt.post(f"/api/sources/{source['id']}/pause", json={"paused": True})
    assert (await portal.put("p-1", *EVENING)).json()["code"] == "not_live"
    await amt.post(f"/api/sources/{source['id']}/pause", json={"paused": False})
    assert (await portal.put("p-1", *EVENING)).status_code == 201
    await amt.post(f"/api/sources/{source['id']}/key")
    assert (await portal.get()).status_code == 401


async def test_what_a_source_said_is_forgotten_when_it_is_long_over(town):
    portal = await pushing(town)
    await portal.put("p-1", *EVENING)
    await town.backend.booking.outside.forget()
    assert len(await rows(town, outside_rows)) == 1
    town.clock.advance(KEPT_MS + 3 * 24 * HOUR_MS)
    await town.backend.booking.outside.forget()
    assert await rows(town, outside_rows) == []
