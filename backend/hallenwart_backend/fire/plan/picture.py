"""The picture behind a plan, made safe to keep: decoded, made smaller, written anew without any metadata."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Final

from hallenwart_backend.errors import RefusedError

LONGEST_PX: Final = 2_400
MOST_PIXELS: Final = 40_000_000
MOST_BYTES: Final = 4 * 1024 * 1024
"""Of what comes out."""
_FORMATS: Final = ("PNG", "JPEG")
_QUALITY: Final = 85


def redrawn(data: bytes) -> tuple[bytes, str]:
    """Return the picture written anew and its media type: line drawings stay PNG, photographs JPEG.

    Takes up to a second and some hundred MB: call it from a thread, one at a time. Raises RefusedError 422 for what is no
    PNG or JPEG or has too many pixels.
    """
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings(), Image.open(BytesIO(data), formats=_FORMATS) as image:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            if image.width * image.height > MOST_PIXELS:
                raise _refused()
            kind = image.format
            image.draft("RGB", (LONGEST_PX, LONGEST_PX))
            if image.mode in {"L", "RGB", "RGBA"}:  # others are made small after they are RGBA
                image.thumbnail((LONGEST_PX, LONGEST_PX))
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _refused() from error
    upright.thumbnail((LONGEST_PX, LONGEST_PX))
    bare = Image.new("RGB", upright.size, "white")
    bare.paste(upright, mask=upright.getchannel("A"))
    written = BytesIO()
    if kind == "PNG":
        bare.quantize(256).save(written, "PNG", optimize=True)
    else:
        bare.save(written, "JPEG", quality=_QUALITY, optimize=True)
    if written.tell() > MOST_BYTES:
        raise _refused()
    return written.getvalue(), "image/png" if kind == "PNG" else "image/jpeg"


def _refused() -> RefusedError:
    return RefusedError(
        "bad_picture",
        "Dieses Bild lässt sich nicht lesen. Bitte einen Plan als PNG oder JPEG mit höchstens 40 Millionen Bildpunkten senden.",
        "This picture cannot be read. Please send a plan as PNG or JPEG of at most 40 million pixels.",
        status=422,
    )
