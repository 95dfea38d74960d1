"""Keeps listening to what people touch: keypads and readers. A dead one leaves the others and the doors alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final, Protocol, TypeVar

from hallenwart_contract.event_kinds import EventKind
from hallenwart_edge.errors import DriverFault

T = TypeVar("T")
AGAIN_S: Final = 1.0
HEALTHY_AFTER_S: Final = 5.0
"""A device that nobody touches says nothing: one whose line stayed open this long is taken for healed."""


class TellComponent(Protocol):
    """Stores whether a component works."""

    def __call__(self, name: str, kind: str, why: str = "") -> Awaitable[None]: ...


class Listener:
    """One device that yields what people do at it."""

    def __init__(self, name: str, tell: TellComponent, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._name, self._tell, self._sleep = name, tell, sleep
        self._faulty = False

    async def listen(self, stream: Callable[[], AsyncIterator[T]], take: Callable[[T], None]) -> None:
        """Hand on everything until cancelled."""
        while True:
            healing = asyncio.create_task(self._heal_later(), name=f"{self._name} healing")
            try:
                async for each in stream():
                    await self._works()
                    take(each)
            except DriverFault as fault:
                await self._fails(fault.reason)
            finally:
                healing.cancel()
            await self._sleep(AGAIN_S)

    async def _heal_later(self) -> None:
        if self._faulty:
            await self._sleep(HEALTHY_AFTER_S)
            await self._works()

    async def _works(self) -> None:
        if self._faulty:
            self._faulty = False
            await self._tell(self._name, EventKind.COMPONENT_OK)

    async def _fails(self, reason: str) -> None:
        if not self._faulty:
            self._faulty = True
            await self._tell(self._name, EventKind.COMPONENT_FAULT, reason)
