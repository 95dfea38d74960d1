"""Staff block and shut places: nobody loses a date unnamed, and everybody who does is told where to go."""

import pytest
from sqlalchemy import select

from hallenwart_backend.booking.tables import bookings, history, news
from support.backends import AMT, HOUR_MS, JANA, KERN, MONDAY_NOON_MS, OSMAN, YILMAZ, open_town

EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS
BLOCK = {"halls": ["nordpark"], "why": "Wahl", "first": "2026-11-23T17:00", "last": "2026-11-23T23:00"}


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def book(town, email=JANA, start_ms=EVENING_MS, sections=(1,), hall="nordpark", title="Volleyball"):
    wish = {"hall": hall, "sections": list(sections), "start_ms": start_ms, "end_ms": start_ms + HOUR_MS, "title": title}
    answer = await (await town.signed_in(email)).post("/api/bookings", json=wish)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def close(town, email=AMT, **change):
    return await (await town.signed_in(email)).post("/api/closings", json=BLOCK | change)


async def rows(town, table, *where):
    return await town.backend.records.read(lambda connection: connection.execute(select(table).where(*where)).all())


async def states(town):
    return {row.id: row.state for row in await rows(town, bookings)}


async def test_a_preview_names_who_would_lose_what_and_writes_nothing(town):
    one, other = await book(town), await book(town, OSMAN, sections=(2,), title="Basketball")
    before = await states(town)
    answer = await close(town, dry=True)
    assert answer.status_code == 200, answer.text
    shown = answer.json()
    assert {(met["booking"], met["club"], met["title"], met["lot"], met["people"]) for met in shown["met"]} == {
        (one["id"], "TSV Lindenau", "Volleyball", "cancelled", 1),
        (other["id"], "BC 04", "Basketball", "cancelled", 1),
    }
    assert (shown["clubs"], shown["people"], shown["written"]) == (2, 2, False)
    firsts = [met["substitutes"][0] for met in shown["met"]]
    assert {sub["start_ms"] for sub in firsts} == {EVENING_MS}
    assert len({(sub["hall"], tuple(sub["sections"])) for sub in firsts}) == 2  # nobody is sent where another one is sent
    assert "nordpark" not in {sub["hall"] for sub in firsts}
    assert await states(town) == before


async def test_closing_displaces_tells_and_blocks(town):
    one = await book(town)
    answer = await close(town, note="Wahllokal 7")
    assert answer.status_code == 201, answer.text
    assert (await states(town))[one["id"]] == "cancelled"
    (told,) = await rows(town, news, news.c.kind == "displaced")
    assert (told.club, told.booking, told.detail["why"]) == ("tsv-lindenau", one["id"], "Wahl")
    (lost,) = told.detail["dates"]
    assert (lost["start_ms"], lost["substitutes"][0]["start_ms"]) == (EVENING_MS, EVENING_MS)
    (noted,) = await rows(town, history, history.c.deed == "displaced")
    assert (noted.booking, noted.why) == (one["id"], "Wahl")
    assert noted.who
    refused = await (await town.signed_in(JANA)).post(
        "/api/bookings",
        json={"hall": "nordpark", "sections": [2], "start_ms": EVENING_MS, "end_ms": EVENING_MS + HOUR_MS, "title": "A"},
    )
    assert (refused.status_code, refused.json()["conflicts"][0]["line"]) == (409, "Wahl")


async def test_a_kept_date_stays_and_the_block_leaves_a_gap(town):
    one = await book(town)
    answer = await close(town, keep=[one["id"]])
    assert answer.status_code == 201, answer.text
    assert (await states(town))[one["id"]] == "booked"
    pieces = {(at["start_ms"], at["end_ms"], tuple(at["sections"])) for at in answer.json()["times"]}
    assert pieces == {
        (EVENING_MS - HOUR_MS, EVENING_MS, (1, 2, 3)),
        (EVENING_MS, EVENING_MS + HOUR_MS, (2, 3)),
        (EVENING_MS + HOUR_MS, EVENING_MS + 5 * HOUR_MS, (1, 2, 3)),
    }


async def test_staff_move_a_date_and_its_code_stays(town):
    one = await book(town)
    answer = await close(town, to={one["id"]: {"hall": "sued", "sections": [2], "start_ms": EVENING_MS + HOUR_MS}})
    assert answer.status_code == 201, answer.text
    (met,) = answer.json()["met"]
    assert (met["lot"], met["to"]["hall"], met["to"]["sections"]) == ("moved", "sued", [2])
    mine = (await (await town.signed_in(JANA)).get("/api/bookings")).json()["bookings"]
    assert [(now["hall"], now["start_ms"], now["was_start_ms"]) for now in mine] == [("sued", EVENING_MS + HOUR_MS, EVENING_MS)]
    (told,) = await rows(town, news, news.c.kind == "moved")
    assert (told.club, told.detail["was"]["hall"], told.detail["why"]) == ("tsv-lindenau", "nordpark", "Wahl")


async def test_nothing_is_moved_onto_others_and_then_nothing_is_done(town):
    one, _ = await book(town), await book(town, OSMAN, hall="sued", sections=(1,), title="B")
    before = await states(town)
    answer = await close(town, to={one["id"]: {"hall": "sued", "sections": [1]}})
    assert (answer.status_code, answer.json()["code"], answer.json()["booking"]) == (409, "to_taken", one["id"])
    shut = await close(town, to={one["id"]: {"hall": "sued", "start_ms": EVENING_MS + 9 * HOUR_MS}})
    assert (shut.status_code, shut.json()["code"]) == (422, "bad_to")
    assert await states(town) == before


async def test_what_runs_now_ends_only_when_it_is_named(town):
    one = await book(town)
    town.clock.advance(6 * HOUR_MS + HOUR_MS // 2)
    refused = await close(town)
    assert (refused.status_code, refused.json()["code"], refused.json()["running"]) == (409, "running", [one["id"]])
    assert (await states(town))[one["id"]] == "booked"
    assert (await close(town, running=[one["id"]])).status_code == 201
    assert (await states(town))[one["id"]] == "cancelled"


async def test_a_weekly_block_takes_each_week_and_tells_a_club_once(town):
    dates = [await book(town, start_ms=EVENING_MS + week * 168 * HOUR_MS) for week in range(3)]
    answer = await close(town, every="week", until="2026-12-08")
    assert answer.status_code == 201, answer.text
    assert len(answer.json()["times"]) == 3
    assert {(await states(town))[one["id"]] for one in dates} == {"cancelled"}
    (told,) = await rows(town, news, news.c.kind == "displaced")
    assert [lost["booking"] for lost in told.detail["dates"]] == [one["id"] for one in dates]


async def test_a_closure_shuts_the_place_until_it_is_lifted(town):
    one = await book(town)
    answer = await close(town, kind="closure", why="Wasserschaden")
    assert answer.status_code == 201, answer.text
    wish = {"hall": "nordpark", "sections": [1], "start_ms": EVENING_MS, "end_ms": EVENING_MS + HOUR_MS, "title": "A"}
    client = await town.signed_in(JANA)
    refused = await client.post("/api/bookings", json=wish)
    assert (refused.status_code, refused.json()["code"]) == (422, "closed")
    closing = answer.json()["closing"]["id"]
    office = await town.signed_in(AMT)
    assert [found["id"] for found in (await office.get("/api/closings")).json()["closings"]] == [closing]
    assert (await office.delete(f"/api/closings/{closing}")).status_code == 204
    (told,) = await rows(town, news, news.c.kind == "freed")
    assert (told.club, [date["booking"] for date in told.detail["dates"]]) == ("tsv-lindenau", [one["id"]])
    assert (await client.post("/api/bookings", json=wish)).status_code == 201
    assert (await office.delete(f"/api/closings/{closing}")).status_code == 404


async def test_a_lifted_block_frees_its_time(town):
    await book(town)
    closing = (await close(town)).json()["closing"]["id"]
    office = await town.signed_in(AMT)
    assert (await office.delete(f"/api/closings/{closing}?why=Wahl%20verlegt")).status_code == 204
    await book(town, OSMAN)
    assert len(await rows(town, news, news.c.kind == "freed")) == 1


async def test_caretakers_close_their_own_site_only_and_clubs_nothing(town):
    assert (await close(town, KERN, halls=["sued"])).status_code == 403
    assert (await close(town, KERN, dry=True)).status_code == 200
    assert (await close(town, YILMAZ, halls=[], site="sued", dry=True)).status_code == 200
    assert (await close(town, JANA)).status_code == 403


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"halls": []}, "no_halls"),
        ({"sections": [4]}, "bad_sections"),
        ({"halls": ["nordpark", "sued"], "sections": [1]}, "bad_sections"),
        ({"last": "2026-11-23T16:00"}, "bad_time"),
        ({"every": "week"}, "bad_time"),
        ({"first": "2026-11-20T16:00", "last": "2026-11-20T18:00"}, "past"),
    ],
)
async def test_what_cannot_be_is_said(town, change, code):
    answer = await close(town, **change)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_a_third_is_closed_alone(town):
    one, other = await book(town), await book(town, OSMAN, sections=(2, 3), title="B")
    assert (await close(town, sections=[2])).status_code == 201
    assert {name: state for name, state in (await states(town)).items() if name in {one["id"], other["id"]}} == {
        one["id"]: "booked",
        other["id"]: "cancelled",
    }
