"""The fleet's papers in memory: read anew after every change, so that pages and checks ask no database."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.fleet.enrolment import store
from hallenwart_backend.fleet.enrolment.model import DeviceState, Membership
from hallenwart_backend.fleet.enrolment.refusals import refused
from hallenwart_backend.fleet.enrolment.taking_in import Sealing, entries
from hallenwart_backend.fleet.registry import Registry
from hallenwart_contract.clock import Clock

T = TypeVar("T")


class Papers:
    """Every change of membership goes through `write`; `changed` tells pages."""

    def __init__(
        self, records: Records, registry: Registry, sealing: Sealing, clock: Clock, changed: Callable[[], Awaitable[None]]
    ) -> None:
        self.records = records
        self.registry = registry
        self.sealing = sealing
        self.clock = clock
        self._changed = changed
        self.current: Mapping[str, Membership] = {}

    async def load(self) -> None:
        """Read everything anew, and let exactly those take part who do by the records."""
        found, taking_part = await self.records.read(
            lambda connection: (store.memberships(connection), entries(connection, self.sealing))
        )
        self.current = {one.id: one for one in found}
        self.registry.replace(taking_part)

    async def write(self, change: Callable[[Connection], T]) -> T:
        """Change the papers, then let everybody see it."""
        done = await self.records.write(change)
        await self.load()
        await self._changed()
        return done

    def of(self, device: str) -> Membership:
        """Raises RefusedError 404."""
        found = self.current.get(device)
        if found is None:
            raise refused("no_such_device")
        return found

    def revoked(self) -> list[Membership]:
        return [one for one in self.current.values() if one.state is DeviceState.REVOKED]
