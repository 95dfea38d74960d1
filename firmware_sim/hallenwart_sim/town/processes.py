"""Child processes of the town: each in a process group of its own, its output in a log file, never left behind."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from hallenwart_sim.town import tether

TERM_TO_KILL_S: Final = 3.5
AGAIN_AFTER_S: Final = 0.5
FAILURES: Final = 8
FAILURES_WITHIN_S: Final = 20.0

Command = Sequence[str | Path]


class ChildFailedError(RuntimeError):
    """Raised when a child ends by itself again and again; the message names the log file and its last lines."""


class Child:
    """One command that the town starts, stops, kills and starts again."""

    def __init__(self, name: str, command: Command, *, log: Path, env: dict[str, str] | None = None) -> None:
        self.name = name
        self.log = log
        self._command = [str(part) for part in command]
        self._env = env or {}
        self._process: asyncio.subprocess.Process | None = None
        self._wanted = False
        self._started = asyncio.Event()

    @property
    def pid(self) -> int | None:
        """Process id, None while it does not run."""
        return self._process.pid if self._process is not None and self._process.returncode is None else None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        self._wanted = True
        self.log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        tethered = [sys.executable, "-I", "-S", tether.__file__, str(os.getpid()), *self._command]
        with self.log.open("ab") as out:
            self._process = await asyncio.create_subprocess_exec(
                *tethered,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=out,
                stderr=asyncio.subprocess.STDOUT,
                env={**os.environ, **self._env},
                start_new_session=True,
            )
        self._started.set()

    async def supervise(self) -> None:
        """Start it again whenever it ends unasked, as systemd would. Raises ChildFailedError when it keeps failing."""
        failures: deque[float] = deque(maxlen=FAILURES)
        loop = asyncio.get_running_loop()
        while True:
            process = self._process
            if process is None or not self._wanted:
                await self._woken()
                continue
            await process.wait()
            if not self._ended_unasked(process):
                continue
            failures.append(loop.time())
            if len(failures) == FAILURES and failures[-1] - failures[0] < FAILURES_WITHIN_S:
                raise ChildFailedError(f"{self.name} endet immer wieder / keeps ending; {self.log}:\n{self.tail()}")
            await asyncio.sleep(AGAIN_AFTER_S)
            if self._ended_unasked(process):
                await self.start()

    def _ended_unasked(self, process: asyncio.subprocess.Process) -> bool:
        return self._wanted and process is self._process

    async def _woken(self) -> None:
        self._started.clear()
        await self._started.wait()

    def kill(self) -> None:
        """SIGKILL the whole group, as a power cut would. `start` brings it back."""
        self._wanted = False
        self._signal(signal.SIGKILL)

    async def stop(self) -> None:
        """SIGTERM, and SIGKILL to what is left of the group after 3.5 s."""
        self._wanted = False
        process = self._process
        if process is None:
            return
        self._signal(signal.SIGTERM)
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), TERM_TO_KILL_S)
        self._signal(signal.SIGKILL)
        await process.wait()

    async def killed(self) -> None:
        """Wait until the process is gone."""
        if self._process is not None:
            await self._process.wait()

    def tail(self, lines: int = 12) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)


async def stop_all(children: Sequence[Child]) -> None:
    """Stop all at once; takes as long as the slowest, at most 4 s."""
    await asyncio.gather(*(child.stop() for child in children))


def script(name: str) -> Path:
    """Return the installed command `name` beside this Python. Raises FileNotFoundError in plain words."""
    path = Path(sys.executable).parent / name
    if not path.exists():
        raise FileNotFoundError(f"Befehl fehlt: {name} (neben {sys.executable}) / command not installed: {name}")
    return path
