"""What is kept of a photo: the picture, upright and small, and nothing else."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from hallenwart_backend.errors import RefusedError
from hallenwart_backend.photo import LONGEST_PX, cleaned
from support.photos import photo, with_exif


def test_place_maker_and_comments_are_gone():
    before = with_exif(800, 600)
    assert b"Jana" in before
    after = cleaned(before).jpeg
    with Image.open(BytesIO(after)) as kept:
        assert (kept.format, kept.width, kept.height, dict(kept.getexif())) == ("JPEG", 800, 600, {})
        assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Jana" not in after
    assert b"Exif" not in after


def test_a_photo_taken_upright_stays_upright_without_its_mark():
    with Image.open(BytesIO(cleaned(with_exif(800, 600, orientation=6)).jpeg)) as kept:
        assert (kept.width, kept.height) == (600, 800)


@pytest.mark.parametrize(("width", "height"), [(4_000, 3_000), (300, 5_000), (1_600, 1_601)])
def test_large_photos_become_small_ones(width, height):
    with Image.open(BytesIO(cleaned(photo(width, height)).jpeg)) as kept:
        assert max(kept.width, kept.height) == LONGEST_PX
        assert abs(kept.width / kept.height - width / height) < 0.02


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_formats_of_phones_become_jpeg(kind):
    with Image.open(BytesIO(cleaned(photo(40, 30, kind)).jpeg)) as kept:
        assert (kept.format, kept.width) == ("JPEG", 40)


def _bomb(side: int) -> bytes:
    """Return a few bytes that say they are a PNG of `side` times `side` pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(9))) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a", photo(9, 9, "GIF"), photo(9, 9, "BMP"), photo(90, 90)[:200], _bomb(8_000), _bomb(60_000), b"<svg/>" * 9],
)
def test_what_is_no_photo_or_too_much_of_one_is_refused_in_words(data):
    with pytest.raises(RefusedError) as told:
        cleaned(data)
    assert (told.value.status, told.value.code) == (422, "bad_photo")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=40), st.integers(0, 700))
def test_no_broken_photo_is_the_servers_fault(noise, at):
    whole = photo(64, 64)
    broken = whole[:at] + noise + whole[at + len(noise) :]
    try:
        kept = cleaned(broken).jpeg
    except RefusedError:
        return
    assert kept.startswith(b"\xff\xd8")
