"""What the sensors of an incident said: each with its beginning, its newest figure and its end. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Sensor:
    """One sensor in alarm. `cause` is the alarm it belongs to, `gone_ms` when that ended."""

    c: str
    device: str
    cause: str
    since_ms: int
    measured: str = ""
    gone_ms: int | None = None


def noted(
    known: Sequence[Sensor], said: Sequence[str], *, device: str, cause: str, since_ms: int, about: str = "", measured: str = ""
) -> tuple[tuple[Sensor, ...], tuple[Sensor, ...]]:
    """Take in the sensors a report names; return all, and those that are new to it. `measured` is the figure of `about`.

    A sensor whose alarm had ended and that says so again begins anew.
    """
    wanted = dict.fromkeys(c for c in (*said, about) if c)
    old = {(one.device, one.c): one for one in known}
    joined = tuple(
        Sensor(c, device, cause, since_ms, measured if c == about else "") for c in wanted if not _says(old.get((device, c)))
    )
    after = old | {(device, one.c): one for one in joined}
    here = after.get((device, about))
    if here is not None and measured:
        after[device, about] = replace(here, measured=measured)
    return tuple(after.values()), joined


def _says(sensor: Sensor | None) -> bool:
    return sensor is not None and sensor.gone_ms is None


def ended(known: Sequence[Sensor], ends: Callable[[str], bool], at_ms: int) -> tuple[Sensor, ...]:
    """Note that the causes for which `ends` is true are over."""
    return tuple(replace(one, gone_ms=at_ms) if one.gone_ms is None and ends(one.cause) else one for one in known)
