"""Contactless cards, as a reader meets them: ISO 14443 type A with what follows on it.

card             ATQA   SAK  speaks
MIFARE Classic   0004   08   its own protocol, not spoken here
NTAG 21x         0044   00   its own protocol, not spoken here
DESFire          0344   20   ISO 14443-4; has no NDEF file
NTAG 424 DNA     0344   20   ISO 14443-4; an NDEF file with a URL made anew at each tap
phone            0004   20   ISO 14443-4; another UID each time
"""

from __future__ import annotations

import random
from typing import ClassVar, Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

DONE: Final = bytes.fromhex("90 00")
NOT_FOUND: Final = bytes.fromhex("6A 82")
WRONG_OFFSET: Final = bytes.fromhex("6B 00")
NOT_KNOWN: Final = bytes.fromhex("6D 00")

_NDEF_APPLICATION: Final = bytes.fromhex("D2 76 00 00 85 01 01")
_NDEF_FILE: Final = bytes.fromhex("E1 04")
_BLOCK: Final = 16


class EmulatedCard:
    """A card that is known by its UID alone."""

    atqa: ClassVar[bytes] = b"\x00\x04"
    sak: ClassVar[int] = 0x08
    ats: ClassVar[bytes] = b""

    def __init__(self, uid: bytes) -> None:
        self.uid = uid
        self.hears_apdus = True

    def power_up(self) -> None:
        """The field comes: everything begins anew."""

    def answer(self, apdu: bytes) -> bytes | None:
        """Answer an APDU; None: it says nothing."""
        return NOT_FOUND if self.ats and self.hears_apdus and apdu[1:2] == b"\xa4" else None


class MifareClassic(EmulatedCard):
    pass


class Ntag21x(EmulatedCard):
    atqa: ClassVar[bytes] = b"\x00\x44"
    sak: ClassVar[int] = 0x00


class Desfire(EmulatedCard):
    atqa: ClassVar[bytes] = b"\x03\x44"
    sak: ClassVar[int] = 0x20
    ats: ClassVar[bytes] = bytes.fromhex("06 75 77 81 02 80")


class Phone(EmulatedCard):
    """A phone with a wallet: four random bytes, the first 08, at every field."""

    sak: ClassVar[int] = 0x20
    ats: ClassVar[bytes] = bytes.fromhex("05 78 80 70 02")

    def __init__(self, seed: int = 1) -> None:
        super().__init__(b"")
        self._dice = random.Random(seed)
        self.power_up()

    def power_up(self) -> None:
        self.uid = b"\x08" + self._dice.randbytes(3)


class Ntag424(EmulatedCard):
    """An NTAG 424 DNA whose NDEF file mirrors, encrypted, its UID and its counter of taps, and a MAC over them.

    `url` names the places of both. `hides_uid`: it shows a random UID, as a phone does.
    """

    atqa: ClassVar[bytes] = b"\x03\x44"
    sak: ClassVar[int] = 0x20
    ats: ClassVar[bytes] = bytes.fromhex("06 77 77 71 02 80")

    def __init__(
        self,
        uid: bytes,
        *,
        meta_key: bytes,
        file_key: bytes,
        url: str = "schluessel.example/s?e={hidden}&c={proof}",
        hides_uid: bool = False,
        seed: int = 424,
    ) -> None:
        super().__init__(uid)
        self.counter = 0
        self._own_uid, self._meta_key, self._file_key, self._url = uid, meta_key, file_key, url
        self._hides_uid = hides_uid
        self._dice = random.Random(seed)
        self.power_up()

    def power_up(self) -> None:
        self.uid = b"\x08" + self._dice.randbytes(3) if self._hides_uid else self._own_uid
        self._application_chosen = self._file_chosen = False
        self._file: bytes | None = None

    def answer(self, apdu: bytes) -> bytes | None:
        if not self.hears_apdus:
            return None
        if apdu[:4] == b"\x00\xa4\x04\x00":
            self._application_chosen, self._file_chosen = apdu[5:12] == _NDEF_APPLICATION, False
            return DONE if self._application_chosen else NOT_FOUND
        if apdu[:4] == b"\x00\xa4\x00\x0c":
            self._file_chosen, self._file = self._application_chosen and apdu[5:7] == _NDEF_FILE, None
            return DONE if self._file_chosen else NOT_FOUND
        if apdu[:2] == b"\x00\xb0" and self._file_chosen:
            return self._read(int.from_bytes(apdu[2:4], "big"), apdu[4] or 256)
        return NOT_KNOWN

    def _read(self, offset: int, length: int) -> bytes:
        if self._file is None:  # the first reading counts; what follows in the same file says the same
            self.counter += 1
            self._file = self.ndef_file()
        return self._file[offset : offset + length] + DONE if offset + length <= len(self._file) else WRONG_OFFSET

    def ndef_file(self) -> bytes:
        """Return the file of 256 bytes at the present counter."""
        hidden, proof = self.sun()
        url = self._url.format(hidden=hidden.hex().upper(), proof=proof.hex().upper()).encode("ascii")
        record = b"\xd1\x01" + bytes([len(url) + 1]) + b"U\x04" + url  # 04: https://
        return (len(record).to_bytes(2, "big") + record).ljust(256, b"\x00")

    def sun(self) -> tuple[bytes, bytes]:
        """Return the encrypted UID and counter, and the MAC, at the present counter."""
        count = self.counter.to_bytes(3, "little")
        hidden = _encrypt(self._meta_key, b"\xc7" + self._own_uid + count + self._dice.randbytes(5))
        session_key = _mac(self._file_key, b"\x3c\xc3\x00\x01\x00\x80" + self._own_uid + count)
        return hidden, bytes(octet for place, octet in enumerate(_mac(session_key, b"")) if place % 2)


def _encrypt(key: bytes, block: bytes) -> bytes:
    """Encrypt one block; chaining from zeros changes nothing about the first one."""
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305 - the block function, not a mode
    return encryptor.update(block) + encryptor.finalize()


def _mac(key: bytes, message: bytes) -> bytes:
    """AES-CMAC, written out after RFC 4493."""
    whole_key = _doubled(_encrypt(key, bytes(_BLOCK)))
    blocks = [message[at : at + _BLOCK] for at in range(0, len(message), _BLOCK)] or [b""]
    last = blocks.pop()
    padded = last if len(last) == _BLOCK else (last + b"\x80").ljust(_BLOCK, b"\x00")
    last = _xor(padded, whole_key if len(last) == _BLOCK else _doubled(whole_key))
    state = bytes(_BLOCK)
    for block in [*blocks, last]:
        state = _encrypt(key, _xor(state, block))
    return state


def _doubled(block: bytes) -> bytes:
    number = int.from_bytes(block, "big") << 1
    overflow = number >> 8 * _BLOCK
    return (number % (1 << 8 * _BLOCK) ^ (0x87 if overflow else 0)).to_bytes(_BLOCK, "big")


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))
