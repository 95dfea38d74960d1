import asyncio
import contextlib

import pytest

from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Quality
from hallenwart_edge.occupancy.agent import LEVELS_EVERY_S, AtHall, OccupancyAgent
from hallenwart_edge.ports import Beam, BeamEdge
from support.edge_time import KeptBoard, KeptOutbox, ManualClock, Meter, settle


class Beams:
    def __init__(self, clock):
        self.clock, self.now, self.queue, self.lose = clock, {Beam.OUTER: False, Beam.INNER: False}, asyncio.Queue(), False

    async def edges(self):
        while True:
            yield await self.queue.get()

    def levels(self):
        return self.now[Beam.OUTER], self.now[Beam.INNER]

    def close(self): ...

    async def set(self, beam, broken, for_s=0.1):
        self.now[beam] = broken
        if not self.lose:
            self.queue.put_nowait(BeamEdge(beam, broken, self.clock.mono_ms()))
        await settle()
        await self.clock.advance(for_s)

    async def walk(self, first, second):
        await self.set(first, True)
        await self.set(second, True)
        await self.set(first, False)
        await self.set(second, False, 0.4)


class Door:
    def __init__(self):
        self.clock, self.outbox, self.board = ManualClock(), KeptOutbox(), KeptBoard()
        self.beams, self.radar = Beams(self.clock), Meter("presence", 0.0)
        self.agent = OccupancyAgent(
            beams=[(AtHall("tuer", "nordpark"), self.beams)],
            presences=[(AtHall("radar", "nordpark"), self.radar)],
            outbox=self.outbox,
            board=self.board,
            clock=self.clock,
            sleep=self.clock.sleep,
        )

    def told(self, quantity):
        return [(reading.x, reading.q) for reading in self.outbox.readings if reading.k == quantity]


@pytest.fixture
async def door():
    door = Door()
    task = asyncio.create_task(door.agent.run())
    await door.clock.advance(0.1)
    yield door
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def test_people_are_counted_shown_and_told(door):
    for _ in range(3):
        await door.beams.walk(Beam.OUTER, Beam.INNER)
    await door.beams.walk(Beam.INNER, Beam.OUTER)
    assert door.board.people == {"nordpark": 2}
    assert [x for x, _ in door.told("people")] == [0.0, 1.0, 2.0, 3.0, 2.0]
    assert {reading.c for reading in door.outbox.readings} == {"nordpark"}
    await door.clock.advance(60)
    assert door.told("people")[-1] == (2.0, Quality.OK)


async def test_a_blocked_beam_makes_the_count_unknown_until_it_is_whole(door):
    await door.beams.walk(Beam.OUTER, Beam.INNER)
    await door.beams.set(Beam.OUTER, True, 7)
    assert door.board.people == {"nordpark": None}
    assert door.board.sensors["tuer"] == Quality.FAULT
    assert door.told("people")[-1] == (1.0, Quality.SUSPECT)
    await door.beams.set(Beam.OUTER, False, 1)
    assert door.board.people == {"nordpark": 1}
    assert [kind for kind in door.outbox.kinds() if kind.startswith("component")] == [
        EventKind.COMPONENT_FAULT,
        EventKind.COMPONENT_OK,
    ]


async def test_a_lost_edge_does_not_leave_the_door_half_open(door):
    await door.beams.set(Beam.OUTER, True)
    door.beams.lose = True
    await door.beams.set(Beam.OUTER, False, 3)
    door.beams.lose = False
    await door.beams.walk(Beam.OUTER, Beam.INNER)
    assert door.board.people == {"nordpark": 1}


async def test_presence_is_told_and_held(door):
    door.radar.value = 1.0
    await door.clock.advance(2)
    door.radar.value = 0.0
    await door.clock.advance(299)
    assert door.told("presence")[-1] == (1.0, Quality.OK)
    await door.clock.advance(3)
    assert door.told("presence")[-1] == (0.0, Quality.OK)


async def test_a_phantom_is_reset_when_the_radar_proves_the_hall_empty(door):
    await door.beams.walk(Beam.OUTER, Beam.INNER)
    await door.clock.advance(3_700)
    assert door.board.people == {"nordpark": 0}
    assert [event.a["people"] for event in door.outbox.events if event.kind == EventKind.COUNT_RESET] == [1]


async def test_a_dead_radar_shows_within_three_of_its_seconds_and_ten(door):
    await door.clock.advance(5)
    door.radar.value = None
    await door.clock.advance(3 * LEVELS_EVERY_S + 10)
    assert door.board.sensors["radar"] == Quality.FAULT
    assert door.outbox.kinds()[-1] == EventKind.COMPONENT_FAULT


async def test_a_dead_radar_proves_nothing(door):
    await door.beams.walk(Beam.OUTER, Beam.INNER)
    door.radar.value = None
    await door.clock.advance(3_700)
    assert door.board.people == {"nordpark": 1}
    assert door.board.sensors["radar"] == Quality.FAULT
    door.radar.value = 0.0
    await door.clock.advance(5)
    assert door.board.people == {"nordpark": 1}
    assert door.board.sensors["radar"] == Quality.OK
