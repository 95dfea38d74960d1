"""Whatever comes down a line, in whatever pieces: no reader stops or keeps more than a few frames, and each ends what it began.

`make fuzz SEED=7 EXAMPLES=20` sends more. The drivers' own tests hold what a good frame says.
"""

import os
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from hallenwart_edge.drivers import (
    ds18b20,
    gm65_stream,
    hid_keys,
    kerong,
    keypad_serial,
    ld2410,
    mh_z19b,
    ntag424,
    pms5003,
    pn532_frames,
    rdm6300,
    shdlc,
)
from hallenwart_edge.errors import DriverFault

SEED = int(os.environ.get("HALLENWART_SEED", "6"))
MANY = int(os.environ.get("HALLENWART_EXAMPLES", "1"))
KEPT_BYTES = 4_096
CUTTERS = {
    "ld2410": (ld2410.cut_frame, ld2410.parse),
    "pms5003": (pms5003.cut_frame, lambda frame: (pms5003.samples(frame), pms5003.error_code(frame))),
    "pn532": (pn532_frames.cut, bytes),
    "rdm6300": (rdm6300.cut_frame, bytes),
}
"""What cuts frames off a stream, and what reads one that was cut."""
READERS = {
    "ds18b20": lambda raw: ds18b20.parse(raw.decode("latin-1")),
    "keypad": keypad_serial.keys_in,
    "kerong": lambda raw: kerong.last_frame(raw, fits=lambda frame: frame[:1] == b"\x02", length=9),
    "mh-z19b": lambda raw: (found := mh_z19b.find_answer(raw)) and mh_z19b.co2_ppm(found),
    "ntag424 address": ntag424.url_in,
    "ntag424 message": ntag424.sun_in,
    "shdlc": lambda raw: shdlc.find_answer(raw, 0x03),
}
"""What looks at an answer as a whole."""
MARKS = [
    b"\xf4\xf3\xf2\xf1",
    b"\xf8\xf7\xf6\xf5",
    b"BM\x00\x1c",
    b"\x00\x00\xff",
    b"\x00\xff\x00\xff",
    b"\x02",
    b"\x03",
    b"~",
    b"}",
    b"\xff\x86",
]
pieces = st.lists(st.binary(max_size=40) | st.sampled_from(MARKS), max_size=12).map(b"".join)


def often(*strategies):
    def wrap(test):
        options = settings(max_examples=80 * MANY, database=None, deadline=None, suppress_health_check=list(HealthCheck))
        return seed(SEED)(options(given(*strategies)(test)))

    return wrap


@pytest.mark.parametrize("name", CUTTERS)
def test_a_stream_of_anything_is_cut_and_forgotten(name):
    cut, read = CUTTERS[name]

    @often(st.lists(pieces, max_size=6))
    def feed(chunks):
        buffer = bytearray()
        for chunk in chunks:
            buffer += chunk
            before = len(buffer)
            for _ in range(before + 1):  # every frame takes something off: no more than there are bytes
                frame = cut(buffer)
                if frame is None:
                    break
                with suppress(DriverFault):
                    read(frame)
            else:
                pytest.fail("it cuts without an end")
            assert len(buffer) <= KEPT_BYTES

    feed()


@pytest.mark.parametrize("name", CUTTERS)
def test_garbage_without_end_is_not_kept(name):
    cut, _ = CUTTERS[name]
    for mark in MARKS:
        buffer = bytearray()
        for _ in range(40):
            buffer += mark * (1_000 // len(mark))
            while cut(buffer) is not None:
                pass
            assert len(buffer) <= 3 * KEPT_BYTES, (mark, len(buffer))


@pytest.mark.parametrize("name", READERS)
def test_an_answer_of_anything_is_read_or_refused(name):
    @often(pieces)
    def feed(raw):
        with suppress(DriverFault, ValueError):
            READERS[name](raw)

    feed()


@often(st.lists(pieces, max_size=6))
def test_a_code_reader_ends_every_text(chunks):
    stream = gm65_stream.TextStream()
    for chunk in chunks:
        stream.feed(chunk)
    stream.pause()
    assert not stream.midway


@often(st.integers(0, 0xFFFF), st.booleans(), st.booleans())
def test_any_key_is_one_sign_or_none(code, down, lost):
    assert hid_keys.keypad_key(hid_keys.KeyEvent(code, down, lost)) in {"", "#", "*", *"0123456789"}
