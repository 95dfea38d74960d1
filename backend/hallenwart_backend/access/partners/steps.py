"""Small steps that holds and grants share."""

from __future__ import annotations

import secrets
from dataclasses import replace

from sqlalchemy import Connection

from hallenwart_backend.access.partners import store
from hallenwart_backend.access.partners.refusals import refused
from hallenwart_backend.access.partners.rules import State, Wish
from hallenwart_backend.access.partners.store import CLAIM, Claim
from hallenwart_backend.access.partners.systems import Partner


def new_claim(partner: Partner, reference: str, wish: Wish, *, now_ms: int) -> Claim:
    return Claim(
        id=CLAIM + secrets.token_hex(6),
        partner=partner.id,
        reference=reference,
        hold_digest="",
        grant_digest="",
        state=State.HELD,
        version=1,
        seq=0,
        wish=replace(wish, title=wish.title or partner.name),
        bookings=(),
        created_ms=now_ms,
        held_until_ms=None,
        granted_ms=None,
        changed_ms=None,
        revoked_ms=None,
    )


def same_request(known: Claim, digest_before: str, digest: str) -> Claim:
    """Return what was done under this reference when the request says the same. Raises RefusedError 422."""
    if digest_before != digest:
        raise refused("reference_used")
    return known


def found_or(claim: Claim | None, code: str) -> Claim:
    if claim is None:
        raise refused(code)
    return claim


def needed(wish: Wish | None) -> Wish:
    if wish is None:
        raise refused("nothing_asked")
    return wish


def plain(wish: Wish) -> list[object]:
    return [sorted((spot.device, spot.number) for spot in wish.spots), wish.from_ms, wish.to_ms, wish.title]


def reread(connection: Connection, claim: Claim) -> Claim:
    """Return the claim with the bookings it now has."""
    stored = store.one(connection, claim.id)
    return claim if stored is None else stored
