"""Photos as phones send them."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

_GPS, _ORIENTATION, _MAKER = 0x8825, 0x0112, 0x010F


def photo(width: int, height: int, kind: str = "JPEG", **how: object) -> bytes:
    written = BytesIO()
    Image.new("RGB", (width, height), (200, 30, 30)).save(written, kind, **how)
    return written.getvalue()


def with_exif(width: int, height: int, orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[_MAKER] = "Telefon 9 von Jana Lindner"
    exif[_ORIENTATION] = orientation
    exif.get_ifd(_GPS)[2] = (52.0, 16.0, 9.0)
    return photo(width, height, exif=exif.tobytes(), comment=b"Jana war hier")
