"""Mosquitto's password file: `user:$7$iterations$salt$hash`, PBKDF2-HMAC-SHA512, 12 bytes of salt, 64 bytes of hash.

The passwords are 256 random bits, which nobody finds by guessing; the iterations are Mosquitto's own default, so that
hundreds of devices may come back at once.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Final, Self

ITERATIONS: Final = 101
_SCHEME: Final = "7"
_SALT_BYTES: Final = 12
_HASH_BYTES: Final = 64
_MAX_ITERATIONS: Final = 1_000_000


class PasswordFileError(ValueError):
    """Raised when a password file holds something other than `$7$` hashes."""


@dataclass(frozen=True, slots=True)
class PasswordHash:
    iterations: int
    salt: bytes
    digest: bytes

    @classmethod
    def of(cls, password: str) -> Self:
        salt = secrets.token_bytes(_SALT_BYTES)
        return cls(ITERATIONS, salt, _stretch(password, salt, ITERATIONS))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `$7$…`. Raises PasswordFileError for any other scheme or shape: what cannot be checked must not pass."""
        try:
            empty, scheme, iterations, salt, digest = text.split("$")
            parsed = cls(int(iterations), base64.b64decode(salt, validate=True), base64.b64decode(digest, validate=True))
        except (ValueError, binascii.Error) as error:
            raise PasswordFileError("not a $7$ password hash") from error
        if empty or scheme != _SCHEME or not 1 <= parsed.iterations <= _MAX_ITERATIONS or len(parsed.digest) != _HASH_BYTES:
            raise PasswordFileError("not a $7$ password hash")
        return parsed

    def fits(self, password: str) -> bool:
        """Say whether this is the password. Costs PBKDF2: not for an event loop."""
        return hmac.compare_digest(self.digest, _stretch(password, self.salt, self.iterations))

    def __str__(self) -> str:
        return "$".join(
            ["", _SCHEME, str(self.iterations), base64.b64encode(self.salt).decode(), base64.b64encode(self.digest).decode()]
        )


def parse_file(text: str) -> dict[str, PasswordHash]:
    """Read a whole password file. Raises PasswordFileError, naming the line."""
    users: dict[str, PasswordHash] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line:
            continue
        user, colon, rest = line.partition(":")
        if not user or not colon:
            raise PasswordFileError(f"line {number} of the password file is not user:hash")
        try:
            users[user] = PasswordHash.parse(rest)
        except PasswordFileError as error:
            raise PasswordFileError(f"line {number} of the password file: {error}") from error
    return users


def render_file(users: dict[str, PasswordHash]) -> str:
    return "".join(f"{user}:{users[user]}\n" for user in sorted(users))


def _stretch(password: str, salt: bytes, iterations: int) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", password.encode(), salt, iterations, _HASH_BYTES)
