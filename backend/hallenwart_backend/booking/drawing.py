"""Codes come before the transaction that stores them, because hashing is slow; one in use at a locker is drawn anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.ports import Drawn, Rights
from hallenwart_backend.errors import CodeTakenError

T = TypeVar("T")
_DRAWS: Final = 5


async def commit_drawn(records: Records, rights: Rights, booking: Booking, commit: Callable[[Connection, Drawn], T]) -> T:
    """Draw the booking's code and commit with it; again where the code, or a quarter, was taken by another meanwhile."""
    for attempt in range(1, _DRAWS + 1):
        drawn = await rights.draw(booking)
        try:
            return await records.write(_with(drawn, commit))
        except (IntegrityError, CodeTakenError):  # a code drawn twice at one locker, or a quarter taken by another process
            if attempt == _DRAWS:
                raise
    raise AssertionError


def _with(drawn: Drawn, commit: Callable[[Connection, Drawn], T]) -> Callable[[Connection], T]:
    return lambda connection: commit(connection, drawn)
