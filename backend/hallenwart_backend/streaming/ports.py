"""What streams need of public events; joined in `events/join.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Grant:
    """What a stream may do now. `hindered` says why it may not, empty: it may; `gone`: what was kept of it has to go.

    `elsewhere`: it may not for another reason than the time.

    Its camera films from `from_ms` to `to_ms`, at `device`; `record_days` 0: nothing is kept.
    """

    event: str
    device: str
    hall: str
    from_ms: int
    to_ms: int
    record_days: int
    hindered: str = ""
    gone: bool = False
    elsewhere: bool = False


class Grants(Protocol):
    async def of_stream(self, stream: str) -> Grant | None:
        """Return None where no event has a stream of this id."""
        ...
