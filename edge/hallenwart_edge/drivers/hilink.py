"""Frames of Hi-Link radars: reports that come unasked, and the commands both families share. Pure.

    command  FD FC FB FA | LEN | CMD        | value         | 04 03 02 01
    answer   FD FC FB FA | LEN | CMD + 0100 | status, value | 04 03 02 01

Words little endian, LEN counts from CMD to the end of the value; status 0 is well. A radar takes commands only between ENABLE
and END, and reports nothing meanwhile. There is no checksum: head, length and tail must fit.
(LD2410 serial protocol V1.02, LD2450 serial protocol V1.03.)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

HEAD: Final = bytes.fromhex("FD FC FB FA")
TAIL: Final = bytes.fromhex("04 03 02 01")
LONGEST: Final = 64
"""Bytes of the longest command or answer there is, and some."""

ENABLE, END = 0x00FF, 0x00FE
SINGLE_TARGET, MULTI_TARGET, TRACKING = 0x0080, 0x0090, 0x0091
FIRMWARE, SET_BAUD, RESTART, BLUETOOTH = 0x00A0, 0x00A1, 0x00A3, 0x00A4
ENGINEERING_ON, ENGINEERING_OFF = 0x0062, 0x0063

ENABLE_VALUE: Final = bytes((1, 0))
OFF: Final = bytes(2)
BAUD_INDEX: Final = {9_600: 1, 19_200: 2, 38_400: 3, 57_600: 4, 115_200: 5, 230_400: 6, 256_000: 7, 460_800: 8}


@dataclass(frozen=True, slots=True)
class Answer:
    """`command` is the one answered, `value` what follows the status."""

    command: int
    good: bool
    value: bytes


def command(word: int, value: bytes = b"") -> bytes:
    """Return the bytes of a command."""
    inner = word.to_bytes(2, "little") + value
    return HEAD + len(inner).to_bytes(2, "little") + inner + TAIL


def baud_value(baud: int) -> bytes:
    """Return the value of SET_BAUD; it holds after a restart."""
    return BAUD_INDEX[baud].to_bytes(2, "little")


def answer_of(frame: bytes) -> Answer | None:
    """Return the answer a frame holds; None when the frame is no answer."""
    if not frame.startswith(HEAD) or len(frame) < len(HEAD) + 2 + 4 + len(TAIL):
        return None
    word, status = int.from_bytes(frame[6:8], "little"), int.from_bytes(frame[8:10], "little")
    return Answer(word & 0xFEFF, status == 0, frame[10:-4]) if word & 0x0100 else None


def frame_length(buffer: bytearray) -> int | None:
    """Return the length of the command or answer at the front of `buffer`, 0 when there is none, None when too little came."""
    if not buffer.startswith(HEAD):
        return None if HEAD.startswith(buffer[: len(HEAD)]) else 0
    if len(buffer) < 6:
        return None
    length = len(HEAD) + 2 + int.from_bytes(buffer[4:6], "little") + len(TAIL)
    if length > LONGEST:
        return 0
    if len(buffer) < length:
        return None
    return length if buffer[length - len(TAIL) : length] == TAIL else 0


def cut(buffer: bytearray, head: bytes, report_length: Callable[[bytearray], int | None]) -> bytes | None:
    """Take the next valid report or answer off `buffer`, with the garbage before it.

    `report_length` says of a buffer that begins with `head` what `frame_length` says of answers. A beginning is looked for by
    whole heads only: single bytes of them stand inside reports as well.
    """
    while (start := _first(buffer, head)) >= 0:
        del buffer[:start]
        length = report_length(buffer) if buffer.startswith(head) else frame_length(buffer)
        if length is None:
            return None
        if length:
            frame = bytes(buffer[:length])
            del buffer[:length]
            return frame
        del buffer[:1]
    del buffer[: max(0, len(buffer) - max(len(head), len(HEAD)) + 1)]
    return None


def _first(buffer: bytearray, head: bytes) -> int:
    starts = [start for start in (buffer.find(head), buffer.find(HEAD)) if start >= 0]
    return min(starts, default=-1)
