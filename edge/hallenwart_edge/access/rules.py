"""Who may open what now. No I/O: the signed rights, what was shown, times and keys that are out come in, a decision goes out.

What somebody showed is a `Claim`: the grants it names by itself and the season credentials it is. `claims` finds it.
Times are UTC milliseconds, so summer time changes nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from hallenwart_contract.codes import same
from hallenwart_contract.documents import Credential, CredentialKind, Grant, Grants
from hallenwart_contract.passes import serial_of
from hallenwart_edge.access.decision import NO_RIGHTS, Claim, Decision, Holding, Method, Moment, Purpose, Refusal

__all__ = [
    "NO_RIGHTS",
    "Claim",
    "Decision",
    "Holding",
    "Method",
    "Moment",
    "Purpose",
    "Refusal",
    "decide",
    "pass_name",
    "second_refusal",
]

TOLD_NEAR_MS: Final = 3 * 3_600_000
"""So near to its window a right code hears that it is early or over; further away it is as good as wrong, and counted so."""


@dataclass(frozen=True, slots=True)
class _Right:
    """One grant as one claim may use it, weighed: `window` is the one that holds now."""

    grant: Grant
    cred: Credential | None = None
    window: tuple[int, int] | None = None
    refusal: Refusal | None = None

    @property
    def who(self) -> str:
        """The person of the credential, where it has one, else the one of the grant."""
        return (self.cred.who if self.cred else "") or self.grant.who


def decide(claim: Claim, grants: Grants | None, at: Moment) -> Decision:
    """Decide what a claim opens now. A key that is out comes home whatever the right, the clock or the deny list says."""
    rights = grants or NO_RIGHTS
    weighed = [_weighed(right, claim, rights, at) for right in _rights(claim, rights)]
    out = () if at.wanted else _held_by(claim, weighed, at.held)
    fetched = _fetched(out, rights)
    granted = sorted((each for each in weighed if each.refusal is None), key=lambda each: _rank(each, fetched, at))
    best = granted[0] if granted else None
    if best is not None and (best.grant.staff or not set(_open_slots(best.grant, rights)) <= fetched):
        decision = _use(best, out, rights, claim)
    elif out:
        decision = _return(out, at.held, claim)
    else:
        decision = _refused(claim, weighed, at)
    return replace(decision, method=claim.method, clk=at.trust)


def second_refusal(first: Decision, second: Decision) -> Refusal | None:
    """Say whether another person stands beside the first: a right of somebody else to one of the same compartments."""
    if second.refusal is not None:
        return second.refusal
    if second.purpose is Purpose.RETURN:
        return Refusal.DENIED
    one_right = first.grant == second.grant and not (first.cred and second.cred)  # its code is known to whoever has a card too
    if not first.who or not second.who or first.who == second.who or one_right:
        return Refusal.SECOND_SAME
    return None if set(first.slots) & set(second.slots) else Refusal.DENIED


def pass_name(serial: bytes) -> str:
    """Return what a pass is called while the list does not hold its grant."""
    return f"pass.{serial.hex()}"


def _rights(claim: Claim, rights: Grants) -> Iterable[_Right]:
    yield from (_Right(grant) for grant in claim.grants)
    for cred in claim.creds:
        yield from (_Right(grant, cred) for grant in rights.g if cred.id in grant.creds)


def _weighed(right: _Right, claim: Claim, rights: Grants, at: Moment) -> _Right:
    grant = right.grant
    if grant.id in rights.deny or (right.cred is not None and right.cred.id in rights.deny):
        return replace(right, refusal=Refusal.DENIED)
    if not at.trusted and not grant.staff:
        return replace(right, refusal=Refusal.NO_CLOCK)
    before_ms, after_ms = claim.grace_ms or (rights.before_ms, rights.after_ms)
    fitting = [each for each in grant.w if each[0] - before_ms <= at.now_ms <= each[1] + after_ms]
    if not fitting and at.trusted:
        return replace(right, refusal=_outside(right, at.now_ms, claim.method))
    if grant.uses and at.uses.get(grant.id, 0) >= grant.uses:
        return replace(right, refusal=Refusal.USED_UP)
    if not _open_slots(grant, rights):
        return replace(right, refusal=Refusal.OUT_OF_SERVICE)
    window = min(fitting, key=lambda each: (not each[0] <= at.now_ms <= each[1], each[1]), default=None)
    return replace(right, window=window)


def _outside(right: _Right, now_ms: int, method: Method) -> Refusal:
    """Say early or over; for digits only where that tells a guesser nothing he could come back with."""
    ahead = [start_ms for start_ms, _ in right.grant.w if start_ms > now_ms]
    dead = not ahead and right.cred is None
    near = any(start_ms - TOLD_NEAR_MS <= now_ms <= end_ms + TOLD_NEAR_MS for start_ms, end_ms in right.grant.w)
    if method.digits and not near and not dead:
        return Refusal.WRONG
    return Refusal.EARLY if ahead else Refusal.OVER


def _open_slots(grant: Grant, rights: Grants) -> tuple[int, ...]:
    return tuple(slot for slot in grant.slots if grant.staff or slot not in rights.out_of_service)


def _held_by(claim: Claim, weighed: Iterable[_Right], held: Mapping[int, Holding]) -> tuple[int, ...]:
    """Return the compartments whose keys this person has: same grant, same credential, same code or same pseudonym."""
    rights = list(weighed)
    names = {each.grant.id for each in rights if each.cred is None}
    names |= {pass_name(serial_of(name)) for name in names}
    creds = {each.id for each in claim.creds}
    people = {each.who for each in rights} | {each.who for each in claim.creds}
    return tuple(
        slot
        for slot, key in sorted(held.items())
        if key.grant in names or (key.cred and key.cred in creds) or (key.who and key.who in people) or _knows(key, claim)
    )


def _fetched(out: Iterable[int], rights: Grants) -> set[int]:
    """Return the compartments there is nothing more to fetch from: a spare key stands for the one it replaces."""
    own = set(out)
    return own | {slot for slot, spare in rights.spares.items() if spare in own}


def _knows(key: Holding, claim: Claim) -> bool:
    matches = [bool(shown) and same(each, shown) for shown in _shown(key, claim) for each in (key.code_hash, *key.codes)]
    return any(matches)


def _shown(key: Holding, claim: Claim) -> list[bytes]:
    """Return the hashes of what was typed that compare with this key's codes."""
    return [shown for salt, shown in claim.hashes.items() if key.salt in (salt, b"")]


def _rank(right: _Right, fetched: set[int], at: Moment) -> tuple[bool, bool, bool, int]:
    """Prefer what is wanted, then what still has a key to fetch, then the window that runs, then the one that ends first."""
    start_ms, end_ms = right.window or (0, 0)
    slots = set(right.grant.slots)
    return not slots & at.wanted, slots <= fetched, not start_ms <= at.now_ms <= end_ms, end_ms


def _use(right: _Right, out: tuple[int, ...], rights: Grants, claim: Claim) -> Decision:
    grant, cred = right.grant, right.cred
    slots = _open_slots(grant, rights)
    choose = grant.staff and len(slots) > 1
    to_fetch = [slot for slot in slots if slot not in _fetched(out, rights)]
    codes, duress_hash = _codes(cred or grant)
    return Decision(
        grant=grant.id,
        slots=slots if choose else tuple(dict.fromkeys((*out, *(slots if grant.staff else to_fetch)))),
        due_ms=None if right.window is None else right.window[1],
        cred=cred.id if cred else "",
        who=right.who,
        booking=grant.booking,
        staff=grant.staff,
        second=grant.second,
        duress=claim.duress,
        emergency=grant.emergency,
        choose=choose,
        code_hash=claim.hashes.get(rights.salt, b""),
        codes=codes,
        duress_hash=duress_hash,
        salt=rights.salt,
    )


def _codes(owner: Grant | Credential) -> tuple[tuple[bytes, ...], bytes]:
    if isinstance(owner, Credential) and owner.kind != CredentialKind.PIN:
        return (), b""
    pin = owner.pin if isinstance(owner, Grant) else owner.hash
    return tuple(each for each in (pin, owner.long, owner.duress) if each), owner.duress


def _return(out: tuple[int, ...], held: Mapping[int, Holding], claim: Claim) -> Decision:
    key = held[out[0]]
    return Decision(
        grant=key.grant,
        slots=out,
        purpose=Purpose.RETURN,
        cred=key.cred,
        who=key.who,
        booking=key.booking,
        duress=claim.duress or any(bool(shown) and same(key.duress, shown) for shown in _shown(key, claim)),
        code_hash=key.code_hash,
        codes=key.codes,
        duress_hash=key.duress,
        salt=key.salt,
    )


_TOLD_FIRST: Final = (
    Refusal.OUT_OF_SERVICE,
    Refusal.USED_UP,
    Refusal.NO_CLOCK,
    Refusal.EARLY,
    Refusal.OVER,
    Refusal.DENIED,
    Refusal.WRONG,
)


def _refused(claim: Claim, weighed: Iterable[_Right], at: Moment) -> Decision:
    """Tell the most useful reason. Without a clock all digits hear the same: a right code would else be confirmed."""
    rights = sorted(
        (each for each in weighed if each.refusal), key=lambda each: _TOLD_FIRST.index(each.refusal or Refusal.WRONG)
    )
    cred = claim.creds[0] if claim.creds else None
    if claim.method.digits and not at.trusted:
        return Decision(refusal=Refusal.NO_CLOCK)
    if not rights:
        unused = cred is not None and not claim.method.digits
        return Decision(refusal=Refusal.OVER if unused else Refusal.WRONG, cred=cred.id if cred else "")
    first = rights[0]
    return Decision(first.grant.id, refusal=first.refusal, cred=first.cred.id if first.cred else "", who=first.who)
