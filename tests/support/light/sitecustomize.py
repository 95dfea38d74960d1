"""Python runs this at the start of every process a test starts (by PYTHONPATH): argon2id takes no time in it.

Hashes of passwords name their parameters, so any process can check them; those of codes are alike in all processes of a test.
"""

import contextlib

REAL = ((3, 65_536, 4), (3, 8_192))
"""Passes, KiB and lanes of passwords; passes and KiB of codes: the product's."""
LIGHT = ((1, 8, 1), (1, 8))


def set_costs(passwords: tuple[int, int, int], codes: tuple[int, int]) -> None:
    from argon2 import PasswordHasher

    from hallenwart_contract import codes as contract

    PasswordHasher.__init__.__defaults__ = passwords + PasswordHasher.__init__.__defaults__[3:]
    contract._PASSES, contract._MEMORY_KIB = codes


if __name__ == "sitecustomize":
    with contextlib.suppress(ImportError):  # a process of another environment
        set_costs(*LIGHT)
