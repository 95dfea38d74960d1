"""Whom an incident wakes, when the next person is called, and how often they are reminded. Pure.

The policy is a table: each situation, by day and by night, with the hall empty and occupied, has one order. What is missing
is filled with the safe defaults, so a policy saved by an older version never leaves a situation without an order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from itertools import product
from typing import Final, assert_never
from zoneinfo import ZoneInfo

from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity

ESCALATE_S: Final = 180
"""The investigation time of NFPA 72's positive alarm sequence; its 15 s to acknowledge are the shortest allowed here."""
ESCALATE_S_RANGE: Final = (15, 3_600)
REMIND_S_RANGE: Final = (30, 86_400)
COOLDOWN_S: Final = 600
LONGEST_COOLDOWN_S: Final = 3_600
NIGHT: Final = (22 * 60, 6 * 60)
MINUTES_A_DAY: Final = 24 * 60


class Situation(StrEnum):
    """What the policy tells apart."""

    ALARM = "alarm"
    PRE_ALARM = "pre_alarm"
    CO = "co"
    HELP = "help"
    DRILL = "drill"
    PANEL_FAULT = "panel_fault"
    SENSOR_FAULT = "sensor_fault"
    BATTERY = "battery"
    DEVICE_SILENT = "device_silent"
    ALERT_PATH = "alert_path"
    CROWD = "crowd"
    ACCESS = "access"
    """Something critical at a key locker: a compartment forced, a key gone and nobody knows who has it."""
    LOCKER = "locker"
    """Something at a key locker that can wait until morning."""
    KEY_OVERDUE = "key_overdue"
    DAMAGE = "damage"


FIRE: Final = frozenset({Situation.ALARM, Situation.PRE_ALARM, Situation.CO, Situation.HELP})
"""Never held back by quiet hours, grouping or cooldown, and never without a person who is woken."""


class Whom(StrEnum):
    DUTY = "duty"
    """Who is on call at the site, one after the other."""
    ALL = "all"
    """Everybody on call at the site at once."""
    CARETAKERS = "caretakers"
    """The caretakers of the site at once; where there is none, who is on call."""
    PAGE = "page"
    """Nobody: it stands on the page."""


class Urgency(StrEnum):
    """How a person is told: `wake` by every waking path, now; `tell` may wait for the end of quiet hours; `page` not at all."""

    WAKE = "wake"
    TELL = "tell"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Cell:
    """When an order applies."""

    night: bool
    occupied: bool

    def __str__(self) -> str:
        return f"{'night' if self.night else 'day'}_{'occupied' if self.occupied else 'empty'}"


CELLS: Final = tuple(Cell(night, occupied) for night, occupied in product((False, True), (False, True)))


@dataclass(frozen=True, slots=True)
class Order:
    """`escalate_s`: after how long the next person is called (0: nobody after the first); `remind_s`: 0 is never."""

    whom: Whom
    urgency: Urgency
    escalate_s: int = 0
    remind_s: int = 0


_WAKE_LINE: Final = Order(Whom.DUTY, Urgency.WAKE, ESCALATE_S, 60)
_TELL_LINE: Final = Order(Whom.DUTY, Urgency.TELL, 0, 4 * 3_600)
_TELL_CARETAKERS: Final = Order(Whom.CARETAKERS, Urgency.TELL, 0, 12 * 3_600)


def default_order(situation: Situation, cell: Cell) -> Order:
    """Return the safe default."""
    match situation:
        case Situation.ALARM:
            return Order(Whom.DUTY, Urgency.WAKE, 60 if cell.occupied else ESCALATE_S, 60)
        case Situation.PRE_ALARM | Situation.CO | Situation.HELP | Situation.ACCESS | Situation.DRILL:
            return _WAKE_LINE
        case Situation.ALERT_PATH | Situation.CROWD:
            return Order(Whom.DUTY, Urgency.WAKE, 5 * ESCALATE_S, 3_600)
        case Situation.DEVICE_SILENT | Situation.PANEL_FAULT:  # nobody watches over people who may be there
            return Order(Whom.DUTY, Urgency.WAKE if cell.occupied else Urgency.TELL, 5 * ESCALATE_S, 3_600)
        case Situation.SENSOR_FAULT | Situation.LOCKER | Situation.KEY_OVERDUE:
            return _TELL_LINE
        case Situation.BATTERY | Situation.DAMAGE:
            return _TELL_CARETAKERS
        case _:
            assert_never(situation)


@dataclass(frozen=True, slots=True)
class Policy:
    """`nights` are local wall time per site, in minutes after midnight from dusk to dawn; `night` is that of all others."""

    orders: Mapping[tuple[Situation, Cell], Order] = field(default_factory=dict)
    night: tuple[int, int] = NIGHT
    nights: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    cooldown_s: int = COOLDOWN_S

    def order(self, situation: Situation, cell: Cell) -> Order:
        return self.orders.get((situation, cell)) or default_order(situation, cell)

    def is_night(self, site: str, zone: ZoneInfo, now_ms: int) -> bool:
        start, end = self.nights.get(site, self.night)
        local = datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(zone)
        minute = local.hour * 60 + local.minute
        return start <= minute < end if start < end else minute >= start or minute < end


def every() -> Iterator[tuple[Situation, Cell]]:
    return product(Situation, CELLS)


def situation_of(kind: IncidentKind, sev: Severity) -> Situation:  # noqa: C901, PLR0911, PLR0912 - one case per kind: mypy proves none is missing
    """Return which rows of the policy an incident follows."""
    match kind:
        case IncidentKind.SMOKE | IncidentKind.HEAT | IncidentKind.PANEL | IncidentKind.CALL_POINT:
            return Situation.ALARM if sev == Severity.CRIT else Situation.PRE_ALARM
        case IncidentKind.PRE_ALARM:
            return Situation.PRE_ALARM
        case IncidentKind.CO:
            return Situation.CO
        case IncidentKind.HELP | IncidentKind.DURESS:
            return Situation.HELP
        case IncidentKind.DRILL:
            return Situation.DRILL
        case IncidentKind.PANEL_FAULT:
            return Situation.PANEL_FAULT
        case IncidentKind.SENSOR_FAULT | IncidentKind.TAMPER | IncidentKind.FIRE_OFF | IncidentKind.COMPONENT:
            return Situation.SENSOR_FAULT
        case IncidentKind.BATTERY | IncidentKind.EXIT_ENDS:
            return Situation.BATTERY
        case IncidentKind.DEVICE_SILENT | IncidentKind.SITE_LINK | IncidentKind.REVOKED | IncidentKind.DEVICE_CARE:
            return Situation.DEVICE_SILENT
        case IncidentKind.ALERT_PATH | IncidentKind.NOBODY_ON_CALL | IncidentKind.BROKER_DOWN | IncidentKind.AUTHORITY:
            return Situation.ALERT_PATH
        case IncidentKind.OVERCROWDED:
            return Situation.CROWD
        case IncidentKind.KEY_OVERDUE:
            return Situation.KEY_OVERDUE
        case IncidentKind.DAMAGE:
            return Situation.DAMAGE
        case IncidentKind.OTHER:
            return Situation.ALARM if sev == Severity.CRIT else Situation.SENSOR_FAULT
        case (
            IncidentKind.FORCED_DOOR
            | IncidentKind.LEFT_OPEN
            | IncidentKind.JAMMED
            | IncidentKind.WRONG_KEY
            | IncidentKind.KEY_MISSING
            | IncidentKind.KEY_UNKNOWN
            | IncidentKind.KEY_LOST
            | IncidentKind.KEY_CONFLICT
            | IncidentKind.CODE_LATE
            | IncidentKind.GUESSING
            | IncidentKind.INSIDE
            | IncidentKind.NO_KEY
            | IncidentKind.MAINS
            | IncidentKind.RESPONDER
            | IncidentKind.NO_SHOW
        ):
            return Situation.ACCESS if sev == Severity.CRIT else Situation.LOCKER
        case _:
            assert_never(kind)
