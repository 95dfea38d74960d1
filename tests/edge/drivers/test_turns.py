"""Turns on a shared line: urgent first, nobody interrupted, none lost."""

import asyncio
import contextlib

from hallenwart_edge.drivers.turns import Turns


class Talks:
    def __init__(self):
        self.turns, self.said, self.end = Turns(), [], asyncio.Event()
        self.talking = 0

    async def talk(self, name, *, urgent=False):
        async with self.turns.take(urgent=urgent):
            self.talking += 1
            assert self.talking == 1
            self.said.append(name)
            await self.end.wait()
            self.talking -= 1

    async def begin(self, *names):
        tasks = []
        for name in names:
            tasks.append(asyncio.create_task(self.talk(name, urgent=name.isupper())))
            await asyncio.sleep(0)
        return tasks


async def test_what_is_urgent_goes_before_what_waits_and_after_who_talks():
    talks = Talks()
    tasks = await talks.begin("a", "b", "c", "X", "Y")
    talks.end.set()
    await asyncio.gather(*tasks)
    assert talks.said == ["a", "X", "Y", "b", "c"]


async def test_one_who_gives_up_waiting_is_passed_over():
    talks = Talks()
    tasks = await talks.begin("a", "b", "X", "c")
    tasks[2].cancel()
    talks.end.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert talks.said == ["a", "b", "c"]


async def test_one_cancelled_just_as_its_turn_came_passes_it_on():
    talks = Talks()
    first, second, third = await talks.begin("a", "b", "c")
    talks.end.set()
    await first
    second.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await second
    async with asyncio.timeout(180):
        await third
    assert "c" in talks.said


async def test_a_fault_while_talking_gives_the_turn_back():
    talks = Talks()
    with contextlib.suppress(ZeroDivisionError):
        async with talks.turns.take():
            raise ZeroDivisionError
    talks.end.set()
    async with asyncio.timeout(180):
        await talks.talk("a")
