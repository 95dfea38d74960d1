"""Incidents that hold as long as something can be seen: told when it begins, cleared when it ends, over restarts too."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import store
from hallenwart_backend.ports import Cause, Incidents

NOTHING: Final[frozenset[str]] = frozenset()


class Standing:
    """Those whose key begins with `prefix`. A person may resolve one while it holds: it is not told again for that."""

    def __init__(self, records: Records, incidents: Incidents, prefix: str) -> None:
        self._records = records
        self._incidents = incidents
        self._prefix = prefix
        self._told: set[str] | None = None  # not known before the first look

    async def hold(self, causes: Iterable[Cause], *, now_ms: int, unsure: Collection[str] = NOTHING) -> None:
        """Take the causes that hold now. Keys that are `unsure` stay as they are."""
        told = self._told = await self._records.read(self._open) if self._told is None else self._told
        wanted = {cause.key: cause for cause in causes}
        for key in wanted.keys() - told:
            await self._incidents.report(wanted[key])
            told.add(key)
        for key in told - wanted.keys():
            if key not in unsure:
                await self._incidents.clear(key, "", now_ms)
                told.discard(key)

    def _open(self, connection: Connection) -> set[str]:
        return {one.what.key for one in store.all_open(connection) if one.what.key.startswith(self._prefix) and one.causes}
