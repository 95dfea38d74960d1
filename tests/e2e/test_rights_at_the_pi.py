"""What the server gives opens at the Pi: the list as it is published, checked by the guard that runs there."""

import pytest
from sqlalchemy import select

from hallenwart_backend.accounts.tables import people
from hallenwart_contract.codec import decode, encode
from hallenwart_contract.codes import duress_of
from hallenwart_contract.documents import Grants
from hallenwart_edge.access.entry import Entry
from hallenwart_edge.access.guard import Guard
from hallenwart_edge.access.rules import Decision, Method, Refusal
from hallenwart_edge.access.secrets import Secrets
from hallenwart_edge.ports import Card
from support.backends import ADMIN, HOUR_MS, JANA, KERN, MONDAY_NOON_MS, OSMAN, Town, open_town
from support.gate import sun_message

EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS
UID, SUN_UID = bytes.fromhex("04A21975BC6180"), bytes.fromhex("04A21975BC6181")


class Pi:
    """The guard of one locker in the town, on the town's clock."""

    def __init__(self, town: Town, folder) -> None:
        self.town = town
        entry = town.backend.devices.registry["nordpark-1"]
        signer = town.backend.access._signing_key.public_key()
        secrets = Secrets("nordpark-1", entry.secret, {1: signer})
        self.guard = Guard(folder / "access.json", secrets, town.clock, lambda: "ntp", (1, 2, 3, 4, 8))
        self.grants: Grants | None = None

    async def sync(self) -> None:
        """Take over the newest list, as it crosses the wire."""
        await self.town.backend.desk.publish_all()
        self.grants = decode(encode(self.town.backend.publisher.wanted("nordpark-1", "grants")), Grants)

    async def type(self, digits: str) -> Decision:
        self.town.clock.steady_ms += 3_600_000
        return await self.guard.code(Entry(digits), self.grants, {})

    async def show(self, card: Card) -> Decision:
        return await self.guard.card(card, self.grants, {})

    async def scan(self, text: str) -> Decision:
        return await self.guard.scan(text, self.grants, {})


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


@pytest.fixture
def pi(town, tmp_path):
    return Pi(town, tmp_path)


async def book(town, email=JANA, start_ms=EVENING_MS):
    client = await town.signed_in(email)
    wish = {"hall": "nordpark", "sections": [1, 2], "start_ms": start_ms, "end_ms": start_ms + HOUR_MS, "title": "A"}
    answer = await client.post("/api/bookings", json=wish)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def give(town, by, to, kind, **more):
    query = select(people.c.id).where(people.c.email == to)
    person = await town.backend.records.read(lambda connection: connection.scalar(query))
    answer = await (await town.signed_in(by)).post("/api/credentials", json={"person": person, "kind": kind, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_code_long_code_duress_code_and_pass_open_within_the_window_alone(town, pi):
    booking = await book(town)
    await pi.sync()
    text = (await town.backend.access.codes([booking["id"]]))[booking["id"]].passes[0].text
    long = booking["code"] + booking["extra"]
    assert not (await pi.type(booking["code"])).granted
    town.clock.advance(6 * HOUR_MS - 15 * 60_000 - 1)
    assert {(await pi.type(booking["code"])).refusal, (await pi.scan(text)).refusal} == {Refusal.EARLY}
    town.clock.advance(1)
    typed = [await pi.type(digits) for digits in (booking["code"], long, duress_of(long))]
    assert [each.slots for each in (*typed, await pi.scan(text))] == [(1, 2)] * 4
    assert [each.duress for each in typed] == [False, False, True]
    assert {(each.booking, each.method) for each in typed} == {(booking["id"], Method.PIN), (booking["id"], Method.LONG)}
    town.clock.advance(HOUR_MS + 30 * 60_000 + 1)
    assert {(await pi.type(long)).refusal, (await pi.scan(text)).refusal} == {Refusal.OVER}


async def test_a_move_takes_the_old_pass_along_and_a_cancelled_right_is_denied(town, pi):
    booking = await book(town)
    old = (await town.backend.access.codes([booking["id"]]))[booking["id"]].passes[0].text
    jana = await town.signed_in(JANA)
    later = {"start_ms": EVENING_MS + 2 * HOUR_MS, "end_ms": EVENING_MS + 3 * HOUR_MS}
    assert (await jana.patch(f"/api/bookings/{booking['id']}", json=later)).status_code == 200
    await pi.sync()
    town.clock.advance(6 * HOUR_MS)
    assert (await pi.scan(old)).refusal is Refusal.DENIED
    assert (await pi.type(booking["code"])).refusal is Refusal.EARLY
    town.clock.advance(2 * HOUR_MS)
    new = (await town.backend.access.codes([booking["id"]]))[booking["id"]].passes[0].text
    assert (await pi.type(booking["code"])).granted
    assert (await pi.scan(new)).granted
    await jana.delete(f"/api/bookings/{booking['id']}")
    await pi.sync()
    assert not (await pi.type(booking["code"])).granted
    assert (await pi.scan(new)).refusal is Refusal.DENIED


async def test_season_pin_cards_and_sun_cards_open_their_persons_bookings(town, pi):
    ours = await book(town)
    await book(town, OSMAN, EVENING_MS + 2 * HOUR_MS)
    pin = await give(town, JANA, JANA, "pin")
    await give(town, ADMIN, JANA, "card", uid=UID.hex())
    sun = await give(town, ADMIN, JANA, "sun", uid=SUN_UID.hex())
    meta = (await (await town.signed_in(ADMIN)).get("/api/access/sun-meta")).json()["key"]
    await pi.sync()
    town.clock.advance(6 * HOUR_MS)
    tap = sun_message(SUN_UID, 7, bytes.fromhex(sun["key"]), bytes.fromhex(meta))
    found = [
        await pi.type(pin["code"]),
        await pi.type(pin["long"]),
        await pi.show(Card(UID)),
        await pi.show(Card(SUN_UID, tap)),
    ]
    assert [(each.booking, each.slots) for each in found] == [(ours["id"], (1, 2))] * 4
    assert len({each.who for each in found}) == 1
    assert (await pi.show(Card(SUN_UID, tap))).refusal is Refusal.COPIED
    town.clock.advance(2 * HOUR_MS)
    assert not any([(await pi.type(pin["code"])).granted, (await pi.show(Card(UID))).granted])


async def test_staff_open_any_compartment_at_any_time_and_spare_codes_one(town, pi):
    staff = await give(town, KERN, KERN, "staff", site="nordpark")
    await pi.sync()
    decision = await pi.type(staff["long"])
    assert (decision.slots, decision.choose, decision.staff) == ((1, 2, 3, 4, 8), True, True)
    rev = town.backend.publisher.wanted("nordpark-1", "grants").rev
    await town.backend.lockers.custody._applied("nordpark-1", {"grants": rev})
    kern = await town.signed_in(KERN)
    told = (await kern.post("/api/devices/nordpark-1/dark-codes", json={"slot": 4, "reason": "Anruf"})).json()
    decision = await pi.type(told["digits"])
    assert (decision.slots, decision.method, decision.grant) == ((4,), Method.DARK, told["id"])
    await kern.delete(f"/api/devices/nordpark-1/dark-codes/{told['id']}")
    await pi.sync()
    assert (await pi.type(told["digits"])).refusal is Refusal.DENIED
