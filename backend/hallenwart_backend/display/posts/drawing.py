"""A picture for demonstrations, drawn here: a hall with its lines, low sun in the windows."""

from __future__ import annotations

from io import BytesIO
from typing import Final

WIDTH_PX, HEIGHT_PX = 1_280, 720
ALT: Final = "Gezeichnet: eine helle Sporthalle mit Feldlinien und einem Tor"
_WALL, _FLOOR, _LINE, _GLASS, _SUN, _GOAL = "#e9e2d2", "#c98f4e", "#ffffff", "#bcd9ea", "#ffd77a", "#9b2423"
_HORIZON: Final = 330


def hall() -> bytes:
    """Return a JPEG."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH_PX, HEIGHT_PX), _WALL)
    draw = ImageDraw.Draw(image)
    for left in range(60, WIDTH_PX - 100, 240):
        draw.rectangle((left, 50, left + 190, 190), fill=_GLASS, outline=_LINE, width=8)
        draw.line((left + 95, 50, left + 95, 190), fill=_LINE, width=6)
    draw.ellipse((820, 66, 910, 156), fill=_SUN)
    draw.rectangle((0, _HORIZON, WIDTH_PX, HEIGHT_PX), fill=_FLOOR)
    draw.line((0, _HORIZON, WIDTH_PX, _HORIZON), fill="#7a5a34", width=10)
    draw.polygon(((230, 380), (1050, 380), (1230, 690), (50, 690)), outline=_LINE, width=8)
    draw.line((640, 380, 640, 690), fill=_LINE, width=8)
    draw.ellipse((500, 455, 780, 605), outline=_LINE, width=8)
    for x_px, y_px in ((555, 205), (725, 205)):
        draw.rectangle((x_px - 6, y_px, x_px + 6, 372), fill=_GOAL)
    draw.rectangle((549, 199, 731, 211), fill=_GOAL)
    for left in range(565, 725, 20):
        draw.line((left, 215, left, 368), fill="#f6f2e8", width=2)
    for top in range(225, 370, 20):
        draw.line((562, top, 718, top), fill="#f6f2e8", width=2)
    written = BytesIO()
    image.save(written, "JPEG", quality=85, optimize=True)
    return written.getvalue()
