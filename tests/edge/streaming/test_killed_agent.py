"""An agent that is killed in the middle of a match leaves nothing behind that films."""

import asyncio
import contextlib
import os
import signal
import sys
from pathlib import Path

from support.camera_world import needs_ffmpeg
from support.edge_time import until

pytestmark = needs_ffmpeg

AGENT = """
import asyncio, os
from hallenwart_edge.config_streaming import Camera
from hallenwart_edge.streaming.children import Children
from hallenwart_edge.streaming.commands import Call, source_call

async def main():
    table = Camera(id="k", hall="h", source="test", width=320, height=180, fps=10, kbit_s=100)
    films = Children("k", source_call(table, height=720))
    deaf = Children("k", Call([["sleep", "300"]]))
    for each in (films, deaf):
        await each.start()
    await films.out.read(1)
    print("filming", flush=True)
    await asyncio.sleep(300)

asyncio.run(main())
"""


def of_group(parent: int) -> list[int]:
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, ppid = (place / "stat").read_text().rpartition(")")[2].split()[:2]
            if int(ppid) == parent and state != "Z":
                found.append(int(place.name))
    return found


def lives(pid: int) -> bool:
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


async def test_no_child_outlives_a_killed_agent():
    agent = await asyncio.create_subprocess_exec(sys.executable, "-c", AGENT, stdout=asyncio.subprocess.PIPE)
    async with asyncio.timeout(180):
        assert await agent.stdout.readline() == b"filming\n"
    left = of_group(agent.pid)
    assert len(left) == 2
    os.kill(agent.pid, signal.SIGKILL)
    await agent.wait()
    await until(lambda: not any(lives(each) for each in left))
