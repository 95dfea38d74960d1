import asyncio
import contextlib

import pytest

from hallenwart_contract.clock import SystemClock
from hallenwart_contract.messages import Quality
from hallenwart_edge.door_types import RadarFrame, Target
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.occupancy import beams, counters
from hallenwart_edge.occupancy.counters import BeamCounter, RadarCounter
from hallenwart_edge.occupancy.lines import Gate
from hallenwart_edge.ports import Beam, BeamEdge
from support.rig import until

WALK_IN = [(Beam.OUTER, True, 0), (Beam.INNER, True, 80), (Beam.OUTER, False, 200), (Beam.INNER, False, 280)]


class Pair:
    """Beams whose edges a test puts in; the pins stand as `stands` says."""

    def __init__(self) -> None:
        self.queue: asyncio.Queue[BeamEdge | DriverFault] = asyncio.Queue()
        self.stands = (False, False)

    async def edges(self):
        while True:
            edge = await self.queue.get()
            if isinstance(edge, DriverFault):
                raise edge
            yield edge

    def levels(self) -> tuple[bool, bool]:
        return self.stands

    def close(self) -> None:
        pass


async def first(counter, count: int):
    found = []
    async with asyncio.timeout(180):
        async with contextlib.aclosing(counter.passages()) as passages:
            async for passage in passages:
                found.append(passage)
                if len(found) == count:
                    return found
    return found


def put(pair: Pair, edges, *, at_ms: int) -> None:
    for beam, broken, after_ms in edges:
        pair.queue.put_nowait(BeamEdge(beam, broken, at_ms + after_ms))


async def test_edges_make_a_passage_with_the_time_of_the_last_of_them():
    pair, clock = Pair(), SystemClock()
    now_ms = clock.mono_ms()
    put(pair, WALK_IN, at_ms=now_ms - 300)
    (passage,) = await first(BeamCounter(pair, clock), 1)
    assert (passage.way, passage.persons, passage.mono_ms) == (1, 1, now_ms - 20)


async def test_contacts_that_chatter_count_once():
    pair, clock = Pair(), SystemClock()
    chatter = [(beam, broken != bounces, after_ms + bounces * 4) for beam, broken, after_ms in WALK_IN for bounces in (0, 1)]
    settled = [(beam, broken, after_ms + 8) for beam, broken, after_ms in WALK_IN]
    put(pair, sorted(chatter + settled, key=lambda each: each[2]), at_ms=clock.mono_ms() - 400)
    put(pair, WALK_IN, at_ms=clock.mono_ms() + 200)
    counter = BeamCounter(pair, clock)
    assert [passage.persons for passage in await first(counter, 2)] == [1, 1]


async def test_a_flash_shorter_than_the_debounce_time_is_nothing():
    pair, clock = Pair(), SystemClock()
    now_ms = clock.mono_ms() - 2_000
    flashes = [(beam, broken, after_ms) for beam in Beam for broken, after_ms in ((True, 0), (False, 14))]
    put(pair, sorted(flashes, key=lambda each: each[2]), at_ms=now_ms)
    put(pair, WALK_IN, at_ms=now_ms + 100)
    (passage,) = await first(BeamCounter(pair, clock), 1)
    assert (passage.way, passage.sure) == (1, beams.SURE)


async def test_an_edge_that_got_lost_shows_in_the_levels_and_leaves_no_door_half_open(monkeypatch):
    monkeypatch.setattr(counters, "LEVELS_EVERY_S", 0.02)
    pair, clock = Pair(), SystemClock()
    counter = BeamCounter(pair, clock)
    put(pair, WALK_IN[:3], at_ms=clock.mono_ms() - 300)  # that the inner beam is whole again nobody told
    (passage,) = await first(counter, 1)
    assert passage.way == 1
    pair.queue.put_nowait(BeamEdge(Beam.INNER, True, clock.mono_ms()))
    waiting = asyncio.create_task(first(counter, 1))
    await asyncio.sleep(0.15)  # a beam that was broken although the pins say whole heals by itself
    waiting.cancel()
    assert counter.condition().quality is Quality.OK


async def test_beams_that_stay_broken_are_a_fault_until_they_are_whole():
    pair, clock = Pair(), SystemClock()
    counter = BeamCounter(pair, clock)
    pair.stands = (True, False)
    put(pair, [(Beam.OUTER, True, 0)], at_ms=clock.mono_ms() - 6_000)
    put(pair, [(Beam.OUTER, True, 0)], at_ms=clock.mono_ms())
    waiting = asyncio.create_task(first(counter, 1))
    await until(lambda: counter.condition().reason == "blocked")
    put(pair, [(Beam.OUTER, False, 0), *WALK_IN], at_ms=clock.mono_ms() + 100)
    await waiting
    assert counter.condition() == counters.Condition()


async def test_a_fault_of_the_pins_ends_the_passages_and_they_can_be_begun_anew():
    pair, clock = Pair(), SystemClock()
    counter = BeamCounter(pair, clock)
    pair.queue.put_nowait(DriverFault("tuer", "gone"))
    with pytest.raises(DriverFault):
        await first(counter, 1)
    put(pair, WALK_IN, at_ms=clock.mono_ms())
    assert len(await first(counter, 1)) == 1


class Radar:
    def __init__(self, frames) -> None:
        self._frames = frames

    async def frames(self):
        for frame in self._frames:
            yield frame

    def close(self) -> None:
        pass


async def test_a_radar_counts_who_crosses_its_line_and_doubts_itself_when_it_is_full():
    clock = SystemClock()
    now_ms = clock.mono_ms() - 4_000
    frames = [RadarFrame((Target(0, 5_000 - 110 * number),), now_ms + 100 * number) for number in range(36)]
    counter = RadarCounter(Radar(frames), clock, Gate(-500, 3_000, 500, 3_000))
    assert [passage.way for passage in await first(counter, 9)] == [1]
    assert counter.condition().quality is Quality.OK
    full = tuple(Target(x_mm, 2_000) for x_mm in (-600, 0, 600))
    counter = RadarCounter(Radar([RadarFrame(full, clock.mono_ms())] * 5), clock, Gate(-500, 3_000, 500, 3_000))
    assert await first(counter, 1) == []
    assert counter.condition().quality is Quality.SUSPECT
