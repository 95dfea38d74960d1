"""Being led through a task: the panel waits for the person and does nothing itself; practice at the kiosk opens nothing."""

from __future__ import annotations

import msgspec
import pytest
from playwright.sync_api import Page, expect

from hallenwart_contract.kiosk import KioskStep
from support import page_screens
from support.page_api import TRAINER, Stage, bookings
from support.page_checks import Screen, assert_accessible, assert_no_sideways_scroll, check_light_and_dark

pytestmark = pytest.mark.chromium


def test_a_person_is_led_through_booking_and_does_it_themselves(page: Page, stage: Stage):
    stage.session, stage.bookings = dict(TRAINER), bookings()
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto("/club/?lotse=halle-buchen#/start")
    panel = page.get_by_role("complementary", name="Eine Halle buchen")
    expect(panel).to_contain_text("Schritt 1 von 5")
    expect(panel).to_be_focused()
    expect(panel.get_by_role("button", name="Erledigt, weiter")).to_have_count(0), "the page sees it by itself"
    check_light_and_dark(page)
    assert_no_sideways_scroll(page)
    page.get_by_role("link", name="Buchen", exact=True).click()
    expect(panel).to_contain_text("Schritt 2 von 5")
    page.get_by_role("button", name="Weiter", exact=True).click()
    expect(panel).to_contain_text("Schritt 3 von 5")
    panel.get_by_label("Leichte Sprache").check()
    expect(panel).to_contain_text("Wählen Sie eine freie Zeit.")
    page.get_by_role("radio", name="17:30–19:00").check()  # noqa: RUF001 - as the page shows it
    page.get_by_role("button", name="Weiter mit").click()
    page.get_by_label("Wofür?").fill("Training")
    expect(panel).to_contain_text("Schritt 5 von 5")
    assert stage.posts == [], "nothing was done for the person"
    page.get_by_role("button", name="Verbindlich buchen").click()
    expect(panel).to_contain_text("Geschafft")
    assert_accessible(page)
    panel.get_by_role("button", name="Andere Anleitungen").click()
    expect(page.get_by_role("button", name="Einen Termin verleihen")).to_be_visible()
    page.get_by_role("button", name="Hilfe beenden").click()
    expect(page.get_by_role("complementary")).to_have_count(0)


@pytest.mark.parametrize("size", [(800, 1280), (1024, 600)])
def test_practice_at_the_kiosk_sends_nothing(page: Page, stage: Stage, size: tuple[int, int]):
    stage.kiosk = page_screens.kiosk(KioskStep.PIN)
    screen = Screen(page, "/kiosk/", size)
    page.get_by_role("button", name="Hilfe").click()
    page.get_by_role("button", name="Ohne Risiko üben").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Hier geht nichts auf.")
    page.get_by_role("button", name="Den Schlüssel holen").click()
    assert_accessible(page)
    _fits(page)
    for digit in "12":
        dialog.get_by_role("button", name=digit, exact=True).click()
    page.keyboard.type("34", delay=120)  # a keypad beside the screen practises too
    expect(dialog).to_contain_text("Schritt 2 von 5")
    for name in ("Öffnen", "Ich bin da", "Schlüssel nehmen", "Tür zudrücken"):
        _fits(page)
        dialog.get_by_role("button", name=name).click()
    expect(dialog).to_contain_text("Sie haben es geschafft.")
    _fits(page)
    assert stage.actions == []
    typed = msgspec.structs.replace(page_screens.kiosk(KioskStep.PIN), digits=1)
    screen.tell(stage, kiosk=typed)
    expect(page.get_by_role("dialog")).to_have_count(0), "somebody came with a code"


def test_practice_makes_way_for_an_alarm(page: Page, stage: Stage):
    stage.kiosk = page_screens.kiosk(KioskStep.PIN)
    screen = Screen(page, "/kiosk/", (800, 1280))
    page.get_by_role("button", name="Hilfe").click()
    page.get_by_role("button", name="Ohne Risiko üben").click()
    screen.tell(stage, kiosk=page_screens.kiosk_steps()["leave"])
    expect(page.locator(".v-leave")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def _fits(page: Page) -> None:
    box = page.get_by_role("dialog").bounding_box()
    size = page.viewport_size
    assert box is not None
    assert size is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] + box["height"] <= size["height"]
    assert page.get_by_role("dialog").evaluate("one => one.scrollHeight <= one.clientHeight + 1")
