"""What the backend's receipts say about how telemetry may come, on one connection. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hallenwart_contract.messages import TELEMETRY_STREAM, Receipt

MAX_SLOW_MS: Final = 5 * 60_000
"""No receipt silences telemetry for longer."""


@dataclass(slots=True)
class Flow:
    """`cols`: rows may travel by columns. Before `held_until_mono_ms` nothing of stream `t` is sent: the store is behind."""

    cols: bool = False
    held_until_mono_ms: int = 0

    def heard(self, receipt: Receipt, *, now_mono_ms: int) -> bool:
        """Take in a receipt; return whether it says how long to wait."""
        self.cols = receipt.cols
        told = receipt.slow_ms > 0 or TELEMETRY_STREAM in receipt.wm
        if told:
            self.held_until_mono_ms = now_mono_ms + min(max(receipt.slow_ms, 0), MAX_SLOW_MS)
        return told
