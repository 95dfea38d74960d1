"""The agent's figures as Prometheus reads them, on this Pi alone (`/metrics` beside its pages). No codes, no names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hallenwart_contract.machine import Vitals


@dataclass(frozen=True, slots=True)
class Figures:
    """What one answer shows. `sensors` maps a component to its quality."""

    version: str
    online: bool
    connections: int
    up_s: int
    outbox_bytes: int
    disk_free_mb: int
    temp_cpu_c: float | None
    alarms: int
    sensors: Mapping[str, str]
    vitals: Vitals


def render(figures: Figures) -> bytes:
    """Return the text format of Prometheus."""
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.core import GaugeMetricFamily, Metric
    from prometheus_client.registry import Collector

    class Once(Collector):
        def collect(self) -> Iterator[Metric]:
            for name, about, labels, values in _families(figures):
                family = GaugeMetricFamily(f"hallenwart_agent_{name}", about, labels=labels)
                for names, value in values:
                    family.add_metric(names, value)
                yield family

    registry = CollectorRegistry()
    registry.register(Once())
    return generate_latest(registry)


_Values = list[tuple[tuple[str, ...], float]]


def _families(figures: Figures) -> Iterator[tuple[str, str, tuple[str, ...], _Values]]:
    vitals = figures.vitals
    yield "build", "the running version", ("version",), [((figures.version,), 1)]
    one: dict[str, tuple[str, float | None]] = {
        "online": ("whether broker and server are there", figures.online),
        "connections": ("connections to the broker since the start", figures.connections),
        "up_seconds": ("since the start", figures.up_s),
        "outbox_bytes": ("size of the outboxes on the card", figures.outbox_bytes),
        "disk_free_bytes": ("free space of the card", figures.disk_free_mb * 1_000_000),
        "disk_bytes": ("size of the card", vitals.disk_total_mb * 1_000_000),
        "card_wear_ratio": ("share of its life the card has used", None if vitals.wear_pct is None else vitals.wear_pct / 100),
        "memory_bytes": ("memory of the agent", vitals.agent_mb * 1_000_000),
        "cpu_celsius": ("warmth of the processor", figures.temp_cpu_c),
        "clock_off_seconds": ("wall clock minus the server's", None if vitals.off_ms is None else vitals.off_ms / 1_000),
        "certificate_until_seconds": (
            "when the certificate ends, since the epoch",
            None if vitals.cert_until_ms is None else vitals.cert_until_ms / 1_000,
        ),
        "alarms": ("alarms that stand", figures.alarms),
    }
    for name, (about, value) in one.items():
        if value is not None:
            yield name, about, (), [((), float(value))]
    rows: _Values = [((stream,), count) for stream, count in sorted(vitals.unsent.items())]
    yield "unsent_rows", "rows without receipt", ("stream",), rows
    qualities = Counter(figures.sensors.values())
    yield "components", "components by quality", ("quality",), [((word,), qualities[word]) for word in sorted(qualities)]
    yield "throttled", "what holds the Pi back", ("why",), [((why,), 1) for why in vitals.throttled]
