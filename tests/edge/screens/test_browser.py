"""What a real Chromium is asked: the picture that was really drawn, and whether it still draws."""

import hashlib
import io
import signal
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import pytest
from PIL import Image

from hallenwart_edge.screens.app import create_app
from hallenwart_edge.screens.browser import BrowserError, Chromium
from support.kiosk_browser import kiosk_browser, until_drawn
from support.ports import free_port
from support.screen_world import Wall, running

PAGE = "<!doctype html><title>Anzeige</title><link rel=stylesheet href=/assets/page.css><div id=left></div>"
STYLE = "body{margin:0;background:#0a2540} #left{position:absolute;inset:0 50% 0 0;background:#9b2423}"
NAVY, RED = (10, 37, 64), (155, 36, 35)


@asynccontextmanager
async def shown(tmp_path):
    """A page of this device in a browser; gives the browser and what asks it."""
    (tmp_path / "display").mkdir()
    (tmp_path / "display" / "index.html").write_text(PAGE)
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "page.css").write_text(STYLE)
    app = create_app(pages=tmp_path, health=dict, display=Wall())
    async with running(app) as port:
        page = f"http://127.0.0.1:{port}/display/"
        async with kiosk_browser(page) as browser:
            chromium = Chromium(browser.port, page, within_s=3)
            await until_drawn(chromium)
            yield browser, chromium


async def test_the_proof_is_the_picture_that_was_drawn(tmp_path):
    async with shown(tmp_path) as (_, chromium):
        png, shot = await chromium.png(), await chromium.shot()
        whole, small = Image.open(io.BytesIO(png)).convert("RGB"), Image.open(io.BytesIO(shot.small)).convert("RGB")
    assert whole.size == (shot.width, shot.height)
    assert shot.sha256 == hashlib.sha256(png).hexdigest()
    assert whole.getpixel((10, 100)) == RED
    assert whole.getpixel((shot.width - 10, 100)) == NAVY
    assert max(small.size) == 480
    assert abs(small.width / small.height - shot.width / shot.height) < 0.02
    assert all(abs(a - b) < 12 for a, b in zip(small.getpixel((20, 100)), RED, strict=True))
    assert len(shot.small) < 40_000


async def test_a_browser_that_stands_still_or_is_killed_does_not_answer_and_a_page_is_opened_anew(tmp_path):
    async with shown(tmp_path) as (browser, chromium):
        await chromium.reload()
        await until_drawn(chromium)
        browser.signal(signal.SIGSTOP)
        with pytest.raises(BrowserError, match="did not answer within 3 s"):
            await chromium.answers(draws=True)
        browser.signal(signal.SIGCONT)
        await until_drawn(chromium)
        browser.signal(signal.SIGKILL)
        with pytest.raises(BrowserError):
            await chromium.answers(draws=False)


async def test_another_page_and_no_browser_at_all_are_no_proof(tmp_path):
    async with shown(tmp_path) as (browser, chromium):
        port = urlsplit(chromium._page).port
        for other in (1, int(str(port)[:-1])):  # a port that begins like ours is none of ours
            with pytest.raises(BrowserError, match="no window"):
                await Chromium(browser.port, f"http://127.0.0.1:{other}/display/").shot()
    with pytest.raises(BrowserError):
        await Chromium(free_port(), "http://127.0.0.1:1/display/").shot()
