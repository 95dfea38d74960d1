"""The pictures of people in rooms and at doors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from evaluation.occupancy_counters import CounterFigures
from evaluation.occupancy_doors import DoorFigures
from evaluation.occupancy_rooms import RoomFigures
from evaluation.report.plots import CRIT, DATA, INK, INK_2, WARN, drawn

POINTS: Final = 1_500
DOOR_DAYS: Final = 14


def room(told: RoomFigures) -> str:
    """The probability of somebody being there over time, above where there was."""
    every = max(1, len(told.curve) // POINTS)
    curve = told.curve[::every]
    times = [_at(t_ms) for t_ms, _, _ in curve]

    def draw(figure: Figure) -> None:
        panel = figure.subplots()
        panel.fill_between(times, 0, [float(busy) for _, _, busy in curve], step="post", color=WARN, alpha=0.18, linewidth=0)
        panel.plot(times, [busy_p for _, busy_p, _ in curve], color=DATA, linewidth=0.9, drawstyle="steps-post")
        panel.axhline(0.5, color=INK_2, linewidth=0.8, linestyle="--")
        panel.set_ylim(-0.03, 1.03)
        panel.set_title("P(belegt / busy)")
        _dates(panel)

    return drawn(9.5, 1.9, draw)


def sureness(rooms: Sequence[RoomFigures]) -> str:
    """How often a word was right, by how sure it was said to be."""

    def draw(figure: Figure) -> None:
        panel = figure.subplots()
        panel.plot([0.5, 1], [0.5, 1], color=INK_2, linewidth=0.8, linestyle="--")
        for at, told in enumerate(rooms):
            middles = (0.6, 0.8, 0.935, 0.985)
            points = [(x, right / rows) for x, (rows, right) in zip(middles, told.tried.bins, strict=True) if rows >= 20]
            panel.plot(
                *zip(*points, strict=True), "o-", color=(DATA, CRIT, WARN, INK)[at % 4], label=f"{told.part}: {told.inputs}"
            )
        panel.set_xlabel("gesagt / said")
        panel.set_ylabel("richtig / right")
        panel.legend(frameon=False, fontsize=8)

    return drawn(5.5, 3.2, draw)


def door(told: DoorFigures) -> str:
    """The last two weeks: what was, the band of the day before, labelled events (shaded) and reports (marks above)."""
    curve = [each for each in told.curve if each[0] >= told.curve[-1][0] - DOOR_DAYS * 86_400_000]
    times = [_at(t_ms) for t_ms, *_ in curve]

    def draw(figure: Figure) -> None:
        panel = figure.subplots()
        panel.fill_between(times, [each[2] for each in curve], [each[4] for each in curve], color=DATA, alpha=0.15, linewidth=0)
        panel.plot(times, [each[3] for each in curve], color=DATA, linewidth=0.8)
        panel.plot(times, [each[1] for each in curve], color=INK, linewidth=0.8)
        top = max(each[1] for each in curve)
        for from_ms, to_ms in told.labels:
            if from_ms >= curve[0][0]:
                panel.axvspan(_at(from_ms), _at(to_ms), color=WARN, alpha=0.25, linewidth=0)
        for from_ms, to_ms, more in told.reports:
            if from_ms >= curve[0][0]:
                panel.plot([_at(from_ms), _at(to_ms)], [top * 1.06] * 2, color=CRIT if more else INK_2, linewidth=4)
        panel.set_title(f"{told.door}: Personen / people")
        _dates(panel)

    return drawn(9.5, 2.6, draw)


def counter(told: CounterFigures) -> str:
    """The counter beside the device's count, where the sensor saw motion (shaded) and what an observer saw (dots)."""
    moving = [row for row in told.rows if any((row.counter, row.ours, row.motion, row.observer))]
    rows = [row for row in told.rows if moving and moving[0].t_ms <= row.t_ms <= moving[-1].t_ms]
    times = [_at(row.t_ms) for row in rows]

    def draw(figure: Figure) -> None:
        panel = figure.subplots()
        top = max((row.counter for row in rows), default=1)
        panel.fill_between(times, 0, [top * bool(row.motion) for row in rows], step="post", color=WARN, alpha=0.15, linewidth=0)
        panel.plot(times, [row.counter for row in rows], color=INK_2, linewidth=0.9, drawstyle="steps-post")
        ours = [float("nan") if row.ours is None else row.ours for row in rows]
        panel.plot(times, ours, color=DATA, linewidth=1.4, drawstyle="steps-post")
        seen = [(at, row.observer) for at, row in zip(times, rows, strict=True) if row.observer is not None]
        if seen:
            panel.plot(*zip(*seen, strict=True), "o", color=CRIT, markersize=4)
        panel.set_title(f"{told.room}: Personen / people")
        _dates(panel)

    return drawn(9.5, 2.2, draw)


def _at(t_ms: int) -> float:
    """Return days since 1970, which is how the axis of dates counts."""
    return t_ms / 86_400_000


def _dates(panel: Axes) -> None:
    panel.xaxis_date()
    panel.tick_params(axis="x", labelsize=8)
