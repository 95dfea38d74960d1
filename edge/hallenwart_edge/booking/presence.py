"""Whether somebody is in a hall, from all that counts or sees there. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from hallenwart_edge.booking.rules import Presence, Seen


def together(counts: Iterable[int | None], radars: Iterable[bool | None]) -> Seen:
    """Return what counters (None: not to be trusted) and radars (None: silent) say together: one who sees somebody suffices."""
    said = [*(None if people is None else people > 0 for people in counts), *radars]
    if not said:
        return Seen.NONE
    if True in said:
        return Seen.PRESENT
    return Seen.UNKNOWN if None in said else Seen.EMPTY


def follow(presence: Presence, seen: Seen, now_ms: int) -> Presence:
    """Take in what is seen now. A clock that was set back makes nobody wait for the past."""
    if presence.seen is not seen:
        blind = presence.seen is Seen.UNKNOWN  # whoever came meanwhile was not counted
        return Presence(seen, now_ms, now_ms if blind else presence.watched_ms)
    since_ms, watched_ms = min(presence.since_ms, now_ms), min(presence.watched_ms, now_ms)
    if (since_ms, watched_ms) == (presence.since_ms, presence.watched_ms):
        return presence
    return Presence(seen, since_ms, watched_ms)
