"""Crowds before the drivers a Pi uses: a radar on a serial line, beams and a motion sensor on pins."""

import asyncio
import contextlib
import random

from hallenwart_contract.clock import SystemClock
from hallenwart_edge.door_types import Passage
from hallenwart_edge.drivers.beam_pair import GpioBeamPair
from hallenwart_edge.drivers.ld2450 import Ld2450
from hallenwart_edge.drivers.pir import GpioPir, PirLife
from hallenwart_edge.drivers.serial_line import SerialLine
from hallenwart_edge.occupancy.counters import BeamCounter, RadarCounter
from hallenwart_edge.occupancy.lines import Gate
from hallenwart_sim.crowds import scenes
from hallenwart_sim.crowds.live import LiveDoor, break_beams
from hallenwart_sim.crowds.scenes import Scene
from support.rig import a_rig, pins_of

OUTER, INNER, PIR = 17, 27, 5
SEED = 3
DAY = (Scene.ALONE, Scene.SIDE_BY_SIDE, Scene.U_TURN, Scene.RUNNING, Scene.ALONE, Scene.OPPOSITE, Scene.ALONE)


def a_day():
    dice = random.Random(SEED)
    walkers = []
    for number, scene in enumerate(DAY):
        walkers += scenes.play(scene, dice, begins_ms=number * 3_500.0, way=1)
    return walkers


async def gather(counter, found: list[Passage]) -> None:
    async with contextlib.aclosing(counter.passages()) as passages:
        async for passage in passages:
            found += [passage]


async def test_one_truth_before_radar_beams_and_motion_sensor(monkeypatch):
    walkers = a_day()
    real = scenes.truth(walkers)
    clock = SystemClock()
    by_radar: list[Passage] = []
    by_beams: list[Passage] = []
    moved: list[float] = []
    async with a_rig() as rig:
        with pins_of(rig, monkeypatch) as factory:
            unit, eye = rig.ld2450(seed=SEED), rig.pir(PIR)
            rig.pins.drive(OUTER, False)
            rig.pins.drive(INNER, False)
            radar = Ld2450(lambda baud: SerialLine("tuer", unit.port, baud=baud), component="tuer", clock=clock)
            pair = GpioBeamPair(factory, "schranke", outer_pin=OUTER, inner_pin=INNER, clock=clock)
            pir = GpioPir(factory, "bewegung", pin=PIR, clock=clock, life=PirLife.begun(clock, warm_up_s=0))
            counters = RadarCounter(radar, clock, Gate(-800, 3_000, 800, 3_000)), BeamCounter(pair, clock)
            watching = [
                asyncio.create_task(gather(counter, found), name="gather")
                for counter, found in zip(counters, (by_radar, by_beams), strict=True)
            ]
            door = LiveDoor(unit, eye, seed=SEED)
            async with asyncio.timeout(180):
                playing = asyncio.gather(door.walk_all(walkers), break_beams(walkers, rig.pins, outer=OUTER, inner=INNER))
                while not playing.done():
                    moved += [sample.value for sample in await pir.read()]
                    await asyncio.wait({playing}, timeout=0.05)
                await playing
            await asyncio.sleep(0.3)  # what is on its way arrives
            for task in watching:
                task.cancel()
            await asyncio.gather(*watching, return_exceptions=True)
            for counter in counters:
                counter.close()
            pir.close()
    assert len(real) == 8
    assert abs(sum(each.way * each.persons for each in by_radar) - sum(each.way for each in real)) <= 1
    assert abs(sum(each.persons for each in by_radar) - len(real)) <= 2
    assert sum(each.persons for each in by_beams) >= len(real) - 4
    assert 0.0 in moved
    assert 1.0 in moved
