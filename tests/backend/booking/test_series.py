"""A club's weekly right: made, shown, changed and ended over HTTP, every date told."""

import pytest
from sqlalchemy import select, update

from hallenwart_backend.booking.tables import bookings, history, news, occupied
from support.backends import AMT, HOUR_MS, JANA, MEMBER, MONDAY_NOON_MS, OSMAN, open_town
from support.booking_policy import set_policy
from support.crowd import wrongly_occupied

both = pytest.mark.usefixtures("each_database")
DAY_MS = 24 * HOUR_MS
WEDNESDAY_MS = MONDAY_NOON_MS + 2 * DAY_MS + 6 * HOUR_MS
"""Wed 2026-11-25 18:00 in Berlin."""
WEEK_MS = 7 * DAY_MS
SEASON = {
    "hall": "nordpark",
    "sections": [1],
    "title": "Volleyball",
    "weekday": 2,
    "start": "18:00",
    "end": "19:30",
    "from_date": "2026-11-23",
    "to_date": "2027-01-31",
}


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened
        assert await opened.backend.records.read(wrongly_occupied) == set()


async def make(town, email=JANA, **change):
    return await (await town.signed_in(email)).post("/api/series", json=SEASON | change)


async def made(town, email=JANA, **change):
    answer = await make(town, email, **change)
    assert answer.status_code == 201, answer.text
    return answer.json()["series"]["id"]


async def patch(town, series, email=JANA, **change):
    answer = await (await town.signed_in(email)).patch(f"/api/series/{series}", json=change)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def detail(town, series, email=JANA):
    return (await (await town.signed_in(email)).get(f"/api/series/{series}")).json()


async def rows(town, table, *where):
    return await town.backend.records.read(lambda connection: connection.execute(select(table).where(*where)).all())


async def book(town, email=OSMAN, start_ms=WEDNESDAY_MS, sections=(1,), hall="nordpark"):
    wish = {"hall": hall, "sections": list(sections), "start_ms": start_ms, "end_ms": start_ms + HOUR_MS, "title": "B"}
    answer = await (await town.signed_in(email)).post("/api/bookings", json=wish)
    assert answer.status_code == 201, answer.text
    return answer.json()


@both
async def test_a_season_is_booked_with_one_word_of_it(town):
    plan = (await make(town)).json()
    assert (plan["counts"], plan["written"], plan["series"]["coming"]) == ({"free": 10}, True, 10)
    stored = await rows(town, bookings)
    assert {one.id for one in stored} == {date["booking"] for date in plan["dates"]}
    assert [one.start_ms for one in stored][:2] == [WEDNESDAY_MS, WEDNESDAY_MS + WEEK_MS]
    assert [one.deed for one in await rows(town, history)] == ["booked"]
    (told,) = await rows(town, news, news.c.kind != "code_ready")
    assert (told.kind, told.club, told.detail["dates"], told.detail["start"]) == ("series_booked", "tsv-lindenau", 10, "18:00")


async def test_a_preview_lists_every_date_with_what_else_is_free_and_writes_nothing(town):
    taken = await book(town, start_ms=WEDNESDAY_MS + WEEK_MS)
    office = await town.signed_in(AMT)
    shut = {"site": "nordpark", "hall": "nordpark", "why": "Wahl", "first": "2026-12-09T08:00", "last": "2026-12-09T22:00"}
    assert (await office.post("/api/closures", json=shut)).status_code == 201
    answer = await make(town, dry=True, skip=["2026-12-23"], instead={"2026-12-30": WEDNESDAY_MS + 5 * WEEK_MS + HOUR_MS})
    assert answer.status_code == 200, answer.text
    plan = answer.json()
    assert [(date["date"], date["state"]) for date in plan["dates"]][:6] == [
        ("2026-11-25", "free"),
        ("2026-12-02", "taken"),
        ("2026-12-09", "closed"),
        ("2026-12-16", "free"),
        ("2026-12-23", "skipped"),
        ("2026-12-30", "free"),
    ]
    _, conflict, closed, _, _, other = plan["dates"][:6]
    assert [one["line"] for one in conflict["conflicts"]] == ["BC 04 · B"]
    assert {(one["hall"], one["start_ms"] == taken["start_ms"]) for one in conflict["options"]} >= {
        ("nordpark", True),  # another part at the same time
        ("gymnastik", True),
    }
    assert (closed["why"], closed["reason"]["de"]) == ("Wahl", "Zu dieser Zeit ist die Halle geschlossen.")
    assert other["at"]["start_ms"] == WEDNESDAY_MS + 5 * WEEK_MS + HOUR_MS
    assert other["moved"]
    assert len(await rows(town, bookings)) == 1


async def test_what_is_not_free_is_left_out_or_refused_or_replaced(town):
    await book(town)
    refused = await make(town, on_conflict="refuse")
    assert (refused.status_code, refused.json()["code"]) == (409, "series_taken")
    assert refused.json()["plan"]["dates"][0]["options"]
    assert len(await rows(town, bookings)) == 1
    series = await made(town, instead={"2026-12-02": {"hall": "sued", "sections": [2]}, "2026-12-09": None})
    dates = (await detail(town, series))["dates"]
    assert [(date["date"], date["state"], date["moved"]) for date in dates][:4] == [
        ("2026-11-25", "skipped", False),
        ("2026-12-02", "booked", True),
        ("2026-12-09", "skipped", False),
        ("2026-12-16", "booked", False),
    ]
    assert dates[1]["at"]["hall"] == "sued"


async def test_when_nothing_is_free_nothing_is_made(town):
    await made(town, OSMAN)
    answer = await make(town)
    assert (answer.status_code, answer.json()["code"]) == (422, "nothing_free")


async def test_from_a_date_on_it_is_another_time_and_the_past_stays(town):
    series = await made(town)
    plan = await patch(town, series, from_date="2026-12-20", start="19:00")
    assert plan["counts"] == {"changes": 6}
    assert plan["dates"][0]["before"]["start_ms"] == plan["dates"][0]["at"]["start_ms"] - HOUR_MS
    now = await detail(town, series)
    assert (now["series"]["start"], now["series"]["end"], now["series"]["from_date"]) == ("19:00", "20:30", "2026-12-20")
    assert [(one["start"], one["to_date"]) for one in now["phases"]] == [("18:00", "2026-12-19")]
    assert [date["at"]["start_ms"] % DAY_MS // HOUR_MS for date in now["dates"]] == [17] * 4 + [18] * 6
    assert {date["moved"] for date in now["dates"]} == {False}
    past = (await (await town.signed_in(JANA)).get(f"/api/bookings/{now['dates'][0]['booking']}/history")).json()
    assert len(past["decisions"]) == 2
    told = [one.detail for one in await rows(town, news, news.c.kind == "series_changed")]
    assert [(one["start"], len(one["moved"])) for one in told] == [("19:00", 6)]


@both
async def test_a_second_change_from_an_earlier_date_takes_the_whole_rest(town):
    series = await made(town)
    await patch(town, series, from_date="2027-01-01", start="19:00")
    plan = await patch(town, series, from_date="2026-12-10", sections=[2])
    assert plan["counts"] == {"changes": 7}
    now = await detail(town, series)
    assert [(one["start"], one["sections"], one["to_date"]) for one in now["phases"]] == [("18:00", [1], "2026-12-09")]
    assert {tuple(date["at"]["sections"]) for date in now["dates"][3:]} == {(2,)}
    assert len(now["dates"]) == 10


async def test_another_weekday_moves_each_date_within_its_week_and_its_code_stays(town):
    series = await made(town)
    await town.backend.access.issue_missing()
    client = await town.signed_in(JANA)
    before = (await client.get("/api/bookings")).json()["bookings"][0]
    assert before["code"]
    await patch(town, series, weekday=4)
    after = (await client.get("/api/bookings")).json()["bookings"][0]
    assert (after["id"], after["code"], after["start_ms"]) == (before["id"], before["code"], before["start_ms"] + 2 * DAY_MS)


@both
async def test_lent_moved_and_cancelled_dates_stay_when_the_series_changes(town):
    series = await made(town)
    client = await town.signed_in(JANA)
    first, second, third, *_ = (await detail(town, series))["dates"]
    await client.delete(f"/api/bookings/{first['booking']}")
    times = {"start_ms": second["at"]["start_ms"] - HOUR_MS, "end_ms": second["at"]["end_ms"] - HOUR_MS}
    assert (await client.patch(f"/api/bookings/{second['booking']}", json=times)).status_code == 200
    lent = update(bookings).where(bookings.c.id == third["booking"]).values(borrower="bc-04")
    await town.backend.records.write(lambda connection: connection.execute(lent))
    plan = await patch(town, series, start="20:00")
    assert [(date["state"], date["lent_to"]) for date in plan["dates"]][:4] == [
        ("skipped", ""),
        ("stays", ""),
        ("stays", "BC 04"),
        ("changes", ""),
    ]
    ended = (await client.delete(f"/api/series/{series}?why=zu%20spät")).json()
    assert ended["counts"] == {"ends": 8, "stays": 1}
    assert [one.id for one in await rows(town, bookings, bookings.c.state == "booked")] == [third["booking"]]


async def test_no_date_of_a_series_goes_where_the_office_would_ask_or_a_limit_ends(town):
    await set_policy(town, club={"entry": {"approval": {"weekends": True, "kinds": ["match"]}}, "quota": {"week_min": 120}})
    series = await made(town)
    second, *_ = (await detail(town, series))["dates"][1:]
    saturday_ms = second["at"]["start_ms"] + 3 * DAY_MS
    jana = await town.signed_in(JANA)
    moved = await jana.patch(f"/api/series/{series}", json={"instead": {"2026-12-02": saturday_ms}})
    assert (moved.status_code, moved.json()["code"]) == (409, "needs_office")
    match = await jana.patch(f"/api/series/{series}", json={"kind": "match"})
    assert (match.status_code, match.json()["code"]) == (409, "needs_office")
    longer = await jana.patch(f"/api/series/{series}", json={"end": "20:30"})
    assert (longer.status_code, longer.json()["code"]) == (409, "quota")


@both
async def test_a_date_that_cannot_move_stays_where_it_was_and_is_told(town):
    series = await made(town)
    await book(town, start_ms=WEDNESDAY_MS + WEEK_MS + 3 * HOUR_MS)
    plan = await patch(town, series, start="20:30")
    assert [date["state"] for date in plan["dates"]][:3] == ["changes", "taken", "changes"]
    assert plan["dates"][1]["conflicts"]
    starts = [date["at"]["start_ms"] for date in (await detail(town, series))["dates"]]
    assert starts[:2] == [WEDNESDAY_MS + 150 * 60_000, WEDNESDAY_MS + WEEK_MS]


@both
async def test_dates_are_left_out_and_taken_in_again(town):
    series = await made(town)
    assert (await patch(town, series, skip=["2026-12-02", "2026-12-09"]))["counts"] == {"kept": 8, "ends": 2}
    await book(town, start_ms=WEDNESDAY_MS + WEEK_MS)
    plan = await patch(town, series, add=["2026-12-02", "2026-12-09"])
    assert plan["counts"] == {"kept": 8, "free": 1, "taken": 1}
    now = await detail(town, series)
    assert now["phases"] == []
    assert now["series"]["skipped"] == ["2026-12-02"]
    assert sorted(one.deed for one in await rows(town, history, history.c.series == series)) == ["booked", "skipped", "skipped"]


async def test_a_season_ends_later_or_earlier(town):
    series = await made(town)
    assert (await patch(town, series, to_date="2027-02-28"))["counts"] == {"kept": 10, "free": 4}
    assert (await patch(town, series, to_date="2026-12-31"))["counts"] == {"kept": 6, "ends": 8}
    assert (await detail(town, series))["phases"] == []


async def test_the_next_season_is_proposed_and_booked_when_confirmed(town):
    series = await made(town)
    client = await town.signed_in(JANA)
    shown = await client.post(f"/api/series/{series}/next", json={})
    assert (shown.status_code, shown.json()["written"]) == (200, False)
    assert shown.json()["series"]["from_date"] == "2027-11-22"
    assert len(await rows(town, bookings)) == 10
    done = await client.post(f"/api/series/{series}/next", json={"dry": False})
    assert (done.status_code, done.json()["counts"]) == (201, {"free": 10})
    assert len((await client.get("/api/series")).json()["series"]) == 2


async def test_every_second_week_and_over_midnight(town):
    office = await town.signed_in(AMT)
    hours = {"seasons": [{"week": [[[0, 1440]]] * 7}]}
    assert (await office.put("/api/places/halls/sued/hours", json=hours)).status_code == 200
    answer = await make(town, hall="sued", weekday=5, start="22:00", end="01:30", every_weeks=2)
    assert answer.status_code == 201, answer.text
    spans = [(date["date"], date["at"]["end_ms"] - date["at"]["start_ms"]) for date in answer.json()["dates"]]
    assert spans[:2] == [("2026-11-28", 210 * 60_000), ("2026-12-12", 210 * 60_000)]


async def test_staff_make_series_for_a_club_and_it_is_marked(town):
    plan = (await make(town, AMT, club="bc-04")).json()
    assert (plan["series"]["club"], plan["series"]["on_behalf"]) == ("BC 04", True)
    assert {one.on_behalf for one in await rows(town, bookings)} == {True}
    mine = (await (await town.signed_in(OSMAN)).get("/api/series")).json()["series"]
    assert [one["id"] for one in mine] == [plan["series"]["id"]]


async def test_nobody_else_sees_or_changes_it(town):
    series = await made(town)
    other = await town.signed_in(OSMAN)
    assert (await other.get(f"/api/series/{series}")).status_code == 403
    assert (await other.patch(f"/api/series/{series}", json={"start": "19:00"})).status_code == 403
    assert (await other.delete(f"/api/series/{series}")).status_code == 403
    assert (await make(town, MEMBER)).status_code == 403
    assert (await (await town.signed_in(AMT)).get(f"/api/series/{series}")).status_code == 200
    assert (await other.get("/api/series/nothing")).status_code == 404


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"sections": [4]}, "bad_sections"),
        ({"sections": [1, 1]}, "bad_sections"),
        ({"to_date": "2026-11-20"}, "bad_season"),
        ({"start": "18:10"}, "bad_grid"),
        ({"skip": ["2026-11-26"]}, "no_such_date"),
        ({"instead": {"2026-11-25": 7}}, "bad_grid"),
        ({"start": "25:00"}, "invalid"),
    ],
)
async def test_what_cannot_be_is_said(town, change, code):
    answer = await make(town, **change)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert await rows(town, occupied) == []


async def test_an_ended_series_ends_once(town):
    series = await made(town)
    client = await town.signed_in(JANA)
    assert (await client.delete(f"/api/series/{series}")).status_code == 200
    again = await client.delete(f"/api/series/{series}")
    assert (again.status_code, again.json()["code"]) == (409, "ended")
    assert (await client.get("/api/series")).json()["series"] == []


async def test_what_has_begun_is_not_touched(town):
    series = await made(town, weekday=0)
    town.clock.advance(6 * HOUR_MS + HOUR_MS // 2)
    plan = await patch(town, series, sections=[2])
    assert plan["dates"][0]["date"] == "2026-11-30"
    ended = await (await town.signed_in(JANA)).delete(f"/api/series/{series}")
    assert ended.json()["counts"] == {"ends": 9}
    (running,) = await rows(town, bookings, bookings.c.state == "booked")
    assert (running.start_ms, running.sections) == (MONDAY_NOON_MS + 6 * HOUR_MS, [1])
