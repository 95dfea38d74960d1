"""Plays every recording and gathers the figures."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from evaluation import bars, figures, scene
from evaluation.bars import Bar
from evaluation.fires import HangarFire, HouseFire, read_fires
from evaluation.pipeline import play
from evaluation.rooms import Room, read_rooms


async def evaluate(folder: Path, parts: Sequence[str]) -> None:
    """Play all recordings below `folder`."""
    fires, rooms = read_fires(folder), read_rooms(folder)
    if "houses" in parts:
        houses = [await play_house(fire) for fire in fires.houses]
        for house in houses:
            for place in house.places:
                say(f"  {house.name} {place.name}: {place.against_real_s}")
            say(f"  {house.name}: two places {house.together_late_s}, faults {house.faults}")
        tell(bars.of_places(houses) + bars.of_houses(houses))
    if "hangars" in parts:
        for name, chosen in (("all", fires.hangars), ("sparse", [fire.sparse for fire in fires.hangars])):
            hangars = [await play_hangar(fire) for fire in chosen]
            for hangar in hangars:
                say(f"  {hangar}")
            say(name)
            tell(bars.of_hangars(hangars))
    if "rooms" in parts:
        quiet = [await play_room(room) for room in rooms if room.temps_c]
        for room in quiet:
            say(f"  {room}")
        tell(bars.of_rooms(quiet))


async def play_house(fire: HouseFire) -> figures.HouseFigures:
    apart = await play(scene.house(fire))
    return figures.of_house(fire, apart, await play(scene.house(fire, together=True)))


async def play_hangar(fire: HangarFire) -> figures.HangarFigures:
    return figures.of_hangar(fire, await play(scene.hangar(fire), stop_at_fires=1))


async def play_room(room: Room) -> figures.RoomFigures:
    return figures.of_room(room, await play(scene.quiet_room(room)))


def tell(told: Sequence[Bar]) -> None:
    for bar in told:
        word = {True: "held", False: "MISSED", None: "nothing to measure"}[bar.held]
        say(f"  {bar.en}: {bar.got}   target {bar.target}   {word}")


def say(line: str) -> None:
    sys.stdout.write(f"{time.strftime('%H:%M:%S')} {line}\n")
    sys.stdout.flush()
