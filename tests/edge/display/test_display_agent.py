import asyncio
import contextlib

import pytest

from hallenwart_contract.display import DisplayMode
from hallenwart_contract.site_link import ZoneAlarm
from hallenwart_contract.view import View, ViewEntry, ViewHall
from hallenwart_edge.bell import Bell
from hallenwart_edge.display.agent import DisplayAgent, DisplaySettings, Surroundings
from support.edge_time import KeptBoard, KeptOutbox, ManualClock, Peers


class Papers:
    config = grants = view = received_ms = None

    def __init__(self):
        self.bell = Bell()

    def changed(self):
        return self.bell.wait()


class Line:
    online = True


class Foyer:
    def __init__(self):
        self.keys, self.trusted, self.outbox = (), True, KeptOutbox()
        self.clock, self.papers, self.board, self.peers, self.link = ManualClock(), Papers(), KeptBoard(), Peers(), Line()
        self.agent = DisplayAgent(
            settings=DisplaySettings("Halle"),
            documents=self.papers,
            board=self.board,
            neighbours=self.peers,
            link=self.link,
            clock=self.clock,
            outbox=self.outbox,
            around=Surroundings(keys=lambda: self.keys, trusted=lambda: self.trusted),
            sleep=self.clock.sleep,
        )
        self.changes = 0

    async def watch(self):
        while True:
            await self.agent.changed()
            self.changes += 1


@pytest.fixture
async def foyer():
    foyer = Foyer()
    tasks = [asyncio.create_task(foyer.agent.run()), asyncio.create_task(foyer.watch())]
    await foyer.clock.advance(1.5)
    yield foyer
    for task in tasks:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def test_an_alarm_of_this_device_or_a_neighbour_changes_the_picture_at_once(foyer):
    before = foyer.changes
    foyer.peers.peers = {"nordpark-1": [ZoneAlarm(id="a", zone="Geräteraum", cause="own", since_ms=1)]}
    foyer.peers.bell.ring()
    await foyer.clock.advance(0)
    assert foyer.changes == before + 1
    assert foyer.agent.display().mode is DisplayMode.SMOKE
    foyer.board.set_alarms([], [ZoneAlarm(id="b", zone="Foyer", cause="panel", since_ms=1)], siren=False)
    await foyer.clock.advance(0)
    assert foyer.agent.display().mode is DisplayMode.EVACUATE


async def test_the_plan_turns_over_by_itself_and_not_before(foyer):
    start_ms = foyer.clock.now_ms() + 60_000
    row = ViewEntry(id="e", hall="h", sections=[1], title="BC 04", start_ms=start_ms, end_ms=start_ms + 60_000)
    hall = ViewHall(id="h", name="H", sections=1, capacity=9)
    foyer.papers.view = View(rev=1, made_ms=1, title="Plan", halls=[hall], entries=[row])
    foyer.papers.bell.ring()
    await foyer.clock.advance(30)
    before = foyer.changes
    assert [row.now for row in foyer.agent.display().rows] == [False]
    await foyer.clock.advance(31)
    assert foyer.changes == before + 1
    assert [row.now for row in foyer.agent.display().rows] == [True]


async def test_a_neighbours_count_is_shown_and_ones_own_comes_first(foyer):
    halls = [ViewHall(id=name, name=name, sections=1, capacity=9) for name in ("nordpark", "gymnastik")]
    foyer.papers.view = View(rev=1, made_ms=1, title="Plan", halls=halls, entries=[])
    foyer.peers.counts = {"nordpark": 24, "gymnastik": 1}
    foyer.board.set_people("gymnastik", 7)
    assert [(count.hall, count.people) for count in foyer.agent.display().counts] == [("nordpark", 24), ("gymnastik", 7)]


async def test_going_offline_shows(foyer):
    before = foyer.changes
    foyer.link.online = False
    await foyer.clock.advance(1.5)
    assert foyer.changes == before + 1
    assert not foyer.agent.display().online
