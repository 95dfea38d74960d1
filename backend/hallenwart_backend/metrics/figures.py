"""The server's figures as Prometheus reads them. Names of people, clubs and codes never stand in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from prometheus_client import CollectorRegistry, GCCollector, Histogram, PlatformCollector, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Connection, func, select

from hallenwart_backend import __version__
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.measure import Spans
from hallenwart_backend.alerts.tables import incidents, outgoing
from hallenwart_backend.booking.model import Kind, State
from hallenwart_backend.booking.tables import bookings
from hallenwart_backend.fleet.rules import DeviceState
from hallenwart_backend.halls.tables import halls
from hallenwart_backend.live import Hub
from hallenwart_contract.clock import Clock
from hallenwart_contract.live import MirrorNow

_SECONDS: Final = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_SHARES: Final = (0.5, 0.99)
_LONGEST_MS: Final = 14 * 86_400_000
"""No booking is longer."""
MirrorState = Callable[[], Awaitable[MirrorNow | None]]
Screens = Callable[[], Mapping[str, bool]]
"""Whether a browser draws, for each display that is connected."""
States = Callable[[], Iterable[DeviceState]]
"""The state of every device."""


class Intake(Protocol):
    """What ingest tells of itself."""

    @property
    def broker_ok(self) -> bool: ...

    @property
    def store_ok(self) -> bool: ...

    @property
    def connected(self) -> bool: ...

    @property
    def backlog(self) -> int: ...

    @property
    def stored(self) -> int: ...

    async def dead_letters(self) -> int: ...


@dataclass(frozen=True, slots=True)
class _Read:
    """What the databases said for one answer. `oldest_ms` is the age of the oldest message that nobody took yet."""

    letters: int = 0
    oldest_ms: int = 0
    incidents: tuple[tuple[str, str, int], ...] = ()
    dead_letters: int = 0
    booked: tuple[tuple[str, int], ...] = ()
    mirror: MirrorNow | None = None


class Figures(Collector):
    """Collects when it is asked; keeps nothing but the times of requests."""

    def __init__(
        self, records: Records, clock: Clock, intake: Intake, states: States, hub: Hub, spans: Spans, mirror: MirrorState
    ) -> None:
        self._records, self._clock = records, clock
        self._intake, self._states, self._hub, self._spans = intake, states, hub, spans
        self._read = _Read()
        self._mirror = mirror
        self.screens: Screens = dict
        self.registry = CollectorRegistry()
        for collector in (self, ProcessCollector(registry=None), PlatformCollector(registry=None)):
            self.registry.register(collector)
        GCCollector(registry=self.registry)
        labels = ("method", "route", "status")
        self.requests = Histogram(
            "hallenwart_http_request_seconds", "time to answer", labels, registry=self.registry, buckets=_SECONDS
        )

    async def ready(self) -> dict[str, bool]:
        """Return what the server needs to do its work, and whether it is there."""
        return {
            "records": await self._records.read(lambda connection: connection.scalar(select(1)) == 1),
            "broker": self._intake.broker_ok,
            "store": self._intake.store_ok,
            "ingest": self._intake.connected,
        }

    async def text(self) -> bytes:
        """Return everything in Prometheus's text format. Raises StoreUnavailableError."""
        now_ms = self._clock.now_ms()
        read = await self._records.read(lambda connection: _read(connection, now_ms))
        dead = await self._intake.dead_letters()
        self._read = replace(read, dead_letters=dead, mirror=await self._mirror())
        return generate_latest(self.registry)

    def collect(self) -> Iterator[Metric]:
        yield _labelled("hallenwart_build", "the running version", ("version",), [((__version__,), 1)])
        states = Counter(str(state) for state in self._states())
        shown = [((str(state),), states[str(state)]) for state in DeviceState]
        yield _labelled("hallenwart_devices", "devices by state", ("state",), shown)
        yield _one("hallenwart_broker_up", "whether the broker passed on our own heartbeat lately", self._intake.broker_ok)
        yield _one("hallenwart_store_up", "whether every store took what it was given last", self._intake.store_ok)
        yield _one("hallenwart_ingest_connected", "whether all connections of ingest stand", self._intake.connected)
        yield _one("hallenwart_ingest_waiting", "messages that wait for the store", self._intake.backlog)
        yield CounterMetricFamily("hallenwart_ingest_stored", "messages committed since the start", value=self._intake.stored)
        yield _one("hallenwart_dead_letters", "messages kept because they could not be understood", self._read.dead_letters)
        yield _one("hallenwart_messages_waiting", "messages to people that nobody took yet", self._read.letters)
        yield _one("hallenwart_messages_oldest_seconds", "age of the oldest of them", self._read.oldest_ms / 1_000)
        yield _labelled(
            "hallenwart_incidents",
            "incidents that are not resolved",
            ("kind", "state"),
            [((kind, state), count) for kind, state, count in self._read.incidents],
        )
        draws = self.screens().values()
        yield _one("hallenwart_displays_without_page", "displays for which no browser draws", sum(not one for one in draws))
        yield _one("hallenwart_pages_open", "pages that hold a live connection", self._hub.open_pages)
        booked = [((hall,), count) for hall, count in self._read.booked]
        yield _labelled("hallenwart_hall_booked", "whether a hall is booked now, 1 or 0", ("hall",), booked)
        yield self._delays()
        if (mirror := self._read.mirror) is not None:
            yield from _mirror(mirror, self._clock.now_ms())

    def _delays(self) -> Metric:
        """How long alarms of the last 30 days took, by where they arrived."""
        family = GaugeMetricFamily(
            "hallenwart_alarm_delay_seconds", "from the sensor, alarms of the last 30 days", labels=("to", "share")
        )
        for to, of in (("screen", self._spans.screen), ("message", self._spans.notify)):
            for share in _SHARES:
                if (took_ms := of(share)) is not None:
                    family.add_metric((to, str(share)), took_ms / 1_000)
        return family


def _read(connection: Connection, now_ms: int) -> _Read:
    waiting = outgoing.c.accepted_ms.is_(None), outgoing.c.dead_ms.is_(None), outgoing.c.withdrawn_ms.is_(None)
    count, since_ms = connection.execute(select(func.count(), func.min(outgoing.c.created_ms)).where(*waiting)).one()
    by = incidents.c.kind, incidents.c.state
    found = connection.execute(select(*by, func.count()).where(incidents.c.state != "resolved").group_by(*by)).all()
    return _Read(
        count,
        max(0, now_ms - since_ms) if since_ms else 0,
        tuple((str(k), str(s), int(n)) for k, s, n in found),
        booked=_booked(connection, now_ms),
    )


def _booked(connection: Connection, now_ms: int) -> tuple[tuple[str, int], ...]:
    """Return every hall, and whether somebody has it now; what the town blocks for itself is no booking."""
    lately = bookings.c.start_ms.between(now_ms - _LONGEST_MS, now_ms)
    running = lately, bookings.c.end_ms > now_ms, bookings.c.kind != Kind.BLOCK
    taken = set(connection.execute(select(bookings.c.hall).where(bookings.c.state == State.BOOKED, *running)).scalars())
    known = connection.execute(select(halls.c.id).where(halls.c.kind == "hall").order_by(halls.c.id)).scalars()
    return tuple((str(hall), int(hall in taken)) for hall in known)


def _mirror(now: MirrorNow, now_ms: int) -> Iterator[Metric]:
    words = ("away", "denied", "refused")
    yield _one("hallenwart_mirror_up", "whether the mirror takes what it is told", now.state not in words)
    shown = [((word,), int(now.state == word)) for word in words]
    yield _labelled("hallenwart_mirror_trouble", "why it does not", ("word",), shown)
    yield _one("hallenwart_mirror_behind_rows", "samples that wait for the mirror", now.rows)
    late_s = max(0, now_ms - now.level_ms) / 1_000 if now.rows else 0
    yield _one("hallenwart_mirror_behind_seconds", "since when some wait", late_s)
    yield _one("hallenwart_mirror_filling", "whether missed or older samples are filled in", now.state == "filling")
    yield CounterMetricFamily("hallenwart_mirror_written", "samples written since the start", value=now.written)
    yield CounterMetricFamily("hallenwart_mirror_refused", "samples it never takes, since the start", value=now.refused)


def _one(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(name, about, value=float(value))


def _labelled(name: str, about: str, labels: tuple[str, ...], values: Sequence[tuple[tuple[str, ...], int]]) -> Metric:
    family = GaugeMetricFamily(name, about, labels=labels)
    for names, value in values:
        family.add_metric(names, value)
    return family
