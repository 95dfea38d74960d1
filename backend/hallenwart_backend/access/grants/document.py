"""The grants document of one device: what goes in, in which order, and what no longer fits. Pure; times in milliseconds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec

from hallenwart_contract.documents import (
    MAX_BADGES,
    MAX_CREDENTIALS,
    MAX_GRANTS,
    MAX_GRANTS_BYTES,
    Credential,
    Grant,
    Grants,
    Release,
)
from hallenwart_contract.tickets import DIGEST_BYTES, MAX_AT_A_DOOR, EventDoor

AHEAD_MS: Final = 7 * 86_400_000
FOR_EVER_MS: Final = 4_102_444_800_000
"""2100-01-01: the end of what is blocked, not over."""
_HOUR_MS: Final = 3_600_000
_DENY_SHARE: Final = MAX_GRANTS_BYTES // 3


@dataclass(frozen=True, slots=True)
class Right:
    """A right that may go to a device. `creds` are the season credentials that may use it, `badges` people's own IDs."""

    id: str
    booking: str
    slots: tuple[int, ...]
    from_ms: int
    to_ms: int
    pin: bytes = b""
    long: bytes = b""
    duress: bytes = b""
    who: str = ""
    creds: tuple[str, ...] = ()
    uses: int = 0
    second: bool = False
    staff: bool = False
    emergency: bool = False
    badges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What a device's document holds beside its rights."""

    salt: bytes
    before_ms: int
    after_ms: int
    deny: Sequence[str] = ()
    dark_kid: int = 0
    sun_meta: bytes = b""
    spares: Mapping[int, int] = field(default_factory=dict)
    out_of_service: Sequence[int] = ()
    responder: Release | None = None
    doors: Sequence[EventDoor] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """The document, and the ids of rights, credentials and denials it had no room for."""

    grants: Grants
    left_out: tuple[str, ...] = ()


def grant_of(right: Right) -> Grant:
    return Grant(
        id=right.id,
        w=[(right.from_ms, right.to_ms)],
        slots=sorted(right.slots),
        pin=right.pin,
        long=right.long,
        duress=right.duress,
        booking=right.booking,
        who=right.who,
        creds=sorted(right.creds),
        uses=right.uses,
        second=right.second,
        staff=right.staff,
        emergency=right.emergency,
    )


def build_grants(rights: Iterable[Right], frame: Frame, credentials: Mapping[str, Credential] = {}, *, now_ms: int) -> Built:
    """Return the whole document: staff first, then the coming week's rights, soonest first, until a cap is reached.

    Badges come when all rights are in, those of the soonest first: a badge never takes the place of a code.
    Only the start of the current hour enters, so the document does not change by the mere passing of minutes.
    """
    hour = now_ms - now_ms % _HOUR_MS
    wanted = [right for right in rights if right.to_ms + frame.after_ms > hour and right.from_ms < hour + AHEAD_MS]
    wanted.sort(key=lambda right: (not right.staff, right.from_ms, right.id))
    deny, undenied = _within(frame.deny, _DENY_SHARE)
    empty = _empty(frame, deny, now_ms)
    fill = _Fill(credentials, MAX_GRANTS_BYTES - len(msgspec.json.encode(empty)))
    left_out = [left for right in wanted for left in fill.add(right)]
    left_out += list(dict.fromkeys(left for right in wanted for left in fill.add_badges(right)))
    creds = sorted(fill.creds.values(), key=lambda one: one.id)
    grants = msgspec.structs.replace(empty, g=fill.grants, creds=creds, doors=fill.doors(frame.doors))
    return Built(grants, (*undenied, *left_out))


def _empty(frame: Frame, deny: list[str], now_ms: int) -> Grants:
    return Grants(
        rev=0,
        salt=frame.salt,
        g=[],
        deny=deny,
        before_ms=frame.before_ms,
        after_ms=frame.after_ms,
        dark_kid=frame.dark_kid,
        sun_meta=frame.sun_meta,
        spares=dict(sorted(frame.spares.items())),
        out_of_service=sorted(frame.out_of_service),
        responder=frame.responder,
        made_ms=now_ms,
    )


def _within(ids: Sequence[str], most_bytes: int) -> tuple[list[str], list[str]]:
    """Return the ids that fit in order, and those that do not."""
    kept: list[str] = []
    for number, one in enumerate(ids):
        most_bytes -= len(one) + 3
        if most_bytes < 0:
            return sorted(kept), list(ids[number:])
        kept.append(one)
    return sorted(kept), []


class _Fill:
    """Takes rights in until the document is full; a right goes in without those of its credentials that have no room."""

    def __init__(self, credentials: Mapping[str, Credential], room_bytes: int) -> None:
        self.grants: list[Grant] = []
        self.creds: dict[str, Credential] = {}
        self._badges = 0
        self._known = credentials
        self._room_bytes = room_bytes

    def add(self, right: Right) -> list[str]:
        """Return what was left out: the right's id, or those of its credentials."""
        named = [self._known[cred] for cred in sorted(right.creds) if cred in self._known]
        fresh = [one for one in named if one.id not in self.creds]
        fitting = fresh[: max(0, MAX_CREDENTIALS - len(self.creds))]
        dropped = {one.id for one in fresh[len(fitting) :]}
        kept = tuple(one.id for one in named if one.id not in dropped)
        grant = msgspec.structs.replace(grant_of(right), creds=list(kept))
        needed = sum(len(msgspec.json.encode(one)) + 1 for one in (grant, *fitting))
        if len(self.grants) >= MAX_GRANTS or needed > self._room_bytes:
            return [right.id]
        self._room_bytes -= needed
        self.grants.append(grant)
        self.creds |= {one.id: one for one in fitting}
        return sorted(dropped)

    def add_badges(self, right: Right) -> list[str]:
        """Name the badges of a right that is in; return those that found no room."""
        at = next((number for number, one in enumerate(self.grants) if one.id == right.id), None) if right.badges else None
        if at is None:
            return []
        named, left_out = list(self.grants[at].creds), list[str]()
        for one in (self._known[name] for name in right.badges if name in self._known):
            fresh = one.id not in self.creds
            needed = len(one.id) + 3 + (len(msgspec.json.encode(one)) + 1 if fresh else 0)
            if needed > self._room_bytes or (fresh and self._badges >= MAX_BADGES):
                left_out.append(one.id)
                continue
            self._room_bytes -= needed
            self._badges += fresh
            self.creds[one.id] = one
            named.append(one.id)
        self.grants[at] = msgspec.structs.replace(self.grants[at], creds=sorted(named))
        return left_out

    def doors(self, wanted: Iterable[EventDoor]) -> list[EventDoor]:
        """Return the doors with as many of their tickets as there is room for behind the rights; phones check the others."""
        taken: list[EventDoor] = []
        for door in wanted:
            frame_bytes = len(msgspec.json.encode(msgspec.structs.replace(door, admits=b"", left_out=MAX_AT_A_DOOR))) + 1
            room = max(0, self._room_bytes - frame_bytes) // 4 * 3 // DIGEST_BYTES
            kept = door.admits[: room * DIGEST_BYTES]
            if not kept:
                break
            out = (len(door.admits) - len(kept)) // DIGEST_BYTES
            taken.append(msgspec.structs.replace(door, admits=kept, left_out=door.left_out + out))
            self._room_bytes -= frame_bytes + -(-len(kept) // 3) * 4
        return taken
