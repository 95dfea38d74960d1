"""The office's booking rules, as a test needs them."""

from __future__ import annotations

from typing import Any

from support.backends import AMT, Town


async def policy_body(town: Town) -> dict[str, Any]:
    """Return the rules that hold as a body that can be saved again."""
    answer = await (await town.signed_in(AMT)).get("/api/booking-policy")
    assert answer.status_code == 200, answer.text
    told = answer.json()
    fields = ("rev", "lending", "waiting", "prime_from", "prime_to", "children_until")
    groups = [{name: one[name] for name in ("group", "entry", "quota")} for one in told["groups"]]
    places = [{name: one[name] for name in ("place", "group", "entry")} for one in told["places"]]
    return {name: told[name] for name in fields} | {"groups": groups, "places": places}


async def set_policy(town: Town, **changes: dict[str, Any]) -> None:
    """Change rules: of a group (school, club, other: entry, quota) or of lending and waiting. What is left out stays."""
    body = await policy_body(town)
    for name, change in changes.items():
        group = next((one for one in body["groups"] if one["group"] == name), None)
        _merge(body[name] if group is None else group, change)
    answer = await (await town.signed_in(AMT)).put("/api/booking-policy", json=body)
    assert answer.status_code == 200, answer.text


def _merge(into: dict[str, Any], change: dict[str, Any]) -> None:
    for name, value in change.items():
        if isinstance(value, dict):
            _merge(into[name], value)
        else:
            into[name] = value
