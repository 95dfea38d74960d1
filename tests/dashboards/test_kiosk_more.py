"""The menu of the kiosk in every step, at the sizes of its panels; writing by touch, by keyboard, and who comes in between."""

from __future__ import annotations

import time

import msgspec
import pytest
from playwright.sync_api import Page, expect

from hallenwart_contract.kiosk import Kiosk, KioskStep
from support import page_kiosk_more as menu
from support.page_api import Stage
from support.page_checks import Screen, assert_accessible, assert_fits_the_screen
from support.page_screens import kiosk

pytestmark = pytest.mark.chromium
STEP = KioskStep
SIZES = [(800, 1280), (1024, 600)]


def pass_seconds(page: Page, stage: Stage, seconds: int) -> None:
    """Let the page's clock run while its agent goes on talking."""
    for _ in range(seconds // 2):
        page.clock.run_for(2_000)
        stage.kiosk = msgspec.structs.replace(stage.kiosk, now_ms=stage.kiosk.now_ms + 60_000)
        expect(page.locator(".khead time")).to_contain_text(
            time.strftime("%H:%M", time.gmtime(stage.kiosk.now_ms // 1000 + 3_600))
        )


def writing(**changes: object) -> Kiosk:
    return msgspec.structs.replace(kiosk(STEP.IDEA_WRITE, more=menu.more(), online=True), **changes)


def to_the_text(page: Page) -> None:
    page.get_by_role("button", name="Etwas ist im Weg").click()
    page.get_by_role("button", name="Sporthalle Nordpark").click()
    expect(page.get_by_role("textbox", name="Ihre Idee")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_the_menu_in_every_step(page: Page, stage: Stage, size: tuple[int, int]):
    stage.kiosk = kiosk(STEP.PIN)
    screen = Screen(page, "/kiosk/", size)
    for state in menu.menu_steps().values():
        screen.tell(stage, kiosk=state)
        for language in ("English", "Deutsch"):
            page.get_by_role("button", name=language).click()
            assert_fits_the_screen(page)
        assert_accessible(page)
    screen.tell(stage, kiosk=writing())
    for _ in ("kind", "hall"):
        assert_fits_the_screen(page)
        assert_accessible(page)
        page.locator(".picks button").first.click()
    assert_fits_the_screen(page)
    assert_accessible(page)
    for button in page.locator(".keys button:visible").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44, button.inner_text()
    screen.tell(stage, kiosk=writing(fault="idea_pause"))
    expect(page.get_by_text("Bitte warten Sie zehn Minuten.")).to_be_visible()
    assert_fits_the_screen(page)


def test_an_idea_is_written_by_touch_and_sent_once(page: Page, stage: Stage):
    stage.kiosk = menu.menu_steps()["start"]
    screen = Screen(page, "/kiosk/", SIZES[1])
    page.get_by_role("button", name="Mehr Mithelfen, Ideen, Mitreden").click()
    screen.tell(stage, kiosk=writing())
    to_the_text(page)
    for letter in "Tür zu":
        page.get_by_role("button", name="Leertaste" if letter == " " else letter, exact=True).click()
    page.get_by_role("button", name="Löschen").click()
    expect(page.get_by_role("textbox")).to_have_value("Tür z")
    expect(page.get_by_text("noch 495 Zeichen")).to_be_visible()
    page.get_by_role("button", name="Abschicken").click()
    page.wait_for_timeout(200)
    sent = [(one.do, one.text, one.word, one.of) for one in stage.actions if one.do != "here"]
    assert sent == [("more", "", "", ""), ("idea", "Tür z", "barrier", "nordpark")]
    screen.tell(stage, kiosk=menu.menu_steps()["idea_done_offline"])
    expect(page.get_by_role("heading", name="Danke für Ihre Idee!")).to_be_visible()
    screen.tell(stage, kiosk=writing())
    to_the_text(page)
    expect(page.get_by_role("textbox")).to_have_value("")


def test_a_keyboard_writes_and_a_reader_is_no_keyboard(page: Page, stage: Stage):
    stage.kiosk = writing()
    Screen(page, "/kiosk/", SIZES[0])
    to_the_text(page)
    page.get_by_role("textbox").click()
    page.keyboard.type("Licht aus 7", delay=60)
    page.keyboard.press("Backspace")
    expect(page.get_by_role("textbox")).to_have_value("Licht aus ")
    page.keyboard.press("Home")
    page.keyboard.type("X", delay=60)
    page.keyboard.type("HW1:ABCDEF", delay=0)
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert [one.text for one in stage.actions if one.do == "scan"] == ["HW1:ABCDEF"]
    assert "digit" not in {one.do for one in stage.actions}
    expect(page.get_by_role("textbox")).to_have_value("XLicht aus ")


def test_a_code_a_card_and_an_alarm_take_the_screen_at_once(page: Page, stage: Stage):
    stage.kiosk = writing()
    screen = Screen(page, "/kiosk/", SIZES[0])
    to_the_text(page)
    for state, heading in ((kiosk(STEP.PIN, digits=2), "Schlüssel holen"), (kiosk(STEP.LEAVE), "Gebäude verlassen")):
        screen.tell(stage, kiosk=state)
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        screen.tell(stage, kiosk=writing())
        expect(page.get_by_role("heading", name="Worum geht es?")).to_be_visible()


def test_who_leaves_is_asked_and_then_forgotten(page: Page, stage: Stage):
    page.clock.install()
    stage.kiosk = menu.menu_steps()["ideas"]
    Screen(page, "/kiosk/", SIZES[0])
    page.get_by_role("button", name="Das will ich auch").first.click()
    pass_seconds(page, stage, 46)
    expect(page.get_by_role("dialog", name="Brauchen Sie mehr Zeit?")).to_be_visible()
    pass_seconds(page, stage, 16)
    assert [(one.do, one.of) for one in stage.actions] == [("support", "i3"), ("clear", "")]
