"""The pictures of the report, as SVG text that goes into the page."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from evaluation.figures import HangarFigures, HouseFigures, PlaceFigure
from evaluation.findings import PlaceRules
from evaluation.fires import HangarFire, HouseFire, Place
from evaluation.nuisances import QUIET_S
from evaluation.tracks import Track
from hallenwart_edge.fire.smoke import ALARM_OD_PER_M
from hallenwart_sim.recordings.nuisance import NUISANCES

INK, INK_2, LINE = "#12202e", "#475666", "#d5dde5"
DATA, CRIT, WARN = "#005387", "#a1000e", "#7a4b00"
_STYLE: Final[dict[Any, Any]] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "hallenwart",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.edgecolor": LINE,
    "axes.labelcolor": INK_2,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "text.color": INK,
    "xtick.color": INK_2,
    "ytick.color": INK_2,
}


def drawn(width: float, height: float, draw: Callable[[Figure], None]) -> str:
    """Return what `draw` draws on a figure of so many inches, as an SVG element."""
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(width, height), layout="constrained")
        draw(figure)
        out = io.StringIO()
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None})
    return out.getvalue()[out.getvalue().index("<svg") :]


def house(fire: HouseFire, told: HouseFigures) -> str:
    """Smoke and temperature at each place, with the real alarms and ours."""
    figures = {place.name: place for place in told.places}

    def draw(figure: Figure) -> None:
        axes = figure.subplots(len(fire.places), 2, sharex=True, squeeze=False)
        for (smoke, heat), place in zip(axes, fire.places, strict=True):
            _curve(smoke, place.od_per_m, f"{place.name}: OD 1/m", ALARM_OD_PER_M)
            _curve(heat, place.temp_c, f"{place.name}: °C", None)
            smoke.set_ylim(0, 0.15)
            for panel in (smoke, heat):
                _marks(panel, place, figures[place.name])
        for panel in axes[-1]:
            panel.set_xlabel("s")

    return drawn(9.5, 1.25 * len(fire.places) + 0.4, draw)


def against_real(rules: Sequence[PlaceRules]) -> str:
    """How much later than the median real alarm each rule alone was, place by place."""
    columns: Mapping[str, Callable[[PlaceRules], float | None]] = {
        "smoke": lambda each: each.smoke_s,
        "heat": lambda each: each.heat_s,
        "smoke or heat": lambda each: each.either_s,
        "smoke and heat": lambda each: each.both_s,
        "57 °C": lambda each: each.fixed_s,
    }

    def draw(figure: Figure) -> None:
        panel = figure.subplots()
        for row, (name, time_of) in enumerate(columns.items()):
            late = [at_s - each.real_s for each in rules if (at_s := time_of(each)) is not None and each.real_s is not None]
            panel.plot(late, [row] * len(late), "o", color=DATA, alpha=0.55, markersize=6)
            never = sum(time_of(each) is None for each in rules)
            panel.annotate(f"{name}: {len(late)}, nie / never {never}", (0.0, row + 0.28), color=INK_2, fontsize=8)
        panel.axvline(0, color=INK_2, linewidth=1)
        panel.axvspan(20, 60, color=WARN, alpha=0.08)
        panel.set_yticks([])
        panel.set_xlabel("s nach dem Median echter Melder / after the median real alarm")

    return drawn(9.5, 3.2, draw)


def hangars(fires: Sequence[HangarFire], told: Sequence[HangarFigures], sparse: Sequence[HangarFigures]) -> str:
    """The thermometer that rose most and the median one, with our alarm (full and sparse grid)."""
    alarms = {each.name: each.alarm_s for each in told}
    sparse_alarms = {each.name: each.alarm_s for each in sparse}

    def draw(figure: Figure) -> None:
        rows = math.ceil(len(fires) / 2)
        axes = figure.subplots(rows, 2, squeeze=False).flatten()
        for panel, fire in zip(axes, fires, strict=False):
            for track in fire.temps_c.values():
                panel.plot(track.times_s, [v - track.first for v in track.values], color=DATA, alpha=0.18, linewidth=0.7)
            panel.set_xlim(0, min(300.0, fire.end_s))
            panel.set_ylim(-2, 25)
            panel.set_title(f"{fire.name.split('_')[-1]}: K")
            for when, style in ((alarms.get(fire.name), "-"), (sparse_alarms.get(fire.name), ":")):
                if when is not None:
                    panel.axvline(when, color=CRIT, linestyle=style, linewidth=1.6)

    return drawn(9.5, 1.7 * math.ceil(len(fires) / 2) + 0.4, draw)


def nuisances() -> str:
    """What a detector sees of each simulated case, at the strength of its description."""

    def draw(figure: Figure) -> None:
        axes = figure.subplots(math.ceil(len(NUISANCES) / 2), 2, squeeze=False).flatten()
        for panel, case in zip(axes, NUISANCES.values(), strict=False):
            rows = [row for row in case.rows(quiet_s=QUIET_S) if row.t_s >= QUIET_S - 60]
            times_s = [row.t_s - QUIET_S for row in rows]
            if case.cloud is not None:
                panel.plot(times_s, [row.od_per_m for row in rows], color=DATA, linewidth=1)
                panel.axhline(ALARM_OD_PER_M, color=CRIT, linewidth=1, linestyle="--")
                panel.set_title(f"{case.de} / {case.en}: OD 1/m")
            else:
                panel.plot(times_s, [row.temp_c for row in rows], color=DATA, linewidth=1)
                panel.set_title(f"{case.de} / {case.en}: °C")

    return drawn(9.5, 1.7 * math.ceil(len(NUISANCES) / 2) + 0.4, draw)


def _curve(panel: Axes, track: Track | None, title: str, threshold: float | None) -> None:
    panel.set_title(title)
    if track is not None:
        panel.plot(track.times_s, track.values, color=DATA, linewidth=1.2, drawstyle="steps-post")
    else:
        panel.annotate("kein Messgerät / no meter", (0.02, 0.5), xycoords="axes fraction", color=INK_2)
    if threshold is not None:
        panel.axhline(threshold, color=CRIT, linewidth=1, linestyle="--")


def _marks(panel: Axes, place: Place, told: PlaceFigure) -> None:
    for real_s in place.real_s:
        panel.axvline(real_s, color=INK_2, linewidth=0.8, alpha=0.5)
    if told.alarm_s is not None:
        panel.axvline(told.alarm_s, color=CRIT, linewidth=1.8)
