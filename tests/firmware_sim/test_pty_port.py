import asyncio
import os
import time

import pytest

from hallenwart_sim.devices.pty_port import Pty
from support.rig import far_end, until


async def test_every_byte_passes_unchanged_and_nothing_echoes():
    with far_end() as end:
        line = os.open(end.port, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        everything = bytes(range(256))
        os.write(line, everything)
        end.say(everything)
        await until(lambda: len(end.heard) >= len(everything))
        assert bytes(end.heard) == everything
        assert os.read(line, 999) == everything
        with pytest.raises(BlockingIOError):
            os.read(line, 1)
        os.close(line)


async def test_clients_may_come_and_go():
    with far_end() as end:
        for octet in (b"a", b"b", b"c"):
            line = os.open(end.port, os.O_RDWR | os.O_NOCTTY)
            os.write(line, octet)
            os.close(line)
        await until(lambda: bytes(end.heard) == b"abc")


async def test_writing_to_nobody_drops_and_never_blocks():
    with far_end() as end:
        for _ in range(100):
            end.say(b"x" * 1024)
        assert end.pty.dropped_bytes > 50_000


async def test_the_name_goes_with_the_plug_and_comes_back(tmp_path):
    heard = []
    pty = Pty(tmp_path / "line", heard.append)
    pty.unplug()
    pty.unplug()
    pty.write(b"into the air")
    assert not (tmp_path / "line").is_symlink()
    pty.plug_in()
    line = os.open(pty.port, os.O_RDWR | os.O_NOCTTY)
    os.write(line, b"back")
    await until(lambda: heard == [b"back"])
    os.close(line)
    pty.unplug()


async def test_what_was_written_before_the_plug_is_pulled_was_on_the_wire(tmp_path):
    heard = []
    pty = Pty(tmp_path / "line", heard.append)
    line = os.open(pty.port, os.O_RDWR | os.O_NOCTTY)
    os.write(line, b"just before")
    pty.unplug()
    assert heard == [b"just before"]
    os.close(line)


async def test_pacing_keeps_the_baud_rate(tmp_path):
    pty = Pty(tmp_path / "line", lambda _: None, baud=9_600)
    line = os.open(pty.port, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    started_s = time.monotonic()
    pty.write(b"x" * 48)  # 50 ms
    await asyncio.sleep(0.025)
    early = len(os.read(line, 99))
    while early < 48:
        await asyncio.sleep(0.001)
        try:
            early += len(os.read(line, 99))
        except BlockingIOError:
            continue
    assert time.monotonic() - started_s >= 0.049
    assert pty.last_sent_ns / 1e9 - started_s >= 0.049
    os.close(line)
    pty.unplug()


async def test_what_was_still_to_be_sent_dies_with_the_plug(tmp_path):
    called = []
    pty = Pty(tmp_path / "line", lambda _: None, baud=300)
    pty.write(b"x" * 10)
    pty.later(0.01, lambda: called.append(1))
    pty.unplug()
    pty.plug_in()
    line = os.open(pty.port, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    await asyncio.sleep(0.06)
    with pytest.raises(BlockingIOError):
        os.read(line, 1)
    assert called == []
    os.close(line)
    pty.unplug()
