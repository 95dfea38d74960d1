"""Hours in a real browser: a club sees who was there, takes a mark, knows somebody by name, confirms; anybody checks."""

from __future__ import annotations

import asyncio

import pytest
from playwright.sync_api import Browser, Page, expect

from hallenwart_backend.web.app import create_app
from hallenwart_backend.web.parts import COOKIE
from hallenwart_dashboards import static_root
from support.backends import HOUR_MS, JANA, MEMBER, open_town
from support.chromium import chromium
from support.helping_town import check_in, join, offer, person
from support.page_checks import assert_accessible, assert_no_sideways_scroll
from support.real_server import served

pytestmark = pytest.mark.chromium
PHONE, DESKTOP = {"width": 375, "height": 812}, {"width": 1280, "height": 800}
MOST_BYTES = 50_000


@pytest.fixture
async def world(tmp_path):
    async with open_town(tmp_path) as town:
        first = await join(town, await offer(town, lasts_h=1), MEMBER)
        await join(town, await offer(town, starts_h=4, lasts_h=1), MEMBER)
        room = town.backend.volunteering
        mark = room.signups.mark_of(await room.signups.one(first.signup.id))
        town.clock.advance(2 * HOUR_MS)
        await check_in(town, first)
        town.clock.advance(2 * HOUR_MS)
        made = await room.hours.desk.confirm(await person(town, JANA), first.signup.id, 30, "Ging früher.")
        await room.hours.desk.withdraw(await person(town, JANA), made.id, "Irrtum.")
        number = (await room.hours.desk.confirm(await person(town, JANA), first.signup.id, 45, "Ging früher.")).id
        app = create_app(None, static=static_root())
        app.state.parts = town.app.state.parts
        token = (await town.signed_in(JANA)).cookies[COOKIE]
        async with served(app) as url:
            yield url, token, number, made.id, mark


def _checked(page: Page) -> None:
    assert_no_sideways_scroll(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)


def _club(browser: Browser, url: str, token: str, mark: str) -> None:
    for size in (PHONE, DESKTOP):
        context = browser.new_context(base_url=url, viewport=size, locale="de-DE", service_workers="block")
        context.add_cookies([{"name": COOKIE, "value": token, "url": url}])
        page = context.new_page()
        page.goto("/club/#/stunden")
        expect(page.get_by_text("Bestätigt: 0:45 Stunden.")).to_be_visible()
        expect(page.get_by_text("Bestätigt in diesem Jahr: 0:45 Stunden.")).to_be_visible()
        _checked(page)
        if size is PHONE:
            page.get_by_role("button", name="Mia Member beim Namen bestätigen").first.click()
            _checked(page)
            page.get_by_role("dialog").get_by_role("button", name="Bestätigen").click()
            expect(page.get_by_text("Beim Namen bekannt bis", exact=False).first).to_be_visible()
            page.get_by_label("Text unter dem QR-Code").fill("HALLE-M1-NIEMAND")
            page.get_by_role("button", name="War da", exact=True).click()
            expect(page.get_by_role("alert")).to_contain_text("gehört zu keiner Schicht")
            page.get_by_label("Text unter dem QR-Code").fill(mark)
            page.get_by_role("button", name="War da", exact=True).click()
            expect(page.get_by_text("Mia Member ist als anwesend eingetragen.")).to_be_visible()
        else:
            page.get_by_role("button", name="Mia Member nicht mehr bestätigen").first.click()
            expect(page.get_by_text("Gespeichert.")).to_be_visible()
            page.get_by_role("button", name="Andere Zeit für Mia Member eintragen").click()
            _checked(page)


def _anybody(browser: Browser, url: str, number: str, gone: str) -> None:
    page = browser.new_context(base_url=url, viewport=PHONE, java_script_enabled=False).new_page()
    answer = page.goto(f"/nachweis/{number}")
    assert len(answer.body()) < MOST_BYTES
    assert "Mia" not in page.content()
    expect(page.get_by_text("Dieser Nachweis gilt.")).to_be_visible()
    for name, said in (("mia member", "Ja."), ("Max Member", "Nein.")):
        page.get_by_label("Name auf dem Blatt").fill(name)
        page.get_by_role("button", name="Name prüfen").click()
        expect(page.get_by_role("status")).to_contain_text(said)
    page.goto(f"/nachweis/{gone}")
    expect(page.get_by_text("Dieser Nachweis gilt nicht mehr.", exact=False)).to_be_visible()
    looked = browser.new_context(base_url=url, viewport=PHONE).new_page()
    for path in (f"/nachweis/{number}", f"/nachweis/{gone}?lang=en", f"/nachweis/{'0' * 20}"):
        looked.goto(path)
        _checked(looked)


def _all(url: str, token: str, number: str, gone: str, mark: str) -> None:
    with chromium() as browser:
        _club(browser, url, token, mark)
        _anybody(browser, url, number, gone)


async def test_a_club_confirms_hours_and_anybody_checks_them(world):
    await asyncio.to_thread(_all, *world)
