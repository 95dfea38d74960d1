"""Rows as agents stored them and as the server has them, in one form, so that they can be counted against each other."""

from __future__ import annotations

import json
from collections import Counter, defaultdict

from chaos.black_box import Row
from chaos.house import House

EVENTS_AND_ALARMS = ("a", "e")
Sample = tuple[str, str, int, float | None]
"""Component, quantity, t_ms, value."""


def stored(house: House, device: str) -> Counter[Row]:
    """Return alarms, events and readings of a device as the server has them; readings by their sample."""
    rows = house.records("SELECT stream, body FROM stream_row WHERE device = ?", device)
    found = Counter((row["stream"], bytes(row["body"]).decode()) for row in rows)
    found.update(("t", sample_text(sample)) for sample in samples(house, device))
    return found


def samples(house: House, device: str) -> list[Sample]:
    query = "SELECT component, quantity, t, x FROM sample JOIN series ON series.id = sample.series WHERE device = ?"
    return [(c, k, t, x) for c, k, t, x in house.series(query, device)]


def sample_text(sample: Sample) -> str:
    return json.dumps(sample)


def sample_of(body: str) -> Sample:
    row = json.loads(body)
    x = row.get("x")
    return row["c"], row["k"], row["t_ms"], None if x is None else float(x)


def not_there(house: House, device: str) -> Counter[Row]:
    """Return rows that a device stored and the server does not have, as the device wrote them."""
    witness, have = house.agents[device].witness(), stored(house, device)
    made = witness.stored + witness.maybe
    return Counter({row: count for row, count in made.items() if have[as_stored(row)] < count})


def as_stored(row: Row) -> Row:
    stream, body = row
    return (stream, sample_text(sample_of(body))) if stream == "t" and body.startswith("{") else row


def by_series(found: Counter[Row]) -> dict[tuple[str, str], Counter[tuple[int, float | None]]]:
    """Return readings by series: how often each (t_ms, value) is there."""
    series: dict[tuple[str, str], Counter[tuple[int, float | None]]] = defaultdict(Counter)
    for (stream, text), count in found.items():
        if stream == "t":
            c, k, t_ms, x = json.loads(text)
            series[c, k][t_ms, x] += count
    return series
