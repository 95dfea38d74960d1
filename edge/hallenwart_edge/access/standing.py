"""Whether a decision still stands when a door's turn comes: the right may have ended or been taken back meanwhile. Pure."""

from __future__ import annotations

from hallenwart_contract.dark_codes import TOLERANCE_MS
from hallenwart_contract.documents import Grant, Grants
from hallenwart_edge.access.rules import NO_RIGHTS, Decision, Holding, Method, Moment


def stands(decision: Decision, slot: int, grants: Grants | None, at: Moment) -> bool:
    """Say whether this compartment may be opened by this decision now. Handing back a key that is out always may."""
    rights = grants or NO_RIGHTS
    if not decision.granted:
        return False
    if is_holder(decision, at.held.get(slot)):
        return True
    if {decision.grant, decision.cred} & set(rights.deny) - {""}:
        return False
    grant = next((each for each in rights.g if each.id == decision.grant), None)
    if grant is not None:
        return _listed(decision, slot, grant, rights, at)
    own = decision.method in (Method.DARK, Method.QR)
    grace_ms = TOLERANCE_MS if decision.method is Method.DARK else rights.after_ms
    in_time = decision.due_ms is not None and at.now_ms <= decision.due_ms + grace_ms
    named = slot in decision.slots or slot in {rights.spares.get(each) for each in decision.slots}
    return own and at.trusted and in_time and named and slot not in rights.out_of_service


def is_holder(decision: Decision, holding: Holding | None) -> bool:
    """Say whether the key of `holding` is with whoever the decision is about."""
    if holding is None:
        return False
    same = ((holding.grant, decision.grant), (holding.cred, decision.cred), (holding.who, decision.who))
    return any(theirs and theirs == mine for theirs, mine in same)


def _listed(decision: Decision, slot: int, grant: Grant, rights: Grants, at: Moment) -> bool:
    if decision.cred and decision.cred not in grant.creds:
        return False
    spares = {rights.spares.get(each) for each in grant.slots}
    if not (slot in grant.slots or slot in spares or grant.emergency):
        return False
    if not grant.staff and slot in rights.out_of_service:
        return False
    if not at.trusted:
        return grant.staff
    return any(start_ms - rights.before_ms <= at.now_ms <= end_ms + rights.after_ms for start_ms, end_ms in grant.w)
