"""Reads the fields of a JSON message one by one: a bad one costs itself, not the message."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

import msgspec

T = TypeVar("T")
_MS_PER_S: Final = 1_000
_MAX_BYTES: Final = 65_536


class Fields:
    """A JSON object. `nonsense` is True once anything in it was not what it should be."""

    def __init__(self, payload: bytes | dict[str, Any]) -> None:
        self.nonsense = False
        self._object: dict[str, Any] = payload if isinstance(payload, dict) else self._decoded(payload)

    def __bool__(self) -> bool:
        return bool(self._object)

    def __contains__(self, name: str) -> bool:
        return name in self._object

    def whole(self) -> dict[str, Any]:
        """Return the object as it came."""
        return self._object

    def truth(self, name: str) -> bool | None:
        return self._of(name, bool)

    def text(self, name: str) -> str | None:
        return self._of(name, str)

    def within(self, name: str, low: float, high: float) -> int | None:
        """Return a number of this range, rounded."""
        value = self._object.get(name)
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and low <= value <= high:
            return round(value)
        self.nonsense = True
        return None

    def inner(self, name: str) -> Fields:
        """Return the object under a name, an empty one when there is none."""
        value = self._of(name, dict)
        return Fields({} if value is None else value)

    def objects(self, name: str) -> list[Fields]:
        """Return the objects of a list."""
        values = self._of(name, list) or []
        self.nonsense |= not all(isinstance(value, dict) for value in values)
        return [Fields(value) for value in values if isinstance(value, dict)]

    def seconds(self, name: str) -> int | None:
        """Return a time given in seconds since 1970, as milliseconds."""
        value = self._object.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and abs(value) < 2**40:
            return round(value * _MS_PER_S)
        self.nonsense |= value is not None
        return None

    def moment(self, name: str) -> int | None:
        """Return a time given as ISO 8601 or as milliseconds since 1970, in milliseconds."""
        value = self._object.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53:
            return value
        if isinstance(value, str):
            try:
                at = datetime.fromisoformat(value)
            except ValueError:
                self.nonsense = True
                return None
            return round((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() * _MS_PER_S)
        self.nonsense |= value is not None
        return None

    def _of(self, name: str, kind: type[T]) -> T | None:
        value = self._object.get(name)
        if value is None or isinstance(value, kind):
            return value
        self.nonsense = True
        return None

    def _decoded(self, payload: bytes) -> dict[str, Any]:
        try:
            value = msgspec.json.decode(payload) if len(payload) <= _MAX_BYTES else None
        except (msgspec.DecodeError, RecursionError):
            value = None
        if isinstance(value, dict):
            return value
        self.nonsense = True
        return {}
