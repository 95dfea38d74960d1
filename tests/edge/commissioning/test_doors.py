import asyncio
import random

import pytest

from hallenwart_contract.clock import SystemClock
from hallenwart_edge.commissioning import doors
from hallenwart_edge.commissioning.asking import Talk
from hallenwart_edge.commissioning.step import Outcome
from hallenwart_edge.config import Agent, AgentConfig, Pins
from hallenwart_edge.config_people import DoorRadar, Line, Pir
from hallenwart_edge.hardware import Hardware
from hallenwart_sim.crowds import scenes
from hallenwart_sim.crowds.live import LiveDoor
from hallenwart_sim.crowds.scenes import Scene
from support.rig import a_rig

PIN = 5
LINE = Line(x1_mm=-800, y1_mm=3_000, x2_mm=800, y2_mm=3_000)


def config(*, port: str = "", inside: str = "near") -> AgentConfig:
    radar = DoorRadar(id="tuer", hall="nordpark", port=port, line=LINE, inside=inside)
    return AgentConfig(
        agent=Agent(device="nordpark-1", site="nordpark"),
        pins=Pins(factory="hallenwart-sim"),
        door_radars=[radar] if port else [],
        pirs=[Pir(id="bewegung", hall="nordpark", pin=PIN)],
    )


class Person:
    """Does at once what is asked, before one radar and one motion sensor."""

    def __init__(self, rig, *, walks: bool = True) -> None:
        self.unit, self.eye = rig.ld2450(), rig.pir(PIN, speed=20)
        self.door = LiveDoor(self.unit)
        self.walks = walks
        self.told: list[str] = []

    async def ask(self, text: str) -> str:
        if self.walks and "BEWEGEN" in text:
            asyncio.get_running_loop().call_later(0.2, self.eye.see_motion)
        way = 1 if "HINEIN" in text else -1 if "HINAUS" in text else 0
        if self.walks and way:
            (walker,) = scenes.play(Scene.RUNNING, random.Random(1), begins_ms=0, way=way)
            asyncio.get_running_loop().call_later(0.3, self.door.begin, walker)
        return "\n"

    def talk(self, *, within_s: float = 10) -> Talk:
        return Talk(self.told.append, self.ask, within_s=within_s)


@pytest.fixture
async def rig(monkeypatch):
    async with a_rig() as made:
        for variable, value in made.environment.items():
            monkeypatch.setenv(variable, value)
        yield made


async def look(which, name: str, made: AgentConfig, talk: Talk):
    hardware = Hardware(made, SystemClock())
    try:
        return await which(name, made, hardware, talk)
    finally:
        hardware.close()


async def test_who_walks_in_and_out_is_counted_once_each_way(rig):
    person = Person(rig)
    found = await look(doors.radar_look, "tuer", config(port=person.unit.port), person.talk())
    assert (found.outcome, found.step) == (Outcome.OK, "counted")


async def test_a_line_the_wrong_way_round_is_told_with_what_to_write(rig):
    person = Person(rig)
    found = await look(doors.radar_look, "tuer", config(port=person.unit.port, inside="far"), person.talk())
    assert found.outcome is Outcome.FAILED
    assert "inside = 'near'" in found.words


async def test_nobody_counted_is_told(rig):
    person = Person(rig, walks=False)
    found = await look(doors.radar_look, "tuer", config(port=person.unit.port), person.talk(within_s=0.3))
    assert found.outcome is Outcome.FAILED


async def test_a_motion_sensor_sees_and_rests(rig):
    person = Person(rig)
    found = await look(doors.pir_look, "bewegung", config(), person.talk())
    assert (found.outcome, found.step) == (Outcome.OK, "moves")


async def test_a_motion_sensor_that_sees_nothing_or_never_rests_is_told(rig):
    person = Person(rig)
    person.eye.die()
    found = await look(doors.pir_look, "bewegung", config(), person.talk(within_s=0.4))
    assert "sees no motion" in found.words
    person.eye.stick()
    found = await look(doors.pir_look, "bewegung", config(), person.talk(within_s=0.4))
    assert "never rests" in found.words
