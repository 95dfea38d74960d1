"""What a club shows and shares, on a phone against the real server: its page for everybody, board, documents, list, figures."""

from __future__ import annotations

import asyncio

import pytest
from playwright.sync_api import Browser, Page, expect

from hallenwart_backend.web.app import create_app
from hallenwart_backend.web.parts import COOKIE
from hallenwart_dashboards import static_root
from support.backends import AMT, HOUR_MS, JANA, MEMBER, MONDAY_NOON_MS, OSMAN, open_town
from support.chromium import chromium, page_of
from support.mailbox import with_mail
from support.page_checks import assert_accessible, assert_no_sideways_scroll
from support.part_sender import ticking
from support.real_server import served

pytestmark = pytest.mark.chromium
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
LIST = f"Name;E-Mail;Rolle\nMia;{MEMBER};Mitglied\nNeu;neu@bc04.example;Trainer\nKaputt;;\n".encode()


async def test_a_club_shows_itself_and_shares(tmp_path):
    async with open_town(tmp_path) as town:
        box = await with_mail(town)
        osman = await town.signed_in(OSMAN)
        start = MONDAY_NOON_MS + 6 * HOUR_MS
        wish = {"hall": "nordpark", "sections": [1], "start_ms": start, "end_ms": start + HOUR_MS, "title": "Badminton"}
        assert (await osman.post("/api/bookings", json=wish)).status_code == 201
        app = create_app(static=static_root())
        app.state.parts = town.backend.parts()
        tokens = {email: (await town.signed_in(email)).cookies[COOKIE] for email in (OSMAN, JANA, AMT)}
        async with served(app) as url, ticking(town):
            await asyncio.to_thread(_journey, url, tokens)
        sent = await box.collect()
        assert {to for to, _ in sent} == {OSMAN, "neu@bc04.example", AMT}
        assert all(JANA not in notice.body for _, notice in sent)


def _journey(url: str, tokens: dict[str, str]) -> None:
    with chromium() as browser:
        club = _page(browser, url, tokens[OSMAN], "/club/#/vereinsseite")
        _profile(club)
        _everybody(browser, url)
        _notice(club)
        other = _page(browser, url, tokens[JANA], "/club/#/pinnwand")
        _answer(other)
        _documents(club)
        _members(club)
        club.goto(f"{url}/club/#/zahlen")
        expect(club.get_by_role("table")).to_contain_text("Jahr")
        _checked(club)
        _office(_page(browser, url, tokens[AMT], "/manager/#/vereinsseiten", 1280))
        other.goto(f"{url}/vereine/bc-04")
        expect(other.get_by_role("heading", name="Diese Seite gibt es nicht")).to_be_visible()


def _page(browser: Browser, url: str, token: str, path: str, width: int = 375) -> Page:
    page = page_of(browser, width=width)
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": url}])
    page.goto(url + path)
    return page


def _checked(page: Page) -> None:
    assert_no_sideways_scroll(page)
    assert_accessible(page)


def _profile(page: Page) -> None:
    page.get_by_role("checkbox", name="Die Seite zeigen").check()
    page.get_by_label("Über den Verein").fill("Wir spielen Badminton.")
    page.get_by_role("button", name="Gruppe hinzufügen").click()
    page.get_by_label("Name", exact=True).first.fill("Federball")
    page.get_by_label("So heißt sie im Hallen-Plan").select_option("Badminton")
    page.get_by_role("checkbox", name="Neue können einfach mitmachen").check()
    board = page.get_by_role("group", name="Vorstand")
    board.get_by_label("E-Mail").fill("vorstand@bc04.example")
    board.get_by_label("Name", exact=True).select_option("mine")
    _checked(page)
    _network_comes_and_goes(page)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("status").filter(has_text="Gespeichert.")).to_be_visible()


def _network_comes_and_goes(page: Page) -> None:
    save = page.get_by_role("button", name="Speichern")
    page.context.set_offline(offline=True)
    expect(save).to_be_disabled(timeout=60_000)
    page.context.set_offline(offline=False)
    expect(save).to_be_enabled(timeout=60_000)
    expect(page.get_by_label("Über den Verein")).to_have_value("Wir spielen Badminton.")


def _everybody(browser: Browser, url: str) -> None:
    page = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 800}).new_page()
    page.goto(f"{url}/vereine")
    page.get_by_role("link", name="BC 04").click()
    expect(page.get_by_text("Montag, 18:00 bis 19:00 Uhr")).to_be_visible()
    expect(page.get_by_text("Tarek Osman")).to_be_visible()
    seen = page_of(browser, width=375)
    for path in ("/vereine", "/vereine/bc-04", "/vereine/bc-04?lang=en"):
        seen.goto(url + path)
        _checked(seen)


def _notice(page: Page) -> None:
    page.get_by_role("link", name="Pinnwand").click()
    page.get_by_role("button", name="Neuer Aushang").click()
    form = page.get_by_role("form", name="Neuer Aushang")
    form.get_by_label("Überschrift").fill("Zwei Tore")
    form.get_by_label("Text").fill("Zu verleihen bis Sonntag.")
    _checked(page)
    form.get_by_role("button", name="Aushängen").click()
    expect(page.get_by_role("article", name="Zwei Tore")).to_be_visible()


def _answer(page: Page) -> None:
    page.get_by_role("button", name="Auf „Zwei Tore“ antworten").click()
    page.get_by_label("Ihre Nachricht").fill("Gern.")
    page.get_by_role("dialog").get_by_role("button", name="Senden").click()
    expect(page.get_by_text("Sie haben geantwortet.")).to_be_visible()
    page.get_by_role("button", name="„Zwei Tore“ melden").click()
    page.get_by_label("Was ist damit nicht in Ordnung?").fill("Werbung")
    page.get_by_role("dialog").get_by_role("button", name="Senden").click()
    expect(page.get_by_text("Gemeldet. Das Sportamt sieht es sich an.")).to_be_visible()
    _checked(page)


def _documents(page: Page) -> None:
    page.get_by_role("link", name="Unterlagen").click()
    form = page.get_by_role("form", name="Unterlage hinzufügen")
    form.get_by_label("Überschrift").fill("Satzung")
    form.get_by_label("Datei").set_input_files({"name": "x.exe", "mimeType": "application/pdf", "buffer": b"MZ\x00"})
    form.get_by_role("button", name="Hochladen").click()
    expect(form.get_by_role("alert")).to_contain_text("Es gehen PDF, PNG und einfacher Text.")
    form.get_by_label("Datei").set_input_files({"name": "satzung.pdf", "mimeType": "application/pdf", "buffer": PDF})
    form.get_by_role("button", name="Hochladen").click()
    expect(page.get_by_role("link", name="„Satzung“ herunterladen")).to_be_visible()
    _checked(page)


def _members(page: Page) -> None:
    page.get_by_role("link", name="Mitglieder-Liste").click()
    page.get_by_label("Liste (CSV oder Excel)").set_input_files({"name": "m.csv", "mimeType": "text/csv", "buffer": LIST})
    page.get_by_role("button", name="Ansehen, was sich ändert").click()
    expect(page.get_by_text("Neu · neu@bc04.example")).to_be_visible()
    expect(page.get_by_text("Zeile 4: keine E-Mail-Adresse")).to_be_visible()
    _checked(page)
    page.get_by_role("button", name="So übernehmen").click()
    expect(page.get_by_text("Übernommen: 1 neu, 1 geändert, 0 gegangen.")).to_be_visible()


def _office(page: Page) -> None:
    notice = page.get_by_role("article", name="Zwei Tore")
    expect(notice).to_contain_text("Gemeldet")
    notice.get_by_role("button", name="„Zwei Tore“ ausblenden").click()
    page.get_by_label("Warum? Der Verein liest das.").fill("Keine Werbung.")
    page.get_by_role("dialog").get_by_role("button", name="Ausblenden").click()
    expect(notice).to_contain_text("Keine Werbung.")
    page.get_by_role("button", name="Seite von BC 04 ausblenden").click()
    page.get_by_label("Warum? Der Verein liest das.").fill("Bitte prüfen.")
    page.get_by_role("dialog").get_by_role("button", name="Ausblenden").click()
    expect(page.get_by_role("button", name="Seite von BC 04 wieder zeigen")).to_be_visible()
    _checked(page)
