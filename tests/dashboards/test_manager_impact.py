"""What the halls bring about, for the office: figures with bounds, what is not known in words, another year; and being led."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from hallenwart_backend.impact.measures import measures
from hallenwart_backend.impact.model import Date, Year
from hallenwart_backend.impact.routes import ImpactOut, _measure
from support.page_api import Stage
from support.page_checks import check_light_and_dark, check_widths

pytestmark = pytest.mark.chromium
LENT = [Date(f"club-{at % 4}", 8, None if at > 15 else 0.9) for at in range(20)]
FACTS = Year(lent=LENT, dates=LENT, alarms=[60_000 * n for n in range(1, 8)] + [None] * 3)


def _answer(route: Route) -> None:
    year = 2025 if "year=2025" in route.request.url else 2026
    made = [_measure(one) for one in measures(FACTS if year == 2026 else Year(), 1)]
    told = ImpactOut(
        year=year, years=[2026, 2025], from_date=f"{year}-01-01", to_date=f"{year}-11-22", smallest=5, measures=made
    )
    route.fulfill(json=json.loads(told.model_dump_json()))


def test_the_office_sees_figures_with_bounds_and_limits(page: Page, stage: Stage):
    page.route(re.compile(r"/api/impact"), _answer)
    page.goto("/manager/#/wirkung")
    lent = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Verliehene Zeit, die genutzt wurde"))
    expect(lent).to_contain_text("29 Stunden")
    expect(lent).to_contain_text("aus 16 Fällen, von 4 weiteren ist nichts bekannt")
    expect(lent).to_contain_text("Wir wissen nicht, ob die Halle sonst leer war.")
    alarms = page.get_by_role("listitem").filter(has_text="Feuer-Alarm")
    expect(alarms).to_contain_text("5,5 Minuten")
    expect(alarms).to_contain_text("mindestens 2, aus 10 Fällen")
    expect(page.get_by_role("listitem").filter(has_text="Menschen, die helfen")).to_contain_text("Nicht bekannt.")
    check_light_and_dark(page)
    check_widths(page)
    page.get_by_label("Jahr").select_option("2025")
    expect(lent).to_contain_text("Nicht bekannt.")
    expect(page).to_have_url(re.compile("jahr=2025"))
    expect(page.get_by_role("link", name="Als Tabelle")).to_have_attribute("href", "/wirkung.csv?jahr=2025")


def test_whoever_works_for_the_city_is_led_too(page: Page, stage: Stage):
    page.goto("/manager/#/mehr")
    page.get_by_role("button", name="Hilfe Schritt für Schritt").click()
    panel = page.get_by_role("complementary", name="Hilfe Schritt für Schritt")
    panel.get_by_role("button", name="Eine Anfrage entscheiden").click()
    panel = page.get_by_role("complementary", name="Eine Anfrage entscheiden")
    expect(panel).to_contain_text("Schritt 1 von 3")
    check_light_and_dark(page)
    check_widths(page)
    page.goto("/manager/?lotse=alarm-bestaetigen#/lage")
    panel = page.get_by_role("complementary", name="Eine Meldung bestätigen")
    expect(panel).to_contain_text("Schritt 2 von 5"), "the situation is there already"
    panel.get_by_role("button", name="Erledigt, weiter").click()
    panel.get_by_role("button", name="Schritt zurück").click()
    expect(panel).to_contain_text("Schritt 2 von 5")
