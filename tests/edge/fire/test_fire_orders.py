"""Orders of people at the running agent: what is kept, what sounds, what is told, and the second way out."""

import asyncio
import contextlib
import threading

import pytest

from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import AlarmType, Phase
from hallenwart_contract.site_link import ZoneAlarm
from hallenwart_contract.zones import ZoneWord
from hallenwart_edge.fire.agent import FireAgent, FireSettings
from hallenwart_edge.fire.inputs import FireInputs
from hallenwart_edge.fire.plan import ZonePlan
from hallenwart_edge.fire.watches.heat import HeatSpec
from hallenwart_edge.fire.watches.loop import LoopSpec
from hallenwart_edge.fire.watches.smoke import SmokeSpec
from support.edge_time import Channel, Horn, KeptBoard, KeptOutbox, ManualClock, Meter, Peers, until
from tests.edge.fire.conftest import order

CLEAN, SMOKY, PANEL_ALARM = 40, 700, 115
HOUR_MS = 3_600_000


class Contact:
    closed = False

    def dial(self):
        self.closed = True

    def rest(self):
        self.closed = False

    def close(self): ...


class Unheard(KeptOutbox):
    """An outbox whose rows get their receipts when the test says so."""

    receipted = 0

    def unreceipted(self):
        return self.alarms[self.receipted :]


class House:
    def __init__(self, folder):
        self.folder, self.clock = folder, ManualClock()
        self.head, self.panel, self.meter = Channel(CLEAN), Channel(512), Meter("temp_c", 20.0)
        self.outbox, self.peers, self.contact = Unheard(), Peers(), Contact()
        self.settings = {}

    async def start(self, **settings):
        self.settings |= settings
        self.horn, self.board = Horn(), KeptBoard()
        self.agent = FireAgent(
            settings=FireSettings(
                [ZonePlan("lager", "Geräteraum", delay_s=self.settings.get("delay_s", 0)), ZonePlan("foyer", "Foyer")],
                self.folder / "fire.json",
                digest=self.settings.get("digest", "eins"),
                dial_always=self.settings.get("always", False),
            ),
            inputs=FireInputs(
                loops=[(LoopSpec("bmz", "foyer", means="panel"), self.panel)],
                smokes=[(SmokeSpec("rauch", "lager"), self.head)],
                heats=[(HeatSpec("waerme", "lager"), self.meter)],
            ),
            siren=self.horn,
            dialler=self.contact,
            outbox=self.outbox,
            board=self.board,
            neighbours=self.peers,
            clock=self.clock,
            sleep=self.clock.sleep,
        )
        self.task = asyncio.create_task(self.agent.run())
        await self.clock.advance(3)

    async def stop(self):
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.task

    async def again(self, **settings):
        await self.safe()
        await self.stop()
        await self.start(**settings)

    async def safe(self):
        """Wait until everything is told and kept."""
        await until(lambda: not (self.agent._fire.rows or self.agent._fire.events or self.agent._file.pending))

    async def order(self, op, **arg):
        return await self.agent.handle(order(op, **arg))

    def word(self, zone="lager"):
        return next(each.word for each in self.board.zones if each.id == zone)

    def kinds(self):
        return [event.kind for event in self.outbox.events]


@pytest.fixture
async def house(tmp_path):
    house = House(tmp_path)
    await house.start()
    yield house
    await house.stop()


async def test_a_disablement_outlives_a_restart_and_ends_by_itself(house):
    until_ms = house.clock.now_ms() + HOUR_MS
    assert (await house.order("disable", off="o", zone="lager", until_ms=until_ms, reason="fog")).code == "ok"
    house.head.code = SMOKY
    await house.again()
    await house.clock.advance(5)
    assert not house.horn.sounding
    assert (house.word(), [off.id for off in house.board.off]) == (ZoneWord.DISABLED, ["o"])
    house.clock.jump(HOUR_MS)
    await house.clock.advance(1)
    assert (house.word(), house.horn.sounding) == (ZoneWord.FIRE, True)
    await house.safe()
    assert [kind for kind in house.kinds() if kind.startswith("fire.o")] == [EventKind.FIRE_OFF, EventKind.FIRE_ON]


async def test_a_walk_test_chirps_shortly_tells_the_hit_and_outlives_a_restart(house):
    await house.order("walk", zone="lager", on=True, until_ms=house.clock.now_ms() + HOUR_MS)
    await house.again()
    assert house.word() == ZoneWord.TEST
    house.head.code = SMOKY
    heard = []
    for _ in range(60):
        await house.clock.advance(0.1)
        heard.append(house.horn.sounding)
    assert 0 < sum(heard) <= 10
    assert not house.horn.sounding
    assert house.peers.said == []
    await house.safe()
    assert house.kinds().count(EventKind.WALK_HIT) == 1
    assert house.outbox.alarms == []


async def test_a_drill_outlives_a_restart_and_a_fire_breaks_through(house):
    await house.order("drill", on=True, ref="d-1")
    await house.again()
    assert (house.board.drill, house.horn.sounding) == (True, True)
    house.panel.code = PANEL_ALARM
    await house.clock.advance(1)
    assert [said.cause for said in house.peers.said] == ["panel", "drill"]
    await house.order("drill", on=False)
    assert (house.board.drill, house.horn.sounding) == (False, True)
    await house.safe()
    assert [(row.phase, row.ref) for row in house.outbox.alarms if row.test] == [(Phase.TEST, "d-1"), (Phase.CLEAR, "d-1")]


async def test_a_self_test_answers_with_a_test_alarm_and_moves_nothing(house):
    assert (await house.order("selftest", c="rauch", ref="t-1")).code == "ok"
    await house.safe()
    (row,) = house.outbox.alarms
    assert (row.phase, row.test, row.ref, row.c, row.type) == (Phase.TEST, True, "t-1", "rauch", AlarmType.SMOKE)
    assert (house.horn.sounding, house.board.alarms, house.peers.said) == (False, [], [])
    await house.clock.advance(60)
    assert house.board.alarms == []


async def test_a_self_test_says_why_it_cannot_be(house):
    assert (await house.order("selftest", c="nonsense", ref="t")).code == "unknown_sensor"
    await house.order("disable", off="o", zone="lager", c="rauch", until_ms=house.clock.now_ms() + HOUR_MS)
    assert (await house.order("selftest", c="rauch", ref="t")).code == "sensor_off"
    house.meter.value = None
    await house.clock.advance(60)
    assert (await house.order("selftest", c="waerme", ref="t")).code == "sensor_fault"
    assert (await house.order("selftest", ref="t")).code == "ok"
    await house.safe()
    assert house.outbox.alarms[-1].c == "bmz"


async def test_a_hanging_card_holds_the_siren_on_for_a_second_at_most_and_no_order_for_ever(house, monkeypatch):
    house.panel.code = PANEL_ALARM
    await house.clock.advance(1)
    await house.safe()
    card = threading.Event()
    save = house.agent._file.save
    monkeypatch.setattr(house.agent._file, "save", lambda content: (card.wait(30), save(content)))
    silencing = asyncio.create_task(house.order("silence"))
    await house.clock.advance(0.5)
    assert house.horn.sounding
    assert (await silencing).code == "ok"
    await house.clock.advance(1)
    assert not house.horn.sounding
    card.set()


async def test_silence_outlives_a_restart_and_is_told(house):
    house.panel.code = PANEL_ALARM
    await house.clock.advance(1)
    await house.order("silence")
    assert not house.horn.sounding
    await house.again()
    assert (house.horn.sounding, house.word("foyer")) == (False, ZoneWord.FIRE)
    await house.safe()
    assert house.kinds().count(EventKind.FIRE_SILENCED) == 1
    assert [row.phase for row in house.outbox.alarms] == [Phase.RAISE]


async def test_a_reset_with_a_lasting_cause_sounds_anew_within_twenty_seconds(house):
    house.head.code = SMOKY
    await house.clock.advance(5)
    await house.order("silence")
    house.head.code = CLEAN
    await house.clock.advance(5)
    assert (await house.order("reset")).code == "ok"
    house.head.code = SMOKY
    await house.clock.advance(20)
    assert (house.horn.sounding, house.word()) == (True, ZoneWord.FIRE)
    assert (await house.order("reset")).code == "interlock"
    assert house.horn.sounding


async def test_a_delayed_alarm_is_told_at_once_and_sounds_here_and_at_the_neighbours_when_it_is_over(house):
    await house.again(delay_s=60)
    house.head.code = SMOKY
    await house.clock.advance(5)
    assert (house.word(), house.horn.sounding) == (ZoneWord.FIRE, False)
    assert [said.sounds for said in house.peers.said] == [False]
    await house.clock.advance(60)
    assert house.horn.sounding
    assert [said.sounds for said in house.peers.said] == [True]


async def test_a_neighbours_alarm_that_waits_does_not_sound_here(house):
    waiting = ZoneAlarm(id="p", zone="Halle", cause="own", since_ms=1, sounds=False)
    house.peers.peers = {"nordpark-2": [waiting]}
    await house.clock.advance(1)
    assert not house.horn.sounding
    house.peers.peers = {"nordpark-2": [ZoneAlarm(id="p", zone="Halle", cause="own", since_ms=1)]}
    await house.clock.advance(1)
    assert house.horn.sounding


async def test_another_configuration_is_told_once(house):
    await house.safe()
    assert [event.a["digest"] for event in house.outbox.events] == ["eins"]
    await house.again()
    await house.again(digest="zwei")
    await house.safe()
    assert [event.a["digest"] for event in house.outbox.events] == ["eins", "zwei"]


async def test_the_dialler_closes_when_no_server_answers_and_opens_with_the_receipt(house):
    house.head.code = SMOKY
    await house.clock.advance(5)
    await house.safe()
    await house.clock.advance(26)
    assert (house.contact.closed, house.board.unreceipted) == (False, 0)
    await house.clock.advance(7)
    assert (house.contact.closed, house.board.unreceipted) == (True, 1)
    house.outbox.receipted = len(house.outbox.alarms)
    await house.clock.advance(12)
    assert (house.contact.closed, house.board.unreceipted) == (False, 0)
    await house.safe()
    (told,) = [event for event in house.outbox.events if event.kind == EventKind.DIALLED]
    assert told.a == {"alarm": house.board.alarms[0].id, "why": "unreceipted"}


async def test_a_restart_does_not_dial_twice_for_one_alarm(house):
    house.head.code = SMOKY
    await house.clock.advance(5)
    await house.safe()
    await house.clock.advance(35)
    assert house.contact.closed
    await house.again()
    await house.clock.advance(60)
    assert house.contact.closed
    await house.safe()
    assert house.kinds().count(EventKind.DIALLED) == 1


async def test_a_dialler_that_always_dials_does_so_for_a_fire_and_not_for_a_fault_or_drill(house):
    await house.again(always=True)
    house.meter.value = None
    await house.order("drill", on=True)
    await house.clock.advance(25)
    assert not house.contact.closed
    house.panel.code = PANEL_ALARM
    await house.clock.advance(2)
    assert house.contact.closed
