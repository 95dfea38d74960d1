"""Commands that are started, killed, frozen and thawed, each a process group of its own with its output in a log."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

_PR_SET_PDEATHSIG: Final = 1


def _dies_with_us() -> Callable[[], None]:
    """Return what makes a child be killed when this process ends, however it ends (on Linux)."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)

    def wish() -> None:
        if prctl is not None:
            prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)

    return wish


class Process:
    """One command. `ended_itself` counts how often it ended without being killed."""

    def __init__(self, name: str, command: Sequence[str], log: Path, environment: Mapping[str, str] | None = None) -> None:
        self.name, self.log = name, log
        self.command, self.environment = list(command), dict(environment or {})
        self.ended_itself = 0
        self._process: asyncio.subprocess.Process | None = None
        self._watch: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self.command,
                stdout=log,
                stderr=log,
                env=os.environ | self.environment,
                start_new_session=True,
                preexec_fn=_dies_with_us(),
            )
        self._watch = asyncio.create_task(self._follow(self._process))

    async def kill(self) -> None:
        """Send SIGKILL to the whole group."""
        await self._end(signal.SIGKILL)

    async def stop(self, within_s: float = 8.0) -> None:
        """End it as systemd would."""
        await self._end(signal.SIGTERM, within_s)

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def tail(self, size: int = 2_000) -> str:
        return self.log.read_text(errors="replace")[-size:] if self.log.exists() else ""

    async def _follow(self, process: asyncio.subprocess.Process) -> None:
        await process.wait()
        if process is self._process:
            self.ended_itself += 1

    async def _end(self, number: signal.Signals, within_s: float = 8.0) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        try:
            async with asyncio.timeout(within_s):
                await process.wait()
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
        if self._watch is not None:
            await self._watch

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)
