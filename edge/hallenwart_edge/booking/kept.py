"""What outputs must know after a restart: how each was switched last, and what a person wanted until when."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from hallenwart_contract.documents import MAX_MANUAL_MS
from hallenwart_edge.booking.rules import Manual
from hallenwart_edge.small_file import SmallFile

_CLOCK_SLACK_MS: Final = 5 * 60_000


class _Kept(msgspec.Struct, frozen=True):
    on: dict[str, bool] = {}
    manual: dict[str, tuple[bool, int]] = {}


class OutputBook:
    """Small and on the card; `keep` writes it. What a person wanted never outlives 4 h, whatever the clock does."""

    def __init__(self, state_file: Path | None) -> None:
        self._file = SmallFile(state_file, _Kept)
        kept = self._file.load()
        self._on = dict(kept.on)
        self._manual = {name: Manual(on, until_ms) for name, (on, until_ms) in kept.manual.items()}

    def was_on(self, output: str) -> bool | None:
        """Return how it was switched last, None when it never was."""
        return self._on.get(output)

    def switched(self, output: str, *, on: bool) -> None:
        if self._on.get(output) is not on:
            self._on[output] = on
            self._file.note()

    def manual(self, output: str, now_ms: int) -> Manual | None:
        """Return what a person wants now. What is over is forgotten, and what lies too far ahead: a clock was set back."""
        wish = self._manual.get(output)
        if wish is None or now_ms < wish.until_ms <= now_ms + MAX_MANUAL_MS + _CLOCK_SLACK_MS:
            return wish
        self.follow_plan(output)
        return None

    def want(self, output: str, wish: Manual) -> None:
        self._manual[output] = wish
        self._file.note()

    def follow_plan(self, output: str) -> None:
        if self._manual.pop(output, None) is not None:
            self._file.note()

    async def keep(self) -> None:
        """Write what is new, until cancelled."""
        await self._file.keep(self._content)

    def _content(self) -> _Kept:
        manual = {name: (wish.on, wish.until_ms) for name, wish in self._manual.items()}
        return _Kept(dict(self._on), manual)
