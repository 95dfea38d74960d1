"""Badges and their sheets at the reader: whose they are, whether they are of now, and that each symbol counts only once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hallenwart_contract import badges
from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import Credential, Grants
from hallenwart_contract.messages import ClockTrust
from hallenwart_edge.access import lockout, shown_badge
from hallenwart_edge.access.decision import Claim, Decision, Method, Refusal
from hallenwart_edge.access.kept import Kept
from hallenwart_edge.access.secrets import Secrets

_TRUSTED: Final = frozenset({ClockTrust.NTP, ClockTrust.RTC})


def is_badge(text: str) -> bool:
    """Say whether a symbol is a badge or its sheet."""
    return badges.read(text) is not None or badges.paper_hash(text) is not None


class BadgeReader:
    """Part of the guard: one is read at a time, and `kept` is the guard's own."""

    def __init__(self, kept: Kept, secrets: Secrets, clock: Clock, trust: Callable[[], str]) -> None:
        self._kept, self._secrets, self._clock, self._trust = kept, secrets, clock, trust

    async def claim(self, text: str, rights: Grants) -> Claim | Decision:
        """Return what a badge claims, or why it is not believed. `OVER`: no right here names it."""
        shown = badges.read(text)
        if shown is not None:
            return await self._badge(*shown, rights)
        sheet = shown_badge.sheet_of(badges.paper_hash(text) or b"", rights)
        return Claim(Method.PAPER, creds=(sheet,)) if sheet else self._refused(Method.PAPER, Refusal.OVER)

    async def _badge(self, handle: str, digits: str, rights: Grants) -> Claim | Decision:
        """Without a clock a badge proves nothing; each of its steps counts once, also after a restart."""
        cred, now_ms = shown_badge.owner_of(handle, rights), self._clock.mono_ms()
        if cred is None:
            return self._refused(Method.BADGE, Refusal.DENIED if handle in rights.deny else Refusal.OVER)
        if self._trust() not in _TRUSTED:
            return self._refused(Method.BADGE, Refusal.NO_CLOCK, cred)
        if lockout.card_wait_ms(self._kept.now.lockout, now_ms):
            return self._refused(Method.BADGE, Refusal.WAIT, cred)
        spent = self._kept.now.counters.get(handle, -1)
        shown = shown_badge.judged(cred, digits, self._secrets, self._clock.now_ms(), spent=spent)
        if shown.refusal is not None:
            if shown.refusal is Refusal.WRONG:
                self._kept.change(lockout=lockout.wrong_card(self._kept.now.lockout, now_ms))
                await self._kept.write()
            return self._refused(Method.BADGE, shown.refusal, cred)
        await self._kept.rises(handle, shown.step)
        return Claim(Method.BADGE, creds=(cred,))

    def _refused(self, method: Method, why: Refusal, cred: Credential | None = None) -> Decision:
        cred_id, who = (cred.id, cred.who) if cred else ("", "")
        return Decision(refusal=why, method=method, cred=cred_id, who=who, clk=self._trust())
