"""Holds the policy that applies, and saves a new one with every older revision kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, insert, select

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.policy.checks import faults
from hallenwart_backend.alerts.policy.rules import CELLS, Cell, Order, Policy, Situation, Urgency, Whom, every
from hallenwart_backend.alerts.policy.tables import alert_policy
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.ports import Evidence, EvidenceKind
from hallenwart_contract.clock import Clock


@dataclass(frozen=True, slots=True)
class Saved:
    """A revision; 0 is the safe default nobody saved."""

    rev: int
    policy: Policy
    saved_ms: int = 0
    saved_by: str = ""


class PolicyBook:
    """`current` is what the engine follows. `load` after the start."""

    def __init__(self, records: Records, clock: Clock, evidence: Evidence) -> None:
        self._records = records
        self._clock = clock
        self.saved = Saved(0, Policy())
        self._evidence = evidence

    @property
    def current(self) -> Policy:
        return self.saved.policy

    async def load(self) -> None:
        self.saved = await self._records.read(newest)

    async def save(self, policy: Policy, *, rev: int, by: str, sites: Collection[str], person: str = "") -> Saved:
        """Save a policy that was made from revision `rev`. Raises RefusedError 409 (others saved), 422 (what is wrong)."""
        wrong = faults(policy, sites)
        if wrong:
            raise RefusedError(
                "policy",
                " ".join(fault.de for fault in wrong[:3]),
                " ".join(fault.en for fault in wrong[:3]),
                status=422,
                faults=[{"where": fault.where, "de": fault.de, "en": fault.en} for fault in wrong],
            )
        now = self._clock.now_ms()

        def put(connection: Connection) -> Saved:
            if newest(connection).rev != rev:
                raise RefusedError(
                    "changed",
                    "Jemand hat die Regeln inzwischen geändert. Bitte laden Sie sie neu.",
                    "Somebody changed the rules meanwhile. Please load them anew.",
                    status=409,
                )
            values = {"rev": rev + 1, "body": to_json(policy), "saved_ms": now, "saved_by": by}
            connection.execute(insert(alert_policy).values(**values))
            self._evidence.keep(connection, EvidenceKind.POLICY, f"policy.{rev + 1}", person, f"Fassung {rev + 1}")
            return Saved(rev + 1, policy, now, by)

        self.saved = await self._records.write(put)
        return self.saved


def newest(connection: Connection) -> Saved:
    row = connection.execute(select(alert_policy).order_by(alert_policy.c.rev.desc()).limit(1)).first()
    return Saved(row.rev, from_json(row.body), row.saved_ms, row.saved_by) if row else Saved(0, Policy())


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
