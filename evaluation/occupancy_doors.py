"""Unusual events and forecasts at a door's counts, each week judged by the weeks before it."""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Final

from evaluation.occupancy_data import Part, Recording
from hallenwart_backend.occupancy.profile import forecast, unusual
from hallenwart_backend.occupancy.profile.alike import Past
from hallenwart_backend.occupancy.profile.unusual import WARM_UP_WEEKS, Report
from hallenwart_backend.occupancy.profile.weekly import DAY_MS, WEEK_MS, Clock

FORECAST_WEEKS: Final = 4
LAST: Final = 6
BUSY_FROM: Final = 1.0
Values = Sequence[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Spotted:
    """How many of the labelled events a method reported, by how many reports a week, and after how many slots (median)."""

    events: int
    found: int
    reports_per_week: float
    slots_late: float

    @property
    def share(self) -> float:
        return self.found / self.events if self.events else math.nan


@dataclass(frozen=True, slots=True)
class DoorFigures:
    """`spotted` by our method; `backwards` the same on the weeks in reverse order; `threshold` a plain one with hindsight.

    `smaller_per_week` are reports of fewer people than usual, for which there are no labels. `mae` is the mean error of
    forecasts of a day ahead in people, over the last four weeks; `covered` the share of values within the band, `covered_busy`
    where the forecast is one person or more, `band` the mean width there.
    """

    door: str
    weeks: float
    spotted: Spotted
    smaller_per_week: float
    backwards: Spotted
    threshold: Spotted
    mae: dict[str, float]
    covered: float
    covered_busy: float
    band: float
    curve: Sequence[tuple[int, float, float, float, float]] = ()
    labels: Sequence[tuple[int, int]] = ()
    reports: Sequence[tuple[int, int, bool]] = ()


def judge(recording: Recording) -> DoorFigures | None:
    """Return the figures of a door; None where there is no week after the warm-up."""
    whole = recording.whole
    clock = Clock(UTC, _rhythm_ms(whole.times_ms))
    values = [*zip(whole.times_ms, whole.columns["in_count"], strict=True)]
    begin_ms = values[0][0] + WARM_UP_WEEKS * WEEK_MS
    weeks = (values[-1][0] + clock.slot_ms - begin_ms) / WEEK_MS
    if weeks < 1:
        return None
    labels = [each for each in labels_of(whole, clock.slot_ms) if each[0] >= begin_ms]
    reports = unusual.find([*values], clock)
    bigger = [each for each in reports if each.more]
    ahead = _ahead(values, clock)
    return DoorFigures(
        recording.name,
        weeks,
        _spotted(labels, bigger, weeks, clock),
        (len(reports) - len(bigger)) / weeks,
        _backwards(whole, clock),
        _threshold(values, labels, len(bigger), clock, begin_ms),
        ahead.mae,
        ahead.covered,
        ahead.covered_busy,
        ahead.band,
        ahead.curve,
        labels,
        [(each.from_ms, each.to_ms, each.more) for each in reports],
    )


def _rhythm_ms(times_ms: Sequence[int]) -> int:
    return round(statistics.median(later - earlier for earlier, later in itertools.pairwise(times_ms)))


def labels_of(part: Part, slot_ms: int) -> list[tuple[int, int]]:
    """Return the labelled events as (from, to) in milliseconds."""
    found: list[tuple[int, int]] = []
    for t_ms, label in zip(part.times_ms, part.columns["is_anomaly"], strict=True):
        if label > 0:
            if found and found[-1][1] == t_ms:
                found[-1] = (found[-1][0], t_ms + slot_ms)
            else:
                found.append((t_ms, t_ms + slot_ms))
    return found


def _spotted(labels: Sequence[tuple[int, int]], reports: Sequence[Report], weeks: float, clock: Clock) -> Spotted:
    late: list[float] = []
    for from_ms, to_ms in labels:
        first = next((each for each in reports if each.from_ms < to_ms and from_ms < each.to_ms), None)
        if first is not None:
            late.append(max(0, first.from_ms - from_ms) / clock.slot_ms)
    return Spotted(len(labels), len(late), len(reports) / weeks, statistics.median(late) if late else math.nan)


def _backwards(whole: Part, clock: Clock) -> Spotted:
    """Judge the weeks in reverse order: other events fall into the warm-up, and other weeks are learnt from."""
    per_week = WEEK_MS // clock.slot_ms
    weeks = len(whole.times_ms) // per_week
    order = [week * per_week + slot for week in reversed(range(weeks)) for slot in range(per_week)]
    turned = Part(
        whole.name,
        whole.times_ms[: len(order)],
        {name: [column[at] for at in order] for name, column in whole.columns.items()},
    )
    begin_ms = turned.times_ms[0] + WARM_UP_WEEKS * WEEK_MS
    values = [*zip(turned.times_ms, turned.columns["in_count"], strict=True)]
    labels = [each for each in labels_of(turned, clock.slot_ms) if each[0] >= begin_ms]
    bigger = [each for each in unusual.find([*values], clock) if each.more]
    return _spotted(labels, bigger, weeks - WARM_UP_WEEKS, clock)


def _threshold(values: Values, labels: Sequence[tuple[int, int]], wanted: int, clock: Clock, begin_ms: int) -> Spotted:
    """Report slots that are too many for a Poisson of the past mean, by the threshold that makes as many reports as ours."""
    past: dict[int, list[float]] = {}
    chances: list[tuple[float, int]] = []
    for t_ms, x in values:
        slot = clock.slot(t_ms)
        if t_ms >= begin_ms and past.get(slot):
            chances.append((_log_tail(x, max(0.1, sum(past[slot]) / len(past[slot]))), t_ms))
        past.setdefault(slot, []).append(x)
    weeks = (values[-1][0] + clock.slot_ms - begin_ms) / WEEK_MS
    best: list[Report] = []
    for count in range(1, len(chances)):
        times = sorted(t_ms for _, t_ms in sorted(chances)[:count])
        runs: list[Report] = []
        for t_ms in times:
            if runs and t_ms - runs[-1].to_ms <= unusual.APART_MS:
                runs[-1] = Report(runs[-1].from_ms, t_ms + clock.slot_ms, True, 1.0, 0.0, 0.0)
            else:
                runs.append(Report(t_ms, t_ms + clock.slot_ms, True, 1.0, 0.0, 0.0))
        if len(runs) > wanted:
            break
        best = runs
    return _spotted(labels, best, weeks, clock)


def _log_tail(x: float, mean: float) -> float:
    """Return the logarithm of a Poisson's chance of `x` or more, near enough to rank by."""
    if x <= mean:
        return 0.0
    return x - mean - x * math.log(x / mean)


@dataclass(frozen=True, slots=True)
class _Ahead:
    mae: dict[str, float]
    covered: float
    covered_busy: float
    band: float
    curve: Sequence[tuple[int, float, float, float, float]]


def _ahead(values: Values, clock: Clock) -> _Ahead:
    """Forecast every day of the last weeks at its midnight."""
    truth = dict(values)
    end_ms = values[-1][0] + clock.slot_ms
    rules: dict[str, Callable[[int], float | None]] = {
        "last week": lambda t_ms: truth.get(t_ms - WEEK_MS),
        "mean of six weeks": lambda t_ms: _of_weeks(truth, t_ms, statistics.fmean),
        "median of six weeks": lambda t_ms: _of_weeks(truth, t_ms, statistics.median),
    }
    errors: dict[str, list[float]] = {name: [] for name in ("ours", *rules)}
    inside: list[bool] = []
    busy: list[tuple[bool, float]] = []
    curve = []
    for now_ms in range(end_ms - FORECAST_WEEKS * WEEK_MS, end_ms, DAY_MS):
        known = [value for value in values if value[0] < now_ms]
        past = Past(known, clock, now_ms)
        tried = forecast.Tried(past, clock, now_ms)
        for t_ms in (t_ms for t_ms in range(now_ms, now_ms + DAY_MS, clock.slot_ms) if t_ms in truth):
            plain = forecast.plain_band(past, t_ms, now_ms)
            if plain is None:
                continue
            band = forecast.widened(plain, tried.by(plain))
            x = truth[t_ms]
            inside.append(band.low <= x <= band.high)
            if band.mid >= BUSY_FROM:
                busy.append((inside[-1], band.high - band.low))
            errors["ours"].append(abs(band.mid - x))
            curve.append((t_ms, x, band.low, band.mid, band.high))
            for name, rule in rules.items():
                said = rule(t_ms)
                if said is not None:
                    errors[name].append(abs(said - x))
    mae = {name: _mean(each) for name, each in errors.items()}
    return _Ahead(mae, _mean(inside), _mean([ok for ok, _ in busy]), _mean([width for _, width in busy]), curve)


def _mean(values: Sequence[float]) -> float:
    return statistics.fmean(values) if values else math.nan


def _of_weeks(truth: dict[int, float], t_ms: int, of: Callable[[Sequence[float]], float]) -> float | None:
    known = [truth[t_ms - week * WEEK_MS] for week in range(1, LAST + 1) if t_ms - week * WEEK_MS in truth]
    return of(known) if known else None
