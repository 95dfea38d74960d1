"""The agent's drivers in a process of their own, the pins in this one."""

import asyncio
import json
import os
import signal
import sys
from contextlib import asynccontextmanager
from pathlib import Path

from support.rig import a_rig

AGENT_SIDE = Path(__file__).with_name("agent_side.py")


class AgentSide:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.killed = False

    async def kill(self) -> None:
        self.killed = True
        self._process.kill()
        await self._process.wait()

    def command(self, text: str) -> None:
        self._process.stdin.write(f"{text}\n".encode())

    async def told(self) -> list:
        async with asyncio.timeout(180):
            return json.loads(await self._process.stdout.readline())

    async def told_until(self, last: list) -> list:
        everything = []
        while (line := await self.told()) != last:
            everything.append(line)
        return everything

    async def obey(self, text: str) -> list:
        self.command(text)
        return await self.told_until(["done", text])


@asynccontextmanager
async def agent_side(rig):
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(AGENT_SIDE),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | rig.environment,
    )
    try:
        agent = AgentSide(process)
        assert await agent.told() == ["ready"]
        yield agent
        process.stdin.close()
        async with asyncio.timeout(180):
            assert await process.wait() == (-signal.SIGKILL if agent.killed else 0)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_a_siren_sounds_on_the_other_side_and_ends_silent():
    async with a_rig() as rig:
        siren = rig.siren(22)
        assert not siren.sounding
        async with agent_side(rig) as agent:
            assert await agent.obey("sound") == []
            await siren.wait(sounding=True)
            assert rig.pins.is_output(22)
        assert not siren.sounding
        assert not rig.pins.is_output(22)
        assert [sounding for _, sounding in siren.history] == [True, False]


async def test_people_at_the_door_give_the_edges_of_a_way_in_and_out():
    async with a_rig() as rig:
        door = rig.beam_pair(17, 27, speed=5)
        async with agent_side(rig) as agent:
            await door.person_in()
            inward = [await agent.told() for _ in range(4)]
            await door.person_out()
            outward = [await agent.told() for _ in range(4)]
            assert [line[:3] for line in inward] == [
                ["edge", "outer", True],
                ["edge", "inner", True],
                ["edge", "outer", False],
                ["edge", "inner", False],
            ]
            assert [line[:3] for line in outward] == [
                ["edge", "inner", True],
                ["edge", "outer", True],
                ["edge", "inner", False],
                ["edge", "outer", False],
            ]
            happened_ms = sorted(change.mono_ms for pin in (17, 27) for change in rig.pins.history(pin))[-8:]
            told_ms = [line[3] for line in inward + outward]
            assert all(abs(told - happened) <= 40 for told, happened in zip(told_ms, happened_ms, strict=True))


async def test_codes_and_levels_are_those_of_this_side():
    async with a_rig() as rig:
        rig.beam_pair(17, 27).block()
        rig.pins.adc(1).code = 731
        async with agent_side(rig) as agent:
            assert await agent.obey("code") == [["code", 731]]
            assert await agent.obey("levels") == [["levels", True, True]]


async def test_a_lost_wire_is_told_as_faults():
    async with a_rig() as rig, agent_side(rig) as agent:
        rig.pins.drop_connections()
        assert await agent.told() == ["fault", "tuer"]
        assert await agent.obey("code") == [["fault", "adc"]]
        assert await agent.obey("sound") == [["fault", "siren"]]
        agent._process.kill()
        await agent._process.wait()
        agent._process._transport._returncode = 0


async def test_an_agent_that_is_killed_leaves_its_pins_for_the_next_one():
    async with a_rig() as rig:
        siren = rig.siren(22)
        async with agent_side(rig) as first:
            await first.obey("sound")
            await first.kill()
        assert siren.sounding  # a killed process leaves its outputs as they are
        async with agent_side(rig):
            assert not siren.sounding
