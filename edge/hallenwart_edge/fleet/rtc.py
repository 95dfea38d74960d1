"""A battery-backed clock (DS3231) as the kernel shows it: BASE/rtcN with the files name, hctosys and since_epoch.

It vouches for the system's clock when the kernel set that clock from it at the start, and the two still agree. Whether its
oscillator had stopped, these files do not say: the driver clears that flag when it starts. But a DS3231 whose battery was
empty begins anew in the year 2000, and a clock of then is refused as never set.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

AGREES_WITHIN_MS: Final = 2_000
SECOND_MS: Final = 1_000
_NAMES: Final = ("ds3231", "ds3232", "ds1307", "ds1337", "ds1339", "pcf8523", "pcf85063", "rv3028")


@dataclass(frozen=True, slots=True)
class Rtc:
    """A clock chip. `set_the_system`: the kernel took the time from it at the start. `epoch_s`: what it says now."""

    place: str
    name: str
    set_the_system: bool
    epoch_s: int

    def off_ms(self, now_ms: int) -> int:
        """Return how far `now_ms` is from its second, 0 within it."""
        begun_ms = self.epoch_s * SECOND_MS
        if now_ms < begun_ms:
            return begun_ms - now_ms
        return max(0, now_ms - begun_ms - SECOND_MS)

    def vouches(self, now_ms: int) -> bool:
        return self.set_the_system and self.off_ms(now_ms) <= AGREES_WITHIN_MS


def find_rtcs(base: Path) -> list[Rtc]:
    """Return the clocks with a battery of their own that can be read, in the order of their numbers. Takes milliseconds."""
    return [rtc for folder in sorted(base.glob("rtc[0-9]*")) if (rtc := _read(folder)) is not None]


def _read(folder: Path) -> Rtc | None:
    try:
        name = (folder / "name").read_text(encoding="ascii").strip()
        if not any(known in name for known in _NAMES):
            return None  # one without a battery, such as the clock of a Pi 5 that has none plugged in
        set_the_system = (folder / "hctosys").read_text(encoding="ascii").strip() == "1"
        return Rtc(folder.name, name, set_the_system, int((folder / "since_epoch").read_text(encoding="ascii")))
    except (OSError, ValueError):
        return None
