"""All that stands in the fire watch of one Pi, and the draft in which one decision changes it.

Rows and events wait in the state itself until they are safe in the outbox: what is kept on the card is kept with them, so a
crash between deciding and telling loses nothing. Wall times are for people and restarts, monotonic ones for waiting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from hallenwart_contract.messages import Alarm, Event, Phase, Scalar, Severity
from hallenwart_contract.zones import Disablement
from hallenwart_edge.fire.plan import FIRE_TYPES, Means, SensorPlan
from hallenwart_edge.fire.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Now:
    """The moment of a decision and where new identities come from."""

    t_ms: int
    mono_ms: int
    new_id: Callable[[], str]

    def after(self, ms: int) -> Until:
        return Until(self.t_ms + ms, self.mono_ms + ms)


@dataclass(frozen=True, slots=True)
class Until:
    """A moment to come, by the monotonic clock. After a restart, when that begins anew, the wall clock tells what is left."""

    t_ms: int
    mono_ms: int

    def passed(self, now: Now) -> bool:
        return now.mono_ms >= self.mono_ms

    def left_ms(self, now: Now) -> int:
        return max(0, self.mono_ms - now.mono_ms)

    def resumed(self, now: Now, longest_ms: int) -> Until:
        """Return it for a clock that began anew; a wall clock that was set makes it never longer than it can be."""
        return now.after(min(max(0, self.t_ms - now.t_ms), longest_ms))


@dataclass(frozen=True, slots=True)
class Latched:
    """An alarm that stands. While `waits` its siren and evacuation wait; `calm_ms`: since when its cause is gone, monotonic."""

    alarm: Alarm
    means: Means = Means.OWN
    waits: Until | None = None
    calm_ms: int | None = None

    @property
    def full(self) -> bool:
        """Whether it is an alarm, not a pre-alarm."""
        return self.alarm.sev == Severity.CRIT


@dataclass(frozen=True, slots=True)
class Held:
    """A first signal under dependency A, of one place: nothing before `until`, forgotten after `ends`."""

    where: str
    until: Until
    ends: Until


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk test until `until_ms`, wall time. `burning`: sensors that were hit and have not let go yet."""

    until_ms: int
    burning: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fire:
    """`zones`: the one fire alarm of each zone. `health`: carbon monoxide by sensor. `faults`: by sensor, or sensor and note.

    `undelayed`: zones whose delay a person switched off. `rows` and `events` are not safe in the outbox yet.
    """

    zones: Mapping[str, Latched] = field(default_factory=dict)
    health: Mapping[str, Latched] = field(default_factory=dict)
    faults: Mapping[str, Latched] = field(default_factory=dict)
    held: Mapping[str, Held] = field(default_factory=dict)
    off: Mapping[str, Disablement] = field(default_factory=dict)
    walks: Mapping[str, Walk] = field(default_factory=dict)
    undelayed: tuple[str, ...] = ()
    drill: Alarm | None = None
    rows: tuple[Alarm, ...] = ()
    events: tuple[Event, ...] = ()


NOTHING: Final = Fire()


class Draft:
    """A state while one decision is made of it; `done` gives the new one and its rows, fires before anything else."""

    def __init__(self, state: Fire, now: Now) -> None:
        self._before = state
        self.now = now
        self.zones, self.health, self.faults = dict(state.zones), dict(state.health), dict(state.faults)
        self.held, self.off, self.walks = dict(state.held), dict(state.off), dict(state.walks)
        self.undelayed, self.drill = set(state.undelayed), state.drill
        self._rows: list[Alarm] = []
        self._events: list[Event] = []

    def tell(self, alarm: Alarm) -> Alarm:
        self._rows.append(alarm)
        return alarm

    def note(self, kind: str, c: str = "", **a: Scalar) -> None:
        """Tell an event about sensor `c`, or about a zone."""
        self._events.append(Event(kind=kind, t_ms=self.now.t_ms, mono_ms=self.now.mono_ms, c=c, a=a))

    def raised(self, sensor: SensorPlan, verdict: Verdict, sev: Severity, *, delay_ms: int = 0) -> Alarm:
        """Tell and return a new alarm of what the sensor says."""
        return self.tell(
            Alarm(
                id=self.now.new_id(),
                type=sensor.type,
                phase=Phase.RAISE,
                sev=sev,
                zone=sensor.zone,
                c=sensor.id,
                x=verdict.x,
                thr=verdict.thr,
                t_ms=self.now.t_ms,
                mono_ms=self.now.mono_ms,
                text=verdict.reason,
                sensors=[sensor.id],
                delay_ms=delay_ms,
            )
        )

    def again(self, alarm: Alarm, **changes: object) -> Alarm:
        """Tell and return a later row of an alarm."""
        return self.tell(changed(alarm, t_ms=self.now.t_ms, mono_ms=self.now.mono_ms, **changes))

    def done(self) -> tuple[Fire, list[Alarm]]:
        rows = sorted(self._rows, key=lambda row: row.type not in FIRE_TYPES)
        before = self._before
        after = Fire(
            zones=self.zones,
            health=self.health,
            faults=self.faults,
            held=self.held,
            off=self.off,
            walks=self.walks,
            undelayed=tuple(sorted(self.undelayed)),
            drill=self.drill,
            rows=(*before.rows, *rows),
            events=(*before.events, *self._events),
        )
        return (before if after == before else after), rows


def changed(alarm: Alarm, **changes: object) -> Alarm:
    """Return the alarm with other fields."""
    return Alarm(**{**{name: getattr(alarm, name) for name in alarm.__struct_fields__}, **changes})


def told(state: Fire, rows: int, events: int) -> Fire:
    """Note that the oldest rows and events are safe in the outbox."""
    return replace(state, rows=state.rows[rows:], events=state.events[events:])


def standing(state: Fire) -> list[Alarm]:
    """Return all alarms that stand, fires first."""
    latched: Iterable[Latched] = (*state.zones.values(), *state.health.values(), *state.faults.values())
    alarms = [each.alarm for each in latched]
    return alarms if state.drill is None else [*alarms, state.drill]
