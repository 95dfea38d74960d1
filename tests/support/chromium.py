"""Debian's Chromium, driven by Playwright; nothing is downloaded.

Where it is installed, the same Chromium without windows is used: a page costs half as much in it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

SHELL, WHOLE = Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")
BINARY = Path(os.environ.get("CHROMIUM", SHELL if SHELL.exists() else WHOLE))


@contextmanager
def chromium(binary: Path = BINARY) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=binary, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        try:
            yield browser
        finally:
            browser.close()


def page_of(browser: Browser, *, width: int = 1280, height: int = 800) -> Page:
    """Open a page of its own, as another person would, in German."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="de-DE", timezone_id="Europe/Berlin")
    context.set_default_timeout(60_000)
    return context.new_page()
