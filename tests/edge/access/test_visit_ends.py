"""Ways home from half a visit: one key of two, a spare, a door that jams or is left open, an open door somebody else finds."""

import pytest

from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.kiosk import KioskStep
from support.edge_time import until
from support.locker import CODE, Locker, hashed, season_card, until_step

ANNA, BERND, CARLA = b"\x04anna...", b"\x04bernd..", b"\x04carla.."
PAIR, OTHER = "58204613", "70415926"


@pytest.fixture
async def locker(tmp_path):
    locker = Locker(tmp_path)
    papers = locker.papers
    papers.give(
        papers.grant("g1", [1, 2], pin=hashed(CODE), booking="b1", who="p1"),
        papers.grant("g2", [1], pin=hashed(OTHER), booking="b2", who="p2"),
        papers.grant("pair", [4, 5], pin=hashed(PAIR), who="p4", second=True, creds=["anna", "bernd"]),
        papers.grant("staff", [1, 4, 5], creds=["carla"], who="carla", staff=True),
        creds=[
            season_card("anna", ANNA, who="anna"),
            season_card("bernd", BERND, who="bernd"),
            season_card("carla", CARLA, who="carla"),
        ],
        spares={1: 8},
    )
    await locker.start()
    yield locker
    await locker.stop()


async def find_open(locker, code):
    """Type a code whose door stands open: its key is judged first, which takes the locker's time."""
    admitted = len(locker.told(EventKind.AUTH_OK))
    await locker.press(f"{code}#")
    await until(lambda: len(locker.told(EventKind.AUTH_OK)) > admitted)
    await locker.clock.advance(1)


async def test_two_trainers_of_one_booking_with_cards_of_their_own_are_two_persons(locker):
    await locker.tap(ANNA)
    await locker.tap(ANNA)
    assert (locker.step, locker.kiosk.fault, locker.wall.pulses) == (KioskStep.WAIT_SECOND, "second_same", [])
    await locker.tap(BERND)
    assert (locker.step, locker.wall.pulses) == (KioskStep.OPEN, [3])


async def test_the_code_of_a_booking_and_the_card_of_one_of_its_trainers_may_be_one_person(locker):
    await locker.type(PAIR)
    await locker.tap(BERND)
    assert (locker.step, locker.kiosk.fault, locker.wall.pulses) == (KioskStep.WAIT_SECOND, "second_same", [])


async def test_a_key_comes_home_without_a_second_person_whatever_else_its_right_opens(locker):
    await locker.tap(ANNA)
    await locker.tap(BERND)
    await locker.push_shut(4, key=False)
    await locker.push_shut(5, key=True)
    await until_step(locker, lambda kiosk: kiosk.step is KioskStep.PIN)
    locker.wall.pulses.clear()
    await locker.tap(ANNA)
    assert (locker.step, locker.kiosk.slot, locker.wall.pulses) == (KioskStep.OPEN, 4, [3])
    await locker.push_shut(4, key=True)
    assert (locker.step, locker.kiosk.slot, locker.wall.pulses) == (KioskStep.WAIT_SECOND, 5, [3])
    assert len(locker.told(EventKind.KEY_RETURNED)) == 1
    await locker.press("*")
    await until_step(locker, lambda kiosk: kiosk.step is KioskStep.REPORT)
    assert locker.wall.pulses == [3]


async def test_a_spare_key_comes_home_alone_and_the_hall_is_reported(locker):
    await locker.type(OTHER)
    await locker.push_shut(1, key=False)
    await until_step(locker, lambda kiosk: kiosk.step is KioskStep.PIN)
    papers = locker.papers
    papers.give(papers.grant("g3", [1], pin=hashed(CODE), who="p3"))
    await locker.type(CODE)
    await locker.act("spare")
    await locker.clock.advance(0.5)
    await locker.push_shut(8, key=False)
    await until_step(locker, lambda kiosk: kiosk.step is KioskStep.PIN)
    locker.wall.pulses.clear()
    await locker.type(CODE)
    assert (locker.step, locker.kiosk.slot, locker.kiosk.also, locker.wall.pulses) == (KioskStep.OPEN, 8, [], [7])
    await locker.push_shut(8, key=True)
    assert (locker.step, locker.kiosk.slot) == (KioskStep.REPORT, 8)


async def test_a_spare_out_of_service_is_not_offered(locker):
    await locker.type(OTHER)
    await locker.push_shut(1, key=False)
    await until_step(locker, lambda kiosk: kiosk.step is KioskStep.PIN)
    locker.papers.give(*locker.papers.grants.g, out_of_service=[8])
    await locker.clock.advance(0.5)
    await locker.type(CODE)
    assert (locker.step, locker.kiosk.spare) == (KioskStep.KEY_GONE, None)


async def test_who_brought_one_key_back_is_asked_about_it_though_the_other_is_gone(locker):
    await locker.type(OTHER)
    await locker.push_shut(1, key=False)
    await until_step(locker, lambda kiosk: kiosk.step is KioskStep.PIN)
    await locker.type(CODE)
    await locker.act("done")
    await locker.clock.advance(0.5)
    await locker.push_shut(2, key=False)
    await until_step(locker, lambda kiosk: kiosk.step is KioskStep.PIN)
    await locker.type(CODE)
    await locker.push_shut(2, key=True)
    assert locker.step is KioskStep.KEY_GONE
    await locker.act("done")
    await until_step(locker, lambda kiosk: kiosk.step is KioskStep.REPORT)


async def test_a_door_that_jams_does_not_keep_the_next_one_shut(locker):
    locker.wall.jammed.add(0)
    await locker.type(CODE)
    await until_step(locker, lambda kiosk: kiosk.step is KioskStep.OPEN)
    assert (locker.kiosk.slot, locker.wall.pulses) == (2, [0, 1])
    await locker.push_shut(2, key=False)
    assert (locker.step, locker.kiosk.slot) == (KioskStep.JAMMED, 1)


async def test_no_door_springs_open_while_the_one_before_is_left_open(locker):
    await locker.type(CODE)
    locker.wall.key[0] = False
    await locker.clock.advance(70)
    assert (locker.step, locker.wall.pulses) == (KioskStep.PIN, [0])


async def test_behind_a_door_whose_hook_is_broken_the_next_one_still_opens(locker):
    locker.wall.closed[0] = False
    await locker.clock.advance(2)
    await find_open(locker, CODE)
    await locker.clock.advance(70)
    assert locker.wall.pulses[-1] == 1


async def test_who_finds_the_door_of_another_open_answers_for_the_key(locker):
    await locker.type(CODE)
    await locker.act("done")
    assert (locker.step, locker.wall.closed[0]) == (KioskStep.PIN, False)
    await find_open(locker, OTHER)
    locker.wall.key[0] = False
    await locker.clock.advance(1)
    assert [told["grant"] for told in locker.told(EventKind.KEY_TAKEN)] == ["g2"]
