"""An official warning as it was sent: the parts of CAP 1.2 that a display needs."""

from __future__ import annotations

import msgspec


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """Where it holds. `polygons` of (latitude, longitude) in degrees (WGS 84), `circles` with a radius in km beside.

    `codes` are `NAME=VALUE`.
    """

    name: str = ""
    polygons: list[list[tuple[float, float]]] = []
    circles: list[tuple[float, float, float]] = []
    codes: list[str] = []


class Info(msgspec.Struct, frozen=True, kw_only=True):
    """What is told in one language. `severity` in lower case; `over`: it gives the all-clear."""

    language: str = ""
    event: str = ""
    severity: str = "unknown"
    over: bool = False
    from_ms: int
    expires_ms: int
    by: str = ""
    headline: str = ""
    description: str = ""
    instruction: str = ""
    web: str = ""
    areas: list[Area] = []


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """One message. `status` and `kind` as the standard writes them; `references` are (sender, identifier)."""

    identifier: str
    sender: str
    sent_ms: int
    status: str
    kind: str
    scope: str
    references: list[tuple[str, str]] = []
    infos: list[Info] = []

    @property
    def expires_ms(self) -> int:
        """When the last part of it ends."""
        return max((info.expires_ms for info in self.infos), default=self.sent_ms)
