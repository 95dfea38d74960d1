"""An incident engine that writes down what it is told; it keeps the port's promise to be idempotent."""

from __future__ import annotations

from hallenwart_backend.ports import Cause


class IncidentLog:
    def __init__(self) -> None:
        self.reported: list[Cause] = []
        self.cleared: list[tuple[str, str]] = []

    async def report(self, cause: Cause) -> None:
        self.reported.append(cause)

    async def clear(self, key: str, cause_id: str, at_ms: int) -> None:  # noqa: ARG002 - the port's signature
        self.cleared.append((key, cause_id))

    @property
    def kinds(self) -> list[str]:
        return [cause.kind for cause in self.reported]
