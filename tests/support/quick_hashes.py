"""Hashes at once, where a test signs in or books a lot: that argon2id is slow on purpose is no part of it.

Codes: where no process of its own checks them. Passwords: a hash names its parameters, so any process can check it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from argon2 import DEFAULT_MEMORY_COST, DEFAULT_PARALLELISM, DEFAULT_TIME_COST, PasswordHasher


def quick_hash(code: str, *, salt: bytes, pepper: bytes) -> bytes:
    """Stand in for `contract.codes.code_hash`."""
    return hmac.digest(pepper, code.encode() + salt, hashlib.sha256)[:16]


@contextmanager
def quick_hashes() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hallenwart_backend.access.grants.vault.code_hash", quick_hash)
        yield


@contextmanager
def light_codes() -> Iterator[None]:
    """Let this process hash codes by argon2id in no time, on both sides of a comparison."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hallenwart_contract.codes._MEMORY_KIB", 8)
        patch.setattr("hallenwart_contract.codes._PASSES", 1)
        yield


def _set_password_costs(time: int, memory: int, lanes: int) -> None:
    PasswordHasher.__init__.__defaults__ = (time, memory, lanes, *PasswordHasher.__init__.__defaults__[3:])


def light_passwords() -> None:
    """Let this process hash passwords by argon2id in no time."""
    _set_password_costs(1, 8, 1)


@contextmanager
def real_passwords() -> Iterator[None]:
    """Hash them as the product does."""
    _set_password_costs(DEFAULT_TIME_COST, DEFAULT_MEMORY_COST, DEFAULT_PARALLELISM)
    try:
        yield
    finally:
        light_passwords()
