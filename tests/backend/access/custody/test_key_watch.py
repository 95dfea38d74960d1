"""Keys that are late, wanted, gone; halls in use without a key: who is told, once, and when it ends."""

import pytest

from hallenwart_backend.access.custody.hand_over import HandOver
from hallenwart_backend.access.grants import demands
from hallenwart_backend.access.grants.demands import SiteAccess
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.lockers import join_lockers
from hallenwart_contract.event_kinds import EventKind
from support.backends import HOUR_MS, JANA, MEMBER, MONDAY_NOON_MS, OSMAN, open_town
from support.locker_town import book, count_people, incident, letters, look, open_kinds, reachable, take, tell

END_MS = MONDAY_NOON_MS + HOUR_MS
TSV, BC = "tsv-lindenau", "bc-04"


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        await reachable(opened, JANA, OSMAN, MEMBER)
        yield opened


async def _out(town, club=TSV):
    booking = await book(town, "nordpark", MONDAY_NOON_MS, END_MS, club)
    await take(town, booking)
    return booking


async def test_a_code_is_kept_until_its_late_key_is_back(town):
    booking = await _out(town)
    town.clock.wall_ms = END_MS
    town.clock.advance(24 * HOUR_MS)
    await town.backend.access.erase_over()
    late = (await town.backend.access.codes([booking.id]))[booking.id]
    assert late.code is not None
    await tell(town, EventKind.KEY_RETURNED)
    await town.backend.access.erase_over()
    assert (await town.backend.access.codes([booking.id]))[booking.id].code is None


async def test_a_late_key_first_reminds_its_club_then_calls_people(town):
    await _out(town)
    town.clock.wall_ms = END_MS
    await look(town, 15)
    assert await letters(town) == []
    for _ in range(3):
        await look(town, 1)
    assert await letters(town) == [
        (JANA, "Schlüssel Nordpark Drittel 1 bitte zurückbringen / Please return key Nordpark Drittel 1")
    ]
    assert await open_kinds(town) == []
    await look(town, 13)
    assert await open_kinds(town) == ["key_overdue"]
    assert (await incident(town, "key_overdue")).what.detail == "TSV Lindenau · Gruppe tsv-lindenau"
    await tell(town, EventKind.KEY_RETURNED)
    await look(town)
    assert await open_kinds(town) == []
    assert len(await letters(town)) == 1


async def test_the_grace_that_the_office_gave_the_site_counts_for_its_keys(town):
    grace = SiteAccess(before_min=0, after_min=40)
    await town.backend.records.write(lambda connection: demands.set_site(connection, "nordpark", grace))
    await _out(town)
    town.clock.wall_ms = END_MS
    await look(town, 40)
    assert await letters(town) == []
    await look(town, 1)
    assert [address for address, _ in await letters(town)] == [JANA]
    jana = await town.signed_in(JANA)
    assert [key["overdue"] for key in (await jana.get("/api/keys")).json()["keys"]] == [True]
    await look(town, 14)
    assert await open_kinds(town) == []
    await look(town, 1)
    assert await open_kinds(town) == ["key_overdue"]


@pytest.mark.parametrize(("before_min", "known"), [(30, True), (20, False)])
async def test_a_key_taken_without_a_word_belongs_to_the_right_whose_window_with_the_site_s_grace_it_is(
    town, before_min, known
):
    grace = SiteAccess(before_min=before_min, after_min=0)
    await town.backend.records.write(lambda connection: demands.set_site(connection, "nordpark", grace))
    booking = await book(town, "nordpark", MONDAY_NOON_MS + 2 * HOUR_MS, MONDAY_NOON_MS + 3 * HOUR_MS, TSV)
    await tell(town, EventKind.KEY_TAKEN, at_ms=booking.start_ms - 25 * 60_000)
    (held,) = await town.backend.access.held_keys()
    assert (held.booking == booking.id) == known


async def test_a_reminder_is_told_once_over_a_restart(town):
    await _out(town)
    town.clock.wall_ms = END_MS
    await look(town, 16)
    backend = town.backend
    again = join_lockers(
        backend.records,
        backend.places,
        backend.clock,
        backend.incidents,
        backend.board,
        backend.devices.commands,
        backend.evidence,
        filled=backend.followers.queue_filled,
        keys_moved=backend.followers.keys_changed,
        rights_changed=backend.followers.compartments_changed,
        pseudonym=str,
        hand_over=HandOver(backend.places),
    )
    await again.look()
    assert len(await letters(town)) == 1


async def test_the_next_group_learns_that_its_key_is_out_and_so_does_the_one_who_has_it(town):
    await _out(town)
    following = await book(town, "nordpark", END_MS, END_MS + HOUR_MS, BC)
    town.clock.wall_ms = END_MS
    await look(town, 5)
    assert await open_kinds(town) == []  # they meet at the door
    for _ in range(2):
        await look(town, 1)
    assert await open_kinds(town) == ["key_conflict"]
    assert (
        await incident(town, "key_conflict")
    ).what.detail == "TSV Lindenau · Gruppe tsv-lindenau → 14:00 BC 04 · Gruppe bc-04".replace("14:00", "13:00")
    assert [address for address, _ in await letters(town)] == [JANA, OSMAN]
    assert "wird gebraucht" in (await letters(town))[0][1]
    assert "noch nicht zurück" in (await letters(town))[1][1]
    await tell(town, EventKind.KEY_RETURNED)
    await take(town, following)
    await look(town, 1)
    assert await open_kinds(town) == []
    assert len(await letters(town)) == 2


async def test_a_conflict_ends_when_the_next_booking_is_moved_away(town):
    await _out(town)
    following = await book(town, "nordpark", END_MS, END_MS + HOUR_MS, BC)
    town.clock.wall_ms = END_MS
    await look(town, 6)
    assert await open_kinds(town) == ["key_conflict"]
    await town.backend.records.write(lambda connection: bookings.cancel(connection, following.id, now_ms=town.clock.now_ms()))
    await look(town)
    assert await open_kinds(town) == []


async def test_a_club_hands_the_key_on_to_its_own_next_group_without_a_word(town):
    await _out(town)
    await book(town, "nordpark", END_MS, END_MS + HOUR_MS, TSV)
    town.clock.wall_ms = END_MS
    await look(town, 10)
    assert (await open_kinds(town), await letters(town)) == ([], [])


async def test_another_section_s_booking_fears_nothing(town):
    await _out(town)
    await book(town, "nordpark", END_MS, END_MS + HOUR_MS, BC, section=2)
    town.clock.wall_ms = END_MS
    await look(town, 10)
    assert await open_kinds(town) == []


@pytest.mark.parametrize(
    ("kind", "told", "sev", "cure"),
    [
        (EventKind.KEY_MISSING, "key_missing", "warn", EventKind.KEY_RETURNED),
        (EventKind.KEY_UNKNOWN, "key_unknown", "crit", EventKind.KEY_RETURNED),
        (EventKind.RESPONDER_OPENED, "responder", "warn", EventKind.RESPONDER_SHUT),
        (EventKind.MAINS_LOST, "mains", "warn", EventKind.MAINS_BACK),
        (EventKind.LOCKOUT_START, "guessing", "info", EventKind.LOCKOUT_END),
    ],
)
async def test_what_a_locker_tells_is_an_incident_until_it_is_over(town, kind, told, sev, cure):
    began = town.clock.now_ms()
    await tell(town, kind)
    found = await incident(town, told)
    assert (found.what.sev, len(found.causes), found.what.device) == (sev, 1, "nordpark-1")
    town.clock.advance(1_000)
    await tell(town, cure)
    assert await open_kinds(town) == []
    await tell(town, kind, at_ms=began)  # told again after a crash
    assert await open_kinds(town) == []


async def test_a_key_nobody_answers_for_is_out_without_a_holder_and_a_person_may_close_the_case(town):
    await book(town, "nordpark", MONDAY_NOON_MS, END_MS, TSV)
    await tell(town, EventKind.KEY_UNKNOWN)
    (held,) = await town.backend.access.held_keys()
    assert (held.booking, held.grant, held.due_ms) == ("", "", None)
    found = await incident(town, "key_unknown")
    closed = await town.backend.incidents.resolve(found.id, by="M. Kern", note="Anzeige", may=lambda _: True)
    assert closed.state == "resolved"


async def test_a_capped_pad_is_free_again_after_a_day_and_the_end_of_a_pause_does_not_end_it(town):
    await tell(town, EventKind.PAD_CAPPED, None, wrong=20)
    await tell(town, EventKind.LOCKOUT_END, None)
    await look(town, 24 * 60 - 1)
    assert await open_kinds(town) == ["guessing"]
    await look(town, 1)
    assert await open_kinds(town) == []


async def _people_for(town, hall, minutes, number):
    for _ in range(minutes):
        await count_people(town, hall, number)
        await look(town, 1)


async def test_people_still_counted_after_the_key_came_back_are_told_and_end_when_they_leave(town):
    await _out(town)
    await count_people(town, "nordpark", 8)
    await tell(town, EventKind.KEY_RETURNED)
    await _people_for(town, "nordpark", 9, 8)
    assert await open_kinds(town) == []
    await _people_for(town, "nordpark", 1, 8)
    assert await open_kinds(town) == ["inside"]
    await _people_for(town, "nordpark", 3, None)
    assert await open_kinds(town) == ["inside"]  # a counter that fails proves nothing
    await _people_for(town, "nordpark", 1, 0)
    assert await open_kinds(town) == []


async def test_a_hall_in_use_without_a_key_is_told_after_ten_minutes_and_ends_with_a_key(town):
    booking = await book(town, "nordpark", MONDAY_NOON_MS, END_MS, TSV)
    await _people_for(town, "nordpark", 9, 3)
    assert await open_kinds(town) == []
    await _people_for(town, "nordpark", 1, 3)
    assert await open_kinds(town) == ["no_key"]
    assert (await incident(town, "no_key")).what.hall == "nordpark"
    await take(town, booking)
    await look(town)
    assert await open_kinds(town) == []


@pytest.mark.parametrize(
    "counts",
    [
        [3, 3, 3, 3, 3, 0, 3, 3, 3, 3, 3, 3],  # somebody looked in
        [3, 3, 3, 3, 3, None, 3, 3, 3, 3, 3, 3],  # not known for a minute
        [None] * 12,
    ],
)
async def test_what_is_not_known_of_ten_minutes_accuses_nobody(town, counts):
    for number in counts:
        await count_people(town, "nordpark", number)
        await look(town, 1)
    assert await open_kinds(town) == []


async def test_a_general_key_and_the_town_s_own_booking_explain_people_in_a_hall(town):
    await tell(town, EventKind.KEY_TAKEN, 8)
    await _people_for(town, "nordpark", 12, 3)
    await _people_for(town, "gymnastik", 12, 3)
    assert await open_kinds(town) == []
    await tell(town, EventKind.KEY_RETURNED, 8)
    town.clock.wall_ms = MONDAY_NOON_MS + 6 * HOUR_MS
    cleaning = await book(town, "gymnastik", town.clock.now_ms(), town.clock.now_ms() + HOUR_MS, None)
    assert cleaning.club is None
    await _people_for(town, "gymnastik", 12, 3)
    assert await open_kinds(town) == []


async def test_a_hall_without_a_locker_says_nothing_about_keys(town):
    await _people_for(town, "sued", 12, 3)
    assert await open_kinds(town) == []
