"""Programs that film, as children that never outlive the agent.

Each is told by the kernel to die with its parent (PR_SET_PDEATHSIG, by `setpriv` of util-linux), and writes into a pipe that
closes then. Each is a group of its own, yields the processor to everything else here, and is killed at the end.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from typing import Final

from hallenwart_edge.errors import DriverFault
from hallenwart_edge.streaming.commands import HIDDEN, Call

NICENESS: Final = 10
ENDS_WITHIN_S: Final = 5.0
MAX_PIPE_BYTES: Final = 1 << 20
_MAX_SAID: Final = 160
_SECRET: Final = "***"  # noqa: S105 - what stands instead of one


def _nameless(content: bytes) -> int:
    """Return a file that has no name, with this in it."""
    file = os.memfd_create("hidden")
    os.write(file, content)
    return file


def _wrapped(program: Sequence[str]) -> list[str]:
    with_parent = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []
    return [*with_parent, "nice", "-n", str(NICENESS), *program]


class Children:
    """The programs of one call, joined by pipes. `out` is what the last one writes, `into` leads to the first."""

    def __init__(self, component: str, call: Call) -> None:
        self._component, self._call = component, call
        self._running: list[Process] = []
        self._listening: list[asyncio.Task[None]] = []
        self._said = ""

    @property
    def out(self) -> asyncio.StreamReader:
        stream = self._running[-1].stdout if self._running else None
        if stream is None:
            raise DriverFault(self._component, "not started")
        return stream

    @property
    def into(self) -> asyncio.StreamWriter:
        stream = self._running[0].stdin if self._running else None
        if stream is None:
            raise DriverFault(self._component, "not started")
        return stream

    async def start(self, *, keep_input: bool = False) -> None:
        """Start them. `keep_input`: leave the first one's input open. Raises DriverFault."""
        before = PIPE if self._call.fed or keep_input else DEVNULL
        last = len(self._call.programs) - 1
        opened: list[int] = [_nameless(self._call.hidden)] if self._call.hidden else []
        hidden = opened[:1] if self._call.hidden else []
        place = f"/dev/fd/{hidden[0]}" if hidden else ""
        try:
            for index, program in enumerate(self._call.programs):
                wanted = before
                if index < last:
                    before, after = os.pipe()
                    opened += [before, after]
                else:
                    after = PIPE
                self._running.append(
                    await asyncio.create_subprocess_exec(
                        *_wrapped([place if word == HIDDEN else word for word in program]),
                        stdin=wanted,
                        stdout=after,
                        stderr=PIPE,
                        start_new_session=True,
                        pass_fds=hidden,
                        limit=MAX_PIPE_BYTES,
                    )
                )
        except OSError as error:
            await self.end()
            raise DriverFault(self._component, f"{error.strerror}: {error.filename}") from error
        finally:
            for each in opened:
                os.close(each)
        self._listening = [asyncio.create_task(self._listen(each), name="camera words") for each in self._running]
        if self._call.fed:
            self.into.write(self._call.fed)
            self.into.write_eof()

    def reason(self) -> str:
        """Return the last that one of them complained of, without anything secret."""
        return self._said

    async def end(self) -> None:
        """Kill them and wait for their end. May be called twice."""
        for each in self._running:
            if each.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(each.pid, signal.SIGKILL)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(ENDS_WITHIN_S):
                for each in self._running:
                    while each.stdout is not None and await each.stdout.read(MAX_PIPE_BYTES):
                        pass  # it counts as ended only once its pipe is empty
                    await each.wait()
        for task in self._listening:
            with contextlib.suppress(asyncio.CancelledError, TimeoutError):
                async with asyncio.timeout(1):
                    await task
        self._running, self._listening = [], []

    async def _listen(self, process: Process) -> None:
        stream = process.stderr
        if stream is None:
            return
        while line := await self._line(stream):
            self._said = self._masked(line)

    async def _line(self, stream: asyncio.StreamReader) -> str:
        try:
            return (await stream.readline()).decode(errors="replace") or ""
        except ValueError:  # a line without an end
            return ""

    def _masked(self, line: str) -> str:
        for secret in self._call.secrets:
            line = line.replace(secret, _SECRET) if secret else line
        return line.strip()[:_MAX_SAID]
