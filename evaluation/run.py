"""Plays every recording and gathers the figures."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from evaluation import alone, crowds, disturbed, figures, nuisances, occupancy, scene
from evaluation.alone import Rule
from evaluation.equipment import TooManyHeadsError
from evaluation.findings import Findings, HangarRules, PlaceRules
from evaluation.fires import Fires, HangarFire, HouseFire, read_fires
from evaluation.pipeline import play
from evaluation.report.page import write_page
from evaluation.rooms import Room, read_rooms
from hallenwart_broker.run import find_mosquitto

PARTS: Final = ("occupancy", "crowds", "nuisances", "alone", "houses", "rooms", "hangars")
ROOT: Final = Path(__file__).parents[1]


async def evaluate(folder: Path, out: Path, parts: Sequence[str] = PARTS) -> Findings:
    """Play the recordings below `folder` and write `index.html` and `findings.json` into `out`."""
    began_s = time.monotonic()
    fires, rooms = read_fires(folder), read_rooms(folder)
    found = Findings(
        made_at=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        version=_version(),
        machine=f"{os.cpu_count()} x {platform.machine()}, Python {platform.python_version()}",
        engine="Mosquitto" if find_mosquitto() else "amqtt (embedded)",
    )
    async for part in _played(found, folder, fires, rooms, parts):
        found.took_s = time.monotonic() - began_s
        write(out, found, fires)  # whoever breaks off has what there is so far
        say(f"{part}: done after {found.took_s:.0f} s")
    return found


async def _played(
    found: Findings, folder: Path, fires: Fires, rooms: Sequence[Room], parts: Sequence[str]
) -> AsyncIterator[str]:
    """Play the chosen parts one after the other; yield each when its figures are there."""
    if "occupancy" in parts:
        found.occupancy = await occupancy.evaluate(folder, say)
        yield "occupancy"
    if "crowds" in parts:
        found.crowds = crowds.crowd_figures()
        yield "crowds"
    if "nuisances" in parts:
        found.nuisances = nuisances.judge_all()
        yield "nuisances"
    if "alone" in parts:
        _alone(found, fires)
        yield "alone"
    if "houses" in parts:
        await _houses(found, fires.houses)
        yield "houses"
    if "rooms" in parts:
        found.rooms = [await play_room(room) for room in rooms if room.temps_c or room.co2_ppm]
        yield "rooms"
    if "hangars" in parts:
        found.hangars_sparse = [await play_hangar(fire.sparse) for fire in fires.hangars]
        yield "hangars, sparse grid"
        found.hangars = [await play_hangar(fire) for fire in fires.hangars]
        yield "hangars"


def write(out: Path, found: Findings, fires: Fires) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / "findings.json").write_bytes(found.to_json())
    write_page(out / "index.html", found, fires)


async def _houses(found: Findings, houses: Sequence[HouseFire]) -> None:
    for fire in houses:
        try:
            found.houses.append(await play_house(fire))
        except TooManyHeadsError as error:
            found.skipped.append(str(error))


async def play_house(fire: HouseFire) -> figures.HouseFigures:
    apart = await play(scene.house(fire))
    told = figures.of_house(fire, apart, await play(scene.house(fire, together=True)))
    say(f"{fire.name}: {len(told.places)} places, two agreed after {told.together_s} s")
    return told


async def play_hangar(fire: HangarFire) -> figures.HangarFigures:
    told = figures.of_hangar(fire, await play(scene.hangar(fire), stop_at_fires=1))
    say(f"{fire.name}: {told.thermometers} thermometers, alarm after {told.alarm_s} s")
    return told


async def play_room(room: Room) -> figures.RoomFigures:
    told = figures.of_room(room, await play(scene.quiet_room(room)))
    say(f"{room.name}: {told.days:.1f} days, {told.fires} fire alarms, {told.fast:.0f} times as fast as it happened")
    return told


def _alone(found: Findings, fires: Fires) -> None:
    for house in fires.houses:
        said = {each.place: each.at_s for each in alone.of_scene(scene.house(house))}
        for place in house.places:
            at_s = said[place.name.lower()]
            of_rules = [at_s.get(rule) for rule in (Rule.SMOKE, Rule.HEAT, Rule.EITHER, Rule.BOTH, Rule.FIXED)]
            found.place_rules.append(PlaceRules(house.name, place.name, place.median_real_s, *of_rules))
    for hangar in fires.hangars:
        tall, room = scene.hangar(hangar), replace(scene.hangar(hangar), profile="room")
        times = (alone.first_s(tall, alone.heat_s), alone.first_s(room, alone.heat_s), alone.first_s(room, alone.fixed_s))
        found.hangar_rules.append(HangarRules(hangar.name, *times))
    if fires.houses:
        found.disturbed = [disturbed.of_houses(fires.houses, each) for each in disturbed.DISTURBANCES]
        found.without = disturbed.without_each(fires.houses)
    if fires.hangars:
        sparse = [fire.sparse for fire in fires.hangars]
        found.disturbed_tall = [disturbed.of_hangars(sparse, each) for each in disturbed.DISTURBANCES]


def _version() -> str:
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return described.stdout.strip() or "-"


def tell(found: Findings) -> None:
    """Print every bar with its figure."""
    for _, en, group in found.bars:
        if all(bar.held is None for bar in group):
            continue
        say(f"{en}:")
        for bar in group:
            word = {True: "held", False: "MISSED", None: "nothing to measure"}[bar.held]
            say(f"  {bar.en}: {bar.got}   target {bar.target}   {word}")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


__all__ = ["PARTS", "HangarFire", "evaluate", "tell"]
