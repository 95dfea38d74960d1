"""The hall display in every state, on screens of every kind: nothing cut, letters high enough, contrast, words and shapes."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from playwright.sync_api import Page, expect

from hallenwart_contract.display import BoardCamera, Display, DisplayMode, Panel
from hallenwart_contract.view import Rung
from support import page_boards as states
from support.display_checks import cap_mm, overflow, texts
from support.page_api import Stage
from support.page_checks import Screen, assert_accessible

pytestmark = pytest.mark.chromium

FULL_HD = (1920, 1080)
SCREENS = {"1080p": FULL_HD, "4K": (3840, 2160), "720p": (1280, 720), "portrait": (1080, 1920)}
_LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ 0123456789-./&"
NAMES = st.text(_LETTERS, min_size=1, max_size=70)


def faults(page: Page, told: Display, size: tuple[int, int]) -> list[object]:
    """What is wrong of all that is to be true of every state: overflow, letters too small, contrast too low."""
    found: list[object] = [*overflow(page)]
    for one in texts(page):
        height = cap_mm(one["px"], size, told.panel)
        low = height < told.panel.distance_m * 1000 / (155 if one["row"] else 215) - 0.15
        if low or one["contrast"] < (4.95 if one["green"] else 7):
            found.append(one | {"mm": height})
    return found


@pytest.mark.parametrize("screen", SCREENS)
def test_every_state_fits_and_can_be_read(page: Page, stage: Stage, screen: str):
    shown = Screen(page, "/display/", SCREENS[screen])
    found: dict[str, list[object]] = {}
    for name, told in states.display_modes().items():
        if told != stage.display:
            shown.tell(stage, display=told)
        found[name] = faults(page, told, SCREENS[screen])
        if screen == "1080p":
            assert_accessible(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("turned", [90, 270, 180])
def test_a_turned_panel_is_drawn_as_it_hangs(page: Page, stage: Stage, turned: int):
    shown = Screen(page, "/display/", FULL_HD)
    for name in ("board", "stream", "warnings", "left", "smoke", "setup"):
        told = states.display_modes()[name]
        shown.tell(stage, display=replace(told, panel=Panel(turned=turned), no=turned))
        assert overflow(page) == [], name
    upright = page.locator(".stage.is-portrait")
    assert upright.count() == (0 if turned == 180 else 1)
    first, last = (page.locator(each).bounding_box() for each in ("header", "footer"))
    assert first is not None
    assert last is not None
    assert {90: first["x"] > last["x"], 270: first["x"] < last["x"], 180: first["y"] > last["y"]}[turned]


@pytest.fixture
def wall(page: Page) -> Screen:
    return Screen(page, "/display/", FULL_HD)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    names=st.lists(NAMES, min_size=1, max_size=12),
    halls=st.integers(1, 4),
    title=NAMES,
    text=st.text(_LETTERS, max_size=400),
    size=st.sampled_from(list(SCREENS.values())),
    mode=st.sampled_from(["board", "board", "evacuate", "smoke"]),
    above=st.integers(0, 3),
)
def test_whatever_names_people_choose_nothing_overflows(
    page: Page, stage: Stage, wall, names, halls, title, text, size, mode, above
):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    bands = [states.card(title, text, Rung.SAFETY, id=f"b{n}") for n in range(above)]
    told = states.display(
        no=stage.display.no + 1,
        mode=DisplayMode(mode),
        title=title,
        rows=[states.row(name, "19:00", "20:00", [n % 3 + 1], hall=f"h{n % halls}") for n, name in enumerate(names)],
        counts=[states.count(hall=f"h{n}", name=names[n % len(names)]) for n in range(halls)],
        cards=[states.card(title, text, Rung.POST, by=names[0], qr=states.QR if above else [])],
        above=bands,
        cameras=[BoardCamera(hall="h0", name="a", on=True, title=title)],
        address=title,
        assembly_point=names[0],
        alarm_zone=names[-1],
    )
    wall.tell(stage, display=told)
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    assert overflow(page) == []


def test_no_title_of_34_letters_is_cut(page: Page, stage: Stage):
    long = ["Reha-Sport e. V. · Herzsportgruppe", "TSV Lindenau · Volleyball Damen II"]
    now = states.row(long[0], "18:00", "20:00", [1, 2])
    moved = states.row(long[1], "20:00", "21:00", [1, 3], mark="moved", new_start_ms=states.at("20:30"))
    stage.display = states.display(rows=[now, moved])
    Screen(page, "/display/", FULL_HD)
    expect(page.locator("tbody th .fit")).to_have_text(long)
    cells = "[...document.querySelectorAll('.line .fit')]"
    assert page.evaluate(f"{cells}.filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.outerHTML)") == []


def test_colours_of_the_reader_leave_words_shapes_and_borders(page: Page, stage: Stage):
    page.emulate_media(forced_colors="active")
    shown = Screen(page, "/display/", FULL_HD)
    for name in ("left", "blocked", "smoke", "warnings", "offline"):
        shown.tell(stage, display=states.display_modes()[name])
        borders = "() => getComputedStyle(document.querySelector('.ahead, .above section, .old')).borderTopWidth"
        assert float(page.evaluate(borders).removesuffix("px")) >= 3, name
    assert overflow(page) == []


@pytest.mark.parametrize("name", ["left", "right", "straight", "blocked"])
def test_an_arrow_has_its_words_and_its_room(page: Page, stage: Stage, name: str):
    """At 720 lines the field with the arrow was once of no height at all."""
    shown = Screen(page, "/display/", (1280, 720))
    for size in SCREENS.values():
        page.set_viewport_size({"width": size[0], "height": size[1]})
        shown.tell(stage, display=replace(states.alarms()[name], no=size[0]))
        arrow, field = page.locator(".arrow").bounding_box(), page.locator(".field").bounding_box()
        assert arrow is not None
        assert field is not None
        assert field["height"] > 0.4 * size[1]
        assert min(arrow["width"], arrow["height"]) > 0.25 * min(size)
    words = {
        "left": "Links hinaus",
        "right": "Rechts hinaus",
        "straight": "Geradeaus",
        "blocked": "Dieser Ausgang ist gesperrt",
    }
    expect(page.locator(".field")).to_contain_text(words[name])


def test_smoke_and_gas_never_show_an_arrow(page: Page, stage: Stage):
    shown = Screen(page, "/display/", FULL_HD)
    for name in ("smoke", "gas", "danger"):
        shown.tell(stage, display=replace(states.alarms()[name], way="left"))
        expect(page.locator(".arrow")).to_have_count(0)
        expect(page.locator(".alarm")).to_contain_text("112 anrufen")
    shown.tell(stage, display=replace(states.alarms()["evacuate"], way="sideways"))
    expect(page.locator(".arrow")).to_have_count(0)
    expect(page.locator(".field")).to_contain_text("Nächster Ausgang")
