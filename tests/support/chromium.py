"""Debian's Chromium, driven by Playwright; nothing is downloaded.

Where it is installed, the same Chromium without windows is used: a page costs half as much in it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

SHELL, WHOLE = Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")
BINARY = Path(os.environ.get("CHROMIUM", SHELL if SHELL.exists() else WHOLE))
MOST_MS: Final = 180_000
"""A page is right or wrong, however busy the machine is."""

expect.set_options(timeout=MOST_MS)


@contextmanager
def chromium(binary: Path = BINARY, *flags: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=binary, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", *flags]
        )
        _be_patient(browser)
        try:
            yield browser
        finally:
            browser.close()


def page_of(browser: Browser, *, width: int = 1280, height: int = 800) -> Page:
    """Open a page of its own, as another person would, in German."""
    return browser.new_context(
        viewport={"width": width, "height": height}, locale="de-DE", timezone_id="Europe/Berlin"
    ).new_page()


def _be_patient(browser: Browser) -> None:
    """Let each page of it wait as long as a busy machine may take; Playwright knows this of one context at a time only."""
    opened = browser.new_context

    def patient(**how: Any) -> BrowserContext:
        context = opened(**how)
        context.set_default_timeout(MOST_MS)
        return context

    setattr(browser, "new_context", patient)  # noqa: B010  # a method, which a type checker lets nobody replace
