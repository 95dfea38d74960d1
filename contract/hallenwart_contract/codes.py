"""Access codes: the digits that people type, and what a Pi keeps of them.

    8 digits   a code; with its four extra digits behind it, it is a long code
   12 digits   a long code: what a pad takes after too many wrong entries, and always from staff
               its last digit plus five is the duress code: it opens and alarms silently
    9 digits   an algorithmic code (`dark_codes`)

The Pi never holds a code, only the first 16 bytes of HMAC(pepper, argon2id(code, salt)). Salt and pepper are the device's
own, so one argon2id run per entry checks every grant, and a stolen grants file does not fit another locker.
Parameters: argon2id, 8 MiB, 3 passes, 1 lane (facts: about 50 ms on a desktop core).
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import secrets
from collections.abc import Container
from typing import Final

from argon2.low_level import Type, hash_secret_raw

CODE_DIGITS: Final = 8
EXTRA_DIGITS: Final = 4
LONG_DIGITS: Final = CODE_DIGITS + EXTRA_DIGITS
SALT_BYTES: Final = 16
HASH_BYTES: Final = 16
_MEMORY_KIB, _PASSES, _LANES, _STRETCHED_BYTES = 8192, 3, 1, 32
_PEPPER_CONTEXT: Final = b"hallenwart pin pepper 1"
_CARD_CONTEXT: Final = b"hallenwart card pepper 1"
_DURESS_STEP: Final = 5


def pepper_of(device_secret: bytes) -> bytes:
    """Derive the PIN pepper from the device secret (32 bytes)."""
    return hmac.new(device_secret, _PEPPER_CONTEXT, hashlib.sha256).digest()


def code_hash(code: str, *, salt: bytes, pepper: bytes) -> bytes:
    """Return the `HASH_BYTES` a Pi stores for `code`. Takes about 50 ms: call it from a thread."""
    stretched = hash_secret_raw(code.encode(), salt, _PASSES, _MEMORY_KIB, _LANES, _STRETCHED_BYTES, Type.ID)
    return hmac.new(pepper, stretched, hashlib.sha256).digest()[:HASH_BYTES]


def card_pepper_of(device_secret: bytes) -> bytes:
    """Derive the key under which a device knows cards (32 bytes)."""
    return hmac.new(device_secret, _CARD_CONTEXT, hashlib.sha256).digest()


def card_hash(uid: bytes, *, pepper: bytes) -> bytes:
    """Return the `HASH_BYTES` by which a device knows the card with this UID."""
    return hmac.new(pepper, uid, hashlib.sha256).digest()[:HASH_BYTES]


def same(left: bytes, right: bytes) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(left, right)


def is_trivial(code: str) -> bool:
    """Say whether people would guess this code first: few different digits, a run up or down, or one half twice."""
    steps = {(int(b) - int(a)) % 10 for a, b in itertools.pairwise(code)}
    half = len(code) // 2
    return len(set(code)) < 4 or len(steps) == 1 or code[:half] == code[half:]


def draw_code(taken: Container[str]) -> str:
    """Draw a random code that is neither trivial nor in `taken`."""
    while True:
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
        if not is_trivial(code) and code not in taken:
            return code


def draw_extra() -> str:
    """Draw the four digits that make a long code of a code."""
    return f"{secrets.randbelow(10**EXTRA_DIGITS):0{EXTRA_DIGITS}d}"


def duress_of(long_code: str) -> str:
    """Return the long code that opens and alarms silently: the last digit plus five."""
    return long_code[:-1] + str((int(long_code[-1]) + _DURESS_STEP) % 10)


def grouped(code: str) -> str:
    """Return digits as people read them, in fours, threes for nine: `4711 0815`, `123 456 789`."""
    size = 3 if len(code) % 4 else 4
    return " ".join(code[at : at + size] for at in range(0, len(code), size))
