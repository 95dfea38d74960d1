"""Checks codes, cards and passes against the rights, counts wrong ones, and spends what may be used only so often.

What must not be undone by a power cut is on the card before anybody hears an answer: a code counts as wrong until it proved
right, a single-use pass and a limited fetch are spent before a coil moves. A card that takes nothing gives no free guesses:
then only long codes are looked at, and what can be spent only once is refused.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from hallenwart_contract import passes
from hallenwart_contract.clock import Clock
from hallenwart_contract.codes import CODE_DIGITS, LONG_DIGITS, card_hash, code_hash, same
from hallenwart_contract.dark_codes import DARK_DIGITS, DarkCode, find
from hallenwart_contract.documents import Grants
from hallenwart_contract.errors import ContractError
from hallenwart_edge.access import claims, lockout, rules
from hallenwart_edge.access.badge_reader import BadgeReader, is_badge
from hallenwart_edge.access.entry import Entry
from hallenwart_edge.access.kept import Kept, youngest
from hallenwart_edge.access.ledger import LedgerFile
from hallenwart_edge.access.lockout import Lockout
from hallenwart_edge.access.rules import Claim, Decision, Holding, Method, Moment, Purpose, Refusal
from hallenwart_edge.access.secrets import Secrets
from hallenwart_edge.access.standing import stands
from hallenwart_edge.access.taps import Tapped, read_tap
from hallenwart_edge.ports import Card

_METHODS: Final = {CODE_DIGITS: Method.PIN, DARK_DIGITS: Method.DARK, LONG_DIGITS: Method.LONG}


@dataclass(frozen=True, slots=True)
class Pad:
    """How the locker's pads stand: waits in ms, tries before the next pause, and whether only long codes are taken.

    `spent`: they are, because as many codes were wrong as may be. A code that is being checked has changed nothing yet.
    """

    wait_ms: int
    long_wait_ms: int
    tries_left: int
    capped: bool
    spent: bool


class Guard:
    """One for all pads and readers of this device; `slots` are its compartments.

    Every question takes the rights as they are applied and the keys that are out, by compartment; `wanted` are the compartments
    beside whose opening a second person stands. One is answered at a time.
    """

    def __init__(
        self, state_file: Path, secrets: Secrets, clock: Clock, trust: Callable[[], str], slots: Sequence[int] = ()
    ) -> None:
        self._secrets, self._clock, self._trust, self._slots = secrets, clock, trust, slots
        self._kept = Kept(LedgerFile(state_file), clock)
        self._badges = BadgeReader(self._kept, secrets, clock, trust)
        self._one = asyncio.Lock()
        self._before: Lockout | None = None  # what held before the code that is being checked

    @property
    def held(self) -> Mapping[int, Holding]:
        """The keys that were out when this was last written down."""
        return self._kept.now.held

    @property
    def pad(self) -> Pad:
        state, now_ms = self._settled, self._clock.mono_ms()
        spent = lockout.capped(state, now_ms)
        return Pad(
            lockout.wait_ms(state, now_ms),
            lockout.long_wait_ms(state, now_ms),
            lockout.tries_left(state, now_ms),
            spent or not self._kept.writable,
            spent,
        )

    @property
    def wrong_today(self) -> int:
        """Wrong codes of 8 and 9 digits in the last 24 h."""
        now_ms = self._clock.mono_ms()
        return sum(at_ms > now_ms - lockout.DAY_MS for at_ms in self._settled.wrong_ms)

    @property
    def _settled(self) -> Lockout:
        return self._before or self._kept.now.lockout

    @property
    def trouble(self) -> str:
        """Return `unreadable` when what was kept got lost, `unwritable` while the card takes nothing, else nothing."""
        if not self._kept.writable:
            return "unwritable"
        return "" if self._kept.readable else "unreadable"

    async def code(
        self, given: Entry, grants: Grants | None, held: Mapping[int, Holding], wanted: Collection[int] = ()
    ) -> Decision:
        """Decide about 8, 9 or 12 digits and count them. While the pad waits they are not looked at."""
        method = _METHODS.get(len(given.digits))
        if method is None:
            return Decision(refusal=Refusal.WRONG, clk=self._trust())
        async with self._one:
            refusal = self._not_now(method)
            if refusal is not None:
                return Decision(refusal=refusal, method=method, clk=self._trust())
            self._before = self._kept.now.lockout
            try:
                return await self._evaluated(given, method, grants, held, wanted)
            finally:
                self._before = None

    async def card(
        self, card: Card, grants: Grants | None, held: Mapping[int, Holding], wanted: Collection[int] = ()
    ) -> Decision:
        """Decide about a card. One that proves itself does so with a counter above the last one; of others the UID counts.

        Season cards that must prove themselves are never known by their UID. The pad blocks no card.
        """
        async with self._one:
            tapped = read_tap(card.sun, grants or rules.NO_RIGHTS, self._secrets) if card.sun else None
            if tapped is not None:
                return await self._tap(tapped, grants, held, wanted)
            if not card.uid:
                return Decision(refusal=Refusal.WRONG, method=Method.SUN, clk=self._trust())
            if lockout.card_wait_ms(self._kept.now.lockout, self._clock.mono_ms()):
                return Decision(refusal=Refusal.WAIT, method=Method.CARD, clk=self._trust())
            hashed = card_hash(card.uid, pepper=self._secrets.card_pepper)
            decision = self._decided(claims.of_card(hashed, grants), grants, held, wanted)
            if decision.refusal is Refusal.WRONG:
                self._kept.change(lockout=lockout.wrong_card(self._kept.now.lockout, self._clock.mono_ms()))
                await self._kept.write()
            return await self._spent(decision, grants)

    async def scan(
        self, text: str, grants: Grants | None, held: Mapping[int, Holding], wanted: Collection[int] = ()
    ) -> Decision:
        """Decide about the text of a symbol: a pass, a badge, or the plain digits of a code, which count as if typed."""
        digits = "".join(text.split())
        if digits.isascii() and digits.isdigit() and len(digits) in _METHODS:
            return await self.code(Entry(digits), grants, held, wanted)
        if is_badge(text):
            return await self._badge(text, grants, held, wanted)
        wrong = Decision(refusal=Refusal.WRONG, method=Method.QR, clk=self._trust())
        try:
            shown = passes.read(text, keys=self._secrets.signers)
        except ContractError:
            return wrong
        if not same(shown.device, self._secrets.tag):
            return wrong
        async with self._one:
            decision = self._decided(claims.of_pass(shown, grants), grants, held, wanted)
            if shown.single_use:
                decision = await self._spend_pass(decision, shown)
            return await self._spent(decision, grants)

    def stands(self, decision: Decision, slot: int, grants: Grants | None, held: Mapping[int, Holding]) -> bool:
        """Say whether a decision still opens this compartment; asked right before the coil moves."""
        return stands(decision, slot, grants, Moment(self._clock.now_ms(), self._trust(), held))

    async def fetched(self, decision: Decision, slot: int) -> None:
        """Say that a key went by this decision. All compartments of one opening are one fetch, already counted."""
        _ = slot
        if decision.grant in self._kept.now.pending:
            self._kept.change(pending=self._kept.now.pending - {decision.grant})
            self._kept.note()

    async def unlockout(self) -> None:
        """Forgive everything that was wrong, once the code that is being checked is counted."""
        async with self._one:
            self._kept.change(lockout=Lockout())
            await self._kept.write()

    def note(self) -> None:
        """Custody changed: have it written."""
        self._kept.note()

    async def keep(self, held: Callable[[], Mapping[int, Holding]]) -> None:
        """Write to the card whenever something changed, until cancelled. `held` tells who has which key."""
        await self._kept.keep(held)

    # --- codes -------------------------------------------------------------------------------------------------------

    def _not_now(self, method: Method) -> Refusal | None:
        pad = self.pad
        if method is Method.LONG:
            return Refusal.WAIT if pad.long_wait_ms else None
        if pad.capped:
            return Refusal.CAPPED
        return Refusal.WAIT if pad.wait_ms else None

    async def _evaluated(
        self, given: Entry, method: Method, grants: Grants | None, held: Mapping[int, Holding], wanted: Collection[int]
    ) -> Decision:
        """Have the code on the card as a wrong one while it is hashed, and take that back if it was not."""
        before, count = self._settled, lockout.wrong_long if method is Method.LONG else lockout.wrong
        self._kept.change(lockout=count(before, self._clock.mono_ms()))
        hashes, written = await asyncio.gather(self._hashed(given, grants, held), self._kept.write())
        if not written and method is not Method.LONG:
            self._kept.change(lockout=before)
            return Decision(refusal=Refusal.CAPPED, method=method, clk=self._trust())
        decision = self._decided(self._claim(given.digits, hashes, grants), grants, held, wanted)
        return await self._spent(self._counted(decision, before), grants)

    async def _hashed(self, given: Entry, grants: Grants | None, held: Mapping[int, Holding]) -> dict[bytes, bytes]:
        """Return the hash per salt: the list's, and older ones under which keys went out. Nearly always that is one."""
        salts, pepper = claims.salts(grants, held), self._secrets.pepper

        def hashed() -> dict[bytes, bytes]:
            return {salt: code_hash(given.digits, salt=salt, pepper=pepper) for salt in salts}

        return await asyncio.to_thread(hashed)

    def _claim(self, digits: str, hashes: Mapping[bytes, bytes], grants: Grants | None) -> Claim:
        if len(digits) != DARK_DIGITS:
            return claims.of_code(hashes, len(digits), grants)
        return claims.of_dark_code(self._dark(digits, grants), hashes)

    def _dark(self, digits: str, grants: Grants | None) -> DarkCode | None:
        if grants is None or not grants.dark_kid:
            return None
        return find(digits, self._slots, self._clock.now_ms(), key=self._secrets.dark_key(grants.dark_kid))

    def _counted(self, decision: Decision, before: Lockout) -> Decision:
        """Take the count back from a code that was not wrong."""
        if decision.refusal not in (Refusal.WRONG, Refusal.NO_CLOCK):
            self._kept.change(lockout=lockout.right(before) if decision.granted else before)
            self._kept.note()
        return decision

    async def _badge(self, text: str, grants: Grants | None, held: Mapping[int, Holding], wanted: Collection[int]) -> Decision:
        async with self._one:
            claim = await self._badges.claim(text, grants or rules.NO_RIGHTS)
            if isinstance(claim, Decision):
                return claim
            return await self._spent(self._decided(claim, grants, held, wanted), grants)

    # --- what may be used only so often ------------------------------------------------------------------------------

    async def _spent(self, decision: Decision, grants: Grants | None) -> Decision:
        """Count a fetch where the grant limits them. One that took no key is not counted again."""
        kept = self._kept.now
        limited = any(each.uses and each.id == decision.grant for each in (grants or rules.NO_RIGHTS).g)
        if not limited or not decision.granted or decision.purpose is not Purpose.USE or decision.grant in kept.pending:
            return decision
        uses = {**kept.uses, decision.grant: kept.uses.get(decision.grant, 0) + 1}
        self._kept.change(uses=youngest(uses), pending=kept.pending | {decision.grant})
        if await self._kept.write():
            return decision
        self._kept.change(uses=kept.uses, pending=kept.pending)
        return replace(decision, slots=(), refusal=Refusal.NOT_KEPT)

    async def _spend_pass(self, decision: Decision, shown: passes.Pass) -> Decision:
        if not decision.granted or decision.purpose is not Purpose.USE:
            return decision
        spent, serial = self._kept.now.passes, shown.serial.hex()
        if serial in spent:
            return replace(decision, slots=(), refusal=Refusal.USED_UP)
        self._kept.change(passes=youngest({**spent, serial: shown.to_ms}))
        if await self._kept.write():
            return decision
        self._kept.change(passes=spent)
        return replace(decision, slots=(), refusal=Refusal.NOT_KEPT)

    async def _tap(
        self, tapped: Tapped, grants: Grants | None, held: Mapping[int, Holding], wanted: Collection[int]
    ) -> Decision:
        if not await self._kept.rises(tapped.cred.id, tapped.counter):
            cred = tapped.cred
            return Decision(refusal=Refusal.COPIED, method=Method.SUN, cred=cred.id, who=cred.who, clk=self._trust())
        return await self._spent(self._decided(Claim(Method.SUN, creds=(tapped.cred,)), grants, held, wanted), grants)

    def _decided(self, claim: Claim, grants: Grants | None, held: Mapping[int, Holding], wanted: Collection[int]) -> Decision:
        kept = self._kept.now
        uses = {grant: count - (grant in kept.pending) for grant, count in kept.uses.items()}
        return rules.decide(claim, grants, Moment(self._clock.now_ms(), self._trust(), held, uses, frozenset(wanted)))
