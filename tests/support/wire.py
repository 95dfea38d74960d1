"""A serial line in the hands of somebody who knows nothing but bytes."""

import asyncio
import os
import tty
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def plugged_into(port: str) -> Iterator[int]:
    line = os.open(port, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    tty.setraw(line)
    try:
        yield line
    finally:
        os.close(line)


async def answer_to(line: int, request: str, *, within_s: float = 0.05) -> bytes:
    """Say `request`, hexadecimal, and return what comes back."""
    os.write(line, bytes.fromhex(request))
    await asyncio.sleep(within_s)
    try:
        return os.read(line, 4096)
    except BlockingIOError:
        return b""
