"""Small programs of the system, called and read."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Mapping, Sequence
from typing import Final

from hallenwart_edge.errors import DriverFault

WITHIN_S: Final = 8.0


async def call(component: str, words: Sequence[str], *, env: Mapping[str, str] | None = None) -> str:
    """Run a program and return what it said. Raises DriverFault: it is missing, failed, or took too long."""
    path = shutil.which(words[0])
    if path is None:
        raise DriverFault(component, f"{words[0]} is not installed")
    process = await asyncio.create_subprocess_exec(
        path,
        *words[1:],
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={**os.environ, **(env or {})},
    )
    try:
        async with asyncio.timeout(WITHIN_S):
            out, _ = await process.communicate()
    except (TimeoutError, asyncio.CancelledError) as error:
        process.kill()
        await process.wait()
        if isinstance(error, TimeoutError):
            raise DriverFault(component, f"{words[0]} did not end within {WITHIN_S:.0f} s") from error
        raise
    said = out.decode(errors="replace")
    if process.returncode:
        last = said.strip().splitlines()[-1:] or [""]
        raise DriverFault(component, f"{' '.join(words)} ended with {process.returncode}: {last[0][:120]}")
    return said
