"""What a badge is worth beside the key of a locker, and what it is called in lists. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hallenwart_contract import badges

DENIED_FOR_MS: Final = 14 * 86_400_000
"""So long a handle that was taken back stays in the deny list: no locker is dark for longer unnoticed."""
_SHEET: Final = ".p"


class Why(StrEnum):
    """Where the newest key comes from: the badge was made, its person renewed it, or a locker that held it is not trusted."""

    MADE = "made"
    RENEWED = "renewed"
    DEVICE = "device"


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge as stored. `secret` is encrypted; times in ms."""

    id: str
    person: str
    secret: bytes
    made_ms: int
    key_ms: int
    why: str
    leaked_ms: int | None = None
    paper_hash: bytes | None = None
    paper_ms: int | None = None
    used_ms: int | None = None
    used_step: int = -1


def sheet_name(handle: str) -> str:
    """Return what lists call the sheet of a badge."""
    return handle + _SHEET


def badge_named(cred: str) -> str:
    """Return the handle of a badge or of its sheet; of other credentials, what no badge is called."""
    return cred.removesuffix(_SHEET)


def counted(code: str, key: bytes, at_ms: int, *, last: int) -> int | None:
    """Return the step that digits shown at a time prove, None for none or for one that was counted already.

    What a locker tells late, after others were counted, is believed: its digits are of its own time. Only around the last
    step the same digits are refused, so that a picture taken at one reader counts at no other.
    """
    step = badges.proven_step(code, key, at_ms)
    if step is None or last - badges.DRIFT_STEPS <= step <= last:
        return None
    return step
