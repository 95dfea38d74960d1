"""The kiosk in every step, at the sizes of its panels."""

from __future__ import annotations

import msgspec
import pytest
from playwright.sync_api import Page, expect

from hallenwart_contract.kiosk import KioskLive, KioskStep
from support import page_screens
from support import page_states as states
from support.page_api import Stage
from support.page_checks import (
    Screen,
    assert_accessible,
    assert_fits_the_screen,
)

pytestmark = pytest.mark.chromium


@pytest.mark.parametrize("size", [(800, 1280), (1024, 600)])
def test_kiosk_in_every_step(page: Page, stage: Stage, size: tuple[int, int]):
    stage.kiosk = page_screens.kiosk(KioskStep.PIN)
    screen = Screen(page, "/kiosk/", size)
    for step, state in page_screens.kiosk_steps().items():
        screen.tell(stage, kiosk=state)
        if step == "leave":
            expect(page.locator(".v-leave")).to_be_visible()
            assert_fits_the_screen(page)
        else:
            for language in ("English", "Deutsch"):
                page.get_by_role("button", name=language).click()
                assert_fits_the_screen(page)
        assert_accessible(page)
        if step == "pin":
            key = page.get_by_role("button", name="5", exact=True).bounding_box()
            assert key is not None
            per_mm = 5.87 if size[0] == 800 else 4.63
            assert min(key["width"], key["height"]) >= 20 * per_mm


@pytest.mark.parametrize("size", [(800, 1280), (1024, 600)])
def test_kiosk_always_says_what_the_camera_does(page: Page, stage: Stage, size: tuple[int, int]):
    screen = Screen(page, "/kiosk/", size)
    title = "SV Musterstadt gegen TuS Beispielhausen, Landesliga der Frauen"
    match = KioskLive(id="s-1", title=title, word="off")
    films = msgspec.structs.replace(match, word="live")
    for state in page_screens.kiosk_steps().values():
        screen.tell(stage, kiosk=msgspec.structs.replace(state, live=films))
        assert_fits_the_screen(page)
    screen.tell(stage, kiosk=page_screens.kiosk(KioskStep.PIN, live=match))
    camera = page.locator(".cam")
    expect(camera).to_have_text("Kamera in der Halle: aus")
    expect(camera.get_by_role("button")).to_have_count(0)
    opened = msgspec.structs.replace(match, may_start=True)
    screen.tell(stage, kiosk=msgspec.structs.replace(page_screens.kiosk_steps()["taken"], live=opened))
    assert_fits_the_screen(page)
    camera.get_by_role("button", name="Übertragung starten").click()
    screen.tell(stage, kiosk=page_screens.kiosk(KioskStep.PIN, live=films))
    expect(camera).to_contain_text("sendet live")
    assert_accessible(page)
    camera.get_by_role("button", name="Übertragung beenden").click()
    page.wait_for_timeout(200)
    assert [one.do for one in stage.actions] == ["live_on", "live_off"]


def test_kiosk_low_mode_moves_the_keys_down(page: Page, stage: Stage):
    page.set_viewport_size({"width": 800, "height": 1280})
    page.goto("/kiosk/")
    pad = page.locator(".pad")
    before = pad.bounding_box()
    page.get_by_role("button", name="Tiefer stellen").click()
    after = pad.bounding_box()
    assert before is not None
    assert after is not None
    assert after["y"] > before["y"] + 50
    assert_fits_the_screen(page)


def test_kiosk_takes_fingers_and_keyboards_and_never_shows_a_digit(page: Page, stage: Stage):
    stage.kiosk = page_screens.kiosk(KioskStep.PIN, digits=0)
    page.goto("/kiosk/")
    open_ = page.get_by_role("button", name="Öffnen")
    expect(open_).to_be_disabled()
    page.get_by_role("button", name="4", exact=True).click()
    expect(page.locator(".pin .f")).to_have_count(1)
    page.keyboard.type("7110815", delay=60)
    expect(page.locator(".pin .f")).to_have_count(8)
    assert "7110815" not in page.content()
    page.keyboard.press("Backspace")
    expect(page.locator(".pin .f")).to_have_count(7)
    page.keyboard.press("5")
    expect(open_).to_be_enabled()
    open_.focus()
    page.keyboard.press("Enter")
    expect(open_).to_be_visible()
    page.wait_for_timeout(300)
    told = [(one.do, one.digit) for one in stage.actions]
    assert told == [("digit", int(digit)) for digit in "47110815"] + [("erase", None), ("digit", 5), ("enter", None)]


def pass_seconds(page: Page, stage: Stage, seconds: int) -> None:
    """Let the page's clock run while its agent goes on talking."""
    for _ in range(seconds // 2):
        page.clock.run_for(2_000)
        stage.kiosk = msgspec.structs.replace(stage.kiosk, now_ms=stage.kiosk.now_ms + 60_000)
        minute = (stage.kiosk.now_ms - states.NOW_MS) // 60_000
        expect(page.locator(".khead time")).to_contain_text(f"{18 + (44 + minute) // 60}:{(44 + minute) % 60:02d}")


def test_kiosk_tells_a_reader_that_types_from_a_person(page: Page, stage: Stage):
    stage.kiosk = page_screens.kiosk(KioskStep.PIN, digits=0)
    page.goto("/kiosk/")
    expect(page.get_by_role("button", name="Öffnen")).to_be_visible()
    text = "AEGQ7D6PJ2" * 14
    keys = [{"key": key} for key in [*text, "Enter"]]
    page.evaluate("keys => keys.forEach((key) => dispatchEvent(new KeyboardEvent('keydown', key)))", keys)
    expect(page.locator(".pin .f")).to_have_count(0)
    page.wait_for_function("() => true")
    page.keyboard.type("47", delay=150)
    expect(page.locator(".pin .f")).to_have_count(2)
    assert [(one.do, one.text, one.digit) for one in stage.actions] == [
        ("scan", text, None),
        ("digit", "", 4),
        ("digit", "", 7),
    ]


@pytest.mark.parametrize("size", [(800, 1280), (1024, 600)])
def test_kiosk_offers_to_read_aloud_where_the_pi_has_a_voice(page: Page, stage: Stage, size: tuple[int, int]):
    stage.voice = True
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto("/kiosk/")
    aloud = page.get_by_role("button", name="Vorlesen")
    expect(aloud).to_be_visible()
    assert_fits_the_screen(page)
    with page.expect_request("**/kiosk/speech/x.wav"):
        aloud.click()
    expect(page.get_by_role("button", name="Ton aus")).to_have_attribute("aria-pressed", "true")
    assert_fits_the_screen(page)
    assert_accessible(page)


def test_kiosk_closes_its_help_when_somebody_opened_a_door(page: Page, stage: Stage):
    page.goto("/kiosk/")
    page.get_by_role("button", name="Hilfe").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    stage.kiosk = page_screens.kiosk_steps()["open"]
    expect(page.get_by_role("heading", name="Fach 3 ist offen")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_kiosk_asks_for_help_and_shows_what_became_of_it(page: Page, stage: Stage):
    page.set_viewport_size({"width": 800, "height": 1280})
    page.goto("/kiosk/")
    page.get_by_role("button", name="Hilfe").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("030\u00a023125\u00a0470")
    expect(dialog).to_contain_text("Ohne Verbindung kommt die Anfrage später an.")
    dialog.get_by_role("button", name="Hilfe anfordern").click()
    stage.kiosk = page_screens.kiosk(KioskStep.PIN, help="seen", help_ms=states.NOW_MS, online=True)
    expect(dialog).to_contain_text("Ihre Anfrage wurde gesehen.")
    assert_accessible(page)
    dialog.get_by_role("button", name="Hilfe nicht mehr nötig").click()
    page.keyboard.press("Escape")
    expect(page.locator(".help-state")).to_be_visible()
    assert [one.do for one in stage.actions] == ["help", "help_end"]


def test_kiosk_asks_twice_before_it_opens_every_door(page: Page, stage: Stage):
    stage.kiosk = page_screens.kiosk_steps()["choose"]
    page.goto("/kiosk/")
    page.get_by_role("button", name="5 Geräteraum").click()
    page.get_by_role("button", name="Alle Fächer öffnen (Notfall)").click()
    assert_accessible(page)
    page.get_by_role("dialog").get_by_role("button", name="Alle öffnen").click()
    page.wait_for_timeout(200)
    assert [(one.do, one.slot) for one in stage.actions] == [("choose", 5), ("all", None)]


@pytest.mark.parametrize("press", ["F5", "F11", "Control+l", "Control+w", "Alt+ArrowLeft", "Control+p"])
def test_kiosk_lets_no_key_out_of_the_page(page: Page, stage: Stage, press: str):
    page.goto("/kiosk/")
    page.evaluate("() => addEventListener('keydown', (event) => (document.title = `${event.key} ${event.defaultPrevented}`))")
    page.keyboard.press(press)
    assert page.title().endswith(" true")


def test_kiosk_asks_for_more_time_and_forgets(page: Page, stage: Stage):
    page.clock.install()
    page.goto("/kiosk/")
    page.get_by_role("button", name="English").click()
    pass_seconds(page, stage, 36)  # the installed clock also moves by itself, so not to the second
    assert page.get_by_role("dialog").count() == 0
    pass_seconds(page, stage, 10)
    expect(page.get_by_role("dialog")).to_contain_text("Do you need more time?")
    assert_accessible(page)
    pass_seconds(page, stage, 16)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("heading", name="Schlüssel holen")).to_be_visible()
    expect(page.locator(".pin .f")).to_have_count(0)
    assert stage.actions[-1].do == "clear"


def test_kiosk_without_its_agent_says_so(page: Page, stage: Stage):
    stage.silent = True
    page.set_viewport_size({"width": 800, "height": 1280})
    page.goto("/kiosk/")
    expect(page.get_by_role("heading", name="Gerade nicht möglich")).to_be_visible()
    assert_accessible(page)
    assert_fits_the_screen(page)
