"""The emulated camera, filmed by the agent's own source: it dies, freezes, and comes back; pins say what they must."""

import asyncio
import contextlib

import pytest

from hallenwart_contract.clock import SystemClock
from hallenwart_edge.config_streaming import Camera
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.streaming.commands import source_call
from hallenwart_edge.streaming.source import filmed
from hallenwart_sim.world import World
from support.camera_world import needs_ffmpeg

pytestmark = needs_ffmpeg


def parts_of(camera):
    table = Camera(id="k", hall="h", source="rtsp", url=f"tcp://127.0.0.1:{camera.port}", passthrough=True)
    return contextlib.aclosing(filmed("k", source_call(table, height=720), SystemClock(), stalled_after_s=2))


async def test_it_is_filmed_as_it_comes_dies_freezes_and_comes_back():
    async with World() as world:
        rig = await world.add_rig("nordpark-1")
        camera = rig.camera(port=0, shutter_pin=12, lamp_pin=13)
        await camera.start()
        try:
            async with asyncio.timeout(180), parts_of(camera) as parts:
                init = await anext(parts)
                assert init.init
                assert (await anext(parts)).dur_ms == 1000
                assert camera.looked_at == 1
                await camera.die()
                with pytest.raises(DriverFault):
                    async for _ in parts:
                        pass
            await camera.die(dead=False)
            async with asyncio.timeout(180), parts_of(camera) as parts:
                assert not (await anext(aiter_after(parts))).init
                camera.freeze()
                with pytest.raises(DriverFault, match="no picture"):
                    async for _ in parts:
                        pass
            camera.freeze(frozen=False)
            assert camera.began == 2
            camera.shut()
            assert rig.pins.level(12)
            camera.shut(shut=False)
            assert not rig.pins.level(12)
            assert not camera.lamp.on
        finally:
            await camera.stop()


async def aiter_after(parts):
    await anext(parts)
    yield await anext(parts)
