"""Calendars to subscribe to, for clubs and for the office, and what everybody may see."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from support.page_api import MANAGER, TRAINER, Stage, bookings
from support.page_checks import assert_accessible, assert_no_sideways_scroll, check_light_and_dark, check_widths
from support.page_feeds import ADDRESS

pytestmark = pytest.mark.chromium
OFFICE = MANAGER | {"roles": ["office"]}


def test_a_trainer_makes_copies_and_ends_a_calendar(page: Page, stage: Stage):
    stage.session = dict(TRAINER)
    stage.bookings = bookings()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto("/club/#/termine?als=kalender")
    section = page.get_by_role("region", name="Kalender abonnieren")
    expect(section.get_by_role("listitem")).to_contain_text("Halle · zuletzt abgerufen 18:30")
    opener = section.locator("summary")
    assert opener.evaluate("one => one.getBoundingClientRect().height") >= 44
    opener.click()
    section.get_by_label("Was soll er zeigen?").select_option("TSV Lindenau")
    section.get_by_label("Name").fill("Handy von Jana")
    assert_accessible(page)
    assert_no_sideways_scroll(page)
    section.get_by_role("button", name="Kalender anlegen").click()
    dialog = page.get_by_role("dialog", name="Ihr neuer Kalender")
    expect(dialog.locator("code")).to_have_text(ADDRESS)
    webcal = ADDRESS.replace("https:", "webcal:")
    expect(dialog.get_by_role("link", name="In Kalender abonnieren")).to_have_attribute("href", webcal)
    dialog.get_by_role("button", name="Adresse kopieren").click()
    expect(dialog.get_by_role("button", name="Kopiert")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == ADDRESS
    check_light_and_dark(page)
    assert_no_sideways_scroll(page)
    dialog.get_by_role("button", name="Fertig").click()
    expect(page.get_by_text(ADDRESS)).to_have_count(0)
    expect(section.get_by_role("listitem").filter(has_text="Handy von Jana")).to_contain_text("noch nie abgerufen")
    section.get_by_role("button", name="Beenden: Handy von Jana").click()
    assert_accessible(page)
    page.get_by_role("dialog").get_by_role("button", name="Ja, beenden").click()
    expect(section.get_by_role("listitem")).to_have_count(1)
    wanted = {"kind": "club", "scope": "tsv", "name": "Handy von Jana"}
    assert stage.posts == [("POST /api/feeds", wanted), ("DELETE /api/feeds/f-2", None)]


def test_the_office_says_what_everybody_sees(page: Page, stage: Stage):
    stage.session = OFFICE
    page.goto("/manager/#/mehr")
    page.get_by_role("link", name="Kalender", exact=True).click()
    page.get_by_text("Kalender anlegen").first.click()
    expect(page.get_by_label("Was soll er zeigen?").get_by_role("option", name="Sporthalle Nordpark")).to_be_attached()
    check_light_and_dark(page)
    hall = page.get_by_role("group", name="Sporthalle Nordpark")
    hall.get_by_label("Kalender für alle").check()
    hall.get_by_label("mit Verein und Gruppe").uncheck()
    page.get_by_label("Wen dürfen die Leute fragen?").fill("Sportamt")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("status").filter(has_text="Gespeichert")).to_be_visible()
    told = {"halls": {"nordpark": {"shown": True, "names": False, "feed": True}}, "contact": "Sportamt"}
    assert stage.posts == [("PUT /api/public", told)]
    check_widths(page)


def test_who_has_no_account_is_led_to_the_free_times(page: Page, stage: Stage):
    stage.session = None
    page.goto("/login/")
    expect(page.get_by_role("link", name="Freie Zeiten ansehen")).to_have_attribute("href", re.compile(r"^/frei\?lang=de$"))
