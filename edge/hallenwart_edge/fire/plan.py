"""What a zone and its sensors are by configuration, and the limits that a configuration keeps.

The limits are oriented at those of control and indicating equipment (facts: delays at most 10 min in steps of 1 min, a first
signal held at most 60 s and confirmed for at least 30 min, a pre-alarm that ends by itself not before 5 min).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hallenwart_contract.messages import AlarmType

MAX_DELAY_S: Final = 600
DELAY_STEP_S: Final = 60
MAX_HOLD_S: Final = 60
MIN_WINDOW_S: Final = 1_800
CANCEL_AFTER_MS: Final = 300_000
"""A pre-alarm whose cause is gone for so long ends by itself."""
MAX_OFF_MS: Final = 7 * 86_400_000
MAX_WALK_MS: Final = 2 * 3_600_000
MAX_DRILL_MS: Final = 2 * 3_600_000
FIRE_TYPES: Final = frozenset({AlarmType.SMOKE, AlarmType.HEAT, AlarmType.PANEL, AlarmType.CALL_POINT})
"""What belongs to the one alarm of a zone. Carbon monoxide does not: it is a danger of its own and empties no building."""


class Dependency(StrEnum):
    """What a first signal of a zone is worth before a second one comes.

    `NONE`: an alarm. `A`: nothing yet; confirmed by the same sensor after the hold, or by another one. `B`: a pre-alarm,
    until another sensor confirms. `C`: an alarm, but siren and evacuation wait for the second signal.
    """

    NONE = "none"
    A = "A"
    B = "B"
    C = "C"


class Means(StrEnum):
    """Whose word it is: this system's own sensor, the alarm contact of the building's fire panel, or a person's button."""

    OWN = "own"
    PANEL = "panel"
    NAMED = "named"


class Profile(StrEnum):
    """How a thermometer is judged. `TALL`: under a high roof, where heat arrives slowly and thin."""

    ROOM = "room"
    TALL = "tall"


@dataclass(frozen=True, slots=True)
class SensorPlan:
    """Which zone a sensor watches and what its fire is called. Sensors with the same `place` do not confirm each other.

    `alarms` False: it only measures beside the others, such as dust, and can neither raise nor confirm.
    """

    id: str
    zone: str
    type: AlarmType
    means: Means = Means.OWN
    place: str = ""
    alarms: bool = True

    @property
    def where(self) -> str:
        return self.place or self.id

    @property
    def burns(self) -> bool:
        """Whether its word is a fire of its zone."""
        return self.alarms and self.type in FIRE_TYPES

    @property
    def overrides(self) -> bool:
        """Whether a person or the building's panel speaks: no dependency and no delay holds that back."""
        return self.means is not Means.OWN


@dataclass(frozen=True, slots=True)
class ZonePlan:
    """`delay_s`: how long siren and evacuation may wait; `hold_s` and `window_s` belong to dependency A."""

    id: str
    name: str
    dependency: Dependency = Dependency.NONE
    delay_s: int = 0
    hold_s: int = 30
    window_s: int = MIN_WINDOW_S

    @property
    def longest_wait_s(self) -> int:
        """How long the outputs wait at most. Those of dependency C never wait for ever, whatever is configured."""
        return self.delay_s or (MAX_DELAY_S if self.dependency is Dependency.C else 0)
