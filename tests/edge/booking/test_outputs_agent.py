"""The agent of lights and heatings: it follows plan, presence, hands and alarms, and what its device confirms."""

import asyncio
import contextlib

import msgspec
import pytest
from gpiozero.pins.mock import MockFactory

from hallenwart_contract.documents import Command, CommandFor
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import ClockTrust, Quality
from hallenwart_contract.outputs import OutputKind, OutputWhy
from hallenwart_contract.site_link import ZoneAlarm
from hallenwart_contract.view import View, ViewEntry
from hallenwart_edge.bell import Bell
from hallenwart_edge.booking.agent import OutputsAgent
from hallenwart_edge.booking.kept import OutputBook
from hallenwart_edge.booking.plan import OutputSpec
from hallenwart_edge.drivers.beam_pair import GpioBeamPair
from hallenwart_edge.drivers.output_relay import OutputRelay
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.occupancy.agent import OccupancyAgent
from hallenwart_edge.occupancy.counters import BeamCounter
from hallenwart_edge.occupancy.counting import DoorSpec
from hallenwart_edge.occupancy.surroundings import CountingSettings
from support.edge_time import KeptBoard, KeptOutbox, ManualClock, Peers, until
from support.pins import from_a_worker

LIGHT, HEATING = "licht", "heizung"
MINUTE_S, HOUR_MS = 60, 3_600_000
FIRE = [ZoneAlarm(id="a", zone="Halle", cause="own", since_ms=1)]


class Papers:
    config = grants = view = received_ms = None

    def __init__(self):
        self.bell = Bell()

    def changed(self):
        return self.bell.wait()


class Lamp:
    """A switch; `gone` raises, `stays` says which state it never leaves."""

    def __init__(self, *, on=False):
        self.on, self.gone, self.hangs, self.orders = on, "", False, []

    async def switch(self, *, on):
        await self._answer()
        self.orders.append(on)
        self.on = on

    async def read(self):
        await self._answer()
        return self.on

    def close(self): ...

    async def _answer(self):
        if self.hangs:
            await asyncio.Event().wait()
        if self.gone:
            raise DriverFault(LIGHT, self.gone)


class House:
    """A hall with a light and a heating, and everything around them in hand."""

    def __init__(self, folder, *, clock=None, lamp=None):
        self.clock, self.papers, self.board, self.peers = clock or ManualClock(), Papers(), KeptBoard(), Peers()
        self.outbox, self.trust = KeptOutbox(), ClockTrust.NTP
        self.lamp, self.boiler = lamp or Lamp(), Lamp()
        self.folder = folder
        self.looks_every_s = 1
        self._tasks = []

    async def sleep(self, _seconds):
        await self.clock.sleep(self.looks_every_s)

    async def start(self):
        book = OutputBook(self.folder / "outputs.json")
        self.agent = OutputsAgent(
            [
                (OutputSpec(LIGHT, OutputKind.LIGHT, "halle"), self.lamp),
                (OutputSpec(HEATING, OutputKind.HEATING, "halle"), self.boiler),
            ],
            book=book,
            documents=self.papers,
            board=self.board,
            neighbours=self.peers,
            outbox=self.outbox,
            clock=self.clock,
            trust=lambda: self.trust,
            sleep=self.sleep,
        )
        self._tasks = [asyncio.create_task(self.agent.run())]
        await self.clock.advance(0)
        return self

    async def stop(self):
        for task in self._tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    def book(self, begins_in_min, lasts_min, *, change="", days=7):
        """Publish a plan with one booking."""
        start_ms = self.clock.now_ms() + begins_in_min * 60_000
        entry = ViewEntry(
            id="b", hall="halle", sections=[1], title="", start_ms=start_ms, end_ms=start_ms + lasts_min * 60_000, change=change
        )
        now_ms = self.clock.now_ms()
        self.papers.view = View(
            rev=1, made_ms=now_ms, title="", halls=[], entries=[], more=[entry], until_ms=now_ms + days * 24 * HOUR_MS
        )
        self.papers.bell.ring()

    def said(self, output=LIGHT):
        shown = self.board.outputs[output]
        return shown.on, shown.why

    def kinds(self, output=LIGHT):
        return [event.kind for event in self.outbox.events if event.c == output]

    async def order(self, output=LIGHT, *, minutes=60, **arg):
        now_ms = self.clock.now_ms()
        arg = {"id": output, "until_ms": now_ms + minutes * 60_000} | arg
        command = Command(
            id="c", to=CommandFor(boot="b", conn=1), op="output", arg=arg, iat_ms=now_ms, exp_ms=now_ms + 9, ttl_ms=9
        )
        return await self.agent.handle(command)


@pytest.fixture
async def house(tmp_path):
    house = await House(tmp_path).start()
    yield house
    await house.stop()


async def test_light_and_heating_follow_the_plan_and_tell_it(house):
    house.board.set_people("halle", 3)
    house.book(90, 60)
    await house.clock.advance(29 * MINUTE_S)
    assert (house.said(), house.said(HEATING)) == ((False, OutputWhy.FREE), (False, OutputWhy.FREE))
    await house.clock.advance(2 * MINUTE_S)
    assert (house.lamp.on, house.boiler.on, house.said(HEATING)) == (False, True, (True, OutputWhy.LEAD))
    await house.clock.advance(60 * MINUTE_S)
    assert (house.lamp.on, house.said()) == (True, (True, OutputWhy.BOOKED))
    house.board.set_people("halle", 0)
    await house.clock.advance(75 * MINUTE_S)
    assert (house.lamp.on, house.boiler.on) == (False, False)
    assert house.kinds()[-3:] == [EventKind.OUTPUT_ON, EventKind.OUTPUT_BRAKE, EventKind.OUTPUT_OFF]


async def test_presence_brakes_and_gives_light_again(house):
    house.board.set_people("halle", 1)
    house.book(10, 60)
    await house.clock.advance(2)
    house.board.set_people("halle", 0)
    await house.clock.advance(24 * MINUTE_S)
    assert house.said() == (True, OutputWhy.BOOKED)
    await house.clock.advance(2 * MINUTE_S)
    assert (house.lamp.on, house.said()) == (False, (False, OutputWhy.EMPTY))
    shown = house.board.outputs[LIGHT]
    assert shown.until_ms is not None
    house.board.set_people("halle", 1)
    await house.clock.advance(1)
    assert house.said() == (True, OutputWhy.BOOKED)


async def test_a_count_that_began_at_zero_after_a_start_proves_no_empty_hall(house):
    house.board.set_people("halle", 0)
    house.book(1, 120)
    await house.clock.advance(45 * MINUTE_S)
    assert house.said() == (True, OutputWhy.BOOKED)


async def test_a_cancelled_booking_is_followed_at_once(house):
    house.board.set_people("halle", 1)
    house.book(0, 60)
    await house.clock.advance(5 * MINUTE_S)
    house.board.set_people("halle", 0)
    await house.clock.advance(2 * MINUTE_S)
    assert house.lamp.on
    house.book(-7, 60, change="cancelled")
    await house.clock.advance(1)
    assert (house.lamp.on, house.said()) == (False, (False, OutputWhy.CANCELLED))


async def test_a_fire_lights_the_hall_until_it_is_reset_and_refuses_a_hand_that_darkens_it(house):
    house.book(600, 60)
    await house.clock.advance(1)
    house.board.set_alarms([], FIRE, siren=True)
    await house.clock.advance(0)
    assert (house.lamp.on, house.boiler.on, house.said()) == (True, False, (True, OutputWhy.FIRE))
    assert (await house.order(on=False)).code == "fire_lights"
    house.board.set_alarms([], [], siren=False)
    await house.clock.advance(61)
    assert house.said() == (False, OutputWhy.FREE)


async def test_a_neighbour_that_falls_silent_in_alarm_gives_no_all_clear(house):
    house.book(600, 60)
    house.peers.peers = {"sued-1": FIRE}
    house.peers.bell.ring()
    await house.clock.advance(1)
    assert house.lamp.on
    house.peers.peers = {"sued-1": None}
    await house.clock.advance(600)
    assert house.said() == (True, OutputWhy.FIRE)
    house.peers.peers = {"sued-1": []}
    await house.clock.advance(2)
    assert not house.lamp.on


async def test_a_hand_holds_for_its_time_over_a_restart_and_four_hours_at_most(house, tmp_path):
    house.looks_every_s = 20
    house.book(600, 60)
    await house.clock.advance(20)
    assert (await house.order(on=True, minutes=30 * 60)).code == "ok"
    assert house.said() == (True, OutputWhy.MANUAL)
    kept = tmp_path / "outputs.json"
    await until(lambda: kept.exists() and LIGHT in msgspec.json.decode(kept.read_bytes())["manual"])
    await house.stop()
    again = House(tmp_path, clock=house.clock, lamp=house.lamp)
    again.looks_every_s = 20
    await again.start()
    again.book(600, 60)
    await again.clock.advance(3 * 60 * MINUTE_S)
    assert again.said() == (True, OutputWhy.MANUAL)
    await again.clock.advance(61 * MINUTE_S)
    assert again.said() == (False, OutputWhy.FREE)
    await again.stop()


async def test_a_hand_can_be_taken_back_and_nonsense_is_refused(house):
    house.book(600, 60)
    await house.clock.advance(20)
    await house.order(on=True)
    assert (await house.order(on=None)).code == "ok"
    await house.clock.advance(61)
    assert house.said() == (False, OutputWhy.FREE)
    assert (await house.order("nirgends", on=True)).code == "unknown_output"
    assert (await house.order(on="an")).code == "bad_arg"
    assert (await house.order(on=True, minutes=0)).code == "bad_arg"


async def test_a_switch_that_is_gone_is_told_once_tried_again_and_keeps_no_other_waiting(house):
    house.lamp.gone = "antwortet nicht"
    house.book(0, 60)
    await house.clock.advance(120)
    assert (house.said(), house.board.outputs[LIGHT].fault) == ((None, OutputWhy.BOOKED), "antwortet nicht")
    assert house.board.sensors[LIGHT] == Quality.FAULT
    assert house.kinds().count(EventKind.OUTPUT_FAULT) == 1
    assert (await house.order(on=True)).code == "output_fault"
    assert house.boiler.on
    house.lamp.gone = ""
    await house.clock.advance(31)
    assert (house.said(), house.board.outputs[LIGHT].fault) == ((True, OutputWhy.MANUAL), "")
    assert house.kinds()[-2:] == [EventKind.COMPONENT_OK, EventKind.OUTPUT_ON]
    house.lamp.hangs = True
    house.boiler.on = False
    await house.clock.advance(11 * MINUTE_S)
    assert house.boiler.on


async def test_a_switch_that_is_not_reached_yet_after_a_start_is_no_fault(tmp_path):
    house = House(tmp_path)
    house.lamp.gone = "Broker nicht erreicht"
    await house.start()
    house.book(0, 60)
    await house.clock.advance(9)
    assert (house.said(), house.board.outputs[LIGHT].fault) == ((None, OutputWhy.BOOKED), "")
    house.lamp.gone = ""
    await house.clock.advance(2)
    assert house.said() == (True, OutputWhy.BOOKED)
    assert EventKind.OUTPUT_FAULT not in house.kinds()
    await house.stop()


async def test_somebody_at_the_wall_has_light_for_an_hour_and_one_that_fell_off_comes_back(house):
    house.book(600, 60)
    await house.clock.advance(20)
    house.lamp.on = True
    await house.clock.advance(11)
    assert house.said() == (True, OutputWhy.MANUAL)
    await house.clock.advance(61 * MINUTE_S)
    assert not house.lamp.on
    house.boiler.on = False
    house.book(0, 60)
    await house.clock.advance(11 * MINUTE_S)
    house.lamp.on = False  # a Shelly that lost its power for a moment
    await house.clock.advance(61)
    assert house.lamp.on


@pytest.mark.parametrize("trust", [ClockTrust.HELD, ClockTrust.BAD])
async def test_without_a_clock_presence_alone_lights_and_it_says_so(tmp_path, trust):
    house = House(tmp_path)
    house.trust = trust
    await house.start()
    house.book(0, 60)
    await house.clock.advance(20)
    assert house.board.outputs[LIGHT].wanted is None
    assert house.said() == (False, OutputWhy.CLOCK)
    house.board.set_people("halle", 2)
    await house.clock.advance(1)
    assert (house.said(), house.said(HEATING)) == ((True, OutputWhy.CLOCK), (False, OutputWhy.CLOCK))
    house.trust = ClockTrust.NTP
    await house.clock.advance(1)
    assert house.said() == (True, OutputWhy.BOOKED)
    house.trust = ClockTrust.HELD  # it only runs on, without network: still right
    await house.clock.advance(60)
    assert house.said() == (True, OutputWhy.BOOKED)
    await house.stop()


async def test_a_plan_that_ran_out_is_never_taken_for_an_empty_one(house):
    house.looks_every_s = 60
    house.book(60, 60, days=1)
    house.board.set_people("halle", 1)
    await house.clock.advance(25 * 60 * MINUTE_S)
    assert (house.said(), house.said(HEATING)) == ((True, OutputWhy.STALE), (False, OutputWhy.STALE))


async def test_a_light_behind_a_relay_follows_people_at_a_beam_on_pins_that_move_in_another_thread(tmp_path):
    factory = MockFactory()
    drive = from_a_worker(lambda pin, high: (factory.pin(pin).drive_high if high else factory.pin(pin).drive_low)())
    relay = OutputRelay(factory, LIGHT, pin=5)
    house = House(tmp_path, lamp=relay)
    beams = GpioBeamPair(factory, "tuer", outer_pin=17, inner_pin=27, clock=house.clock)
    for pin in (17, 27):
        drive(pin, False)
    door = OccupancyAgent(
        doors=[(DoorSpec("tuer", "halle"), BeamCounter(beams, house.clock))],
        settings=CountingSettings(),
        outbox=house.outbox,
        board=house.board,
        clock=house.clock,
        sleep=house.clock.sleep,
    )
    counting = asyncio.create_task(door.run())
    await house.start()
    await house.clock.advance(2)

    async def pass_by(first, second):
        for pin, broken in ((first, True), (second, True), (first, False), (second, False)):
            drive(pin, broken)
            await until(lambda pin=pin, broken=broken: beams.levels()[pin != 17] is broken)
            await house.clock.advance(0.3)

    await pass_by(17, 27)
    await until(lambda: house.board.people["halle"] == 1)
    await pass_by(27, 17)
    await until(lambda: house.board.people["halle"] == 0)
    house.book(0, 60)
    await house.clock.advance(1)
    assert house.said() == (True, OutputWhy.BOOKED)
    assert factory.pin(5).state == 0  # active low: the relay pulled in
    await house.clock.advance(16 * MINUTE_S)
    assert house.said() == (False, OutputWhy.EMPTY)
    assert factory.pin(5).state == 1
    await pass_by(17, 27)
    await until(lambda: house.board.people["halle"] == 1)
    await house.clock.advance(1)
    assert factory.pin(5).state == 0
    counting.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await counting
    await house.stop()
    factory.reset()
