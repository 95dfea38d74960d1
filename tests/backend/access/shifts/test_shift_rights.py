"""A helper's code: at the locker for the shift alone, shown once the locker has it, dead in the transaction that ends it."""

import pytest
from sqlalchemy import select

from hallenwart_backend.access.grants import store as grant_store
from hallenwart_backend.access.grants.leaving import device_gone
from hallenwart_backend.access.grants.tables import grants
from hallenwart_backend.access.shifts.service import ShiftRights
from hallenwart_contract.passes import serial_of
from support.backends import HOUR_MS, open_town
from support.locker_town import book, tell

pytestmark = pytest.mark.usefixtures("each_database")
SIGNUP = "a1b2c3d4e5f60718"


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as town:
        yield town


@pytest.fixture
def rights(town):
    backend = town.backend
    return ShiftRights(backend.records, backend.places, backend.clock, backend.vault, signing_key=backend.signing_key)


async def give(town, rights, *, signup=SIGNUP, hall="nordpark", booking=None, starts_h=2):
    now = town.clock.now_ms()
    span = now + starts_h * HOUR_MS, now + (starts_h + 2) * HOUR_MS
    drawn = await rights.draw(hall, booking)
    await town.backend.records.write(lambda connection: rights.give(connection, signup, span, drawn, "who1"))
    return drawn, span


async def document(town, device="nordpark-1"):
    return await town.backend.access.grants_of(device)


async def test_it_opens_the_halls_compartments_in_the_shifts_time_and_names_no_booking(town, rights):
    drawn, span = await give(town, rights)
    found = {one.id: one for one in (await document(town)).g}[f"shift.{SIGNUP}.nordpark-1"]
    assert (sorted(found.slots), found.w, found.who, found.staff) == ([1, 2, 3], [span], "who1", False)
    assert found.pin == drawn.hashes["nordpark-1"].pin
    assert found.creds == []


async def test_the_code_is_shown_only_once_the_locker_has_it(town, rights):
    drawn, span = await give(town, rights)
    assert (await rights.codes([SIGNUP]))[SIGNUP].state == "waiting"
    assert (await rights.codes([SIGNUP]))[SIGNUP].code == ""

    def delivered(connection):
        grant_store.note_published(connection, "nordpark-1", "grants", digest="d", rev=7, holds=[f"shift.{SIGNUP}.nordpark-1"])
        grant_store.note_applied(connection, "nordpark-1", {"grants": 7}, now_ms=town.clock.now_ms())

    await town.backend.records.write(delivered)
    shown = (await rights.codes([SIGNUP]))[SIGNUP]
    assert (shown.state, shown.code + shown.extra) == ("stored", drawn.code)
    assert shown.from_ms < span[0] < span[1] < shown.to_ms
    assert [each.device for each in shown.passes] == ["nordpark-1"]


async def test_with_a_booking_only_its_own_part_opens(town, rights):
    now = town.clock.now_ms()
    booking = await book(town, "nordpark", now + HOUR_MS, now + 3 * HOUR_MS, "tsv-lindenau", section=2)
    drawn, _ = await give(town, rights, booking=booking.id)
    assert drawn.slots == {"nordpark-1": [2]}
    codes = await town.backend.access.codes([booking.id])
    assert codes[booking.id].code != drawn.code[:8]
    await town.backend.records.write(lambda connection: town.backend.access.revoke(connection, booking.id))
    assert (await rights.codes([SIGNUP])).keys() == {SIGNUP}


async def test_revoked_it_is_denied_at_once_and_a_new_one_is_another(town, rights):
    first, _ = await give(town, rights)
    assert await town.backend.records.write(lambda connection: rights.revoke(connection, [SIGNUP]))
    told = await document(town)
    assert f"shift.{SIGNUP}.nordpark-1" in told.deny
    assert [one.id for one in told.g if one.id.startswith("shift.")] == []
    assert await rights.codes([SIGNUP]) == {}
    assert not await town.backend.records.write(lambda connection: rights.revoke(connection, [SIGNUP]))
    second, _ = await give(town, rights)
    assert second.code != first.code
    assert [one.id for one in (await document(town)).g if one.id.startswith("shift.")] == [f"shift.{SIGNUP}.nordpark-1.2"]


async def test_a_key_taken_with_it_is_due_at_its_end_and_its_sign_up_is_known(town, rights):
    _, span = await give(town, rights)
    grant = f"shift.{SIGNUP}.nordpark-1"
    await tell(town, "key.taken", 1, grant=grant)
    (held,) = await town.backend.access.held_keys()
    assert (held.grant, held.booking, held.due_ms) == (grant, "", span[1])
    read = town.backend.records.read
    assert await read(lambda connection: rights.signup_of(connection, "nordpark-1", grant)) == SIGNUP
    shown = f"pass.{serial_of(grant).hex()}"
    assert await read(lambda connection: rights.signup_of(connection, "nordpark-1", shown)) == SIGNUP
    assert await read(lambda connection: rights.signup_of(connection, "nordpark-1", "g1")) == ""


async def test_over_its_code_is_erased_as_any(town, rights):
    await give(town, rights)
    town.clock.advance(30 * HOUR_MS)
    await town.backend.access.erase_over()
    row = await town.backend.records.read(
        lambda connection: connection.execute(select(grants).where(grants.c.id.startswith("shift."))).one()
    )
    assert (row.code, row.pin, row.long, row.duress) == (None, None, None, None)
    assert (await rights.codes([SIGNUP]))[SIGNUP].code == ""


async def test_with_its_locker_gone_the_code_is_dead_everywhere(town, rights):
    await give(town, rights)
    await town.backend.records.write(lambda connection: device_gone(connection, "nordpark-1", town.clock.now_ms()))
    assert await rights.codes([SIGNUP]) == {}


async def test_a_hall_without_locker_has_no_key(town, rights):
    now = town.clock.now_ms()
    drawn = await rights.draw("sued", None)
    assert not await town.backend.records.write(lambda connection: rights.give(connection, SIGNUP, (now, now + 1), drawn, ""))
    assert await rights.codes([SIGNUP]) == {}
