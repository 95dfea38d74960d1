"""Tells the broker to read revocation list and certificates anew: SIGHUP to its process, or a command of the operator."""

from __future__ import annotations

import asyncio
import os
import shlex
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

_WITHIN_S: Final = 20.0
_BROKER: Final = "mosquitto"


class ReloadError(Exception):
    """Raised when the broker could not be told; the text says why."""


class Reload(Protocol):
    async def tell(self) -> None:
        """Raises ReloadError."""
        ...


@dataclass(frozen=True, slots=True)
class PidFile:
    """Sends SIGHUP to the process whose number stands in the file, and only if that is the broker."""

    path: Path

    async def tell(self) -> None:
        self._signal()

    def _signal(self) -> None:
        try:
            pid = int(self.path.read_text())
            name = Path(f"/proc/{pid}/comm").read_text().strip()
        except (OSError, ValueError) as error:
            raise ReloadError(f"the broker does not run: {error}") from error
        if name != _BROKER:  # the number was given to somebody else since
            raise ReloadError(f"process {pid} of {self.path} is {name}, not {_BROKER}")
        try:
            os.kill(pid, signal.SIGHUP)
        except OSError as error:
            raise ReloadError(f"process {pid} can not be told: {error.strerror}") from error


@dataclass(frozen=True, slots=True)
class ReloadCommand:
    """Runs a command, for example `systemctl reload mosquitto`. No shell."""

    command: str

    async def tell(self) -> None:
        try:
            process = await asyncio.create_subprocess_exec(
                *shlex.split(self.command), stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
            )
        except (OSError, ValueError) as error:
            raise ReloadError(f"{self.command}: {error}") from error
        try:
            async with asyncio.timeout(_WITHIN_S):
                _, said = await process.communicate()
        except TimeoutError as error:
            process.kill()
            await process.wait()
            raise ReloadError(f"{self.command}: no end within {_WITHIN_S:.0f} s") from error
        if process.returncode != 0:
            raise ReloadError(f"{self.command}: {said.decode(errors='replace').strip() or process.returncode}")
