"""USB keyboards as the kernel shows them: a key pad, and a code reader that types. One 24-byte record per happening.

    seconds 8 | microseconds 8 | type 2 | code 2 | value 4          type 4 scan code, 1 key (1 down, 0 up, 2 repeated), 0 end

As wide as the machine's own words, as the kernel does. A pseudo-terminal stands for the device file.
"""

from __future__ import annotations

import asyncio
import string
import struct
import time
from typing import ClassVar, Final

from hallenwart_sim.devices.pty_port import SerialDevice

_TOP_ROW: Final = {"1": 2, "2": 3, "3": 4, "4": 5, "5": 6, "6": 7, "7": 8, "8": 9, "9": 10, "0": 11, "#": 28, "*": 14}
_NUMBER_BLOCK: Final = {
    "7": 71, "8": 72, "9": 73, "*": 74, "4": 75, "5": 76, "6": 77, "1": 79, "2": 80, "3": 81, "0": 82, "#": 96,
}  # fmt: skip
_LETTERS: Final = {
    "q": 16, "w": 17, "e": 18, "r": 19, "t": 20, "y": 21, "u": 22, "i": 23, "o": 24, "p": 25, "a": 30, "s": 31, "d": 32,
    "f": 33, "g": 34, "h": 35, "j": 36, "k": 37, "l": 38, "z": 44, "x": 45, "c": 46, "v": 47, "b": 48, "n": 49, "m": 50,
}  # fmt: skip
_SIGNS: Final = {"-": (12, False), "_": (12, True), "=": (13, False), "+": (13, True), ".": (52, False), "/": (53, False),
                 ":": (39, True), " ": (57, False)}  # fmt: skip
_LEFT_SHIFT: Final = 42
_ENTER: Final = 28
_END: Final = (0, 0, 0)
_DROPPED: Final = (0, 3, 0)


def record(kind: int, code: int, value: int) -> bytes:
    """Return one happening as the kernel writes it, stamped with the time of now."""
    seconds, nanoseconds = divmod(time.time_ns(), 1_000_000_000)
    word = struct.calcsize("@l")
    stamp = seconds.to_bytes(word, "little") + (nanoseconds // 1000).to_bytes(word, "little")
    return stamp + kind.to_bytes(2, "little") + code.to_bytes(2, "little") + value.to_bytes(4, "little", signed=True)


class _EmulatedKeys(SerialDevice):
    BAUD: ClassVar[int] = 0  # no line: never paced

    def press(self, code: int) -> None:
        """Press and let go of a key."""
        self._key(code, 1)
        self._key(code, 0)

    def hold(self, code: int, *, repeats: int) -> None:
        """Hold a key down until it repeats."""
        self._key(code, 1)
        for _ in range(repeats):
            self._key(code, 2)
        self._key(code, 0)

    def overflow(self) -> None:
        """Tell that keys were lost because nobody read them in time."""
        self._pty.write(record(*_DROPPED) + record(*_END))

    def torn(self, code: int, *, after: int) -> None:
        """Press a key whose record arrives in two pieces."""
        whole = record(1, code, 1) + record(*_END)
        self._pty.write(whole[:after])
        self._pty.later(0.02, lambda: self._pty.write(whole[after:]))

    def _key(self, code: int, value: int) -> None:
        self._pty.write(record(4, 4, 0x70000 + code) + record(1, code, value) + record(*_END))


class EmulatedHidKeypad(_EmulatedKeys):
    """A number block or a keyboard."""

    async def type(self, keys: str, *, every_s: float = 0.02, top_row: bool = False) -> None:
        """Press keys one after the other: digits, `#` as Enter, `*` as minus (as Backspace on the top row)."""
        codes = _TOP_ROW if top_row else _NUMBER_BLOCK
        for key in keys:
            await asyncio.sleep(every_s)
            self.press(codes[key])


class EmulatedHidReader(_EmulatedKeys):
    """A code reader that types what it reads, American layout, Enter behind it."""

    def show(self, text: str) -> None:
        """Hold a symbol in front of it."""
        for character in text:
            code, shifted = _stroke(character)
            if shifted:
                self._key(_LEFT_SHIFT, 1)
            self.press(code)
            if shifted:
                self._key(_LEFT_SHIFT, 0)
        self.press(_ENTER)


def _stroke(character: str) -> tuple[int, bool]:
    if character in _SIGNS:
        return _SIGNS[character]
    if character in string.ascii_letters:
        return _LETTERS[character.lower()], character.isupper()
    return _TOP_ROW[character], False
