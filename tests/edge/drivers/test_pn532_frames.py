"""Frames of the PN532: documented bytes, and every kind of damage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_edge.drivers.pn532_frames import ACK, DAMAGED, MAX_PAYLOAD, NACK, cut, frame

NO_CARD = bytes.fromhex("00 00 FF 03 FD D5 4B 00 E0 00")
PAYLOAD = bytes.fromhex("D5 4B 00")


def cut_all(*pieces: bytes) -> list[bytes]:
    buffer, found = bytearray(), []
    for piece in pieces:
        buffer += piece
        while (told := cut(buffer)) is not None:
            found.append(told)
    return found


@pytest.mark.parametrize(
    ("payload", "octets"),
    [
        ("D4 02", "00 00 FF 02 FE D4 02 2A 00"),
        ("D4 14 01 14 01", "00 00 FF 05 FB D4 14 01 14 01 02 00"),
        ("D4 32 05 FF 01 02", "00 00 FF 06 FA D4 32 05 FF 01 02 F3 00"),
        ("D4 4A 01 00", "00 00 FF 04 FC D4 4A 01 00 E1 00"),
        ("D4 52 00", "00 00 FF 03 FD D4 52 00 DA 00"),
        ("D5 41 00 90 00", "00 00 FF 05 FB D5 41 00 90 00 5A 00"),
        ("7F", "00 00 FF 01 FF 7F 81 00"),
    ],
)
def test_documented_frames_are_built_and_taken_apart(payload, octets):
    assert frame(bytes.fromhex(payload)) == bytes.fromhex(octets)
    assert cut_all(bytes.fromhex(octets)) == [bytes.fromhex(payload)]


def test_ack_and_nack_are_known():
    assert cut_all(ACK + NACK + ACK + NO_CARD) == [ACK, NACK, ACK, PAYLOAD]


def test_a_trace_in_pieces_is_put_together():
    assert cut_all(bytes.fromhex("00 00 ff 02 fe"), bytes.fromhex("d5 33"), bytes.fromhex("f8 00")) == [b"\xd5\x33"]


def test_long_payloads_have_another_head():
    payload = b"\xd5\x41" + bytes(258)
    assert frame(payload)[:8] == bytes.fromhex("00 00 FF FF FF 01 04 FB")
    assert cut_all(frame(payload)) == [payload]


@given(st.binary(min_size=1, max_size=MAX_PAYLOAD))
def test_what_is_built_is_taken_apart(payload):
    assert cut_all(frame(payload)) == [payload]


@given(st.integers(1, 8), st.integers(1, 255))
def test_no_single_wrong_byte_passes(position, flip):
    broken = bytearray(NO_CARD)
    broken[position] ^= flip
    assert PAYLOAD not in cut_all(bytes(broken))


def test_a_payload_that_does_not_add_up_is_told():
    assert cut_all(bytes.fromhex("00 00 FF 03 FD D5 4B 01 E0 00")) == [DAMAGED]


noise = st.lists(
    st.one_of(
        st.binary(max_size=20),
        st.sampled_from([b"\x00\xff", b"\x00\x00\xff\x03", NO_CARD[:7], b"\x00\xff\xff\xff\x01\x09\xf6"]),
    ),
    max_size=5,
).map(b"".join)


@given(noise, st.data())
def test_frames_after_any_noise_are_found_however_they_are_cut_up(before, data):
    stream = before + NO_CARD * 40  # more than the longest payload that noise may announce
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    pieces = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert cut_all(*pieces)[-1:] == [PAYLOAD]


@given(st.lists(st.binary(max_size=40), max_size=10))
def test_no_bytes_break_it_and_little_is_kept(pieces):
    buffer = bytearray()
    for piece in pieces:
        buffer += piece
        while cut(buffer) is not None:
            pass
        assert len(buffer) <= MAX_PAYLOAD + 8 + len(piece)
