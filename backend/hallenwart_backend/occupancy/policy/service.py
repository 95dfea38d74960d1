"""Holds the rules of use, and saves new ones with every older revision kept."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.occupancy.policy.checks import faults
from hallenwart_backend.occupancy.policy.rules import GROUP_SIZE, Cleaning, Power, UsageRules
from hallenwart_backend.occupancy.tables import usage_rules
from hallenwart_backend.revisions import Revisions, Saved, refuse_wrong
from hallenwart_contract.clock import Clock


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


revisions: Final = Revisions(usage_rules, to_json, from_json, UsageRules())
newest: Final = revisions.newest


class RulesBook:
    def __init__(self, records: Records, places: PlaceBook, clock: Clock) -> None:
        self._records = records
        self._places = places
        self._clock = clock

    async def saved(self) -> Saved[UsageRules]:
        return await self._records.read(newest)

    async def save(self, rules: UsageRules, *, rev: int, by: str) -> Saved[UsageRules]:
        """Save rules that were made from revision `rev`. Raises RefusedError 409 (others saved), 422 (what is wrong)."""
        refuse_wrong("usage_rules", faults(rules, self._places.current.halls))
        now = self._clock.now_ms()

        return await self._records.write(lambda connection: revisions.put(connection, rules, rev=rev, by=by, now_ms=now))
