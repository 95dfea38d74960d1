"""What a battery smoke head says over the local bus, whoever made it, and the port through which it is heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class HeadReport:
    """One message. None: it says nothing of that; a state that is not repeated stays as it was.

    `test`: its test button. `faulty`: it says so of itself. `reachable`: what its bridge thinks of it. `link_quality` is 0 to
    255 in Zigbee2MQTT's own measure. `nonsense`: a part of the message could not be understood.
    `stamp_ms`: when the message says it was true, wall milliseconds. `age_ms`: how old it is at most by the bus's own
    knowledge; 0: it came just now, None: it waited at the broker, nobody knows how long. `alive`: the head itself spoke.
    """

    smoke: bool | None = None
    test: bool | None = None
    tamper: bool | None = None
    faulty: bool | None = None
    reachable: bool | None = None
    battery_pct: int | None = None
    battery_low: bool | None = None
    link_quality: int | None = None
    nonsense: bool = False
    stamp_ms: int | None = None
    age_ms: int | None = 0
    alive: bool = True


class RadioHead(Protocol):
    """A head on the local bus. Neither call waits or fails."""

    def reports(self) -> list[HeadReport]:
        """Return what came since the last call, oldest first."""
        ...

    def out_of_hearing(self) -> str:
        """Say why nothing can be heard now: `link` (no broker), `bridge` (the radio's own bridge is down); else empty."""
        ...
