"""How fire zones stand, and what of them is disabled, as their device tells it."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from hallenwart_contract.whole import Whole


class ZoneWord(StrEnum):
    """How a zone stands; the first that applies. None of them hides a fire."""

    FIRE = "fire"
    PRE_ALARM = "pre_alarm"
    FAULT = "fault"
    DISABLED = "disabled"
    TEST = "test"
    NORMAL = "normal"


class OffReason(StrEnum):
    """Why a zone or sensor is disabled, as a word: nothing a person wrote reaches a device."""

    FOG = "fog"
    DUST = "dust"
    STEAM = "steam"
    WORK = "work"
    DEFECT = "defect"
    OTHER = "other"


class Disablement(msgspec.Struct, frozen=True, kw_only=True):
    """A disabled zone, or one sensor `c` of it. `by` is the pseudonym of its owner. It ends at `until_ms` by itself."""

    id: str
    zone: str
    c: str = ""
    since_ms: Whole
    until_ms: Whole
    reason: str = OffReason.OTHER
    by: str = ""


class Zone(msgspec.Struct, frozen=True, kw_only=True):
    """A zone as its device sees it. `sensors` are those that watch it; `walk_until_ms` ends its walk test.

    `delay_s` is how long its outputs may wait, `delay_on` whether they do.
    """

    id: str
    word: str = ZoneWord.NORMAL
    sensors: list[str] = []
    walk_until_ms: Whole | None = None
    delay_s: Whole = 0
    delay_on: bool = False
