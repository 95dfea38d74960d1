"""Time moves on only when everybody who lives by it sleeps."""

import asyncio

from evaluation.stepped import SteppedTime


async def test_time_waits_for_work_in_threads_and_wakes_in_order():
    time, seen = SteppedTime(1_000_000), []

    async def look(name: str, every_s: float) -> None:
        while True:
            await asyncio.to_thread(lambda: None)
            seen.append((time.t_s, name))
            await time.sleep(every_s)

    tasks = [asyncio.create_task(look("fast", 0.1)), asyncio.create_task(look("slow", 0.25))]
    await time.until_asleep(2)
    told = []
    await time.run_until(0.5, told.append)
    for task in tasks:
        task.cancel()
    assert [t_s for t_s, name in seen if name == "fast"] == [0, 0.1, 0.2, 0.3, 0.4, 0.5]
    assert [t_s for t_s, name in seen if name == "slow"] == [0, 0.25, 0.5]
    assert seen == sorted(seen, key=lambda each: each[0])
    assert told == sorted(told)
    assert time.now_ms() == 1_000_500


async def test_a_task_that_ends_or_waits_for_something_else_does_not_stop_time(monkeypatch):
    monkeypatch.setattr("evaluation.stepped.PATIENCE_S", 0.05)
    time = SteppedTime(0)

    async def ends() -> None:
        await time.sleep(1)

    async def hangs() -> None:
        await time.sleep(1)
        await asyncio.Event().wait()

    tasks = [asyncio.create_task(ends()), asyncio.create_task(hangs())]
    await time.until_asleep(2)
    await time.run_until(10, lambda _: None)
    assert time.t_s == 10
    tasks[1].cancel()


async def test_a_rhythm_makes_short_sleeps_longer_and_it_stops_when_done():
    time, looks = SteppedTime(0, rhythm_s=10), []

    async def look() -> None:
        while True:
            looks.append(time.t_s)
            await time.sleep(1)

    task = asyncio.create_task(look())
    await time.until_asleep(1)
    await time.run_until(1_000, lambda _: None, lambda: len(looks) >= 4)
    task.cancel()
    assert looks == [0, 10, 20, 30]


def test_protocols_keep_real_monotonic_time_beside_the_datas_wall_time():
    time = SteppedTime(5_000)
    beside = time.beside_real()
    before_ms = beside.mono_ms()
    assert beside.now_ms() == 5_000
    assert 0 <= beside.mono_ms() - before_ms < 60_000
