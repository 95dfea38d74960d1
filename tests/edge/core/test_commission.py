"""The commissioning of a locker: a helpful person at the emulated cabinet, whose switches are wired one way or the other."""

import asyncio
import os
import re

import pytest

from hallenwart_contract.clock import SystemClock
from hallenwart_edge.commission import Found, commission, conclusion
from hallenwart_edge.config import Agent, AgentConfig, Pins
from hallenwart_edge.config_devices import Compartment, Locker, LockPins
from hallenwart_edge.hardware import Hardware
from support.agents import COMMAND, write_agent_toml
from support.rig import a_rig, until

AGENT = Agent(device="nordpark-1", site="nordpark")
COMPARTMENTS = [Compartment(number=number, lock=number - 1, column=number, row=1) for number in (1, 2)]


class Person:
    """Does what is said to the cabinet, at the doors where the compartments really are."""

    def __init__(self, cabinet, locks=(0, 1), *, says="") -> None:
        self.cabinet, self.locks, self.says = cabinet, dict(enumerate(locks, start=1)), says
        self.told: list[str] = []
        self.clumsy = self.idle = False

    def say(self, text: str) -> None:
        self.told.append(text)
        if self.idle or not (named := re.match(r"Fach (\d+)", text)):
            return
        lock = self.locks[int(named[1])]
        if "Notschlüssel" in text:
            self.cabinet.pull_door(lock, force=True)
            if self.clumsy:
                self.cabinet.pull_door(lock + 4, force=True)
        elif "herausnehmen" in text:
            self._turn_key(lock)
        elif "schließen" in text:
            self.cabinet.push_door(lock)

    async def ask(self, text: str) -> str:
        self.told.append(text)
        return self.says if "entriegelt" in text else ""

    def _turn_key(self, lock: int) -> None:
        if not self.cabinet.doors[lock].key:
            self.cabinet.put_key(lock)
            return
        self.cabinet.take_key(lock)
        asyncio.get_running_loop().call_later(0.4, self.cabinet.put_key, lock)

    @property
    def text(self) -> str:
        return "\n".join(self.told)


class PersonWithKeyInHand(Person):
    """Says that the key hangs there when it does."""

    async def ask(self, text: str) -> str:
        answer = await super().ask(text)
        if "Hängt der Schlüssel" in text:
            open_doors = [door for door in self.cabinet.doors if not door.closed]
            await until(lambda: all(door.key for door in open_doors))
        return answer


@pytest.fixture
def hardware():
    hardware = Hardware(AgentConfig(agent=AGENT), SystemClock())
    yield hardware
    hardware.close()


async def commissioned(hardware, locker: Locker, person: Person, **how) -> int:
    return await commission(locker, hardware.locker(locker), say=person.say, ask=person.ask, **how)


@pytest.mark.parametrize("configured", [True, False])
@pytest.mark.parametrize(("hook", "key"), [(True, True), (False, True), (True, False), (False, False)])
async def test_both_polarities_are_found_whatever_the_configuration_says(hardware, hook, key, configured):
    async with a_rig() as rig:
        cabinet = rig.locker(keys=(0,), hook_bit_when_closed=hook, key_bit_when_present=key)
        person = PersonWithKeyInHand(cabinet)
        locker = Locker(
            id="schrank",
            port=cabinet.port,
            hook_bit_when_closed=configured,
            key_bit_when_present=configured,
            compartments=COMPARTMENTS,
        )
        assert await commissioned(hardware, locker, person) == 0
        assert f"hook_bit_when_closed = {str(hook).lower()}" in person.text
        assert f"key_bit_when_present = {str(key).lower()}" in person.text
        assert cabinet.unlocks == []
        assert all(door.closed for door in cabinet.doors)


async def test_locks_that_are_plugged_in_elsewhere_are_named(hardware):
    async with a_rig() as rig:
        cabinet = rig.locker(keys=(0, 6))
        person = PersonWithKeyInHand(cabinet, locks=(0, 6))
        locker = Locker(id="schrank", port=cabinet.port, compartments=COMPARTMENTS)
        assert await commissioned(hardware, locker, person) == 0
        assert "number = 2: lock = 6   # jetzt / now: 1" in person.text
        assert "number = 1" not in person.text


async def test_a_board_without_key_sensors_is_not_asked_for_keys(hardware):
    async with a_rig() as rig:
        cabinet = rig.locker_48(hook_bit_when_closed=False)
        person = Person(cabinet)
        locker = Locker(id="schrank", board="kr-cu48", port=cabinet.port, compartments=COMPARTMENTS)
        assert await commissioned(hardware, locker, person) == 0
        assert "hook_bit_when_closed = false" in person.text
        assert "herausnehmen" not in person.text


@pytest.mark.parametrize(("answer", "unlocked"), [("ja", [0, 1]), ("YES\n", [0, 1]), ("", []), ("nein", [])])
async def test_it_pulses_only_after_a_yes(hardware, answer, unlocked):
    async with a_rig() as rig:
        cabinet = rig.locker_48()
        person = Person(cabinet, says=answer)
        locker = Locker(id="schrank", board="kr-cu48", port=cabinet.port, compartments=COMPARTMENTS)
        assert await commissioned(hardware, locker, person, pulse=True) == 0
        assert [lock for lock, _ in cabinet.unlocks] == unlocked
        assert ("Notschlüssel" in person.text) is (not unlocked)


async def test_a_dead_switch_and_two_doors_at_once_stay_open_questions(hardware):
    async with a_rig() as rig:
        cabinet = rig.locker_48()
        locker = Locker(id="schrank", board="kr-cu48", port=cabinet.port, compartments=COMPARTMENTS)
        person = Person(cabinet)
        cabinet.stick_hook(1)
        assert await commissioned(hardware, locker, person, within_s=0.6) == 1
        assert "Fach 2: kein Bit hat sich bewegt" in person.text
        assert "offen blieben / not found out: 2" in person.text
        clumsy = Person(cabinet)
        clumsy.clumsy = True
        assert await commissioned(hardware, locker, clumsy, within_s=0.6) == 1
        assert "Fach 1: mehrere Bits haben sich bewegt (0, 4)" in clumsy.text


async def test_a_flickering_key_sensor_is_told(hardware):
    async with a_rig() as rig:
        cabinet = rig.locker(keys=(0, 1))
        for lock in (0, 1):
            cabinet.flicker_key_sensor(lock)
        person = PersonWithKeyInHand(cabinet)
        locker = Locker(id="schrank", port=cabinet.port, compartments=COMPARTMENTS)
        assert await commissioned(hardware, locker, person, within_s=1.0) == 1
        assert "hook_bit_when_closed = true" in person.text
        assert "flackert" in person.text
        assert "key_bit_when_present: offen blieben / not found out: 1, 2" in person.text


async def test_a_silent_board_is_a_fault(hardware, tmp_path):
    person = Person(None)
    person.idle = True
    locker = Locker(id="schrank", port=str(tmp_path / "none"), compartments=COMPARTMENTS)
    assert await commissioned(hardware, locker, person) == 1
    assert "FEHLER schrank: cannot open" in person.text


def test_compartments_wired_unlike_each_other_are_named():
    locker = Locker(id="schrank", port="x", compartments=COMPARTMENTS)
    lines, whole = conclusion(locker, [Found(1, 0, True, True), Found(2, 1, False, True)])
    assert not whole
    assert any("Fächer 1 sind anders verdrahtet" in line for line in lines)
    assert "key_bit_when_present = true" in lines


@pytest.mark.parametrize("configured", [True, False])
async def test_a_single_lock_on_pins(monkeypatch, configured):
    async with a_rig() as rig:
        for variable, value in rig.environment.items():
            monkeypatch.setenv(variable, value)
        door = rig.gpio_lock(coil_pin=5, contact_pin=6, key_pin=13, key=True)
        config = AgentConfig(agent=AGENT, pins=Pins(factory="hallenwart-sim"))
        hardware = Hardware(config, SystemClock())
        person = PersonWithKeyInHand(door, locks=(0,))
        pins = LockPins(coil_pin=5, contact_pin=6, key_pin=13)
        bits = {"hook_bit_when_closed": configured, "key_bit_when_present": configured}
        locker = Locker(id="strike", board="gpio", gpio=pins, compartments=COMPARTMENTS[:1], **bits)
        assert await commissioned(hardware, locker, person) == 0
        assert "hook_bit_when_closed = false" in person.text
        assert "key_bit_when_present = false" in person.text
        assert door.history == []
        hardware.close()


async def test_the_command_leads_through_it(mosquitto, tmp_path):
    async with a_rig() as rig:
        cabinet = rig.locker_48(hook_bit_when_closed=False)
        text = f"""
[[locker]]
id = "schrank"
board = "kr-cu48"
port = "{cabinet.port}"
compartments = [{{ number = 1, lock = 0, column = 1, row = 1 }}]
[[keypad]]
id = "tasten"
port = "{rig.keypad().port}"
"""
        config = write_agent_toml(tmp_path, mosquitto, more=text)
        process = await asyncio.create_subprocess_exec(
            COMMAND, "commission", "--config", str(config), "--locker", "schrank", "--pulse",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, env=dict(os.environ),
        )  # fmt: skip
        process.stdin.write(b"\nja\n")
        told = b""
        async with asyncio.timeout(180):
            while chunk := await process.stdout.read(4096):
                told += chunk
                if b"close compartment 1" in told:
                    cabinet.push_door(0)
        assert await process.wait() == 0, told.decode()
        assert "hook_bit_when_closed = false" in told.decode()
        assert [lock for lock, _ in cabinet.unlocks] == [0]
