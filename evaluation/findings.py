"""Everything an evaluation found: what the page shows and what `findings.json` holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from evaluation import bars
from evaluation.bars import Bar
from evaluation.crowds import CrowdFigure, crowd_bars
from evaluation.disturbed import Stood, StoodTall
from evaluation.figures import HangarFigures, HouseFigures, RoomFigures
from evaluation.nuisances import Judged
from evaluation.occupancy import Occupancy


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """When each rule alone said fire at a place; `real_s` is the median real alarm there. Seconds, None: never."""

    fire: str
    place: str
    real_s: float | None
    smoke_s: float | None
    heat_s: float | None
    either_s: float | None
    both_s: float | None
    fixed_s: float | None


@dataclass(frozen=True, slots=True)
class HangarRules:
    """Best thermometer of all, for the rule of a tall hall and for the fixed temperature. Seconds, None: never."""

    fire: str
    tall_s: float | None
    room_s: float | None
    fixed_s: float | None


@dataclass(slots=True)
class Findings:
    """`skipped` names what could not be played and why."""

    made_at: str
    version: str
    machine: str
    engine: str = ""
    took_s: float = 0.0
    houses: list[HouseFigures] = field(default_factory=list)
    hangars: list[HangarFigures] = field(default_factory=list)
    hangars_sparse: list[HangarFigures] = field(default_factory=list)
    rooms: list[RoomFigures] = field(default_factory=list)
    place_rules: list[PlaceRules] = field(default_factory=list)
    hangar_rules: list[HangarRules] = field(default_factory=list)
    disturbed: list[Stood] = field(default_factory=list)
    disturbed_tall: list[StoodTall] = field(default_factory=list)
    without: list[tuple[str, Stood]] = field(default_factory=list)
    nuisances: list[Judged] = field(default_factory=list)
    occupancy: Occupancy = field(default_factory=Occupancy)
    crowds: list[CrowdFigure] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    @property
    def bars(self) -> list[tuple[str, str, Sequence[Bar]]]:
        """The bars by kind of recording: (German, English, bars)."""
        return [
            ("Wohnhausbrände, Rauch oder Hitze", "house fires, smoke or heat", bars.of_places(self.houses)),
            ("Wohnhausbrände, zwei Orte", "house fires, two places", bars.of_houses(self.houses)),
            ("Hallenbrände, alle Fühler", "hangar fires, every thermometer", bars.of_hangars(self.hangars)),
            ("Hallenbrände, weites Raster", "hangar fires, sparse grid", bars.of_hangars(self.hangars_sparse)),
            ("Ruhige Räume", "quiet rooms", bars.of_rooms(self.rooms)),
            ("Menschen in Räumen und an Türen", "people in rooms and at doors", self.occupancy.bars),
            ("Simulierte Menschen vor Türen", "simulated people at doors", crowd_bars(self.crowds)),
        ]

    @property
    def missed(self) -> list[str]:
        return [f"{en}: {bar.en}" for _, en, group in self.bars for bar in group if bar.held is False]

    def to_json(self) -> bytes:
        """Return all figures with the bars; NaN becomes null."""
        told = {**msgspec.to_builtins(self), "bars": {en: msgspec.to_builtins(group) for _, en, group in self.bars}}
        for group in told["occupancy"].values():
            for each in group:
                for drawn in ("curve", "rows", "labels", "reports"):  # as long as the recordings; the page shows them
                    if not isinstance(each.get(drawn), int):
                        each.pop(drawn, None)
        return msgspec.json.format(msgspec.json.encode(told), indent=1)
