"""The bytes of Grow's QR readers (GM65, GM805, GM812, GM861): plain texts, and answers to commands in the midst of them.

    command  7E 00 | TYPE | LEN | ADDR (2) | DATA | CRC        07 read a zone, 08 write, 09 keep all, 0A heartbeat
    answer   02 00 | TYPE | LEN | DATA | CRC                   TYPE 00: done; 03 00 instead of 02 00 to a heartbeat

CRC: XMODEM over TYPE to DATA, big endian; AB CD stands for "not computed". A text ends with CR, LF, both, TAB, or a pause:
which of them depends on the reader's settings.
"""

from __future__ import annotations

import binascii
from dataclasses import dataclass
from typing import Final

MAX_TEXT_BYTES: Final = 2_048

_READ, _WRITE = 0x07, 0x08
_ENDS: Final = b"\r\n\t"
_HEADS: Final = (0x02, 0x03)
_SKIPPED_CRC: Final = b"\xab\xcd"
_AROUND_DATA: Final = 6  # head, type, length and CRC

HEARTBEAT: Final = bytes.fromhex("7E 00 0A 01 00 00 00 30 1A")
KEEP: Final = bytes.fromhex("7E 00 09 01 00 00 00 DE C8")


def read_zone(zone: int) -> bytes:
    return _command(_READ, zone, 1)


def write_zone(zone: int, value: int) -> bytes:
    return _command(_WRITE, zone, value)


def _command(kind: int, zone: int, octet: int) -> bytes:
    body = bytes([kind, 1, *zone.to_bytes(2, "big"), octet])
    return b"\x7e\x00" + body + binascii.crc_hqx(body, 0).to_bytes(2, "big")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader says to a command."""

    done: bool
    data: bytes


class TextStream:
    """Takes the stream apart. What was found waits in `texts` and `answers`, oldest first, to be taken from there."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.answers: list[Answer] = []
        self._ahead = bytearray()  # perhaps the beginning of an answer
        self._text = bytearray()

    @property
    def midway(self) -> bool:
        """Whether something has begun that a pause would end."""
        return bool(self._ahead or self._text)

    def feed(self, octets: bytes) -> None:
        self._ahead += octets
        while self._ahead:
            if self._ahead[0] in _HEADS and (length := self._answer_length()) is not None:
                if len(self._ahead) < length:
                    return
                if self._take_answer(length):
                    continue
            self._take_octet()

    def pause(self) -> None:
        """Nothing came for a while: what has begun is over."""
        while self._ahead:
            self._take_octet()
        self._end_text()

    def _answer_length(self) -> int | None:
        """Return how long the answer at the front is, at least, None when it is none."""
        if len(self._ahead) > 1 and self._ahead[1]:
            return None
        return _AROUND_DATA + (self._ahead[3] if len(self._ahead) > 3 else 0)

    def _take_answer(self, length: int) -> bool:
        body, crc = bytes(self._ahead[2 : length - 2]), bytes(self._ahead[length - 2 : length])
        if crc not in (binascii.crc_hqx(body, 0).to_bytes(2, "big"), _SKIPPED_CRC):
            return False
        self.answers.append(Answer(done=body[0] == 0, data=body[2:]))
        del self._ahead[:length]
        return True

    def _take_octet(self) -> None:
        octet = self._ahead.pop(0)
        if octet in _ENDS:
            self._end_text()
        elif len(self._text) <= MAX_TEXT_BYTES:  # one more than allowed marks it as too long
            self._text.append(octet)

    def _end_text(self) -> None:
        text = self._text.decode("ascii", errors="replace").strip()
        if text and len(self._text) <= MAX_TEXT_BYTES and text.isascii() and text.isprintable():
            self.texts.append(text)
        self._text.clear()
