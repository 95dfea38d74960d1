"""What the figures are held against. Nothing here looks at a single file: every bar is over all fires of a kind."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.figures import HangarFigures, HouseFigures, PlaceFigure, RoomFigures


@dataclass(frozen=True, slots=True)
class Bar:
    """`held` is None when there was nothing to hold against it. Texts are German and English."""

    de: str
    en: str
    target: str
    got: str
    held: bool | None


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of all do not exceed (nearest rank); NaN of none."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else math.nan


def median(values: Sequence[float]) -> float:
    return statistics.median(values) if values else math.nan


def of_places(houses: Sequence[HouseFigures]) -> list[Bar]:
    """Smoke or heat at each place, against the median of the real alarms that hung there."""
    places = [place for house in houses for place in house.places]
    working = [place for place in places if place.works]
    late = [place.against_real_s for place in working if place.against_real_s is not None]
    silent = [place for place in working if place.alarm_s is None]
    early = [place for place in places if place.alarm_s is not None and place.alarm_s < 0]
    told = [place for place in working if place.alarm_s is not None and place.notified_ms is None]
    some = bool(late)
    return [
        Bar(
            "Alarm an jedem Ort mit arbeitendem Melder",
            "alarm at every place with a working sensor",
            "alle / all",
            f"{len(working) - len(silent)} / {len(working)}",
            not silent if working else None,
        ),
        _at_most("Median gegen echte Melder", "median against real alarms", 5, median(late), some),
        _at_most("90 % gegen echte Melder", "90 % against real alarms", 20, quantile(late, 0.9), some),
        _at_most("spätester gegen echte Melder", "latest against real alarms", 60, max(late, default=math.nan), some),
        Bar("Alarme vor der Zündung", "alarms before ignition", "0", str(len(early)), not early if places else None),
        Bar("Alarme, die niemand erfuhr", "alarms nobody was told of", "0", str(len(told)), not told if places else None),
    ]


def of_houses(houses: Sequence[HouseFigures]) -> list[Bar]:
    """Two places must agree, against the first real alarm of the fire. A fire with one place cannot be judged by this."""
    houses = [house for house in houses if sum(place.works for place in house.places) > 1]
    late = [house.together_late_s for house in houses if house.together_late_s is not None]
    missed = [house for house in houses if house.together_s is None]
    held_back = [house for house in houses if house.pre_alarm_wait_s is None or house.pre_alarm_wait_s > 1]
    some = bool(late)
    return [
        Bar(
            "Zwei-Orte-Regel: jeder Brand alarmiert",
            "two-place rule: every fire alarms",
            "alle / all",
            f"{len(houses) - len(missed)} / {len(houses)}",
            not missed if houses else None,
        ),
        _at_most("Median nach dem ersten echten Alarm", "median after the first real alarm", 55, median(late), some),
        _at_most(
            "spätester nach dem ersten echten Alarm", "latest after the first real alarm", 90, max(late, default=math.nan), some
        ),
        Bar(
            "Voralarm sofort mit dem ersten Melder",
            "pre-alarm at once with the first sensor",
            "<= 1 s",
            f"{len(houses) - len(held_back)} / {len(houses)}",
            not held_back if houses else None,
        ),
    ]


def of_hangars(hangars: Sequence[HangarFigures]) -> list[Bar]:
    """Under a tall roof, from ignition."""
    alarms = [hangar.alarm_s for hangar in hangars if hangar.alarm_s is not None]
    early = [alarm_s for alarm_s in alarms if alarm_s < 0]
    return [
        Bar(
            "jeder Brand bis auf höchstens einen",
            "every fire but at most one",
            f">= {max(0, len(hangars) - 1)} / {len(hangars)}",
            f"{len(alarms)} / {len(hangars)}",
            len(alarms) >= len(hangars) - 1 if hangars else None,
        ),
        _at_most("Median ab Zündung", "median after ignition", 40, median(alarms), bool(alarms)),
        Bar("Alarme vor der Zündung", "alarms before ignition", "0", str(len(early)), not early if hangars else None),
    ]


def of_rooms(rooms: Sequence[RoomFigures]) -> list[Bar]:
    fires = sum(room.fires for room in rooms)
    heat, co2 = (sum(room.sensor_days for room in rooms if room.kind == kind) for kind in ("heat", "co2"))
    got = f"{fires} ({heat:.1f} d °C, {co2:.1f} d CO2)"
    return [Bar("Feueralarme in ruhigen Räumen", "fire alarms in quiet rooms", "0", got, fires == 0 if rooms else None)]


def _at_most(de: str, en: str, limit_s: float, got_s: float, some: bool) -> Bar:
    return Bar(de, en, f"<= {limit_s:g} s", f"{got_s:+.1f} s" if some else "-", got_s <= limit_s if some else None)


__all__ = ["Bar", "PlaceFigure", "median", "of_hangars", "of_houses", "of_places", "of_rooms", "quantile"]
