"""The pages for everybody, by a real server in a real browser without script: readable, narrow, by keyboard, on paper."""

# ruff: noqa: RUF001 - typographic dashes are what the pages must show

from __future__ import annotations

import asyncio

import pytest
from playwright.sync_api import Browser, Page, expect

from support.backends import AMT, HOUR_MS, JANA, open_town
from support.chromium import chromium
from support.page_checks import assert_accessible, assert_no_sideways_scroll
from support.real_server import served

pytestmark = pytest.mark.chromium
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 800}
PAGES = ("/hallen", "/hallen/nordpark", "/frei?date=2026-11-23&from=17:00", "/hallen/nirgends")


@pytest.fixture
async def address(tmp_path):
    async with open_town(tmp_path) as town:
        start = town.clock.now_ms() // 900_000 * 900_000 + 2 * HOUR_MS
        body = {"hall": "nordpark", "sections": [1], "start_ms": start, "end_ms": start + HOUR_MS, "title": "Volleyball"}
        assert (await (await town.signed_in(JANA)).post("/api/bookings", json=body)).status_code == 201
        shown = {"halls": {"nordpark": {"shown": True, "names": True, "feed": True}}, "contact": "Sportamt"}
        assert (await (await town.signed_in(AMT)).put("/api/public", json=shown)).status_code == 200
        async with served(town.app) as url:
            yield url


def _pages(browser: Browser, address: str, complaints: list[str]) -> None:
    """Axe needs a script of its own, so each page is drawn once with scripts allowed; it has none itself."""
    for scripts, size in ((False, NARROW), (True, NARROW), (True, WIDE)):
        context = browser.new_context(base_url=address, viewport=size, java_script_enabled=scripts)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if "404" not in message.text else None)
        for path in PAGES:
            page.goto(path)
            assert_no_sideways_scroll(page)
            for scheme in ("light", "dark") if scripts else ():
                page.emulate_media(color_scheme=scheme)
                assert_accessible(page)
        context.close()


def _look_for_time(page: Page) -> None:
    """From the plan of a hall to a free time and back, by keyboard alone."""
    page.goto("/hallen/nordpark")
    expect(page.get_by_text("14:00–15:00")).to_be_visible()
    expect(page.get_by_text("TSV Lindenau – Volleyball")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt")).to_be_focused()
    free = page.get_by_role("link", name="Freie Zeiten")
    for _ in range(6):
        if free.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/frei?**")
    page.get_by_label("Dauer").select_option("120")
    page.get_by_label("Ab", exact=True).select_option("17:00")
    page.get_by_label("Sportart").focus()
    page.get_by_role("button", name="Suchen").press("Enter")
    page.wait_for_url("**minutes=120**")
    expect(page.get_by_role("status")).to_contain_text("mit freien Zeiten")
    page.get_by_role("link", name="Sporthalle Nordpark").press("Enter")
    page.wait_for_url("**/hallen/nordpark?week=2026-11-23**")


def _on_paper(page: Page) -> None:
    page.goto("/hallen/nordpark")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("14:00–15:00")).to_be_visible()
    expect(page.get_by_role("navigation")).to_be_hidden()
    expect(page.get_by_role("link", name="Woche davor")).to_be_hidden()


def _all(address: str) -> list[str]:
    complaints: list[str] = []
    with chromium() as browser:
        _pages(browser, address, complaints)
        page = browser.new_context(base_url=address, viewport=NARROW).new_page()
        _look_for_time(page)
        _on_paper(page)
    return complaints


async def test_everybody_can_use_the_public_pages(address):
    assert await asyncio.to_thread(_all, address) == []
