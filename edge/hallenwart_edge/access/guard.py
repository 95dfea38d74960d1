"""Checks codes, cards and passes against the rights, counts wrong ones, and keeps what must outlive a restart on the card."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hallenwart_contract import passes
from hallenwart_contract.clock import Clock
from hallenwart_contract.codes import CODE_DIGITS, LONG_DIGITS, card_hash, code_hash, same
from hallenwart_contract.dark_codes import DARK_DIGITS, DarkCode, find
from hallenwart_contract.documents import Credential, CredentialKind, Grants
from hallenwart_contract.errors import BadSignatureError, ContractError
from hallenwart_edge.access import claims, lockout, rules, sun
from hallenwart_edge.access.entry import Entry
from hallenwart_edge.access.ledger import LedgerFile
from hallenwart_edge.access.rules import Claim, Decision, Holding, Method, Moment, Purpose, Refusal
from hallenwart_edge.access.secrets import Secrets
from hallenwart_edge.bell import Bell
from hallenwart_edge.ports import Card

_log = logging.getLogger(__name__)
_METHODS = {CODE_DIGITS: Method.PIN, DARK_DIGITS: Method.DARK, LONG_DIGITS: Method.LONG}


@dataclass(frozen=True, slots=True)
class Pad:
    """How the locker's pads stand: waits in ms, tries before the next pause, and whether only long codes are taken."""

    wait_ms: int
    long_wait_ms: int
    tries_left: int
    capped: bool


class Guard:
    """One for all pads and readers of this device. `held` are the keys that were out at the last run."""

    def __init__(
        self, state_file: Path, secrets: Secrets, clock: Clock, trust: Callable[[], str], slots: Sequence[int] = ()
    ) -> None:
        self._file, self._secrets, self._clock, self._trust, self._slots = LedgerFile(state_file), secrets, clock, trust, slots
        self._kept = self._file.load(clock.mono_ms())
        self.held = self._kept.held
        self._unkept = Bell()

    @property
    def pad(self) -> Pad:
        state, now_ms = self._kept.lockout, self._clock.mono_ms()
        return Pad(
            lockout.wait_ms(state, now_ms),
            lockout.long_wait_ms(state, now_ms),
            lockout.tries_left(state, now_ms),
            lockout.capped(state, now_ms),
        )

    async def code(self, given: Entry, grants: Grants | None, held: Mapping[int, Holding]) -> Decision:
        """Decide about 8, 9 or 12 digits and count them. While the pad waits they are not looked at."""
        method = _METHODS.get(len(given.digits))
        pad = self.pad
        if method is None:
            return Decision(refusal=Refusal.WRONG)
        if pad.long_wait_ms if method is Method.LONG else pad.wait_ms:
            return Decision(refusal=Refusal.WAIT, method=method)
        if method is not Method.LONG and pad.capped:
            return Decision(refusal=Refusal.CAPPED, method=method)
        salt = (grants or rules.NO_RIGHTS).salt
        hashed = await asyncio.to_thread(code_hash, given.digits, salt=salt, pepper=self._secrets.pepper) if salt else b""
        decision = self._decided(self._claim(given.digits, hashed, grants), grants, held)
        self._count(decision)
        return decision

    async def card(self, card: Card, grants: Grants | None, held: Mapping[int, Holding]) -> Decision:
        """Decide about a card. One that can prove itself must, and with a counter above the last one."""
        if card.sun is None:
            hashed = card_hash(card.uid, pepper=self._secrets.card_pepper)
            return self._decided(claims.of_card(hashed, grants), grants, held)
        return await self._tapped(card.sun.hidden, card.sun.proof, grants, held)

    async def scan(self, text: str, grants: Grants | None, held: Mapping[int, Holding]) -> Decision:
        """Decide about the text of a symbol: a pass, or the plain digits of a code, which count as typed."""
        digits = "".join(text.split())
        if digits.isascii() and digits.isdigit() and len(digits) in _METHODS:
            return await self.code(Entry(digits), grants, held)
        try:
            shown = passes.read(text, keys=self._secrets.signers)
        except ContractError:
            return Decision(refusal=Refusal.WRONG, method=Method.QR)
        if not same(shown.device, self._secrets.tag):
            return Decision(refusal=Refusal.WRONG, method=Method.QR)
        decision = self._decided(claims.of_pass(shown, grants), grants, held)
        serial = shown.serial.hex()
        if shown.single_use and decision.granted and decision.purpose is Purpose.USE:
            if serial in self._kept.passes:
                return replace(decision, slots=(), refusal=Refusal.USED_UP)
            self._kept = replace(self._kept, passes={**self._kept.passes, serial: shown.to_ms})
            await self._save()
        return decision

    async def fetched(self, decision: Decision, slot: int) -> None:
        """Count that a key was taken by this decision, where its grant limits that."""

    def note(self) -> None:
        """Custody changed: keep it."""
        self._unkept.ring()

    async def unlockout(self) -> None:
        """Forgive all wrong codes."""
        self._kept = replace(self._kept, lockout=lockout.Lockout())
        self.note()

    async def keep(self, held: Callable[[], Mapping[int, Holding]]) -> None:
        """Write to the card whenever something changed, until cancelled."""
        while True:
            await self._unkept.wait()
            self._kept = replace(self._kept, held=dict(held()))
            try:
                await self._save()
            except OSError as error:
                _log.error("wrong codes and custody not kept: %s", error)

    async def _save(self) -> None:
        await asyncio.to_thread(self._file.save, self._kept, self._clock.mono_ms())

    def _claim(self, digits: str, hashed: bytes, grants: Grants | None) -> Claim:
        if len(digits) != DARK_DIGITS:
            return claims.of_code(hashed, len(digits), grants)
        return claims.of_dark_code(self._dark(digits, grants), hashed)

    def _dark(self, digits: str, grants: Grants | None) -> DarkCode | None:
        if grants is None or not grants.dark_kid:
            return None
        return find(digits, self._slots, self._clock.now_ms(), key=self._secrets.dark_key(grants.dark_kid))

    def _decided(self, claim: Claim, grants: Grants | None, held: Mapping[int, Holding]) -> Decision:
        return rules.decide(claim, grants, Moment(self._clock.now_ms(), self._trust(), held, self._kept.uses))

    def _count(self, decision: Decision) -> None:
        state, now_ms = self._kept.lockout, self._clock.mono_ms()
        if decision.refusal in (Refusal.WRONG, Refusal.NO_CLOCK):
            state = (lockout.wrong_long if decision.method is Method.LONG else lockout.wrong)(state, now_ms)
        elif decision.granted:
            state = lockout.right(state)
        self._kept = replace(self._kept, lockout=state)
        self.note()

    async def _tapped(self, hidden: bytes, proof: bytes, grants: Grants | None, held: Mapping[int, Holding]) -> Decision:
        rights = grants or rules.NO_RIGHTS
        tap = sun.opened(hidden, meta_key=self._unsealed(rights.sun_meta, "sun_meta"))
        if tap is None:
            return Decision(refusal=Refusal.WRONG, method=Method.SUN)
        hashed = card_hash(tap.uid, pepper=self._secrets.card_pepper)
        proven = [each for each in rights.creds if each.kind == CredentialKind.SUN and same(each.hash, hashed)]
        proven = [each for each in proven if self._proves(each, tap, proof)]
        if not proven:
            return Decision(refusal=Refusal.WRONG, method=Method.SUN)
        cred = proven[0]
        if tap.counter <= self._kept.counters.get(cred.id, -1):
            return Decision(refusal=Refusal.COPIED, method=Method.SUN, cred=cred.id, who=cred.who)
        self._kept = replace(self._kept, counters={**self._kept.counters, cred.id: tap.counter})
        await self._save()
        return self._decided(Claim(Method.SUN, creds=(cred,)), grants, held)

    def _proves(self, cred: Credential, tap: sun.Tap, proof: bytes) -> bool:
        return sun.proves(proof, tap.uid, tap.counter, file_key=self._unsealed(cred.key, cred.id))

    def _unsealed(self, sealed: bytes, about: str) -> bytes:
        try:
            return self._secrets.unsealed(sealed, about)
        except BadSignatureError:
            return b""
