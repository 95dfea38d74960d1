import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from hallenwart_sim.town.relay import Cable, Relay
from support.ports import free_port


@asynccontextmanager
async def echo_behind(cable: Cable) -> AsyncIterator[int]:
    """A server that answers what it hears, and a relay before it."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while heard := await reader.read(100):
            writer.write(heard)
        writer.close()

    port, behind = free_port(), free_port()
    relay = Relay(port=port, to_port=behind, cable=cable)
    async with await asyncio.start_server(answer, "127.0.0.1", behind):
        await relay.start()
        try:
            yield port
        finally:
            await relay.stop()


async def is_closed(reader: asyncio.StreamReader) -> bool:
    try:
        return await asyncio.wait_for(reader.read(), 60) == b""
    except ConnectionResetError:
        return True


async def test_bytes_pass_and_stop_passing_when_cut():
    cable = Cable()
    async with echo_behind(cable) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"hello")
        assert await reader.readexactly(5) == b"hello"
        cable.cut()
        await asyncio.sleep(0)
        writer.write(b"anyone?")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(reader.read(1), 0.3)
        cable.heal()
        assert await is_closed(reader)
        writer.close()


async def test_a_new_connection_gets_no_answer_while_cut_and_works_after_healing():
    cable = Cable()
    async with echo_behind(cable) as port:
        cable.cut()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"hello")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(reader.read(1), 0.3)
        cable.heal()
        assert await is_closed(reader)
        writer.close()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"again")
        assert await asyncio.wait_for(reader.readexactly(5), 60) == b"again"
        writer.close()
