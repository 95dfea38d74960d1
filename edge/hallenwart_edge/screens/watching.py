"""Whether a display's browser does its work, and what helps it. Pure: what was seen comes in, what to do comes out.

Well is: a page is connected, it has drawn the newest picture, it answers. What is not well for 30 s is opened anew; what is not
well 30 s later is started anew, ever more seldom, for as long as it takes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

ILL_AFTER_MS: Final = 30_000
START_MS: Final = 90_000
"""A Pi that starts needs so long until its browser stands."""
RESTART_AFTER_MS: Final = 60_000
LONGEST_MS: Final = 600_000


class Do(StrEnum):
    NOTHING = "nothing"
    RELOAD = "reload"
    RESTART = "restart"


@dataclass(frozen=True, slots=True)
class Seen:
    """`pages` are connected; `undrawn_ms`: how long the newest picture waits; `answer`: empty, or why there is none."""

    pages: int
    undrawn_ms: int
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """`well` None: not yet known. `ill_ms`: since when it is not well. `next_ms`: when the next step is due."""

    begun_ms: int
    well: bool | None = None
    ill_ms: int | None = None
    next_ms: int = 0
    steps: int = 0
    why: str = ""


def look(health: Health, seen: Seen, now_ms: int) -> tuple[Health, Do]:
    """Take in what was seen at `now_ms` (monotonic)."""
    why = _trouble(seen)
    if not why:
        return Health(health.begun_ms, well=True), Do.NOTHING
    if health.well is None and now_ms - health.begun_ms < START_MS:
        return health, Do.NOTHING
    if health.ill_ms is None:
        begun = now_ms if health.well else now_ms - ILL_AFTER_MS
        health = replace(health, ill_ms=begun, next_ms=begun + ILL_AFTER_MS)
    if now_ms < health.next_ms:
        return replace(health, why=why), Do.NOTHING
    steps = health.steps + 1
    wait_ms = ILL_AFTER_MS if steps == 1 else min(RESTART_AFTER_MS * 2 ** (steps - 2), LONGEST_MS)
    told = replace(health, well=False, next_ms=now_ms + wait_ms, steps=steps, why=why)
    return told, Do.RELOAD if steps == 1 else Do.RESTART


def _trouble(seen: Seen) -> str:
    if seen.answer:
        return f"der Browser antwortet nicht: {seen.answer} / the browser does not answer: {seen.answer}"
    if not seen.pages:
        return "kein Browser zeigt die Seite / no browser shows the page"
    if seen.undrawn_ms >= ILL_AFTER_MS:
        drawn_s = seen.undrawn_ms // 1_000
        return f"der Browser zeichnet seit {drawn_s} s nicht / the browser has not drawn for {drawn_s} s"
    return ""
