"""Work ends when it is told to, though it, a member of its group or a loop around it does something else at that moment."""

import asyncio
import contextlib
import logging

import pytest

from hallenwart_contract import ending
from hallenwart_contract.ending import until_cancelled


async def told_to_end(work, begun):
    """Cancel what waits for the work; return the waiting task."""
    task = asyncio.create_task(until_cancelled("work", work))
    await begun.wait()
    task.cancel()
    await asyncio.wait({task}, timeout=60)
    return task


async def test_what_it_returns_and_raises_is_passed_on():
    async def three():
        return 3

    async def fails():
        raise ValueError("no")

    assert await until_cancelled("three", three()) == 3
    with pytest.raises(ValueError, match="no"):
        await until_cancelled("fails", fails())


async def test_a_clean_up_that_fails_is_logged_and_hides_no_cancellation(caplog):
    begun = asyncio.Event()

    async def ends_badly():
        try:
            begun.set()
            await asyncio.get_running_loop().create_future()
        finally:
            raise TimeoutError("the process does not end")

    with caplog.at_level(logging.WARNING):
        assert (await told_to_end(ends_badly(), begun)).cancelled()
    assert "the process does not end" in caplog.text


async def test_a_loop_that_outlived_it_is_told_again(monkeypatch):
    monkeypatch.setattr(ending, "AGAIN_S", 0.01)
    begun, rounds = asyncio.Event(), []

    async def member():
        try:
            begun.set()
            await asyncio.get_running_loop().create_future()
        finally:
            if len(rounds) == 1:
                raise OSError("gone")

    async def loop():
        while True:
            rounds.append(1)
            with contextlib.suppress(ExceptionGroup):
                async with asyncio.TaskGroup() as group:
                    group.create_task(member())

    assert (await told_to_end(loop(), begun)).cancelled()
    assert len(rounds) == 2


async def test_it_waits_for_a_slow_clean_up():
    begun, cleaned = asyncio.Event(), []

    async def slow():
        try:
            begun.set()
            await asyncio.get_running_loop().create_future()
        finally:
            await asyncio.sleep(0.05)
            cleaned.append(1)

    assert (await told_to_end(slow(), begun)).cancelled()
    assert cleaned == [1]
