"""The hall display as time goes on: alarms, silence, turns, what it says back, speech, and a match."""

from __future__ import annotations

import itertools
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import Page, expect

from hallenwart_contract.display import DisplayAction
from hallenwart_contract.view import Rung
from support import page_boards as states
from support.display_checks import overflow
from support.page_api import Stage
from support.page_checks import Screen
from support.page_states import NOW_MS

pytestmark = pytest.mark.chromium

FULL_HD = (1920, 1080)
TURN_MS = 12_000


def until(page: Page, true: Callable[[], bool]) -> None:
    """Wait until something is true that only the server knows."""
    for _ in range(200):
        if true():
            return
        page.wait_for_timeout(25)
    raise AssertionError("it never became true")


@pytest.mark.parametrize("name", ["offline", "offline-blind", "no-link"])
def test_nothing_is_shown_as_current_that_is_not(page: Page, stage: Stage, name: str):
    stage.display = states.boards()[name]
    Screen(page, "/display/", FULL_HD)
    said = "Alarm-Quelle nicht verbunden" if name == "no-link" else "Plan vom Stand 18:02"
    expect(page.locator(".old")).to_contain_text(said)
    counted = page.locator(".count").count()
    assert counted == (0 if name == "offline-blind" else 1), "people are counted here, also without a server, for 15 minutes"


def test_it_notices_that_its_agent_is_gone(page: Page, stage: Stage):
    page.clock.install()
    Screen(page, "/display/", FULL_HD)
    expect(page.locator(".count")).to_contain_text("von 199")
    stage.silent = True
    page.clock.run_for(12_000)
    expect(page.locator(".old")).to_contain_text("Alarm-Quelle nicht verbunden")
    expect(page.locator(".old")).to_contain_text("Plan vom Stand 18:02")
    for gone in (".count", ".clock", ".line.now", ".camera-off"):
        expect(page.locator(gone)).to_have_count(0)
    expect(page.locator("footer")).to_contain_text("Kamera: nicht bekannt")
    assert overflow(page) == []


def test_an_alarm_comes_at_once_and_stays_when_the_agent_falls_silent(page: Page, stage: Stage):
    page.clock.install()
    screen = Screen(page, "/display/", FULL_HD)
    screen.tell(stage, display=states.alarms()["evacuate"])
    expect(page.locator(".evac")).to_contain_text("Feuer-Alarm")
    stage.silent = True
    page.clock.run_for(15_000)
    expect(page.locator(".evac")).to_contain_text("Sammelplatz: Parkplatz Nord")
    expect(page.locator(".lost")).to_contain_text("ohne Verbindung")
    assert overflow(page) == []


def test_a_drill_is_clearly_one_and_its_end_stays_for_ten_minutes(page: Page, stage: Stage):
    screen = Screen(page, "/display/", FULL_HD)
    screen.tell(stage, display=states.alarms()["drill"])
    expect(page.locator("h1")).to_have_text("Probe-Alarm")
    expect(page.locator("footer")).to_contain_text("Das ist eine Übung.")
    expect(page.locator("footer")).not_to_contain_text("112")
    ended = states.boards()["drill-ended"]
    screen.tell(stage, display=ended)
    expect(page.locator(".ended")).to_have_text("Probe-Alarm beendet 18:40")
    screen.tell(stage, display=replace(ended, now_ms=ended.now_ms + 600_000))
    expect(page.locator(".ended")).to_have_count(0)


def test_a_screen_is_dark_by_its_times_but_never_in_an_alarm(page: Page, stage: Stage):
    screen = Screen(page, "/display/", FULL_HD)
    screen.tell(stage, display=states.boards()["off"])
    assert page.evaluate("getComputedStyle(document.querySelector('.dark')).backgroundColor") == "rgb(0, 0, 0)"
    assert page.inner_text("body").strip() == ""
    screen.tell(stage, display=states.alarms()["alarm-off"])
    expect(page.locator(".field")).to_contain_text("Rechts hinaus")


def test_it_says_back_what_stands_on_the_screen(page: Page, stage: Stage):
    screen = Screen(page, "/display/", FULL_HD)
    for no in (4, 5, 9):
        screen.tell(stage, display=states.display(no=no))
        until(page, lambda no=no: DisplayAction(do="drawn", no=no) in stage.told)


def test_a_marked_button_and_a_key_ask_for_speech(page: Page, stage: Stage):
    stage.display = states.boards()["speaks"]
    Screen(page, "/display/", FULL_HD)
    page.get_by_role("button", name="Vorlesen / Read aloud").click()
    page.keyboard.press("v")
    until(page, lambda: [one.do for one in stage.told].count("speak") == 2)
    assert overflow(page) == []


def test_what_is_to_be_heard_is_played_once(page: Page, stage: Stage):
    screen = Screen(page, "/display/", FULL_HD)
    screen.tell(stage, display=states.display(say=["old.wav"], say_no=0, no=1))
    screen.tell(stage, display=states.display(say=["a.wav", "b.wav"], say_no=1, no=2))
    screen.tell(stage, display=states.display(say=["a.wav", "b.wav"], say_no=1, no=3))
    until(page, lambda: "b.wav" in stage.spoken)
    smoke = replace(states.alarms()["smoke"], say=["smoke.wav"], say_no=2)
    screen.tell(stage, display=smoke)
    until(page, lambda: "smoke.wav" in stage.spoken)
    assert "old.wav" not in stage.spoken
    order = list(dict.fromkeys(stage.spoken))
    assert order == ["a.wav", "b.wav", "smoke.wav"]


def test_pages_cards_and_languages_take_turns(page: Page, stage: Stage):
    page.clock.install()
    many = states.boards()["many"]
    stage.display = many
    Screen(page, "/display/", FULL_HD)
    rows, titles = set[str](), set[str]()
    for _ in range(12):
        rows.update(page.locator(".line .title").all_inner_texts())
        titles.update(page.locator(".card .h, .code .h").all_inner_texts())
        assert overflow(page) == []
        page.clock.run_for(TURN_MS)
        stage.display = replace(stage.display, no=stage.display.no + 1)
        page.wait_for_timeout(150)
    assert rows == {one.title for one in many.rows}
    assert titles == {"Kuchenstand beim Turnier", "Cake stall at the tournament"}


def test_a_change_takes_the_turn_of_its_page_at_once(page: Page, stage: Stage):
    page.clock.install()
    many = states.boards()["many"]
    stage.display = many
    Screen(page, "/display/", FULL_HD)
    last = many.rows[-1]
    expect(page.locator(".line .title").first).to_have_text(many.rows[0].title)
    stage.display = replace(many, no=many.no + 1, rows=[*many.rows[:-1], replace(last, mark="cancelled")])
    line = page.locator(".line", has_text=last.title)
    expect(line).to_contain_text("fällt aus")
    page.clock.run_for(TURN_MS - 1_000)
    expect(line).to_be_visible()
    page.clock.run_for(2_000)
    expect(page.locator(".line .title").first).not_to_have_text(last.title)


def test_a_small_code_becomes_large_in_its_turn(page: Page, stage: Stage):
    page.clock.install()
    Screen(page, "/display/", FULL_HD)
    sides: list[float] = []
    for _ in range(6):
        box = page.locator(".qr").bounding_box()
        assert box is not None
        sides.append(box["width"])
        assert overflow(page) == []
        page.clock.run_for(TURN_MS)
        stage.display = replace(stage.display, no=stage.display.no + 1)
        page.wait_for_timeout(150)
    px_per_mm = 1.577
    assert max(sides) >= 500 * px_per_mm - 2, "a tenth of five metres"
    assert sorted(sides)[1] < 300, "the plan stands there most of the time"


def test_more_than_two_bands_take_turns_the_highest_first(page: Page, stage: Stage):
    page.clock.install()
    stage.display = states.display(above=[states.card(f"Band {n}", "", Rung.WARNING, to_ms=NOW_MS + 1) for n in range(3)])
    Screen(page, "/display/", FULL_HD)
    expect(page.locator(".above .what")).to_have_text(["Band 0", "Band 1"])
    page.clock.run_for(TURN_MS + 1_000)
    expect(page.locator(".above .what")).to_have_text(["Band 2"])


_WATCH = """(ms) => new Promise((over) => {
  const times = [];
  const watch = new MutationObserver(() => times.push(performance.now()));
  watch.observe(document.querySelector(".stage"), { subtree: true, childList: true, characterData: true, attributes: true });
  setTimeout(() => (watch.disconnect(), over(times)), ms);
})"""


@pytest.mark.parametrize("name", ["left", "smoke"])
def test_nothing_flashes(page: Page, stage: Stage, name: str):
    """An alarm's screen stands still while its agent beats; nothing on any screen moves by itself."""
    screen = Screen(page, "/display/", FULL_HD)
    told = states.alarms()[name]
    screen.tell(stage, display=told)
    page.wait_for_timeout(300)
    assert page.evaluate("document.getAnimations().length") == 0
    page.evaluate(f"window.moves = ({_WATCH})(5000)")
    for beat in range(9):
        stage.display = replace(told, no=beat, now_ms=told.now_ms + beat * 500)
        page.wait_for_timeout(500)
    moves = page.evaluate("window.moves")
    assert all(later - sooner >= 1_000 for sooner, later in itertools.pairwise(moves)), moves


@pytest.fixture(scope="module")
def match(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve seconds of a test picture as fragmented MP4, one part a second."""
    folder = tmp_path_factory.mktemp("match")
    source = ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=10", "-t", "12"]
    codec = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "10", "-sc_threshold", "0"]
    hls = [
        "-f",
        "hls",
        "-hls_time",
        "1",
        "-hls_segment_type",
        "fmp4",
        "-hls_list_size",
        "0",
        "-hls_flags",
        "independent_segments",
    ]
    program = shutil.which("ffmpeg") or "ffmpeg"
    subprocess.run([program, "-v", "error", *source, *codec, *hls, "index.m3u8"], cwd=folder, check=True, timeout=300)
    return folder


def test_a_match_plays_muted_and_an_alarm_takes_it_away(page: Page, stage: Stage, match: Path):
    stage.stream = match
    stage.display = states.boards()["stream"]
    screen = Screen(page, "/display/", FULL_HD)
    page.wait_for_function("() => document.querySelector('video')?.currentTime > 0.5")
    expect(page.locator(".stream.is-runs")).to_be_visible()
    assert page.evaluate("document.querySelector('video').muted")
    assert overflow(page) == []
    before = page.evaluate("document.querySelector('video').currentTime")
    screen.tell(stage, display=replace(stage.display, no=1))
    page.wait_for_function("(before) => document.querySelector('video').currentTime > before + 0.5", arg=before)
    page.evaluate("window.video = document.querySelector('video')")
    screen.tell(stage, display=states.alarms()["left"])
    expect(page.locator("video")).to_have_count(0)
    assert page.evaluate("[window.video.paused, window.video.getAttribute('src')]") == [True, None]


def test_a_match_that_stops_says_so(page: Page, stage: Stage):
    page.clock.install()
    stage.display = states.boards()["stream"]
    Screen(page, "/display/", FULL_HD)
    expect(page.locator(".broken")).to_have_text("Übertragung kommt gleich.")
    for beat in range(10):
        page.clock.run_for(2_000)
        stage.display = replace(stage.display, no=beat + 1)
        page.wait_for_timeout(150)
    expect(page.locator(".broken")).to_have_text("Übertragung unterbrochen")
    expect(page.locator("footer")).to_contain_text("Kamera an: Lindenau gegen Auental")
