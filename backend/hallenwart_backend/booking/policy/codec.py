"""Booking rules as JSON and back; what saved rules do not know yet keeps the default."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, TypeVar

from hallenwart_backend.booking.model import Group, Kind
from hallenwart_backend.booking.policy.rules import Approval, Entry, GroupRules, LendingRules, Policy, Quota, WaitingRules

_Rules = TypeVar("_Rules", Quota, LendingRules, WaitingRules)


def to_json(policy: Policy) -> dict[str, Any]:
    return {
        "groups": {group: asdict(policy.group(group)) for group in Group},
        "places": [{"place": place, "group": group, **asdict(entry)} for (place, group), entry in policy.places.items()],
        "lending": asdict(policy.lending),
        "waiting": asdict(policy.waiting),
        "prime": list(policy.prime),
        "children_until": policy.children_until,
    }


def from_json(body: dict[str, Any]) -> Policy:
    default = Policy()
    groups = {
        group: GroupRules(_entry(kept.get("entry", {})), _known(Quota(), kept.get("quota", {})))
        for group, kept in ((group, body["groups"].get(group, {})) for group in Group)
    }
    start, end = body.get("prime", default.prime)
    return Policy(
        groups=groups,
        places={(kept["place"], Group(kept["group"])): _entry(kept) for kept in body.get("places", ())},
        lending=_known(LendingRules(), body.get("lending", {})),
        waiting=_known(WaitingRules(), body.get("waiting", {})),
        prime=(start, end),
        children_until=body.get("children_until", default.children_until),
    )


def _entry(kept: dict[str, Any]) -> Entry:
    told = kept.get("approval", {})
    approval = Approval(**_fields(Approval, told) | {"kinds": tuple(Kind(kind) for kind in told.get("kinds", ()))})
    return Entry(**_fields(Entry, kept) | {"approval": approval})


def _fields(of: type[_Rules | Approval | Entry], kept: dict[str, Any]) -> dict[str, Any]:
    return {name: kept[name] for name in of.__dataclass_fields__ if name in kept}


def _known(default: _Rules, kept: dict[str, Any]) -> _Rules:
    return type(default)(**_fields(type(default), kept))
