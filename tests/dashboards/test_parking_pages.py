"""Parking in a real browser: a permit for a match, read by a warden on a phone, gone the day after."""

from __future__ import annotations

import asyncio

import pytest
from playwright.sync_api import Browser, Page, expect

from hallenwart_backend.web.app import create_app
from hallenwart_backend.web.parts import COOKIE
from hallenwart_dashboards import static_root
from support.backends import AMT, HOUR_MS, JANA, open_town
from support.chromium import chromium
from support.page_checks import assert_accessible, assert_no_sideways_scroll
from support.parking_town import car_park, match, say
from support.real_server import served

pytestmark = pytest.mark.chromium
PHONE, DESKTOP = {"width": 375, "height": 812}, {"width": 1280, "height": 800}


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


def checked(page: Page) -> None:
    assert_no_sideways_scroll(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)


def opened(browser: Browser, url: str, token: str, size: dict[str, int]) -> Page:
    context = browser.new_context(base_url=url, viewport=size, locale="de-DE", service_workers="block")
    context.add_cookies([{"name": COOKIE, "value": token, "url": url}])
    return context.new_page()


def office_makes_a_wardens_link(browser: Browser, url: str, token: str) -> str:
    page = opened(browser, url, token, DESKTOP)
    page.goto("/manager/#/parken")
    card = page.locator("li.card", has_text="Parkplatz Nord")
    expect(card).to_contain_text("2 von 3 frei")
    card.get_by_role("button", name="Ändern").click()
    checked(page)
    page.get_by_role("dialog").get_by_label("Spiel").fill("2")
    page.get_by_role("dialog").get_by_role("button", name="Speichern").click()
    expect(card).to_contain_text("Spiel 2")
    page.get_by_label("Für wen oder wann").fill("Spieltag")
    page.get_by_role("button", name="Link machen").click()
    link = page.locator(".url a")
    expect(link).to_be_visible()
    checked(page)
    return str(link.get_attribute("href"))


def club_gives_a_permit(browser: Browser, url: str, token: str, booking: str) -> str:
    page = opened(browser, url, token, PHONE)
    page.goto(f"/club/#/termine/{booking}")
    page.get_by_role("link", name="Parkerlaubnisse").click()
    expect(page.get_by_text("Noch 2 von 2")).to_be_visible()
    page.get_by_label("Kennzeichen", exact=True).fill("mü ab-12e")
    page.get_by_label("Ihr Merkwort", exact=False).fill("Gästebus")
    page.get_by_role("button", name="Eintragen").click()
    expect(page.get_by_text("Gästebus")).to_be_visible()
    expect(page.get_by_text("Noch 1 von 2")).to_be_visible()
    assert "AB" not in page.locator("main").inner_text().replace("ABC", ""), "the plate is never shown again"
    page.get_by_role("button", name="Link machen").click()
    link = page.locator(".url a")
    expect(link).to_be_visible()
    checked(page)
    return str(link.get_attribute("href"))


def guest_enters(browser: Browser, url: str, link: str) -> None:
    page = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    page.goto(f"{url}{link.partition('/parken')[1]}{link.partition('/parken')[2]}")
    page.get_by_label("Kennzeichen").fill("GR 77 8")
    page.get_by_role("button", name="Eintragen").click()
    expect(page.get_by_role("status")).to_contain_text("Ihr Auto ist eingetragen.")


def warden_reads(browser: Browser, address: str, plate: str, said: str) -> None:
    page = browser.new_context(viewport=PHONE).new_page()
    page.goto(address)
    page.get_by_label("Kennzeichen").fill(plate)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text(said)
    checked(page)


async def test_a_permit_from_a_match_is_read_by_a_warden_and_gone_the_day_after(town):
    await car_park(town)
    await say(town, {1: 0.0, 2: 0.0, 3: 1.0})
    booking = await match(town)
    app = create_app(None, static=static_root())
    app.state.parts = town.app.state.parts
    office, club = [(await town.signed_in(email)).cookies[COOKIE] for email in (AMT, JANA)]
    async with served(app) as url:

        def walk(steps):
            with chromium() as browser:
                return steps(browser)

        def before(browser: Browser) -> str:
            link = office_makes_a_wardens_link(browser, url, office)
            guest_enters(browser, url, club_gives_a_permit(browser, url, club, booking))
            address = f"{url}/parken{link.partition('/parken')[2]}"
            for plate, said in (
                ("MÜ-AB 12", "Darf hier stehen"),
                ("GR 778", "Darf hier stehen"),
                ("MÜ-AB 13", "Keine Erlaubnis"),
            ):
                warden_reads(browser, address, plate, said)
            return address

        address = await asyncio.to_thread(walk, before)
        town.clock.advance(4 * HOUR_MS)
        await asyncio.to_thread(walk, lambda browser: warden_reads(browser, address, "MÜ-AB 12", "Abgelaufen"))
        town.clock.advance(25 * HOUR_MS)
        assert await town.backend.retention.once()
        await asyncio.to_thread(walk, lambda browser: warden_reads(browser, address, "MÜ-AB 12", "Keine Erlaubnis"))
