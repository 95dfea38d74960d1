"""A club's weekly right as a whole: what follows is seen before it is done."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from support.page_api import TRAINER, Stage, bookings
from support.page_checks import assert_accessible, check_light_and_dark, check_widths

pytestmark = pytest.mark.chromium


@pytest.fixture
def card(page: Page, stage: Stage) -> Locator:
    stage.session = dict(TRAINER)
    stage.bookings = [one | {"series": "s-1"} for one in bookings()]
    page.goto("/club/#/termine?als=serien")
    found = page.locator(".series").filter(has_text="Dienstag 18:00\u201320:00, jede Woche")
    expect(found).to_contain_text("28 Termine kommen noch, bis Mi 30.06.")
    return found


def _sent(stage: Stage, where: str) -> list[Any]:
    return [body for path, body in stage.posts if path == where]


def test_a_series_changes_from_a_day_on_after_its_dates_were_seen(page: Page, card: Locator, stage: Stage):
    card.get_by_role("button", name="Ändern").click()
    expect(card.get_by_role("button", name="Folgen ansehen")).to_be_disabled()  # nothing differs yet
    card.get_by_label("Beginn").fill("18:30")
    card.get_by_label("Drittel 2").check()
    card.get_by_role("button", name="Folgen ansehen").click()
    expect(card.get_by_role("status")).to_contain_text("nicht frei: 1")
    expect(card).to_contain_text("BC 04 · E-Jugend 19:00\u201321:00")
    check_light_and_dark(page)
    check_widths(page)
    card.get_by_role("button", name="Stattdessen Do 26.11. 20:00\u201322:00").click()
    expect(card.get_by_role("status")).not_to_contain_text("nicht frei")
    card.get_by_role("button", name="So ändern").click()
    expect(page.get_by_text("Geändert.")).to_be_visible()
    first, second, done = _sent(stage, "PATCH /api/series/s-1")
    assert (first["dry"], second["dry"], done["dry"]) == (True, True, False)
    assert (done["start"], done["end"], done["sections"], done["from_date"]) == ("18:30", "20:00", [1, 2], "2026-11-22")
    assert list(done["instead"]) == ["2026-11-26"]
    assert "title" not in done


def test_a_series_ends_from_a_day_on(page: Page, card: Locator, stage: Stage):
    card.get_by_role("button", name="Beenden").click()
    card.get_by_label("Ab welchem Tag?").fill("2026-12-01")
    card.get_by_role("button", name="Folgen ansehen").click()
    expect(card.get_by_role("status")).to_contain_text("enden: 2")
    card.get_by_role("button", name="Serie beenden").click()
    expect(page.get_by_text("Beendet.")).to_be_visible()
    assert [one["dry"] for one in _sent(stage, "DELETE /api/series/s-1")] == ["true", "false"]


def test_single_dates_are_left_out_and_taken_in_again(page: Page, card: Locator, stage: Stage):
    card.get_by_role("button", name="Termine auslassen").click()
    card.get_by_role("button", name="Di 24.11. auslassen").click()
    expect(page.get_by_text("Gespeichert.")).to_be_visible()
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        card.get_by_role("button", name="Sa 28.11. wieder aufnehmen").click()
    expect(card.get_by_role("button", name="Sa 28.11. wieder aufnehmen")).to_be_enabled()
    assert_accessible(page)
    left, taken = _sent(stage, "PATCH /api/series/s-1")
    assert (left, taken) == ({"skip": ["2026-11-24"]}, {"add": ["2026-11-28"], "on_conflict": "refuse"})


def test_the_next_season_is_seen_before_it_is_booked(page: Page, card: Locator, stage: Stage):
    card.get_by_role("button", name="Nächste Saison").click()
    card.get_by_role("button", name="1 Termine buchen").click()
    expect(page.get_by_text("Gebucht, als neue Serie.")).to_be_visible()
    assert [one["dry"] for one in _sent(stage, "POST /api/series/s-1/next")] == [True, False]
