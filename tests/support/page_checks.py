"""What every page must hold: no finding of axe, nothing wider or higher than the screen, contrast of what axe cannot see."""

from __future__ import annotations

import time
from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from hallenwart_contract.display import Display
from hallenwart_contract.kiosk import Kiosk
from support.page_api import Stage

WIDTHS = (320, 375, 800, 1920)
_AXE = Axe()


def assert_accessible(page: Page, *only: str) -> None:
    """Ask axe for every rule, or for these only."""
    options: dict[str, list[str]] = {"resultTypes": ["violations"]} | ({"runOnly": list(only)} if only else {})
    found = _AXE.run(page, options=options).response["violations"]
    told = [f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes']][:3]}" for one in found]
    assert told == [], told


def comes(page: Page, condition: Callable[[], bool]) -> None:
    """Wait until the page has asked or told its server something."""
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "the page does not ask for it"
        page.wait_for_timeout(20)


def assert_no_sideways_scroll(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{wide} px wider than the screen"


def assert_fits_the_screen(page: Page) -> None:
    """Also where overflow is hidden: no visible element may end outside the screen, no box may hide its content."""
    outside = page.evaluate(
        """() => {
          const found = [];
          for (const element of document.querySelectorAll("main *")) {
            const box = element.getBoundingClientRect();
            const style = getComputedStyle(element);
            if (box.width === 0 || style.visibility === "hidden" || element.closest(".vh")) continue;
            if (element.parentElement.closest(".list")) continue; // what fingers move
            const name = element.tagName + "." + element.getAttribute("class");
            if (box.bottom > innerHeight + 1 || box.right > innerWidth + 1 || box.top < -1 || box.left < -1)
              found.push(name + " " + [box.left, box.top, box.right, box.bottom].map(Math.round));
          }
          const main = document.querySelector("main");
          if (main.scrollHeight > innerHeight + 1) found.push("main is " + main.scrollHeight + " px high");
          return found;
        }"""
    )
    assert outside == [], outside


def assert_no_overlap(page: Page, *selectors: str) -> None:
    """The boxes of these elements (first of each) must not cover each other, and none may be lower than its content."""
    boxes = [(selector, page.locator(selector).first.bounding_box()) for selector in selectors]
    for index, (upper, box) in enumerate(boxes[:-1]):
        below, other = boxes[index + 1]
        assert box is not None, upper
        assert other is not None, below
        assert box["y"] + box["height"] <= other["y"] + 1, f"{upper} runs into {below}"


def contrast(
    page: Page, selector: str, property_: str, ground_selector: str, ground_property: str = "backgroundColor"
) -> float:
    """WCAG contrast of two computed colours, e.g. a curve's stroke against its card."""
    return float(
        page.evaluate(
            """([selector, property, groundSelector, groundProperty]) => {
              const light = (text) => {
                const [r, g, b] = text.match(/[\\d.]+/g).map(Number).map((v) => {
                  const c = v / 255;
                  return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
                });
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const of = (s, p) => light(getComputedStyle(document.querySelector(s))[p]);
              const [a, b] = [of(selector, property), of(groundSelector, groundProperty)].sort((x, y) => y - x);
              return (a + 0.05) / (b + 0.05);
            }""",
            [selector, property_, ground_selector, ground_property],
        )
    )


def shows_green(page: Page) -> list[str]:
    """Texts of visible elements drawn in one of the greens that mean "good"."""
    found: list[str] = page.evaluate(
        """() => {
          const green = ["rgb(19, 100, 67)", "rgb(127, 220, 174)", "rgb(11, 90, 52)"];
          return [...document.querySelectorAll("body *")]
            .filter((e) => e.getClientRects().length && e.textContent.trim())
            .filter((e) => green.includes(getComputedStyle(e).color) || green.includes(getComputedStyle(e).backgroundColor))
            .map((e) => e.textContent.trim().slice(0, 40));
        }"""
    )
    return found


def check_widths(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_no_sideways_scroll(page)


def check_light_and_dark(page: Page) -> None:
    """Everything in the light; in the dark what the colours change."""
    page.emulate_media(color_scheme="light")
    assert_accessible(page)
    page.emulate_media(color_scheme="dark")
    assert_accessible(page, "color-contrast")


def walk_by_keyboard(page: Page) -> list[str]:
    """Press Tab through the page; return what of its main part was not reached, or shows no ring while it has the focus."""
    page.evaluate(
        """() => {
          const can = "a[href], button:not(:disabled), input:not([tabindex='-1']), select, textarea, summary, [tabindex='0']";
          window.unreached = new Map([...document.querySelectorAll(can)]
            .filter((e) => e.closest("main, section.crit") && e.checkVisibility({ visibilityProperty: true }))
            .map((e) => [e, e.tagName + " " + (e.getAttribute("aria-label") ?? e.textContent.trim() ?? e.id).slice(0, 40)]));
          document.activeElement?.blur();
          document.addEventListener("focusin", ({ target }) => {
            const style = getComputedStyle(target);
            if (parseFloat(style.outlineWidth) >= 3 && style.outlineStyle !== "none") window.unreached.delete(target);
          });
        }"""
    )
    for _ in range(40):
        for _ in range(8):
            page.keyboard.press("Tab")
        if not page.evaluate("window.unreached.size"):
            break
    found: list[str] = page.evaluate("[...window.unreached.values()]")
    return found


class Screen:
    """A page that is told one state after the other over its socket, as its agent would."""

    def __init__(self, page: Page, address: str, size: tuple[int, int]) -> None:
        self.page = page
        page.set_viewport_size({"width": size[0], "height": size[1]})
        with page.expect_websocket() as opening:
            page.goto(address)
        self._socket = opening.value
        expect(page.locator("main")).to_be_visible()
        page.evaluate("document.fonts.ready")

    def tell(self, stage: Stage, **state: Kiosk | Display) -> None:
        with self._socket.expect_event("framereceived", lambda frame: len(frame) > 100):
            vars(stage).update(state)
        self.page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
