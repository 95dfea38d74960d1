"""The public vector of NXP AN12196 (all keys zero), and what must not pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_edge.access.sun import Tap, opened, proves

KEY = bytes(16)
HIDDEN = bytes.fromhex("EF963FF7828658A599F3041510671E88")
PROOF = bytes.fromhex("94EED9EE65337086")
UID = bytes.fromhex("04DE5F1EACC040")


def test_the_vector_of_the_application_note():
    assert opened(HIDDEN, meta_key=KEY) == Tap(UID, 61)
    assert proves(PROOF, UID, 61, file_key=KEY)


@given(st.binary(max_size=40))
def test_no_other_proof_passes(proof):
    assert proves(proof, UID, 61, file_key=KEY) == (proof == PROOF)


@given(st.integers(0, 7), st.integers(1, 255))
def test_no_single_wrong_byte_of_the_proof_passes(position, flip):
    broken = bytearray(PROOF)
    broken[position] ^= flip
    assert not proves(bytes(broken), UID, 61, file_key=KEY)


@pytest.mark.parametrize(
    ("uid", "counter", "file_key"),
    [
        (UID, 60, KEY),
        (UID, 62, KEY),
        (UID, 61 + (1 << 24), KEY),
        (UID, -1, KEY),
        (UID[:-1] + b"\x41", 61, KEY),
        (UID[:4], 61, KEY),
        (b"", 61, KEY),
        (UID, 61, b"\x01" + KEY[1:]),
        (UID, 61, b""),
        (UID, 61, bytes(32)),
    ],
)
def test_the_proof_holds_for_this_card_this_tap_and_this_key_alone(uid, counter, file_key):
    assert not proves(PROOF, uid, counter, file_key=file_key)


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_arbitrary_bytes_and_keys_open_as_nothing_or_as_a_claim_that_proves_nothing(hidden, meta_key):
    tap = opened(hidden, meta_key=meta_key)
    assert tap is None or not proves(PROOF, *tap, file_key=KEY)


@pytest.mark.parametrize("hidden", [b"", HIDDEN[:-1], HIDDEN + b"\x00", HIDDEN * 2])
def test_hidden_parts_of_another_length_open_as_nothing(hidden):
    assert opened(hidden, meta_key=KEY) is None


def test_another_meta_key_opens_nothing():
    assert opened(HIDDEN, meta_key=bytes([1] * 16)) is None
