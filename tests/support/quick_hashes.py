"""Codes hashed at once, where a test books a lot and no locker checks them: argon2id's 50 ms are no part of it."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


def quick_hash(code: str, *, salt: bytes, pepper: bytes) -> bytes:
    """Stand in for `contract.codes.code_hash`."""
    return hmac.digest(pepper, code.encode() + salt, hashlib.sha256)[:16]


@contextmanager
def quick_hashes() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hallenwart_backend.access.grants.vault.code_hash", quick_hash)
        yield
