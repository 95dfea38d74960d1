"""What this device says by itself about the keys of its locker, without any network. Pure.

A key is due at the end of the window it was fetched in, also when the right is gone from the list since. Who holds it is
named nowhere; who waits for it is, as on the board.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hallenwart_contract.display import BoardCard, NoteWord
from hallenwart_contract.documents import Grants
from hallenwart_contract.view import PostKind, Rung
from hallenwart_edge.display.sources import KeyOut, Sources, local_time

BEFORE_END_MS: Final = 10 * 60_000
"""So long before its end a booking is told that another group follows."""
FOLLOWS_WITHIN_MS: Final = 15 * 60_000
WAITS_FROM_MS: Final = 30 * 60_000
"""So long before its booking a group is counted as waiting for the key."""
TOLD_FOR_MS: Final = 12 * 3_600_000
"""After that it is the office's matter, not the foyer's."""


@dataclass(frozen=True, slots=True)
class _Next:
    start_ms: int
    end_ms: int
    title: str


def remember(due: Mapping[KeyOut, int], sources: Sources) -> dict[KeyOut, int]:
    """Return when the keys that are out are due. Of a key of staff, and of one whose right nobody knows, nothing is known."""
    found = {key: _due_ms(key, sources.grants) if sources.grants else None for key in sources.keys}
    known = {key: due.get(key) if now is None else now for key, now in found.items()}
    return {key: at_ms for key, at_ms in known.items() if at_ms is not None}


def notes(sources: Sources, due: Mapping[KeyOut, int], now_ms: int) -> list[BoardCard]:
    """Return a note per key that needs one. Without the right time nothing is said."""
    if not sources.trusted:
        return []
    found = (_note(key, due_ms, sources, now_ms) for key, due_ms in due.items())
    return [note for note in found if note is not None]


def moments(sources: Sources, due: Mapping[KeyOut, int]) -> list[int]:
    """Return when the notes change by themselves."""
    found: list[int] = []
    for key, due_ms in due.items():
        found += [due_ms - BEFORE_END_MS, due_ms, due_ms + TOLD_FOR_MS]
        for start_ms, end_ms, _ in _windows_after(key, sources.grants, due_ms):
            found += [start_ms - WAITS_FROM_MS, start_ms, end_ms]
    return found


def is_own(post_id: str, sources: Sources) -> bool:
    """Say whether a post of the server tells of a key in this very locker: what is seen here is newer."""
    kind, _, rest = post_id.partition(".")
    device, _, numbers = rest.partition(".")
    slot = numbers.partition(".")[0]
    return kind == "key" and device == sources.device and slot.isdecimal() and int(slot) in sources.slots


def _note(key: KeyOut, due_ms: int, sources: Sources, now_ms: int) -> BoardCard | None:
    if not due_ms - BEFORE_END_MS <= now_ms < due_ms + TOLD_FOR_MS:
        return None
    follower = _follower(key, sources, due_ms, now_ms)
    if now_ms < due_ms:
        soon = follower is not None and follower.start_ms <= due_ms + FOLLOWS_WITHIN_MS
        return _card(NoteWord.HANDOVER, key, due_ms, follower, sources) if soon else None
    if follower is not None and now_ms >= follower.start_ms - WAITS_FROM_MS:
        return _card(NoteWord.KEY_NEXT, key, due_ms, follower, sources)
    return _card(NoteWord.KEY_DUE, key, due_ms, None, sources)


def _due_ms(key: KeyOut, grants: Grants) -> int | None:
    """Return the end of the window a key was fetched in."""
    grant = next((grant for grant in grants.g if grant.id == key.grant and not grant.staff and not grant.emergency), None)
    if grant is None:
        return None
    begun = [end for start, end in grant.w if start - grants.before_ms <= key.out_ms < end + grants.after_ms]
    return max(begun, default=None)


def _windows_after(key: KeyOut, grants: Grants | None, due_ms: int) -> list[tuple[int, int, str]]:
    """Return the windows of others for the same key that begin where this one ends, or later, with their bookings."""
    return sorted(
        (start, end, grant.booking)
        for grant in (grants.g if grants else ())
        if key.slot in grant.slots and grant.id != key.grant and not grant.staff and not grant.emergency
        for start, end in grant.w
        if start >= due_ms - FOLLOWS_WITHIN_MS and end > due_ms
    )


def _follower(key: KeyOut, sources: Sources, due_ms: int, now_ms: int) -> _Next | None:
    """Return the first who needs the key and whose time is not over."""
    for start_ms, end_ms, booking in _windows_after(key, sources.grants, due_ms):
        if end_ms > now_ms:
            entries = sources.view.entries if sources.view else []
            title = next((entry.title for entry in entries if entry.id == booking and entry.start_ms == start_ms), "")
            return _Next(start_ms, end_ms, title)
    return None


def _card(word: NoteWord, key: KeyOut, due_ms: int, follower: _Next | None, sources: Sources) -> BoardCard:
    values = {"slot": str(key.slot), "label": key.label, "until": local_time(sources.here, due_ms)}
    if follower is not None:
        values |= {"next": follower.title, "at": local_time(sources.here, follower.start_ms)}
    return BoardCard(
        id=f"key.{sources.device}.{key.slot}.{key.out_ms}",
        rung=Rung.NOTE,
        kind=PostKind.NOTE,
        word=word,
        values=values,
        from_ms=due_ms,
        to_ms=None,
    )
