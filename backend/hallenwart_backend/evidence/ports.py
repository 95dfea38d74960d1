"""What other subjects give into the evidence log. They import it from the server's `ports`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from sqlalchemy import Connection


class EvidenceKind:
    """What the evidence log holds of alarms, tests and settings; lockers' events keep their own words."""

    ALARM_RAISED: Final = "alarm.raised"
    ALARM_WORSE: Final = "alarm.worse"
    """A pre-alarm became an alarm, or another sensor joined."""
    ALARM_CLEARED: Final = "alarm.cleared"
    FAULT_RAISED: Final = "fault.raised"
    FAULT_CLEARED: Final = "fault.cleared"
    ASKED: Final = "fire.asked"
    """A person gave a command; `about` is its id. What came of it stands in a link of its own."""
    SILENCED: Final = "fire.silenced"
    RESET: Final = "fire.reset"
    DELAYED: Final = "fire.delay"
    OFF: Final = "fire.off"
    ON: Final = "fire.on"
    WALK_BEGUN: Final = "walk.begun"
    WALK_HIT: Final = "walk.hit"
    WALK_ENDED: Final = "walk.ended"
    DRILL_BEGUN: Final = "drill.begun"
    DRILL_ENDED: Final = "drill.ended"
    SELF_TEST: Final = "test.self"
    """A person sent a test value through a sensor's rule."""
    DAILY_TEST: Final = "test.daily"
    """`said` begins with ok or failed."""
    ACKED: Final = "incident.acked"
    RESOLVED: Final = "incident.resolved"
    NOTED: Final = "incident.noted"
    CONFIG: Final = "fire.config"
    """A device watches by another configuration."""
    POLICY: Final = "alerts.policy"
    ROSTER: Final = "alerts.roster"
    WAYS: Final = "alerts.ways"
    PLAN: Final = "fire.plan"
    DIALLED: Final = "dialler.closed"


@dataclass(frozen=True, slots=True)
class Where:
    """The place an entry of the evidence log is found by."""

    site: str = ""
    device: str = ""
    zone: str = ""
    c: str = ""


NOWHERE: Final = Where()


class Evidence(Protocol):
    """The hash-chained log. Links hold pseudonyms; `said` may be erased, so names stand there or nowhere.

    `about` is the id of the alarm, incident, disablement or person it is about; `who` a person's id (kept as pseudonym) or
    empty; `pseudonym` is given instead where only that is known. `once`: told twice (devices do), it is kept once per kind
    and `about`.
    """

    async def note(
        self,
        kind: str,
        about: str,
        who: str,
        said: str,
        *,
        at: Where = NOWHERE,
        t_ms: int | None = None,
        once: bool = False,
        pseudonym: str = "",
    ) -> None:
        """Add a link in a transaction of its own; durable when this returns."""
        ...

    def keep(
        self,
        connection: Connection,
        kind: str,
        about: str,
        who: str,
        said: str,
        *,
        at: Where = NOWHERE,
        t_ms: int | None = None,
        once: bool = False,
        pseudonym: str = "",
    ) -> None:
        """Add a link in the transaction of the act itself."""
        ...


class NoEvidence:
    """Keeps nothing: for parts that are joined without a log."""

    async def note(
        self,
        kind: str,
        about: str,
        who: str,
        said: str,
        *,
        at: Where = NOWHERE,
        t_ms: int | None = None,
        once: bool = False,
        pseudonym: str = "",
    ) -> None: ...

    def keep(
        self,
        connection: Connection,
        kind: str,
        about: str,
        who: str,
        said: str,
        *,
        at: Where = NOWHERE,
        t_ms: int | None = None,
        once: bool = False,
        pseudonym: str = "",
    ) -> None: ...
