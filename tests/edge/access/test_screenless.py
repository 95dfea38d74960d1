"""A locker with a keypad, two lamps and a buzzer, and no screen: all is said by lamps and done by keys."""

import pytest

from hallenwart_contract.codes import duress_of
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.kiosk import KioskStep
from hallenwart_contract.messages import AlarmType
from hallenwart_edge.ports import Signal
from support.edge_time import until
from support.locker import CODE, LONG, WRONG, Locker, hashed, until_step

STAFF, PAIR = "902647158310", "58204613"


@pytest.fixture
async def locker(tmp_path):
    locker = Locker(tmp_path, screen=False)
    papers = locker.papers
    papers.give(
        papers.grant("g1", [1, 2], pin=hashed(CODE), long=hashed(LONG), duress=hashed(duress_of(LONG)), who="p1"),
        papers.grant("pair", [4], pin=hashed(PAIR), who="p4", second=True),
        papers.grant("other", [4], pin=hashed("70318254"), who="p5"),
        papers.grant("staff", [3, 5], long=hashed(STAFF), staff=True, emergency=True, who="s1"),
    )
    locker.halls = {1: "nord"}
    await locker.start()
    yield locker
    await locker.stop()


def lit(locker):
    return locker.lamps.shown[-1]


async def heard(locker, what):
    """Do something and return what the lamps said meanwhile."""
    before = len(locker.lamps.shown)
    await what
    return locker.lamps.shown[before:]


async def test_every_key_is_acknowledged_and_a_right_code_opens(locker):
    assert lit(locker) is Signal.READY
    for key in CODE:
        assert await heard(locker, locker.press(key)) == [Signal.KEY]
    assert await heard(locker, locker.type("")) == [Signal.CHECKING, Signal.GRANTED]
    await locker.push_shut(1, key=False)
    await locker.push_shut(2, key=False)
    assert lit(locker) is Signal.DONE
    await locker.clock.advance(9)
    assert lit(locker) is Signal.READY


async def test_an_open_door_asks_to_be_shut(locker):
    await locker.type(CODE)
    await locker.clock.advance(31)
    assert lit(locker) is Signal.CLOSE_DOOR
    await locker.push_shut(1, key=False)
    assert lit(locker) is Signal.GRANTED


async def test_wrong_codes_are_refused_and_then_made_to_wait(locker):
    await locker.type(WRONG)
    assert lit(locker) is Signal.REFUSED
    await locker.type(WRONG)
    await locker.type(WRONG)
    assert lit(locker) is Signal.WAIT
    await locker.clock.advance(11)
    assert lit(locker) is Signal.READY


async def test_a_code_that_is_too_short_is_refused_at_once_and_goes_on(locker):
    assert (await heard(locker, locker.press("4711#")))[-1] is Signal.REFUSED
    assert (await heard(locker, locker.press(CODE[4:])))[-1] is Signal.KEY
    await locker.type("")
    assert locker.step is KioskStep.OPEN


async def test_a_second_person_is_asked_for_by_lamps(locker):
    await locker.type(PAIR)
    assert (lit(locker), locker.wall.pulses) == (Signal.SECOND, [])
    await locker.type("70318254")
    await until_step(locker, lambda kiosk: kiosk.step is KioskStep.OPEN)
    assert (lit(locker), locker.wall.pulses) == (Signal.GRANTED, [3])


async def test_the_star_ends_waiting_for_a_second_person(locker):
    await locker.type(PAIR)
    await locker.press("*")
    assert lit(locker) is Signal.READY


async def test_staff_choose_by_number(locker):
    await locker.type(STAFF)
    assert (lit(locker), locker.wall.pulses) == (Signal.GRANTED, [])
    await locker.press("5#")
    await locker.clock.advance(0.5)
    assert locker.wall.pulses == [4]


async def test_zero_opens_all_for_whoever_may(locker):
    await locker.type(STAFF)
    await locker.press("0#")
    await until_step(locker, lambda _: len(locker.told(EventKind.EMERGENCY_OPENED)) == 8)
    assert sorted(locker.wall.pulses) == list(range(8))


async def test_a_missing_key_is_refused_for_a_moment_and_the_next_compartment_opens(locker):
    locker.wall.key[0] = False
    await locker.clock.advance(4)
    await locker.type(CODE)
    assert (lit(locker), locker.wall.pulses) == (Signal.REFUSED, [])
    await locker.clock.advance(7)
    assert (lit(locker), locker.wall.pulses) == (Signal.GRANTED, [1])


async def test_nothing_is_asked_on_return_and_people_inside_are_told_all_the_same(locker):
    locker.board.people["nord"] = 2
    await locker.type(CODE)
    await locker.push_shut(1, key=False)
    await locker.push_shut(2, key=True)
    await locker.clock.advance(10)
    await locker.type(CODE)
    await locker.push_shut(1, key=True)
    await until_step(locker, lambda kiosk: kiosk.slot == 2)
    await locker.push_shut(2, key=True)
    assert (locker.step, lit(locker)) == (KioskStep.RETURNED, Signal.DONE)
    assert [told["people"] for told in locker.told(EventKind.INSIDE_TOLD)] == [2]


async def test_duress_sounds_like_any_other(locker):
    said = await heard(locker, locker.type(duress_of(LONG)))
    assert said[-1] is Signal.GRANTED
    assert [alarm.type for alarm in locker.outbox.alarms] == [AlarmType.DURESS]


async def test_an_alarm_of_the_site_is_said_above_all(locker):
    locker.alarmed = True
    await locker.clock.advance(1)
    assert lit(locker) is Signal.LEAVE
    await locker.press(f"{CODE}#")
    await until(lambda: locker.wall.pulses == [0])
    locker.alarmed = False
    await locker.clock.advance(1)
    assert lit(locker) is Signal.GRANTED


async def test_lamps_that_fail_stop_nothing_and_heal(locker):
    locker.lamps.broken = True
    await locker.type(CODE)
    assert locker.wall.pulses == [0]
    assert locker.board.sensors["lamps"] == "fault"
    locker.lamps.broken = False
    await locker.push_shut(1, key=False)
    assert locker.board.sensors["lamps"] == "ok"
    assert lit(locker) is Signal.GRANTED
