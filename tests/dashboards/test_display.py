"""The hall display in every mode, at the size of its panel."""

from __future__ import annotations

import msgspec
import pytest
from playwright.sync_api import Page, expect

from support import page_screens
from support import page_states as states
from support.page_api import Stage
from support.page_checks import (
    Screen,
    assert_accessible,
    assert_fits_the_screen,
    assert_no_overlap,
    contrast,
)

pytestmark = pytest.mark.chromium


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
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.clock.install()
    page.goto("/display/")
    expect(page.locator(".board")).to_be_visible()
    stage.display = page_screens.display_modes()["evacuate"]
    expect(page.locator(".evac")).to_contain_text("Feuer-Alarm")
    expect(page.locator(".evac .no-arrow")).to_be_visible()
    stage.silent = True
    page.clock.run_for(15_000)
    expect(page.locator(".evac")).to_contain_text("Sammelplatz: Parkplatz Nord")


def test_the_agent_tells_the_way_out(page: Page, stage: Stage):
    evacuate = page_screens.display_modes()["evacuate"]
    stage.display = msgspec.structs.replace(evacuate, way="left")
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto("/display/")
    expect(page.get_by_role("img", name="nach links")).to_be_visible()
    expect(page.locator(".evac")).to_contain_text("Links hinaus")
    stage.display = msgspec.structs.replace(evacuate, way="sideways", drill=True)
    expect(page.locator(".evac.is-drill .no-arrow")).to_be_visible()
    assert_fits_the_screen(page)
