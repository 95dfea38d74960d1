"""A film for Chromium's pretended camera: it shows one symbol after another, as a phone at a door sees them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import segno

_WIDTH, _HEIGHT, _FPS = 320, 240, 10
_WHITE = 235
_NO_COLOUR = bytes([128]) * (_WIDTH * _HEIGHT // 2)


def film(path: Path, texts: Sequence[str], *, each_s: int = 2) -> Path:
    """Write a film (YUV4MPEG2, 4:2:0) that repeats; an empty text shows nothing."""
    with path.open("wb") as file:
        file.write(f"YUV4MPEG2 W{_WIDTH} H{_HEIGHT} F{_FPS}:1 Ip A1:1 C420jpeg\n".encode())
        for text in texts:
            picture = b"FRAME\n" + _luma(text) + _NO_COLOUR
            file.write(picture * (each_s * _FPS))
    return path


def _luma(text: str) -> bytes:
    rows = [bytearray([_WHITE]) * _WIDTH for _ in range(_HEIGHT)]
    if text:
        modules = [list(row) for row in segno.make(text, error="m", micro=False).matrix_iter(scale=5, border=4)]
        left, top = (_WIDTH - len(modules[0])) // 2, (_HEIGHT - len(modules)) // 2
        for y, row in enumerate(modules):
            for x, module in enumerate(row):
                rows[top + y][left + x] = 16 if module else _WHITE
    return b"".join(rows)
