"""Holds the policy that applies, and saves a new one with every older revision kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.policy.checks import faults
from hallenwart_backend.alerts.policy.rules import CELLS, Cell, Order, Policy, Situation, Urgency, Whom, every
from hallenwart_backend.alerts.policy.tables import alert_policy
from hallenwart_backend.ports import Evidence, EvidenceKind
from hallenwart_backend.revisions import Revisions, Saved, refuse_wrong
from hallenwart_contract.clock import Clock


class PolicyBook:
    """`current` is what the engine follows. `load` after the start."""

    def __init__(self, records: Records, clock: Clock, evidence: Evidence) -> None:
        self._records = records
        self._clock = clock
        self.saved: Saved[Policy] = Saved(0, Policy())
        self._evidence = evidence

    @property
    def current(self) -> Policy:
        return self.saved.policy

    async def load(self) -> None:
        self.saved = await self._records.read(revisions.newest)

    async def save(self, policy: Policy, *, rev: int, by: str, sites: Collection[str], person: str = "") -> Saved[Policy]:
        """Save a policy that was made from revision `rev`. Raises RefusedError 409 (others saved), 422 (what is wrong)."""
        refuse_wrong("policy", faults(policy, sites))
        now = self._clock.now_ms()

        def put(connection: Connection) -> Saved[Policy]:
            saved = revisions.put(connection, policy, rev=rev, by=by, now_ms=now)
            self._evidence.keep(connection, EvidenceKind.POLICY, f"policy.{saved.rev}", person, f"Fassung {saved.rev}")
            return saved

        self.saved = await self._records.write(put)
        return self.saved


def to_json(policy: Policy) -> dict[str, Any]:
    return {
        "orders": {
            situation: {str(cell): _order_json(policy.order(situation, cell)) for cell in CELLS} for situation in Situation
        },
        "night": list(policy.night),
        "nights": {site: list(night) for site, night in policy.nights.items()},
        "cooldown_s": policy.cooldown_s,
    }


def _order_json(order: Order) -> dict[str, Any]:
    return {
        "whom": str(order.whom),
        "urgency": str(order.urgency),
        "escalate_s": order.escalate_s,
        "remind_s": order.remind_s,
    }


def from_json(body: dict[str, Any]) -> Policy:
    """Read a saved policy; what it does not know yet keeps the safe default."""
    orders: dict[tuple[Situation, Cell], Order] = {}
    for situation, cell in every():
        kept = body["orders"].get(situation, {}).get(str(cell))
        if kept is not None:
            orders[situation, cell] = replace(
                Order(Whom(kept["whom"]), Urgency(kept["urgency"])), escalate_s=kept["escalate_s"], remind_s=kept["remind_s"]
            )
    return Policy(
        orders=orders,
        night=(body["night"][0], body["night"][1]),
        nights={site: (night[0], night[1]) for site, night in body["nights"].items()},
        cooldown_s=body["cooldown_s"],
    )


revisions: Final = Revisions(alert_policy, to_json, from_json, Policy())
