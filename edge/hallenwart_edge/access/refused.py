"""What the screen says to a decision that opens nothing: the step, and the word for why. Pure."""

from __future__ import annotations

from typing import Final

from hallenwart_contract.kiosk import KioskStep
from hallenwart_edge.access.rules import Decision, Method, Refusal

BADGE_SEEN: Final = "badge"
"""With `checked_in`: a badge was seen that opens nothing here now."""
BY_BADGE: Final = frozenset({Method.BADGE, Method.PAPER})
_ELSEWHERE: Final = frozenset({Refusal.EARLY, Refusal.OVER, Refusal.USED_UP})
_UNKNOWN: Final = {Method.CARD: "unknown_card", Method.SUN: "unknown_card", Method.QR: "unknown_pass"}
"""What was shown and opens nothing here; digits that are wrong need no such word."""


def is_badge_seen(decision: Decision) -> bool:
    """Say whether it was a badge without a right, which may be meant for a shift or an event."""
    return decision.method in BY_BADGE and decision.refusal in _ELSEWHERE


def shown_for(decision: Decision, *, waits: bool = False) -> tuple[KioskStep, str]:
    """Return step and word. `waits`: the pad pauses now. Whoever comes too early for their own key hears that."""
    refusal = decision.refusal
    if is_badge_seen(decision) and refusal is not Refusal.EARLY:
        return KioskStep.CHECKED_IN, BADGE_SEEN
    fault = _UNKNOWN.get(decision.method, "") if refusal in (None, Refusal.WRONG) else str(refusal)
    return (KioskStep.LOCKED_OUT if waits else KioskStep.WRONG), fault
