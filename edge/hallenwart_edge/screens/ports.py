"""What the pages of this Pi are made of. The page draws, the agent decides."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Protocol

from hallenwart_contract.display import Display, DisplayAction
from hallenwart_contract.kiosk import Kiosk, KioskAction


class KioskSource(Protocol):
    """The locker, as the kiosk sees it."""

    def kiosk(self) -> Kiosk: ...

    async def act(self, action: KioskAction) -> None: ...

    def changed(self) -> Awaitable[None]: ...


class DisplaySource(Protocol):
    """The display's picture, and what its page says back."""

    def display(self) -> Display: ...

    async def act(self, action: DisplayAction) -> None: ...

    def changed(self) -> Awaitable[None]: ...


class IdentifySource(Protocol):
    """The name of this device while somebody looks for it, else nothing; a page learns of it with the next beat."""

    @property
    def shown(self) -> str: ...
