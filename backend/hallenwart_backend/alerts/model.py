"""An incident as a value: what a cause says, what its sensors said, who was told, and where it stands. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from hallenwart_backend.alerts.sensors import Sensor
from hallenwart_contract.live_incidents import IncidentKind, IncidentState, IncidentStep
from hallenwart_contract.messages import Severity

WORDS: Final = ("going", "there", "false_alarm", "seen")
DOUBT: Final = "false_alarm"
FIRE_KINDS: Final = frozenset({IncidentKind.SMOKE, IncidentKind.HEAT, IncidentKind.PANEL, IncidentKind.CALL_POINT})
SELF_ENDING: Final = frozenset({IncidentKind.HELP, IncidentKind.DRILL})
"""They wake people like critical ones, yet are over when whoever called says so and somebody has seen it."""
ENDED_BY_PEOPLE: Final = frozenset({IncidentKind.HELP, IncidentKind.DURESS, IncidentKind.KEY_UNKNOWN, IncidentKind.DRILL})
"""No device tells the end of these: whoever looked after it does."""
SEVERITIES: Final = tuple(Severity)
DRILL_KEY: Final = "drill:"


def rank(sev: Severity) -> int:
    """Return 0 for critical."""
    return SEVERITIES.index(sev)


def key_of(key: str, *, drill: bool) -> str:
    """Return the key of an incident: a drill's is never that of something real."""
    return f"{DRILL_KEY}{key}" if drill and not key.startswith(DRILL_KEY) else key


@dataclass(frozen=True, slots=True)
class What:
    """What a cause says about its incident. `measured`, `sensor` and `sensors` are of this report alone."""

    key: str
    kind: IncidentKind
    sev: Severity
    site: str
    since_ms: int
    device: str = ""
    hall: str = ""
    zone: str = ""
    slot: int | None = None
    detail: str = ""
    siren: bool = False
    measured: str = ""
    replayed: bool = False
    sensor: str = ""
    sensors: tuple[str, ...] = ()
    drill: bool = False
    delay_until_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who was told; not `reached`: there was no way to."""

    person: str
    name: str
    t_ms: int
    reached: bool = True


@dataclass(frozen=True, slots=True)
class Incident:
    """`causes` are those that still hold, with their beginning; `past` those that ended: told again, they are no news.

    `call_ms` is when people began to be called (anew when it got worse or came again), `woken` how many steps of the
    escalation were taken since, the last at `stepped_ms`; `told_ms` when anybody was told, reminders included. It came back
    too soon to be told again before `hush_until_ms`.
    """

    id: str
    what: What
    state: IncidentState
    raised_ms: int
    causes: Mapping[str, int]
    past: Mapping[str, int] = field(default_factory=dict)
    cleared_ms: int | None = None
    acked_by: str = ""
    acked_ms: int | None = None
    ack_word: str = ""
    resolved_by: str = ""
    resolved_ms: int | None = None
    note: str = ""
    measured: tuple[str, ...] = ()
    sensors: tuple[Sensor, ...] = ()
    told: tuple[Told, ...] = ()
    woken: int = 0
    call_ms: int | None = None
    stepped_ms: int | None = None
    told_ms: int | None = None
    hush_until_ms: int | None = None
    count: int = 1
    facts: tuple[dict[str, object], ...] = field(default=())

    @property
    def sev(self) -> Severity:
        return self.what.sev

    @property
    def is_drill(self) -> bool:
        return self.what.drill or self.what.kind is IncidentKind.DRILL

    @property
    def stage_ms(self) -> int:
        """When it became what people are called for now: what they were told before is of an earlier stage."""
        return self.call_ms or self.raised_ms


class Wake(StrEnum):
    """Whom a change concerns."""

    NOBODY = "nobody"
    PAGE = "page"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Change:
    """An incident after something happened, and what the timeline says of it."""

    incident: Incident
    wake: Wake = Wake.NOBODY
    steps: tuple[IncidentStep, ...] = ()
