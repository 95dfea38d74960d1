"""What the server's subjects need from brokers, databases and notifiers, and what they offer to the ingest.

Adapters live in `adapters`, one file per technology; `main` joins them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from hallenwart_backend.evidence.ports import NOWHERE, Evidence, EvidenceKind, Where
from hallenwart_contract.documents import Command, Config, Grants
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Ack, Alarm, Conn, Event, Heartbeat, Reading, Severity, State
from hallenwart_contract.view import View

# --- from the devices ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where and when something came in. `replayed` marks rows that are older than 60 s: they never alarm as new."""

    device: str
    received_ms: int
    replayed: bool = False


class Listener(Protocol):
    """What a subject may want to know of devices, after the rows are committed. Unwanted methods do nothing.

    A listener must be idempotent: after a crash between commit and call the same row is told again.
    """

    async def on_alarm(self, arrival: Arrival, alarm: Alarm) -> None: ...

    async def on_event(self, arrival: Arrival, event: Event) -> None: ...

    async def on_readings(self, arrival: Arrival, readings: Sequence[Reading]) -> None: ...

    async def on_state(self, arrival: Arrival, state: State) -> None: ...

    async def on_conn(self, arrival: Arrival, conn: Conn) -> None: ...

    async def on_heartbeat(self, arrival: Arrival, heartbeat: Heartbeat) -> None: ...

    async def on_ack(self, arrival: Arrival, ack: Ack) -> None: ...


class ListenerBase:
    """A listener that wants nothing; subjects override what they need."""

    async def on_alarm(self, arrival: Arrival, alarm: Alarm) -> None: ...

    async def on_event(self, arrival: Arrival, event: Event) -> None: ...

    async def on_readings(self, arrival: Arrival, readings: Sequence[Reading]) -> None: ...

    async def on_state(self, arrival: Arrival, state: State) -> None: ...

    async def on_conn(self, arrival: Arrival, conn: Conn) -> None: ...

    async def on_heartbeat(self, arrival: Arrival, heartbeat: Heartbeat) -> None: ...

    async def on_ack(self, arrival: Arrival, ack: Ack) -> None: ...


# --- to the devices --------------------------------------------------------------------------------------------------

Document = Config | Grants | View


class Publisher(Protocol):
    """Signed documents and commands to devices. Documents are kept and healed: told again whenever a device is behind."""

    async def publish(self, device: str, document: Document) -> int:
        """Store as wanted, publish retained, return the `rev` the publisher gave it; the argument's `rev` is ignored.

        Returns when it is stored, not when the device has it: the device tells that with `revs` of conn and hb.
        """
        ...

    async def command(self, device: str, command: Command) -> None:
        """Send once, to the device's current connection, at once. Never repeated."""
        ...


# --- stores ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SeriesKey:
    device: str
    component: str
    quantity: str


class Series(Protocol):
    """Time series of record."""

    async def window(self, key: SeriesKey, *, from_ms: int, to_ms: int) -> list[tuple[int, float | None]]:
        """Return (t_ms, value) in order of time, at most 20 000 points."""
        ...

    async def latest(self, key: SeriesKey) -> tuple[int, float | None] | None: ...

    async def append(self, points: Iterable[tuple[SeriesKey, int, float | None]]) -> None:
        """Store (key, t_ms, value) all or none, durable when this returns; values already there stay.

        Raises:
            StoreUnavailableError: nothing was stored.
            ValueError: a device would have too many series.
        """
        ...


# --- incidents -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an incident is open. There is one unresolved incident per `key`; several causes may hold it open.

    `key` names what is wrong where (`smoke:nordpark:geraeteraum`, `device_silent:sued-1`), `id` this one cause (an alarm
    id). `since_ms` is the device's time. `measured` is a figure in words ("Rauch 4,1 %/m"). `sensor` is the one this report
    is about, `sensors` all that have joined; siren and evacuation wait until `delay_until_ms`. A `drill` is an incident of
    its own kind and key: it is never mixed with a real one.
    """

    key: str
    id: str
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


class Incidents(Protocol):
    """The one incident engine. Both calls are idempotent and return after the commit."""

    async def report(self, cause: Cause) -> None:
        """Raise an incident, or add to or update the unresolved one with this key."""
        ...

    async def clear(self, key: str, cause_id: str, at_ms: int) -> None:
        """Say that one cause is over, all of them for an empty `cause_id`. The incident stays until a person resolves it."""
        ...


class Tests(Protocol):
    """Who sent a test alarm through the whole path and waits for it."""

    async def on_test(self, ref: str, alarm: Alarm) -> None:
        """Take the answer to the `selftest` command of this `ref`."""
        ...


# --- to people -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Notice:
    """What a person is told. `tag` replaces an older notice of the same incident; no personal data in it.

    `over`: what was told before is settled. `letter` is the number of the message in the queue, 0 where it has none.

    As it leaves, `link` is absolute and belongs to this letter alone, and `token` is what a receipt of it carries.
    `signed`: the link gets its proof only then, so that the records hold no link that works. `mail` is what an e-mail
    says more (`mail.Mail` in plain values); every other way has title, body and link alone.
    """

    title: str
    body: str
    tag: str
    urgent: bool
    link: str = "/manager/"
    drill: bool = False
    over: bool = False
    letter: int = 0
    token: str = ""
    signed: bool = False
    mail: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """The next hop accepted a message. `receipt` is what to ask and to take back by, empty where a way has neither."""

    receipt: str = ""


class Notifier(Protocol):
    """One way to reach a person, by an address it understands (an apprise URL, a push subscription, a telephone number)."""

    async def notify(self, address: str, notice: Notice) -> Handed:
        """Hand a message to the next hop.

        Raises:
            DeadAddressError: this address never works; not to be tried again.
            OSError: not now; to be tried again.
        """
        ...


class Became(StrEnum):
    """What became of a message that was handed over.

    `missed`: nobody took it, it may be tried again; `ended`: nothing more comes of it.
    """

    WAITING = "waiting"
    DELIVERED = "delivered"
    ACKED = "acked"
    MISSED = "missed"
    ENDED = "ended"


class FollowedNotifier(Notifier, Protocol):
    """A way that says later what became of a message, and takes it back."""

    async def follow(self, address: str, receipt: str) -> Became:
        """Raises OSError to ask again."""
        ...

    async def cancel(self, address: str, receipt: str) -> None:
        """Stop repeating or ringing. Idempotent. Raises OSError to try again."""
        ...


Changed = Callable[[], Awaitable[None]]


__all__ = ["NOWHERE", "Evidence", "EvidenceKind", "Where"]
