"""How time series are told over HTTP. Times are milliseconds since the epoch, UTC; values in the unit beside them."""

from __future__ import annotations

from typing import Literal

from hallenwart_backend.halls.model import Places
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.exports.jobs import Export
from hallenwart_backend.telemetry.ports import Bucket, Sample
from hallenwart_backend.telemetry.whereabouts import Whereabouts
from hallenwart_backend.web.fields import Shape, Words
from hallenwart_contract.quantities import quantity

ShapeWord = Literal["gauge", "sum", "truth"]


class TelemetrySeries(Shape):
    """A series: what `component` of a device measures. `site` and `hall` are empty where none is known.

    `shape`: `gauge` stands until the next value; of a `sum` the total says something; `truth` is 0 or 1.
    """

    device: str
    component: str
    quantity: str
    words: Words
    unit: str
    shape: ShapeWord
    site: str
    site_name: str
    hall: str
    hall_name: str


class TelemetrySeriesList(Shape):
    """`total`: how many there are in all."""

    series: list[TelemetrySeries]
    total: int


class TelemetryLast(Shape):
    """The newest sample. `x` None: measured, but without a value. `q`: ok, suspect, stale, fault. `t_ms` None: nothing yet."""

    series: TelemetrySeries
    t_ms: int | None
    x: float | None
    q: str


class TelemetryLastList(Shape):
    now_ms: int
    last: list[TelemetryLast]
    total: int


class TelemetrySamples(Shape):
    """`samples`: [t_ms, x, q], in order of time. `next_ms`: where to go on, None at the end."""

    series: TelemetrySeries
    samples: list[tuple[int, float | None, str]]
    next_ms: int | None


class TelemetryBucketsOf(Shape):
    """`buckets`: [t_ms where it begins, how many values, mean, lowest, highest, total]; none where nothing was measured."""

    series: TelemetrySeries
    buckets: list[tuple[int, int, float, float, float, float]]


class TelemetryBuckets(Shape):
    """`zone`: whose local days `day` means."""

    level: Literal["hour", "day"]
    zone: str
    found: list[TelemetryBucketsOf]


class TelemetryExport(Shape):
    """A file on its way. `of_rows` is right to a few rows.

    `state`: waiting, running, done, cancelled, failed, `broken` (the server was started anew meanwhile), `gone` (it was done;
    its file was deleted at a start). `why`, of a failed one: no_space, store, no_parquet, failed.
    """

    id: str
    name: str
    format: Literal["csv", "parquet"]
    level: Literal["sample", "hour", "day"]
    from_ms: int
    to_ms: int
    series: int
    state: Literal["waiting", "running", "done", "cancelled", "failed", "broken", "gone"]
    why: str
    done_rows: int
    of_rows: int
    bytes: int
    asked_ms: int
    ended_ms: int | None
    kept_until_ms: int


class TelemetryExports(Shape):
    """`parquet`: whether this server can write it."""

    exports: list[TelemetryExport]
    parquet: bool


class Teller:
    """Says series with the names they have now."""

    def __init__(self, places: Places, where: Whereabouts) -> None:
        self._places, self._where = places, where

    def series(self, key: SeriesKey) -> TelemetrySeries:
        known, places = quantity(key.quantity), self._places
        site, hall = self._where.site_of(key.device), self._where.hall_of(key)
        return TelemetrySeries(
            device=key.device,
            component=key.component,
            quantity=key.quantity,
            words=Words(de=known.de, en=known.en),
            unit=known.unit,
            shape=known.shape.value,
            site=site,
            site_name=places.sites[site].name if site in places.sites else site,
            hall=hall,
            hall_name=places.halls[hall].name if hall in places.halls else hall,
        )

    def last(self, key: SeriesKey, sample: Sample | None) -> TelemetryLast:
        said = self.series(key)
        if sample is None:
            return TelemetryLast(series=said, t_ms=None, x=None, q="ok")
        return TelemetryLast(series=said, t_ms=sample.t_ms, x=sample.x, q=sample.q)

    def buckets(self, key: SeriesKey, buckets: list[Bucket]) -> TelemetryBucketsOf:
        found = [(one.t_ms, one.n, one.mean, one.low, one.high, one.total) for one in buckets]
        return TelemetryBucketsOf(series=self.series(key), buckets=found)


def export_said(export: Export) -> TelemetryExport:
    return TelemetryExport(
        id=export.id,
        name=export.name,
        format=export.kind.value,
        level=export.level,  # type: ignore[arg-type]  # pydantic checks it
        from_ms=export.from_ms,
        to_ms=export.to_ms,
        series=export.series,
        state=export.state.value,
        why=export.why,
        done_rows=export.done_rows,
        of_rows=export.of_rows,
        bytes=export.bytes,
        asked_ms=export.asked_ms,
        ended_ms=export.ended_ms,
        kept_until_ms=export.kept_until_ms(),
    )
