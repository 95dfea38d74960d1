"""Staff close places: whom it meets is seen and decided date by date before anybody is told."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from support.page_api import Stage
from support.page_checks import assert_accessible, check_light_and_dark, check_widths, walk_by_keyboard

pytestmark = pytest.mark.chromium


@pytest.fixture
def form(page: Page) -> Page:
    page.goto("/manager/#/sperren")
    page.get_by_label("Sporthalle Nordpark", exact=True).check()
    page.get_by_label("Warum? Das lesen auch die Vereine.").fill("Wahl")
    return page


def _sent(stage: Stage) -> list[dict[str, Any]]:
    return [body for where, body in stage.posts if where == "POST /api/closings"]


def test_the_page_is_found_and_fits_every_screen(page: Page):
    page.goto("/manager/#/mehr")
    page.locator("main .more-list a[href='#/sperren']").click()
    page.get_by_label("Sporthalle Nordpark", exact=True).check()
    page.get_by_label("Wiederholung").select_option("week")
    page.get_by_label("Warum? Das lesen auch die Vereine.").fill("Wahl")
    page.get_by_role("button", name="Ansehen, wen das trifft").click()
    expect(page.get_by_role("alert").filter(has_text="bis wann wiederholt wird")).to_be_visible()
    page.get_by_label("Letztes Mal spätestens").fill("2026-12-20")
    page.get_by_role("button", name="Ansehen, wen das trifft").click()
    expect(page.get_by_text("2 Zeiten werden belegt, zuerst Sa 21.11. 08:00")).to_be_visible()
    check_light_and_dark(page)
    check_widths(page)
    assert walk_by_keyboard(page) == ["INPUT "]  # the radio button that is not chosen: arrows reach it


def test_each_date_is_decided_before_anybody_is_told(form: Page, stage: Stage):
    form.get_by_label("Drittel 2").check()
    form.get_by_role("button", name="Ansehen, wen das trifft").click()
    said = form.get_by_role("status").filter(has_text="Es fallen aus")
    expect(said).to_contain_text("Es fallen aus: 2, verlegt: 0, bleiben: 2. Verständigt werden: 5 Personen, 3 Vereine.")
    running = form.get_by_label("Was wird aus BC 04, Badminton")
    expect(running).to_have_value("keep")
    expect(form.get_by_text("geführt von Schulplan: dort bitte Bescheid sagen")).to_be_visible()
    form.get_by_label("Was wird aus TSV Lindenau").select_option(
        label="verlegen: Di 24.11. 18:00\u201320:00, Halle Süd, Hälfte 1, 2,4 km"
    )
    running.select_option(label="endet jetzt")
    expect(said).to_contain_text("Es fallen aus: 2, verlegt: 1, bleiben: 1.")
    form.get_by_label("Was wird aus SG Süd").select_option("keep")
    form.get_by_role("button", name="Jetzt sperren").click()
    expect(
        form.get_by_text("Gesperrt: Wahl, Sporthalle Nordpark, Drittel 2. Verständigt: 5 Personen, 2 Vereine")
    ).to_be_visible()
    dry, real = _sent(stage)
    assert (dry["dry"], dry["keep"], dry["to"], dry["running"]) == (True, [], {}, [])
    assert (real["dry"], real["keep"], real["running"], real["sections"]) == (False, ["b-2"], ["b-run"], [2])
    assert list(real["to"]) == ["b-1"]
    assert real["to"]["b-1"]["hall"] == "sued"


def test_what_was_shown_does_not_hold_for_another_time(form: Page, stage: Stage):
    form.get_by_role("button", name="Ansehen, wen das trifft").click()
    form.get_by_role("button", name="Alle bleiben").click()
    expect(form.get_by_label("Was wird aus TSV Lindenau")).to_have_value("keep")
    form.get_by_label("Bis", exact=True).fill("2026-11-30T22:00")
    expect(form.get_by_role("button", name="Jetzt sperren")).to_have_count(0)
    form.get_by_role("button", name="Ansehen, wen das trifft").click()
    expect(form.get_by_label("Was wird aus TSV Lindenau")).to_have_value("take")
    assert [one["dry"] for one in _sent(stage)] == [True, True]


def test_a_closing_is_lifted_with_a_reason(page: Page, stage: Stage):
    page.goto("/manager/#/sperren")
    expect(page.get_by_text("alles in Sporthalle Nordpark · 01.12.2026, 08:00 bis 16:00")).to_be_visible()
    page.get_by_role("button", name="Aufheben: Brandschutz-Prüfung").click()
    assert_accessible(page)
    page.get_by_role("dialog").get_by_role("button", name="Aufheben", exact=True).click()
    expect(page.get_by_text("Aufgehoben: Brandschutz-Prüfung")).to_be_visible()
    assert stage.posts == [("DELETE /api/closings/z-9", None)]
