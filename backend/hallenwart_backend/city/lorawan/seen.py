"""Frames that were told before: several gateways, a redelivery after a lost connection. Pure.

The same (device, session, count) is one frame while its times lie close together. A device without join counts from zero after
every loss of power, so an old count at a new time is a new frame.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

KEPT: Final = 64
TOGETHER_MS: Final = 5 * 60_000


@dataclass(slots=True)
class Seen:
    """The last `KEPT` frames of each device that is mapped."""

    _frames: dict[str, OrderedDict[tuple[str, int], int]] = field(default_factory=dict)

    def is_new(self, dev_eui: str, session: str, f_cnt: int, at_ms: int) -> bool:
        """Note a frame; return whether it was not told before."""
        frames = self._frames.setdefault(dev_eui, OrderedDict())
        before = frames.get((session, f_cnt))
        if before is not None and abs(at_ms - before) <= TOGETHER_MS:
            return False
        frames[session, f_cnt] = at_ms
        frames.move_to_end((session, f_cnt))
        while len(frames) > KEPT:
            frames.popitem(last=False)
        return True
