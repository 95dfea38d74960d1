"""What the pages show of a fault."""

from __future__ import annotations

from collections.abc import Iterable

from chaos.watch import Seen


def not_online(seen: Iterable[Seen], device: str) -> bool:
    """Whether a page said of a device that it is not there, or not heard of since the start."""
    return any(one.state != "online" for look in seen if look.view for one in look.view.devices if one.id == device)


def broker_down(seen: Iterable[Seen]) -> bool:
    return any(not look.view.health.broker for look in seen if look.view)


def store_down(seen: Iterable[Seen]) -> bool:
    return any(not look.view.health.store for look in seen if look.view)


def nobody_answers(seen: Iterable[Seen]) -> bool:
    return any(look.view is None and look.fleet is None for look in seen)


def clock_word(seen: Iterable[Seen], device: str, word: str) -> bool:
    return any(one.clk == word for look in seen if look.view for one in look.view.devices if one.id == device)


def backlog(seen: Iterable[Seen]) -> bool:
    looks = [*seen]
    pages = any(one.backlog for look in looks if look.view for one in look.view.devices)
    return pages or any(row.get("unsent") for look in looks if look.fleet for row in look.fleet["devices"])


def deaf_neighbours(seen: Iterable[Seen]) -> bool:
    return any(one.kind == "site_link" for look in seen if look.view for one in look.view.incidents)


def bad_component(seen: Iterable[Seen], device: str, c: str) -> bool:
    """Whether the fleet's page said that a part of a device is not well."""
    return any(isinstance(bad, list) and any(one["c"] == c for one in bad) for bad in fleet_value(seen, device, "bad"))


def fleet_value(seen: Iterable[Seen], device: str, name: str) -> list[object]:
    """Return every value of a field the fleet page showed of a device."""
    return [
        row[name]
        for look in seen
        if look.fleet is not None
        for row in (look.fleet if isinstance(look.fleet, list) else look.fleet.get("devices", []))
        if row.get("id", row.get("device")) == device and name in row
    ]
