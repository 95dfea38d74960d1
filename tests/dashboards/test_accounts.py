"""Signing in, signing a club up, people and clubs for the office, one's own account."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from support.page_api import MANAGER, Stage
from support.page_checks import assert_accessible, assert_no_sideways_scroll, check_light_and_dark, check_widths

pytestmark = pytest.mark.chromium
OFFICE = MANAGER | {"roles": ["admin"]}


def test_the_ways_to_sign_in(page: Page, stage: Stage):
    stage.session = None
    page.goto("/login/")
    expect(page.get_by_role("link", name="Mit „Stadt-Konto“ anmelden")).to_have_attribute("href", "/api/session/oidc/start")
    check_light_and_dark(page)
    check_widths(page)
    page.get_by_label("E-Mail").fill("jana@tsv-lindenau.example")
    page.get_by_role("link", name="Link per E-Mail schicken").click()
    expect(page.get_by_role("heading", name="Mit einem Link anmelden")).to_be_visible()
    expect(page.get_by_label("E-Mail")).to_have_value("jana@tsv-lindenau.example")
    page.get_by_role("button", name="E-Mail schicken").click()
    expect(page.get_by_role("status")).to_contain_text("Wenn wir diese Adresse kennen")
    page.get_by_role("link", name="Zurück zur Anmeldung").click()
    page.get_by_role("link", name="Passwort vergessen?").click()
    page.get_by_label("E-Mail").fill("")
    page.get_by_role("button", name="E-Mail schicken").click()
    expect(page.get_by_role("alert")).to_contain_text("Bitte Ihre E-Mail-Adresse eingeben")
    assert stage.posts == [("POST /api/session/link", {"email": "jana@tsv-lindenau.example"})]


def test_a_club_signs_up(page: Page, stage: Stage):
    stage.session = None
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto("/login/#/verein")
    page.get_by_role("button", name="Verein anmelden").click()
    expect(page.get_by_role("alert")).to_contain_text("Bitte den Namen des Vereins")
    page.get_by_label("Name des Vereins").fill("SV Grünau 1920")
    page.get_by_label("Was sind Sie?").select_option("school")
    page.get_by_label("Ihr Name").fill("Nora Nau")
    page.get_by_label("Ihre E-Mail-Adresse").fill("nora@gruenau.example")
    assert_accessible(page)
    assert_no_sideways_scroll(page)
    page.get_by_role("button", name="Verein anmelden").click()
    expect(page.get_by_role("status")).to_contain_text("Bitte drücken Sie den Link darin")
    wish = {"name": "SV Grünau 1920", "group": "school", "contact": "Nora Nau", "email": "nora@gruenau.example", "note": ""}
    assert stage.posts == [("POST /api/clubs", wish)]


def test_the_office_finds_people_and_changes_what_they_may(page: Page, stage: Stage):
    stage.session = OFFICE
    page.goto("/manager/#/mehr")
    page.get_by_role("link", name="Personen").click()
    expect(page.get_by_role("listitem").filter(has_text="Ida Neu")).to_contain_text("hat noch nicht geantwortet")
    page.get_by_label("Name, Adresse oder Verein").fill("lindner trainer")
    rows = page.locator("main .rows > li")
    expect(rows).to_have_count(1)
    check_light_and_dark(page)
    page.get_by_role("button", name="Ändern: Jana Lindner").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Aufgabe", exact=True).select_option("caretaker")
    dialog.get_by_role("button", name="Aufgabe hinzufügen").click()
    dialog.get_by_role("button", name=re.compile("^Aufgabe nehmen: Trainer")).click()
    assert_accessible(page)
    dialog.get_by_role("button", name="Speichern").click()
    expect(dialog).to_be_hidden()
    roles = [{"role": "caretaker", "scope": None}]
    assert stage.posts == [("PATCH /api/people/p-1", {"name": "Jana Lindner", "phone": "", "roles": roles})]


def test_the_office_decides_about_clubs_with_a_reason(page: Page, stage: Stage):
    stage.session = OFFICE
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto("/manager/#/vereine")
    asked = page.get_by_role("listitem").filter(has_text="Nora Nau")
    expect(asked).to_contain_text("Gibt es schon: TSV Lindenau")
    expect(page.get_by_role("listitem").filter(has_text="Grundschule Süd")).to_contain_text("niemand verwaltet ihn")
    assert_accessible(page)
    assert_no_sideways_scroll(page)
    asked.get_by_role("button", name="Ablehnen").click()
    expect(asked.get_by_role("alert")).to_contain_text("Bitte nennen Sie den Grund")
    asked.get_by_label("Begründung").fill("Sitz in einer anderen Stadt")
    asked.get_by_role("button", name="Ablehnen").click()
    expect(page.get_by_text("TSV Lindenau 1 ist abgelehnt")).to_be_visible()
    assert stage.posts == [("POST /api/clubs/requests/r-1/decline", {"why": "Sitz in einer anderen Stadt"})]
    page.get_by_role("link", name="Menschen zeigen: TSV Lindenau").click()
    expect(page.get_by_role("heading", name="Menschen in TSV Lindenau")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Tom Becker")).to_be_visible()


def test_ones_own_account(page: Page, stage: Stage):
    stage.session = OFFICE
    page.goto("/manager/#/konto")
    expect(page.get_by_role("listitem").filter(has_text="Chromium")).to_contain_text("dieses Gerät")
    expect(page.get_by_role("link", name=re.compile("^Alles herunterladen"))).to_have_attribute("href", "/api/me/export")
    check_light_and_dark(page)
    check_widths(page)
    page.get_by_role("button", name="Konto löschen").click()
    expect(page.get_by_role("dialog")).to_contain_text("Das lässt sich nicht rückgängig machen")
    assert_accessible(page)


def test_one_chooses_how_to_be_told_and_sees_what_arrived(page: Page, stage: Stage):
    stage.session = OFFICE
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto("/manager/#/konto")
    bookings = page.get_by_role("group", name="Buchungen")
    expect(bookings.get_by_label("E-Mail")).to_be_checked()
    bookings.get_by_label("SMS und andere").check()
    page.get_by_label("Erinnern").select_option("2 Stunden vorher")
    page.get_by_label("E-Mails").select_option("gesammelt um 18:00 Uhr")
    form = page.locator("form").filter(has=bookings)
    form.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Gespeichert.")).to_be_visible()
    (_, sent) = stage.posts[-1]
    assert (sent["lead_min"], sent["digest_min"]) == (120, 1_080)
    assert sent["groups"][0] == {"group": "bookings", "channels": ["email", "other"]}
    failed = page.get_by_role("listitem").filter(has_text="Verschoben: Montag")
    expect(failed).to_contain_text("nicht angekommen")
    expect(failed).to_contain_text("refused: 550")
    assert_accessible(page)
    assert_no_sideways_scroll(page)
