"""Nothing is missed and nothing comes twice, whatever changes while somebody reads."""

import asyncio
import itertools
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.exchange import openactive, store
from hallenwart_backend.exchange.keeper import Keeper
from hallenwart_backend.exchange.keeping import KEPT_MS
from hallenwart_backend.exchange.model import Item, ItemKind
from hallenwart_backend.exchange.tables import metadata
from hallenwart_backend.exchange.teller import Teller
from support.backends import MONDAY_NOON_MS, SetClock, open_town
from support.rpde_reader import Harvest

TELLER = Teller("https://sport.musterstadt.example", ZoneInfo("Europe/Berlin"))
FEED = openactive.FEEDS["facility-uses"]
HERE = f"{TELLER.base}/openactive/feeds/facility-uses"
NAMES = tuple("abcdef")
DAY_MS = 86_400_000


class Scripted:
    """A subject whose things a test sets."""

    def __init__(self):
        self.titles = {}

    async def items(self, kind):
        if kind is not ItemKind.FACILITY:
            return ()
        return [Item(name, kind, 0, title=title, url=f"{TELLER.base}/{name}") for name, title in self.titles.items()]


class World:
    """A keeper over a database of its own, and the feed it fills, two items a page."""

    def __init__(self, url):
        self.records, self.clock, self.subject = Records(url), SetClock(MONDAY_NOON_MS), Scripted()
        metadata.create_all(self.records.engine)
        self.restart()

    def restart(self):
        self.keeper = Keeper(self.records, self.clock)
        self.keeper.sources.append(self.subject)

    async def fetch(self, url):
        asked = dict(part.split("=") for part in url.partition("?")[2].split("&") if part)
        after = (int(asked["afterTimestamp"]), asked["afterId"]) if asked else None
        rows = await self.records.read(lambda connection: store.page(connection, FEED.of, after, 2))
        return json.dumps(openactive.page(FEED, rows, HERE, after, TELLER))

    def now(self):
        return dict(self.subject.titles)


DOINGS = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.sampled_from(NAMES), st.integers(0, 2)),
        st.tuples(st.just("drop"), st.sampled_from(NAMES), st.just(0)),
        st.tuples(st.just("look"), st.just(""), st.just(0)),
        st.tuples(st.just("clock"), st.just(""), st.sampled_from((-DAY_MS, -1, 0, 1, 60_000))),
        st.tuples(st.just("restart"), st.just(""), st.just(0)),
        st.tuples(st.just("read"), st.just(""), st.just(0)),
    ),
    max_size=40,
)


@settings(max_examples=12, deadline=None)
@given(DOINGS)
def test_a_harvest_ends_with_what_there_is_whatever_changed_meanwhile(doings):
    with TemporaryDirectory() as folder:
        asyncio.run(_play(doings, Path(folder)))


async def _play(doings, folder):
    world = World(f"sqlite:///{folder}/records.db")
    try:
        harvest = Harvest(HERE, world.fetch)
        for doing, name, number in doings:
            if doing == "set":
                world.subject.titles[name] = f"{name} {number}"
            elif doing == "drop":
                world.subject.titles.pop(name, None)
            elif doing == "look":
                await world.keeper.look()
            elif doing == "clock":
                world.clock.wall_ms += number
            elif doing == "restart":
                world.restart()
            else:
                await harvest.step()
        await world.keeper.look()
        assert {name: data["name"] for name, data in (await harvest.run()).items()} == world.now()
        assert await world.keeper.look() == 0, "what is told already is told again"
        fresh = await Harvest(HERE, world.fetch).run()
        assert {name: data["name"] for name, data in fresh.items()} == world.now()
    finally:
        world.records.close()


@pytest.fixture
def world(tmp_path):
    opened = World(f"sqlite:///{tmp_path}/records.db")
    yield opened
    opened.records.close()


async def test_what_is_gone_is_told_for_thirty_days_and_a_clock_set_back_hides_nothing(world):
    world.subject.titles = dict.fromkeys(NAMES, "da")
    await world.keeper.look()
    harvest = Harvest(HERE, world.fetch)
    await harvest.run()
    world.subject.titles = {}
    world.clock.advance(1_000)
    await world.keeper.look()
    world.clock.advance(KEPT_MS - 1)
    await world.keeper.look()
    assert await harvest.run() == {}
    assert {item["state"] for item in harvest.state.values()} == {"deleted"}
    world.clock.advance(10)
    await world.keeper.look()
    empty = Harvest(HERE, world.fetch)
    assert (await empty.run(), empty.seen) == ({}, [])
    world.clock.wall_ms -= 2 * KEPT_MS
    world.restart()
    world.subject.titles = {"a": "wieder da"}
    await world.keeper.look()
    assert {name: data["name"] for name, data in (await harvest.run()).items()} == {"a": "wieder da"}


@pytest.mark.usefixtures("each_database")
async def test_both_databases_page_in_the_order_that_readers_compare_in(tmp_path):
    async with open_town(tmp_path) as town:
        names = ["a", "B", "a-1", "ab", "Z9", "_x", "10", "9"]
        world = town.backend.outward.exchange
        subject = Scripted()
        subject.titles = dict.fromkeys(names, "da")
        world.keeper.sources[:] = [subject]
        await world.keeper.look()
        rows = await town.backend.records.read(lambda connection: store.page(connection, ItemKind.FACILITY, None, 100))
        assert [row.id for row in rows] == sorted(names)
        for first, second in itertools.pairwise(rows):
            after = (first.modified_ms, first.id)
            found = await town.backend.records.read(
                lambda connection, after=after: store.page(connection, ItemKind.FACILITY, after, 1)
            )
            assert found == [second]
