"""The week grid: every hall, every day, everything that holds time, in the form the page draws."""

import pytest

from support.backends import AMT, HOUR_MS, JANA, KERN, MONDAY_NOON_MS, WEHR, open_town

EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS
MARCH_29 = "2027-03-28"


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def book(town, email=JANA, start_ms=EVENING_MS, **fields):
    wish = {"hall": "nordpark", "sections": [1], "start_ms": start_ms, "end_ms": start_ms + HOUR_MS, "title": "Turnen"}
    answer = await (await town.signed_in(email)).post("/api/bookings", json=wish | fields)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def grid(town, email=AMT, **query):
    answer = await (await town.signed_in(email)).get("/api/grid", params={"from": "2026-11-23"} | query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_shows_every_hall_with_its_days_and_who_has_what(town):
    mine = await book(town)
    theirs = await book(town, AMT, hall="sued", sections=[1, 2], club="bc-04", note="bitte lüften")
    told = await grid(town)
    assert [hall["id"] for hall in told["halls"]] == ["nordpark", "gymnastik", "sued"]
    assert {len(hall["days"]) for hall in told["halls"]} == {7}
    sunday = told["halls"][2]["days"][6]
    assert (sunday["date"], sunday["open"]) == ("2026-11-29", [])
    found = {one["id"]: one for one in told["bookings"]}
    assert found.keys() == {mine["id"], theirs["id"]}
    other = found[theirs["id"]]
    assert (other["on_behalf"], other["holder_name"], other["note"]) == (True, "BC 04", "bitte lüften")
    assert found[mine["id"]]["code"] == "waiting"
    assert other["code"] == "none"  # there is no locker


async def test_a_code_that_every_locker_confirmed_is_stored(town):
    from sqlalchemy import update

    from hallenwart_backend.access.grants.tables import grants

    await book(town)
    await town.backend.records.write(lambda connection: connection.execute(update(grants).values(applied_ms=1)))
    assert [one["code"] for one in (await grid(town))["bookings"]] == ["stored"]


async def test_one_hall_one_site_one_day(town):
    await book(town)
    assert [hall["id"] for hall in (await grid(town, hall="sued"))["halls"]] == ["sued"]
    assert [hall["id"] for hall in (await grid(town, site="nordpark"))["halls"]] == ["nordpark", "gymnastik"]
    assert (await grid(town, hall="sued"))["bookings"] == []
    day = await grid(town, days="1")
    assert len(day["halls"][0]["days"]) == 1
    assert len(day["bookings"]) == 1
    assert (await grid(town, days="1", **{"from": "2026-11-24"}))["bookings"] == []


async def test_the_day_the_clocks_change_has_23_hours(town):
    told = await grid(town, **{"from": MARCH_29, "days": "1"})
    day = told["halls"][0]["days"][0]
    assert day["to_ms"] - day["from_ms"] == 23 * HOUR_MS


async def test_who_reads_it(town):
    await book(town, AMT, club="bc-04", note="vertraulich")
    assert [one["note"] for one in (await grid(town, KERN))["bookings"]] == ["vertraulich"]
    assert [one["note"] for one in (await grid(town, WEHR))["bookings"]] == [""]
    assert (await (await town.signed_in(JANA)).get("/api/grid", params={"from": "2026-11-23"})).status_code == 403


@pytest.mark.parametrize("query", [{"from": "1969-01-01"}, {"from": "x"}, {"days": "15"}, {"hall": "nirgends"}])
async def test_bad_questions_are_refused_in_words(town, query):
    answer = await (await town.signed_in(AMT)).get("/api/grid", params={"from": "2026-11-23"} | query)
    assert answer.status_code in {404, 422}
    assert answer.json()["message"]["de"]


async def test_the_clerk_finds_a_club_or_a_title(town):
    await book(town)
    await book(town, AMT, sections=[2], club="bc-04", title="Badminton 50 % Licht", note="Frau Roth ruft zurück")
    clerk = await town.signed_in(AMT)

    async def found(words):
        answer = await clerk.get("/api/grid/find", params={"q": words})
        assert answer.status_code == 200, answer.text
        return [one["title"] for one in answer.json()["bookings"]]

    assert await found("lindenau") == ["Turnen"]
    assert await found("bc badm") == ["Badminton 50 % Licht"]
    assert await found("roth") == ["Badminton 50 % Licht"]
    assert await found("lindenau badm") == []
    assert await found("0 %") == ["Badminton 50 % Licht"]
    town.clock.advance(8 * HOUR_MS)
    assert await found("lindenau") == []
    assert (await clerk.get("/api/grid/find", params={"q": "x"})).status_code == 422
    assert (await (await town.signed_in(JANA)).get("/api/grid/find", params={"q": "bc"})).status_code == 403
