"""Sensirion's SHDLC, the framing of its sensors on serial lines.

    to the sensor      7E | ADDR | CMD | LEN | data | CHK | 7E
    from the sensor    7E | ADDR | CMD | STATE | LEN | data | CHK | 7E

CHK is the inverted low byte of the sum from ADDR to the data. Between the flags 7E, 7D, 11 and 13 are sent as 7D and the
byte with bit 5 turned over; CHK is made before that and stuffed too. (Source: Sensirion's SHDLC description and SPS30 sheet.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

FLAG: Final = 0x7E
_ESCAPE: Final = 0x7D
_TURNED: Final = 0x20
_STUFFED: Final = frozenset({FLAG, _ESCAPE, 0x11, 0x13})
_SHORTEST: Final = 5  # ADDR, CMD, STATE, LEN, CHK


@dataclass(frozen=True, slots=True)
class Answer:
    """`state` 0 is well; bit 7 says that the sensor has an error of its own, the rest is the reason of a refusal."""

    command: int
    state: int
    data: bytes


def checksum(octets: bytes) -> int:
    return ~sum(octets) & 0xFF


def request(command: int, data: bytes = b"", *, address: int = 0) -> bytes:
    """Return the frame that asks for `command`."""
    body = bytes((address, command, len(data))) + data
    return bytes((FLAG,)) + _stuffed(body + bytes((checksum(body),))) + bytes((FLAG,))


def find_answer(received: bytes, command: int) -> Answer | None:
    """Return the first sound answer to `command` in what was received; noise, halves and other answers are passed over."""
    for piece in received.split(bytes((FLAG,)))[1:-1]:  # before the first flag and after the last there is no whole frame
        answer = _parsed(piece)
        if answer is not None and answer.command == command:
            return answer
    return None


def _parsed(stuffed: bytes) -> Answer | None:
    octets = _unstuffed(stuffed)
    if octets is None or len(octets) < _SHORTEST or len(octets) != _SHORTEST + octets[3]:
        return None
    if checksum(octets[:-1]) != octets[-1]:
        return None
    return Answer(octets[1], octets[2], octets[4:-1])


def _stuffed(octets: bytes) -> bytes:
    out = bytearray()
    for octet in octets:
        out += bytes((_ESCAPE, octet ^ _TURNED)) if octet in _STUFFED else bytes((octet,))
    return bytes(out)


def _unstuffed(octets: bytes) -> bytes | None:
    """Undo the stuffing; None for a frame that ends within an escape or escapes what needs none."""
    out, escaped = bytearray(), False
    for octet in octets:
        if escaped:
            if octet ^ _TURNED not in _STUFFED:
                return None
            out.append(octet ^ _TURNED)
            escaped = False
        elif octet == _ESCAPE:
            escaped = True
        else:
            out.append(octet)
    return None if escaped else bytes(out)
