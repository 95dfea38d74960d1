"""The club sees its own use first, says what was, and answers what the office proposes. Nothing about others."""

# ruff: noqa: RUF001 - typographic dashes and signs are what the pages must show

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from support.page_api import TRAINER, Stage, bookings
from support.page_checks import check_light_and_dark, check_widths, shows_green, walk_by_keyboard

pytestmark = pytest.mark.chromium


@pytest.fixture
def club(page: Page, stage: Stage) -> Page:
    stage.session = dict(TRAINER)
    stage.bookings = bookings()
    page.set_viewport_size({"width": 375, "height": 812})
    return page


def _check(page: Page) -> None:
    check_light_and_dark(page)
    check_widths(page)
    radios = {"INPUT "}  # arrows move between them
    assert set(walk_by_keyboard(page)) - radios == set()


def test_the_club_sees_its_dates_first_and_explains_one(club: Page, stage: Stage):
    club.goto("/club/")
    club.locator(".nav").get_by_role("link", name="Nutzung").click()
    first = club.locator("section", has=club.get_by_role("heading", name="Was war da los?")).locator(".own-slot").first
    for words in (
        "Do 19.11. 18:00–19:30",
        "niemand gesehen",
        "Wir haben niemanden gesehen. Wie sicher: ziemlich sicher, 94 %.",
        "Das Sportamt sieht diesen Termin ab",
    ):
        expect(first).to_contain_text(words)
    expect(club.get_by_text("Wir haben gezählt: im Mittel 13,4, höchstens 18 Menschen.").first).to_be_visible()
    first.get_by_text("Warum wir das glauben").click()
    expect(first).to_contain_text("Es war dunkel (2 lx).")
    first.get_by_role("button", name="Erklären").click()
    _check(club)
    send = first.get_by_role("button", name="Erklärung senden")
    send.click()
    expect(first.get_by_role("alert")).to_have_text("Bitte einen Grund wählen.")
    first.get_by_label("anderer Grund").check()
    send.click()
    expect(first.get_by_role("alert")).to_have_text("Bitte schreiben Sie kurz, was war.")
    first.get_by_label("In einem Satz").fill("Die Halle war für die Wahl gesperrt.")
    send.click()
    expect(first).to_contain_text("Danke. Ihre Erklärung steht jetzt beim Termin.")
    expect(first).to_contain_text("Sie sagen: anderer Grund: „Die Halle war für die Wahl gesperrt.“")
    expect(first).to_contain_text("Erklärte Termine zählen bei Vorschlägen nicht mit.")
    sent = {"word": "other", "text": "Die Halle war für die Wahl gesperrt."}
    assert stage.posts == [("POST /api/usage/slots/u-1/explanation", sent)]


def test_what_nobody_knows_counts_against_nobody(club: Page, stage: Stage):
    stage.usage_slots = [one for one in stage.usage_slots if one["verdict"] == "unknown"]
    club.goto("/club/#/nutzung")
    expect(club.get_by_text("Nichts zu erklären.")).to_be_visible()
    expect(club.get_by_text("Das zählt nicht gegen Sie.")).to_be_visible()
    club.get_by_text("Warum wir nichts sagen").click()
    expect(club.get_by_text("Die Sensoren sahen nur 20 % der Zeit.")).to_be_visible()


def test_own_figures_and_hours_and_nobody_elses(club: Page, stage: Stage):
    club.goto("/club/#/nutzung?als=zahlen")
    expect(club.locator(".headline")).to_contain_text("56 %")
    expect(club.locator(".headline")).to_contain_text("27 von 48 Stunden")
    expect(club.get_by_role("grid", name="Genutzt in Prozent Ihrer Zeit")).to_be_visible()
    assert "Hobby" not in club.locator("main").inner_text()
    _check(club)
    club.get_by_role("radio", name="Menschen").check()
    expect(club.get_by_role("grid", name="Menschen in Ihrer Zeit, im Mittel")).to_be_visible()
    assert stage.usage_asked[-1]["measure"] == "people"


def test_a_proposal_is_answered_with_words(club: Page, stage: Stage):
    club.goto("/club/#/nutzung")
    club.locator("nav.choice").get_by_role("link", name="Vorschläge (1)").click()
    card = club.locator(".own-slot")
    expect(card).to_contain_text("Termine verleihen: Volleyball Jugend")
    expect(card).to_contain_text("Ihr festes Recht bleibt.")
    expect(card).to_contain_text("wahrscheinlich, 78 %")
    _check(club)
    card.get_by_label("Möchten Sie etwas dazu sagen?").fill("Ab Dezember kommen wir wieder.")
    card.get_by_role("button", name="Nicht einverstanden").click()
    expect(card).to_contain_text("Sie sind nicht einverstanden")
    expect(card).to_contain_text("Ab Dezember kommen wir wieder.")
    answer = {"accept": False, "text": "Ab Dezember kommen wir wieder."}
    assert stage.posts == [("POST /api/usage/proposals/p-2/answer", answer)]
    card.get_by_role("button", name="Einverstanden", exact=True).click()
    expect(card).to_contain_text("Sie sind einverstanden")


def test_the_rules_are_there_to_read_and_without_network_nothing_is_promised(club: Page):
    club.goto("/club/#/nutzung?als=regeln")
    expect(club.get_by_text("Die ersten und letzten 15 Minuten zählen nicht.")).to_be_visible()
    _check(club)
    club.evaluate("navigator.serviceWorker.ready")
    club.context.set_offline(offline=True)
    club.reload()
    expect(club.get_by_text("Ohne Verbindung: Diese Seite braucht das Netz.")).to_be_visible()
    assert shows_green(club) == []
    club.context.set_offline(offline=False)
