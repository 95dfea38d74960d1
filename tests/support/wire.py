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


_QUIET_S = 0.05
_BEGINS_WITHIN_S = 180.0


async def heard(line: int, *, octets: int) -> bytes:
    """Return what was said without being asked, once it is that much or more."""
    said = b""
    async with asyncio.timeout(_BEGINS_WITHIN_S):
        while len(said) < octets:
            await asyncio.sleep(_SLICE_S)
            said += _read(line)
    return said


async def answer_to(line: int, request: str) -> bytes:
    """Say `request`, hexadecimal, and return what comes back: however late it begins, until nothing came for a while."""
    os.write(line, bytes.fromhex(request))
    async with asyncio.timeout(_BEGINS_WITHIN_S):
        while not (said := _read(line)):  # noqa: ASYNC110 - a bare line rings no bell
            await asyncio.sleep(_SLICE_S)
    return said + await silence_after(line, "")


async def silence_after(line: int, request: str) -> bytes:
    """Say `request`, hexadecimal, and return what comes back until nothing came for a while: nothing, where it is right.

    That time is waited in slices: on a busy machine whatever answers gets as many turns as on a quiet one.
    """
    os.write(line, bytes.fromhex(request))
    said, quiet = b"", 0
    while quiet < round(_QUIET_S / _SLICE_S):
        await asyncio.sleep(_SLICE_S)
        heard = _read(line)
        said, quiet = said + heard, 0 if heard else quiet + 1
    return said


def _read(line: int) -> bytes:
    try:
        return os.read(line, 4096)
    except BlockingIOError:
        return b""
