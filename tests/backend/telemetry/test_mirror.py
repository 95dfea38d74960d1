"""The mirror on a real VictoriaMetrics and a real store: what is stored arrives there, whatever stops in between."""

import asyncio
import logging
import os
import re
import signal
import sqlite3
import sys
from contextlib import closing

import pytest

from hallenwart_backend.adapters.mirror_influx import InfluxTarget
from hallenwart_backend.adapters.series_sqlite import SqliteSeries
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.mirror.ports import TargetAwayError, TargetDeniedError
from hallenwart_backend.telemetry.mirror.service import Mirror, Trouble, fill_again
from hallenwart_backend.telemetry.mirror.settings import MirrorSettings, settings_of
from support.backends import MONDAY_NOON_MS, SetClock, open_town
from support.city_town import until
from support.databases import open_series_at
from support.victoria import Victoria, needs_victoria

pytestmark = needs_victoria
NOW_MS = MONDAY_NOON_MS
DAY_MS = 86_400_000


@pytest.fixture(scope="module")
def victoria(tmp_path_factory):
    server = Victoria(tmp_path_factory.mktemp("victoria"))
    server.start()
    yield server
    server.kill9()


@pytest.fixture
def device(request):
    """A name of its own for each test: they share a server."""
    return re.sub(r"\W|_", "-", request.node.name)[-60:]


@pytest.fixture
def store(each_database, tmp_path):
    series = open_series_at(tmp_path)
    yield series
    series.close()


@pytest.fixture
def file(tmp_path):
    """A store that other processes open, too."""
    series = SqliteSeries(tmp_path / "series.db")
    yield series
    series.close()


class House:
    """A store, a mirror that follows it, and a clock; `keys` are its two series."""

    def __init__(self, store, victoria, device, *, settled_after_s=0.0, **more):
        self.store, self.victoria, self.clock = store, victoria, SetClock(NOW_MS)
        self.keys = [SeriesKey(device, "nordpark", "people"), SeriesKey(device, "luft", "temp_c")]
        self.target = InfluxTarget(victoria.url)
        self.mirror = self.another(settled_after_s=settled_after_s, **more)
        self.match = f'{{device="{device}",__name__=~".*_value"}}'

    def another(self, *, settled_after_s=0.0, **more):
        return Mirror(self.store, self.target, self.clock, lambda _: "nordpark", settled_after_s=settled_after_s, **more)

    async def rows(self, first, count, *, every_ms=1_000):
        """Store rows `first` and on, in both series, ten a commit."""
        for start in range(first, first + count, 10):
            some = range(start, min(start + 10, first + count))
            await self.store.append([(key, NOW_MS + n * every_ms, n / 2) for n in some for key in self.keys])

    async def level(self, mirror=None):
        mirror = mirror or self.mirror
        while await mirror.step():
            self.clock.advance(10)

    def arrived(self):
        return {time: value for values in self.victoria.export(self.match).values() for time, value in values.items()}

    def expected(self, count, *, every_ms=1_000):
        return {NOW_MS + n * every_ms: n / 2 for n in range(count)}


async def test_what_is_stored_arrives_with_its_names_and_quality(store, victoria, device):
    house = House(store, victoria, device)
    await house.mirror.begin()
    await house.rows(0, 25)
    await store.append([(house.keys[1], NOW_MS + 60_000, None)])
    await house.level()
    assert house.arrived() == house.expected(25)
    names = {tuple(sorted(dict(labels).items())) for labels in victoria.export(house.match)}
    about = ("device", device), ("hall", "nordpark")
    assert names == {
        (("__name__", "people_value"), ("component", "nordpark"), *about),
        (("__name__", "temp_c_value"), ("component", "luft"), *about),
    }
    quality = victoria.export(f'{{device="{device}",__name__="temp_c_quality"}}')
    assert set(next(iter(quality.values())).values()) == {0}
    found = victoria.query(f'max_over_time(people_value{{device="{device}"}}[1m])', at_ms=NOW_MS + 30_000)
    assert [one["value"][1] for one in found] == ["12"]
    assert (house.mirror.standing.trouble, await house.mirror.behind()) == (Trouble.NONE, 0)


async def test_only_what_comes_is_told_unless_history_is_asked_for(store, victoria, device):
    house = House(store, victoria, device)
    await house.rows(0, 12, every_ms=DAY_MS // 4)
    await house.mirror.begin()
    await house.level()
    assert house.arrived() == {}
    house.clock.advance(9 * DAY_MS)
    await house.level(await begun(house.another(name="other", history=True)))
    # Asked before, VictoriaMetrics remembers for about a second that there was nothing.
    await until(lambda: house.arrived() == house.expected(12, every_ms=DAY_MS // 4))
    assert house.mirror.standing.refused == 0


async def test_a_mirror_that_lost_its_disk_is_told_everything_again(tmp_path, store, victoria, device):
    house = House(store, victoria, device)
    await house.mirror.begin()
    await house.rows(0, 12, every_ms=DAY_MS // 4)
    await house.level()
    await house.level(await begun(house.another()))
    told = house.mirror.standing.written
    await fill_again(store, "")
    again = await begun(house.another())
    await house.level(again)
    assert again.standing.written >= told == 24
    assert victoria.count(house.match) == 24
    once_more = await begun(house.another())
    await house.level(once_more)
    assert once_more.standing.written == 0


async def begun(mirror):
    await mirror.begin()
    return mirror


async def test_after_an_outage_everything_is_there(tmp_path, store, device):
    victoria = Victoria(tmp_path / "victoria")
    victoria.start()
    house = House(store, victoria, device)
    await house.mirror.begin()
    try:
        await house.rows(0, 20)
        await house.level()
        victoria.stop()
        await house.rows(20, 30)
        with pytest.raises(TargetAwayError, match="refused"):
            await house.mirror.step()
        assert await house.mirror.behind() == 60
        victoria.start()
        await house.level()
        assert house.arrived() == house.expected(50)
    finally:
        victoria.kill9()


async def test_a_server_that_lost_what_it_confirmed_is_told_again(tmp_path, store, device):
    """It confirms before it is durable: killed at once after, it has lost rows that nobody saw refused."""
    victoria = Victoria(tmp_path / "victoria")
    victoria.start()
    house = House(store, victoria, device, settled_after_s=30)
    await house.mirror.begin()
    try:
        await house.rows(0, 40)
        await house.level()
        victoria.kill9()
        victoria.start()
        lost = house.victoria.count(house.match) < 80
        await house.rows(40, 1)
        await house.level()
        assert lost, "nothing was lost: the test shows nothing"
        assert house.arrived() == house.expected(41)
    finally:
        victoria.kill9()


async def test_dropped_changes_are_filled_in_from_the_samples(store, victoria, device):
    house = House(store, victoria, device, kept=40)
    await house.mirror.begin()
    await house.rows(0, 10)
    await house.level()
    house.clock.advance(10_000)
    await house.mirror.step()
    await house.rows(10, 200)
    await house.level()
    assert house.arrived() == house.expected(210)
    assert not house.mirror.standing.refilling


async def test_a_bucket_that_lets_nobody_in_is_told_apart_from_one_that_is_away(store, victoria, device):
    house = House(store, victoria, device)
    house.target = InfluxTarget(f"{victoria.url}/wrong")
    mirror = await begun(house.another())
    await house.rows(0, 1)
    running = asyncio.create_task(mirror.run())
    await until(lambda: mirror.standing.trouble is not Trouble.NONE)
    running.cancel()
    assert mirror.standing.trouble is Trouble.DENIED


def number_of(folder):
    with closing(sqlite3.connect(folder / "series.db")) as db:
        row = db.execute("SELECT value FROM meta WHERE name = 'cursor mirror '").fetchone()
    return row[0] if row else 0


# --- kill -9 of the mirroring process ---

CHILD = """
import asyncio, sys
from pathlib import Path
from hallenwart_backend.adapters.mirror_influx import InfluxTarget
from hallenwart_backend.adapters.series_sqlite import SqliteSeries
from hallenwart_backend.telemetry.mirror import service
from hallenwart_contract.clock import SystemClock

service.AT_ONCE, service.SETTLE_EVERY_MS, service.BETWEEN_BATCHES_S = 50, 20, 0.01

async def main():
    store = SqliteSeries(Path(sys.argv[1]))
    mirror = service.Mirror(store, InfluxTarget(sys.argv[2]), SystemClock(), lambda _: "nordpark", settled_after_s=0.02)
    print("up", flush=True)
    await mirror.run()

asyncio.run(main())
"""


async def test_the_token_is_in_no_log_and_no_error(store, victoria, device, caplog, tmp_path):
    (tmp_path / "mirror.token").write_text("sesam-oeffne-dich-123456\n")
    token = MirrorSettings(victoria.url).token(tmp_path)
    house = House(store, victoria, device)
    house.target = InfluxTarget(f"{victoria.url}/wrong", token=token)
    mirror = await begun(house.another())
    await house.rows(0, 1)
    with caplog.at_level(logging.DEBUG), pytest.raises(TargetDeniedError) as refused:
        await mirror.step()
    assert token not in caplog.text
    assert token not in f"{refused.value!r} {mirror.standing}"


def test_a_password_does_not_belong_on_the_command_line(tmp_path):
    with pytest.raises(ConfigError, match=r"mirror\.token") as refused:
        settings_of("http://grafana:geheim@127.0.0.1:8428", "b", "", history=False)
    assert "geheim" not in str(refused.value)
    for url in ("127.0.0.1:8428", "ftp://x.example", "http://", "http://x.example/?a=b", "http://x.example:0", "http://[::1"):
        with pytest.raises(ConfigError, match="--mirror is where"):
            settings_of(url, "b", "", history=False)
    assert settings_of("", "b", "", history=False) is None
    assert settings_of("https://db.example/influx/", "b", "o", history=True) == MirrorSettings(
        "https://db.example/influx", "b", "o", True
    )
    (tmp_path / "mirror.token").write_text("two words")
    with pytest.raises(ConfigError, match="more than a token"):
        MirrorSettings("http://x.example").token(tmp_path)


async def test_the_manager_and_the_figures_hear_how_it_stands(victoria, device, tmp_path):
    async with open_town(tmp_path, mirror=MirrorSettings("http://127.0.0.1:9")) as town:
        mirror = town.backend.telemetry.mirror
        await mirror.begin()
        await town.backend.series.append([(SeriesKey(device, "a", "temp_c"), NOW_MS, 1.0)])
        with pytest.raises(TargetAwayError) as away:
            await mirror.step()
        town.clock.advance(90_000)
        await mirror._failed(away.value)
        health = (await town.backend.build_view()).health
        assert (health.mirror.state, health.mirror.rows) == ("away", 1)
        figures = (await town.backend.figures.text()).decode()
        assert "hallenwart_mirror_up 0.0" in figures
        assert "hallenwart_mirror_behind_rows 1.0" in figures
        assert "hallenwart_mirror_behind_seconds 90.0" in figures
        assert 'hallenwart_mirror_trouble{word="away"} 1.0' in figures
        assert "mirror" not in await town.backend.figures.ready()


async def test_killed_between_writing_and_marking_nothing_is_missing(tmp_path, file, victoria, device):
    house = House(file, victoria, device)
    await house.mirror.begin()
    count, kills = 3_000, 3
    writing = asyncio.create_task(house.rows(0, count))
    for n in range(kills):
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", CHILD, str(tmp_path / "series.db"), victoria.url, stdout=asyncio.subprocess.PIPE
        )
        await child.stdout.readline()
        before = number_of(tmp_path)
        await until(lambda before=before: number_of(tmp_path) > before)  # it is in the middle of it
        await asyncio.sleep(0.013 * n)
        os.kill(child.pid, signal.SIGKILL)
        await child.wait()
    await writing
    await house.level(await begun(house.another()))
    assert house.arrived() == house.expected(count)
    assert victoria.count(house.match) == 2 * count
