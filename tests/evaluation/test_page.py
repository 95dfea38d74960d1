"""The report: one page that fetches nothing, says missed where a bar is missed, and marks what is simulated."""

import json
import math
import re

import pytest

from evaluation.alone import Rule
from evaluation.figures import HangarFigures, HouseFigures, PlaceFigure, RoomFigures
from evaluation.findings import Findings, HangarRules, PlaceRules
from evaluation.fires import Fires, HangarFire, HouseFire, Place
from evaluation.nuisances import Judged
from evaluation.report.page import write_page
from evaluation.tracks import Track


def place(name: str, alarm_s: float | None, *, works: bool = True) -> PlaceFigure:
    return PlaceFigure(name, works, (50.0, 70.0), 60.0, alarm_s, {} if alarm_s is None else {f"heat-{name}": alarm_s}, 40.0)


@pytest.fixture
def fires():
    warm = Track([0.0, 10.0, 20.0], [20.0, 25.0, 40.0])
    house = HouseFire("house-<1>", (Place("A", warm, None, (50.0, 70.0)), Place("B", warm, warm, (50.0, 70.0))))
    return Fires((house,), (HangarFire("hangar_1", {"C1": warm}),))


@pytest.fixture
def found():
    house = HouseFigures("house-<1>", [place("A", 61.0), place("B", 180.0)], 50.0, 61.0, 90.0, [("smoke-a", "silent")])
    return Findings(
        "2026-01-01",
        "v",
        "m",
        houses=[house],
        hangars=[HangarFigures("hangar_1", 1, None, "", None, [])],
        hangars_sparse=[HangarFigures("hangar_1", 1, None, "", None, [])],
        rooms=[RoomFigures("room", "heat", 2, 3.0, 0, [], 10, 500.0)],
        place_rules=[PlaceRules("house-<1>", "A", 60.0, None, 61.0, 61.0, None, None)],
        hangar_rules=[HangarRules("hangar_1", 20.0, None, None)],
        nuisances=[Judged("fog", "Nebel", "fog", 1.0, 3, 3, 0, 0, 0, 0.1, 20.0, 0.1, 9.0)],
    )


def test_the_page_holds_everything_itself(tmp_path, found, fires):
    write_page(tmp_path / "index.html", found, fires)
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert not re.search(r'(src|href)="(?!#)', text)
    assert "@import" not in text
    assert text.count("<svg") >= 4
    assert "house-&lt;1&gt;" in text


def test_missed_and_held_bars_are_words_and_simulated_is_said(tmp_path, found, fires):
    write_page(tmp_path / "index.html", found, fires)
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    late = "house fires, smoke or heat"
    assert found.missed == [f"{late}: {which} against real alarms" for which in ("median", "90 %", "latest")]
    assert text.count("▲ verfehlt / missed") == len(found.missed)
    assert "✓ gehalten / held" in text
    assert "Simuliert, nicht gemessen" in text
    assert "112" in text


def test_the_figures_are_json_too_and_nothing_is_a_number_that_is_none(found):
    found.houses[0].places[0].sensors_s["x"] = math.nan
    told = json.loads(found.to_json())
    assert told["houses"][0]["places"][0]["sensors_s"]["x"] is None
    assert told["bars"]["quiet rooms"][0]["held"] is True
    assert told["houses"][0]["faults"] == [["smoke-a", "silent"]]


def test_every_rule_has_a_column(tmp_path, found, fires):
    write_page(tmp_path / "index.html", found, fires)
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    words = {
        Rule.SMOKE: "Rauch / smoke",
        Rule.HEAT: "Hitze / heat",
        Rule.EITHER: "eines",
        Rule.BOTH: "beides",
        Rule.FIXED: "57 °C",
    }
    assert all(words[rule] in text for rule in Rule)
