"""How long it really took from the sensor to the screen and to the first message handed over: alarms of the last 30 days.

Only alarms of fire and gas count. A device whose clock cannot be trusted gives no figure: it is counted apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection, delete, insert, select, update

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.model import Incident
from hallenwart_backend.alerts.tables import alert_spans
from hallenwart_contract.clock import Clock
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import ClockTrust

KEPT_MS: Final = 30 * 86_400_000
TRUSTED_CLOCKS: Final = frozenset({ClockTrust.NTP, ClockTrust.RTC})
MEASURED: Final = frozenset(
    {
        IncidentKind.SMOKE,
        IncidentKind.HEAT,
        IncidentKind.PANEL,
        IncidentKind.CALL_POINT,
        IncidentKind.PRE_ALARM,
        IncidentKind.CO,
    }
)


def percentile(values: list[int], share: float) -> int | None:
    """Return the smallest value that at least `share` of the values do not exceed."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


@dataclass(frozen=True, slots=True)
class Span:
    """One alarm's way: when the sensor said so (the device's clock), and when it was where (this server's clock)."""

    incident: str
    device: str
    sensor_ms: int
    committed_ms: int
    trusted: bool = True
    screen_ms: int | None = None
    handed_ms: int | None = None


class Spans:
    """Milliseconds from the device's time of an alarm. `trusted` says whether a device's clock can be compared with ours."""

    def __init__(self, trusted: Callable[[str], bool] = lambda _device: True) -> None:
        self._trusted = trusted
        self._spans: dict[str, Span] = {}
        self._unsaved: set[str] = set()

    # --- what happens ---

    def began(self, incident: Incident) -> None:
        """Take note of a fresh alarm, once. What came late is history and no measure of today's way."""
        what = incident.what
        if what.kind not in MEASURED or what.replayed or incident.id in self._spans:
            return
        trusted = self._trusted(what.device) if what.device else True
        self._keep(Span(incident.id, what.device, what.since_ms, incident.raised_ms, trusted))

    def shown(self, incident: str, now_ms: int) -> None:
        """The first page has it."""
        span = self._spans.get(incident)
        if span is not None and span.screen_ms is None:
            self._keep(replace(span, screen_ms=now_ms))

    def handed(self, incident: str | None, now_ms: int) -> None:
        """The first way to a person took its message."""
        span = self._spans.get(incident or "")
        if span is not None and span.handed_ms is None:
            self._keep(replace(span, handed_ms=now_ms))

    def _keep(self, span: Span) -> None:
        self._spans[span.incident] = span
        self._unsaved.add(span.incident)

    # --- what it came to ---

    @property
    def screens(self) -> list[int]:
        """Return sensor → first page, of trusted devices."""
        return [
            max(0, span.screen_ms - span.sensor_ms)
            for span in self._spans.values()
            if span.trusted and span.screen_ms is not None
        ]

    @property
    def handovers(self) -> list[int]:
        """Return sensor → first message handed over, of trusted devices."""
        return [
            max(0, span.handed_ms - span.sensor_ms)
            for span in self._spans.values()
            if span.trusted and span.handed_ms is not None
        ]

    @property
    def untrusted(self) -> int:
        """Count the alarms that give no figure, for their device's clock."""
        return sum(not span.trusted for span in self._spans.values())

    def screen(self, share: float) -> int | None:
        return percentile(self.screens, share)

    def notify(self, share: float) -> int | None:
        return percentile(self.handovers, share)

    # --- over restarts ---

    async def load(self, records: Records, clock: Clock) -> None:
        """Take up the last 30 days."""
        since_ms = clock.now_ms() - KEPT_MS
        rows = await records.read(
            lambda connection: connection.execute(select(alert_spans).where(alert_spans.c.sensor_ms >= since_ms)).all()
        )
        self._spans = {row.incident: Span(**row._asdict()) for row in rows} | self._spans

    async def save(self, records: Records) -> None:
        """Write down what is not yet."""
        if not self._unsaved:
            return
        unsaved, self._unsaved = self._unsaved, set()
        rows = [self._spans[incident] for incident in unsaved if incident in self._spans]
        try:
            await records.write(lambda connection: _write(connection, rows))
        except BaseException:
            self._unsaved = unsaved | self._unsaved
            raise

    async def prune(self, records: Records, clock: Clock) -> None:
        """Forget what is older than 30 days."""
        before_ms = clock.now_ms() - KEPT_MS
        self._spans = {key: span for key, span in self._spans.items() if span.sensor_ms >= before_ms}
        await records.write(
            lambda connection: connection.execute(delete(alert_spans).where(alert_spans.c.sensor_ms < before_ms))
        )


def _write(connection: Connection, rows: list[Span]) -> None:
    for span in rows:
        values = {name: getattr(span, name) for name in Span.__slots__}
        mine = alert_spans.c.incident == span.incident
        if not connection.execute(update(alert_spans).where(mine).values(**values)).rowcount:
            connection.execute(insert(alert_spans).values(**values))
