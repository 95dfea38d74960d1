"""What keeps the server small: a city's server of 1,000 devices has 200 MB."""

from __future__ import annotations

import asyncio
import ctypes
import sys
from typing import Any, Final, TypeVar

import msgspec

_LONGEST: Final = 64
"""Names and words are shorter; what a person wrote is not worth keeping for others."""
GIVE_BACK_EVERY_S: Final = 60.0
S = TypeVar("S", bound=msgspec.Struct)


def with_shared_words(message: S) -> S:
    """Return the message with each name and word in it held once for all devices: thousands say "ok" of the same sensors."""
    for name in message.__struct_fields__:
        value = getattr(message, name)
        kept = _shared(value)
        if kept is not value:
            msgspec.structs.force_setattr(message, name, kept)
    return message


def _shared(value: Any) -> Any:
    if type(value) is str:
        return sys.intern(value) if len(value) <= _LONGEST else value
    if type(value) is dict and value:
        return {_shared(key): _shared(inner) for key, inner in value.items()}
    if type(value) is list and value:
        return [_shared(inner) for inner in value]
    return with_shared_words(value) if isinstance(value, msgspec.Struct) else value


async def give_back() -> None:
    """Give freed memory back to the system, where the C library is glibc: of itself it keeps what a burst once needed.

    In a thread: the library is called without the interpreter's lock, so nobody waits for it.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        await asyncio.to_thread(trim, 0)
