import asyncio
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_edge.drivers import ds18b20
from hallenwart_edge.drivers.ds18b20 import BadScratchpadError, Ds18b20, crc8, parse
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Sample
from hallenwart_sim.devices.ds18b20 import EmulatedDs18b20
from support.rig import until

ROM = "28-0316a2791234"
DEGREES_25 = "90 01 4b 46 7f ff 0c 10 33 : crc=33 YES\n90 01 4b 46 7f ff 0c 10 33 t=25000\n"
BELOW_ZERO = "5e ff 4b 46 7f ff 0c 10 6a : crc=6a YES\n5e ff 4b 46 7f ff 0c 10 6a t=-10125\n"
POWER_UP = "50 05 4b 46 7f ff 0c 10 1c : crc=1c YES\n50 05 4b 46 7f ff 0c 10 1c t=85000\n"
SHORTED = "00 00 00 00 00 00 00 00 00 : crc=00 YES\n00 00 00 00 00 00 00 00 00 t=0\n"


@pytest.mark.parametrize(("text", "temp_c"), [(DEGREES_25, 25.0), (BELOW_ZERO, -10.125), (POWER_UP, 85.0)])
def test_the_kernels_text_is_understood(text, temp_c):
    assert parse(text) == temp_c


@given(st.integers(0, 71))
def test_one_flipped_bit_never_passes(bit):
    octets = bytearray.fromhex("90 01 4b 46 7f ff 0c 10 33")
    octets[bit // 8] ^= 1 << bit % 8
    with pytest.raises(BadScratchpadError):
        parse(f"{octets.hex(' ')} : crc=33 YES\n")


@pytest.mark.parametrize(
    "text", ["", "\n", "zz", DEGREES_25.replace("YES", "NO"), DEGREES_25[3:], SHORTED, "90 01 : crc=33 YES"]
)
def test_what_is_no_scratchpad_is_refused(text):
    with pytest.raises(BadScratchpadError):
        parse(text)


@given(st.text())
def test_any_other_text_is_refused(text):
    with pytest.raises(BadScratchpadError):
        parse(text)


@given(st.binary(min_size=8, max_size=8))
def test_octets_with_their_crc_divide_to_zero(octets):
    assert crc8(octets + bytes([crc8(octets)])) == 0


async def test_a_temperature_is_read(tmp_path: Path):
    chip = EmulatedDs18b20(tmp_path, ROM, temp_c=19.5)
    sensor = Ds18b20("waerme", ROM, base=tmp_path)
    assert await sensor.read() == (Sample("temp_c", 19.5),)
    chip.temp_c = -3.25
    assert await sensor.read() == (Sample("temp_c", -3.25),)


async def test_power_up_is_no_temperature_but_a_fire_is(tmp_path: Path):
    chip = EmulatedDs18b20(tmp_path, ROM, temp_c=79.0)
    sensor = Ds18b20("waerme", ROM, base=tmp_path)
    await sensor.read()
    chip.power_up()
    for _ in range(2):
        with pytest.raises(DriverFault, match="power-up"):
            await sensor.read()
    chip.temp_c = 81.0
    await sensor.read()
    chip.temp_c = 85.0
    assert (await sensor.read())[0].value == 85.0


async def test_power_up_as_the_first_reading_is_a_fault(tmp_path: Path):
    EmulatedDs18b20(tmp_path, ROM).power_up()
    with pytest.raises(DriverFault):
        await Ds18b20("waerme", ROM, base=tmp_path).read()


async def test_faults_of_the_bus(tmp_path: Path):
    chip = EmulatedDs18b20(tmp_path, ROM)
    sensor = Ds18b20("waerme", ROM, base=tmp_path)
    chip.short_bus()
    with pytest.raises(DriverFault, match="shorted"):
        await sensor.read()
    chip.disturb()
    with pytest.raises(DriverFault, match="CRC"):
        await sensor.read()
    chip.unplug()
    with pytest.raises(DriverFault, match="unplugged") as told:
        await sensor.read()
    assert told.value.component == "waerme"
    chip.plug_in()
    assert (await sensor.read())[0].value == 21.0


async def test_a_disturbed_reading_is_tried_again(tmp_path: Path):
    """The file is a pipe here, so that each opening converts anew."""
    (tmp_path / ROM).mkdir()
    pipe = tmp_path / ROM / "w1_slave"
    os.mkfifo(pipe)
    sensor = Ds18b20("waerme", ROM, base=tmp_path)
    reading, conversion = asyncio.create_task(sensor.read()), None
    for text in (DEGREES_25.replace("YES", "NO"), DEGREES_25.replace("90", "91"), DEGREES_25):
        await until(lambda before=conversion: sensor._conversion is not before)
        conversion = sensor._conversion
        await asyncio.to_thread(pipe.write_text, text)
    assert await reading == (Sample("temp_c", 25.0),)


async def test_a_conversion_that_hangs_is_a_fault_and_is_not_started_twice(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(ds18b20, "CONVERTS_WITHIN_S", 0.05)
    (tmp_path / ROM).mkdir()
    pipe = tmp_path / ROM / "w1_slave"
    os.mkfifo(pipe)
    sensor = Ds18b20("waerme", ROM, base=tmp_path)
    with pytest.raises(DriverFault, match="no conversion"):
        await sensor.read()
    with pytest.raises(DriverFault, match="not ended"):
        await sensor.read()
    await asyncio.to_thread(pipe.write_text, DEGREES_25)
    await sensor._conversion
    monkeypatch.setattr(ds18b20, "CONVERTS_WITHIN_S", 5.0)
    reading = asyncio.create_task(sensor.read())
    await asyncio.to_thread(pipe.write_text, DEGREES_25)
    assert (await reading)[0].value == 25.0
