"""Whether the arrow of this screen may be shown: only what the fire-safety officer released. Pure."""

from __future__ import annotations

from typing import Final

from hallenwart_contract.display import DisplayMode
from hallenwart_contract.view import Exit, Way
from hallenwart_edge.display.sources import Sources

UNCONFIRMED_MAX_MS: Final = 7 * 86_400_000
"""So long an arrow counts without a word from the server, where it may have been withdrawn; a blocked way stays blocked."""


def way(sources: Sources, mode: DisplayMode, now_ms: int) -> str:
    """Return a word of `Way`, empty: the screen says it in words.

    Smoke that this system alone reports points nowhere: nobody knows yet where it burns.
    """
    released = _released(sources)
    if released is None or mode is not DisplayMode.EVACUATE or not sources.trusted:
        return ""
    confirmed_ms = sources.plan_ms or 0
    heard = released.way == Way.BLOCKED or now_ms < confirmed_ms + UNCONFIRMED_MAX_MS
    return released.way if heard and released.from_ms <= now_ms < released.until_ms else ""


def moments(sources: Sources) -> list[int]:
    """Return when `way` changes by itself."""
    released = _released(sources)
    if released is None:
        return []
    return [released.from_ms, released.until_ms, (sources.plan_ms or 0) + UNCONFIRMED_MAX_MS]


def _released(sources: Sources) -> Exit | None:
    """Return the release, None when there is none that names its protocol and its place and a way this version knows."""
    released = sources.view.screen.exit if sources.view else None
    if released is None or not released.protocol or not released.place or released.way not in tuple(Way):
        return None
    return released
