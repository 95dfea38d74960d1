"""MH-Z19B: documented bytes, the warm-up that is not believed, and what may be wrong on the line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_edge.drivers import mh_z19b
from hallenwart_edge.drivers.mh_z19b import MhZ19b, checksum, co2_ppm, find_answer
from hallenwart_edge.drivers.serial_line import SerialLine
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Sample
from hallenwart_sim.devices.reader_faults import Fault
from support.edge_time import ManualClock
from support.rig import a_rig, far_end

ANSWER = bytes.fromhex("FF 86 03 34 3E 00 00 00 05")


def sensor_on(port, clock=None, *, warm_up_ms=0):
    line = SerialLine("luft", port, baud=mh_z19b.BAUD)
    return MhZ19b(line, component="luft", clock=clock or ManualClock(), warm_up_ms=warm_up_ms)


@pytest.mark.parametrize(("frame", "ppm"), [("FF 86 03 34 3E 00 00 00 05", 820.0), ("FF 86 0D E5 3D 40 42 CF FA", 3557.0)])
def test_documented_answers_are_understood(frame, ppm):
    assert co2_ppm(find_answer(bytes.fromhex(frame))) == ppm


@pytest.mark.parametrize("request_", [mh_z19b.READ, mh_z19b.CALIBRATION_OFF, mh_z19b.CALIBRATION_ON])
def test_requests_have_the_sum_they_need(request_):
    assert checksum(request_) == request_[8]


@given(st.integers(0, 8), st.integers(1, 255))
def test_no_single_wrong_byte_passes(position, flip):
    broken = bytearray(ANSWER)
    broken[position] ^= flip
    assert find_answer(bytes(broken)) is None


@given(st.binary(max_size=20).filter(lambda noise: b"\xff" not in noise))
def test_noise_before_the_answer_costs_nothing(noise):
    assert find_answer(noise + ANSWER) == ANSWER


async def test_the_driver_switches_the_calibration_off_and_reads():
    with far_end() as end:
        end.answers = [b"", ANSWER]
        sensor = sensor_on(end.port)
        assert await sensor.read() == (Sample("co2_ppm", 820.0),)
        assert end.heard == bytes.fromhex("FF 01 79 00 00 00 00 00 86 FF 01 86 00 00 00 00 00 79")


async def test_three_minutes_after_power_up_nothing_is_believed():
    clock = ManualClock()
    async with a_rig() as rig:
        emulated = rig.mh_z19b(cold=True)
        sensor = sensor_on(emulated.port, clock, warm_up_ms=mh_z19b.WARM_UP_MS)
        for _ in range(6):
            assert await sensor.read() == ()
        await clock.advance(179)
        assert await sensor.read() == ()
        emulated.cold = False
        await clock.advance(1)
        assert await sensor.read() == (Sample("co2_ppm", 820.0),)
        assert not emulated.calibrates


@pytest.mark.parametrize("warm_up_ms", [0, 180_000])
async def test_a_silent_sensor_is_a_fault_also_while_it_warms_up(warm_up_ms, monkeypatch):
    monkeypatch.setattr(mh_z19b, "ANSWERS_WITHIN_S", 0.05)
    async with a_rig() as rig:
        emulated = rig.mh_z19b()
        emulated.faults = {Fault.SILENT}
        with pytest.raises(DriverFault):
            await sensor_on(emulated.port, warm_up_ms=warm_up_ms).read()


@pytest.mark.parametrize("fault", [Fault.WRONG_SUM, Fault.HALF_FRAME])
async def test_a_warm_sensor_must_answer_soundly(fault, monkeypatch):
    monkeypatch.setattr(mh_z19b, "ANSWERS_WITHIN_S", 0.1)
    async with a_rig() as rig:
        emulated = rig.mh_z19b()
        emulated.faults = {fault}
        with pytest.raises(DriverFault):
            await sensor_on(emulated.port).read()


async def test_one_lost_answer_is_asked_for_again():
    with far_end() as end:
        end.answers = [b"", b"\xff\x86\x00", ANSWER]
        assert await sensor_on(end.port).read() == (Sample("co2_ppm", 820.0),)
