"""Two devices at the two doors of one hall, joined as the site link joins them."""

import asyncio

import pytest
from edge.occupancy.test_occupancy_agent import Counter, Hall

from hallenwart_contract.messages import Quality
from hallenwart_contract.people import Use
from hallenwart_contract.site_link import Look, PeerDoor
from hallenwart_edge.occupancy.agent import OccupancyAgent
from hallenwart_edge.occupancy.counting import DoorSpec
from hallenwart_edge.occupancy.surroundings import CountingSettings
from support.edge_time import KeptBoard, KeptOutbox


class Other:
    """The second device: a door of its own, no sensor that sees anybody."""

    def __init__(self, hall, counter, looks):
        self.board, self.outbox, self.counter = KeptBoard(), KeptOutbox(), counter
        self.agent = OccupancyAgent(
            doors=[(DoorSpec("hintertuer", "nordpark"), counter)],
            settings=CountingSettings(looks=looks),
            outbox=self.outbox,
            board=self.board,
            clock=hall.clock,
            sleep=lambda seconds: hall.clock.sleep(seconds * hall.pace),
        )

    def whole(self):
        return next(each for each in self.board.counts if not each.sections)


class Joined(Hall):
    """The first device; `peer` is what it hears of the second."""

    peer: dict[str, Look | None]

    def looks(self):
        return self.peer


@pytest.fixture
async def joined(tmp_path):
    hall = Joined(tmp_path)
    hall.peer = {}
    await hall.start()
    yield hall
    await hall.stop()


def said(ins, outs, *, ok=True):
    return {"b": Look(doors={"hintertuer": PeerDoor("nordpark", [], [], ins, outs, ok)})}


async def test_doors_of_peers_count_here_too_and_nobody_is_lost_while_they_are_silent(joined):
    await joined.walk(1, 10)
    joined.peer = said(500, 480)
    await joined.advance(s=2)
    assert joined.board.people == {"nordpark": 10}  # what it counted before is past
    assert joined.count().of == ["b"]
    joined.peer = said(500, 484)
    await joined.advance(s=2)
    assert joined.board.people == {"nordpark": 6}
    assert joined.count().outs == 4
    joined.peer = {"b": None}
    await joined.advance(s=2)
    assert joined.board.people == {"nordpark": None}
    assert "b:hintertuer" not in joined.board.sensors  # it tells of itself
    joined.peer = said(501, 487)
    await joined.advance(s=2)
    assert joined.board.people == {"nordpark": 4}
    joined.peer = said(501, 487, ok=False)
    await joined.advance(s=2)
    assert joined.board.people == {"nordpark": None}


async def test_after_a_restart_peers_are_taken_up_where_they_were_left(joined):
    await joined.walk(1, 10)
    joined.peer = said(500, 480)
    await joined.advance(s=2)
    await joined.stop()
    joined.peer = said(500, 483)
    await joined.start()
    await joined.advance(s=2)
    assert joined.board.people == {"nordpark": 7}


async def test_two_devices_come_to_the_same_count_and_what_one_sees_the_other_knows(tmp_path):
    first = Joined(tmp_path)
    counter = Counter(first.clock)
    other = Other(first, counter, lambda: {"a": first.board.look})
    first.peer = {"b": other.board.look}
    first.looks = lambda: {"b": other.board.look}
    first.radar.value = 1.0
    await first.start()
    task = asyncio.create_task(other.agent.run())
    await first.advance(s=3)
    await first.walk(1, 8)
    await counter.walk(-1, 3)
    await first.advance(s=3)
    assert (first.count().people, other.whole().people) == (5, 5)
    assert (first.count().of, other.whole().of) == (["b"], ["a"])
    assert other.whole().use == Use.BUSY
    first.radar.value, first.pace = 0.0, 10
    await first.advance(m=63)
    assert (first.count().people, other.whole().people) == (0, 0)
    assert first.board.sensors["tuer"] == Quality.OK
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await first.stop()
