"""DS3231 clock as the kernel shows it: a folder BASE/rtcN with the files name, hctosys and since_epoch."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import Final

from hallenwart_contract.clock import Clock

LOOK_EVERY_S: Final = 0.1
POWER_LOST_S: Final = 946_684_800  # 1 January 2000: where the chip starts when battery and supply were gone


class EmulatedDs3231:
    """The clock runs with `clock`, `ahead_s` seconds ahead of it. Needs a running loop, which keeps the file fresh."""

    def __init__(self, base: Path, clock: Clock, *, number: int = 0, set_the_system: bool = True) -> None:
        self._folder = base / f"rtc{number}"
        self._clock = clock
        self._set_the_system = set_the_system
        self.ahead_s = 0
        self._beat: asyncio.TimerHandle | None = None
        self._loop = asyncio.get_running_loop()
        self.plug_in()

    def lose_power(self) -> None:
        """Let battery and supply be gone: the chip starts anew in the year 2000."""
        self.ahead_s = POWER_LOST_S - self._clock.now_ms() // 1000
        self._show()

    def unplug(self) -> None:
        if self._beat is not None:
            self._beat.cancel()
            self._beat = None
        shutil.rmtree(self._folder, ignore_errors=True)

    def plug_in(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / "name").write_text("rtc-ds1307 1-0068\n")
        (self._folder / "hctosys").write_text(f"{int(self._set_the_system)}\n")
        self._tick()

    def close(self) -> None:
        self.unplug()

    def _tick(self) -> None:
        self._show()
        self._beat = self._loop.call_later(LOOK_EVERY_S, self._tick)

    def _show(self) -> None:
        fresh = self._folder / ".since_epoch"
        fresh.write_text(f"{self._clock.now_ms() // 1000 + self.ahead_s}\n")
        fresh.replace(self._folder / "since_epoch")  # a reader never sees half of it
