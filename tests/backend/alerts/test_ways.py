"""The ways of a person: proved by what came by them, worth what they are, masked where shown."""

import re
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import select, update

from hallenwart_backend.alerts.tables import outgoing
from hallenwart_backend.alerts.ways import quiet, rules, store
from hallenwart_backend.alerts.ways.quiet import Span
from hallenwart_backend.alerts.ways.rules import Kind, Way
from hallenwart_backend.alerts.ways.tables import ways
from hallenwart_backend.seed import Seed, SeedPerson, plant
from support.backends import ADMIN, HOUR_MS, KERN, MONDAY_NOON_MS, YILMAZ, open_town

BERLIN = ZoneInfo("Europe/Berlin")
SMS = "twilio://AC0123456789:secret@+491715550000/{to}"


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        admin = await opened.signed_in(ADMIN)
        assert (await admin.put("/api/alert-gateways/sms", json={"template": SMS})).status_code == 204
        yield opened


async def letters(town):
    rows = select(outgoing).order_by(outgoing.c.id)
    return await town.backend.records.read(lambda connection: connection.execute(rows).all())


async def code(town):
    return re.search(r"(\d{3} \d{3})", (await letters(town))[-1].notice["title"]).group(1)


async def add(browser, kind="sms", address="+49 171 555 01 00"):
    return await browser.post("/api/ways", json={"kind": kind, "address": address, "name": "Handy"})


async def test_a_way_counts_only_once_its_code_came_back(town):
    kern = await town.signed_in(KERN)
    made = (await add(kern)).json()
    assert (made["verified_ms"], made["proved"], made["address"]) == (None, False, "+49 … 100")
    assert (await letters(town))[-1].address == "twilio://AC0123456789:secret@+491715550000/+491715550100"
    told = (await kern.get("/api/ways")).json()
    assert (told["waking"], told["advice"]["de"][:10]) == (0, "Noch kein ")
    proved = await kern.post(f"/api/ways/{made['id']}/verify", json={"code": await code(town)})
    assert (proved.status_code, proved.json()["proved"]) == (200, True)
    told = (await kern.get("/api/ways")).json()
    assert (told["waking"], told["paths"], told["advice"]["de"][:16]) == (1, 1, "Ein Weg allein k")
    assert "secret" not in str(told)


async def test_a_code_is_tried_five_times_for_a_quarter_of_an_hour_and_sent_once_a_minute(town):
    kern = await town.signed_in(KERN)
    way = (await add(kern)).json()["id"]
    right = await code(town)
    wrong = "000000" if right != "000 000" else "111111"
    assert (await kern.post(f"/api/ways/{way}/verify", json={})).status_code == 429
    for _ in range(5):
        assert (await kern.post(f"/api/ways/{way}/verify", json={"code": wrong})).json()["code"] == "wrong_code"
    assert (await kern.post(f"/api/ways/{way}/verify", json={"code": right})).json()["code"] == "code_over"
    town.clock.advance(60_000)
    assert (await kern.post(f"/api/ways/{way}/verify", json={})).status_code == 200
    town.clock.advance(rules.CODE_MS)
    assert (await kern.post(f"/api/ways/{way}/verify", json={"code": await code(town)})).json()["code"] == "code_over"


async def test_nobody_touches_the_ways_of_another(town):
    kern, yilmaz = await town.signed_in(KERN), await town.signed_in(YILMAZ)
    way = (await add(kern)).json()["id"]
    assert (await yilmaz.post(f"/api/ways/{way}/verify", json={"code": await code(town)})).status_code == 404
    assert (await yilmaz.delete(f"/api/ways/{way}")).status_code == 404
    assert (await yilmaz.get("/api/ways")).json()["ways"] == []
    assert (await kern.delete(f"/api/ways/{way}")).status_code == 204


@pytest.mark.parametrize(
    ("kind", "address", "status"),
    [
        ("sms", "0171 5550100", 422),
        ("sms", "+49", 422),
        ("email", "kern@stadt.example?to=x", 409),
        ("pushover", "short", 422),
        ("ntfy", "halle/../x", 422),
        ("signal", "+491715550100", 409),
        ("other", "json://hallen.example", 403),
        ("webpush", "https://push.example", 422),
    ],
)
async def test_what_is_no_address_or_cannot_be_carried_is_refused(town, kind, address, status):
    kern = await town.signed_in(KERN)
    answer = await add(kern, kind, address)
    if kind == "email":
        assert answer.status_code in {409, 422}
    else:
        assert answer.status_code == status


async def test_administrators_may_enter_a_whole_address_and_only_its_scheme_is_shown(town):
    admin = await town.signed_in(ADMIN)
    made = (await add(admin, "other", "pover://user@token")).json()
    assert (made["address"], made["wakes"]) == ("pover://…", True)
    assert (await admin.get("/api/alert-gateways")).json() == {"gateways": [{"kind": "sms", "scheme": "twilio"}]}
    assert (await admin.put("/api/alert-gateways/sms", json={"template": "twilio://a/{to}/{to}"})).status_code == 422


async def test_messages_go_by_proved_ways_or_where_none_is_by_all(town):
    kern = await town.signed_in(KERN)
    first, second = (await add(kern)).json()["id"], (await add(kern, "sms", "+491715550101")).json()["id"]

    async def hops():
        person = (await letters(town))[0].person
        return [one.way for one in await town.backend.records.read(lambda connection: store.hops(connection, person))]

    assert sorted(await hops()) == sorted([first, second])
    await town.backend.records.write(lambda connection: store.mark_verified(connection, second, now_ms=1))
    assert await hops() == [second]


async def test_quiet_hours_are_kept_and_hold_what_can_wait_alone(town):
    kern = await town.signed_in(KERN)
    body = {"zone": "Europe/Berlin", "spans": [{"weekdays": [0, 1], "from_min": 22 * 60, "to_min": 6 * 60}]}
    assert (await kern.put("/api/ways/quiet", json=body)).status_code == 204
    assert (await kern.get("/api/ways")).json()["quiet"] == body
    assert (await kern.put("/api/ways/quiet", json=body | {"zone": "Mars/Base"})).status_code == 422
    empty = {"spans": [{"weekdays": [0], "from_min": 60, "to_min": 60}]}
    assert (await kern.put("/api/ways/quiet", json=empty)).status_code == 422
    person = (await kern.get("/api/duty")).json()["me"]
    night = MONDAY_NOON_MS + 11 * HOUR_MS

    async def held(urgency):
        return await town.backend.records.read(lambda connection: store.held_until(connection, person, urgency, night))

    assert (await held("tell"), await held("wake")) == (MONDAY_NOON_MS + 18 * HOUR_MS, None)


async def test_a_seed_may_say_that_a_way_was_tried(town):
    def seeded(connection, proved):
        person = SeedPerson(email=KERN, name="M. Kern", roles=[], notify=["ntfy://halle"], proved=proved)
        plant(connection, Seed(person=[person]), now_ms=7)
        return connection.execute(select(ways.c.kind, ways.c.verified_ms)).all()

    assert await town.backend.records.write(lambda connection: seeded(connection, False)) == [("other", None)]
    for _ in range(2):
        assert await town.backend.records.write(lambda connection: seeded(connection, True)) == [("other", 7)]


async def test_a_failing_way_counts_no_more_until_it_works_again(town):
    kern = await town.signed_in(KERN)
    way = (await add(kern)).json()["id"]
    await kern.post(f"/api/ways/{way}/verify", json={"code": await code(town)})

    async def waking():
        return (await kern.get("/api/ways")).json()["waking"]

    async def outcome(what, attempts):
        await town.backend.records.write(
            lambda connection: store.note_outcome(connection, way, what, attempts=attempts, now_ms=9)
        )

    await outcome("timed out", 1)
    assert await waking() == 1
    await outcome("timed out", store.FAILING_AFTER)
    assert await waking() == 0
    await town.backend.records.write(lambda connection: connection.execute(update(ways).values(failing="")))
    assert await waking() == 1


# --- rules -----------------------------------------------------------------------------------------------------------


def way(kind, address="x", gateway="", **more):
    return Way("w", "p", kind, address, verified_ms=1, gateway=gateway, **more)


PUSH = way(Kind.WEBPUSH, "https://push.example/1")
TEXT = way(Kind.SMS, "+491715550100", SMS)


@pytest.mark.parametrize(
    ("theirs", "paths"),
    [
        ([], 0),
        ([PUSH], 1),
        ([PUSH, way(Kind.WEBPUSH, "https://push.example/2")], 1),
        ([PUSH, way(Kind.WEBPUSH, "https://other.example/2")], 1),
        ([PUSH, TEXT], 2),
        ([way(Kind.OTHER, "twilio://AC0123456789:secret@+491715550000/+49"), TEXT], 1),
        ([way(Kind.EMAIL, "a@b.example", "mailtos://smtp.example?to={to}")], 0),
        ([PUSH, way(Kind.EMAIL, "a@b.example", "mailtos://smtp.example?to={to}")], 2),
        ([PUSH, way(Kind.SMS, "+491715550100", SMS, failing="dead")], 1),
        ([PUSH, Way("w", "p", Kind.SMS, "+491715550100")], 1),
    ],
)
def test_two_ways_are_independent_when_neither_kind_nor_hop_is_the_same(theirs, paths):
    assert rules.independent(theirs) == paths


@pytest.mark.parametrize(
    ("kind", "text", "stored"),
    [
        (Kind.SMS, "+49 (171) 555-0100", "+491715550100"),
        (Kind.VOICE, "0049 171 5550100", "+491715550100"),
        (Kind.SMS, "0171 5550100", None),
        (Kind.EMAIL, " kern@stadt.example ", "kern@stadt.example"),
        (Kind.EMAIL, "kern@stadt.example&to=x@y.example", None),
        (Kind.MATRIX, "!abc:chat.stadt.example", "!abc:chat.stadt.example"),
        (Kind.WEBPUSH, "https://push.example", None),
        (Kind.OTHER, "json://a]b", None),
        (Kind.OTHER, "json://gateway.example/x", "json://gateway.example/x"),
    ],
)
def test_addresses_are_stored_in_one_shape_or_refused(kind, text, stored):
    assert rules.normal(kind, text) == stored


@given(st.sampled_from(list(Kind)), st.text(min_size=12, max_size=60))
@example(Kind.EMAIL, "@00000000000")
def test_no_shown_address_tells_the_whole(kind, address):
    assert address not in rules.masked(kind, address)


NIGHT = Span(frozenset({0, 1, 2, 3, 4}), 22 * 60, 6 * 60)
WEEKEND = Span(frozenset({5, 6}), 0, 23 * 60)


@pytest.mark.parametrize(
    ("hour", "until"),
    [(0, None), (10, 18), (17, 18), (18, None), (-12, None)],
)
def test_quiet_lasts_over_midnight(hour, until):
    found = quiet.ends_ms([NIGHT], BERLIN, MONDAY_NOON_MS + hour * HOUR_MS)
    assert found == (until and MONDAY_NOON_MS + until * HOUR_MS)


@given(
    st.lists(
        st.builds(Span, st.frozensets(st.integers(0, 6), min_size=1), st.integers(0, 1439), st.integers(0, 1439)), max_size=4
    ),
    st.integers(0, 40 * 24 * 60),
)
def test_quiet_ends_after_now_and_holds_neither_what_must_wake_nor_what_is_no_message(spans, minutes):
    now = MONDAY_NOON_MS - 40 * 24 * HOUR_MS + minutes * 60_000  # over the change of clocks in October
    found = quiet.ends_ms(spans, BERLIN, now)
    assert found is None or now < found <= now + 9 * 24 * HOUR_MS
    assert quiet.held_until(spans, BERLIN, "wake", now) is None
    assert quiet.held_until(spans, BERLIN, "tell", now) == found
