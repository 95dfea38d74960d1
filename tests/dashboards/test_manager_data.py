"""The office says under which licence data is told, where it is read from, and sees what came."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, Page, expect

from support.page_api import MANAGER, Stage
from support.page_checks import check_light_and_dark, check_widths, walk_by_keyboard

pytestmark = pytest.mark.chromium


def test_licence_sources_and_what_came(page: Page, stage: Stage):
    stage.session = MANAGER | {"roles": ["office"]}
    page.goto("/manager/#/daten")
    expect(page.get_by_text("Der andere Server antwortet nicht")).to_be_visible()
    expect(page.get_by_text("Quelle: Kreissportbund, Stadt Neustadt")).to_be_visible()
    expect(page.get_by_text("2 gibt es auch anderswo")).to_be_visible()
    check_light_and_dark(page)
    check_widths(page)
    assert walk_by_keyboard(page) == []
    page.get_by_label("Preis einer Stunde").fill("12,50")
    page.get_by_label("Lizenz", exact=True).select_option("CC0-1.0")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("status").get_by_text("Gespeichert.")).to_be_visible()
    wanted = {"license": "CC0-1.0", "publisher": "Sportamt Musterstadt", "price_ct": 1250}
    assert stage.posts[-1] == ("PUT /api/exchange", wanted)
    page.get_by_label("Name der Quelle").fill("Turnverband")
    page.get_by_label("Adresse (leer").fill("https://turnen.example/kalender.ics")
    page.get_by_role("button", name="Quelle hinzufügen").click()
    expect(page.get_by_role("heading", name="Turnverband")).to_be_visible()
    table = FilePayload(name="angebote.csv", mimeType="text/csv", buffer=b"Titel;Ort\nPutzen;Musterstadt\n")
    with page.expect_response("**/von-hand/file"):
        page.get_by_label("Datei einlesen").set_input_files(table)
    assert stage.posts[-1][1] == {"text": "Titel;Ort\nPutzen;Musterstadt\n"}
    row = (
        page.get_by_role("listitem").filter(has_text="Stadt Neustadt").filter(has=page.get_by_role("button", name="Entfernen"))
    )
    row.get_by_role("button", name="Entfernen").click()
    expect(row.get_by_role("alert")).to_contain_text("Wirklich entfernen?")
    row.get_by_role("button", name="Entfernen").click()
    expect(row).to_have_count(0)


def test_rights_of_each_dataset_the_catalogue_and_keys(page: Page, stage: Stage):
    stage.session = MANAGER | {"roles": ["office"]}
    page.goto("/manager/#/daten")
    page.get_by_label("Wer liest „Sportvereine“").select_option("key")
    expect(page.get_by_text("Es gilt sofort")).to_be_visible()
    assert stage.posts[-1] == ("PUT /api/open-data/datasets/clubs", {"rights": "key", "license": ""})
    with page.expect_response("**/datasets/climate"):
        page.get_by_label("Lizenz von „Raumklima der Sporthallen“").select_option("CC0-1.0")
    expect(page.get_by_label("Lizenz von „Raumklima der Sporthallen“")).to_have_value("CC0-1.0")
    assert stage.posts[-1] == ("PUT /api/open-data/datasets/climate", {"rights": "public", "license": "CC0-1.0"})
    expect(page.get_by_text("Für GovData fehlt noch: Regionalschlüssel")).to_be_visible()
    page.get_by_label("Regionalschlüssel").fill("990010001001")
    page.get_by_label("Kennung bei GovData").fill("http://dcat-ap.de/def/contributors/musterstadt")
    with page.expect_response("**/publisher"):
        page.get_by_role("button", name="Angaben übernehmen").click()
    expect(page.get_by_text("Für GovData fehlt")).to_have_count(0)
    page.get_by_label("Wer ihn bekommt").fill("Wetterdienst")
    page.get_by_role("button", name="Schlüssel anlegen").click()
    expect(page.get_by_text("hwk_0123456789ab_")).to_be_visible()
    assert stage.posts[-1] == ("POST /api/open-data/keys", {"name": "Wetterdienst", "days": 366})
    row = page.get_by_role("listitem").filter(has_text="Stadtplan Musterstadt")
    row.get_by_role("button", name="Schlüssel beenden").click()
    expect(row.get_by_role("alert")).to_contain_text("Wirklich beenden?")
    row.get_by_role("button", name="Schlüssel beenden").click()
    expect(row).to_contain_text("Beendet")
    assert stage.posts[-1] == ("DELETE /api/open-data/keys/aa", None)
