"""Policy, alert path, webhooks and evidence on the manager page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from support import page_alerts as alerts
from support.page_api import Stage
from support.page_checks import assert_accessible, check_light_and_dark, check_widths

pytestmark = pytest.mark.chromium


@pytest.fixture(autouse=True)
def office(stage: Stage) -> None:
    stage.manager = alerts.manager([])
    assert stage.session is not None
    stage.session["roles"] = ["admin"]


@pytest.mark.parametrize("where", ["regeln", "alarmweg", "nachweise"])
def test_every_page_of_the_office_can_be_read_everywhere(page: Page, stage: Stage, where: str):
    page.goto(f"/manager/#/{where}")
    expect(page.locator(".policy-one, .tests li, .chain-log li").first).to_be_visible()
    check_light_and_dark(page)
    check_widths(page)


def test_the_policy_speaks_in_sentences_and_refuses_a_silent_fire(page: Page, stage: Stage):
    page.goto("/manager/#/regeln")
    fire, early = page.locator(".policy-one").nth(0), page.locator(".policy-one").nth(1)
    expect(fire).to_contain_text("immer")
    expect(fire).to_contain_text("weckt sofort die Bereitschaft; nimmt niemand an, nach 3 Minuten die nächste Person.")
    expect(early.locator("dt")).to_have_text(["tags", "nachts"])  # what holds for several cases is said once
    expect(early).to_contain_text("nach 15 Sekunden")
    page.get_by_role("button", name="Ändern: Feueralarm").click()
    cell = fire.get_by_role("group", name="nachts, Halle leer")
    cell.get_by_label("Wer?").select_option("page")
    assert_accessible(page)
    page.get_by_role("button", name="Alles speichern").click()
    expect(page.get_by_role("alert").filter(has_text="muss immer jemanden wecken")).to_be_visible()
    cell.get_by_label("Wer?").select_option("all")
    cell.get_by_role("button", name="Für alle vier Fälle so").click()
    page.get_by_role("button", name="Alles speichern").click()
    expect(page.get_by_text("So gilt es ab jetzt.")).to_be_visible()
    path, body = stage.posts[-1]
    assert (path, body["rev"], len(body["orders"])) == ("PUT /api/alert-policy", 3, 12)
    assert [one["whom"] for one in body["orders"] if one["situation"] == "alarm"] == ["all"] * 4
    assert [one["whom"] for one in body["orders"] if one["situation"] == "pre_alarm"] == ["duty"] * 4


def test_a_building_has_a_night_of_its_own(page: Page, stage: Stage):
    page.goto("/manager/#/regeln")
    page.get_by_label("Eigene Nacht für ein Gebäude").select_option(label="Halle Süd")
    own = page.get_by_role("group", name="Nacht nur für: Halle Süd")
    own.get_by_label("Nacht beginnt").fill("20:30")
    assert_accessible(page)
    page.get_by_role("button", name="Alles speichern").click()
    expect(page.get_by_text("So gilt es ab jetzt.")).to_be_visible()
    body = stage.posts[-1][1]
    assert body["night"] == {"start": "22:00", "end": "06:00"}
    assert body["nights"] == {"sued": {"start": "20:30", "end": "06:00"}}


def test_who_may_not_change_the_policy_only_reads_it(page: Page, stage: Stage):
    assert stage.session is not None
    stage.session["roles"] = ["caretaker"]
    page.goto("/manager/#/regeln")
    expect(page.locator(".policy-one").first).to_be_visible()
    expect(page.locator("main").get_by_role("button")).to_have_count(0)


def test_a_test_alarm_runs_now_and_tells_how_it_went(page: Page, stage: Stage):
    page.goto("/manager/#/alarmweg")
    expect(page.locator(".tests")).to_contain_text("bestätigt in 4,0 s")
    expect(page.locator(".tests")).to_contain_text("M. Kern (SMS) · nicht angekommen")
    page.get_by_role("button", name="Test-Alarm jetzt").click()
    expect(page.locator(".tests li").first).to_contain_text("läuft")
    expect(page.get_by_role("button", name="Test-Alarm jetzt")).to_be_enabled()
    assert stage.posts == [("POST /api/alert-path/test", None)]
    page.get_by_label("Um wie viel Uhr?").fill("06:30")
    page.locator("#path-set").locator("xpath=../..").get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Gespeichert.")).to_be_visible()
    assert stage.posts[-1][1]["test_at"] == "06:30"


def test_another_system_is_told_and_its_secret_shown_once(page: Page, stage: Stage):
    page.goto("/manager/#/alarmweg")
    page.get_by_text("System hinzufügen").click()
    page.get_by_label("Name", exact=True).fill("Haustechnik")
    page.get_by_label("Adresse (https://…)").fill("https://technik.example/ein")
    page.locator("form", has=page.get_by_label("Adresse (https://…)")).get_by_role("button").click()
    expect(page.locator("code")).to_have_text("geheim-nur-einmal")
    assert stage.posts == [
        ("POST /api/alert-webhooks", {"name": "Haustechnik", "url": "https://technik.example/ein", "site": ""})
    ]
    page.get_by_text("Was gesendet wurde: Leitstelle").click()
    expect(page.get_by_text("incident.raised · angekommen · 200")).to_be_visible()


def test_evidence_is_filtered_paged_and_exported_for_the_year(page: Page, stage: Stage):
    page.goto("/manager/#/nachweise")
    expect(page.get_by_text("Kette vollständig: 12 Einträge, unverändert")).to_be_visible()
    expect(page.get_by_role("link", name="PDF für die Prüfung")).to_have_attribute(
        "href", "/api/evidence/export.pdf?site=nordpark&year=2026"
    )
    page.get_by_label("Jahr").select_option("2025")
    expect(page.get_by_role("link", name="Tabelle (CSV)")).to_have_attribute(
        "href", "/api/evidence/export.csv?site=nordpark&year=2025"
    )
    rows = page.locator(".chain-log li")
    expect(rows).to_have_count(6)
    expect(rows.first).to_contain_text("Geräteraum · Rauch Decke · M. Kern")
    page.get_by_role("button", name="Ältere Einträge").click()
    expect(rows).to_have_count(12)
    page.get_by_label("Was zeigen?").select_option(label="Tests und Begehungen")
    expect(rows.first).to_contain_text("Melder hat geantwortet")
    expect(rows.filter(has_text="Übung")).to_have_count(0)
