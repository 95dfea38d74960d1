import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_edge.drivers import pms5003
from hallenwart_edge.drivers.pms5003 import Pms5003, cut_frame, error_code, samples
from hallenwart_edge.drivers.serial_line import FrameStream, SerialLine
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Sample
from hallenwart_sim.devices.reader_faults import Fault
from support.rig import a_rig, far_end, until

FRAME = bytes.fromhex(
    "42 4D 00 1C 00 05 00 08 00 09 00 05 00 08 00 09 03 EA 01 1F 00 33 00 06 00 02 00 00 97 00 02 B6"
)  # PM1/2.5/10 = 5/8/9, counts 1002, 287, 51, 6, 2, 0, version 97, no error


def sealed(body: bytes) -> bytes:
    return body + (sum(body) & 0xFFFF).to_bytes(2, "big")


def frames_in(pieces: list[bytes]) -> list[bytes]:
    buffer, frames = bytearray(), []
    for piece in pieces:
        buffer += piece
        while (frame := cut_frame(buffer)) is not None:
            frames.append(frame)
    return frames


def sensor_on(port: str) -> Pms5003:
    return Pms5003(SerialLine("staub", port, baud=9_600), component="staub")


def test_the_documented_frame_is_understood():
    assert frames_in([FRAME]) == [FRAME]
    assert samples(FRAME) == (Sample("pm1_ug_m3", 5.0), Sample("pm2_5_ug_m3", 8.0), Sample("pm10_ug_m3", 9.0))
    assert error_code(FRAME) == 0


def test_the_values_of_the_air_are_used_and_not_the_factory_values():
    different = sealed(FRAME[:10] + bytes.fromhex("00 15 00 18 01 09") + FRAME[16:-2])
    assert [sample.value for sample in samples(different)] == [21.0, 24.0, 265.0]


def test_the_short_variant_is_understood():
    short = sealed(bytes.fromhex("42 4D 00 14 00 01 00 02 00 03 00 04 00 05 00 06 00 00 00 00 00 00"))
    assert frames_in([short]) == [short]
    assert [sample.value for sample in samples(short)] == [4.0, 5.0, 6.0]


@given(st.integers(0, 31), st.integers(1, 255))
def test_no_single_wrong_byte_passes(position, flip):
    broken = bytearray(FRAME)
    broken[position] ^= flip
    assert frames_in([bytes(broken)]) == []


noise = st.lists(
    st.one_of(st.binary(max_size=20), st.sampled_from([b"B", b"BM", b"BM\x00\x1c", FRAME[:20], FRAME[:-1]])), max_size=5
).map(b"".join)


@given(noise, st.data())
def test_frames_after_any_noise_are_found_however_they_are_cut_up(before, data):
    stream = before + FRAME * 3
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    pieces = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert frames_in(pieces)[-2:] == [FRAME, FRAME]


async def test_reports_are_read_from_the_line():
    async with a_rig() as rig:
        dust = rig.pms5003(period_s=0.05)
        sensor = sensor_on(dust.port)
        await sensor.read()
        dust.pm_ug_m3 = (11, 22, 333)
        assert [sample.value for sample in await sensor.read()] == [11.0, 22.0, 333.0]
        sensor.close()


async def test_what_was_measured_before_the_question_is_not_the_answer():
    async with a_rig() as rig:
        dust = rig.pms5003(period_s=0.02)
        sensor = sensor_on(dust.port)
        await sensor.read()
        await asyncio.sleep(0.1)
        dust.faults = {Fault.SILENT}
        await asyncio.sleep(0.05)
        dust.pm_ug_m3 = (1, 2, 77)
        dust.faults = set()
        assert (await sensor.read())[2].value == 77.0
        sensor.close()


async def test_a_sensor_left_in_passive_mode_is_woken():
    async with a_rig() as rig:
        dust = rig.pms5003(period_s=0.05)
        dust.active = False
        sensor = sensor_on(dust.port)
        await sensor.read()
        assert dust.active
        sensor.close()


async def test_its_own_error_is_a_fault():
    async with a_rig() as rig:
        dust = rig.pms5003(period_s=0.05)
        dust.error = 0x80
        sensor = sensor_on(dust.port)
        with pytest.raises(DriverFault, match="error 0x80"):
            await sensor.read()
        sensor.close()


@pytest.mark.parametrize("fault", [Fault.SILENT, Fault.WRONG_SUM, Fault.HALF_FRAME])
async def test_silence_wrong_sums_and_halves_are_faults(fault, monkeypatch):
    monkeypatch.setattr(pms5003, "SILENT_AFTER_S", 0.2)
    async with a_rig() as rig:
        dust = rig.pms5003(period_s=0.02)
        dust.faults = {fault}
        sensor = sensor_on(dust.port)
        with pytest.raises(DriverFault, match=r"no valid frame for 0\.2 s"):
            await sensor.read()
        dust.faults = set()
        assert len(await sensor.read()) == 3
        sensor.close()


async def test_unplugging_is_a_fault():
    async with a_rig() as rig:
        dust = rig.pms5003(period_s=0.5)
        sensor = sensor_on(dust.port)
        reading = asyncio.create_task(sensor.read())
        await until(lambda: sensor._woken)
        dust.unplug()
        with pytest.raises(DriverFault):
            await reading
        sensor.close()


@settings(max_examples=20, deadline=None)
@given(st.lists(st.binary(min_size=1, max_size=50), max_size=6))
def test_arbitrary_bytes_on_the_line_give_a_fault_or_a_frame_and_the_next_frames_are_found(pieces):
    async def listen() -> None:
        with far_end() as end:
            line = SerialLine("staub", end.port, baud=9_600)
            frames = FrameStream(line, cut_frame, component="staub")
            end.say(*pieces)
            with pytest.raises(DriverFault):
                await frames.next(within_s=0.02)
            end.say(FRAME, FRAME, FRAME)
            async with asyncio.timeout(180):
                assert await frames.next(within_s=1) == FRAME
            line.close()

    asyncio.run(listen())
