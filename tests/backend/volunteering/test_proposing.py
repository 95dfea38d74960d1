"""What help a match needs, and what becomes of it when the match moves or is cancelled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.volunteering.model import Task
from hallenwart_backend.volunteering.proposing import Occasion, proposals
from support.backends import HOUR_MS, JANA, open_town
from support.event_town import START_MS, match
from support.help_town import GUEST, letters, offer, sign_up, states, with_mail


def needed(**about) -> dict[str, int]:
    return {str(one.task): one.wanted for one in proposals(Occasion("b", "Derby", "nordpark", 0, 2 * HOUR_MS, **about))}


@pytest.mark.parametrize(
    ("about", "wanted"),
    [
        ({"spectators": 0}, {"cleaning": 2, "key_service": 1}),
        ({}, {"door": 1, "cleaning": 2, "key_service": 1}),
        ({"spectators": 49}, {"door": 1, "cleaning": 2, "key_service": 1}),
        ({"spectators": 50}, {"door": 1, "first_aid": 1, "cleaning": 2, "key_service": 1}),
        (
            {"spectators": 201, "streamed": True},
            {"door": 3, "first_aid": 2, "camera": 1, "catering": 2, "cleaning": 2, "key_service": 1},
        ),
    ],
)
def test_what_a_match_needs(about, wanted):
    assert needed(**about) == wanted


@given(st.integers(0, 20_000), st.booleans(), st.integers(1, 8))
def test_every_proposal_can_become_a_shift_and_more_people_never_need_fewer(people, streamed, hours):
    occasion = Occasion("b", "Derby", "nordpark", 10**12, 10**12 + hours * HOUR_MS, spectators=people, streamed=streamed)
    found = proposals(occasion)
    assert all(one.from_ms < one.to_ms and 1 <= one.wanted <= 200 for one in found)
    assert [one.task for one in found if one.key] == [Task.KEY_SERVICE]
    assert len({one.task for one in found}) == len(found)
    more = needed(spectators=people + 1, streamed=streamed)
    assert all(more[str(one.task)] >= one.wanted for one in found)


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        await with_mail(opened)
        yield opened


async def test_a_proposal_is_taken_or_dismissed_and_then_gone(town):
    booking, club = await match(town), await town.signed_in(JANA)

    async def open_tasks() -> list[str]:
        told = (await club.get("/api/volunteering/proposals", params={"club": "tsv-lindenau"})).json()["occasions"]
        return [one["role"] for occasion in told for one in occasion["proposals"]]

    assert await open_tasks() == ["key_service", "door", "cleaning"]
    await offer(town, booking=booking, role="door")
    gone = await club.post("/api/volunteering/proposals/dismiss", json={"booking": booking, "role": "cleaning"})
    assert gone.status_code == 204
    assert await open_tasks() == ["key_service"]


async def test_a_moved_match_moves_its_shifts_and_a_cancelled_one_cancels_them(town):
    booking, club = await match(town), await town.signed_in(JANA)
    shift = {"from_ms": START_MS - HOUR_MS // 2, "to_ms": START_MS + HOUR_MS // 2}
    after = {"from_ms": START_MS + 2 * HOUR_MS, "to_ms": START_MS + 3 * HOUR_MS}
    made = await offer(town, booking=booking, shifts=[shift, after])
    await sign_up(town, made)
    later = {"start_ms": START_MS + HOUR_MS, "end_ms": START_MS + 4 * HOUR_MS}
    moved = await club.patch(f"/api/bookings/{booking}", json=later)
    if moved.status_code == 405:
        moved = await club.post(f"/api/bookings/{booking}/move", json=later)
    assert moved.status_code < 300, moved.text
    assert await town.backend.volunteering.due.look() > 0
    told = (await club.get(f"/api/volunteering/offers/{made['id']}")).json()["shifts"]
    assert [one["from_ms"] for one in told] == [shift["from_ms"] + HOUR_MS, after["from_ms"] + 2 * HOUR_MS]
    assert sum(one["title"].startswith("Neue Zeit") for one in await letters(town)) == 2
    assert await town.backend.volunteering.due.look() == 0
    assert (await club.delete(f"/api/bookings/{booking}")).status_code < 300
    await town.backend.volunteering.due.look()
    assert await states(town, made) == {}
    assert (await letters(town, GUEST))[-1]["title"].startswith("Abgesagt")
    assert "Einlass beim Derby" not in (await town.stranger().get("/mitmachen")).text
