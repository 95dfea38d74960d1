"""Passwords: what is asked of one, and its argon2id hash."""

from __future__ import annotations

import secrets
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from hallenwart_backend.errors import RefusedError

SHORTEST: Final = 10
LONGEST: Final = 200
_OWN_PART: Final = 4
"""So long a name, or part of an address, may not be the password itself."""


def make_password() -> str:
    """Return a password people can type: four groups of four, 80 bits of chance."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def hash_password(password: str) -> str:
    """Return the argon2id hash. Takes tens of milliseconds."""
    return PasswordHasher().hash(password)


def fits(password_hash: str, password: str) -> bool:
    """Say whether it is the password. Takes tens of milliseconds."""
    try:
        return PasswordHasher().verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Say whether it was hashed by other parameters than are used today."""
    return PasswordHasher().check_needs_rehash(password_hash)


@cache
def decoy_hash() -> str:
    """Return what the password of an unknown address is held against, so that it takes as long as a known one."""
    return hash_password(secrets.token_urlsafe())


def check(password: str, *, email: str, name: str) -> None:
    """Take any password that is long enough and not the person's own name or address. Raises RefusedError 422."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise RefusedError(
            "weak_password",
            f"Das Passwort braucht mindestens {SHORTEST} Zeichen. Mehrere Wörter hintereinander sind gut.",
            f"The password needs at least {SHORTEST} characters. Several words in a row are fine.",
            status=422,
        )
    if _plain(password) in _own(email, name):
        raise RefusedError(
            "weak_password",
            "Das Passwort darf nicht der Name oder die E-Mail-Adresse sein.",
            "The password must not be the name or the e-mail address.",
            status=422,
        )


def _own(email: str, name: str) -> set[str]:
    local, _, domain = email.partition("@")
    texts = {email, local, domain, name, name + local, local + name, *name.split()}
    own = {_plain(text) for text in texts}
    return {one * times for one in own if len(one) >= _OWN_PART for times in (1, 2, 3)}


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
