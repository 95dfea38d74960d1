import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hallenwart_sim.town.processes import Child, ChildFailedError, stop_all

SLEEPER = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"]
DEAF = [sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"]


async def said(child: Child, word: str) -> None:
    async with asyncio.timeout(180):
        while True:
            if word in child.tail():
                return
            await asyncio.sleep(0.02)


async def another_pid(child: Child, first: int) -> None:
    async with asyncio.timeout(180):
        while True:
            if child.pid not in (first, None):
                return
            await asyncio.sleep(0.02)


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z"
    except FileNotFoundError:
        return True


async def test_a_child_that_ignores_sigterm_is_killed(tmp_path: Path):
    child = Child("deaf", DEAF, log=tmp_path / "deaf.log")
    await child.start()
    await said(child, "up")
    pid = child.pid
    await stop_all([child])
    assert pid is not None
    assert is_gone(pid)


async def test_a_child_that_dies_is_started_again(tmp_path: Path):
    child = Child("sleeper", SLEEPER, log=tmp_path / "sleeper.log")
    await child.start()
    supervisor = asyncio.create_task(child.supervise())
    first = child.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    await another_pid(child, first)
    supervisor.cancel()
    await child.stop()


async def test_a_child_killed_on_purpose_stays_down_until_started(tmp_path: Path):
    child = Child("sleeper", SLEEPER, log=tmp_path / "sleeper.log")
    await child.start()
    supervisor = asyncio.create_task(child.supervise())
    child.kill()
    await child.killed()
    await asyncio.sleep(1.0)
    assert not child.running
    await child.start()
    assert child.running
    supervisor.cancel()
    await child.stop()


async def test_a_child_that_keeps_ending_is_given_up_with_its_last_words(tmp_path: Path):
    child = Child("broken", [sys.executable, "-c", "print('no disk'); raise SystemExit(3)"], log=tmp_path / "broken.log")
    await child.start()
    with pytest.raises(ChildFailedError, match="no disk"):
        async with asyncio.timeout(180):
            await child.supervise()


def test_children_end_with_a_parent_that_is_killed(tmp_path: Path):
    program = (
        "import asyncio, sys\n"
        "from pathlib import Path\n"
        "from hallenwart_sim.town.processes import Child\n"
        "async def main():\n"
        f"    child = Child('sleeper', {SLEEPER!r}, log=Path({str(tmp_path / 'log')!r}))\n"
        "    await child.start()\n"
        "    print(child.pid, flush=True)\n"
        "    await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    deadline = time.monotonic() + 5
    while not is_gone(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert is_gone(pid)
