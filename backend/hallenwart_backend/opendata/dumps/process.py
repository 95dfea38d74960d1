"""The writing process as the server holds it: started with the first file of a night, ended with the last."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator
from typing import Any, Final, Self

from hallenwart_backend.opendata.dumps import writing

Told = dict[str, Any]
ENDS_WITHIN_S: Final = 10.0


class Writer:
    """Use it as an asynchronous context; the process is there from the first file on."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """End the process; what it has not finished it removes."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(ENDS_WITHIN_S):
                    await process.wait()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()

    async def write(self, head: Told, rows: AsyncIterator[list[list[Any]]]) -> Told | None:
        """Write a file; return how many rows and which files, None when the process is gone."""
        process = await self._running()
        pipe, answers = process.stdin, process.stdout
        assert pipe is not None  # noqa: S101 - asked for below
        assert answers is not None  # noqa: S101 - asked for below
        try:
            pipe.write(_line(head))
            try:
                async for some in rows:
                    pipe.write(await asyncio.to_thread(_line, {"rows": some}))
                    await pipe.drain()
            except Exception:
                pipe.write(_line({"drop": True}))
                raise
            pipe.write(_line({"end": True}))
            await pipe.drain()
        except (BrokenPipeError, ConnectionResetError):
            return None
        said = await answers.readline()
        return json.loads(said) if said else None

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                writing.__name__,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                cwd="/",
            )
        return self._process


def _line(told: Told) -> bytes:
    return json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"
