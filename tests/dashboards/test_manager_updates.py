"""Versions go out in waves, and what stopped one is said; how long what is kept, and that it was deleted."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from support.page_api import MANAGER, Stage
from support.page_checks import check_light_and_dark, check_widths, walk_by_keyboard

pytestmark = pytest.mark.chromium


def _sent(stage: Stage, what: str):
    return [body for where, body in stage.posts if where == what]


def _open(page: Page, stage: Stage, area: str, *roles: str) -> None:
    stage.session = MANAGER | {"roles": list(roles)}
    page.goto("/manager/#/mehr")
    page.locator(f"main .more-list a[href='#/{area}']").click()


def test_a_rollout_is_paused_goes_on_skips_and_says_why_one_stopped(page: Page, stage: Stage):
    _open(page, stage, "geraete", "office")
    page.get_by_role("link", name="Updates").click()
    now = page.get_by_role("article", name="Version 0.7.0")
    expect(now).to_contain_text("Welle 2 von 3")
    expect(now).to_contain_text("nächste Welle 19:20")
    before = page.get_by_role("article", name="Version 0.6.0")
    expect(before).to_contain_text("Warum Schluss ist: nordpark-3 zurückgenommen (no connection)")
    expect(page.get_by_role("button", name="Verteilen: 0.7.0")).to_be_disabled()
    now.get_by_text("Geräte dieser Verteilung").click()
    now.get_by_role("button", name="Überspringen: nordpark-3").click()
    now.get_by_role("button", name="Anhalten").click()
    now.get_by_role("button", name="Weiter").click()
    expect(now).to_contain_text("läuft")
    check_light_and_dark(page)
    check_widths(page)
    assert walk_by_keyboard(page) == []
    now.get_by_role("button", name="Abbrechen").click()
    page.get_by_role("dialog").get_by_role("button", name="Abbrechen").last.click()
    expect(now.get_by_role("button", name="Anhalten")).to_have_count(0)
    assert [where.rsplit("/", 1)[1] for where, _ in stage.posts] == ["skip", "pause", "resume", "stop"]
    assert _sent(stage, "POST /api/fleet/rollouts/r-1/skip") == [{"device": "nordpark-3"}]


def test_a_rollout_is_begun_with_shares_that_rise(page: Page, stage: Stage):
    stage.rollouts = []
    stage.session = MANAGER | {"roles": ["office"]}
    page.goto("/manager/#/geraete-updates")
    expect(page.get_by_text("Es wurde noch nichts verteilt.")).to_be_visible()
    page.get_by_role("button", name="Verteilen: 0.7.0").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Zuerst allein auf").select_option("nordpark-2")
    dialog.get_by_label("Danach Anteil").fill("50, 20")
    dialog.get_by_role("button", name="Jetzt beginnen").click()
    expect(dialog.get_by_role("alert")).to_contain_text("bei 100 enden")
    dialog.get_by_label("Danach Anteil").fill("20 % 100 %")
    dialog.get_by_label("Pause").fill("30")
    dialog.get_by_label("Notiz").fill("Neue Fühler")
    check_light_and_dark(page)
    dialog.get_by_role("button", name="Jetzt beginnen").click()
    expect(page.get_by_role("article", name="Version 0.7.0")).to_be_visible()
    [sent] = _sent(stage, "POST /api/fleet/rollouts")
    assert sent == {
        "version": "0.7.0",
        "first": "nordpark-2",
        "shares": [20, 100],
        "sites": [],
        "pause_min": 30,
        "note": "Neue Fühler",
    }


def test_an_administrator_sets_periods_and_says_who_answers(page: Page, stage: Stage):
    _open(page, stage, "datenschutz", "admin")
    expect(page.get_by_text("Nicht in Ordnung")).to_be_visible()
    expect(page.get_by_text("Letzter Lauf: 03:10")).to_be_visible()
    expect(page.get_by_text("3 zu alt und noch da")).to_be_visible()
    days = page.get_by_label("Wer welchen Schlüssel hatte")
    days.fill("3")
    page.get_by_role("button", name="Fristen speichern").click()
    assert not _sent(stage, "PUT /api/retention"), "below the least"
    days.fill("60")
    page.get_by_role("button", name="Fristen speichern").click()
    expect(page.get_by_text("Gespeichert.")).to_be_visible()
    assert _sent(stage, "PUT /api/retention") == [{"days": {"custody": 60}}]
    page.get_by_label("Aufsichtsbehörde").fill("Landesamt, Musterstadt")
    page.get_by_role("button", name="Angaben speichern").click()
    expect(page.get_by_text("Gespeichert.")).to_have_count(2)
    [sheet] = _sent(stage, "PUT /api/privacy")
    assert (sheet["rev"], sheet["authority"], sheet["controller"]) == (2, "Landesamt, Musterstadt", "Stadt Beispiel")
    expect(page.get_by_role("link", name="Verzeichnis")).to_have_attribute("href", "/api/privacy/record?lang=de")
    check_light_and_dark(page)
    check_widths(page)
    assert walk_by_keyboard(page) == []


def test_the_office_reads_periods_and_a_caretaker_has_neither_page(page: Page, stage: Stage):
    _open(page, stage, "datenschutz", "office")
    expect(page.get_by_text("90 Tage")).to_be_visible()
    expect(page.get_by_text("Stadt Beispiel")).to_be_visible()
    expect(page.get_by_role("button", name="speichern")).to_have_count(0)
    stage.session = MANAGER | {"roles": ["caretaker"]}
    page.goto("/manager/#/mehr")
    page.reload()
    expect(page.locator("main .more-list a[href='#/geraete']")).to_be_visible()
    expect(page.locator("main .more-list a[href='#/datenschutz']")).to_have_count(0)
    page.goto("/manager/#/geraete")
    expect(page.locator(".fleet-list > li")).to_have_count(5)
    expect(page.get_by_role("link", name="Updates")).to_have_count(0)


def test_the_way_to_what_is_kept_is_on_the_login_page_and_in_the_account(page: Page, stage: Stage):
    stage.session = None
    page.goto("/login/")
    expect(page.get_by_role("link", name="Datenschutz")).to_have_attribute("href", "/datenschutz?lang=de")
    stage.session = dict(MANAGER)
    page.goto("/manager/#/konto")
    expect(page.get_by_role("link", name="Datenschutz")).to_have_attribute("href", "/datenschutz?lang=de")
