"""The office takes a plan in: seen row by row, entered while everybody watches, undone; and takes it away as a file."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from support.page_api import MANAGER, Stage
from support.page_checks import check_light_and_dark, check_widths, walk_by_keyboard

pytestmark = pytest.mark.chromium
PLAN = FilePayload(name="plan 2027.csv", mimeType="text/csv", buffer=b"Halle;Verein;Tag;von;bis\n\xff\x00")


@pytest.fixture
def office(page: Page, stage: Stage) -> Page:
    stage.session = MANAGER | {"roles": ["office"]}
    page.goto("/manager/#/austausch")
    expect(page.get_by_role("heading", name="Frühere Importe")).to_be_visible()
    return page


def _sent(stage: Stage, start: str) -> list[Any]:
    return [body for where, body in stage.posts if where.startswith(start)]


def _upload(page: Page) -> None:
    page.get_by_label("Datei (.xlsx").set_input_files(PLAN)
    page.get_by_role("button", name="Hochladen und prüfen").click()
    expect(page.get_by_role("heading", name="Was geschieht")).to_be_visible()


def test_the_page_is_found_by_the_office_alone_and_fits_every_screen(page: Page, stage: Stage):
    page.goto("/manager/#/mehr")
    expect(page.locator("main .more-list a[href='#/sperren']")).to_be_visible()
    expect(page.locator("main .more-list a[href='#/austausch']")).to_have_count(0)
    stage.session = MANAGER | {"roles": ["office"]}
    page.reload()
    page.locator("main .more-list a[href='#/austausch']").click()
    expect(page.get_by_text("alter-plan.csv")).to_be_visible()
    check_light_and_dark(page)
    check_widths(page)
    assert walk_by_keyboard(page) == []


def test_by_keyboard_from_the_file_to_the_end_and_back(office: Page, stage: Stage):
    office.get_by_label("Datei (.xlsx").set_input_files(PLAN)
    office.get_by_role("button", name="Hochladen und prüfen").press("Enter")
    expect(office.get_by_text("18:00\u201320:00: belegt durch SG Süd \u2013 Handball")).to_be_visible()
    assert _sent(stage, "POST /api/imports?name=plan+2027.csv") == [PLAN["buffer"]]
    office.get_by_label("Nichts eintragen, solange etwas belegt ist").press("Space")
    office.get_by_role("button", name="37 Termine eintragen").press("Enter")
    bar = office.get_by_role("progressbar", name="Fortschritt")
    expect(bar).to_have_attribute("aria-valuenow", "0")
    assert _sent(stage, "POST /api/imports/i-1/apply") == [{"on_conflict": "refuse"}]
    stage.work = 0.5
    expect(bar).to_have_attribute("aria-valuetext", "Termine werden eingetragen: 20 von 40")
    check_light_and_dark(office)
    office.reload()
    expect(bar).to_have_attribute("aria-valuenow", "50")
    stage.work = 1
    expect(office.get_by_role("status").filter(has_text="Eingetragen: 40 Termine. Serien darunter: 3.")).to_be_visible()
    expect(bar).to_have_count(0)
    office.get_by_role("button", name="Rückgängig machen").press("Enter")
    office.get_by_role("dialog").get_by_role("button", name="Rückgängig machen").press("Enter")
    expect(bar).to_have_attribute("aria-valuenow", "0")
    stage.work = 1
    expect(office.get_by_role("status").filter(has_text="Zurückgenommen: 38 Termine. Geblieben sind 2")).to_be_visible()


def test_a_file_that_is_no_plan_is_refused_with_why(office: Page, stage: Stage):
    office.get_by_role("button", name="Hochladen und prüfen").click()
    expect(office.get_by_role("alert").filter(has_text="Bitte zuerst eine Datei wählen.")).to_be_visible()
    assert not _sent(stage, "POST")
    office.get_by_label("Datei (.xlsx").set_input_files(FilePayload(name="plan.pdf", mimeType="", buffer=b"%PDF-1.7"))
    office.get_by_role("button", name="Hochladen und prüfen").click()
    expect(office.get_by_role("alert").filter(has_text="In der Datei ist keine Tabelle zu erkennen.")).to_be_visible()


def test_columns_and_names_are_corrected_and_looked_at_anew(office: Page, stage: Stage):
    _upload(office)
    office.get_by_text("Spalten", exact=True).click()
    office.get_by_label("Spalte „Bemerkung“").select_option("title")
    expect(office.get_by_label("Spalte „Gruppe“")).to_have_value("")
    office.get_by_label("Spalte „Halle“").select_option("")
    office.get_by_label("Erster Tag der Saison").fill("2027-09-01")
    again = office.get_by_role("button", name="Übernehmen und neu prüfen")
    again.first.click()
    expect(office.get_by_role("alert").filter(has_text="Noch fehlt: die Spalte mit der Halle")).to_be_visible()
    expect(office.get_by_role("button", name="Termine eintragen")).to_have_count(0)
    office.get_by_label("Halle", exact=True).select_option("nordpark")
    again.first.click()
    expect(office.get_by_role("button", name="37 Termine eintragen")).to_be_visible()
    office.get_by_label("Halle West").select_option("nordpark")
    office.get_by_label("Empore").select_option("1,2,3")
    office.get_by_role("button", name="Alle offenen Vereine neu anlegen").click()
    check_light_and_dark(office)
    check_widths(office)
    again.last.click()
    expect(office.get_by_text("Neu angelegt werden: TV Neustadt und Boule-Freunde.")).to_be_visible()
    expect(office.get_by_label("TV Neustadt")).to_have_value("+")
    sent = _sent(stage, "PUT /api/imports/i-1")
    assert (sent[0]["season_from"], sent[0]["mapping"]) == (
        "2027-09-01",
        ["", "part", "club", "", "weekday", "start", "end", "title"],
    )
    assert (sent[2]["halls"], sent[2]["parts"]) == ({"Halle West": "nordpark"}, {"nordpark|Empore": "1,2,3"})
    assert sent[2]["clubs"] == {"TV Neustadt": "+", "Boule-Freunde": "+"}


def test_what_is_stopped_can_be_gone_on_with(office: Page, stage: Stage):
    _upload(office)
    office.get_by_label("Alle Zeilen").check()
    expect(office.get_by_text("4 von 4 Zeilen")).to_be_visible()
    office.get_by_role("button", name="37 Termine eintragen").click()
    bar = office.get_by_role("progressbar")
    expect(bar).to_have_attribute("aria-valuenow", "0")
    stage.work = 0.25
    expect(bar).to_have_attribute("aria-valuenow", "25")
    office.get_by_role("button", name="Anhalten").click()
    expect(office.get_by_role("status").filter(has_text="Bisher eingetragen: 10 Termine.")).to_be_visible()
    expect(office.get_by_role("button", name="37 Termine eintragen")).to_be_enabled()
    expect(office.get_by_role("button", name="Rückgängig machen")).to_be_enabled()


def test_the_plan_is_taken_away_as_a_file(office: Page):
    office.get_by_label("Vom").fill("2026-12-01")
    office.get_by_label("Bis zum").fill("2026-11-01")
    expect(office.get_by_role("alert").filter(has_text="Bitte beide Tage angeben")).to_be_visible()
    office.get_by_label("Bis zum").fill("2027-07-31")
    office.get_by_label("Halle oder Raum").select_option("nordpark")
    for name, kind in (("CSV", "csv"), ("Excel (.xlsx)", "xlsx"), ("Kalender (.ics)", "ics")):
        address = f"/api/export.{kind}?from=2026-12-01&to=2027-07-31&hall=nordpark"
        expect(office.get_by_role("link", name=name, exact=True)).to_have_attribute("href", address)
