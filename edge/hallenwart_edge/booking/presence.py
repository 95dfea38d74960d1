"""Whether somebody is in a hall, from all that counts or sees there. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hallenwart_contract.people import PlaceCount, Use, relied_on
from hallenwart_edge.booking.rules import Presence, Seen

_SEEN: Final[dict[str, Seen]] = {Use.BUSY: Seen.PRESENT, Use.FREE: Seen.EMPTY, Use.UNKNOWN: Seen.UNKNOWN}


def word_of(counts: Iterable[PlaceCount], hall: str, sections: Iterable[int]) -> Use | None:
    """Return the word of what an output lights: of its sections where they are watched alone, else of its hall.

    None: this device watches neither.
    """
    wanted, of_hall = {*sections}, [count for count in counts if count.hall == hall]
    own = next((count for count in of_hall if wanted and {*count.sections} == wanted), None)
    found = own or next((count for count in of_hall if not count.sections), None)
    return None if found is None else relied_on(found)


def decided(words: Iterable[str]) -> Seen:
    """Return what several say together: one who sees somebody suffices, and who cannot tell proves nothing."""
    seen = {_SEEN.get(word, Seen.UNKNOWN) for word in words}
    return next(each for each in (Seen.PRESENT, Seen.UNKNOWN, Seen.EMPTY) if each in seen)


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
