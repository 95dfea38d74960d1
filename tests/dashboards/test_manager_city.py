"""The city's sensors: each figure with its time, silence as a word, what is heard and not mapped; mistakes in the file."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from support import page_states as states
from support.page_api import MANAGER, Stage
from support.page_checks import check_light_and_dark, check_widths

pytestmark = pytest.mark.chromium


def _sensor(name: str, word: str, *figures: tuple[str, float]) -> dict[str, object]:
    told = [{"component": "a", "quantity": quantity, "x": x, "t_ms": states.at("18:31")} for quantity, x in figures]
    place = {"device": f"feed-{name.lower()}", "source": "stadtwerke", "site": "nordpark", "hall": "", "every_s": 600}
    return {"id": name, "name": name, "word": word, "figures": told, "heard_ms": told[0]["t_ms"] if told else None, **place}


def _source(name: str, *, connected: bool | None, **more: object) -> dict[str, object]:
    quiet = {"trouble": "", "heard_ms": None, "messages": 0, "lost": 0, "refused": {}, "unknown": []}
    return {"id": name, "system": "chirpstack", "connected": connected, **quiet, **more}


def _open(page: Page, stage: Stage, **told: object) -> None:
    outwards = {"home_assistant": None, "open_data": None, "context_broker": None}
    city = {"now_ms": states.NOW_MS, "problems": [], "sources": [], "sensors": [], **outwards, **told}
    page.route("**/api/city", lambda route: route.fulfill(json=city))
    stage.session = dict(MANAGER)
    page.goto("/manager/#/mehr")
    page.locator("main .more-list a[href='#/stadt']").click()
    expect(page.get_by_role("heading", name="Sensoren der Stadt")).to_be_visible()


def test_every_figure_stands_with_its_time_and_silence_is_a_word(page: Page, stage: Stage):
    _open(
        page,
        stage,
        sensors=[
            _sensor("Fenster", "ok", ("open", 1), ("temp_c", 21.42)),
            _sensor("Luft", "silent", ("pm2_5_ug_m3", 7)),
            _sensor("Dach", "unheard"),
        ],
        sources=[
            _source("stadtwerke", connected=False, trouble="not authorized", refused={"json": 3, "repeated": 9}),
            _source("wetter", connected=None, messages=12, unknown=["0102030405060708"]),
        ],
        home_assistant={"connected": True, "trouble": ""},
        context_broker={"connected": False, "trouble": "HTTP 503"},
    )
    rows = page.locator("main ul.rows > li")
    expect(rows.nth(0)).to_contain_text("offen · 18:31, 21,4 °C · 18:31")
    expect(rows.nth(1)).to_contain_text("meldet sich nicht")
    expect(rows.nth(2)).to_contain_text("noch nie gehört")
    expect(rows.nth(3)).to_contain_text("3 nicht verstanden (json) · Grund: not authorized")
    expect(rows.nth(3)).to_contain_text("nicht erreichbar")
    expect(rows.nth(4)).to_contain_text("Gehört, aber nicht zugeordnet: 0102030405060708")
    expect(rows.nth(5)).to_contain_text("Home Assistant")
    expect(rows.nth(6)).to_contain_text("Datenplattform (NGSI-LD)HTTP 503nicht erreichbar")
    check_light_and_dark(page)
    check_widths(page)


def test_a_file_with_mistakes_says_so(page: Page, stage: Stage):
    _open(page, stage, problems=["feeds.toml: [[sensor]] luft: every_s 0; write 10 to 604800 seconds"])
    expect(page.get_by_role("alert").filter(has_text="feeds.toml hat Fehler")).to_contain_text("luft: every_s 0")
