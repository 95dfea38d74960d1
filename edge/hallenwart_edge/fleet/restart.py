"""`restart` {what, force}: the agent or the whole machine begins anew, after what came of it is stored and on its way."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from hallenwart_contract.documents import Command
from hallenwart_edge.command_ports import Outcome
from hallenwart_edge.fleet.calm import Doings, hindrance
from hallenwart_edge.fleet.ending import RESTART, Ending

SEND_WITHIN_S: Final = 3.0
STORED_AFTER_S: Final = 0.5
_ASK_S: Final = 5.0
_MANAGER: Final = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
_log: Final = logging.getLogger(__name__)

Call = Callable[[Sequence[str]], Awaitable[str | None]]
"""Runs a program and returns what it said, None when it failed or does not exist."""


class Restart:
    """`unsent` tells how many events wait for their receipt. `call`: see `Call`."""

    def __init__(
        self,
        ending: Ending,
        board: Doings,
        unsent: Callable[[], int],
        *,
        call: Call | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._ending = ending
        self._board = board
        self._unsent = unsent
        self._call = call or run_program
        self._sleep = sleep
        self._leaving: asyncio.Task[None] | None = None

    async def handle(self, command: Command) -> Outcome:
        what, force = command.arg.get("what", "agent"), command.arg.get("force") is True
        if what not in ("agent", "machine"):
            return Outcome("bad_arg")
        why = "" if force else hindrance(self._board)
        if why:
            return Outcome(why)
        if what == "machine" and not await self._may_reboot():
            return Outcome("no_reboot")
        if self._leaving is None or self._leaving.done():
            self._leaving = asyncio.create_task(self._leave(machine=what == "machine"), name="restart")
        return Outcome()

    async def _may_reboot(self) -> bool:
        """Ask logind, which asks polkit. Where there is neither, nobody may."""
        said = await self._call(("busctl", "call", *_MANAGER, "CanReboot"))
        return said is not None and said.split() == ["s", '"yes"']

    async def _leave(self, *, machine: bool) -> None:
        """Go once the outcome is stored, and as a rule receipted."""
        await self._sleep(STORED_AFTER_S)
        waited_s = 0.0
        while self._unsent() and waited_s < SEND_WITHIN_S:
            await self._sleep(0.1)
            waited_s += 0.1
        if not machine:
            _log.warning("asked to begin anew")
            self._ending.ask(RESTART)
        elif await self._call(("busctl", "call", *_MANAGER, "Reboot", "b", "false")) is None:
            _log.error("the machine did not begin anew")
        else:
            _log.warning("asked to begin the machine anew")


async def run_program(words: Sequence[str]) -> str | None:
    path = shutil.which(words[0])
    if path is None:
        return None
    process = await asyncio.create_subprocess_exec(
        path,
        *words[1:],
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(_ASK_S):
            out, _ = await process.communicate()
    except TimeoutError:
        process.kill()
        await process.wait()
        return None
    return out.decode(errors="replace") if process.returncode == 0 else None
