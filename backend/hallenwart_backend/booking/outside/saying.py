"""What a source can say: one booking, that one is cancelled, its whole plan. Each reads what is known and writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from hallenwart_backend.booking.outside import rules, store
from hallenwart_backend.booking.outside.mirror import LATE_MS, Said
from hallenwart_backend.booking.outside.model import Outcome, Row, Source, Told
from hallenwart_backend.booking.outside.refusals import refused


@dataclass(frozen=True, slots=True)
class One:
    """One booking, or that it is gone."""

    told: Told
    now_ms: int

    def __call__(self, connection: Connection, source: Source) -> Said:
        known = store.some_rows(connection, source.id, [self.told.uid], self.now_ms)
        row = known.get(self.told.uid)
        told = self.told
        if told.gone:
            told = replace(row.told if row else told, gone=True, version=told.version, fault="")
        return Said(*rules.merge(known, [told], self.now_ms))


@dataclass(frozen=True, slots=True)
class Gone:
    """Returns what is said when a uid is not there any more."""

    uid: str
    version: int | None
    now_ms: int

    def __call__(self, connection: Connection, source: Source) -> Said:
        told = Told(self.uid, self.now_ms, self.now_ms, version=self.version, gone=True)
        return One(told, self.now_ms)(connection, source)


@dataclass(frozen=True, slots=True)
class WholePlan:
    """All bookings between two instants. What is known there and not named is gone.

    `named` are uids that are there but cannot be read. `confirmed`: somebody says that much may go. `careful`: a plan
    that lost most of what was coming is refused too, with `shrunk`.
    """

    told: Sequence[Told]
    from_ms: int
    to_ms: int
    now_ms: int
    version: int | None = None
    named: Sequence[Outcome] = ()
    confirmed: bool = False
    careful: bool = False

    def __call__(self, connection: Connection, source: Source) -> Said:
        """Raises RefusedError 409: empty_plan, older_plan, shrunk."""
        if self.version is not None and source.version is not None and self.version < source.version:
            raise refused("older_plan")
        known = store.rows_of(connection, source.id, self.now_ms - LATE_MS)
        told = rules.follow(known, self.told)
        gone = self._gone(known, told)
        if gone and not self.confirmed:
            coming = sum(row.told.start_ms > self.now_ms and not row.told.gone for row in known.values())
            if not self.told:
                raise refused("empty_plan", coming=coming)
            if self.careful and rules.is_suspicious(coming, len(gone)):
                raise refused("shrunk", coming=coming, lost=len(gone))
        fresh, ignored = rules.merge(known, told, self.now_ms)
        ended = {row.told.uid: replace(row, told=replace(row.told, gone=True), changed_ms=self.now_ms) for row in gone}
        source_changes = {} if self.version is None else {"version": self.version}
        return Said({**fresh, **ended}, [*ignored, *self.named], source_changes)

    def _gone(self, known: dict[str, Row], told: Sequence[Told]) -> list[Row]:
        unread = {one.uid for one in self.named}
        lost = rules.vanished(known, told, from_ms=self.from_ms, to_ms=self.to_ms, now_ms=self.now_ms, version=self.version)
        return [row for row in lost if row.told.uid not in unread and rules.base_of(row.told.uid) not in unread]


@dataclass(frozen=True, slots=True)
class Nothing:
    """The plan still stands as it was; what found no place is looked at again."""

    def __call__(self, _connection: Connection, _source: Source) -> Said:
        return Said({})


@dataclass(frozen=True, slots=True)
class Again:
    """Everything that is known, once more."""

    now_ms: int

    def __call__(self, connection: Connection, source: Source) -> Said:
        return Said(store.rows_of(connection, source.id, self.now_ms), (), {"as_of_ms": source.as_of_ms, "fault": source.fault})
