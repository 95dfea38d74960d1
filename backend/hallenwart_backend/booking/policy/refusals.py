"""How the booking rules refuse, in words that say which rule and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from hallenwart_backend.booking.model import Group
from hallenwart_backend.booking.policy.rules import Policy
from hallenwart_backend.booking.policy.words import BEYOND, GROUPS, REASONS, of_group
from hallenwart_backend.errors import RefusedError


def beyond(codes: Sequence[str], policy: Policy, group: Group) -> RefusedError:
    """Name the first rule that is broken; the code of a quota stays one word for pages."""
    de, en = BEYOND[codes[0]]
    group_de, group_en = GROUPS[group]
    told = next(said for said in of_group(policy.group(group)) if _is_about(codes[0], said[0]))
    return RefusedError(
        "too_far" if codes[0] == "far" else "quota",
        f"{de} Für {group_de} gilt: {told[0]}",
        f"{en} For {group_en}: {told[1]}",
        status=409,
        rules=list(codes),
    )


def _is_about(code: str, de: str) -> bool:
    marks = {"far": "im Voraus", "coming": "kommende Einzeltermine", "prime": "in der Hauptzeit"}
    return de.endswith("je Woche.") if code == "week" else marks[code] in de


def needs_reason(codes: Sequence[str]) -> RefusedError:
    """Tell staff which rules they go beyond."""
    de, en = BEYOND[codes[0]]
    return RefusedError(
        "needs_reason",
        f"{de} Mit einem Grund können Sie trotzdem buchen.",
        f"{en} With a reason you can book all the same.",
        status=409,
        rules=list(codes),
    )


def needs_office(codes: Sequence[str]) -> RefusedError:
    """Tell a club that only the office may, and that it can be asked."""
    de, en = (BEYOND | REASONS)[codes[0]]
    return RefusedError(
        "needs_office",
        f"{de} Sie können das Amt darum bitten.",
        f"{en} You can ask the office for it.",
        status=409,
        rules=list(codes),
    )


def borrowed(*, moving: bool) -> RefusedError:
    if moving:
        de, en = "Ein geliehener Termin wird nicht verlegt.", "A borrowed date is not moved."
    else:
        de, en = "Diesen Termin haben Sie geliehen. Bitte geben Sie ihn zurück.", "You borrowed this date. Please give it back."
    return RefusedError("borrowed", de, en, status=409)
