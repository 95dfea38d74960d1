"""Holds and grants of other booking systems. Every request may come twice, early, late or at the same time as another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from hallenwart_backend.access.grants import demands
from hallenwart_backend.access.grants.vault import Drawn
from hallenwart_backend.access.partners import book, rules, store
from hallenwart_backend.access.partners.codes import Codes, Shown, at_lockers, key_uses
from hallenwart_backend.access.partners.conflicts import Conflict, conflicts
from hallenwart_backend.access.partners.once import Act, Deed, NeedsCodeError, Once, PlanChanged, Repeats
from hallenwart_backend.access.partners.refusals import refused, unavailable
from hallenwart_backend.access.partners.rules import AtLocker, KeyUse, State, Told, Wish
from hallenwart_backend.access.partners.steps import found_or, needed, new_claim, plain, reread, same_request
from hallenwart_backend.access.partners.store import Claim
from hallenwart_backend.access.partners.systems import Partner
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock


@dataclass(frozen=True, slots=True)
class Ask:
    """What is wanted under the caller's own reference. `hold` names the hold to use up; then `wish` is None."""

    reference: str
    wish: Wish | None
    hold: str = ""
    ttl_ms: int = rules.HOLD_MS


@dataclass(frozen=True, slots=True)
class Full:
    """A claim with all that is shown of it."""

    claim: Claim
    shown: Shown
    lockers: list[AtLocker]
    told: list[book.Line]
    uses: list[KeyUse]
    grace_ms: tuple[int, int]


class Partners:
    """The one way other booking systems get and give back compartments."""

    def __init__(self, records: Records, places: PlaceBook, clock: Clock, codes: Codes, changed: PlanChanged) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._codes = codes
        self._repeats = Repeats(records, clock, codes)
        self._changed = changed

    async def _run(self, partner: Partner, once: Once, deed: Deed, act: Act) -> Full:
        done = await self._repeats.run(partner.id, once, deed, act, self._full)
        for hall in done.halls:
            self._changed(hall, None)
        return done.seen

    # --- what a system asks for ---

    async def hold(self, partner: Partner, ask: Ask, once: Once) -> Full:
        """Keep compartments for a short time. Raises RefusedError: 409 with the conflicts, 422."""
        wish = self._checked(ask.wish)
        digest = rules.digest_of("hold", plain(wish), ask.ttl_ms)

        def act(connection: Connection) -> Claim:
            known = store.by_reference(connection, partner.id, ask.reference)
            if known is not None:
                return same_request(known, known.hold_digest, digest)
            self._refuse_conflicts(connection, partner, wish)
            now = self._clock.now_ms()
            claim = new_claim(partner, ask.reference, wish, now_ms=now)
            claim = replace(claim, hold_digest=digest, held_until_ms=now + ask.ttl_ms)
            store.add(connection, claim)
            return claim

        return await self._run(partner, once, Deed("hold", ask.reference), lambda connection, _drawn: act(connection))

    async def renew(self, partner: Partner, hold: str, ttl_ms: int, once: Once) -> Full:
        """Let a hold run anew from now. Raises RefusedError 404, 409 once it has lapsed or was used."""

        def act(connection: Connection) -> Claim:
            claim = self._held(connection, partner, hold)
            store.save(connection, claim.id, held_until_ms=self._clock.now_ms() + ttl_ms)
            return claim

        return await self._run(partner, once, Deed("renew"), lambda connection, _drawn: act(connection))

    async def release(self, partner: Partner, hold: str) -> None:
        """Give a hold back before it lapses; one that has is nothing to do. Raises RefusedError 404, 409 for a grant's."""

        def act(connection: Connection) -> Claim:
            claim = found_or(store.of_partner(connection, partner.id, hold), "no_such_hold")
            if claim.state in {State.GRANTED, State.REVOKED}:
                raise refused("hold_used")
            if claim.state is State.HELD:
                store.lapse(connection, claim, now_ms=self._clock.now_ms())
            return claim

        await self._run(partner, Once(), Deed("release"), lambda connection, _drawn: act(connection))

    async def grant(self, partner: Partner, ask: Ask, once: Once) -> Full:
        """Grant what is held, or at once. Raises RefusedError: 404, 409 with the conflicts or for a lapsed hold, 422."""
        wish = self._checked(ask.wish) if ask.wish is not None else None
        digest = rules.digest_of("grant", plain(wish) if wish else ask.hold)

        def act(connection: Connection, drawn: Drawn | None) -> Claim:
            known = store.by_reference(connection, partner.id, ask.reference)
            if known is not None and known.state is not State.HELD:
                return same_request(known, known.grant_digest, digest)
            if ask.hold:
                claim = self._held(connection, partner, ask.hold)
                if claim.reference != ask.reference:
                    raise refused("reference_used")
            else:
                claim = self._fresh_or_held(connection, partner, known, ask.reference, needed(wish))
            if drawn is None or set(drawn.slots) != set(claim.wish.slots):
                raise NeedsCodeError(claim)
            return self._granted(connection, claim, drawn, digest)

        return await self._run(partner, once, Deed("grant", ask.reference), act)

    async def change(self, partner: Partner, grant: str, alter: Callable[[Wish], Wish], once: Once) -> Full:
        """Move a grant in time or to other compartments; its code stays. Raises RefusedError 404, 409, 422."""

        def act(connection: Connection, drawn: Drawn | None) -> Claim:
            claim = found_or(store.of_partner(connection, partner.id, grant), "no_such_grant")
            if claim.state is not State.GRANTED:
                raise refused("revoked" if claim.state is State.REVOKED else "no_such_grant")
            wish, now = self._checked(alter(claim.wish)), self._clock.now_ms()
            if wish == claim.wish:
                return claim
            if claim.wish.to_ms <= now:
                raise refused("over")
            self._refuse_conflicts(connection, partner, wish, but=claim.id)
            moved = replace(claim, wish=wish, version=claim.version + 1, changed_ms=now)
            code = self._codes.shown(connection, claim)
            if drawn is None or drawn.code != code.whole or set(drawn.slots) != set(wish.slots):
                raise NeedsCodeError(moved, code.whole)
            store.move(connection, moved)
            self._codes.put(connection, reread(connection, moved), drawn, now_ms=now)
            return moved

        return await self._run(partner, once, Deed("change"), act)

    async def revoke(self, partner: Partner, grant: str, *, by: str = "") -> None:
        """Take a grant back; repeated it is nothing to do. Raises RefusedError 404."""

        def act(connection: Connection) -> Claim:
            claim = found_or(store.of_partner(connection, partner.id, grant), "no_such_grant")
            if claim.granted_ms is None:
                raise refused("no_such_grant")
            self.take_back(connection, claim)
            return claim

        await self._run(partner, Once(), Deed("revoke", by=by), lambda connection, _drawn: act(connection))

    def take_back(self, connection: Connection, claim: Claim) -> None:
        """Revoke inside a transaction."""
        if claim.state is not State.GRANTED:
            return
        now = self._clock.now_ms()
        store.free(connection, claim, ended=True, now_ms=now)
        self._codes.revoke(connection, claim)
        store.save(connection, claim.id, state=str(State.REVOKED), revoked_ms=now)
        book.tell(connection, claim, rules.Happened(Told.REVOKED, now, ()), now_ms=now)

    # --- what a system sees ---

    async def one(self, partner: Partner, grant: str) -> Full:
        """Raises RefusedError 404."""

        def look(connection: Connection) -> Full:
            claim = found_or(store.of_partner(connection, partner.id, grant), "no_such_grant")
            if claim.granted_ms is None:
                raise refused("no_such_grant")
            return self._full(connection, claim)

        return await self._records.read(look)

    async def page(self, partner: Partner, *, since: int, limit: int) -> list[Full]:
        def look(connection: Connection) -> list[Full]:
            found = store.page(connection, partner.id, since=since, limit=limit)
            return [self._full(connection, claim) for claim in found]

        return await self._records.read(look)

    def _full(self, connection: Connection, claim: Claim) -> Full:
        site = self._places.current.site_of_device(claim.wish.spots[0].device)
        grace = demands.read(connection).site(site.id if site else "")
        return Full(
            claim,
            self._codes.shown(connection, claim),
            at_lockers(connection, claim.id),
            book.lines_of(connection, claim.id),
            key_uses(connection, claim.id),
            (grace.before_ms, grace.after_ms),
        )

    # --- inside one transaction ---

    def _held(self, connection: Connection, partner: Partner, hold: str) -> Claim:
        claim = found_or(store.of_partner(connection, partner.id, hold), "no_such_hold")
        if claim.state is State.LAPSED:
            raise refused("hold_lapsed")
        if claim.state is not State.HELD:
            raise refused("hold_used")
        return claim

    def _fresh_or_held(
        self, connection: Connection, partner: Partner, known: Claim | None, reference: str, wish: Wish
    ) -> Claim:
        """Return the hold under this reference when it is for the same wish, else a claim that is not stored yet."""
        if known is not None:
            if (known.wish.spots, known.wish.from_ms, known.wish.to_ms) != (wish.spots, wish.from_ms, wish.to_ms):
                raise refused("reference_used")
            return replace(known, wish=replace(known.wish, title=wish.title or known.wish.title))
        self._refuse_conflicts(connection, partner, wish)
        return new_claim(partner, reference, wish, now_ms=self._clock.now_ms())

    def _granted(self, connection: Connection, claim: Claim, drawn: Drawn, digest: str) -> Claim:
        now = self._clock.now_ms()
        if claim.wish.to_ms <= now:
            raise refused("over")
        granted = replace(claim, state=State.GRANTED, grant_digest=digest, granted_ms=now, held_until_ms=None)
        if store.one(connection, claim.id) is None:
            store.add(connection, granted)
        else:
            state = {"state": str(State.GRANTED), "held_until_ms": None, "title": granted.wish.title}
            store.save(connection, claim.id, **state, grant_digest=digest, granted_ms=now)
            store.confirm(connection, granted)
        self._codes.put(connection, reread(connection, granted), drawn, now_ms=now)
        return granted

    def _checked(self, wish: Wish | None) -> Wish:
        wanted = needed(wish)
        if fault := rules.fault_of_window(wanted.from_ms, wanted.to_ms, self._clock.now_ms()):
            raise refused(fault)
        if not self._codes.knows(wanted.slots):
            raise refused("locker_not_set_up")
        return wanted

    def _refuse_conflicts(self, connection: Connection, partner: Partner, wish: Wish, *, but: str = "") -> None:
        if found := conflicts(connection, wish, now_ms=self._clock.now_ms(), but=but):
            raise unavailable([self._told(connection, partner, one) for one in found[:20]])

    def _told(self, connection: Connection, partner: Partner, one: Conflict) -> dict[str, object]:
        """Name a conflict; of others only that it is there, of the caller's own grants the reference too."""
        told: dict[str, object] = {"from_ms": one.from_ms, "to_ms": one.to_ms, "held_by": "hallenwart", "reason": one.reason}
        if one.spot is not None:
            told["compartment"] = {"locker": one.spot.device, "number": one.spot.number}
        else:
            told |= {"hall": one.hall, "sections": list(one.sections)}
        if one.claim:
            claim = store.one(connection, one.claim)
            mine = claim is not None and claim.partner == partner.id
            told["held_by"] = "you" if mine else "other"
            if claim is not None and mine:
                told |= {"reference": claim.reference, "id": claim.id, "state": str(claim.state)}
        return told
