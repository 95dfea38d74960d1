"""Shelly Plus Smoke and other second-generation Shelly smoke heads over MQTT.

    PREFIX/events/rpc            NotifyStatus, NotifyFullStatus: {"params":{"ts":1716232627.7,"smoke:0":{"alarm":false}}}
                                 NotifyEvent: {"params":{"ts":…,"events":[{"component":"smoke:0","event":"alarm_test"}]}}
    PREFIX/status/smoke:0        {"id":0,"alarm":false,"mute":false}, and PREFIX/status/devicepower:0 {"battery":{"percent":85}}
    PREFIX/online                true or false (its will); false is normal, the head sleeps and wakes once a day

Notifications are partial: what they leave out stays. A head whose clock is not set yet counts `ts` from its own start.
Source: Shelly's component documentation (Smoke, DevicePower, Notifications) and captured messages.
"""

from __future__ import annotations

from typing import Final

from hallenwart_edge.local_bus.fields import Fields
from hallenwart_edge.local_bus.head import HeadReport

_FULL_PCT: Final = 100
_STATUS: Final = frozenset({"NotifyStatus", "NotifyFullStatus"})
_EVENTS: Final = {"alarm": {"smoke": True}, "alarm_off": {"smoke": False, "test": False}, "alarm_test": {"test": True}}
_SMOKE: Final = "smoke:0"
_POWER: Final = "devicepower:0"


def topics(prefix: str) -> list[str]:
    """Return what to subscribe for one head."""
    return [f"{prefix}/{end}" for end in ("online", "events/rpc", f"status/{_SMOKE}", f"status/{_POWER}")]


def report(end: str, payload: bytes, age_ms: int | None) -> HeadReport | None:
    """Read a message by the end of its topic; None for one that says nothing of the head itself."""
    if end == "online":
        return HeadReport(age_ms=age_ms) if payload.strip() == b"true" else None
    fields = Fields(payload)
    if end == f"status/{_SMOKE}":
        return _said({"smoke": fields.truth("alarm")}, None, None, fields, age_ms)
    if end == f"status/{_POWER}":
        battery_pct = _percent(fields)
        return _said({}, battery_pct, None, fields, age_ms)
    return _notified(fields, age_ms) if end == "events/rpc" else None


def _notified(fields: Fields, age_ms: int | None) -> HeadReport:
    params = fields.inner("params")
    stamp_ms = params.seconds("ts")
    method = fields.text("method")
    if method in _STATUS:
        smoke, power = params.inner(_SMOKE), params.inner(_POWER)
        said = {"smoke": smoke.truth("alarm")}
        battery_pct = _percent(power)
        fields.nonsense |= params.nonsense or smoke.nonsense or power.nonsense
        return _said(said, battery_pct, stamp_ms, fields, age_ms)
    said = {}
    if method == "NotifyEvent":
        for event in params.objects("events"):
            if event.text("component") == _SMOKE:
                said |= _EVENTS.get(event.text("event") or "", {})
    fields.nonsense |= params.nonsense
    return _said(said, None, stamp_ms, fields, age_ms)


def _percent(power: Fields) -> int | None:
    battery = power.inner("battery")
    percent = battery.within("percent", 0, _FULL_PCT)
    power.nonsense |= battery.nonsense
    return percent


def _said(
    said: dict[str, bool | None], battery_pct: int | None, stamp_ms: int | None, fields: Fields, age_ms: int | None
) -> HeadReport:
    return HeadReport(
        smoke=said.get("smoke"),
        test=said.get("test"),
        battery_pct=battery_pct,
        stamp_ms=stamp_ms,
        nonsense=fields.nonsense,
        age_ms=age_ms,
    )
