import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_edge.door_types import Target
from hallenwart_edge.drivers import hilink
from hallenwart_edge.drivers.ld2450_frames import cut_frame, is_report, targets_of

VENDOR = bytes.fromhex("AA FF 03 00 0E 03 B1 86 10 00 40 01" + "00" * 16 + "55 CC")  # serial protocol V1.03, example
TWO = bytes.fromhex("AA FF 03 00 0E 03 B1 86 10 00 40 01 C2 81 FC 88 23 80 40 01 00 00 00 00 00 00 00 00 55 CC")
NOBODY = bytes.fromhex("AA FF 03 00" + "00" * 24 + "55 CC")
ENABLED = bytes.fromhex("FD FC FB FA 08 00 FF 01 00 00 01 00 40 00 04 03 02 01")
FIRMWARE = bytes.fromhex("FD FC FB FA 0C 00 A0 01 00 00 00 00 02 01 16 24 06 22 04 03 02 01")


def frames_in(*pieces: bytes) -> list[bytes]:
    buffer, frames = bytearray(), []
    for piece in pieces:
        buffer += piece
        while (frame := cut_frame(buffer)) is not None:
            frames.append(frame)
    return frames


@pytest.mark.parametrize(
    ("report", "targets"),
    [
        (VENDOR, (Target(-782, 1713, -16),)),
        (TWO, (Target(-782, 1713, -16), Target(450, 2300, 35))),
        (NOBODY, ()),
        (bytes.fromhex("AA FF 03 00" + "00" * 8 + "00 80 E8 83 00 80 68 01" + "00" * 8 + "55 CC"), (Target(0, 1000, 0),)),
    ],
)
def test_reports_are_understood_wherever_in_them_a_target_stands(report, targets):
    assert frames_in(report) == [report]
    assert targets_of(report) == targets


def test_what_lies_behind_the_radar_or_beyond_all_sense_was_garbled():
    behind = bytes.fromhex("AA FF 03 00 00 80 E8 03 00 80 68 01 FF FF FF FF 00 80 68 01" + "00" * 8 + "55 CC")
    assert targets_of(behind) == ()


def test_answers_between_reports_come_out_as_such():
    assert frames_in(ENABLED + VENDOR + FIRMWARE + NOBODY) == [ENABLED, VENDOR, FIRMWARE, NOBODY]
    assert [is_report(frame) for frame in (ENABLED, VENDOR)] == [False, True]
    enabled, firmware = hilink.answer_of(ENABLED), hilink.answer_of(FIRMWARE)
    assert enabled == hilink.Answer(hilink.ENABLE, good=True, value=bytes.fromhex("01 00 40 00"))
    assert firmware is not None
    assert firmware.command == hilink.FIRMWARE
    assert hilink.answer_of(VENDOR) is None
    assert hilink.answer_of(hilink.command(hilink.ENABLE, hilink.ENABLE_VALUE)) is None


@pytest.mark.parametrize(
    ("word", "value", "told"),
    [
        (hilink.ENABLE, hilink.ENABLE_VALUE, "FD FC FB FA 04 00 FF 00 01 00 04 03 02 01"),
        (hilink.END, b"", "FD FC FB FA 02 00 FE 00 04 03 02 01"),
        (hilink.MULTI_TARGET, b"", "FD FC FB FA 02 00 90 00 04 03 02 01"),
        (hilink.SET_BAUD, hilink.baud_value(256_000), "FD FC FB FA 04 00 A1 00 07 00 04 03 02 01"),
        (hilink.BLUETOOTH, bytes(2), "FD FC FB FA 04 00 A4 00 00 00 04 03 02 01"),
    ],
)
def test_commands_are_the_vendors_bytes(word, value, told):
    assert hilink.command(word, value) == bytes.fromhex(told)


@pytest.mark.parametrize("position", [0, 1, 2, 3, 28, 29])
def test_a_wrong_byte_in_the_frame_itself_never_passes(position):
    broken = bytearray(VENDOR)
    broken[position] ^= 0x80
    assert frames_in(bytes(broken)) == []


HEAD_LIKE = bytes.fromhex("AA FF 03 00 55 CC AA FF AA FF 03 00 FF AA 55 CC 00 00 AA FF 03 55 CC 55 CC AA 03 00 55 CC")


def test_coordinates_that_look_like_heads_and_tails_cut_nothing_short():
    assert frames_in(HEAD_LIKE + HEAD_LIKE) == [HEAD_LIKE, HEAD_LIKE]
    assert frames_in(VENDOR[:17] + HEAD_LIKE * 2)[-1] == HEAD_LIKE


noise = st.lists(
    st.one_of(
        st.binary(max_size=20), st.sampled_from([b"\xaa", b"\xaa\xff", VENDOR[:4], VENDOR[:20], ENABLED, ENABLED[:7], TWO[3:]])
    ),
    max_size=5,
).map(b"".join)


@settings(max_examples=50)
@given(noise, st.data())
def test_frames_after_any_noise_are_found_however_they_are_cut_up(before, data):
    stream = before + TWO * 5
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    pieces = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert frames_in(*pieces)[-2:] == [TWO, TWO]
