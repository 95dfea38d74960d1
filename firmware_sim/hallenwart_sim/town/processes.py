"""Child processes of the town: each in a process group of its own, its output in a log file, never left behind."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from hallenwart_sim.town import tether

TERM_TO_KILL_S: Final = 3.5


class ChildFailedError(RuntimeError):
    """Raised when a child ends by itself; the message names the log file and its last lines."""


class Child:
    """One command that the town starts, stops, kills and starts again."""

    def __init__(self, name: str, command: Sequence[str | Path], *, log: Path, env: dict[str, str] | None = None) -> None:
        self.name = name
        self.log = log
        self._command = [str(part) for part in command]
        self._env = env or {}
        self._process: asyncio.subprocess.Process | None = None
        self._wanted = False

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

    async def watch(self) -> None:
        """Return when the child was stopped on purpose. Raises ChildFailedError when it ended by itself."""
        while (process := self._process) is not None:
            await process.wait()
            if not self._wanted:
                return
            if process is self._process:
                raise ChildFailedError(f"{self.name} ended with {process.returncode}; {self.log}:\n{self.tail()}")

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
