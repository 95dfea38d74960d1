"""The connector, run in Node against a real server over HTTP, called by a stand-in as the booking platform would call it."""

import httpx
import pytest

from hallenwart_backend.webhook_rules import signature
from hallenwart_contract.codes import code_hash, pepper_of, same
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event
from support.backends import HOUR_MS, JANA, open_town
from support.booking_double import double, serving
from support.partner_town import EVENING_MS, new_system

THIRD, HALL = "nordpark-1/1", "nordpark:2+3"
TIME = {"timeBegin": EVENING_MS, "timeEnd": EVENING_MS + 2 * HOUR_MS}
LATER = {"timeBegin": EVENING_MS + HOUR_MS, "timeEnd": EVENING_MS + 3 * HOUR_MS}


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path, webhooks_here=True) as opened:
        yield opened


@pytest.fixture
async def system(town):
    return await new_system(town)


@pytest.fixture
async def url(town):
    async with serving(town) as opened:
        yield opened


@pytest.fixture
async def platform(url, system, town):
    async with double(url, system.key, now_ms=town.clock.now_ms()) as opened:
        yield opened


async def _list_of(town):
    await town.backend.desk.publish_all()
    return town.backend.publisher.wanted("nordpark-1", "grants").g


def _fits(town, given, secret):
    entry = town.backend.devices.registry["nordpark-1"]
    digits = secret.replace("-", "")
    hashed = [code_hash(part, salt=entry.salt, pepper=pepper_of(entry.secret)) for part in (digits[:8], digits)]
    return same(given.pin, hashed[0]) and same(given.long, hashed[1])


async def _audit(platform):
    return [(line["action"], line["result"], line.get("error")) for line in await platform.done("audit")]


async def test_a_booking_from_checkout_to_cancellation(town, platform):
    booked = await platform.done("book", id="b1", points=[THIRD], **TIME)
    (entry,) = booked["entries"]
    assert (entry["hold"]["compartment"], entry["hold"]["expiresAt"]) == ("Nordpark Drittel 1", town.clock.now_ms() + 120_000)
    assert await _list_of(town) == []
    await platform.done("beginPayment", id="b1")
    paid = await platform.done("pay", id="b1")
    (grant,) = [entry["grant"] for entry in paid["entries"]]
    (given,) = await _list_of(town)
    assert _fits(town, given, grant["secret"])
    assert set(grant) == {"authorizationId", "externalPrincipalId", "secret", "compartment", "metadata"}

    moved = await platform.done("change", id="b1", **LATER)
    (afresh,) = [entry["grant"] for entry in moved["entries"]]
    (given,) = await _list_of(town)
    assert (given.w, _fits(town, given, afresh["secret"])) == ([(LATER["timeBegin"], LATER["timeEnd"])], True)
    assert afresh["secret"] != grant["secret"]  # the seam of today takes back and grants anew

    for _ in range(2):
        cancelled = await platform.done("cancel", id="b1")
    assert [entry["revokedAt"] for entry in cancelled["entries"]] == [1]
    assert await _list_of(town) == []
    assert await _audit(platform) == [
        ("hold", "success", None),
        ("hold", "success", None),
        ("provision", "success", None),
        ("revoke", "success", None),
        ("provision", "success", None),
        ("revoke", "success", None),
    ]


async def test_a_changed_booking_keeps_its_code_where_the_platform_moves_grants(town, url, system):
    async with double(url, system.key, now_ms=town.clock.now_ms(), update=True) as platform:
        await platform.done("book", id="b1", points=[THIRD], **TIME)
        paid = await platform.done("pay", id="b1")
        moved = await platform.done("change", id="b1", points=[HALL], **LATER)
    before, after = paid["entries"][0]["grant"], moved["entries"][0]["grant"]
    assert (after["authorizationId"], after["secret"]) == (before["authorizationId"], before["secret"])
    assert after["compartment"] == "Nordpark Drittel 2, Nordpark Drittel 3"
    (given,) = await _list_of(town)
    assert (given.slots, given.w) == ([2, 3], [(LATER["timeBegin"], LATER["timeEnd"])])


async def test_a_key_that_is_taken_rolls_the_checkout_back(town, platform):
    jana = await town.signed_in(JANA)
    body = {"hall": "nordpark", "sections": [1], "start_ms": EVENING_MS, "end_ms": EVENING_MS + HOUR_MS, "title": "E-Jugend"}
    assert (await jana.post("/api/bookings", json=body)).status_code == 201
    refused = (await platform.ask("book", id="b1", points=[HALL, THIRD], **TIME))["refused"]
    assert (refused["code"], refused["message"]) == ("compartments_unavailable", "In dieser Zeit ist das schon vergeben.")
    assert {one["held_by"] for one in refused["conflicts"]} == {"hallenwart"}
    assert await _audit(platform) == [("hold", "success", None), ("hold", "failure", "compartments_unavailable")]
    town.clock.advance(120_000)  # what was held before it lapses by itself
    await town.backend.partner_desk.watch.look()
    assert (await jana.post("/api/bookings", json=body | {"sections": [2, 3]})).status_code == 201


async def test_a_grant_that_fails_after_the_payment_stays_in_the_log_and_can_be_made_up(town, platform):
    jana = await town.signed_in(JANA)
    await platform.done("book", id="b1", points=[THIRD], **TIME)
    town.clock.advance(120_000)
    await town.backend.partner_desk.watch.look()
    body = {"hall": "nordpark", "sections": [1], "start_ms": EVENING_MS, "end_ms": EVENING_MS + HOUR_MS, "title": "E-Jugend"}
    booking = (await jana.post("/api/bookings", json=body)).json()
    paid = await platform.done("pay", id="b1")
    assert (paid["isPayed"], "grant" in paid["entries"][0]) == (True, False)
    assert (await _audit(platform))[-1] == ("provision", "failure", "compartments_unavailable")
    await jana.delete(f"/api/bookings/{booking['id']}")
    made_up = await platform.done("provision", id="b1")
    (given,) = await _list_of(town)
    assert _fits(town, given, made_up["entries"][0]["grant"]["secret"])


async def test_a_lapsed_hold_is_taken_anew_before_and_at_the_payment(town, platform):
    first = await platform.done("book", id="b1", points=[THIRD], **TIME)
    town.clock.advance(120_000)
    again = await platform.done("beginPayment", id="b1")
    assert again["entries"][0]["hold"]["holdId"] != first["entries"][0]["hold"]["holdId"]
    town.clock.advance(120_000)
    paid = await platform.done("pay", id="b1")
    assert paid["entries"][0]["grant"]["secret"]


async def test_a_booking_changed_before_payment_does_not_stand_in_its_own_way(platform):
    await platform.done("book", id="b1", points=[THIRD], **TIME)
    await platform.done("book", id="b1", points=[THIRD], **LATER)
    paid = await platform.done("pay", id="b1")
    assert paid["entries"][0]["grant"]["secret"]


async def test_answers_that_get_lost_have_no_second_effect(town, platform):
    for call, lost in (("book", 2), ("pay", 3), ("change", 3), ("cancel", 2)):
        await platform.ask("lose", answers=lost)
        points = {"points": [THIRD]} if call == "book" else {}
        times = TIME if call == "book" else LATER if call == "change" else {}
        await platform.done(call, id="b1", **points, **times)
    assert {result for _, result, _ in await _audit(platform)} == {"success"}
    assert await _list_of(town) == []
    log = await town.backend.records.read(
        lambda connection: connection.exec_driver_sql("SELECT action FROM partner_audit").all()
    )
    assert [action for (action,) in log] == ["key_made", "hold", "grant", "revoke", "grant", "revoke"]


async def test_a_cancelled_booking_that_is_restored_gets_a_new_code(town, platform):
    await platform.done("book", id="b1", points=[THIRD], **TIME)
    secrets = {(await platform.done("pay", id="b1"))["entries"][0]["grant"]["secret"]}
    for _ in range(2):
        await platform.done("cancel", id="b1")
        secrets.add((await platform.done("restore", id="b1"))["entries"][0]["grant"]["secret"])
        assert len(await _list_of(town)) == 1
    assert len(secrets) == 3


async def test_several_compartments_are_one_grant_with_one_code(town, platform):
    await platform.done("book", id="b1", points=["nordpark-1/1,nordpark-1/8"], **TIME)
    paid = await platform.done("pay", id="b1")
    (given,) = await _list_of(town)
    assert given.slots == [1, 8]
    assert paid["entries"][0]["grant"]["compartment"] == "Nordpark Drittel 1, Hausmeister"


async def test_every_compartment_and_every_hall_is_an_access_point(platform):
    points = {one["externalId"]: one for one in await platform.done("accessPoints")}
    assert [*points] == [*(f"nordpark-1/{number}" for number in (1, 2, 3, 4, 8)), "nordpark:1+2+3", "gymnastik:1"]
    assert {(one["type"], one["provider"], *one["supportedModes"]) for one in points.values()} == {
        ("locker", "hallenwart", "authorization")
    }


async def test_the_platform_is_told_what_happens_at_the_locker_and_believes_only_what_is_signed(town, url, system, platform):
    hook = f"http://127.0.0.1:{platform.port}/hallenwart"
    await platform.done("listen", url=hook)
    await platform.done("book", id="b1", points=[THIRD], **TIME)
    await platform.done("pay", id="b1")
    right = (await _list_of(town))[0].id
    for kind in (EventKind.AUTH_OK, EventKind.KEY_TAKEN, EventKind.KEY_RETURNED):
        event = Event(kind=kind, t_ms=town.clock.now_ms(), c="locker", a={"slot": 1, "grant": right})
        for listener in (town.backend.lockers.custody, town.backend.partner_desk.watch):
            await listener.on_event(town.arrival(), event)
        await town.backend.partner_desk.watch.look()
    await platform.done("cancel", id="b1")
    while await town.backend.partner_desk.webhooks.send_due():
        pass
    log = (await system.done("GET", "/webhook/events"))["events"]
    assert {one["status"] for one in log} == {204}
    told = await platform.done("webhooks")
    assert [(one["type"], one["booking"]) for one in told] == [
        (kind, "b1") for kind in ("used", "key_out", "returned", "revoked")
    ]


async def test_the_platform_believes_nothing_forged_and_nothing_old(town, system, platform):
    hook = f"http://127.0.0.1:{platform.port}/hallenwart"
    await platform.done("listen", url=hook)
    secret = (await system.done("POST", "/webhook/secret"))["secret"]
    await platform.done("trust", secret=secret)
    now_s, body = town.clock.now_ms() // 1000, b'{"id":"evt_1","type":"used","t_ms":1,"grant":{"id":"pc1"}}'
    good = signature(["whsec_old", secret], now_s, body)
    cases = {
        good: 204,
        signature([secret], now_s - 301, body): 401,
        signature([secret], now_s, body + b" "): 401,
        signature(["whsec_old"], now_s, body): 401,
        good.replace("v1=", "v0="): 401,
        f"t={now_s},v1=": 401,
        "": 401,
    }
    async with httpx.AsyncClient() as stranger:
        for header, status in cases.items():
            answer = await stranger.post(hook, content=body, headers={"Hallenwart-Signature": header})
            assert answer.status_code == status, header
    assert len(await platform.done("webhooks")) == 1


async def test_a_closed_key_is_told_as_such(town, system, platform):
    await town.backend.partner_desk.systems.revoke(system.id, by="Ada Admin")
    refused = (await platform.ask("book", id="b1", points=[THIRD], **TIME))["refused"]
    assert (refused["code"], refused["message"]) == ("bad_key", "Dieser Schlüssel gilt nicht.")
