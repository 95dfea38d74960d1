"""The command `odds`: prints what guessing is worth at this device's lockers, expected and with the rights it holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from hallenwart_contract.clock import utc
from hallenwart_contract.documents import Grants
from hallenwart_contract.messages import ClockTrust
from hallenwart_edge.access import odds
from hallenwart_edge.access.ledger import LedgerFile
from hallenwart_edge.access.odds import Accepted

MEMBERS: Final = 20
PINS: Final = 20
STAFF: Final = 8
KEYS_OUT: Final = 8


def report(grants: Grants | None, state_file: Path, slots: int, now_ms: int, tell: Callable[[str], None]) -> bool:
    """Print the figures; return whether all of them are within what is allowed."""
    held = LedgerFile(state_file).held()
    tell("Raten am Schließfach, Treffer je Jahr höchstens / guessing at this locker, hits per year at most")
    rows = [_expected(slots)]
    if grants is not None:
        rows.append(("jetzt / now", odds.accepted(grants, now_ms, ClockTrust.NTP, slots, held)))
        at_ms, most = odds.busiest(grants, ClockTrust.NTP, slots, held)
        rows.append((f"meiste Codes / most codes, {utc(at_ms):%Y-%m-%d %H:%M} UTC", most))
    within = [_row(title, accepted, tell) for title, accepted in rows]
    if not all(within):
        tell(
            f"Über {odds.ALLOWED:.1%}: weniger Codes zur selben Zeit, oder Karten statt Codes. / "
            f"Above {odds.ALLOWED:.1%}: fewer codes at the same time, or cards instead of codes."
        )
    return all(within)


def _expected(slots: int) -> tuple[str, Accepted]:
    title = f"{MEMBERS} Mitglieder, {PINS} Saison-PINs, {STAFF} Personal, {KEYS_OUT} Schlüssel unterwegs / expected"
    return title, odds.expected(members=MEMBERS, pins=PINS, staff=STAFF, keys_out=KEYS_OUT, slots=slots)


def _row(title: str, accepted: Accepted, tell: Callable[[str], None]) -> bool:
    chance = odds.of(accepted)
    tell(f"{title}:")
    tell(
        f"  8: {accepted.short}  9: {accepted.dark}  12: {accepted.long} Codes; {odds.short_tries()} Versuche / tries:"
        f" {chance.short:.4%} + {chance.long:.4%} = {chance.typed:.4%}"
    )
    tell(f"  Karten nur mit UID / cards with a bare UID: {accepted.cards}, {chance.cards:.4%}")
    return chance.typed <= odds.ALLOWED
