"""From a message of the city to the figures of its sensors. Decides alone; `service` stores. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import msgspec

from hallenwart_backend.city.lorawan import chirpstack, things_stack
from hallenwart_backend.city.lorawan.frames import MAX_BYTES, Frame, Joined, Refused, Status, Uplink
from hallenwart_backend.city.lorawan.seen import Seen
from hallenwart_backend.city.moments import believed, moment
from hallenwart_backend.city.paths import Absent, at
from hallenwart_backend.city.plan import Figure, Means, Sensor, System

BATTERY: Final = "battery_pct"
_READ: Final = {System.CHIRPSTACK: chirpstack.read, System.THINGS_STACK: things_stack.read}


@dataclass(frozen=True, slots=True)
class Taken:
    """What a message says of one sensor: it lives, and these figures at this time. `wrong`: figures that cannot be.

    `waited`: it was retained at the broker, and the message itself does not say when it was true.
    """

    sensor: Sensor
    at_ms: int
    figures: tuple[tuple[Figure, float], ...] = ()
    wrong: tuple[str, ...] = ()
    waited: bool = False


@dataclass(slots=True)
class Taker:
    """The sensors of one source. `unknown`: who else speaks there, so that a missing line is found."""

    system: System | None
    sensors: Sequence[Sensor]
    seen: Seen = field(default_factory=Seen)
    unknown: dict[str, int] = field(default_factory=dict)

    def take(self, topic: str, payload: bytes, received_ms: int, *, waited: bool = False) -> list[Taken] | str:
        """Return what a message of a broker says, or a word why it says nothing; empty: it is none of ours. Never fails."""
        if self.system in _READ:
            return self._frame(_READ[self.system](topic, payload), received_ms, waited=waited)
        mine = [sensor for sensor in self.sensors if sensor.key == topic]
        if not mine:
            return ""
        content = decoded(payload)
        return "json" if isinstance(content, Absent) else self._content(mine, content, received_ms, waited=waited)

    def push(self, content: Any, received_ms: int) -> list[Taken] | str:
        """Take one object of a pushed feed."""
        if not isinstance(content, dict):
            return "not_a_message"
        mine = [sensor for sensor in self.sensors if sensor.concerns(content)]
        return self._content(mine, content, received_ms, waited=False) if mine else "no_sensor"

    def _content(self, mine: Sequence[Sensor], content: Any, received_ms: int, *, waited: bool) -> list[Taken] | str:
        taken = [
            _taken(sensor, sensor.figures, content, believed(told_ms, received_ms), waited=waited and told_ms is None)
            for sensor in mine
            if sensor.concerns(content)
            for told_ms in [_time(sensor, content)]
        ]
        return taken or "no_sensor"

    def _frame(self, frame: Frame | None, received_ms: int, *, waited: bool) -> list[Taken] | str:
        if frame is None or isinstance(frame, Refused):
            return frame.why if frame else ""
        mine = [sensor for sensor in self.sensors if sensor.key == frame.dev_eui]
        if not mine:
            if len(self.unknown) < MOST_UNKNOWN or frame.dev_eui in self.unknown:
                self.unknown[frame.dev_eui] = received_ms
            return "no_sensor"
        at_ms, waited = believed(frame.at_ms, received_ms), waited and frame.at_ms is None
        if isinstance(frame, Joined | Status):
            pct = frame.battery_pct if isinstance(frame, Status) else None
            return [Taken(sensor, at_ms, _battery(sensor, pct), waited=waited) for sensor in mine]
        if not self.seen.is_new(frame.dev_eui, frame.session, frame.f_cnt, at_ms):
            return "repeated"
        return [_uplink(sensor, frame, at_ms, waited=waited) for sensor in mine]


MOST_UNKNOWN: Final = 50


def decoded(payload: bytes) -> Any:
    """Return the JSON value of bytes, absent where there is none. A bare word or number is one too."""
    try:
        return msgspec.json.decode(payload) if len(payload) <= MAX_BYTES else Absent()
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return Absent()


def _uplink(sensor: Sensor, uplink: Uplink, at_ms: int, *, waited: bool) -> Taken:
    taken = _taken(sensor, sensor.figures, uplink.decoded, at_ms, uplink.payload, uplink.f_port, waited=waited)
    told = _battery(sensor, uplink.battery_pct)
    return replace(taken, figures=(*taken.figures, *told))


def _taken(
    sensor: Sensor,
    figures: Sequence[Figure],
    content: Any,
    at_ms: int,
    payload: bytes = b"",
    f_port: int = 0,
    *,
    waited: bool,
) -> Taken:
    found = [(figure, figure.of(content, payload, f_port)) for figure in figures]
    good = tuple((figure, value) for figure, value in found if isinstance(value, float))
    return Taken(sensor, at_ms, good, tuple(figure.quantity for figure, value in found if value is None), waited)


def _battery(sensor: Sensor, pct: float | None) -> tuple[tuple[Figure, float], ...]:
    """The network's own word on the battery, where the sensor's figures have none."""
    if pct is None or any(figure.means is Means.BATTERY or figure.quantity == BATTERY for figure in sensor.figures):
        return ()
    return ((Figure(sensor.id, BATTERY, means=Means.BATTERY), pct),)


def _time(sensor: Sensor, content: Any) -> int | None:
    return moment(at(content, sensor.time)) if sensor.time else None
