"""Emulated air sensors, CO alarm, call point and panel contacts against documented bytes and figures."""

import asyncio
import os

import pytest

from hallenwart_sim.devices.co_alarm import SOUNDS_AFTER_S, EmulatedCoAlarm
from hallenwart_sim.devices.fire import EmulatedCallPoint, EmulatedFaultLoop, EmulatedLoop
from hallenwart_sim.devices.mcp3008 import EmulatedMcp3008
from hallenwart_sim.devices.reader_faults import Fault
from support.rig import a_rig, until

START, STARTED = "7E 00 00 02 01 03 F9 7E", "7E 00 00 00 00 FF 7E"
READ, NOTHING_NEW = "7E 00 03 00 FC 7E", "7E 00 03 00 00 FC 7E"
FULL = (
    "7E 00 03 00 28 3F C0 00 00 40 20 00 00 40 40 00 00 40 50 00 00 41 00 00 00 41 10 00 00 41 18 00 00 41 1C 00 00 "
    "41 20 00 00 3F 00 00 00 7D 5D 7E"
)


class Line:
    """The agent's end of a serial line, byte by byte."""

    def __init__(self, port):
        self._end = os.open(port, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)

    async def ask(self, request: str, length: int) -> str:
        os.write(self._end, bytes.fromhex(request))
        received = b""
        async with asyncio.timeout(180):
            while len(received) < length:
                await asyncio.sleep(0.002)
                try:
                    received += os.read(self._end, 4096)
                except BlockingIOError:
                    continue
        return received.hex(" ").upper()

    def close(self):
        os.close(self._end)


@pytest.fixture
def line():
    lines = []

    def opened(port):
        lines.append(Line(port))
        return lines[-1]

    yield opened
    for each in lines:
        each.close()


async def test_sps30_speaks_the_documented_frames(line):
    async with a_rig() as rig:
        sensor = rig.sps30(period_s=0.05)
        sensor.stuck = True
        wire = line(sensor.port)
        assert await wire.ask(READ, 7) == "7E 00 03 43 00 B9 7E"
        assert await wire.ask(START, 7) == STARTED
        assert await wire.ask(READ, 7) == NOTHING_NEW
        await until(lambda: sensor._fresh)
        assert await wire.ask(READ, 48) == FULL
        assert await wire.ask("7E 00 01 00 FE 7E", 7) == "7E 00 01 00 00 FE 7E"
        assert not sensor.measuring


async def test_sps30_refuses_wrong_sums_unknown_commands_and_says_its_own_error(line):
    async with a_rig() as rig:
        sensor = rig.sps30()
        wire = line(sensor.port)
        assert (await wire.ask("7E 00 00 02 01 03 F8 7E", 7))[9:11] == "05"
        assert (await wire.ask("7E 00 42 00 BD 7E", 7))[9:11] == "02"
        sensor.own_error = True
        assert (await wire.ask(START, 7))[9:11] == "80"
        assert (await wire.ask("7E 00 D0 01 03 2B 7E", 40))[:11] == "7E 00 D0 00"


async def test_sps30_faults_are_what_they_are_called(line):
    async with a_rig() as rig:
        sensor = rig.sps30()
        wire = line(sensor.port)
        sensor.faults = {Fault.WRONG_SUM}
        assert await wire.ask(START, 7) == "7E 00 00 00 00 A5 7E"
        sensor.faults = {Fault.SILENT}
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await wire.ask(START, 1)


async def test_mh_z19b_speaks_the_documented_frames(line):
    async with a_rig() as rig:
        sensor = rig.mh_z19b()
        wire = line(sensor.port)
        sensor.temp_c = 22
        assert await wire.ask("FF 01 86 00 00 00 00 00 79", 9) == "FF 86 03 34 3E 00 00 00 05"
        os.write(wire._end, bytes.fromhex("FF 01 79 00 00 00 00 00 86"))
        await until(lambda: not sensor.calibrates)
        os.write(wire._end, bytes.fromhex("FF 01 79 A0 00 00 00 00 E6"))
        await until(lambda: sensor.calibrates)


async def test_mh_z19b_talks_nonsense_while_it_is_cold(line):
    async with a_rig() as rig:
        sensor = rig.mh_z19b(cold=True)
        wire = line(sensor.port)
        answers = [bytes.fromhex(await wire.ask("FF 01 86 00 00 00 00 00 79", 9)) for _ in range(6)]
        assert [int.from_bytes(answer[2:4], "big") for answer in answers] == [400, 410, 388, 555, 0, 1215]
        assert [sum(answer[1:]) % 256 == 0 for answer in answers] == [False, False, True, True, True, True]


def test_a_panels_fault_contact_opens_and_a_cut_wire_is_told_apart_where_the_resistor_is():
    chip = EmulatedMcp3008()
    loop = EmulatedFaultLoop(chip, 2)
    assert chip.channel(2).code == 512
    loop.fault()
    assert chip.channel(2).code == 775
    loop.open()
    assert chip.channel(2).code == 1023
    EmulatedFaultLoop(chip, 3, bridge_ohm=None).fault()
    assert chip.channel(3).code == 1023


def test_a_call_point_stays_pressed_until_it_is_put_back():
    chip = EmulatedMcp3008()
    button = EmulatedCallPoint(EmulatedLoop(chip, 0))
    button.press()
    assert (button.pressed, chip.channel(0).code) == (True, 115)
    button.put_back()
    assert (button.pressed, chip.channel(0).code) == (False, 512)


async def test_a_co_alarm_answers_to_a_dose_as_its_standard_says():
    for ppm, low_s, high_s in ((300, 0, 180), (100, 600, 2_400), (50, 3_600, 5_400)):
        assert low_s <= dict(SOUNDS_AFTER_S)[ppm] <= high_s
        chip = EmulatedMcp3008()
        alarm = EmulatedCoAlarm(EmulatedLoop(chip, 0), speed=100_000)
        began_s = asyncio.get_running_loop().time()
        alarm.expose(ppm)
        assert not alarm.sounding
        await until(lambda alarm=alarm: alarm.sounding)
        took_s = (asyncio.get_running_loop().time() - began_s) * 100_000
        assert took_s >= low_s
        assert chip.channel(0).code == 115
        alarm.expose(0)
        assert chip.channel(0).code == 512
