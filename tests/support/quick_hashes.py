"""Hashes at once: that argon2id is slow on purpose is no part of most tests."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from support.light import sitecustomize
from support.light.sitecustomize import LIGHT, REAL, set_costs


def quick_hash(code: str, *, salt: bytes, pepper: bytes) -> bytes:
    """Stand in for `contract.codes.code_hash`."""
    return hmac.digest(pepper, code.encode() + salt, hashlib.sha256)[:16]


@contextmanager
def quick_hashes() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hallenwart_backend.access.grants.vault.code_hash", quick_hash)
        yield


def light_hashes() -> None:
    """Let this process and all it starts hash passwords and codes by argon2id in no time."""
    set_costs(*LIGHT)
    here = str(Path(sitecustomize.__file__).parent)
    others = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path not in ("", here)]
    os.environ["PYTHONPATH"] = os.pathsep.join([here, *others])


@contextmanager
def real_hashes() -> Iterator[None]:
    """Let this process hash as the product does."""
    set_costs(*REAL)
    try:
        yield
    finally:
        set_costs(*LIGHT)
