"""Sign-in, sessions, sign-out."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from dataclasses import dataclass
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from hallenwart_backend.accounts import store
from hallenwart_backend.accounts.rules import SESSION_MS, Person, pause_ms
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_contract.clock import Clock

_REMEMBERED: Final = 10_000


def make_password() -> str:
    """Return a password people can type: four groups of four, 80 bits of chance."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def hash_password(password: str) -> str:
    """Return the argon2id hash. Takes tens of milliseconds."""
    return PasswordHasher().hash(password)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@cache
def _decoy_hash() -> str:
    """Return what the password of an unknown address is held against, so that it takes as long as a known one."""
    return hash_password(secrets.token_urlsafe())


def _fits(password_hash: str, password: str) -> bool:
    try:
        return PasswordHasher().verify(password_hash, password)
    except VerificationError:
        return False


@dataclass(slots=True)
class _Failures:
    count: int = 0
    until_ms: int = 0


class Throttle:
    """Pauses after wrong passwords, per name and per sender; kept in memory on the monotonic clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failures: dict[str, _Failures] = {}

    def wait_ms(self, *names: str) -> int:
        now = self._clock.mono_ms()
        return max((self._failures[name].until_ms - now for name in names if name in self._failures), default=0)

    def failed(self, *names: str) -> None:
        if len(self._failures) > _REMEMBERED:
            self._failures.clear()
        for name in names:
            entry = self._failures.setdefault(name, _Failures())
            entry.count += 1
            entry.until_ms = self._clock.mono_ms() + pause_ms(entry.count)

    def succeeded(self, *names: str) -> None:
        for name in names:
            self._failures.pop(name, None)


class Accounts:
    """Passwords are checked in a thread; an unknown name takes as long as a wrong password."""

    def __init__(self, records: Records, clock: Clock) -> None:
        self._records = records
        self._clock = clock
        self._throttle = Throttle(clock)
        self._decoy = _decoy_hash()
        self._checks = asyncio.Semaphore(2)  # argon2 takes 64 MiB each

    async def sign_in(self, email: str, password: str, sender: str) -> tuple[str, Person]:
        """Return a session token and the person. Raises RefusedError 401, or 429 while paused."""
        names = (f"name:{email.lower()}", f"sender:{sender}")
        if (wait := self._throttle.wait_ms(*names)) > 0:
            raise _paused(wait)
        login = await self._records.read(lambda connection: store.login_of(connection, email))
        async with self._checks:
            fits = await asyncio.to_thread(_fits, login.password_hash if login else self._decoy, password)
        if login is None or not fits:
            self._throttle.failed(*names)
            raise RefusedError(
                "wrong_login", "E-Mail oder Passwort stimmt nicht.", "E-mail or password is not right.", status=401
            )
        self._throttle.succeeded(*names)
        return await self._open(login.person)

    async def _open(self, person: str) -> tuple[str, Person]:
        token, now = secrets.token_urlsafe(32), self._clock.now_ms()
        await self._records.write(
            lambda connection: store.add_session(connection, token_hash(token), person, now_ms=now, expires_ms=now + SESSION_MS)
        )
        who = await self.who(token)
        if who is None:
            raise RefusedError("wrong_login", "Dieses Konto ist gesperrt.", "This account is closed.", status=401)
        return token, who

    async def who(self, token: str | None) -> Person | None:
        """Return the person of a living session."""
        if not token:
            return None
        now = self._clock.now_ms()
        return await self._records.read(lambda connection: store.person_of_session(connection, token_hash(token), now_ms=now))

    async def sign_out(self, token: str) -> None:
        await self._records.write(lambda connection: store.drop_session(connection, token_hash(token)))


def _paused(wait_ms: int) -> RefusedError:
    seconds = -(-wait_ms // 1000)
    return RefusedError(
        "too_many_tries",
        f"Zu viele Versuche. Bitte {seconds} s warten.",
        f"Too many tries. Please wait {seconds} s.",
        status=429,
        wait_s=seconds,
    )
