"""The laboratory's own proxy: each weather does what it says, and what it breaks is broken for both ends."""

import asyncio
import contextlib
import random

import pytest

from chaos.proxy import DOWN, UP, Frames, Link, Weather


class Echo:
    """Somebody at the far end who says everything back."""

    def __init__(self):
        self.heard = b""

    async def serve(self, reader, writer):
        with contextlib.suppress(ConnectionError):
            while said := await reader.read(1000):
                self.heard += said
                writer.write(said)
        writer.close()


@pytest.fixture
async def echo():
    far = Echo()
    server = await asyncio.start_server(far.serve, "127.0.0.1", 0)
    async with server:
        far.port = server.sockets[0].getsockname()[1]
        yield far


@pytest.fixture
async def link(echo):
    between = Link("line", ("127.0.0.1", echo.port), random.Random(1))
    await between.start()
    yield between
    await between.stop()


@pytest.fixture
async def connected(link):
    """Connect through the link; everybody goes at the end."""
    opened = []

    async def connect():
        opened.append(await asyncio.open_connection("127.0.0.1", link.port))
        return opened[-1]

    yield connect
    for _, writer in opened:
        writer.transport.abort()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


async def say(ends, said=b"hello", within_s=180.0):
    reader, writer = ends
    writer.write(said)
    return await asyncio.wait_for(reader.readexactly(len(said)), within_s)


async def silent(ends, said=b"lost", for_s=0.3):
    with pytest.raises(TimeoutError):
        await say(ends, said, for_s)


async def broken(ends):
    with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
        await say(ends)


async def test_bytes_pass_both_ways(connected):
    assert await say(await connected()) == b"hello"


async def test_what_is_held_comes_later(link, connected):
    ends = await connected()
    assert await say(ends) == b"hello"
    link.change(Weather(held={UP}))
    await silent(ends, b"held")
    link.heal()
    assert await asyncio.wait_for(ends[0].readexactly(4), 60) == b"held"


@pytest.mark.parametrize("way", [UP, DOWN])
async def test_a_connection_that_lost_bytes_breaks_when_the_link_heals(link, connected, way):
    ends = await connected()
    assert await say(ends) == b"hello"
    link.change(Weather(swallowed={way}))
    await silent(ends)
    link.heal()
    await broken(ends)
    assert await say(await connected()) == b"hello"


@pytest.mark.parametrize("reset", [True, False])
async def test_a_lost_connection_is_lost_for_both(link, connected, reset):
    ends = await connected()
    assert await say(ends) == b"hello"
    link.lose(reset=reset)
    await broken(ends)


async def test_a_refusing_link_lets_nobody_in(link, connected):
    link.change(Weather(refused=True))
    await broken(await connected())


async def test_a_slow_link_takes_its_time(link, connected):
    ends = await connected()
    link.change(Weather(rate=1_000))
    began = asyncio.get_running_loop().time()
    await say(ends, b"x" * 500)
    assert asyncio.get_running_loop().time() - began >= 0.4


def publish(topic, payload, qos):
    body = len(topic).to_bytes(2, "big") + topic + (b"\x00\x07" if qos else b"") + payload
    return bytes([0x30 | qos << 1, len(body)]) + body


def test_commands_are_found_in_a_stream_cut_anywhere():
    stream = publish(b"hall/v1/a/cmd", b"one", 1) + publish(b"hall/v1/a/cfg", b"no", 1) + publish(b"hall/v1/a/cmd", b"two", 0)
    for cut in range(len(stream)):
        frames = Frames()
        found = frames.commands_in(stream[:cut]) + frames.commands_in(stream[cut:])
        assert found == [publish(b"hall/v1/a/cmd", b"one", 0), publish(b"hall/v1/a/cmd", b"two", 0)]
        assert frames.at_boundary
