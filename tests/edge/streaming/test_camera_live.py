"""A camera with real ffmpeg against a real server: parts that play, restarts, gaps, and what must stop it."""

import asyncio
import contextlib
import os
import signal
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import ClockTrust
from hallenwart_contract.site_link import ZoneAlarm
from support.camera_world import STREAM, CameraWorld, needs_ffmpeg, right
from support.edge_time import until
from support.stream_server import StreamServer

pytestmark = needs_ffmpeg


@pytest.fixture
def server(tmp_path):
    server = StreamServer(tmp_path)
    yield server
    server.stop()


@pytest.fixture
def world(tmp_path, server):
    return CameraWorld(tmp_path, server)


def children() -> list[int]:
    """Return the pids of this process's ffmpeg."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = (place / "stat").read_text().rpartition(")")[2].split()[1]
            if int(parent) == os.getpid() and (place / "comm").read_text().strip() == "ffmpeg":
                found.append(int(place.name))
    return found


def probed(film: bytes) -> list[str]:
    """Return codec, size and times of the pictures in a film, as ffprobe reads them."""
    wanted = ["-show_entries", "stream=codec_name,profile,width,height:packet=pts_time,flags", "-of", "csv=p=0"]
    command = ["ffprobe", "-v", "error", "-select_streams", "v", *wanted, "-"]
    return subprocess.run(command, input=film, capture_output=True, check=True).stdout.decode().split()


async def test_a_match_is_sent_in_parts_that_play_over_one_connection(world, server):
    world.may()
    async with world.living():
        assert world.now.word == "off"
        assert (await world.order()).res == {"word": "live"}
        assert world.lamp.on
        await until(lambda: len(server.parts) >= 4)
        assert world.board.cameras[0].word == "live"
        assert world.now.stream == STREAM
        assert world.now.late_ms < 4_000
        assert (await world.order(on=False)).code == "ok"
        assert not children()
        assert not world.lamp.on
        assert world.now.word == "off"
        await until(lambda: bool(server.ends))
    numbers = [number for _, number in server.numbers(run=1)]
    assert numbers == [*range(len(numbers))]
    assert server.connections == 1
    assert server.unsigned == 0
    parts = [part for part, _ in server.parts[1:]]
    assert all(part.dur_ms == 1000 for part in parts)
    assert all(later.t_ms - part.t_ms == 1000 for part, later in pairwise(parts))
    assert abs(parts[-1].t_ms + 1000 - server.ends[0][1].last_ms) <= 1000
    *packets, codec = probed(server.film(1))
    assert codec == "h264,High,320,180"
    assert sum("K" in packet for packet in packets) == len(parts)
    assert server.ends[0][0] == STREAM
    assert server.ends[0][1].why == "person"
    assert world.kinds() == [(EventKind.CAMERA_ON, ""), (EventKind.CAMERA_OFF, "person")]


async def test_without_a_right_before_it_and_after_it_nothing_films(world, server):
    async with world.living():
        assert (await world.order()).code == "no_right"
        world.may(from_s=60)
        assert (await world.order()).code == "early"
        world.may(from_s=-60, to_s=-1)
        assert (await world.order()).code == "over"
        world.may()
        world.trust = ClockTrust.BAD
        assert (await world.order()).code == "clock"
        world.trust, world.cover.shut = ClockTrust.NTP, True
        assert (await world.order()).code == "shutter"
        assert world.now.shutter is True
        world.cover.shut, world.lamp.gone = False, True
        assert (await world.order(stream="other")).code == "no_right"
        assert not children()
        assert not server.parts
    assert {kind for kind, _ in world.kinds()} == {EventKind.CAMERA_REFUSED}


@pytest.mark.parametrize("why", ["withdrawn", "over", "alarm", "shutter", "clock"])
async def test_it_stops_by_itself(tmp_path, server, why):
    world = CameraWorld(tmp_path, server)
    now_ms = world.clock.now_ms()
    world.plan(right(now_ms, to_s=4 if why == "over" else 3600))
    async with world.living():
        assert (await world.order()).code == "ok"
        if why == "withdrawn":
            world.plan()
        if why == "alarm":
            world.peers.peers = {"nordpark-2": [ZoneAlarm(id="a", zone="Halle", cause="own", since_ms=1)]}
            world.peers.bell.ring()
        world.cover.shut = why == "shutter"
        if why == "clock":
            world.trust = ClockTrust.BAD
        await until(lambda: (EventKind.CAMERA_OFF, why) in world.kinds())
        assert not children()
        assert not world.lamp.on
        await until(lambda: bool(server.ends))
        assert server.ends[0][1].why == why
        if why == "alarm":  # and it does not begin again by itself
            assert (await world.order()).code == "alarm"


async def test_a_source_that_dies_begins_anew_as_another_run(world, server):
    world.may()
    async with world.living():
        await world.order()
        await until(lambda: (1, 1) in server.numbers())
        os.kill(children()[0], signal.SIGKILL)
        await until(lambda: (2, 1) in server.numbers())
        assert world.now.word == "live"
    assert (2, 0) in server.numbers()
    assert probed(server.film(2))[-1].startswith("h264")
    told = [event.kind for event in world.outbox.events]
    assert EventKind.COMPONENT_FAULT in told
    assert told.count(EventKind.CAMERA_ON) == 1


async def test_a_source_that_freezes_is_killed_and_begins_anew(world, server):
    world.may()
    async with world.living():
        await world.order()
        await until(lambda: (1, 1) in server.numbers())
        frozen = children()[0]
        os.kill(frozen, signal.SIGSTOP)
        await until(lambda: world.now.fault != "")
        await until(lambda: (2, 1) in server.numbers())
        assert frozen not in children()


async def test_a_gap_of_the_network_costs_no_part(world, server):
    world.may()
    async with world.living():
        await world.order()
        await until(lambda: (1, 2) in server.numbers())
        server.stop()
        await until(lambda: world.now.waiting >= 10)  # ten seconds of film
        server.start()
        await until(lambda: world.now.waiting <= 1)
        numbers = [number for _, number in server.numbers(run=1)]
    assert sorted({*numbers}) == [*range(max(numbers) + 1)]
    assert numbers == sorted(numbers)


async def test_a_server_that_knows_better_ends_it(world, server):
    world.may()
    async with world.living():
        await world.order()
        server.status = 403
        await until(lambda: (EventKind.CAMERA_OFF, "withdrawn") in world.kinds())


async def test_a_server_that_lost_the_beginning_of_a_run_gets_it_again(world, server):
    world.may()
    async with world.living():
        await world.order()
        await until(lambda: (1, 1) in server.numbers())
        server.forgets = True
        await until(lambda: not server.forgets and len(server.parts) >= 3)
        assert server.numbers()[0] == (1, 0)
        assert [number for _, number in server.numbers()[1:3]] == [2, 3]


async def test_the_clock_of_the_server_counts_for_signatures(world, server):
    server.off_s = 86_400
    world.may()
    async with world.living():
        await world.order()
        await until(lambda: (1, 1) in server.numbers())


async def test_after_a_restart_it_goes_on_as_another_run_once_the_time_is_known(world, server):
    world.may()
    async with world.living():
        await world.order()
        await until(lambda: (1, 1) in server.numbers())
    assert not children()
    world.trust = ClockTrust.HELD
    world.build()
    async with world.living():
        await asyncio.sleep(0.7)
        assert world.now.word == "starting"
        assert not children()
        world.trust = ClockTrust.NTP
        await until(lambda: (2, 1) in server.numbers())
    world.build()
    world.plan()
    async with world.living():
        await until(lambda: world.kinds()[-1] == (EventKind.CAMERA_OFF, "withdrawn"))
        assert not children()
        await until(lambda: bool(server.ends))
