"""Rules that a person saves: every revision stays, the highest holds, and nobody overwrites what he has not seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Connection, Table, insert, select

from hallenwart_backend.errors import RefusedError
from hallenwart_backend.faults import Fault

P = TypeVar("P")
_SAID_FIRST: Final = 3


@dataclass(frozen=True, slots=True)
class Saved(Generic[P]):
    """A revision; 0 are the defaults nobody saved."""

    rev: int
    policy: P
    saved_ms: int = 0
    saved_by: str = ""


class Revisions(Generic[P]):
    """The revisions in a table with `rev`, `body`, `saved_ms` and `saved_by`. `default` holds while nothing was saved."""

    def __init__(
        self, table: Table, to_json: Callable[[P], dict[str, Any]], from_json: Callable[[dict[str, Any]], P], default: P
    ) -> None:
        self._table = table
        self._to_json = to_json
        self._from_json = from_json
        self._default = default

    def newest(self, connection: Connection) -> Saved[P]:
        """Return what holds."""
        row = connection.execute(select(self._table).order_by(self._table.c.rev.desc()).limit(1)).first()
        return Saved(row.rev, self._from_json(row.body), row.saved_ms, row.saved_by) if row else Saved(0, self._default)

    def put(self, connection: Connection, policy: P, *, rev: int, by: str, now_ms: int) -> Saved[P]:
        """Save what was made from revision `rev`. Raises RefusedError 409 when somebody else saved meanwhile."""
        if self.newest(connection).rev != rev:
            raise RefusedError(
                "changed",
                "Jemand hat die Regeln inzwischen geändert. Bitte laden Sie sie neu.",
                "Somebody changed the rules meanwhile. Please load them anew.",
                status=409,
            )
        values = {"rev": rev + 1, "body": self._to_json(policy), "saved_ms": now_ms, "saved_by": by}
        connection.execute(insert(self._table).values(**values))
        return Saved(rev + 1, policy, now_ms, by)


def refuse_wrong(code: str, wrong: Sequence[Fault]) -> None:
    """Raises RefusedError 422 that names every fault, when there is one."""
    if wrong:
        raise RefusedError(
            code,
            " ".join(fault.de for fault in wrong[:_SAID_FIRST]),
            " ".join(fault.en for fault in wrong[:_SAID_FIRST]),
            status=422,
            faults=[{"where": fault.where, "de": fault.de, "en": fault.en} for fault in wrong],
        )
