"""A browser walks one page for everybody: without script, small, narrow, with large letters, by keyboard, asked by axe."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page, Response

from support.page_checks import assert_accessible, assert_no_sideways_scroll, walk_by_keyboard
from support.readability import Figures, figures

MOST_BYTES = 50_000
NARROW, PHONE, DESK = (320, 640), (375, 812), (1280, 800)
EASE = {"de": 50.0, "en": 55.0}
"""Flesch at least: below 50 German is "hard"; newspapers have 40 to 50, authorities' letters 20 to 30."""
GRADE = 9.0
"""The Wiener Sachtextformel at most: what people understand who went to school for nine years."""
_TEXT = """() => {
  const kinds = "h1, h2, h3, p, li, dt, dd, th, summary, label, button, caption, figcaption, blockquote";
  const blocks = [...document.querySelectorAll("main :is(" + kinds + ")")];
  return blocks.filter((one) => one.checkVisibility() && !one.closest("nav, [data-own-words]"))
    .filter((one) => !one.querySelector(kinds)).map((one) => one.innerText);
}"""
"""Blocks of text as they are shown. What people wrote themselves (`data-own-words`) is theirs."""


@dataclass
class Walk:
    """What was found of one page in one language."""

    path: str
    lang: str
    bytes: int = 0
    faults: list[str] = field(default_factory=list)
    text: Figures | None = None

    def hold(self, name: str, check: object) -> None:
        if not check:
            self.faults.append(name)

    def __str__(self) -> str:
        return f"{self.path:34} {self.lang}  {self.bytes / 1000:5.1f} kB  {self.text}"


class Walker:
    """Two windows for all pages: one without script, narrow; one with, because axe is a script."""

    def __init__(self, browser: Browser, base: str) -> None:
        def window(width: int, height: int, *, scripts: bool) -> BrowserContext:
            size = {"width": width, "height": height}
            return browser.new_context(base_url=base, viewport=size, java_script_enabled=scripts, locale="de-DE")  # type: ignore[arg-type]

        self._base = base
        self._plain = window(*NARROW, scripts=False).new_page()
        self._asked = window(*PHONE, scripts=True).new_page()
        self._loaded: list[Response] = []
        self._plain.on("response", self._keep)

    def _keep(self, answer: Response) -> None:
        self._loaded.append(answer)

    def walk(self, path: str, address: str, lang: str) -> Walk:
        found = Walk(path, lang)
        url = f"{address}{'&' if '?' in address else '?'}lang={lang}"
        self._without_script(found, url)
        self._with_axe(found, url, whole=lang == "de")
        return found

    def _without_script(self, found: Walk, url: str) -> None:
        page = self._plain
        self._loaded.clear()
        answer = page.goto(url)
        found.hold(f"answers {answer and answer.status}", answer and answer.status == 200)
        found.bytes = sum(len(one.body()) for one in self._loaded if one.status == 200)
        found.hold(f"{found.bytes} bytes", found.bytes <= MOST_BYTES)
        found.hold("loads from elsewhere", all(one.url.startswith(self._base) for one in self._loaded))
        found.hold("one h1", page.locator("h1").count() == 1)
        found.hold("language", page.locator("html").get_attribute("lang") == found.lang)
        found.hold("title", page.title().strip())
        found.hold("one main", page.locator("main").count() == 1)
        found.hold("help", page.locator("footer a[href^='/anleitungen']").count() == 1)
        _narrow(found, page, "320 px")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        _narrow(found, page, "200 % letters at 320 px")
        found.text = figures(page.evaluate(_TEXT), found.lang)
        if not found.text.labels:
            found.hold(f"hard to read: {found.text}; longest: {found.text.longest}", found.text.ease >= EASE[found.lang])
            found.hold(f"hard words: {found.text}", found.text.grade is None or found.text.grade <= GRADE)

    def _with_axe(self, found: Walk, url: str, *, whole: bool) -> None:
        page = self._asked
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        page.emulate_media(color_scheme="light")
        page.goto(url)
        _ask(found, page, "axe, phone, light")
        if not whole:
            return
        page.emulate_media(color_scheme="dark")
        _ask(found, page, "axe, dark", "color-contrast")
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
        _ask(found, page, "axe, desk", "color-contrast", "target-size", "scrollable-region-focusable")
        _keys(found, page)


def _narrow(found: Walk, page: Page, when: str) -> None:
    try:
        assert_no_sideways_scroll(page)
    except AssertionError as error:
        found.faults.append(f"{when}: {error}")


def _ask(found: Walk, page: Page, when: str, *only: str) -> None:
    try:
        assert_accessible(page, *only)
    except AssertionError as error:
        found.faults.append(f"{when}: {error}")


def _keys(found: Walk, page: Page) -> None:
    """The first key leads past the navigation; the order is that of the text; everything can be reached and is ringed."""
    found.hold("an order of its own", page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count() == 0)
    page.keyboard.press("Tab")
    found.hold("skip link first", page.evaluate("document.activeElement?.matches('a.skip')"))
    unreached = walk_by_keyboard(page)
    found.hold(f"not by keyboard: {unreached}", not unreached)
