"""Joins the rooms of the alerts: the incident engine and the policy it follows."""

from __future__ import annotations

from dataclasses import dataclass

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.policy.service import PolicyBook
from hallenwart_backend.alerts.ports import Changes, Context
from hallenwart_backend.alerts.service import IncidentDesk
from hallenwart_contract.clock import Clock


@dataclass(frozen=True, slots=True)
class Alerts:
    desk: IncidentDesk
    policy: PolicyBook

    async def load(self) -> None:
        """Take up what was saved before the restart."""
        await self.policy.load()


def join_alerts(records: Records, clock: Clock, context: Context, changes: Changes) -> Alerts:
    return Alerts(desk=IncidentDesk(records, clock, context, changes), policy=PolicyBook(records, clock))
