"""A photo as people send it, made safe to keep: decoded, turned upright, made smaller, written anew without any metadata."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Final

from hallenwart_backend.errors import RefusedError

LONGEST_PX: Final = 1_600
MOST_PIXELS: Final = 60_000_000
"""More is no photo of a phone but an attempt to fill the memory; looked at before anything is decoded."""
MOST_PIXELS_WHOLE: Final = 24_000_000
"""Of formats that cannot be decoded at a fraction of their size, as JPEG can: these are pictures of screens."""
_FORMATS: Final = ("JPEG", "PNG", "WEBP")
_QUALITY: Final = 82


def cleaned(data: bytes) -> bytes:
    """Return a JPEG of at most 1600 pixels a side, without EXIF, GPS, thumbnails or comments.

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
            image.draft("RGB", (LONGEST_PX, LONGEST_PX))
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _refused() from error
    upright.thumbnail((LONGEST_PX, LONGEST_PX))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    written = BytesIO()
    bare.save(written, "JPEG", quality=_QUALITY, optimize=True)
    return written.getvalue()


def _refused() -> RefusedError:
    return RefusedError(
        "bad_photo",
        "Dieses Bild lässt sich nicht lesen. Bitte ein Foto als JPEG, PNG oder WebP senden.",
        "This picture cannot be read. Please send a photo as JPEG, PNG or WebP.",
        status=422,
    )
