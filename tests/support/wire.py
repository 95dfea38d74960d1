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


_SLICE_S = 0.005


async def answer_to(line: int, request: str, *, within_s: float = 0.05) -> bytes:
    """Say `request`, hexadecimal, and return what comes back until nothing came for `within_s`.

    That time is waited in slices: on a busy machine whatever answers gets as many turns as on a quiet one.
    """
    os.write(line, bytes.fromhex(request))
    said, slices = b"", round(within_s / _SLICE_S)
    quiet = 0
    while quiet < slices:
        await asyncio.sleep(_SLICE_S)
        quiet += 1
        try:
            said += os.read(line, 4096)
            quiet = 0
        except BlockingIOError:
            continue
    return said
