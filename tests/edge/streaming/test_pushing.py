"""Sending to an address outside: ffmpeg listens as a target would; a dead one costs the stream to the server nothing."""

import asyncio
import socket
from pathlib import Path

import pytest

from hallenwart_contract import sealed
from hallenwart_edge.streaming.commands import push_call
from hallenwart_edge.streaming.pusher import target_of
from support.camera_world import SECRET, STREAM, CameraWorld, needs_ffmpeg, right
from support.edge_time import until
from support.ports import free_port
from support.stream_server import StreamServer

pytestmark = needs_ffmpeg
KEY = "geheimer-schluessel-77"


@pytest.fixture
def server(tmp_path):
    server = StreamServer(tmp_path)
    yield server
    server.stop()


def sealed_for(target):
    return sealed.seal(target.encode(), device_secret=SECRET, about=STREAM)


def processes() -> str:
    """Return what everybody on this machine sees of its processes."""
    return " ".join(_line(place) for place in Path("/proc").glob("[0-9]*"))


def _line(place: Path) -> str:
    try:
        return (place / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


async def listen(*how):
    """Return an ffmpeg that waits for somebody who pushes and counts what came."""
    return await asyncio.create_subprocess_exec(
        "ffmpeg", "-hide_banner", "-nostdin", "-loglevel", "verbose", *how, "-t", "2", "-c", "copy", "-f", "null", "-",
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def taken_by(target) -> str:
    async with asyncio.timeout(180):
        return (await target.communicate())[1].decode(errors="replace")


@pytest.mark.parametrize("scheme", ["rtmp", "srt"])
async def test_a_target_outside_gets_the_match_too_and_nobody_sees_its_key(tmp_path, server, scheme, caplog):
    port = free_port(socket.SOCK_STREAM if scheme == "rtmp" else socket.SOCK_DGRAM)
    if scheme == "rtmp":
        target = await listen("-listen", "1", "-i", f"rtmp://127.0.0.1:{port}/live/club/{KEY}")
        address = f"rtmp://127.0.0.1:{port}/live/club/{KEY}"
    else:
        target = await listen("-i", f"srt://127.0.0.1:{port}?mode=listener&passphrase={KEY}")
        address = f"srt://127.0.0.1:{port}?passphrase={KEY}&streamid=publish:halle"
    world = CameraWorld(tmp_path, server)
    world.plan(right(world.clock.now_ms(), push=sealed_for(address)))
    async with world.living():
        assert (await world.order()).code == "ok"
        await until(lambda: world.now.pushing is True)
        shown = processes().replace(f"-i {address}", "")
        heard = await taken_by(target)
        await until(lambda: len(server.parts) > 4)
    pushing = [line for line in shown.split("ffmpeg ") if "-fpre" in line]
    assert pushing
    assert not any(KEY in line for line in pushing)
    assert KEY not in caplog.text
    assert KEY not in repr(push_call(address))
    assert "h264" in heard
    assert "Unexpected stream" not in heard


async def test_a_dead_target_costs_the_stream_nothing(tmp_path, server, caplog):
    address = f"rtmp://127.0.0.1:{free_port(socket.SOCK_STREAM)}/live/{KEY}"
    world = CameraWorld(tmp_path, server)
    world.plan(right(world.clock.now_ms(), push=sealed_for(address)))
    async with world.living():
        await world.order()
        await until(lambda: (1, 3) in server.numbers())
        assert world.now.pushing is False
        assert world.now.word == "live"
    assert [number for _, number in server.numbers()] == [*range(len(server.parts))]
    assert KEY not in caplog.text


def test_what_is_no_target_of_this_device_is_none():
    for address in ("http://h/x", "rtmp://", "file:///etc/passwd", "rtmp://u:p@h/a/k", "srt://h:1?a=b c", "rtmp://h/a/k\nx=y"):
        assert not target_of(right(0, push=sealed_for(address)), device_secret=SECRET)
    good = right(0, push=sealed_for("rtmps://h.example/live/k"))
    assert target_of(good, device_secret=SECRET) == "rtmps://h.example/live/k"
    assert not target_of(good, device_secret=b"x" * 32)
    assert not target_of(right(0), device_secret=SECRET)
