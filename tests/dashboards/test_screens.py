"""Kiosk and hall display in every step and mode, at the sizes of their panels."""

from __future__ import annotations

import msgspec
import pytest
from playwright.sync_api import Page, expect

from hallenwart_contract import screens
from support import page_screens
from support import page_states as states
from support.page_api import Stage
from support.page_checks import (
    assert_accessible,
    assert_fits_the_screen,
    assert_no_overlap,
    contrast,
)

pytestmark = pytest.mark.chromium


class Screen:
    """A page that is told one state after the other over its socket, as its agent would."""

    def __init__(self, page: Page, address: str, size: tuple[int, int]) -> None:
        self.page = page
        page.set_viewport_size({"width": size[0], "height": size[1]})
        with page.expect_websocket() as opening:
            page.goto(address)
        self._socket = opening.value
        expect(page.locator("main")).to_be_visible()
        page.evaluate("document.fonts.ready")

    def tell(self, stage: Stage, **state: screens.Kiosk | screens.Display) -> None:
        with self._socket.expect_event("framereceived", lambda frame: len(frame) > 100):
            vars(stage).update(state)
        self.page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


@pytest.mark.parametrize("size", [(800, 1280), (1024, 600)])
def test_kiosk_in_every_step(page: Page, stage: Stage, size: tuple[int, int]):
    stage.kiosk = page_screens.kiosk(screens.KioskStep.PIN)
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
    stage.kiosk = page_screens.kiosk(screens.KioskStep.PIN, digits=0)
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
    stage.kiosk = page_screens.kiosk(screens.KioskStep.PIN, digits=0)
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
    stage.kiosk = page_screens.kiosk(screens.KioskStep.PIN, help="seen", help_ms=states.NOW_MS, online=True)
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


@pytest.mark.parametrize("way", ["", "?way=left"])
def test_display_in_every_mode(page: Page, stage: Stage, way: str):
    screen = Screen(page, f"/display/{way}", (1920, 1080))
    modes = page_screens.display_modes()
    for mode in [*modes, "board"] if not way else ["evacuate"]:
        if modes[mode] != stage.display:
            screen.tell(stage, display=modes[mode])
        assert_fits_the_screen(page)
        if mode in {"smoke", "evacuate", "drill"}:
            assert_no_overlap(page, ".ahead", ".field .do" if mode != "smoke" else "ol", "footer")
        else:
            assert_no_overlap(page, "header", "table", ".low", "footer")
        assert_accessible(page)


def test_display_rows_can_be_read_from_five_metres(page: Page, stage: Stage):
    """Cap height by canvas in the page's own font: distance / 155 on a 55 inch panel is 32 mm or 51 px."""
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto("/display/")
    page.evaluate("document.fonts.ready")
    expect(page.locator("tbody tr")).to_have_count(5)
    caps = page.evaluate(
        """() => [...document.querySelectorAll("tbody td:not(.d), tbody th .fit")]
            .filter((e) => e.textContent.trim()).map((e) => {
          const style = getComputedStyle(e);
          const pen = document.createElement("canvas").getContext("2d");
          pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
          return pen.measureText("H").actualBoundingBoxAscent;
        })"""
    )
    px_per_mm = 1.577
    assert min(caps) >= 5_000 / 155 * px_per_mm - 1


def test_display_cuts_no_title_of_34_letters(page: Page, stage: Stage):
    long = ["Reha-Sport e. V. · Herzsportgruppe", "TSV Lindenau · Volleyball Damen II"]
    assert {len(title) for title in long} == {34}
    now = page_screens.row(long[0], "18:00", "20:00", [1, 2])
    moved = page_screens.row(long[1], "20:00", "21:00", [1, 3], mark="moved", new_start_ms=states.at("20:30"))
    stage.display = page_screens.display(rows=[now, moved])
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto("/display/")
    page.evaluate("document.fonts.ready")
    expect(page.locator("tbody th .fit")).to_have_text(long)
    cut = page.evaluate(
        """() => [...document.querySelectorAll("tbody .fit, tbody td")]
            .filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent)"""
    )
    assert cut == []
    sizes = page.evaluate("[...document.querySelectorAll('tbody .fit')].map((e) => parseFloat(getComputedStyle(e).fontSize))")
    assert min(sizes) * 0.672 >= 5_000 / 215 * 1.577 - 0.1, "16 minutes of arc at five metres"
    assert_fits_the_screen(page)


@pytest.mark.parametrize("mode", ["offline", "no-link"])
def test_display_shows_nothing_as_current_that_is_not(page: Page, stage: Stage, mode: str):
    stage.display = page_screens.display_modes()[mode]
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto("/display/")
    words = "Plan vom Stand 18:02" if mode == "offline" else "Alarm-Anzeige nicht verbunden"
    expect(page.locator(".old")).to_contain_text(words)
    assert "von 199" not in page.inner_text("body")
    assert contrast(page, ".old", "backgroundColor", "html") >= 7


def test_display_notices_that_its_agent_is_gone(page: Page, stage: Stage):
    page.clock.install()
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto("/display/")
    expect(page.locator(".count")).to_contain_text("von 199 Personen")
    stage.silent = True
    page.clock.run_for(12_000)
    expect(page.locator(".old")).to_contain_text("Alarm-Anzeige nicht verbunden")
    expect(page.locator(".old")).to_contain_text("Plan vom Stand 18:02")
    assert "von 199" not in page.inner_text("body")
    expect(page.locator(".clock")).to_have_count(0)
    assert_fits_the_screen(page)


def test_display_turns_pages_and_shows_every_row(page: Page, stage: Stage):
    many = page_screens.display_modes()["many"]
    stage.display = many
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto("/display/")
    seen: set[str] = set()
    for turn in range(4):
        stage.display = msgspec.structs.replace(many, now_ms=states.NOW_MS + turn * 12_000)
        page.wait_for_timeout(300)
        rows = page.locator("tbody th .fit").all_inner_texts()
        assert len(rows) <= 6
        seen.update(rows)
        assert_fits_the_screen(page)
    assert seen == {one.title for one in many.rows}


def test_alarm_reaches_the_display_at_once_and_stays_when_the_agent_falls_silent(page: Page, stage: Stage):
    page.clock.install()
    page.goto("/display/?way=right")
    expect(page.locator(".board")).to_be_visible()
    stage.display = page_screens.display_modes()["evacuate"]
    expect(page.locator(".evac")).to_contain_text("Feuer-Alarm")
    expect(page.locator(".evac")).to_contain_text("Rechts hinaus")
    stage.silent = True
    page.clock.run_for(15_000)
    expect(page.locator(".evac")).to_contain_text("Sammelplatz: Parkplatz Nord")
