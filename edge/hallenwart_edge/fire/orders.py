"""What people order of the fire watch: disable, enable, walk, delay and the drill. The limits are kept here, in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from hallenwart_contract.documents import Command
from hallenwart_contract.messages import Scalar
from hallenwart_contract.zones import Disablement
from hallenwart_edge.fire import delaying, disabling, rules, walking
from hallenwart_edge.fire.plan import SensorPlan, ZonePlan
from hallenwart_edge.fire.state import Draft, Fire, Now

OK: Final = "ok"


def carry_out(
    state: Fire, command: Command, sensors: Sequence[SensorPlan], zones: Mapping[str, ZonePlan], now: Now
) -> tuple[Fire, str]:
    """Return the new state and `ok`, or the state as it was and the reason why not.

    Reasons: unknown_zone, unknown_sensor, unknown_off, other_zone, bad_until, in_alarm, no_walk, no_delay, failed.
    """
    if command.op == "drill":
        after, _ = rules.drill(state, on=command.arg.get("on") is True, now=now, ref=_text(command, "ref"))
        return after, OK
    draft = Draft(state, now)
    reason = _change(draft, command, sensors, zones)
    return (state, reason) if reason else (draft.done()[0], OK)


def _change(draft: Draft, command: Command, sensors: Sequence[SensorPlan], zones: Mapping[str, ZonePlan]) -> str:
    zone, on = _text(command, "zone"), command.arg.get("on") is True
    match command.op:
        case "disable":
            return disabling.disable(draft, _wanted(command, draft.now), sensors, zones)
        case "enable":
            return disabling.enable(draft, _text(command, "off"))
        case "walk":
            if on:
                return walking.begin(draft, zone, _whole(command, "until_ms"), command.id, zones)
            return walking.end(draft, zone)
        case "delay":
            return delaying.switch(draft, zone, command.id, zones, on=on)
    return "failed"


def _wanted(command: Command, now: Now) -> Disablement:
    return Disablement(
        id=_text(command, "off") or command.id,
        zone=_text(command, "zone"),
        c=_text(command, "c"),
        since_ms=now.t_ms,
        until_ms=_whole(command, "until_ms"),
        reason=disabling.reason_of(command.arg.get("reason")),
        by=_text(command, "by") or command.by[:64],
    )


def _text(command: Command, name: str) -> str:
    value: Scalar = command.arg.get(name)
    return value[:64] if isinstance(value, str) else ""


def _whole(command: Command, name: str) -> int:
    value: Scalar = command.arg.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
