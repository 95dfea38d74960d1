"""SPS30 and its framing: documented bytes, then the emulated sensor with everything that may be wrong with it."""

import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_edge.drivers import shdlc, sps30
from hallenwart_edge.drivers.serial_line import SerialLine
from hallenwart_edge.drivers.sps30 import Sps30
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Sample
from hallenwart_sim.devices.reader_faults import Fault
from support.rig import a_rig, far_end

FULL = bytes.fromhex(
    "7E 00 03 00 28 3F C0 00 00 40 20 00 00 40 40 00 00 40 50 00 00 41 00 00 00 41 10 00 00 41 18 00 00 41 1C 00 00 "
    "41 20 00 00 3F 00 00 00 7D 5D 7E"
)
VALUES = (
    Sample("pm1_ug_m3", 1.5),
    Sample("pm2_5_ug_m3", 2.5),
    Sample("pm4_ug_m3", 3.0),
    Sample("pm10_ug_m3", 3.25),
    Sample("pm_size_um", 0.5),
)


def sensor_on(port):
    return Sps30(SerialLine("staub", port, baud=sps30.BAUD), component="staub")


@pytest.mark.parametrize(
    ("command", "data", "frame"),
    [
        (0x00, b"\x01\x03", "7E 00 00 02 01 03 F9 7E"),
        (0x00, b"\x01\x05", "7E 00 00 02 01 05 F7 7E"),
        (0x01, b"", "7E 00 01 00 FE 7E"),
        (0x03, b"", "7E 00 03 00 FC 7E"),
        (0x10, b"", "7E 00 10 00 EF 7E"),
        (0x11, b"", "7E 00 7D 31 00 EE 7E"),
        (0x56, b"", "7E 00 56 00 A9 7E"),
        (0xD0, b"\x03", "7E 00 D0 01 03 2B 7E"),
        (0xD1, b"", "7E 00 D1 00 2E 7E"),
        (0xD3, b"", "7E 00 D3 00 2C 7E"),
    ],
)
def test_requests_are_the_documented_bytes(command, data, frame):
    assert shdlc.request(command, data) == bytes.fromhex(frame)


def test_the_documented_answer_with_a_stuffed_checksum_is_understood():
    answer = shdlc.find_answer(FULL, 0x03)
    assert answer is not None
    assert answer.state == 0
    assert sps30.samples(answer.data) == VALUES


def test_a_refusal_is_understood():
    assert shdlc.find_answer(bytes.fromhex("7E 00 03 43 00 B9 7E"), 0x03) == shdlc.Answer(0x03, 0x43, b"")


@given(st.integers(0, 255), st.binary(max_size=60))
def test_every_byte_survives_the_stuffing(state, data):
    body = bytes((0, 0x03, state, len(data))) + data
    frame = b"\x7e" + shdlc._stuffed(body + bytes((shdlc.checksum(body),))) + b"\x7e"
    assert 0x7E not in frame[1:-1]
    assert not {0x11, 0x13} & set(frame)
    assert shdlc.find_answer(frame, 0x03) == shdlc.Answer(0x03, state, data)


@given(st.integers(1, len(FULL) - 2), st.integers(1, 255))
def test_no_single_wrong_byte_passes(position, flip):
    broken = bytearray(FULL)
    broken[position] ^= flip
    assert shdlc.find_answer(bytes(broken), 0x03) is None


@given(st.binary(max_size=40))
def test_noise_before_an_answer_costs_nothing_and_alone_is_none(noise):
    assert shdlc.find_answer(noise + b"\x7e" + FULL, 0x03) is not None
    assert shdlc.find_answer(FULL[:-1], 0x03) is None


async def test_the_driver_starts_the_sensor_and_reads_it():
    with far_end() as end:
        end.answers = [bytes.fromhex("7E 00 00 00 00 FF 7E"), bytes.fromhex("7E 00 03 00 00 FC 7E"), FULL]
        assert await sensor_on(end.port).read() == VALUES
    assert end.heard == bytes.fromhex("7E 00 00 02 01 03 F9 7E 7E 00 03 00 FC 7E 7E 00 03 00 FC 7E")


async def test_a_sensor_that_measures_already_is_read():
    with far_end() as end:
        end.answers = [bytes.fromhex("7E 00 00 43 00 BC 7E"), FULL]
        assert await sensor_on(end.port).read() == VALUES


async def test_a_sensor_that_lost_its_power_is_started_again():
    async with a_rig() as rig:
        emulated = rig.sps30(period_s=0.02)
        emulated.stuck = True
        driver = sensor_on(emulated.port)
        assert await driver.read() == VALUES
        emulated.measuring = False
        assert await driver.read() == VALUES


@pytest.mark.parametrize("fault", [Fault.SILENT, Fault.WRONG_SUM, Fault.HALF_FRAME])
async def test_what_is_no_answer_is_a_fault(fault):
    async with a_rig() as rig:
        emulated = rig.sps30(period_s=0.02)
        emulated.faults = {fault}
        with pytest.raises(DriverFault):
            await sensor_on(emulated.port).read()


async def test_noise_on_the_line_costs_nothing():
    async with a_rig() as rig:
        emulated = rig.sps30(period_s=0.02)
        emulated.faults, emulated.stuck = {Fault.GARBAGE}, True
        assert await sensor_on(emulated.port).read() == VALUES


async def test_the_sensors_own_error_is_a_fault():
    async with a_rig() as rig:
        emulated = rig.sps30(period_s=0.02)
        emulated.own_error = True
        with pytest.raises(DriverFault, match="error of its own"):
            await sensor_on(emulated.port).read()


async def test_a_sensor_without_new_values_is_a_fault(monkeypatch):
    monkeypatch.setattr(sps30, "NEW_VALUE_WITHIN_S", 0.4)
    async with a_rig() as rig:
        with pytest.raises(DriverFault, match="no new value"):
            await sensor_on(rig.sps30(period_s=60).port).read()


def test_what_is_no_number_is_left_to_the_rule_and_another_length_is_refused():
    assert math.isnan(sps30.samples(struct.pack(">10f", *[math.nan] * 10))[0].value)
    with pytest.raises(ValueError, match="instead of 40"):
        sps30.samples(b"\x00" * 36)
