"""How long an output stays as it is at least, so that lamps and boilers are not worn out. Pure."""

from __future__ import annotations

from typing import Final

from hallenwart_contract.outputs import OutputKind, OutputWhy

LIGHT_ON_MS: Final = 60_000
HEATING_MS: Final = 10 * 60_000
_AT_ONCE: Final = frozenset({OutputWhy.MANUAL, OutputWhy.FIRE})


def may_switch(kind: OutputKind, why: OutputWhy, *, on: bool, since_mono_ms: int | None, now_mono_ms: int) -> bool:
    """Say whether it may become `on` now. A light comes on at once; so does what a person or an alarm wants.

    `since_mono_ms`: when it last changed, None when it did not since the start.
    """
    if why in _AT_ONCE or since_mono_ms is None or (kind is OutputKind.LIGHT and on):
        return True
    return now_mono_ms - since_mono_ms >= (LIGHT_ON_MS if kind is OutputKind.LIGHT else HEATING_MS)
