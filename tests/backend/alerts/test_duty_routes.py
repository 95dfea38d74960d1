"""The roster over HTTP: who may edit it, and that nobody gets on it whom nothing wakes."""

import pytest
from sqlalchemy import insert, select

from hallenwart_backend.accounts.store import login_of
from hallenwart_backend.alerts.duty.tables import shifts
from hallenwart_backend.alerts.ways.tables import ways
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.seed import Seed, SeedPerson, plant
from hallenwart_backend.seed_alerts import SeedAlertPath, SeedGateway, SeedShift, SeedStandIn, SeedWay
from support.backends import ADMIN, AMT, HOUR_MS, KERN, MONDAY_NOON_MS, YILMAZ, open_town

DAY_MS = 24 * HOUR_MS


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        for number, email in enumerate((KERN, YILMAZ)):
            await give_way(opened, email, address=f"+49171555010{number}")
        yield opened


async def person(town, email):
    return await town.backend.records.read(lambda connection: login_of(connection, email).person)


async def give_way(town, email, **more):
    values = {"person": await person(town, email), "kind": "sms", "verified_ms": 1} | more
    await town.backend.records.write(lambda connection: connection.execute(insert(ways).values(**values)))


async def line(town, site="nordpark"):
    return [one.name for one in await town.backend.people.duty.line(site)]


async def once(town, email, **more):
    return {"person": await person(town, email), "from_ms": MONDAY_NOON_MS, "to_ms": MONDAY_NOON_MS + DAY_MS} | more


async def test_a_shift_goes_before_the_chain_as_long_as_it_lasts(town):
    office = await town.signed_in(AMT)
    made = await office.post("/api/duty/shifts", json=await once(town, YILMAZ, sites=["nordpark"]))
    assert made.status_code == 201
    assert (await line(town), await line(town, "sued")) == (["A. Yilmaz", "M. Kern"], ["M. Kern", "A. Yilmaz"])
    town.clock.advance(DAY_MS)
    assert await line(town) == ["M. Kern", "A. Yilmaz"]


async def test_a_weekly_shift_is_stored_changed_and_dropped(town):
    office = await town.signed_in(AMT)
    weekly = {"weekdays": [0], "start_min": 0, "end_min": 1440, "end_day": 0, "first": "2026-11-01"}
    body = {"person": await person(town, YILMAZ), "weekly": weekly, "note": "Montags"}
    made = (await office.post("/api/duty/shifts", json=body)).json()
    assert made["weekly"] == weekly | {"last": None}
    assert await line(town) == ["A. Yilmaz", "M. Kern"]
    changed = await office.put(f"/api/duty/shifts/{made['id']}", json=body | {"weekly": weekly | {"weekdays": [1]}})
    assert (changed.status_code, await line(town)) == (200, ["M. Kern", "A. Yilmaz"])
    assert (await office.delete(f"/api/duty/shifts/{made['id']}")).status_code == 204
    assert (await office.delete(f"/api/duty/shifts/{made['id']}")).status_code == 404


@pytest.mark.parametrize(
    "unproved", [{}, {"verified_ms": None}, {"failing": "dead"}, {"kind": "email", "address": "a@b.example"}]
)
async def test_nobody_without_a_proved_waking_way_gets_on_the_roster(town, unproved):
    if unproved:
        await give_way(town, AMT, **{"address": "+491715550109"} | unproved)
    office, amt = await town.signed_in(AMT), await person(town, AMT)
    stand_in = {"person": amt, "absent": await person(town, KERN), "from_ms": MONDAY_NOON_MS, "to_ms": MONDAY_NOON_MS + HOUR_MS}
    for path, body, method in (
        ("/api/duty/shifts", await once(town, AMT), "POST"),
        ("/api/duty/chain", {"people": [await person(town, KERN), amt]}, "PUT"),
        ("/api/duty/stand-ins", stand_in, "POST"),
    ):
        answer = await office.request(method, path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (409, "no_waking_way"), path
        assert answer.json()["message"]["de"].startswith("Petra Amt hat noch keinen geprüften Weg")


async def test_who_stands_in_the_chain_may_stay_there_and_be_moved(town):
    admin = await town.signed_in(ADMIN)
    turned = {"people": [await person(town, YILMAZ), await person(town, KERN)]}
    assert (await admin.put("/api/duty/chain", json=turned)).status_code == 204
    assert await line(town) == ["A. Yilmaz", "M. Kern"]


async def test_everybody_may_say_not_tonight_and_name_who_stands_in_for_them_alone(town):
    kern = await town.signed_in(KERN)
    night = {"from_ms": MONDAY_NOON_MS, "to_ms": MONDAY_NOON_MS + 18 * HOUR_MS}
    away = (await kern.post("/api/duty/stand-ins", json=night)).json()
    assert await line(town) == ["A. Yilmaz"]
    troubles = (await kern.get("/api/duty")).json()["troubles"]
    assert "Mo 23.11. 12:00 bis Di 24.11. 06:00: M. Kern kann nicht" in next(
        one["message"]["de"] for one in troubles if one["kind"] == "absent"
    )
    other = night | {"absent": await person(town, YILMAZ)}
    assert (await kern.post("/api/duty/stand-ins", json=other)).status_code == 403
    town.clock.advance(1)
    taken = await kern.post("/api/duty/stand-ins", json=night | {"person": await person(town, YILMAZ)})
    assert taken.status_code == 201
    line_now = await town.backend.people.duty.line("nordpark")
    assert [(one.name, one.stand_in_for) for one in line_now] == [("A. Yilmaz", "M. Kern")]
    yilmaz = await town.signed_in(YILMAZ)
    assert (await yilmaz.delete(f"/api/duty/stand-ins/{away['id']}")).status_code == 403
    for one in (away, taken.json()):
        assert (await kern.delete(f"/api/duty/stand-ins/{one['id']}")).status_code == 204
    assert await line(town) == ["M. Kern", "A. Yilmaz"]


async def test_the_page_is_told_over_time_with_what_is_wrong(town):
    await give_way(town, KERN, kind="webpush", address="https://push.example/1")
    office = await town.signed_in(AMT)
    await office.post("/api/duty/shifts", json=await once(town, YILMAZ, sites=["nordpark"]))
    told = (await office.get("/api/duty", params={"to_ms": MONDAY_NOON_MS + 2 * DAY_MS})).json()
    nordpark = next(one for one in told["sites"] if one["site"] == "nordpark")
    assert [(one["state"], [each["name"] for each in one["line"]]) for one in nordpark["stretches"]] == [
        ("weak", ["A. Yilmaz", "M. Kern"]),
        ("ok", ["M. Kern", "A. Yilmaz"]),
    ]
    assert [(one["kind"], one["name"]) for one in told["troubles"] if one["kind"] != "no_shift"] == [("one_way", "A. Yilmaz")]
    assert (told["may_edit"], [one["name"] for one in told["chain"]]) == (True, ["M. Kern", "A. Yilmaz"])
    assert (await office.get("/api/duty", params={"to_ms": MONDAY_NOON_MS + 90 * DAY_MS})).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"to_ms": MONDAY_NOON_MS},
        {"to_ms": MONDAY_NOON_MS + 32 * DAY_MS},
        {"to_ms": None},
        {"position": 4},
        {"weekly": {"weekdays": [0], "start_min": 0, "end_min": 60, "end_day": 0, "first": "2026-11-01"}},
    ],
)
async def test_times_that_make_no_shift_are_refused(town, wrong):
    office = await town.signed_in(AMT)
    assert (await office.post("/api/duty/shifts", json=await once(town, KERN) | wrong)).status_code == 422


async def test_the_manager_page_names_who_is_on_call_at_each_site(town):
    office = await town.signed_in(AMT)
    await office.post("/api/duty/shifts", json=await once(town, YILMAZ, sites=["sued"]))
    view = await town.backend.build_view()
    assert [(one.site, one.position, one.name, one.source) for one in view.duty] == [
        ("nordpark", 1, "M. Kern", "chain"),
        ("nordpark", 2, "A. Yilmaz", "chain"),
        ("sued", 1, "A. Yilmaz", "shift"),
        ("sued", 2, "M. Kern", "chain"),
    ]


async def test_who_changed_the_roster_stands_in_the_evidence_log(town):
    office = await town.signed_in(AMT)
    made = (await office.post("/api/duty/shifts", json=await once(town, KERN))).json()
    await office.delete(f"/api/duty/shifts/{made['id']}")
    links = (await office.get("/api/evidence")).json()["links"]
    said = [one["said"] for one in links if one["kind"] == "alerts.roster"]
    assert sorted(said) == [f"Dienst eingetragen {made['id']}", f"Dienst gelöscht {made['id']}"]


async def test_a_seed_plants_ways_roster_and_the_watch_of_the_path_once(town):
    night = SeedShift(person=YILMAZ, start="22:00", end="06:00")
    away = SeedStandIn(absent=KERN, person=YILMAZ, start="2026-11-23T06:00", end="2026-11-23T22:00")
    seed = Seed(
        person=[
            SeedPerson(
                email=KERN, name="M. Kern", roles=[], ways=[SeedWay(kind="voice", address="0049 171 5550104")], proved=True
            )
        ],
        gateway=[SeedGateway(kind="sms", template="json://127.0.0.1:1/{to}")],
        shift=[SeedShift(person=KERN, start="06:00", end="22:00"), night],
        stand_in=[away],
        alert_path=SeedAlertPath(heartbeat_url="http://127.0.0.1:1/beat", test_at="18:00"),
    )
    for _ in range(2):
        await town.backend.records.write(lambda connection: plant(connection, seed, now_ms=MONDAY_NOON_MS))
    office = await town.signed_in(AMT)
    told = (await office.get("/api/duty")).json()
    assert len(told["shifts"]) == 2
    assert [(one["absent_name"], one["name"]) for one in told["stand_ins"]] == [("M. Kern", "A. Yilmaz")]
    assert (await office.get("/api/alert-path")).json()["test_at"] == "18:00"
    mine = (await (await town.signed_in(KERN)).get("/api/ways")).json()
    assert [one["verified_ms"] for one in mine["ways"] if one["kind"] == "voice"] == [MONDAY_NOON_MS]


@pytest.mark.parametrize(
    "wrong",
    [
        {"shift": [SeedShift(person="niemand@stadt.example", start="06:00", end="22:00")]},
        {"shift": [SeedShift(person=KERN, start="6 Uhr", end="22:00")]},
        {"stand_in": [SeedStandIn(absent=KERN, start="morgen", end="2026-11-23T22:00")]},
        {"gateway": [SeedGateway(kind="sms", template="json://127.0.0.1:1/")]},
        {"person": [SeedPerson(email=KERN, name="M. Kern", roles=[], ways=[SeedWay(kind="sms", address="0171")])]},
    ],
)
async def test_a_seed_that_does_not_fit_is_refused_whole(town, wrong):
    with pytest.raises(ConfigError):
        await town.backend.records.write(lambda connection: plant(connection, Seed(**wrong), now_ms=MONDAY_NOON_MS))
    assert await town.backend.records.read(lambda connection: connection.execute(select(shifts)).all()) == []
