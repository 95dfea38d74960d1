"""What the hall display needs of the panel it is shown on and of the browser that draws it. Adapters: `drivers`, `screens`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from hallenwart_contract.view import ScreenNow


@dataclass(frozen=True, slots=True)
class ScreenLook:
    """How browser and panel are; the fields of the same names in `ScreenNow`."""

    page: bool | None = None
    on: bool | None = None
    brightness_pct: int | None = None
    sha256: str = ""
    proof_ms: int | None = None


class ScreenBoard(Protocol):
    """The part of the shared picture that tells of the hall display."""

    @property
    def screen_look(self) -> ScreenLook: ...

    def set_screen(self, now: ScreenNow) -> None: ...

    def set_screen_look(self, look: ScreenLook) -> None: ...


@dataclass(frozen=True, slots=True)
class PanelLook:
    """How a panel says it is; None where it cannot be asked."""

    on: bool | None = None
    brightness_pct: int | None = None


class Panel(Protocol):
    """The screen itself, switched and dimmed. Every call ends within some seconds and raises DriverFault when it failed."""

    async def show(self, *, on: bool, brightness_pct: int) -> None:
        """Switch it. What a panel cannot do (dim, as a rule) it leaves."""
        ...

    async def look(self) -> PanelLook: ...
