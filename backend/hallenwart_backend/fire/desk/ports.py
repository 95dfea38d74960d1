"""What the fire desk needs from others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from hallenwart_backend.errors import RefusedError
from hallenwart_backend.ports import Notice
from hallenwart_contract.live_incidents import StepKind
from hallenwart_contract.messages import State


class Commands(Protocol):
    """Commands to devices: sent at once or refused, never kept for later."""

    def online(self, device: str) -> bool: ...

    async def send(
        self,
        device: str,
        op: str,
        arg: dict[str, str | int | bool | None],
        *,
        by: str,
        offline: Callable[[], RefusedError] = ...,
    ) -> str: ...


class Tell(Protocol):
    """Messages to single people; what was told `once` is not told again."""

    async def tell_person(self, person: str, notice: Notice, *, once: str) -> int: ...

    async def tell_site(self, site: str, notice: Notice, *, once: str) -> int: ...


class Fires(Protocol):
    """The open fires of a site, whose timelines tell what was done."""

    async def record(self, site: str, kind: StepKind, *, who: str, text: str = "") -> None: ...


class Devices(Protocol):
    """What supervision knows of devices."""

    def state(self, device: str) -> State | None: ...
