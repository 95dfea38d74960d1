"""Access codes: eight digits that people type, and what a Pi keeps of them.

The Pi never holds a code, only HMAC(pepper, argon2id(code, salt)). Salt and pepper are the device's own, so one
argon2id run per entry checks every grant, and a stolen grants file does not fit another locker.
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
SALT_BYTES: Final = 16
_MEMORY_KIB, _PASSES, _LANES, _HASH_BYTES = 8192, 3, 1, 32
_PEPPER_CONTEXT: Final = b"hallenwart pin pepper 1"


def pepper_of(device_secret: bytes) -> bytes:
    """Derive the PIN pepper from the device secret (32 bytes)."""
    return hmac.new(device_secret, _PEPPER_CONTEXT, hashlib.sha256).digest()


def code_hash(code: str, *, salt: bytes, pepper: bytes) -> bytes:
    """Return the 32 bytes a Pi stores for `code`. Takes about 50 ms: call it from a thread."""
    stretched = hash_secret_raw(code.encode(), salt, _PASSES, _MEMORY_KIB, _LANES, _HASH_BYTES, Type.ID)
    return hmac.new(pepper, stretched, hashlib.sha256).digest()


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


def grouped(code: str) -> str:
    """Return the code as people read it: `4711 0815`."""
    return f"{code[:4]} {code[4:]}"
