"""Halls compared, what is unusual and expected, how the counters are, and the rules by which use is judged."""

# ruff: noqa: RUF001 - typographic dashes and signs are what the pages must show

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from support.page_api import MANAGER, Stage
from support.page_checks import check_light_and_dark, check_widths, walk_by_keyboard

pytestmark = pytest.mark.chromium


def _open(page: Page, stage: Stage, address: str) -> Page:
    stage.session = MANAGER | {"roles": ["office"]}
    page.goto(f"/manager/#/nutzung/{address}")
    return page


def _check(page: Page) -> None:
    check_light_and_dark(page)
    check_widths(page)
    assert walk_by_keyboard(page) == []


def test_halls_stand_side_by_side_and_the_unseen_last(page: Page, stage: Stage):
    _open(page, stage, "vergleich")
    halls = page.locator(".use-compare > li")
    expect(halls.nth(0)).to_contain_text("72 %")
    expect(halls.nth(0)).to_contain_text("mehr gewünscht als da ist")
    expect(halls.nth(2)).to_contain_text("Sensoren sahen nur 0 % der offenen Zeit: Der Vergleich trägt wenig.")
    bar = halls.nth(0).get_by_role("img")
    expect(bar).to_have_attribute(
        "aria-label", "Von 392 offenen Stunden: 226 genutzt, 87 gebucht und leer, 9 gebucht und nicht gesehen, 70 nicht gebucht"
    )
    _check(page)
    page.get_by_label("Zuerst").select_option("genutzt")
    expect(halls.nth(0)).to_contain_text("Halle Süd")
    halls.nth(0).get_by_role("link", name="Wärmekarte").click()
    expect(page.get_by_label("Halle")).to_have_value("sued")


def test_what_is_unusual_and_expected_and_what_to_do_about_light_and_air(page: Page, stage: Stage):
    _open(page, stage, "ausblick")
    expect(page.locator(".use-week")).to_contain_text("Neun von zehn Stunden liegen im Band.")
    expect(page.get_by_text("Viel mehr Menschen als sonst an einem Samstag.")).to_be_visible()
    expect(page.get_by_text("Dass es kein Zufall ist: sehr sicher, über 99 %")).to_be_visible()
    expect(page.get_by_text("von 214 Std. insgesamt · am meisten am Do 12.11.")).to_be_visible()
    expect(page.get_by_text("Leistung nicht angegeben")).to_be_visible()
    expect(page.get_by_text("11,5 Std. über 1.000 ppm an 7 Tagen")).to_be_visible()
    _check(page)
    page.locator(".use-week").get_by_role("button", name="Als Tabelle").click()
    expect(page.locator(".use-week tbody tr")).to_have_count(7)
    expect(page.get_by_role("row", name="So 22.11.")).to_contain_text("2–38")


def test_counters_say_what_is_wrong_and_what_to_do(page: Page, stage: Stage):
    _open(page, stage, "zaehler")
    expect(page.get_by_text("2 von 5 in Ordnung")).to_be_visible()
    rows = page.locator(".use-slots > li")
    for words in (
        "Tür zum Hof",
        "gestört",
        "zuletzt jemand: 17:20",
        "Schlussfehler 9,5 Menschen am Tag, 12,4 % der Durchgänge",
        "Das ist viel",
    ):
        expect(rows.first).to_contain_text(words)
    expect(rows.first.get_by_role("link")).to_have_attribute("href", "#/geraete/nordpark-1")
    expect(rows.nth(1)).to_contain_text("meldet sich nicht")
    expect(rows.nth(1)).to_contain_text("zuletzt jemand: Mi 18.11. 09:00")
    _check(page)


def test_rules_are_checked_and_sent_whole(page: Page, stage: Stage):
    _open(page, stage, "regeln")
    expect(page.get_by_text("zuletzt geändert von M. Kern")).to_be_visible()
    _check(page)
    page.get_by_label("„Niemand gesehen“ erst, wenn so viel % sicher").fill("70")
    save = page.get_by_role("button", name="Speichern")
    save.click()
    assert stage.posts == [], "70 % is too little: the browser says so, and nothing is sent"
    page.get_by_label("„Niemand gesehen“ erst, wenn so viel % sicher").fill("97.5")
    page.get_by_role("button", name="Dienstzeit hinzufügen").click()
    second = page.locator("fieldset.use-staff").nth(1)
    second.get_by_label("Sa").check()
    second.get_by_text("gilt in allen Hallen").click()
    second.get_by_label("Halle Süd").check()
    page.locator("fieldset", has=page.get_by_text("Halle Süd", exact=True)).last.get_by_label("Heizung, W").fill("45000")
    save.click()
    expect(page.locator("main").get_by_role("status").last).to_contain_text("Gespeichert")
    [(where, sent)] = stage.posts
    assert where == "PUT /api/usage/rules"
    assert (sent["rev"], sent["min_probability"], sent["under_share"]) == (3, 0.975, 0.3)
    assert sent["cleaning"][1] == {"weekdays": [0, 1, 2, 3, 4, 5], "from_time": "06:00", "to_time": "08:00", "halls": ["sued"]}
    assert sent["power"] == [
        {"hall": "nordpark", "light_w": 6000, "heat_w": None},
        {"hall": "sued", "light_w": None, "heat_w": 45000},
    ]
    assert "words" not in sent
