"""The manager page in every state, in real Chromium, under the strict content policy."""

# ruff: noqa: RUF001 - typographic dashes and signs are what the pages must show

from __future__ import annotations

import msgspec
import pytest
from playwright.sync_api import Page, expect

from hallenwart_contract import live, live_incidents
from support import page_states as states
from support.page_api import Stage
from support.page_checks import (
    assert_accessible,
    check_light_and_dark,
    check_widths,
    comes,
    contrast,
    shows_green,
)

pytestmark = pytest.mark.chromium

MANAGER_STATES = {"alarm": states.alarm, "quiet": states.quiet, "empty": states.empty}
VIEWS = {
    "lage": "#hallen",
    "melder": ".zones",
    "plan": ".office",
    "hallen": ".wall",
    "nutzung": ".use-hall",
    "mehr": "#account",
    "verlauf": ".rows li",
}
ELSEWHERE = {"karten": ".holder", "hilfe": ".help-call", "wege": "#push", "alarmweg": "#latency"}


@pytest.mark.parametrize("state", MANAGER_STATES)
def test_manager_in_every_state(page: Page, stage: Stage, state: str):
    stage.manager = MANAGER_STATES[state]()
    page.goto("/manager/")
    expect(page.locator("#hallen")).to_be_visible()
    check_light_and_dark(page)
    check_widths(page)
    assert page.locator(".crit").count() == (1 if state == "alarm" else 0)


@pytest.mark.parametrize("view", VIEWS)
def test_every_area_of_the_manager_leads_somewhere(page: Page, stage: Stage, view: str):
    page.goto("/manager/")
    page.locator(f".nav a[href='#/{view}']").click()
    expect(page.locator(VIEWS[view]).first).to_be_visible()
    check_light_and_dark(page)
    check_widths(page)


@pytest.mark.parametrize("view", ELSEWHERE)
def test_what_lies_behind_more_leads_somewhere(page: Page, stage: Stage, view: str):
    stage.help_asked = True
    page.goto("/manager/#/mehr")
    page.locator(f"main .more-list a[href='#/{view}']").click()
    expect(page.locator(ELSEWHERE[view]).first).to_be_visible()
    check_light_and_dark(page)
    check_widths(page)


def test_alarm_says_what_where_who_and_since_when_in_the_sites_time(page: Page, stage: Stage):
    stage.manager = states.alarm()
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto("/manager/")
    banner = page.locator(".crit")
    facts = ("~24 (±3) Personen", "Trainerin, TSV Lindenau", "A. Yilmaz in 1:")
    for words in ("Alarm seit 18:42 · 2 Min.", "Rauch gemeldet", "Sporthalle Nordpark, Geräteraum", "Am Nordpark 7", *facts):
        expect(banner).to_contain_text(words)
    assert banner.get_by_role("link", name="112").get_attribute("href") == "tel:112"
    assert_alarm_on_first_screen(page)
    expect(page).to_have_title("▲ Alarm – Leitstand – Hallenwart")


def assert_alarm_on_first_screen(page: Page) -> None:
    box = page.locator(".crit").bounding_box()
    nav = page.locator(".nav").bounding_box()
    assert box is not None
    assert nav is not None
    assert box["y"] + box["height"] <= nav["y"], "the whole alarm stands on a phone's first screen"


def test_an_alarm_of_a_whole_building_tells_every_hall_and_key(page: Page, stage: Stage):
    halls = [
        live_incidents.Fact(kind="people", number=n, detail=name, t_ms=states.NOW_MS)
        for n, name in ((24, "Nordpark"), (7, "Gymnastikraum"))
    ]
    keys = [live_incidents.Fact(kind="key", text=f"Nordpark Drittel {n}", number=n, t_ms=states.at("17:52")) for n in (2, 3)]
    stage.manager = states.manager([states.smoke(facts=[*halls, *keys])])
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto("/manager/")
    assert_alarm_on_first_screen(page)
    expect(page.locator(".crit > .crit-facts")).to_contain_text("~24 Personen")
    expect(page.get_by_text("Fach 3, seit 17:52")).not_to_be_visible()
    page.locator(".crit").get_by_role("link", name="Alles dazu").click()
    check_light_and_dark(page)
    check_widths(page)
    for words in (
        "~24 Personen",
        "Gymnastikraum, gezählt 18:44",
        "Schlüssel ist draußen",
        "Fach 2, seit 17:52",
        "Fach 3, seit 17:52",
    ):
        expect(page.locator(".one")).to_contain_text(words)


def test_acknowledging_waits_for_the_server(page: Page, stage: Stage):
    stage.manager = states.alarm()
    page.goto("/manager/")
    go = page.get_by_role("button", name="Ich gehe hin")
    go.click()
    expect(go).to_be_visible()  # nothing changes before the server says so
    assert stage.posts == [("/api/incidents/i-smoke/ack", {"word": "going"})]
    taken = states.smoke(state="acknowledged", acked_by="M. Kern", acked_ms=states.NOW_MS, ack_word="going")
    stage.manager = states.manager([taken])
    expect(page.locator(".crit")).to_contain_text("M. Kern geht hin, 18:44")
    expect(page.locator(".crit .btn--go")).to_have_text("Bin vor Ort")


def test_keyboard_reaches_the_acknowledgement(page: Page, stage: Stage):
    stage.manager = states.alarm()
    page.goto("/manager/")
    expect(page.locator(".crit")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    for _ in range(14):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == "Ich gehe hin":
            break
    focused = page.locator(":focus")
    expect(focused).to_have_text("Ich gehe hin")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    comes(page, lambda: stage.posts == [("/api/incidents/i-smoke/ack", {"word": "going"})])


def test_a_new_alarm_does_not_move_the_focus(page: Page, stage: Stage):
    page.goto("/manager/")
    link = page.locator(".nav a").nth(1)
    link.focus()
    stage.manager = states.alarm()
    expect(page.locator(".crit")).to_be_visible()
    expect(link).to_be_focused()
    expect(page.locator("[role=alert]").first).to_contain_text("Alarm: Rauch gemeldet, Sporthalle Nordpark, Geräteraum")


@pytest.mark.parametrize("state", MANAGER_STATES)
def test_silence_never_looks_like_all_clear(page: Page, stage: Stage, state: str):
    stage.manager = MANAGER_STATES[state]()
    page.clock.install()
    page.goto("/manager/")
    expect(page.locator(".live-ok")).to_be_visible()
    stage.silent = True
    page.clock.run_for(12_000)
    expect(page.locator(".stalebar")).to_contain_text("Keine aktuellen Daten – Stand 18:44")
    assert shows_green(page) == []
    assert "Keine offenen Meldungen" not in page.inner_text("body")
    assert page.locator(".crit").count() == (1 if state == "alarm" else 0), "the alarm stays"
    for button in page.locator(".crit-do button, .inc .act button").all():
        expect(button).to_be_disabled()
    check_light_and_dark(page)
    check_widths(page)


def test_without_anything_known_the_page_says_unknown(page: Page, stage: Stage):
    stage.silent = True
    page.goto("/manager/")
    expect(page.locator(".stalebar")).to_contain_text("Lage unbekannt")
    assert shows_green(page) == []
    assert_accessible(page)


def test_last_snapshot_is_shown_with_its_time_after_an_offline_reload(page: Page, stage: Stage):
    stage.manager = states.alarm()
    page.goto("/manager/")
    expect(page.locator(".crit")).to_be_visible()
    stage.silent = True
    page.reload()
    expect(page.locator(".stalebar")).to_contain_text("Stand 18:44")
    expect(page.locator(".crit")).to_contain_text("Rauch gemeldet")


def test_curve_speaks_and_can_be_read_as_a_table(page: Page, stage: Stage):
    page.goto("/manager/")
    expect(page.locator(".curve-sum")).to_contain_text("Höchster Wert 47 um 14:30. Jetzt 24. Alarm um 18:42.")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert contrast(page, ".plot .line", "stroke", ".curve") >= 3
        assert contrast(page, ".plot .line", "stroke", ".plot .bk") >= 3
        assert contrast(page, ".plot .y", "color", ".curve") >= 4.5
        assert contrast(page, ".plot .bk", "borderTopColor", ".curve") >= 3
    page.get_by_role("button", name="Als Tabelle").click()
    row = page.locator(".curve tbody tr", has_text="14:30")
    expect(row).to_contain_text("47")
    expect(row).to_contain_text("SG Süd Handball-Spiel")
    check_widths(page)


def test_the_quiet_situation_fits_a_desk_screen(page: Page, stage: Stage):
    more = [
        live.NextUp(
            booking=f"m{n}",
            start_ms=states.at(f"{20 + n // 4}:{n % 4 * 15:02d}"),
            hall_name="Nordpark",
            title="BC 04",
            code="stored",
        )
        for n in range(8)
    ]
    stage.manager = msgspec.structs.replace(stage.manager, next=more)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/manager/")
    expect(page.locator(".lane")).to_have_count(5)
    expect(page.locator(".next li")).to_have_count(4)
    expect(page.get_by_role("link", name="Alle im Plan")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") <= 900
    tiles, curve = page.locator(".tiles").bounding_box(), page.locator(".curve").bounding_box()
    assert tiles is not None
    assert curve is not None
    assert curve["y"] - (tiles["y"] + tiles["height"]) < 25, "no gap between the halls and their curve"


def test_bookings_of_sections_lie_in_lanes_and_never_cover_each_other(page: Page, stage: Stage):
    for width in (375, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/manager/")
        expect(page.locator(".lane")).to_have_count(5)
        boxes = [one.bounding_box() for one in page.locator(".lane").all()]
        covering = [
            (a, b)
            for index, a in enumerate(boxes)
            for b in boxes[:index]
            if a
            and b
            and a["x"] < b["x"] + b["width"]
            and b["x"] < a["x"] + a["width"]
            and a["y"] < b["y"] + b["height"]
            and b["y"] < a["y"] + a["height"]
        ]
        assert covering == []
    expect(page.get_by_role("listitem").filter(has_text="Volleyball Jugend, 18:00–20:00, Teil 2 und 3")).to_be_attached()


def test_silent_devices_are_no_all_clear(page: Page, stage: Stage):
    silent = [msgspec.structs.replace(one, state="offline") for one in stage.manager.devices]
    halls = [msgspec.structs.replace(one, devices_ok=0, worst="") for one in stage.manager.halls]
    stage.manager = msgspec.structs.replace(stage.manager, devices=silent, halls=halls)
    page.goto("/manager/")
    expect(page.locator(".left").first).to_contain_text("Aber 3 von 3 Geräten schweigen.")
    expect(page.locator(".tile").filter(has_text="in Ordnung")).to_have_count(0)
    assert_accessible(page)


def test_opening_a_door_from_afar_needs_a_reason(page: Page, stage: Stage):
    page.goto("/manager/#/hallen")
    page.get_by_role("button", name="Fach 3 aus der Ferne öffnen").click()
    dialog = page.get_by_role("dialog")
    assert_accessible(page)
    dialog.get_by_label("Warum?").select_option(label="Notfall")
    dialog.get_by_role("button", name="Jetzt öffnen").click()
    expect(dialog).to_contain_text("Die Tür ist offen.")
    assert stage.posts == [("/api/devices/nordpark-1/open", {"slot": 3, "reason": "Notfall"})]
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Fach 3 aus der Ferne öffnen")).to_be_focused()


def test_english_is_complete_and_remembered(page: Page, stage: Stage):
    stage.manager = states.alarm()
    page.goto("/manager/#/mehr")
    page.get_by_role("button", name="English").click()
    page.goto("/manager/#/lage")
    page.reload()
    expect(page.locator(".crit h2")).to_have_text("Smoke reported")
    assert page.evaluate("document.documentElement.lang") == "en"
    check_widths(page)


def test_a_light_says_why_it_is_on_and_is_switched_by_hand(page: Page, stage: Stage):
    page.goto("/manager/")
    tile = page.locator(".tile", has_text="Sporthalle Nordpark").first
    for words in (
        "Licht an, gebucht bis 20:00",
        "Heizung Teil 1 abgesenkt, nicht gebucht",
        "Licht folgt nicht: antwortet nicht",
    ):
        expect(tile).to_contain_text(words)
    tile.get_by_role("button", name="Licht an").click()
    dialog = page.get_by_role("dialog")
    assert_accessible(page)
    dialog.get_by_label("Wie lange").select_option(label="4 Stunden")
    dialog.get_by_role("button", name="Ausschalten").click()
    expect(dialog).to_contain_text("Geschaltet und bestätigt.")
    path, body = stage.posts[-1]
    assert (path, body["on"]) == ("POST /api/outputs/nordpark-1/licht", False)
    assert 0 < body["until_ms"] - states.NOW_MS <= 4 * 3_600_000
    dialog.get_by_role("button", name="Wieder nach Belegung").click()
    expect(dialog).to_contain_text("Geschaltet und bestätigt.")
    assert stage.posts[-1][1]["on"] is None
