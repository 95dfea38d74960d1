r"""The QR pass: 93 bytes that a locker can check without any network, 149 characters of base32 in the symbol.

    version 1 | key number 1 | serial 8 | device tag 4 | from 4 | to 4 | compartments 6 | flags 1 | Ed25519 signature 64

Times are seconds since the epoch, big-endian; compartments are a mask, bit 0 is number 1. The serial is derived from the
grant, so that denying a grant denies its pass. Signed over `hallpass-v1\n` + the 29 bytes before the signature. Anybody can
photograph a pass: it opens only within its window, and a single-use pass only once.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from hallenwart_contract.errors import BadSignatureError, UndecodableError

VERSION: Final = 1
MAX_SLOT: Final = 48
TEXT_CHARS: Final = 149
_CONTEXT: Final = b"hallpass-v1\n"
_BODY: Final = struct.Struct(">BB8s4sII6sB")
_SINGLE_USE: Final = 1


@dataclass(frozen=True, slots=True)
class Pass:
    """What a pass says. `serial` names the grant, `device` its locker; both only as digests."""

    serial: bytes
    device: bytes
    from_ms: int
    to_ms: int
    slots: tuple[int, ...]
    single_use: bool = False


def serial_of(grant: str) -> bytes:
    """Return the serial of a grant's pass (8 bytes)."""
    return hashlib.sha256(b"hallpass serial\n" + grant.encode()).digest()[:8]


def tag_of(device: str) -> bytes:
    """Return what a pass calls a device (4 bytes)."""
    return hashlib.sha256(b"hallpass device\n" + device.encode()).digest()[:4]


def issue(shown: Pass, *, key: Ed25519PrivateKey, kid: int = 1) -> str:
    """Return the text of the symbol. Times lose their milliseconds: the start is rounded down, the end up.

    Raises ValueError for a compartment above `MAX_SLOT`.
    """
    if not all(0 < slot <= MAX_SLOT for slot in shown.slots):
        raise ValueError(f"a pass opens compartments 1 to {MAX_SLOT}, not {shown.slots}")
    mask = sum(1 << slot - 1 for slot in set(shown.slots)).to_bytes(6, "big")
    flags = _SINGLE_USE if shown.single_use else 0
    until_s = -(-shown.to_ms // 1000)
    body = _BODY.pack(VERSION, kid, shown.serial, shown.device, shown.from_ms // 1000, until_s, mask, flags)
    return base64.b32encode(body + key.sign(_CONTEXT + body)).decode().rstrip("=")


def is_pass(text: str) -> bool:
    """Say whether a text read from a symbol has the length of a pass."""
    return len(text.strip()) == TEXT_CHARS


def read(text: str, *, keys: Mapping[int, Ed25519PublicKey]) -> Pass:
    """Return what a pass says. Raises UndecodableError for other texts, BadSignatureError when nobody known signed it."""
    tidy = text.strip().upper()
    try:
        whole = base64.b32decode(tidy + "=" * (-len(tidy) % 8))
        version, kid, serial, device, from_s, to_s, mask, flags = _BODY.unpack(whole[: _BODY.size])
    except (binascii.Error, ValueError, struct.error) as error:
        raise UndecodableError("not a pass") from error
    if version != VERSION or len(whole) != _BODY.size + 64:
        raise UndecodableError("not a pass of this version")
    if (key := keys.get(kid)) is None:
        raise BadSignatureError(f"pass signed with unknown key {kid}")
    try:
        key.verify(whole[_BODY.size :], _CONTEXT + whole[: _BODY.size])
    except InvalidSignature as error:
        raise BadSignatureError("pass not signed by the key it names") from error
    bits = int.from_bytes(mask, "big")
    slots = tuple(slot for slot in range(1, MAX_SLOT + 1) if bits >> slot - 1 & 1)
    return Pass(serial, device, from_s * 1000, to_s * 1000, slots, single_use=bool(flags & _SINGLE_USE))
