"""Holds the rules of use, and saves new ones with every older revision kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.occupancy.policy.checks import faults
from hallenwart_backend.occupancy.policy.rules import GROUP_SIZE, Cleaning, Power, UsageRules
from hallenwart_backend.occupancy.tables import usage_rules
from hallenwart_contract.clock import Clock


@dataclass(frozen=True, slots=True)
class Saved:
    """A revision; 0 are the defaults nobody saved."""

    rev: int
    rules: UsageRules
    saved_ms: int = 0
    saved_by: str = ""


def newest(connection: Connection) -> Saved:
    """Return the rules that hold."""
    row = connection.execute(select(usage_rules).order_by(usage_rules.c.rev.desc()).limit(1)).first()
    return Saved(row.rev, from_json(row.body), row.saved_ms, row.saved_by) if row else Saved(0, UsageRules())


def to_json(rules: UsageRules) -> dict[str, Any]:
    plain = {name: getattr(rules, name) for name in rules.__dataclass_fields__}
    return plain | {
        "prime": list(rules.prime),
        "expected": dict(rules.expected),
        "cleaning": [asdict(one) for one in rules.cleaning],
        "power": {hall: asdict(one) for hall, one in rules.power.items()},
    }


def from_json(body: dict[str, Any]) -> UsageRules:
    """Return rules as saved; what a newer version added keeps its default, what is unknown is left out."""
    known = {name: body[name] for name in UsageRules.__dataclass_fields__ if name in body}
    if "prime" in known:
        known["prime"] = tuple(known["prime"])
    known["expected"] = dict(GROUP_SIZE) | known.get("expected", {})
    known["cleaning"] = tuple(
        Cleaning(tuple(one["weekdays"]), one["from_min"], one["to_min"], tuple(one["halls"]))
        for one in known.get("cleaning", ())
    )
    known["power"] = {hall: Power(**one) for hall, one in known.get("power", {}).items()}
    return UsageRules(**known)


class RulesBook:
    def __init__(self, records: Records, places: PlaceBook, clock: Clock) -> None:
        self._records = records
        self._places = places
        self._clock = clock

    async def saved(self) -> Saved:
        return await self._records.read(newest)

    async def save(self, rules: UsageRules, *, rev: int, by: str) -> Saved:
        """Save rules that were made from revision `rev`. Raises RefusedError 409 (others saved), 422 (what is wrong)."""
        wrong = faults(rules, self._places.current.halls)
        if wrong:
            raise RefusedError(
                "usage_rules",
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
            connection.execute(insert(usage_rules).values(rev=rev + 1, body=to_json(rules), saved_ms=now, saved_by=by))
            return Saved(rev + 1, rules, now, by)

        return await self._records.write(put)
