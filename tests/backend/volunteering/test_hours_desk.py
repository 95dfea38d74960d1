"""Signs become hours, a club confirms and corrects them, everything is signed and in the evidence log, names can go."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import select

from hallenwart_backend.errors import RefusedError
from hallenwart_backend.evidence.tables import evidence
from hallenwart_backend.volunteering.hours.record import to_sign
from hallenwart_contract.event_kinds import EventKind
from support.backends import HOUR_MS, JANA, MEMBER, open_town
from support.helping_town import LINDENAU, check_in, join, key, offer, person, trust

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as town:
        yield town


async def helped(town, **wish):
    """Return somebody in a shift that has just begun."""
    placed = await join(town, await offer(town, **wish), MEMBER)
    town.clock.advance(2 * HOUR_MS)
    return placed


def over(town):
    """Let the shift end."""
    town.clock.advance(3 * HOUR_MS)


def desk(town):
    return town.backend.volunteering.hours.desk


async def test_a_mark_at_the_halls_reader_is_a_sign_once_and_at_another_site_none(town):
    placed = await helped(town)
    await check_in(town, placed, device="sued-1")
    assert (await desk(town).one(placed.signup.id)).worked is None
    await check_in(town, placed, minutes=40)
    found = await desk(town).one(placed.signup.id)
    assert ([row.kind for row in found.signs], found.worked.minutes, found.worked.basis) == (["mark"], 140, "mark")


async def test_the_shifts_key_is_a_sign(town):
    placed = await join(town, await offer(town), MEMBER)
    await trust(town, placed.helper.id)
    await town.backend.volunteering.hours.keys.look()
    town.clock.advance(2 * HOUR_MS)
    await key(town, placed, EventKind.KEY_TAKEN)
    await key(town, placed, EventKind.KEY_RETURNED, minutes=90)
    found = await desk(town).one(placed.signup.id)
    assert (found.worked.minutes, found.worked.basis) == (90, "key")


async def test_confirmed_hours_are_signed_and_in_the_log_without_a_name(town):
    placed = await helped(town)
    await check_in(town, placed)
    over(town)
    made = await desk(town).confirm(await person(town, JANA), placed.signup.id, None, "")
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(town.backend.volunteering.hours.papers.public_key()))
    public.verify(base64.b64decode(made.signature), to_sign(made.record.encode()))
    assert (json.loads(made.record)["minutes"], "Mia" in made.record) == (180, False)
    link = await town.backend.records.read(
        lambda connection: connection.execute(select(evidence).where(evidence.c.about == made.id)).one()
    )
    assert (link.kind, link.who) == ("hours.confirmed", town.backend.access.pseudonym((await person(town, JANA)).id))
    assert (await town.backend.volunteering.signups.one(placed.signup.id)).signup.state == "done"


async def test_a_correction_needs_a_reason_and_replaces_what_stood(town):
    placed = await helped(town)
    await check_in(town, placed)
    jana = await person(town, JANA)
    with pytest.raises(RefusedError, match="not_over"):
        await desk(town).confirm(jana, placed.signup.id, None, "")
    over(town)
    first = await desk(town).confirm(jana, placed.signup.id, None, "")
    for minutes, reason, code in ((240, "", "say_why"), (7, "länger", "no_step")):
        with pytest.raises(RefusedError) as refused:
            await desk(town).confirm(jana, placed.signup.id, minutes, reason)
        assert refused.value.code == code
    second = await desk(town).confirm(jana, placed.signup.id, 240, "Hat noch aufgeräumt.")
    assert (second.replaces, second.minutes, second.basis) == (first.id, 240, "club")
    assert (await desk(town).hours(first.id)).withdrawn_ms is not None
    assert await desk(town).hours_of(LINDENAU, 2026) == 240
    town.clock.advance(2 * HOUR_MS)
    figures = await town.backend.clubs.figures.of(LINDENAU, 2026)
    assert figures.total.volunteer_min == 240
    assert await desk(town).hours_of(LINDENAU, 2025) == await desk(town).hours_of("bc-04", 2026) == 0
    await desk(town).withdraw(jana, second.id, "War jemand anders.")
    assert await desk(town).hours_of(LINDENAU, 2026) == 0
    assert (await town.backend.evidence.verify()).fault_at is None


async def test_who_was_not_seen_needs_a_word_and_a_word_alone_is_the_whole_shift(town):
    placed = await helped(town)
    jana = await person(town, JANA)
    with pytest.raises(RefusedError) as refused:
        await desk(town).confirm(jana, placed.signup.id, None, "")
    assert refused.value.code == "nothing_seen"
    await desk(town).was_absent(placed.signup.id)
    await desk(town).was_there(jana, placed.signup.id)
    found = await desk(town).one(placed.signup.id)
    assert (found.worked.minutes, found.worked.basis, found.placed.signup.state) == (180, "person", "in")
    over(town)
    await desk(town).confirm(jana, placed.signup.id, None, "")
    with pytest.raises(RefusedError):
        await desk(town).was_absent(placed.signup.id)


async def test_nothing_is_confirmed_before_it_begins(town):
    placed = await join(town, await offer(town), MEMBER)
    with pytest.raises(RefusedError) as refused:
        await desk(town).was_there(await person(town, JANA), placed.signup.id)
    assert refused.value.code == "not_begun"


async def test_a_forgotten_helper_leaves_hours_without_a_name_and_the_chain_whole(town):
    placed = await helped(town)
    await check_in(town, placed)
    over(town)
    made = await desk(town).confirm(await person(town, JANA), placed.signup.id, None, "")
    papers = town.backend.volunteering.hours.papers
    number, pdf = await papers.certificate(placed.helper.id, "de")
    assert pdf.startswith(b"%PDF")
    assert await papers.fits(number, "mia  member") is True
    assert await papers.fits(number, "Max Member") is False
    await town.backend.volunteering.signups.forget(placed.helper.id)
    (left,) = await desk(town).of_year(LINDENAU, 2026)
    assert (left.hours.minutes, left.hours.signup, left.name, left.salt) == (180, None, "", b"")
    checked = await papers.check(number)
    assert (checked.standing.word, checked.intact, await papers.fits(number, "Mia Member")) == ("valid", True, None)
    assert (await town.backend.evidence.verify()).fault_at is None
    assert (await papers.check(made.id)).standing.word == "valid"


async def test_a_paper_of_the_same_hours_is_the_same_and_says_what_was_withdrawn(town):
    placed = await helped(town)
    await check_in(town, placed)
    jana, papers = await person(town, JANA), town.backend.volunteering.hours.papers
    over(town)
    made = await desk(town).confirm(jana, placed.signup.id, None, "")
    number, _ = await papers.certificate(placed.helper.id, "de")
    assert (await papers.certificate(placed.helper.id, "de"))[0] == number
    await desk(town).confirm(jana, placed.signup.id, 60, "Ging früher.")
    assert (await papers.check(number)).standing.word == "withdrawn"
    newer, _ = await papers.certificate(placed.helper.id, "de")
    assert newer != number
    assert (await papers.check(made.id)).standing.word == "withdrawn"
    assert await papers.check("0" * 20) is None
