"""Alarms on the manager page: what stands first, what is a drill, what lies behind each; many at once stay readable."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from support import page_alerts as alerts
from support import page_states as states
from support.page_api import Stage
from support.page_checks import assert_accessible, check_light_and_dark, check_widths, shows_green, walk_by_keyboard

pytestmark = pytest.mark.chromium

WHERES = {
    "lage": ".tile",
    "melder": ".zone",
    "lageplan/nordpark": ".plan",
    "meldung/i-smoke": ".timeline",
    "verlauf": ".history .rows li",
    "bereitschaft": ".chain",
    "wege": ".gateway",
    "regeln": ".policy-one",
    "alarmweg": ".tests li",
    "nachweise": ".chain-log li",
}
"""The areas that alarms brought, and what shows that each is there."""


@pytest.mark.parametrize("state", alerts.STATES)
def test_every_state_of_an_alarm_can_be_read_everywhere(page: Page, stage: Stage, state: str):
    stage.manager = alerts.STATES[state]()
    page.goto("/manager/")
    expect(page.locator("section.crit")).to_be_visible()
    check_light_and_dark(page)
    check_widths(page)


def test_an_alarm_names_its_sensors_who_was_told_and_what_to_do(page: Page, stage: Stage):
    stage.manager = alerts.burning()
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto("/manager/")
    banner = page.locator("section.crit")
    for words in (
        "Rauch Decke 3,2 %/m seit 18:42:07",
        "Wärme Tor 41 °C seit 18:42:31",
        "Bei Feuer oder Rauch 112 rufen. Den Handfeuermelder des Gebäudes drücken. Alle verlassen",
        "A. Yilmaz in 1:",
        "Benachrichtigt: M. Kern",
    ):
        expect(banner).to_contain_text(words)
    expect(banner.get_by_role("link", name="112 anrufen")).to_have_attribute("href", "tel:112")
    last, nav = banner.locator(".crit-links").bounding_box(), page.locator(".nav").bounding_box()
    assert last is not None
    assert nav is not None
    assert last["y"] + last["height"] <= nav["y"], "every button stands on a phone's first screen"


def test_a_first_signal_counts_down_and_alarms_no_screen_reader(page: Page, stage: Stage):
    stage.manager = alerts.waiting()
    page.goto("/manager/")
    banner = page.locator("section.crit.tone-pre")
    expect(banner).to_contain_text("Sirene und Räumung in 1:1")
    expect(banner).to_contain_text("Sofort nachsehen lassen: Geht jemand hin?")
    expect(banner).to_contain_text("Ein zweiter Melder oder ein Druckknopf löst sofort aus.")
    expect(page.get_by_role("alert")).to_have_text("")
    expect(page.get_by_role("status").filter(has_text="Voralarm: ")).to_be_attached()


def test_a_drill_is_blue_says_so_and_calls_nobody(page: Page, stage: Stage):
    stage.manager = alerts.drilling()
    page.goto("/manager/")
    banner = page.locator("section.crit")
    expect(banner).to_contain_text("PROBE-ALARM seit 18:42")
    expect(banner).to_contain_text("Brennt es wirklich: 112 anrufen.")
    expect(banner).to_contain_text("Dies ist eine Probe. Niemand ruft 112.")
    expect(banner.locator("a[href='tel:112']")).to_have_count(0)
    expect(banner).to_have_css("background-color", "rgb(0, 83, 135)")
    expect(page).to_have_title("Probe-Alarm – Leitstand – Hallenwart")  # noqa: RUF001 - as the page shows it
    stage.manager = alerts.manager([alerts.drill(), alerts.fire()])
    expect(banner).to_have_css("background-color", "rgb(161, 0, 14)")  # a real fire comes first
    expect(page.locator(".crit-rest")).to_contain_text("Probe-Alarm")


def test_fifty_at_once_show_the_worst_and_count_the_rest(page: Page, stage: Stage):
    stage.manager = alerts.manager(alerts.storm(50))
    page.goto("/manager/")
    expect(page.locator("section.crit")).to_have_count(1)
    expect(page.locator("section.crit")).to_contain_text("Raum 3")
    expect(page.locator(".crit-rest li")).to_have_count(3)
    expect(page.get_by_role("alert").locator("p")).to_have_count(4)  # three spoken, and how many more
    expect(page.locator(".inc li")).to_have_count(20)
    assert "Hinweis" not in page.locator(".inc").inner_text(), "warnings come first"
    page.get_by_role("button", name="26 weitere anzeigen").click()
    expect(page.locator(".inc li")).to_have_count(46)
    expect(page.locator(".inc li").nth(1)).to_contain_text("2-mal")
    check_widths(page)


def test_an_incident_tells_everything_step_by_step(page: Page, stage: Stage):
    stage.manager = alerts.burning()
    page.goto("/manager/#incident-i-smoke")
    expect(page.get_by_role("heading", name="Rauch gemeldet")).to_be_visible()
    expect(page.locator("section.crit")).to_have_count(0)  # it is this page
    lines = page.locator(".timeline li:not(.day)")
    expect(lines).to_have_count(7)
    expect(lines.first).to_contain_text("18:43:02")
    expect(lines.first).to_contain_text("M. Kern hat die Nachricht geöffnet")
    expect(lines.nth(2)).to_contain_text("Anbieter antwortet nicht")
    check_light_and_dark(page)
    check_widths(page)


def test_letter_a_goes_to_the_alarm_and_takes_it_only_at_the_second_press(page: Page, stage: Stage):
    stage.manager = alerts.burning()
    page.goto("/manager/")
    expect(page.locator("section.crit")).to_be_visible()
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="Ich gehe hin")).to_be_focused()
    assert stage.posts == []
    with page.expect_response("**/ack"):
        page.keyboard.press("a")
    assert stage.posts == [("/api/incidents/i-smoke/ack", {"word": "going"})]
    page.goto("/manager/#/mehr")
    box = page.get_by_label("Tasten-Kürzel")
    box.press("Space")
    expect(box).not_to_be_checked()
    page.locator("body").press("/")
    expect(page).to_have_url(f"{stage.url}/manager/#/mehr")


def test_sound_says_whether_it_can_be_heard(page: Page, stage: Stage):
    stage.manager = alerts.burning()
    page.goto("/manager/")
    bar = page.locator(".soundbar")
    expect(bar).to_contain_text("Der Ton ist aus.")
    bar.get_by_role("button", name="Ton einschalten").click()
    bar.get_by_role("button", name="Ton 5 Minuten stumm").click()
    expect(bar).to_contain_text("Ton stumm, noch ")
    expect(page.locator(".top .sound")).to_contain_text("stumm ")
    assert_accessible(page)
    stage.manager = alerts.manager([alerts.fire(), alerts.fire(id="i-new", zone="Foyer")])
    expect(bar).to_contain_text("Ton an")  # a new alarm ends the silence


def test_zones_say_how_they_stand_in_words(page: Page, stage: Stage):
    stage.manager = alerts.burning()
    page.goto("/manager/#/melder")
    north = page.locator(".zone")
    expect(north.first).to_contain_text("Feuer seit 18:42")
    for words in (
        "Voralarm seit 18:44",
        "abgeschaltet seit 17:00",
        "bis 20:00, noch 1 Std. 15 Min.",
        "endet mit: Tanz-Gala bis 20:00",
        "1 von 2 Meldern haben geantwortet",
        "Noch nicht: Druckknopf Eingang",
        "meldet sich nicht mehr",
        "Batterie 12 %",
        "Das Gerät schweigt.",
    ):
        expect(page.locator(".zones")).to_contain_text(words)
    check_light_and_dark(page)
    check_widths(page)


def test_zones_are_no_all_clear_when_the_line_is_cut(page: Page, stage: Stage):
    stage.manager = alerts.burning()
    page.clock.install()
    page.goto("/manager/#/melder")
    expect(page.locator(".zone .is-ok").first).to_be_visible()
    stage.silent = True
    page.clock.run_for(12_000)
    expect(page.locator(".stalebar")).to_contain_text("Stand 18:44")
    assert shows_green(page) == []
    expect(page.locator(".zone").first).to_contain_text("Feuer")
    expect(page.locator("section.crit").get_by_role("button").first).to_be_disabled()


def test_nobody_on_call_and_a_failing_path_are_said_aloud(page: Page, stage: Stage):
    stage.manager = alerts.lost()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/manager/")
    expect(page.locator(".top .who")).to_have_text("Niemand hat Bereitschaft")
    expect(page.get_by_role("alert").first).to_contain_text("Niemand hat Bereitschaft")
    expect(page.locator(".health")).to_contain_text("fehlgeschlagen 07:00")
    page.goto("/manager/#/alarmweg")
    expect(page.locator("main")).to_contain_text("Push: kein Schlüssel eingerichtet")
    expect(page.locator(".latency")).to_contain_text("aus 41 Alarmen")
    expect(page.locator(".latency")).to_contain_text("aus nur 12 Alarmen")
    assert_accessible(page)


def test_twice_the_text_and_forced_colours_keep_everything(page: Page, stage: Stage):
    stage.manager = alerts.burning()
    assert stage.session is not None
    stage.session["roles"] = ["admin"]
    page.emulate_media(forced_colors="active")
    page.set_viewport_size({"width": 640, "height": 900})
    page.goto("/manager/")
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    for where, shown in WHERES.items():
        page.evaluate("(where) => { location.hash = where; }", f"#/{where}")
        expect(page.locator(shown).first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, where


def test_every_area_is_walked_with_the_keyboard_alone(page: Page, stage: Stage):
    stage.manager = alerts.burning()
    assert stage.session is not None
    stage.session["roles"] = ["admin"]
    for where, shown in WHERES.items():
        page.goto("about:blank")
        page.goto(f"/manager/#/{where}")
        expect(page.locator(shown).first).to_be_visible()
        assert walk_by_keyboard(page) == [], where
    page.goto("/manager/#/melder")
    opener = page.get_by_role("button", name="Verlängern: Wärme Kessel abgeschaltet")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()


def test_the_whole_story_comes_from_the_records_and_takes_a_note(page: Page, stage: Stage):
    stage.manager = alerts.burning()
    page.goto("/manager/#/meldung/i-smoke")
    lines = page.locator(".timeline li:not(.day)")
    expect(lines).to_have_count(7)
    expect(lines.last).to_contain_text("nur in den Akten")
    expect(page.locator(".one-advice")).to_contain_text("zum Sammelplatz")
    expect(page.locator(".one")).to_contain_text("M. Kern per SMS")
    expect(page.locator(".one")).to_contain_text("nicht angekommen")
    expect(page.get_by_role("img", name="Geräteraum Feuer").locator(".sensor.marked")).to_have_count(2)
    page.get_by_role("button", name="Notiz hinzufügen").click()
    expect(page.get_by_text("Bitte erst etwas schreiben.")).to_be_visible()
    page.get_by_label("Was haben Sie gesehen oder getan?").fill("Nebel aus der Disko")
    page.get_by_role("button", name="Notiz hinzufügen").click()
    expect(lines.first).to_contain_text("Nebel aus der Disko")
    assert stage.posts == [("POST /api/incidents/i-smoke/note", {"text": "Nebel aus der Disko"})]
    check_light_and_dark(page)
    check_widths(page)


def test_what_is_over_or_unknown_has_a_page_too(page: Page, stage: Stage):
    page.goto("/manager/#/meldung/i-old")
    expect(page.locator(".one-head")).to_contain_text("erledigt 17:05, dauerte 5 Min.")
    expect(page.get_by_role("button", name="Ich gehe hin")).to_have_count(0)
    page.goto("/manager/#/meldung/i-weg")
    expect(page.locator("main")).to_contain_text("Diese Meldung gibt es nicht oder nicht für Sie.")


def test_the_history_is_searched_filtered_paged_and_exported_as_the_address_says(page: Page, stage: Stage):
    stage.manager = alerts.burning()
    page.goto("/manager/#/lage")
    expect(page.locator("section.crit")).to_be_visible()
    page.locator("body").press("/")
    expect(page.get_by_label("Suchen")).to_be_focused()
    page.locator("h1").click()
    rows = page.locator(".history .rows li")
    expect(rows).to_have_count(20)
    page.get_by_role("button", name="Ältere zeigen").click()
    expect(rows).to_have_count(34)
    page.locator("body").press("/")
    expect(page.get_by_label("Suchen")).to_be_focused()
    page.keyboard.type("netz")
    expect(rows).to_have_count(1)
    expect(page).to_have_url(f"{stage.url}/manager/#/verlauf?text=netz")
    page.get_by_label("Suchen").fill("")
    expect(page).to_have_url(f"{stage.url}/manager/#/verlauf")
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Art").select_option(label="Feuer und Rauch")
    expect(rows).to_have_count(2)
    page.get_by_label("Art").select_option(index=0)
    expect(rows).to_have_count(20)
    page.get_by_label("Art").select_option(label="Feuer und Rauch")  # it did not close with its last filter
    expect(rows).to_have_count(2)
    page.get_by_label("Von Tag").fill("2026-11-01")
    link = page.get_by_role("link", name="Als Tabelle (CSV)")
    expect(link).to_have_attribute("href", re.compile(rf"state=all&from_ms={states.at('00:00', 1)}&kind=smoke.*&lang=de"))
    check_light_and_dark(page)
    check_widths(page)
    page.reload()
    expect(rows).to_have_count(2)  # the filters stand in the address


def test_an_alarm_stands_above_every_area_and_leaves_room_for_it(page: Page, stage: Stage):
    stage.manager = alerts.burning()
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto("/manager/#/melder")
    banner = page.locator("section.crit")
    expect(banner).to_contain_text("Rauch gemeldet")
    expect(banner.get_by_role("button", name="Ich gehe hin")).to_be_visible()
    expect(banner.get_by_role("link", name="112 anrufen")).to_be_visible()
    zone = page.locator(".zones").bounding_box()
    assert zone is not None
    assert zone["y"] < 500, "the area begins on a phone's first screen"
