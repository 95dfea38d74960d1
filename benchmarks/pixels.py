"""When something stands on a screen: a real Chromium, asked over its protocol, marks the second frame after the change.

The first frame after a change of the document is the one it is drawn in, so by the second it has been handed to the panel.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final

from playwright.async_api import Browser, CDPSession, Page, async_playwright

BINARY: Final = os.environ.get("CHROMIUM", "/usr/bin/chromium")
_FLAGS: Final = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")
_MARKS: Final = """
window.drawnWhen = (holds) => new Promise((resolve) => {
  const epoch = () => performance.timeOrigin + performance.now();
  const look = () => {
    if (!holds()) return;
    watching.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(epoch())));
  };
  const watching = new MutationObserver(look);
  watching.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  look();
});
window.says = (words) => () => [...document.querySelectorAll("tr, li, article, section")].some(
  (each) => words.every((word) => each.textContent.includes(word)));
window.alarmed = (is) => () => (document.querySelector("[role=alert]") !== null) === is;
window.nothing = () => {
  const begun = performance.now();
  return new Promise((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begun))));
};
"""


_ONLY: Final = """
const whole = JSON.parse;
JSON.parse = (...told) => {
  const value = whole(...told);
  if (value && Array.isArray(value.rows)) value.rows = value.rows.filter((row) => row.title.includes("ONLY"));
  return value;
};
"""


@dataclass(frozen=True, slots=True)
class Screen:
    """A page of a display in a browser of its own size."""

    page: Page
    protocol: CDPSession

    async def says(self, *words: str) -> float:
        """Return when one line holds all these words, drawn: ms since the epoch."""
        return float(await self.page.evaluate("(words) => drawnWhen(says(words))", [*words]))

    async def alarmed(self, *, is_so: bool) -> float:
        """Return when the page shows an alarm, or none any more, drawn: ms since the epoch."""
        return float(await self.page.evaluate("(is) => drawnWhen(alarmed(is))", is_so))

    async def nothing(self, times: int = 30) -> list[float]:
        """Return how long two frames take when nothing changes (ms): below that nothing can be measured."""
        return [float(await self.page.evaluate("nothing()")) for _ in range(times)]

    async def picture(self) -> str:
        """Return what is drawn now, as the protocol gives it (PNG, base64)."""
        return str((await self.protocol.send("Page.captureScreenshot", {"format": "png"}))["data"])


@contextlib.asynccontextmanager
async def screens(*urls: str, only: str = "") -> AsyncIterator[tuple[Screen, ...]]:
    """Open each address as a display of its own, 1920 by 1080.

    `only`: the lines with this word alone, so that they are drawn at once and not with the next page of the board.
    """
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=BINARY, args=[*_FLAGS])
        try:
            yield tuple([await _opened(browser, url, only) for url in urls])
        finally:
            await browser.close()


async def _opened(browser: Browser, url: str, only: str) -> Screen:
    page = await browser.new_page(viewport={"width": 1920, "height": 1080})
    await page.add_init_script(_MARKS)
    if only:
        await page.add_init_script(_ONLY.replace("ONLY", only))
    await page.goto(url)
    return Screen(page, await page.context.new_cdp_session(page))
