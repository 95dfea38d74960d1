"""The office sets up halls: what is typed is what is sent, and whom a change meets is said before it counts."""

import pytest
from playwright.sync_api import Page, expect

from support.page_checks import check_light_and_dark, check_widths
from support.page_server import Stage

pytestmark = pytest.mark.chromium


def _sent(stage: Stage, what: str):
    return [body for where, body in stage.posts if where == what]


def _form(page: Page, legend: str):
    return page.locator("form", has=page.locator("legend", has_text=legend)).first


def test_the_page_is_for_everybody_and_fits_every_screen(page: Page, stage: Stage):
    page.goto("/manager/#/mehr")
    page.locator("main .more-list a[href='#/einrichten']").click()
    expect(page.get_by_label("Halle oder Raum")).to_have_value("nordpark")
    for summary in page.locator("main details summary").all():
        summary.click()
    check_light_and_dark(page)
    check_widths(page)


def test_hours_are_typed_as_people_write_them_and_say_whom_they_meet(page: Page, stage: Stage):
    page.goto("/manager/#/einrichten")
    form = _form(page, "Öffnungszeiten")
    form.get_by_label("Montag, Jede Woche").fill("8-12, 18 bis 2")
    form.get_by_label("Dienstag, Jede Woche").fill("abends")
    form.get_by_role("button", name="Speichern").click()
    expect(form.get_by_role("alert")).to_contain_text("Dienstag")
    assert not _sent(stage, "PUT /api/places/halls/nordpark/hours")
    form.get_by_label("Dienstag, Jede Woche").fill("")
    form.get_by_role("button", name="Prüfen, wen das trifft").click()
    expect(form).to_contain_text("TSV Lindenau · Volleyball Jugend")
    form.get_by_role("button", name="Speichern").click()
    expect(form.get_by_text("Gespeichert")).to_be_visible()
    dry, real = _sent(stage, "PUT /api/places/halls/nordpark/hours")
    assert (dry["dry"], real["dry"]) == (True, False)
    assert real["seasons"][0]["week"][:3] == [[[480, 720], [1080, 1560]], [], [[420, 1380]]]
    assert real["seasons"][1]["first"] == "2027-07-01"
    assert real["holidays"] == [{"calendar": "c-1", "rule": "own", "spans": [[600, 840]]}]
    assert real["named"][0]["kind"] == "children"


def test_parts_facts_and_doors_are_sent_as_entered(page: Page, stage: Stage):
    page.goto("/manager/#/einrichten")
    parts = _form(page, "Hallenteile")
    parts.get_by_role("button", name="Teil hinzufügen").click()
    parts.get_by_label("Name des Teils").last.fill("Hälfte West")
    for cell in (1, 2):
        parts.get_by_label(f"Feld {cell}").last.check()
    parts.get_by_role("button", name="Speichern").click()
    expect(parts.get_by_text("Gespeichert")).to_be_visible()
    [sent] = _sent(stage, "PUT /api/places/halls/nordpark/parts")
    assert sent["parts"][-1] == {"id": "teil-1", "name": "Hälfte West", "sections": [1, 2], "parent": ""}
    facts = _form(page, "Angaben zur Halle")
    facts.get_by_label("Sportarten, mit Komma getrennt").fill("Tischtennis, Rope Skipping,")
    facts.get_by_label("Aufzug").select_option("no")
    facts.get_by_role("button", name="Speichern").click()
    expect(facts.get_by_text("Gespeichert")).to_be_visible()
    [sent] = _sent(stage, "PUT /api/places/halls/nordpark/facts")
    assert sent["sports"] == ["table_tennis", "Rope Skipping"]
    assert (sent["access"]["lift"], sent["access"]["step_free"], sent["access"]["parking"]) == (False, True, None)
    assert sent["markings"] == [{"sport": "volleyball", "courts": 1, "sections": [1]}]
    doors = _form(page, "Türen und Schlüssel")
    doors.get_by_label("Name der Tür").fill("Eingang Nord (Rampe)")
    doors.get_by_role("button", name="Speichern").click()
    expect(doors.get_by_text("Gespeichert")).to_be_visible()
    [sent] = _sent(stage, "PUT /api/places/sites/nordpark/doors")
    assert sent["doors"][0]["keys"] == [["nordpark-1", 1], ["nordpark-1", 8]]


def test_a_closure_is_checked_then_entered_and_holidays_are_seen_first(page: Page, stage: Stage):
    page.goto("/manager/#/einrichten")
    page.get_by_text("Schließung eintragen").click()
    closures = page.locator("section", has=page.get_by_role("heading", name="Schließungen")).last
    closures.get_by_label("Wo?").select_option("nordpark/nordpark")
    closures.get_by_label("Feld 2").check()
    closures.get_by_role("button", name="Schließen").click()
    expect(closures.get_by_role("alert")).to_contain_text("Grund")
    closures.get_by_label("Warum?").fill("Wahl")
    closures.get_by_label("Wiederholung").select_option("week")
    closures.get_by_role("button", name="Prüfen, wen das trifft").click()
    expect(closures).to_contain_text("1 Belegung liegt dann außerhalb")
    closures.get_by_role("button", name="Schließen").click()
    expect(closures.get_by_text("Gespeichert")).to_be_visible()
    sent = _sent(stage, "POST /api/closures")
    assert [(one["dry"], one["hall"], one["sections"], one["every"]) for one in sent] == [
        (True, "nordpark", [2], "week"),
        (False, "nordpark", [2], "week"),
    ]
    page.get_by_text("Kalender einlesen").click()
    page.get_by_label("Name des Kalenders").fill("Ferien")
    page.get_by_label("oder Adresse").fill("https://kalender.example/ferien.ics")
    page.get_by_role("button", name="Ansehen").click()
    page.get_by_role("button", name="1 Einträge übernehmen").click()
    expect(page.get_by_label("Name des Kalenders")).to_have_value("")
    assert [one["apply"] for one in _sent(stage, "POST /api/holidays/import")] == [False, True]


def test_the_site_its_lights_and_a_free_day_are_entered(page: Page, stage: Stage):
    page.goto("/manager/#/einrichten")
    site = _form(page, "Standort:")
    site.get_by_label("Breite").fill("51,34")
    site.get_by_role("button", name="Speichern").click()
    expect(site.get_by_role("alert")).to_contain_text("beide als Zahl")
    site.get_by_label("Länge").fill("12,38")
    site.get_by_role("button", name="Speichern").click()
    expect(site.get_by_text("Gespeichert")).to_be_visible()
    [sent] = _sent(stage, "PUT /api/places/sites/nordpark")
    assert (sent["lat"], sent["lon"], sent["address"], sent["zone"]) == (51.34, 12.38, "Am Nordpark 7", "Europe/Berlin")
    lights = _form(page, "Licht und Heizung")
    lights.get_by_label("Licht: vorher an").fill("20")
    lights.get_by_label("Licht auch, wenn jemand").first.check()
    lights.get_by_role("button", name="Speichern").click()
    expect(lights.get_by_text("Gespeichert")).to_be_visible()
    [sent] = _sent(stage, "PUT /api/sites/nordpark/outputs")
    assert sent == {"times": {"light": {"lead_min": 20, "lag_min": 5, "absent_min": 15, "alone": True}}}
    page.get_by_text("Freien Tag von Hand eintragen").click()
    page.get_by_label("Wie heißt der Tag?").fill("Stadtfest")
    form = page.locator("form", has=page.get_by_label("Wie heißt der Tag?"))
    form.get_by_label("Erster Tag").fill("2027-06-12")
    page.get_by_role("button", name="Eintragen", exact=True).click()
    expect(page.get_by_label("Wie heißt der Tag?")).to_have_value("")
    day = {"name": "Stadtfest", "first": "2027-06-12", "last": "2027-06-12"}
    assert _sent(stage, "POST /api/holidays") == [{"name": "Stadtfest", "kind": "public", "days": [day]}]
