"""How far a right has come, and when it is late."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.access.loop.steps import GrantAt, is_late, steps_of
from hallenwart_backend.booking.service import Wish
from hallenwart_contract import passes
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Conn, Event
from support.backends import HOUR_MS, JANA, KERN, MEMBER, MONDAY_NOON_MS, OSMAN, open_town

pytestmark = pytest.mark.usefixtures("each_database")

MINUTE_MS = 60_000
PART = GrantAt("g", "nordpark-1", (1,), MONDAY_NOON_MS, MONDAY_NOON_MS + HOUR_MS, created_ms=MONDAY_NOON_MS - HOUR_MS)
TIMES = ("delivered_ms", "applied_ms", "used_ms", "out_ms", "back_ms")


class Broker:
    """Takes everything, or nothing."""

    takes = True

    def publish(self, *_, **__):
        return self.takes


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        opened.backend.publisher._sender = Broker()
        yield opened


async def book(town, start_ms=MONDAY_NOON_MS + 6 * HOUR_MS, email=JANA):
    client = await town.signed_in(email)
    wish = {"hall": "nordpark", "sections": [1], "start_ms": start_ms, "end_ms": start_ms + 2 * HOUR_MS, "title": "E-Jugend"}
    answer = await client.post("/api/bookings", json=wish)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def seen(town, email=JANA):
    return (await (await town.signed_in(email)).get("/api/bookings")).json()["bookings"][0]


async def publish(town):
    await town.backend.desk.publish_all()
    await town.backend.rights.loop.look()


async def confirm(town, rev=None):
    rev = rev or town.backend.publisher.wanted("nordpark-1", "grants").rev
    conn = Conn(dev="nordpark-1", online=True, boot="b", conn=1, revs={"grants": rev})
    await town.backend.lockers.custody.on_conn(town.arrival(), conn)


async def late(town):
    await town.backend.rights.loop.look()
    return [one for one in await town.backend.incidents.open_incidents() if one.what.kind == "code_late"]


async def test_each_step_is_told_with_its_time(town):
    booking = await book(town)
    assert (booking["step"], booking["locker_ms"], booking["locker_current"]) == ("planned", None, False)
    town.clock.advance(1_000)
    await publish(town)
    assert (await seen(town))["step"] == "delivered"
    assert (await seen(town))["code_state"] == "waiting"
    town.clock.advance(1_000)
    await confirm(town)
    shown = await seen(town)
    assert (shown["step"], shown["code_state"], shown["locker_ms"]) == ("applied", "stored", town.clock.now_ms())
    assert shown["locker_current"]
    town.clock.advance(6 * HOUR_MS)
    grant = f"{booking['id']}.nordpark-1"
    told = [
        (town.backend.rights.loop, EventKind.AUTH_OK, {"grant": grant, "purpose": "use"}),
        (town.backend.lockers.custody, EventKind.KEY_TAKEN, {"grant": grant, "slot": 1}),
        (town.backend.lockers.custody, EventKind.KEY_RETURNED, {"grant": grant, "slot": 1}),
    ]
    for step, (listener, kind, a) in zip(("used", "key_out", "key_back"), told, strict=True):
        town.clock.advance(1_000)
        for _ in range(2):
            await listener.on_event(town.arrival(), Event(kind=kind, t_ms=town.clock.now_ms(), c="locker", a=a))
        shown = await seen(town)
        assert (shown["step"], shown["steps"][-1]["t_ms"]) == (step, town.clock.now_ms())
    assert [one["step"] for one in shown["steps"]] == ["planned", "delivered", "applied", "used", "key_out", "key_back"]


async def test_managers_and_code_readers_see_the_steps_at_each_locker(town):
    booking = await book(town)
    await publish(town)
    await confirm(town)
    url = f"/api/bookings/{booking['id']}/steps"
    for email, status in ((KERN, 200), (JANA, 200), (OSMAN, 403), (MEMBER, 403)):
        answer = await (await town.signed_in(email)).get(url)
        assert answer.status_code == status
    (locker,) = (await (await town.signed_in(KERN)).get(url)).json()["lockers"]
    assert (locker["device"], locker["slots"], locker["step"], locker["online"]) == ("nordpark-1", [1], "applied", False)
    assert (locker["list_ms"], locker["list_current"]) == (town.clock.now_ms(), True)
    assert (await (await town.signed_in(KERN)).get("/api/bookings/none/steps")).status_code == 404


async def test_what_no_broker_took_was_not_delivered(town):
    Broker.takes = False
    try:
        await book(town)
        await publish(town)
        assert (await seen(town))["step"] == "planned"
    finally:
        Broker.takes = True
    town.backend.publisher._hand_over("nordpark-1", "grants", 1, b"")
    await town.backend.rights.loop.look()
    assert (await seen(town))["step"] == "delivered"


async def test_a_locker_with_a_restored_card_no_longer_has_what_it_confirmed(town):
    await book(town)
    await publish(town)
    await confirm(town)
    await book(town, MONDAY_NOON_MS + 9 * HOUR_MS)
    await publish(town)
    await confirm(town)
    await confirm(town, rev=1)
    states = [one["code_state"] for one in (await (await town.signed_in(JANA)).get("/api/bookings")).json()["bookings"]]
    assert states == ["stored", "waiting"]
    locker = (await town.backend.build_view()).lockers[0]
    assert not locker.grants_current


async def test_a_right_that_does_not_arrive_becomes_an_incident_that_ends_when_it_does(town):
    await book(town)
    await publish(town)
    town.clock.advance(10 * MINUTE_MS - 1)
    assert await late(town) == []
    town.clock.advance(1)
    (incident,) = await late(town)
    assert (incident.what.device, incident.what.slot, incident.what.detail) == ("nordpark-1", 1, "TSV Lindenau · E-Jugend")
    assert len(await late(town)) == 1
    view = await town.backend.build_view()
    assert (view.next[0].code, view.next[0].step, view.lockers[0].grants_current) == ("waiting", "delivered", False)
    await confirm(town)
    (ended,) = await late(town)
    assert ended.cleared_ms == town.clock.now_ms()
    view = await town.backend.build_view()
    assert (view.next[0].step, view.lockers[0].grants_current, view.lockers[0].grants_ms) == (
        "applied",
        True,
        town.clock.now_ms(),
    )


async def test_what_begins_within_the_hour_is_late_after_two_minutes_and_what_is_cancelled_never(town):
    booking = await book(town, MONDAY_NOON_MS + HOUR_MS // 2)
    town.clock.advance(2 * MINUTE_MS)
    assert len(await late(town)) == 1
    jana = await town.signed_in(JANA)
    assert (await jana.delete(f"/api/bookings/{booking['id']}")).status_code == 204
    assert [one.cleared_ms for one in await late(town)] == [town.clock.now_ms()]


async def test_a_pass_is_signed_for_its_locker_and_shown_to_those_who_may_read_the_code(town):
    booking = await book(town)
    (shown,) = booking["passes"]
    assert (shown["device"], shown["slots"], booking["qr"]) == ("nordpark-1", [1], shown["qr"])
    assert {len(row) for row in shown["qr"]} == {len(shown["qr"])} == {41}
    assert (len(booking["code"]), len(booking["extra"])) == (8, 4)
    code = (await town.backend.access.codes([booking["id"]]))[booking["id"]]
    read = passes.read(code.passes[0].text, keys={1: town.backend.access._signing_key.public_key()})
    assert read == passes.Pass(
        passes.serial_of(f"{booking['id']}.nordpark-1"),
        passes.tag_of("nordpark-1"),
        booking["start_ms"],
        booking["end_ms"],
        (1,),
    )
    await book(town, email=OSMAN, start_ms=MONDAY_NOON_MS + 9 * HOUR_MS)
    hidden = await seen(town, MEMBER)
    assert (hidden["code"], hidden["extra"], hidden["passes"], hidden["qr"]) == (None, None, [], None)
    assert (await town.signed_in(KERN)) is not None


async def test_a_code_from_before_there_were_extra_digits_is_shown_as_it_is(town):
    wish = Wish("nordpark", (1,), MONDAY_NOON_MS + HOUR_MS, MONDAY_NOON_MS + 2 * HOUR_MS, "A")
    vault = town.backend.access._vault
    town.backend.access.draw = lambda *_: vault.hashed("48151623", {"nordpark-1": [1]})
    booking = await town.backend.bookings.enter(wish, club="tsv-lindenau", person=None)
    code = (await town.backend.access.codes([booking.id]))[booking.id]
    assert (code.code, code.extra) == ("48151623", "")


@given(
    st.dictionaries(st.sampled_from(TIMES), st.integers(1, 10**6)),
    st.dictionaries(st.sampled_from(TIMES), st.integers(1, 10**6)),
)
def test_steps_come_in_order_without_gaps_and_only_with_a_reason(one, other):
    for times in (one, other):
        if "out_ms" not in times:
            times.pop("back_ms", None)
    parts = [replace(PART, **one), replace(PART, device="nordpark-2", **other)]
    reached = [each.step for each in steps_of(parts)]
    assert reached == ["planned", "delivered", "applied", "used", "key_out", "key_back"][: len(reached)]
    out, back = ([getattr(part, name) for part in parts] for name in ("out_ms", "back_ms"))
    assert ("key_out" in reached) == any(out)
    assert ("key_back" in reached) == (any(out) and all(b for o, b in zip(out, back, strict=True) if o))
    if reached[-1] == "applied":
        assert all(part.applied_ms for part in parts)


def test_no_right_no_step():
    assert steps_of([]) == ()


@pytest.mark.parametrize(
    ("after_min", "starts_in_min", "changes", "expected"),
    [
        (9, 300, {}, False),
        (10, 300, {}, True),
        (10, 300, {"applied_ms": 1}, False),
        (10, 300, {"used_ms": 1}, False),
        (1, 60, {}, False),
        (2, 60, {}, True),
        (2, 61, {}, False),
        (10_000, 25 * 60, {}, False),
        (10_000, 24 * 60, {}, True),
        (10_000, -59, {}, True),
        (10_000, -60, {}, False),
    ],
)
def test_when_a_right_is_late(after_min, starts_in_min, changes, expected):
    now = MONDAY_NOON_MS - starts_in_min * MINUTE_MS
    part = replace(PART, created_ms=now - after_min * MINUTE_MS, **changes)
    assert is_late(part, late_ms=10 * MINUTE_MS, now_ms=now) == expected
