"""How both stores of time series pack what one commit stored, and the times of samples that were forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from hallenwart_backend.telemetry.folding import Point

_Columns = tuple[list[int], list[int], list[float | None], dict[int, str]]
_encode: Final = msgspec.msgpack.Encoder().encode
_decode: Final = msgspec.msgpack.Decoder(_Columns).decode
OFFSET_BYTES: Final = 3
"""An hour has 3 600 000 ms."""


def pack(points: Sequence[Point]) -> bytes:
    """Pack samples by columns."""
    if not points:
        return _encode(([], [], [], {}))
    numbers, times, values, words = zip(*points, strict=True)
    return _encode((numbers, times, values, {at: word for at, word in enumerate(words) if word is not None}))


def unpack(packed: bytes) -> list[Point]:
    numbers, times, values, words = _decode(packed)
    return [(*point, words.get(at)) for at, point in enumerate(zip(numbers, times, values, strict=True))]


def pack_offsets(times: Iterable[int]) -> bytes:
    """Pack milliseconds into the hour."""
    return b"".join(time.to_bytes(OFFSET_BYTES, "big") for time in times)


def offsets(packed: bytes) -> set[int]:
    return {int.from_bytes(packed[at : at + OFFSET_BYTES], "big") for at in range(0, len(packed), OFFSET_BYTES)}
