"""The match at the locker's screen: whoever has just shown the right of its booking may start it, anybody may stop it."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Final, Protocol

from hallenwart_contract.kiosk import KioskLive, KioskStep
from hallenwart_edge.access.rules import Decision

ON: Final = "live_on"
OFF: Final = "live_off"
_ADMITTED: Final = frozenset(
    {
        KioskStep.OPEN,
        KioskStep.TAKEN,
        KioskStep.RETURNED,
        KioskStep.REPORT,
        KioskStep.INSIDE,
        KioskStep.JAMMED,
        KioskStep.KEY_GONE,
        KioskStep.WRONG_KEY,
    }
)
"""The steps at which somebody stands here whose right was good."""


class Cameras(Protocol):
    """The cameras of this device."""

    def live(self, booking: str = ...) -> KioskLive | None: ...

    async def start(self, booking: str) -> bool: ...

    async def stop(self) -> None: ...

    def changed(self) -> Awaitable[None]: ...


def booking_shown(about: Decision, step: KioskStep) -> str:
    """Return the booking whose right somebody has just shown, empty when nobody has."""
    return about.booking if about.refusal is None and step in _ADMITTED else ""


async def press(cameras: Cameras, do: str, booking: str) -> None:
    """Take in `live_on` or `live_off`."""
    if do == OFF:
        await cameras.stop()
    elif booking:
        await cameras.start(booking)
