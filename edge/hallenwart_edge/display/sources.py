"""All that a display is made of, and the moment for which it is asked. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from hallenwart_contract.clock import to_ms, utc
from hallenwart_contract.documents import Config, Grants
from hallenwart_contract.site_link import ZoneAlarm
from hallenwart_contract.view import View


@dataclass(frozen=True, slots=True)
class Moment:
    """Wall time for people, monotonic time for ages: one may jump, the other never does."""

    wall_ms: int
    mono_ms: int


@dataclass(frozen=True, slots=True)
class KeyOut:
    """A key that is not in its compartment, and the right it was fetched with."""

    slot: int
    grant: str
    out_ms: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """`own` and `heard` hold fires, drills and other dangers; of each peer, None when it is silent.

    `people` and `uses` are per hall, `unheard` are the halls whose peer is silent. `cameras`: whether one sends, per hall.
    `slots` are the compartments of `device` whose keys are seen.
    `network` and `enrolled` say what a new device has; `trusted`: its clock is right.
    """

    view: View | None = None
    config: Config | None = None
    grants: Grants | None = None
    keys: Sequence[KeyOut] = ()
    slots: frozenset[int] = frozenset()
    people: Mapping[str, int | None] = field(default_factory=dict)
    uses: Mapping[str, str] = field(default_factory=dict)
    unheard: frozenset[str] = frozenset()
    own: Sequence[ZoneAlarm] = ()
    heard: Mapping[str, Sequence[ZoneAlarm] | None] = field(default_factory=dict)
    cameras: Mapping[str, bool | None] = field(default_factory=dict)
    received_ms: int | None = None
    online: bool = False
    network: bool = True
    enrolled: bool = True
    trusted: bool = True
    title: str = ""
    zone: str = "Europe/Berlin"
    device: str = ""

    @property
    def here(self) -> ZoneInfo:
        """The zone of the site."""
        return ZoneInfo(self.config.zone if self.config else self.zone)

    @property
    def plan_ms(self) -> int | None:
        """When the plan was last known to be the newest."""
        if self.received_ms is not None:
            return self.received_ms
        return self.view.made_ms if self.view else None


def local_day(zone: ZoneInfo, now_ms: int) -> tuple[int, int]:
    """Return the local day that holds `now_ms`: its begin and the next midnight, also across changes of the clock."""
    day = utc(now_ms).astimezone(zone).date()
    return to_ms(datetime.combine(day, time.min, zone)), to_ms(datetime.combine(day + timedelta(days=1), time.min, zone))


def local_time(zone: ZoneInfo, at_ms: int) -> str:
    """Return `18:30`."""
    return f"{utc(at_ms).astimezone(zone):%H:%M}"
