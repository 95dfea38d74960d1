import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_edge.drivers import hilink_line, ld2410
from hallenwart_edge.drivers.ld2410 import Ld2410, PhantomRule, Report, cut_frame, parse
from hallenwart_edge.drivers.serial_line import FrameStream, SerialLine
from hallenwart_edge.errors import DriverFault
from support.rig import a_rig, far_end

BASIC = bytes.fromhex("F4 F3 F2 F1 0D 00 02 AA 02 51 00 00 00 00 3B 00 00 55 00 F8 F7 F6 F5")  # traces of real radars
ENGINEERING = bytes.fromhex(
    "F4 F3 F2 F1 23 00 01 AA 03 1E 00 3C 00 00 39 00 00 08 08 3C 22 05 03 03 04 03 06 05 00 00 39 10 13 06 06 08 04 60 01 55 00"
    "F8 F7 F6 F5"
)
MOVING_150_CM = bytes.fromhex("F4 F3 F2 F1 0D 00 02 AA 01 96 00 50 00 00 00 96 00 55 00 F8 F7 F6 F5")
NOBODY = bytes.fromhex("F4 F3 F2 F1 0D 00 02 AA 00 00 00 00 00 00 00 00 00 55 00 F8 F7 F6 F5")
ACK = bytes.fromhex("FD FC FB FA 08 00 FF 01 00 00 01 00 40 00 04 03 02 01")

PHANTOM = Report(moving=True, static=False, moving_cm=0, static_cm=0)
SOMEBODY = Report(moving=True, static=False, moving_cm=150, static_cm=0)
EMPTY = Report(moving=False, static=False, moving_cm=0, static_cm=0)


def frames_in(pieces: list[bytes]) -> list[bytes]:
    buffer, frames = bytearray(), []
    for piece in pieces:
        buffer += piece
        while (frame := cut_frame(buffer)) is not None:
            frames.append(frame)
    return frames


def radar_on(port: str, **how) -> Ld2410:
    return Ld2410(lambda baud: SerialLine("radar", port, baud=baud), component="radar", **how)


@pytest.mark.parametrize(
    ("frame", "report"),
    [
        (BASIC, Report(moving=False, static=True, moving_cm=81, static_cm=0)),
        (ENGINEERING, Report(moving=True, static=True, moving_cm=30, static_cm=0, light=96)),
        (MOVING_150_CM, SOMEBODY),
        (NOBODY, EMPTY),
    ],
)
def test_recorded_frames_are_understood(frame, report):
    assert [parse(found) for found in frames_in([frame])] == [report]


def test_answers_to_commands_between_reports_come_out_whole():
    assert frames_in([ACK + BASIC + ACK + NOBODY]) == [ACK, BASIC, ACK, NOBODY]


@pytest.mark.parametrize("position", [0, 1, 2, 3, 4, 5, 7, 17, 18, 19, 20, 21, 22])
def test_a_wrong_byte_in_the_frame_itself_never_passes(position):
    broken = bytearray(BASIC)
    broken[position] ^= 0x80
    assert frames_in([bytes(broken)]) == []


noise = st.lists(
    st.one_of(st.binary(max_size=20), st.sampled_from([b"\xf4", b"\xf4\xf3\xf2\xf1", BASIC[:7], ENGINEERING[:30], ACK])),
    max_size=5,
).map(b"".join)


@given(noise, st.data())
def test_frames_after_any_noise_are_found_however_they_are_cut_up(before, data):
    stream = before + MOVING_150_CM * 4
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    pieces = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert frames_in(pieces)[-2:] == [MOVING_150_CM, MOVING_150_CM]


def test_a_target_with_a_distance_counts_at_once():
    assert PhantomRule().present(SOMEBODY)


def test_a_target_without_distance_counts_from_the_third_report_in_a_row():
    rule = PhantomRule()
    assert [rule.present(PHANTOM) for _ in range(4)] == [False, False, True, True]


def test_a_phantom_that_comes_again_at_once_takes_longer():
    rule = PhantomRule()
    burst = [rule.present(report) for report in [PHANTOM] * 4 + [EMPTY] + [PHANTOM] * 10]
    assert burst == [False] * 2 + [True] * 2 + [False] * 9 + [True] * 2
    assert rule.present(SOMEBODY)


@given(st.lists(st.sampled_from([[PHANTOM], [PHANTOM, PHANTOM]]), max_size=20))
def test_phantoms_that_come_and_go_never_count(bursts):
    rule = PhantomRule()
    assert not any(rule.present(report) for burst in bursts for report in [*burst, EMPTY])


def test_the_distance_of_a_target_that_is_not_there_does_not_help_a_phantom():
    stale = Report(moving=False, static=True, moving_cm=81, static_cm=0)
    assert not PhantomRule().present(stale)


async def test_presence_is_read_from_the_line():
    async with a_rig() as rig:
        eye = rig.ld2410(period_s=0.02)
        radar = radar_on(eye.port)
        assert (await radar.read())[0].value == 0.0
        eye.see_moving(300)
        await asyncio.sleep(0.05)
        assert (await radar.read())[0].value == 1.0
        eye.see_nobody()
        await radar.read()
        assert (await radar.read())[0].value == 0.0
        radar.close()


async def test_somebody_who_passed_between_two_readings_was_there():
    async with a_rig() as rig:
        eye = rig.ld2410(period_s=0.02)
        radar = radar_on(eye.port)
        await radar.read()
        eye.see_static(200)
        await asyncio.sleep(0.06)
        eye.see_nobody()
        await asyncio.sleep(0.06)
        assert (await radar.read())[0].value == 1.0
        assert (await radar.read())[0].value == 0.0
        radar.close()


async def test_the_light_is_told_and_bluetooth_goes_off_also_after_a_power_cut(monkeypatch):
    monkeypatch.setattr(ld2410, "PLAIN_REPORTS", 3)
    async with a_rig() as rig:
        eye = rig.ld2410(period_s=0.02)
        eye.light = 96
        radar = radar_on(eye.port, bluetooth=False, light=True)
        eye.see_static(200)
        assert {sample.quantity: sample.value for sample in await radar.read()} == {"presence": 1.0, "light_steps": 96.0}
        assert not eye.bluetooth
        eye.engineering = False  # as after a power cut
        told = [await radar.read() for _ in range(8)]
        assert ["light_steps" in [sample.quantity for sample in each] for each in (told[0], told[-1])] == [False, True]
        radar.close()


async def test_a_radar_that_answers_no_command_still_tells_presence(monkeypatch):
    monkeypatch.setattr(hilink_line, "ANSWERS_WITHIN_S", 0.05)
    async with a_rig() as rig:
        eye = rig.ld2410(period_s=0.02)
        eye.deaf = True
        radar = radar_on(eye.port, bluetooth=False, light=True)
        eye.see_moving(300)
        assert [sample.value for sample in await radar.read() if sample.quantity == "presence"] == [1.0]
        radar.close()


async def test_a_silent_radar_and_one_unplugged_are_faults(monkeypatch):
    monkeypatch.setattr(ld2410, "SILENT_AFTER_S", 0.1)
    async with a_rig() as rig:
        eye = rig.ld2410(period_s=0.02)
        radar = radar_on(eye.port)
        eye.silent = True
        await asyncio.sleep(0.03)
        radar._radar.waiting()
        with pytest.raises(DriverFault, match="no valid frame"):
            await radar.read()
        eye.unplug()
        with pytest.raises(DriverFault):
            await radar.read()
        radar.close()


@settings(max_examples=20, deadline=None)
@given(st.lists(st.binary(min_size=1, max_size=50), max_size=6))
def test_arbitrary_bytes_on_the_line_give_a_fault_and_the_next_frames_are_found(pieces):
    async def listen() -> None:
        with far_end() as end:
            line = SerialLine("radar", end.port, baud=256_000)
            frames = FrameStream(line, cut_frame, component="radar")
            end.say(*pieces)
            with pytest.raises(DriverFault):
                await frames.next(within_s=0.02)
            end.say(NOBODY, NOBODY, NOBODY, NOBODY)
            async with asyncio.timeout(180):
                assert await frames.next(within_s=1) == NOBODY
            line.close()

    asyncio.run(listen())
