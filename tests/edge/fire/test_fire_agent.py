import asyncio
import contextlib
import threading

import pytest

from hallenwart_contract.documents import Command, CommandFor
from hallenwart_contract.messages import AlarmType, Phase, Quality
from hallenwart_contract.site_link import ZoneAlarm
from hallenwart_edge.fire.agent import FireAgent, FireSettings
from hallenwart_edge.fire.inputs import FireInputs
from hallenwart_edge.fire.plan import ZonePlan
from hallenwart_edge.fire.watches.heat import HeatSpec
from hallenwart_edge.fire.watches.loop import LoopSpec
from hallenwart_edge.fire.watches.smoke import SmokeSpec
from support.edge_time import Channel, Horn, KeptBoard, KeptOutbox, ManualClock, Meter, Peers, until

CLEAN, SMOKY, FOYER_ALARM = 40, 700, 115


class Hall:
    """One Pi with smoke and heat in the store room, the panel's contact in the foyer and a siren."""

    def __init__(self, folder):
        self.file = folder / "fire.json"
        self.loop, self.head, self.meter, self.self_test = Channel(512), Channel(CLEAN), Meter("temp_c", 20.0), Channel(512)
        self.horn, self.outbox, self.board, self.peers, self.clock = Horn(), KeptOutbox(), KeptBoard(), Peers(), ManualClock()
        self.task = None

    async def start(self):
        inputs = FireInputs(
            loops=[(LoopSpec("loop-foyer", "foyer", means="panel"), self.loop)],
            smokes=[(SmokeSpec("rauch", "lager"), self.head)],
            heats=[(HeatSpec("waerme", "lager"), self.meter)],
            self_test=self.self_test,
        )
        self.agent = FireAgent(
            settings=FireSettings([ZonePlan("lager", "Geräteraum"), ZonePlan("foyer", "Foyer")], self.file, siren_max_s=180),
            inputs=inputs,
            siren=self.horn,
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

    async def told(self, count):
        await until(lambda: len(self.outbox.alarms) >= count)
        return [(row.type, row.phase, row.zone) for row in self.outbox.alarms]

    async def kept(self):
        await until(lambda: self.file.exists() and b'"rows":[]' in self.file.read_bytes())

    async def command(self, op, **arg):
        return await self.agent.handle(
            Command(id="c", to=CommandFor(boot="b", conn=1), op=op, arg=arg, iat_ms=0, exp_ms=0, ttl_ms=1)
        )


@pytest.fixture
async def hall(tmp_path):
    hall = Hall(tmp_path)
    await hall.start()
    yield hall
    await hall.stop()


async def test_smoke_sounds_the_siren_shows_and_tells(hall):
    hall.head.code = SMOKY
    await hall.clock.advance(3.5)
    assert hall.horn.sounding
    assert hall.board.siren
    assert [said.cause for said in hall.peers.said] == ["own"]
    assert await hall.told(1) == [(AlarmType.SMOKE, Phase.RAISE, "lager")]


async def test_the_siren_sounds_although_the_outbox_hangs(hall):
    never = asyncio.Event()

    async def hang(alarm):
        await never.wait()

    hall.outbox.alarm = hang
    hall.loop.code = FOYER_ALARM
    await hall.clock.advance(1)
    assert hall.horn.sounding
    hall.head.code = SMOKY
    await hall.clock.advance(3.5)
    assert {said.zone for said in hall.peers.said} == {"Foyer", "Geräteraum"}


async def test_a_hanging_card_holds_no_alarm(hall, monkeypatch):
    card = threading.Event()
    monkeypatch.setattr(hall.agent._file, "save", lambda *_: card.wait(30))
    hall.head.code = SMOKY
    await hall.clock.advance(3.5)
    assert await hall.told(1) == [(AlarmType.SMOKE, Phase.RAISE, "lager")]
    card.set()


async def test_silence_is_no_reset_and_the_next_zone_sounds_again(hall):
    hall.head.code = SMOKY
    await hall.clock.advance(3.5)
    assert (await hall.command("silence")).code == "ok"
    await hall.clock.advance(5)
    assert not hall.horn.sounding
    assert len(hall.board.zone_alarms) == 1
    hall.loop.code = FOYER_ALARM
    await hall.clock.advance(1)
    assert hall.horn.sounding


async def test_reset_with_a_lasting_cause_sounds_again_and_without_ends_it(hall):
    hall.head.code = SMOKY
    await hall.clock.advance(3.5)
    await hall.command("silence")
    assert (await hall.command("reset")).code == "interlock"
    assert hall.horn.sounding
    hall.head.code = CLEAN
    await hall.clock.advance(5)
    assert len(hall.board.zone_alarms) == 1
    assert (await hall.command("reset", alarm="nonsense")).code == "unknown_alarm"
    assert (await hall.command("reset", alarm=hall.board.alarms[0].id)).code == "ok"
    assert not hall.horn.sounding
    rows = await hall.told(3)
    assert [phase for _, phase, _ in rows] == [Phase.RAISE, Phase.UPDATE, Phase.CLEAR]


async def test_the_siren_runs_three_minutes_at_most(hall):
    hall.head.code = SMOKY
    await hall.clock.advance(170)
    assert hall.horn.sounding
    await hall.clock.advance(20)
    assert not hall.horn.sounding
    assert len(hall.board.zone_alarms) == 1


async def test_a_restart_keeps_the_alarm_and_raises_it_once(hall):
    hall.head.code = SMOKY
    await hall.clock.advance(3.5)
    await hall.told(1)
    await hall.kept()
    raised = hall.board.alarms[0]
    await hall.stop()
    hall.head.code = CLEAN
    await hall.start()
    assert hall.horn.sounding
    assert [alarm.id for alarm in hall.board.alarms] == [raised.id]
    hall.head.code = SMOKY
    await hall.clock.advance(4)
    await hall.command("drill", on=True)
    rows = await hall.told(2)
    assert [phase for _, phase, _ in rows] == [Phase.RAISE, Phase.TEST]


async def test_a_raise_lost_in_a_crash_is_told_after_the_restart(hall):
    async def lose(alarm):
        raise asyncio.CancelledError

    hall.outbox.alarm, keep = lose, hall.outbox.alarm
    hall.head.code = SMOKY
    await hall.clock.advance(3.5)
    await until(lambda: hall.file.exists() and b"rauch" in hall.file.read_bytes())
    await hall.stop()
    hall.outbox.alarm = keep
    await hall.start()
    assert await hall.told(1) == [(AlarmType.SMOKE, Phase.RAISE, "lager")]


async def test_a_peers_alarm_sounds_here_too_and_ends_with_its_all_clear(hall):
    hall.peers.peers = {"nordpark-2": [ZoneAlarm(id="p", zone="Foyer", cause="own", since_ms=1)]}
    hall.peers.bell.ring()
    await hall.clock.advance(0)
    assert hall.horn.sounding
    assert hall.board.zone_alarms == []
    hall.peers.peers = {"nordpark-2": None}
    await hall.clock.advance(1)
    assert hall.horn.sounding
    hall.peers.peers = {"nordpark-2": []}
    await hall.clock.advance(1)
    assert not hall.horn.sounding


async def test_a_dead_converter_is_a_fault_of_its_sensors_and_never_a_fire(hall):
    hall.self_test.code = hall.loop.code = hall.head.code = 0
    await hall.clock.advance(45)
    rows = await hall.told(2)
    assert {(type_, zone) for type_, _, zone in rows} == {(AlarmType.SENSOR_FAULT, "lager"), (AlarmType.SENSOR_FAULT, "foyer")}
    assert not hall.horn.sounding
    assert hall.board.sensors["rauch"] == Quality.FAULT


async def test_a_silent_thermometer_is_a_fault_within_the_limit_and_recovers(hall):
    hall.meter.value = None
    await hall.clock.advance(90)
    hall.meter.value = 20.5
    await hall.clock.advance(3)
    rows = await hall.told(2)
    assert rows == [(AlarmType.SENSOR_FAULT, Phase.RAISE, "lager"), (AlarmType.SENSOR_FAULT, Phase.CLEAR, "lager")]


async def test_readings_carry_units_and_a_fault_has_no_value(hall):
    await hall.clock.advance(21)
    hall.meter.value = None
    await hall.clock.advance(60)
    temperatures = [(reading.x, reading.q) for reading in hall.outbox.readings if reading.k == "temp_c"]
    assert temperatures[0] == (20.0, Quality.OK)
    assert temperatures[-1] == (None, Quality.FAULT)
    assert {reading.k for reading in hall.outbox.readings} == {"temp_c", "smoke_pct_m"}


async def test_the_siren_is_silent_after_the_end(hall):
    hall.loop.code = FOYER_ALARM
    await hall.clock.advance(1)
    await hall.stop()
    assert not hall.horn.sounding


async def test_a_broken_file_is_set_aside(hall):
    await hall.stop()
    hall.file.write_bytes(b'{"zones":')
    await hall.start()
    assert hall.file.with_suffix(".broken").exists()
    assert hall.board.alarms == []


async def test_a_siren_that_cannot_move_is_a_fault_and_tried_again_while_the_alarm_goes_everywhere_else(hall):
    hall.horn.stuck = True
    hall.loop.code = FOYER_ALARM
    await hall.clock.advance(1)
    assert hall.board.sensors["siren"] == Quality.FAULT
    assert await hall.told(1) == [(AlarmType.PANEL, Phase.RAISE, "foyer")]
    hall.horn.stuck = False
    await hall.clock.advance(0.5)
    assert hall.horn.sounding
    assert hall.board.sensors["siren"] == Quality.OK


async def test_only_the_panels_own_contact_speaks_for_the_panel(hall):
    assert hall.agent.panel_alarm("loop-foyer") is False
    hall.loop.code = FOYER_ALARM
    await hall.clock.advance(1)
    assert hall.agent.panel_alarm("loop-foyer") is True
    for no_word in (5, 1000, None):
        hall.loop.code = no_word
        await hall.clock.advance(3)
        assert hall.agent.panel_alarm("loop-foyer") is None
    assert hall.agent.panel_alarm("rauch") is None
    hall.loop.code = 512
    await hall.clock.advance(3)
    assert hall.agent.panel_alarm("loop-foyer") is False
