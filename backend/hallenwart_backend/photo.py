"""A photo as people send it, made safe to keep: decoded, turned upright, made smaller, written anew without any metadata."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from hallenwart_backend.errors import RefusedError

LONGEST_PX: Final = 1_600
MOST_PIXELS: Final = 60_000_000
"""More is no photo of a phone but an attempt to fill the memory; looked at before anything is decoded."""
MOST_PIXELS_WHOLE: Final = 24_000_000
"""Of formats that cannot be decoded at a fraction of their size, as JPEG can: these are pictures of screens."""
_FORMATS: Final = ("JPEG", "PNG", "WEBP")
_QUALITIES: Final = (82, 72, 60, 45)
_SMALLER: Final = 0.75
"""By so much a picture shrinks that is too heavy at the least quality."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A JPEG; `width` and `height` in pixels."""

    jpeg: bytes
    width: int
    height: int


def cleaned(data: bytes, *, longest_px: int = LONGEST_PX, most_bytes: int | None = None) -> Cleaned:
    """Return a JPEG of at most so many pixels a side and bytes, without EXIF, GPS, thumbnails or comments, on white.

    Takes up to a second and some hundred MB: call it from a thread, one at a time. Raises RefusedError 422 for what is no
    photo (JPEG, PNG, WebP) or has too many pixels.
    """
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings(), Image.open(BytesIO(data), formats=_FORMATS) as image:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            most = MOST_PIXELS if image.format == "JPEG" else MOST_PIXELS_WHOLE
            if image.width * image.height > most:
                raise _refused()
            image.draft("RGB", (longest_px, longest_px))
            upright = ImageOps.exif_transpose(image)
            clear = upright.convert("RGBA") if upright.has_transparency_data else upright.convert("RGB")
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _refused() from error
    clear.thumbnail((longest_px, longest_px))
    bare = Image.new("RGB", clear.size, "white")
    bare.paste(clear, mask=clear.getchannel("A") if clear.mode == "RGBA" else None)
    while True:
        for quality in _QUALITIES:
            written = BytesIO()
            bare.save(written, "JPEG", quality=quality, optimize=True)
            if most_bytes is None or written.tell() <= most_bytes:
                return Cleaned(written.getvalue(), bare.width, bare.height)
        bare.thumbnail((int(bare.width * _SMALLER) or 1, int(bare.height * _SMALLER) or 1))


def _refused() -> RefusedError:
    return RefusedError(
        "bad_photo",
        "Dieses Bild lässt sich nicht lesen. Bitte ein Foto als JPEG, PNG oder WebP senden.",
        "This picture cannot be read. Please send a photo as JPEG, PNG or WebP.",
        status=422,
    )
