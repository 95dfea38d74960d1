"""A round from the first wish to the series, by HTTP; what it costs to change it, and last season once more."""

import asyncio
import csv
import io

import pytest
from sqlalchemy import insert

from hallenwart_backend.occupancy.tables import usage_slots
from hallenwart_backend.rounds.casing import FEWEST
from support.backends import AMT, HOUR_MS, JANA, MONDAY_NOON_MS, OSMAN, open_town
from support.matrix_world import TOWN

pytestmark = pytest.mark.usefixtures("each_database")
LENA = "lena@tsv-lindenau.example"
ROUND = {"title": "Frühjahr 2027", "from_date": "2027-02-01", "to_date": "2027-04-25", "halls": ["gymnastik"]}
WISH = {
    "group": "Turnen",
    "people": 20,
    "youth": 80,
    "weekdays": [0],
    "earliest_min": 1_080,
    "latest_min": 1_080,
    "minutes": 90,
}
DAY_MS = 24 * HOUR_MS


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path, seed=TOWN) as opened:
        opened.backend.rounds.proposals.limit_s = 0.2
        opened.backend.rounds.replays.limit_s = 0.2
        yield opened


@pytest.fixture
async def office(town):
    return await town.signed_in(AMT)


async def opened(office, **more):
    answer = await office.post("/api/rounds", json=ROUND | more)
    assert answer.status_code == 201, answer.text
    return f"/api/rounds/{answer.json()['id']}"


async def wished(client, at, club, **more):
    answer = await client.post(f"{at}/wishes", json=WISH | {"club": club} | more)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def proposed(town, office, at, **more):
    assert (await office.post(f"{at}/propose", json=more)).status_code == 202
    async with asyncio.timeout(90):
        await town.backend.rounds.proposals.wait()
    told = (await office.get(f"{at}/proposal")).json()
    assert told["solver"]["state"] == "done"
    return told


async def test_a_round_from_the_wish_to_the_series(town, office):
    at = await opened(office, wishes_until_ms=MONDAY_NOON_MS + DAY_MS)
    lena, osman, jana = [await town.signed_in(one) for one in (LENA, OSMAN, JANA)]
    mine = await wished(lena, at, "tsv-lindenau")
    theirs = await wished(osman, at, "bc-04", group="Altherren", youth=0)
    assert (await jana.post(f"{at}/wishes", json=WISH | {"club": "tsv-lindenau"})).json()["code"] == "forbidden"
    assert [one["id"] for one in (await jana.get(f"{at}/wishes")).json()["wishes"]] == [mine]
    assert {one["id"] for one in (await office.get(f"{at}/wishes")).json()["wishes"]} == {mine, theirs}

    assert (await office.post(f"{at}/close")).json()["state"] == "closed"
    assert (await office.get(f"{at}/proposal")).json()["refusals"] == []  # there is no proposal yet
    assert (await lena.post(f"{at}/wishes", json=WISH | {"club": "tsv-lindenau"})).json()["code"] == "wishes_over"
    told = await proposed(town, office, at)
    [placed], [refused] = told["assignments"], told["refusals"]
    assert (placed["wish"], placed["hall"], placed["weekday"], placed["start_min"]) == (mine, "gymnastik", 0, 1_080)
    assert (refused["wish"], refused["code"]) == (theirs, "less")
    assert "Kinder und Jugendliche" in refused["sentence"]["de"]
    assert {one["club"]: (one["hours"], one["wished_hours"]) for one in told["clubs"]} == {
        "tsv-lindenau": (1.5, 1.5),
        "bc-04": (0, 1.5),
    }
    assert (await osman.get(f"{at}/proposal")).json()["code"] == "not_yet"

    [seen] = (await osman.get("/api/rounds")).json()["rounds"]
    assert (seen["wishes"], seen["clubs"], seen["placed"]) == (1, 1, 0)
    [seen] = (await office.get("/api/rounds")).json()["rounds"]
    assert (seen["wishes"], seen["clubs"], seen["placed"]) == (2, 2, 1)
    announced = ROUND | {"objections_until_ms": MONDAY_NOON_MS + DAY_MS}
    assert (await office.put(at, json=announced)).json()["announced"]
    assert [one["wish"] for one in (await osman.get(f"{at}/proposal")).json()["refusals"]] == [theirs]
    assert (await lena.get(f"{at}/proposal")).json()["refusals"] == []
    body = {"club": "bc-04", "wish": theirs, "text": "Wir haben sonst keine Zeit."}
    objection = (await osman.post(f"{at}/objections", json=body)).json()["id"]
    assert (await lena.get(f"{at}/objections")).json()["objections"] == []
    assert (await office.post(f"{at}/publish", json={})).json()["code"] == "objections_open"

    later = {"hall": "gymnastik", "sections": [1], "weekday": 0, "start_min": 1_080}
    dry = (await office.put(f"{at}/assignments/{theirs}?dry=true", json=later)).json()
    assert [one["group"] for one in dry["touched"]] == ["Turnen"]
    assert dry["cost"] == dry["before"]["total"] - dry["after"]["total"] > 0
    assert not dry["written"]
    later |= {"start_min": 1_170}
    done = (await office.put(f"{at}/assignments/{theirs}", json=later)).json()
    assert done["written"]
    assert (done["touched"], done["cost"] < 0) == ([], True)
    assert [one["en"] for one in done["notes"]] == ["That is outside the times that were wished for."]
    kept = await proposed(town, office, at, keep=True)
    assert {one["wish"]: one["fixed"] for one in kept["assignments"]} == {mine: False, theirs: True}
    assert kept["score"] == done["after"]

    answer = {"state": "changed", "answer": "Sie bekommen den Montag um 19:30 Uhr."}
    assert (await office.put(f"{at}/objections/{objection}", json=answer)).status_code == 200
    assert (await office.post(f"{at}/publish", json={})).json()["code"] == "objections_running"
    await office.put(at, json=ROUND | {"objections_until_ms": MONDAY_NOON_MS - 1})
    plan = (await office.post(f"{at}/publish?dry=true", json={})).json()
    assert (plan["series"], plan["written"]) == (2, False)
    done = (await office.post(f"{at}/publish", json={})).json()
    assert (done["state"], done["dates"]) == ("published", plan["dates"])
    [series] = (await lena.get("/api/series?club=tsv-lindenau")).json()["series"]
    assert (series["title"], series["hall"], series["start"], series["end"]) == ("Turnen", "gymnastik", "18:00", "19:30")
    deeds = [one["deed"] for one in (await office.get(f"{at}/history")).json()["events"]]
    assert deeds == [
        "opened",
        "closed",
        "proposed",
        "announced",
        "objected",
        "edited",
        "proposed",
        "answered",
        "changed",
        "published",
    ]
    assert (await office.post(f"{at}/reopen")).json()["code"] == "wrong_state"


async def test_where_others_have_a_date_nothing_is_booked(town, office):
    at = await opened(office)
    wish = await wished(office, at, "tsv-lindenau")
    await office.post(f"{at}/close")
    place = {"hall": "gymnastik", "sections": [1], "weekday": 0, "start_min": 1_080}
    assert (await office.put(f"{at}/assignments/{wish}", json=place)).json()["written"]
    single = {
        "hall": "gymnastik",
        "sections": [1],
        "title": "Fest",
        "club": "bc-04",
        "weekday": 0,
        "start": "18:30",
        "end": "19:30",
    }
    single |= {"from_date": "2027-02-08", "to_date": "2027-02-08"}
    assert (await office.post("/api/series?dry=false", json=single)).status_code in {200, 201}
    refused = await office.post(f"{at}/publish", json={})
    assert refused.json()["code"] == "conflicts"
    [met] = refused.json()["outcome"]["conflicts"]
    assert (met["date"], met["title"], met["by_club"]) == ("2027-02-08", "Fest", "BC 04")
    assert (await office.get(at)).json()["round"]["state"] == "proposed"
    assert (await office.get("/api/series?club=tsv-lindenau")).json()["series"] == []
    done = (await office.post(f"{at}/publish", json={"skip": True})).json()
    assert (done["state"], len(done["conflicts"])) == ("published", 1)
    [series] = (await office.get("/api/series?club=tsv-lindenau")).json()["series"]
    assert "2027-02-08" in series["skipped"]


async def test_a_hand_may_not_put_a_wish_where_nobody_can_be(town, office):
    at = await opened(office)
    one, other = await wished(office, at, "tsv-lindenau"), await wished(office, at, "bc-04", group="Spiel")
    await office.post(f"{at}/close")
    place = {"hall": "gymnastik", "sections": [1], "weekday": 0, "start_min": 1_080}
    await office.put(f"{at}/assignments/{one}", json=place)
    for wrong, code in (
        (place | {"start_min": 120}, "not_fitting"),
        (place | {"hall": "nordpark"}, "bad_halls"),
        (place | {"sections": [9]}, "bad_times"),
        (place, "fixed_there"),
    ):
        assert (await office.put(f"{at}/assignments/{other}", json=wrong)).json()["code"] == code
    sent = {"content": "null", "headers": {"Content-Type": "application/json"}}
    kept_out = (await office.put(f"{at}/assignments/{one}", **sent)).json()
    assert kept_out["cost"] > 0
    told = await proposed(town, office, at)
    assert {two["wish"]: two["code"] for two in told["refusals"]} == {one: "kept_out"}
    released = await office.put(f"{at}/assignments/{one}", json={"fixed": False})
    assert released.json()["written"]
    assert (await office.get(f"{at}/proposal")).json()["refusals"][0]["code"] != "kept_out"


async def test_last_season_once_more_by_other_weights(town, office):
    at = await opened(office)
    assert (await office.post(f"{at}/replay", json={"weights": {}})).json()["code"] == "no_past"
    for club, title, weekday in (("tsv-lindenau", "Turnen", 0), ("bc-04", "Altherren", 1)):
        body = {
            "hall": "gymnastik",
            "sections": [1],
            "title": title,
            "club": club,
            "weekday": weekday,
            "start": "18:00",
            "end": "20:00",
        }
        body |= {"from_date": "2026-11-24", "to_date": "2027-01-24"}
        assert (await office.post("/api/series?dry=false", json=body)).status_code in {200, 201}
    series = {one["title"]: one["id"] for one in (await office.get("/api/series?all=true")).json()["series"]}
    await town.backend.records.write(lambda connection: connection.execute(insert(usage_slots), slots(series["Turnen"])))
    await wished(office, at, "tsv-lindenau", group="Turnen")
    await wished(office, at, "bc-04", group="Kinder", weekdays=[1], minutes=120)
    told = (await office.post(f"{at}/replay", json={"weights": {"youth": 10, "same": 0}})).json()
    assert (told["rights"], told["dropped"], told["new"]) == (2, 0, 1)
    hours = {one["club"]: one for one in told["clubs"]}
    assert (hours["tsv-lindenau"]["real"], hours["tsv-lindenau"]["used"]) == (2.0, 1.5)
    assert hours["bc-04"]["real"] == 2.0
    assert all(one["change"] == one["then"] - one["now"] for one in told["clubs"])


def slots(series):
    """Dates of a series that were judged: half of them used, half of them under-used."""
    begin = MONDAY_NOON_MS - 100 * DAY_MS
    return [
        {
            "id": f"slot-{number}",
            "hall": "gymnastik",
            "sections": [1],
            "club": "tsv-lindenau",
            "series": series,
            "title": "Turnen",
            "kind": "training",
            "start_ms": begin + number * DAY_MS,
            "end_ms": begin + number * DAY_MS + 2 * HOUR_MS,
            "verdict": "used" if number % 2 else "under_used",
            "p_used": number % 2,
            "p_under": 1 - number % 2,
            "p_no_show": 0,
            "p_unbooked": 0,
            "people_mean": 12,
            "covered": 1,
            "reasons": [],
            "judged_ms": begin,
            "office_from_ms": begin,
        }
        for number in range(2 * FEWEST)
    ]


async def test_a_wish_that_changes_loses_its_place_and_a_hall_that_leaves_gets_no_series(town, office):
    at = await opened(office, halls=["gymnastik", "sued"])
    one, other = await wished(office, at, "tsv-lindenau"), await wished(office, at, "bc-04", group="Spiel")
    await office.post(f"{at}/close")
    place = {"sections": [1], "weekday": 0, "start_min": 1_080}
    for wish, hall in ((one, "gymnastik"), (other, "sued")):
        await office.put(f"{at}/assignments/{wish}", json=place | {"hall": hall})
    same = WISH | {"club": "tsv-lindenau"}
    assert (await office.put(f"{at}/wishes/{one}", json=same)).status_code == 200
    assert len((await office.get(f"{at}/proposal")).json()["assignments"]) == 2
    assert (await office.put(f"{at}/wishes/{one}", json=same | {"minutes": 60})).status_code == 200
    assert [each["wish"] for each in (await office.get(f"{at}/proposal")).json()["assignments"]] == [other]
    await office.put(f"{at}/assignments/{one}", json=place | {"hall": "gymnastik"})
    await office.put(at, json=ROUND)
    assert (await office.post(f"{at}/publish", json={})).json()["series"] == 1


async def test_wishes_as_a_table_hold_no_formula(office):
    at = await opened(office)
    await wished(office, at, "tsv-lindenau", group="=1+1", note="barfuß")
    answer = await office.get(f"{at}/wishes.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert (rows[0]["Gruppe"], rows[0]["Tage"], rows[0]["frühestens"]) == ("'=1+1", "Montag", "18:00")


async def test_what_the_office_may_not_say(office):
    for wrong, code in (
        ({"to_date": "2027-01-01"}, "bad_season"),
        ({"from_date": "9999-10-01", "to_date": "9999-12-31"}, "bad_season"),
        ({"from_date": "2026-01-01", "to_date": "2026-05-01"}, "past_season"),
        ({"halls": ["nirgends"]}, "bad_halls"),
    ):
        assert (await office.post("/api/rounds", json=ROUND | wrong)).json()["code"] == code
    at = await opened(office)
    assert (await office.post(f"{at}/propose", json={})).json()["code"] == "wrong_state"
    await office.post(f"{at}/close")
    assert (await office.post(f"{at}/propose", json={})).json()["code"] == "no_wishes"
    assert (await office.post(f"{at}/publish", json={})).json()["code"] == "wrong_state"
    body = WISH | {"club": "tsv-lindenau", "latest_min": 1_000}
    assert (await office.post(f"{at}/wishes", json=body)).json()["code"] == "bad_times"
