"""A device's telemetry by number: what it sends, and what has to be in the store then."""

from __future__ import annotations

from collections import Counter

import msgspec

from hallenwart_backend.ingest.ports import Incoming
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.folding import HOUR_MS
from hallenwart_backend.telemetry.ports import Bucket, Level, SeriesStore
from hallenwart_contract.codec import encode
from hallenwart_contract.messages import Batch, Reading
from hallenwart_edge.uplink.packing import packed

DEVICE, EPOCH = "nordpark-1", "e1"
START_MS = 1_800_000_000_000
EVERY_MS = 7_000
KEYS = [SeriesKey(DEVICE, component, "temp_c") for component in ("luft", "boden", "wand")]
ROWS = 50


def row(seq: int) -> Reading:
    return Reading(c=KEYS[seq % len(KEYS)].component, k="temp_c", t_ms=START_MS + seq * EVERY_MS, x=float(seq % 17))


def batch(seq: int, rows: int = ROWS) -> Incoming:
    """Return rows `seq` and those behind it, as they come in: every other batch by columns."""
    bodies = [encode(row(number)) for number in range(seq, seq + rows)]
    cols = packed(bodies) if seq // ROWS % 2 else None
    raw = [msgspec.Raw(body) for body in bodies] if cols is None else []
    sent_ms = row(seq + rows).t_ms
    told = Batch(dev=DEVICE, epoch=EPOCH, clk="ntp", sent_ms=sent_ms, s="t", seq=seq, n=rows, r=raw, cols=cols)
    return Incoming(f"hall/v1/{DEVICE}/t", encode(told), sent_ms)


async def assert_holds(series: SeriesStore, upto: int) -> None:
    """Rows 1 … `upto` are there, each once, and everything that is kept of them agrees."""
    end_ms = START_MS + (upto + 1) * EVERY_MS
    wanted = [row(seq) for seq in range(1, upto + 1)]
    found = Counter[tuple[str, int, float | None]]()
    for key in KEYS:
        samples = await series.samples(key, from_ms=0, to_ms=end_ms * 2, limit=upto + 1)
        found.update((key.component, sample.t_ms, sample.x) for sample in samples)
    assert found == Counter((each.c, each.t_ms, each.x) for each in wanted)
    hours = await series.buckets(KEYS, Level.HOUR, from_ms=0, to_ms=end_ms)
    assert hours == _folded(wanted)
    days = await series.buckets(KEYS, Level.DAY, from_ms=0, to_ms=end_ms)
    assert sum(day.n for each in days.values() for day in each) == upto
    newest = {key: max(each.t_ms for each in wanted if each.c == key.component) for key in hours}
    assert {key: last.t_ms for key, last in (await series.last_values(KEYS)).items()} == newest
    assert await series.ledger().dead_letters() == 0


def _folded(rows: list[Reading]) -> dict[SeriesKey, list[Bucket]]:
    hours: dict[SeriesKey, dict[int, list[float]]] = {}
    for each in rows:
        hour = each.t_ms - each.t_ms % HOUR_MS
        hours.setdefault(SeriesKey(DEVICE, each.c, each.k), {}).setdefault(hour, []).append(each.x or 0.0)
    return {
        key: [Bucket(hour, len(xs), sum(xs), min(xs), max(xs)) for hour, xs in sorted(of.items())] for key, of in hours.items()
    }
