"""What a badge at the reader is worth: whose it is here, and whether its digits are of now. No I/O."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hallenwart_contract import badges
from hallenwart_contract.codes import same
from hallenwart_contract.documents import Credential, CredentialKind, Grants
from hallenwart_contract.errors import BadSignatureError
from hallenwart_edge.access.decision import Refusal
from hallenwart_edge.access.secrets import Secrets

NEAR_STEPS: Final = 40
"""So many steps (20 minutes) before and after now are told as of another time; what is further away is simply wrong."""


@dataclass(frozen=True, slots=True)
class ShownBadge:
    """`cred` None: nobody's who has a right here. Proven when there is no `refusal`; then `step` is to be spent."""

    cred: Credential | None = None
    step: int = -1
    refusal: Refusal | None = None


def owner_of(handle: str, rights: Grants) -> Credential | None:
    """Return the badge with this handle, None when no right here names it."""
    return next((each for each in rights.creds if each.kind == CredentialKind.BADGE and each.id == handle), None)


def judged(cred: Credential, digits: str, secrets: Secrets, now_ms: int, *, spent: int) -> ShownBadge:
    """Say what digits of a known badge prove now. `spent` is the last step it was used in here, -1 for none."""
    try:
        key = secrets.unsealed(cred.key, cred.id)
    except BadSignatureError:
        return ShownBadge(cred, refusal=Refusal.WRONG)
    step = badges.proven_step(digits, key, now_ms, after=spent)
    if step is not None:
        return ShownBadge(cred, step)
    if badges.proven_step(digits, key, now_ms) is not None:
        return ShownBadge(cred, refusal=Refusal.SPENT)
    return ShownBadge(cred, refusal=Refusal.OUTDATED if _of_another_time(digits, key, now_ms) else Refusal.WRONG)


def _of_another_time(digits: str, key: bytes, now_ms: int) -> bool:
    now = badges.step_of(now_ms)
    steps = range(max(0, now - NEAR_STEPS), now + NEAR_STEPS + 1)
    return any(same(badges.totp(key, step).encode(), digits.encode()) for step in steps)


def sheet_of(digest: bytes, rights: Grants) -> Credential | None:
    """Return the sheet of paper with this digest; every sheet is compared."""
    sheets = [each for each in rights.creds if each.kind == CredentialKind.PAPER]
    fitting = [each for each in sheets if same(each.hash, digest)]
    return fitting[0] if fitting else None
