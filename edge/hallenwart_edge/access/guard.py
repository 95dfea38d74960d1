"""Checks codes, counts wrong ones, and keeps both counts and custody on the card."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from hallenwart_contract.clock import Clock
from hallenwart_contract.codes import code_hash
from hallenwart_contract.documents import Grants
from hallenwart_edge.access import rules
from hallenwart_edge.access.entry import Entry
from hallenwart_edge.access.ledger import Ledger, LedgerFile
from hallenwart_edge.access.rules import Decision, Holding, Refusal
from hallenwart_edge.bell import Bell

_log = logging.getLogger(__name__)


class Guard:
    """One entry: keypad and touch screen count together. `held` are the keys that were out at the last run."""

    def __init__(self, state_file: Path, pepper: bytes, clock: Clock, trust: Callable[[], str]) -> None:
        self._file, self._pepper, self._clock, self._trust = LedgerFile(state_file), pepper, clock, trust
        kept = self._file.load(clock.mono_ms())
        self._lockout, self.held = kept.lockout, kept.held
        self._unkept = Bell()

    @property
    def wait_ms(self) -> int:
        """How long no code is evaluated, 0 when one may be tried."""
        return rules.wait_ms(self._lockout, self._clock.mono_ms())

    @property
    def tries_left(self) -> int:
        return rules.tries_left(self._lockout)

    async def check(self, given: Entry, grants: Grants | None, held: Mapping[int, Holding]) -> tuple[Decision, bytes]:
        """Decide about a code and count it. Returns the hash too: with it the key's return is recognised."""
        hashed = b""
        decision = Decision(refusal=Refusal.WRONG)
        if grants is not None:
            hashed = await asyncio.to_thread(self._hash, given, grants.salt)
            decision = rules.decide(grants, hashed, self._clock.now_ms(), self._trust(), held)
        if decision.refusal is Refusal.WRONG:
            self._lockout = rules.wrong(self._lockout, self._clock.mono_ms())
        elif decision.refusal is None:
            self._lockout = rules.right(self._lockout)
        self.note()
        return decision, hashed

    def note(self) -> None:
        """Custody changed: keep it."""
        self._unkept.ring()

    async def keep(self, held: Callable[[], Mapping[int, Holding]]) -> None:
        """Write to the card whenever something changed, until cancelled."""
        while True:
            await self._unkept.wait()
            try:
                await asyncio.to_thread(self._file.save, Ledger(self._lockout, held()))
            except OSError as error:
                _log.error("wrong codes and custody not kept: %s", error)

    def _hash(self, given: Entry, salt: bytes) -> bytes:
        return code_hash(given.digits, salt=salt, pepper=self._pepper)
