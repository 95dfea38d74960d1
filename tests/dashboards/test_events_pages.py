"""The pages where clubs and the office make dates public, agree, and start the camera: on a phone, against the real server."""

from __future__ import annotations

import asyncio

import pytest
from playwright.sync_api import Page, expect

from hallenwart_backend.web.app import create_app
from hallenwart_backend.web.parts import COOKIE
from hallenwart_dashboards import static_root
from support.backends import AMT, JANA, open_town
from support.chromium import chromium, page_of
from support.event_town import START_MS, match, told_camera
from support.page_checks import assert_accessible, assert_no_sideways_scroll
from support.part_sender import ticking
from support.real_server import served

pytestmark = pytest.mark.chromium


async def test_from_a_booked_match_to_the_start_button(tmp_path):
    async with open_town(tmp_path) as town:
        await told_camera(town)
        await match(town)
        town.clock.advance(START_MS + 60_000 - town.clock.now_ms())
        app = create_app(static=static_root())
        app.state.parts = town.backend.parts()
        tokens = {email: (await town.signed_in(email)).cookies[COOKIE] for email in (JANA, AMT)}
        async with served(app) as url, ticking(town):
            await asyncio.to_thread(_journey, url, tokens)
        found = await town.backend.events.events.now()
        assert [(one.event.title, one.event.camera, one.event.visitors) for one in found] == [("Damen 1", "halle", "SV Süd")]


def _journey(url: str, tokens: dict[str, str]) -> None:
    with chromium() as browser:
        club = _page(browser, url, tokens[JANA], 375, "/club/#/veranstaltungen")
        club.get_by_role("button", name="Termin öffentlich machen").click()
        club.get_by_label("Gastmannschaft (muss selbst zustimmen)").fill("SV Süd")
        club.get_by_role("button", name="Speichern").click()
        expect(club.get_by_role("heading", name="Damen 1")).to_be_visible()
        expect(club.get_by_text("die Gastmannschaft: fehlt")).to_be_visible()
        expect(club.get_by_role("button", name="Übertragung starten")).to_have_count(0)
        club.get_by_role("button", name="Zustimmen", exact=True).click()
        expect(club.get_by_role("dialog")).to_contain_text("live übertragen")
        club.get_by_role("dialog").get_by_role("button", name="Zustimmen").click()
        expect(club.get_by_text("der Verein, der die Halle gebucht hat: zugestimmt")).to_be_visible()
        club.get_by_role("button", name="Link für die Gastmannschaft").click()
        link = club.locator("code.url").inner_text()
        _guests(browser, link.replace("http://hallenwart.test", url))
        _office(browser, url, tokens[AMT])
        club.get_by_role("button", name="Übertragung starten").click()
        expect(club.get_by_role("dialog")).to_contain_text("15:00")
        club.get_by_role("dialog").get_by_role("button", name="Übertragung starten").click()
        expect(club.get_by_role("alert")).to_contain_text("nicht verbunden")
        club.get_by_role("button", name="Abbrechen").click()
        club.get_by_text("Untertitel, Ziel außerhalb, Protokoll").click()
        assert_no_sideways_scroll(club)
        assert_accessible(club)


def _page(browser, url: str, token: str, width: int, path: str) -> Page:
    page = page_of(browser, width=width)
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": url}])
    page.goto(url + path)
    return page


def _guests(browser, link: str) -> None:
    page = page_of(browser, width=320)
    page.goto(link)
    assert_no_sideways_scroll(page)
    assert_accessible(page)
    page.get_by_role("button", name="Wir stimmen zu").click()
    expect(page.get_by_text("Sie haben zugestimmt")).to_be_visible()
    page.context.close()


def _office(browser, url: str, token: str) -> None:
    page = _page(browser, url, token, 1280, "/manager/#/veranstaltungen")
    page.get_by_role("button", name="Zustimmen", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Zustimmen").click()
    expect(page.get_by_text("das Sportamt für die Halle: zugestimmt")).to_be_visible()
    assert_accessible(page)
    page.context.close()
