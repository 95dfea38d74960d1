"""The supervisor starts anew what fails, and ends when it is told to, whatever fails at that moment."""

import asyncio

from hallenwart_backend import runtime
from hallenwart_backend.runtime import supervise


class Work:
    """Fails in its first lives, by itself or while it is told to end."""

    def __init__(self, *faults, by_itself):
        self.faults, self.by_itself = list(faults), by_itself
        self.lives = 0
        self.begun = asyncio.Event()

    async def run(self):
        self.lives += 1
        self.begun.set()
        fault = self.faults.pop(0) if self.faults else None
        if fault and self.by_itself:
            raise fault
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            if fault:
                raise fault


async def test_a_failure_starts_it_anew(monkeypatch):
    monkeypatch.setattr(runtime, "FIRST_PAUSE_S", 0.0)
    work = Work(ValueError("no"), OSError("no"), by_itself=True)
    task = asyncio.create_task(supervise("failing", work.run))
    while work.lives < 3:
        work.begun.clear()
        await work.begun.wait()
    task.cancel()
    await asyncio.wait({task}, timeout=60)
    assert task.cancelled()


async def test_it_ends_though_its_cleaning_up_fails():
    work = Work(TimeoutError("the writing process does not end"), by_itself=False)
    task = asyncio.create_task(supervise("badly", work.run))
    await work.begun.wait()
    work.begun.clear()
    task.cancel()
    again = asyncio.create_task(work.begun.wait())
    await asyncio.wait({task, again}, return_when=asyncio.FIRST_COMPLETED, timeout=60)
    again.cancel()
    assert work.lives == 1, "it went on after it was told to end"
    assert task.cancelled()
