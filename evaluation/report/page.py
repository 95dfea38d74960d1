"""The report page: one file, nothing fetched from anywhere."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Final

import jinja2

from evaluation.findings import Findings
from evaluation.fires import Fires
from evaluation.report import occupancy_plots, plots

_HERE: Final = Path(__file__).parent
TOKENS: Final = Path(__file__).parents[2] / "dashboards" / "shared" / "styles" / "tokens.css"


def write_page(path: Path, found: Findings, fires: Fires) -> None:
    """Write the page of `found`. Only what was played has a section."""
    pages = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE),
        autoescape=jinja2.select_autoescape(["html", "j2"]),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters["s"] = _seconds
    pages.filters["late"] = _late
    houses = {each.name: each for each in found.houses}
    people = found.occupancy
    full = [each for each in people.rooms if each.is_full and each.curve]
    text = pages.get_template("page.html.j2").render(
        found=found,
        tokens=TOKENS.read_text(encoding="utf-8"),
        house_plots=[(fire.name, plots.house(fire, houses[fire.name])) for fire in fires.houses if fire.name in houses],
        rules_plot=plots.against_real(found.place_rules) if found.place_rules else "",
        hangar_plot=plots.hangars(fires.hangars, found.hangars, found.hangars_sparse) if found.hangars_sparse else "",
        nuisance_plot=plots.nuisances() if found.nuisances else "",
        room_plots=[(f"{each.room}, {each.part}: {each.inputs}", occupancy_plots.room(each)) for each in full],
        sure_plot=occupancy_plots.sureness(full) if full else "",
        door_plots=[occupancy_plots.door(each) for each in people.doors if each.curve],
        counter_plots=[occupancy_plots.counter(each) for each in people.counters],
    )
    path.write_text(text, encoding="utf-8")


def _seconds(value: float | None) -> str:
    return "–" if value is None or math.isnan(value) else f"{value:.0f} s"  # noqa: RUF001 - a dash for nothing


def _late(value: float | None) -> str:
    return "–" if value is None or math.isnan(value) else f"{value:+.0f} s"  # noqa: RUF001 - a dash for nothing
