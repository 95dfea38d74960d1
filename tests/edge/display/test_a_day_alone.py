"""A whole day with the network gone, through the real agent, site link and documents on the card; and what cuts the power."""

import asyncio
import contextlib

import pytest
from msgspec.structs import replace

from hallenwart_contract.display import DisplayMode
from hallenwart_contract.people import PlaceCount
from hallenwart_contract.site_link import ZoneAlarm
from hallenwart_contract.view import Rung
from hallenwart_edge.bell import Bell
from hallenwart_edge.board import SharedBoard
from hallenwart_edge.display.agent import DisplayAgent, DisplaySettings, Surroundings
from support.display_plans import MINUTE_MS, at, entry, plan, post
from support.edge_time import KeptOutbox, ManualClock, Peers

MORNING = at("2026-11-21T06:00")
DAY = plan(
    entry("Schule", "08:00", "12:30", sections=[1, 2, 3]),
    entry("Reha", "17:30", "19:00"),
    entry("BC 04", "19:30", "21:00", change="moved", was_start_ms=at("19:00")),
    entry("TT", "18:00", "20:00", sections=[2], change="cancelled"),
    entry("Hobby", "20:15", "22:00", sections=[2, 3]),
    posts=[
        post("safety", "Glas", from_ms=at("12:00"), to_ms=at("13:00")),
        post("news", "Fest", from_ms=at("08:00"), to_ms=at("20:00"), spans=[(at("17:00"), at("19:00"))]),
    ],
    until_ms=at("2026-11-29T00:00"),
)


class Papers:
    config = grants = view = received_ms = None

    def __init__(self):
        self.bell = Bell()

    def changed(self):
        return self.bell.wait()


class Line:
    online = True


class Foyer:
    """A display whose hall is counted by a neighbour. What lies in `folder` outlives the agent."""

    def __init__(self, folder, wall_ms=MORNING):
        self.folder, self.clock, self.papers, self.link = folder, ManualClock(wall_ms), Papers(), Line()
        self.outbox, self.peers, self.trusted = KeptOutbox(), Peers(), True
        self.papers.view, self.papers.received_ms = DAY, wall_ms
        self.seen, self.tasks = [], []

    def start(self):
        self.board = SharedBoard()
        self.agent = DisplayAgent(
            settings=DisplaySettings("Halle", folder=self.folder),
            documents=self.papers,
            board=self.board,
            neighbours=self.peers,
            link=self.link,
            clock=self.clock,
            outbox=self.outbox,
            around=Surroundings(trusted=lambda: self.trusted),
            sleep=self.clock.sleep,
        )
        self.tasks = [asyncio.create_task(self.agent.run()), asyncio.create_task(self._watch())]

    async def cut(self):
        for task in self.tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _watch(self):
        while True:
            await self.agent.changed()
            self.seen.append(self.agent.display())

    def shows(self):
        display = self.agent.display()
        now = [row.title for row in display.rows if row.now]
        return (*now, *(card.id for card in [*display.above, *display.cards]))


@pytest.fixture
async def foyer(tmp_path):
    foyer = Foyer(tmp_path)
    foyer.start()
    yield foyer
    await foyer.cut()


GOLDEN = (
    ("06:00", ()),
    ("08:00", ("Schule",)),
    ("12:00", ("Schule", "Glas")),
    ("12:30", ("Glas",)),
    ("13:00", ()),
    ("17:00", ("Fest",)),
    ("17:30", ("Reha", "Fest")),
    ("19:00", ()),
    ("19:30", ("BC 04",)),
    ("20:15", ("BC 04", "Hobby")),
    ("21:00", ("Hobby",)),
    ("22:00", ()),
)


async def test_a_day_without_a_network_is_right_to_the_second_and_changes_only_then(foyer):
    foyer.peers.counts = {"nordpark": 24}
    foyer.peers.bell.ring()
    await foyer.clock.advance(3)
    assert foyer.agent.display().online
    foyer.link.online = False
    foyer.peers.counts, foyer.peers.silent = {"nordpark": None}, frozenset({"nordpark"})
    foyer.peers.peers = {"nordpark-2": None}
    foyer.peers.bell.ring()
    await foyer.clock.advance(7)
    steps = {at(time): shown for time, shown in GOLDEN}
    expected = ()
    for minute in range(16 * 60 + 30):
        now_ms = MORNING + minute * MINUTE_MS
        await foyer.clock.advance((now_ms - foyer.clock.now_ms()) / 1_000 if minute else 0)
        expected = steps.get(now_ms, expected)
        display = foyer.agent.display()
        assert foyer.shows() == expected, now_ms
        assert not display.online
        assert not display.alarm_link
        assert display.plan_ms == MORNING
        assert display.plan_until_ms is None
        people = display.counts[0].people
        assert people == (24 if minute <= 15 else None)
    later = [display for display in foyer.seen if display.now_ms > MORNING + 16 * MINUTE_MS]
    assert {display.now_ms for display in later} == {at(time) for time, _ in GOLDEN[1:]} | {at("20:00")}
    assert [display.no for display in later] == [*range(later[0].no, later[0].no + len(later))]
    assert [row.mark for row in foyer.seen[0].rows if row.mark] == ["cancelled", "moved"]
    moved = next(row for row in foyer.seen[0].rows if row.mark == "moved")
    assert (moved.start_ms, moved.new_start_ms) == (at("19:00"), at("19:30"))


async def test_catching_up_shows_no_picture_that_never_was_right(foyer):
    await foyer.clock.advance(3)
    foyer.link.online = False
    await foyer.clock.advance(2)
    foyer.clock.jump(12 * 3_600_000)
    await foyer.clock.advance(2)
    foyer.seen.clear()
    foyer.link.online = True  # connected; the newest plan is still on its way
    await foyer.clock.advance(1.2)
    newest = replace(DAY, rev=2, entries=[entry("Gala", "17:30", "23:00", sections=[1, 2, 3])], posts=[])
    foyer.papers.view, foyer.papers.received_ms = newest, foyer.clock.now_ms()
    foyer.papers.bell.ring()
    await foyer.clock.advance(5)
    assert [(display.online, [row.title for row in display.rows]) for display in foyer.seen] == [
        (False, ["Gala"]),
        (True, ["Gala"]),
    ]


async def test_after_a_power_cut_the_screen_is_back_with_plan_and_alarm_of_a_silent_neighbour(foyer):
    fire = ZoneAlarm(id="a", zone="Geräteraum", cause="panel", since_ms=MORNING)
    foyer.peers.peers = {"nordpark-2": [fire]}
    foyer.peers.bell.ring()
    await foyer.clock.advance(1)
    await asyncio.wait_for(_kept(foyer), 60)
    await foyer.cut()
    foyer.peers.peers = {"nordpark-2": None}
    foyer.start()
    display = foyer.agent.display()
    assert (display.mode, display.alarm_zone, display.alarm_link) == (DisplayMode.EVACUATE, "Geräteraum", False)
    foyer.peers.peers = {"nordpark-2": []}
    display = foyer.agent.display()
    assert (display.mode, len(display.rows)) == (DisplayMode.BOARD, 5)
    assert display.alarm_ended_ms == foyer.clock.now_ms()


async def _kept(foyer):
    while b"Ger" not in ((foyer.folder / "alarms.json").read_bytes() if (foyer.folder / "alarms.json").exists() else b""):  # noqa: ASYNC110 - written by a thread
        await asyncio.sleep(0.005)


async def test_a_wall_clock_that_jumps_either_way_is_followed_within_a_second(foyer):
    await foyer.clock.advance(1)
    foyer.clock.jump(12 * 3_600_000)
    await foyer.clock.advance(1)
    assert foyer.seen[-1].rows[0].now
    assert foyer.seen[-1].rows[0].title == "Reha"
    foyer.clock.jump(-12 * 3_600_000)
    await foyer.clock.advance(1)
    assert foyer.seen[-1].rows[0].title == "Schule"
    assert not foyer.seen[-1].rows[0].now
    foyer.clock.jump(-40 * 365 * 86_400_000)  # an empty battery: 1986
    await foyer.clock.advance(1)
    assert foyer.seen[-1].rows == []


async def test_what_is_shown_is_told_once_and_stands_on_the_shared_board(foyer):
    foyer.board.set_counts([PlaceCount(hall="nordpark", people=3, use="busy", sure=0.9)], [], [])
    await foyer.clock.advance(2)
    foyer.clock.jump(at("11:59") - foyer.clock.now_ms())
    await foyer.clock.advance(61)
    screen = foyer.board.screen
    assert (screen.mode, screen.rung, screen.card, screen.since_ms) == ("board", Rung.SAFETY, "Glas", at("12:00"))
    assert screen.plan_rev == DAY.rev
    async with asyncio.timeout(180):
        while len(foyer.outbox.events) < 2:
            await foyer.clock.advance(1.1)
            await asyncio.sleep(0.002)
    shown = [(event.a["rung"], event.a["card"]) for event in foyer.outbox.events]
    assert shown == [("plan", ""), ("safety", "Glas")]


async def test_carbon_monoxide_here_or_at_a_neighbour_clears_the_hall(foyer):
    danger = ZoneAlarm(id="c", zone="Heizraum", cause="co", since_ms=MORNING)
    foyer.peers.peers, foyer.peers.danger = {"nordpark-2": []}, {"nordpark-2": [danger]}
    foyer.peers.bell.ring()
    await foyer.clock.advance(0)
    display = foyer.seen[-1]
    assert (display.mode, display.rung, display.alarm_kind) == (DisplayMode.SAFETY, Rung.SAFETY, "co")
    foyer.peers.danger = {}
    foyer.peers.peers = {"nordpark-2": None}
    foyer.peers.bell.ring()
    await foyer.clock.advance(0)
    assert foyer.seen[-1].mode is DisplayMode.SAFETY
