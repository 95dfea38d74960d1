"""The key of a shift: for whom the club knows by name, as long as place, shift and trust last, and not a moment longer."""

import datetime as dt

import pytest

from hallenwart_backend.errors import RefusedError
from hallenwart_backend.volunteering.model import HelpOfferState
from hallenwart_backend.volunteering.offering import OfferWish, ShiftWish
from support.backends import HOUR_MS, JANA, MEMBER, OSMAN, open_town
from support.helping_town import LINDENAU, join, offer, person, trust

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as town:
        yield town


async def told(town) -> list[str]:
    """Return the rights of shifts in the locker's list."""
    document = await town.backend.access.grants_of("nordpark-1")
    return [one.id for one in document.g if one.id.startswith("shift.")]


async def given(town, placed) -> bool:
    await town.backend.volunteering.hours.keys.look()
    return await told(town) == [f"shift.{placed.signup.id}.nordpark-1"]


async def denied(town, placed) -> bool:
    document = await town.backend.access.grants_of("nordpark-1")
    return await told(town) == [] and f"shift.{placed.signup.id}.nordpark-1" in document.deny


async def test_only_who_is_known_by_name_gets_one_and_loses_it_with_the_confirmation(town):
    placed = await join(town, await offer(town), MEMBER)
    assert not await given(town, placed)
    await trust(town, placed.helper.id)
    assert await given(town, placed)
    await town.backend.volunteering.hours.trusting.end(LINDENAU, placed.helper.id)
    assert await denied(town, placed)
    await town.backend.volunteering.hours.keys.look()
    assert await told(town) == []


@pytest.mark.parametrize("wish", [{"key": False}, {"hall": "", "place": "Stadtpark"}, {"hall": "sued"}])
async def test_without_a_key_or_a_locker_there_is_none(town, wish):
    placed = await join(town, await offer(town, **wish), MEMBER)
    await trust(town, placed.helper.id)
    assert not await given(town, placed)


async def test_a_confirmation_that_ends_before_the_shift_gives_none_and_one_made_shorter_takes_it_back(town):
    placed = await join(town, await offer(town, starts_h=10), MEMBER)
    await trust(town, placed.helper.id, hours=5)
    assert not await given(town, placed)
    await trust(town, placed.helper.id, hours=50)
    assert await given(town, placed)
    await trust(town, placed.helper.id, hours=5)
    assert await denied(town, placed)


async def test_whoever_signs_off_or_is_signed_off_or_forgotten_loses_it_at_once(town):
    signups = town.backend.volunteering.signups
    for act in (
        lambda one: signups.act(one.helper.id, one.signup.id, "cancel"),
        lambda one: signups.sign_off(one.signup.id),
        lambda one: signups.forget(one.helper.id),
    ):
        placed = await join(town, await offer(town), MEMBER)
        await trust(town, placed.helper.id)
        assert await given(town, placed)
        await act(placed)
        assert await denied(town, placed)
        document = await town.backend.access.grants_of("nordpark-1")
        assert document.deny


async def test_a_moved_shift_has_another_code_for_its_new_time_and_a_cancelled_offer_none(town):
    identity = await offer(town)
    placed = await join(town, identity, MEMBER)
    await trust(town, placed.helper.id)
    assert await given(town, placed)
    offers, jana = town.backend.volunteering.offers, await person(town, JANA)
    whole = await offers.one(identity)
    (shift,) = whole.shifts
    later = ShiftWish(shift.from_ms + HOUR_MS, shift.to_ms + HOUR_MS, shift.wanted, shift.id)
    wish = OfferWish(title=whole.offer.title, role="door", hall="nordpark", key=True, shifts=(later,))
    await offers.change(jana, identity, wish)
    assert await denied(town, placed)
    await town.backend.volunteering.hours.keys.look()
    document = await town.backend.access.grants_of("nordpark-1")
    (now,) = [one for one in document.g if one.id.startswith("shift.")]
    assert (now.id, now.w) == (f"shift.{placed.signup.id}.nordpark-1.2", [(later.from_ms, later.to_ms)])
    await offers.set_state(jana, identity, HelpOfferState.CANCELLED)
    assert await told(town) == []


async def test_a_youth_shift_needs_a_certificate_that_was_seen(town):
    room = town.backend.volunteering
    placed = await join(town, await offer(town, youth=True), MEMBER)
    assert placed.signup.state == "asked"
    await trust(town, placed.helper.id)
    assert not await given(town, placed)
    until = town.clock.now_ms() + 100 * HOUR_MS
    jana = await person(town, JANA)
    await room.hours.trusting.see(jana, LINDENAU, placed.helper.id, dt.date(2026, 11, 20), until)
    now = await room.signups.one(placed.signup.id)
    assert now.signup.state == "in"
    assert await given(town, placed)
    await room.hours.trusting.unsee(LINDENAU, placed.helper.id)
    assert await denied(town, placed)


async def test_another_clubs_confirmation_opens_nothing_here(town):
    placed = await join(town, await offer(town), MEMBER)
    osman, until = await person(town, OSMAN), town.clock.now_ms() + 100 * HOUR_MS
    with pytest.raises(RefusedError, match="no_such_helper"):
        await town.backend.volunteering.hours.trusting.confirm(osman, "bc-04", placed.helper.id, until)
    assert not await given(town, placed)


async def test_the_code_is_drawn_two_weeks_ahead_at_the_earliest(town):
    placed = await join(town, await offer(town, starts_h=20 * 24), MEMBER)
    await trust(town, placed.helper.id, hours=60 * 24)
    room = town.backend.volunteering.hours.keys
    await room.look()
    assert await room.codes([placed]) == {}
    town.clock.advance(7 * 24 * HOUR_MS)
    await room.look()
    assert (await room.codes([placed]))[placed.signup.id].state == "waiting"


async def test_whoever_leaves_the_club_or_is_erased_loses_it_at_once(town):
    accounts = town.backend.account_room
    member = await person(town, MEMBER)
    placed = await join(town, await offer(town), MEMBER)
    await trust(town, placed.helper.id)
    assert await given(town, placed)
    await town.backend.records.write(
        lambda connection: town.backend.volunteering.hours.trusting.left(connection, member.id, LINDENAU)
    )
    await town.backend.volunteering.hours.keys.look()
    assert await denied(town, placed)
    assert accounts.circle.left == [town.backend.volunteering.hours.trusting.left]
    await trust(town, placed.helper.id)
    await town.backend.volunteering.hours.keys.look()
    assert len(await told(town)) == 1
    await accounts.privacy.erase(member, member.id)
    await town.backend.volunteering.hours.keys.look()
    assert await denied(town, placed)
