"""What hours need of others, and what others may ask of them; joined in `join.py` and `main.py`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection


class ShownPass(Protocol):
    @property
    def device(self) -> str: ...
    @property
    def slots(self) -> tuple[int, ...]: ...
    @property
    def text(self) -> str: ...


class ShownCode(Protocol):
    """What a page shows of a helper's code: `state` waiting or stored; digits and passes only once stored."""

    @property
    def state(self) -> str: ...
    @property
    def from_ms(self) -> int: ...
    @property
    def to_ms(self) -> int: ...
    @property
    def slots(self) -> tuple[int, ...]: ...
    @property
    def code(self) -> str: ...
    @property
    def extra(self) -> str: ...
    @property
    def passes(self) -> Sequence[ShownPass]: ...


class KeyRights(Protocol):
    """Rights to keys that hang on sign-ups; `access.shifts` gives them."""

    def opens(self, connection: Connection, hall: str, booking: str | None) -> bool: ...

    async def draw(self, hall: str, booking: str | None) -> Any: ...

    def give(self, connection: Connection, signup: str, span: tuple[int, int], drawn: Any, who: str) -> bool: ...

    def revoke(self, connection: Connection, signups: Collection[str]) -> bool: ...

    def spans(self, connection: Connection) -> Mapping[str, tuple[int, int]]: ...

    async def codes(self, signups: Collection[str]) -> Mapping[str, ShownCode]: ...

    def signup_of(self, connection: Connection, device: str, told: str) -> str: ...


class VolunteerHours(Protocol):
    """What others ask: the confirmed minutes of a club (None: the town) in a calendar year of the town."""

    async def hours_of(self, club: str | None, year: int) -> int: ...
