"""Helping, in a real browser by a real server: a club takes a proposal, a guest signs up by phone, the club sees who comes."""

from __future__ import annotations

import asyncio

import pytest
from playwright.sync_api import Browser, Page, expect

from hallenwart_backend.web.app import create_app
from hallenwart_backend.web.parts import COOKIE
from hallenwart_dashboards import static_root
from support.backends import AMT, JANA, open_town
from support.chromium import chromium
from support.event_town import event
from support.help_town import fill_in, link_to, offer, with_mail
from support.page_checks import assert_accessible, assert_no_sideways_scroll
from support.real_server import served

pytestmark = pytest.mark.chromium
PHONE, DESKTOP = {"width": 375, "height": 812}, {"width": 1280, "height": 800}
MOST_BYTES = 50_000


@pytest.fixture
async def world(tmp_path):
    async with open_town(tmp_path) as town:
        await with_mail(town)
        await event(town, stream=False, camera=None, spectators=120, title="Derby")
        made = await offer(town, title="Kuchen verkaufen", role="catering", min_age=16, needs="Freude an Kuchen")
        await fill_in(town.stranger(), made | {"min_age": 0})
        app = create_app(None, static=static_root())
        app.state.parts = town.app.state.parts
        token = (await town.signed_in(JANA)).cookies[COOKIE]
        office = (await town.signed_in(AMT)).cookies[COOKIE]
        async with served(app) as url:
            yield town, url, made, token, office


def _checked(page: Page) -> None:
    assert_no_sideways_scroll(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)


def _guest(browser: Browser, url: str, made: dict, own: str) -> None:
    """Without script, on a phone and at a desk; axe needs a script of its own."""
    for size in (PHONE, DESKTOP):
        plain = browser.new_context(base_url=url, viewport=size, java_script_enabled=False).new_page()
        plain.goto("/mitmachen")
        plain.get_by_text("Angebote eingrenzen").click()
        plain.get_by_label("Was möchten Sie tun?").select_option("catering")
        plain.get_by_role("button", name="Suchen").click()
        plain.get_by_role("link", name="Kuchen verkaufen").click()
        plain.get_by_label("Ihr Name").fill("Gerd Gast")
        plain.get_by_label("Ihre E-Mail-Adresse").fill(f"gerd{size['width']}@beispiel.example")
        plain.get_by_label("Ich bin mindestens 16 Jahre alt.").check()
        plain.get_by_role("button", name="Ich möchte helfen").click()
        expect(plain.get_by_role("status")).to_contain_text("Wir haben Ihnen eine E-Mail geschickt")
        plain.goto(own)
        if plain.get_by_role("button", name="Ja, ich möchte helfen").count():
            plain.get_by_role("button", name="Ja, ich möchte helfen").click()
        expect(plain.get_by_text("Sie sind dabei.").first).to_be_visible()
        plain.get_by_text("Ihr Zeichen für die Halle").click()
        expect(plain.get_by_role("img", name="Ihr Zeichen für die Halle")).to_be_visible()
        page = browser.new_context(base_url=url, viewport=size).new_page()
        for path in (
            "/mitmachen",
            "/mitmachen?aufgabe=door",
            f"/mitmachen/{made['id']}",
            own,
            "/mitmachen/meine/nirgends?lang=en",
        ):
            answer = page.goto(path)
            assert len(answer.body()) < MOST_BYTES
            _checked(page)


def _club(browser: Browser, url: str, token: str) -> None:
    for size in (PHONE, DESKTOP):
        context = browser.new_context(base_url=url, viewport=size, locale="de-DE", service_workers="block")
        context.add_cookies([{"name": COOKIE, "value": token, "url": url}])
        page = context.new_page()
        page.goto("/club/#/mitmachen")
        expect(page.get_by_role("heading", name="Vorschläge für Ihre Termine")).to_be_visible()
        expect(page.get_by_text("Gesa Gast")).to_be_visible()
        _checked(page)
        if size is PHONE:
            page.get_by_role("button", name="Schicht anlegen: Einlass").click()
            expect(page.get_by_role("status").first).to_contain_text("ist öffentlich")
            expect(page.get_by_role("heading", name="Einlass: Derby")).to_be_visible()
            page.get_by_role("button", name="Nicht nötig: Aufräumen").click()
            expect(page.get_by_role("button", name="Nicht nötig: Aufräumen")).to_have_count(0)
        else:
            page.get_by_role("button", name="Ändern und anlegen: Schlüssel-Dienst").click()
            _checked(page)
            page.get_by_label("Wie viele?").fill("2")
            page.get_by_role("button", name="Anlegen und öffentlich machen").click()
            expect(page.get_by_text("0 von 2 Plätzen besetzt")).to_have_count(2)  # this one and the one of the phone


def _office(browser: Browser, url: str, token: str) -> None:
    """The office looks for help for the town itself."""
    context = browser.new_context(base_url=url, viewport=DESKTOP, locale="de-DE", service_workers="block")
    context.add_cookies([{"name": COOKIE, "value": token, "url": url}])
    page = context.new_page()
    page.goto("/manager/#/mitmachen")
    page.get_by_role("button", name="Neues Angebot").click()
    page.get_by_label("Titel").fill("Flohmarkt aufbauen")
    page.get_by_label("Aufgabe", exact=True).select_option("setup")
    page.get_by_role("button", name="Anlegen und öffentlich machen").click()
    expect(page.get_by_role("heading", name="Flohmarkt aufbauen")).to_be_visible()
    _checked(page)


def _all(url: str, made: dict, own: str, token: str, office: str) -> None:
    with chromium() as browser:
        _office(browser, url, office)
        _guest(browser, url, made, own)
        _club(browser, url, token)


async def test_a_club_finds_help_and_a_guest_a_shift(world):
    town, url, made, token, office = world
    await asyncio.to_thread(_all, url, made, await link_to(town), token, office)
