"""Booking on the club page: four steps, another day, any hall, every week, and when somebody was faster."""

# ruff: noqa: RUF001 - typographic dashes are what the pages must show

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from support import page_states as states
from support.page_api import TRAINER, Stage, bookings
from support.page_checks import assert_accessible, check_light_and_dark, check_widths

pytestmark = pytest.mark.chromium


@pytest.fixture
def club(page: Page, stage: Stage) -> Page:
    stage.session = dict(TRAINER)
    stage.bookings = bookings()
    page.set_viewport_size({"width": 375, "height": 812})
    return page


def to_the_last_step(club: Page) -> None:
    club.goto("/club/#/buchen")
    expect(club.get_by_role("radio", name="Sporthalle Nordpark")).to_be_checked(), "where the club was last"
    check_light_and_dark(club)
    club.get_by_role("button", name="Weiter").click()
    heading = club.get_by_role("heading", level=1)
    expect(heading).to_be_focused()
    expect(heading).to_contain_text("So 22.11."), "the first day with something free"
    expect(club.locator(".is-on p.slot", has_text="19:00–20:30")).to_contain_text("belegtSG Süd · Handball")
    check_widths(club)
    check_light_and_dark(club)
    club.set_viewport_size({"width": 375, "height": 812})
    club.get_by_role("radio", name="17:30–19:00").check()
    club.get_by_role("button", name="Weiter mit 17:30–19:00").click()
    expect(heading).to_have_text("Stimmt alles?")
    check_light_and_dark(club)


def test_booking_in_four_steps(club: Page, stage: Stage):
    to_the_last_step(club)
    expect(club.locator(".step")).to_have_text("Schritt 4 von 4")
    club.get_by_label("Wofür?").fill(" ")
    club.get_by_role("button", name="Verbindlich buchen").click()
    expect(club.get_by_role("alert").filter(has_text="Bitte eingeben, wofür.")).to_be_visible()
    expect(club.get_by_label("Wofür?")).to_be_focused()
    assert_accessible(club)
    club.get_by_label("Wofür?").fill("Training")
    club.get_by_role("button", name="Verbindlich buchen").click()
    expect(club.get_by_role("status")).to_have_text("Gebucht")
    wanted = {
        "hall": "nordpark",
        "sections": [2, 3],
        "start_ms": states.at("17:30", 22),
        "end_ms": states.at("19:00", 22),
        "title": "Training",
        "effects": [],
        "kind": "training",
        "rooms": [],
        "note": "",
    }
    assert stage.posts == [("/api/bookings", wanted)]
    club.get_by_role("link", name="Alle Termine").click()
    expect(club.locator(".date-row", has_text="Training")).to_contain_text("So 22.11.")


def test_another_day_and_another_part(club: Page, stage: Stage):
    club.goto("/club/#/buchen")
    expect(club.get_by_role("button", name="zwei Drittel")).to_have_attribute("aria-pressed", "true"), "as the last time"
    club.get_by_role("button", name="ein Drittel").click()
    club.get_by_role("button", name="Weiter").click()
    club.get_by_role("button", name="Anderer Tag").click()
    expect(club.get_by_role("heading", name="Welcher Tag?")).to_be_focused()
    check_light_and_dark(club)
    check_widths(club)
    club.get_by_role("button", name="Di 24.11. 2 frei").click()
    expect(club.get_by_role("heading", level=1)).to_contain_text("Di 24.11.")
    club.get_by_role("radio", name="20:30–22:00").first.check()
    club.get_by_role("button", name="Weiter mit").click()
    club.get_by_role("button", name="Drittel 2").click()
    club.get_by_text("Räume, Nebel, Nachricht").click()
    club.get_by_label("Küche").check()
    assert_accessible(club)
    club.get_by_label("Wofür?").fill("Turnier")
    club.get_by_label("Art").select_option("match")
    club.get_by_role("button", name="Verbindlich buchen").click()
    expect(club.get_by_role("status")).to_have_text("Gebucht")
    sent = stage.posts[0][1]
    assert (sent["sections"], sent["rooms"], sent["kind"]) == ([2], ["nordpark-kueche"], "match")
    assert sent["start_ms"] == states.at("20:30", 24)


def test_wide_screens_show_several_days_at_once(club: Page):
    club.set_viewport_size({"width": 1440, "height": 900})
    club.goto("/club/#/buchen")
    club.get_by_role("button", name="Weiter").click()
    expect(club.locator(".column:visible")).to_have_count(5)
    assert_accessible(club)
    club.get_by_role("group", name="Di 24.11.").get_by_role("radio", name="17:30–19:00").check()
    club.get_by_role("button", name="Weiter mit 17:30–19:00").click()
    expect(club.locator(".ticket")).to_contain_text("Di 24.11.")


def test_fog_is_told_with_the_booking(club: Page, stage: Stage):
    to_the_last_step(club)
    club.get_by_text("Räume, Nebel, Nachricht").click()
    club.get_by_label("Mit Nebel-Maschine").check()
    expect(club.get_by_text("Der Hausmeister entscheidet")).to_be_visible()
    club.get_by_role("button", name="Verbindlich buchen").click()
    expect(club.get_by_role("status")).to_have_text("Gebucht")
    assert stage.posts[0][1]["effects"] == ["fog"]
    expect(club.locator(".facts")).to_contain_text("mit Nebel")


def test_a_conflict_names_who_has_it_and_offers_the_three_nearest_times(club: Page, stage: Stage):
    stage.conflict = True
    to_the_last_step(club)
    club.get_by_role("button", name="Verbindlich buchen").click()
    expect(club.get_by_role("alert").filter(has_text="gerade vergeben")).to_be_visible()
    expect(club.locator(".gone")).to_contain_text("BC 04 · E-Jugend: 17:00–19:00")
    expect(club.locator(".nearest li")).to_have_count(3)
    assert_accessible(club)
    stage.conflict = False
    club.locator(".nearest button").nth(1).click()
    expect(club.locator(".ticket")).to_contain_text("20:30–22:00")
    club.get_by_role("button", name="Verbindlich buchen").click()
    expect(club.get_by_role("status")).to_have_text("Gebucht")
    assert stage.posts[-1][1]["start_ms"] == states.at("20:30", 22)


def test_any_hall_shows_free_times_in_all(club: Page, stage: Stage):
    club.goto("/club/#/buchen")
    club.get_by_label("Egal, welche Halle").check()
    club.get_by_label("Sport-Art").select_option("volleyball")
    club.get_by_role("button", name="Weiter").click()
    expect(club.get_by_role("heading", level=1)).to_contain_text("So 22.11."), "the first day on which any hall is free"
    check_light_and_dark(club)
    check_widths(club)
    club.get_by_role("radio", name="Halle Süd").nth(1).check()
    club.get_by_role("button", name="Weiter mit 19:00–20:30").click()
    expect(club.locator(".ticket")).to_contain_text("Halle Süd")
    club.get_by_role("button", name="Verbindlich buchen").click()
    expect(club.get_by_role("status")).to_have_text("Gebucht")
    assert (stage.posts[0][1]["hall"], stage.posts[0][1]["sections"]) == ("sued", [1])


def test_a_series_is_booked_after_all_its_dates_were_seen(club: Page, stage: Stage):
    to_the_last_step(club)
    club.get_by_label("Jede Woche zur gleichen Zeit").check()
    club.get_by_label("Bis wann?").fill("2026-12-13")
    club.get_by_role("button", name="Termine ansehen").first.click()
    expect(club.get_by_role("heading", name="3 von 4 Terminen sind frei")).to_be_visible()
    second = club.locator(".plan li").nth(1)
    expect(second).to_contain_text("BC 04 · E-Jugend 17:00–19:00")
    check_light_and_dark(club)
    check_widths(club)
    second.get_by_role("button", name="Stattdessen 20:30–22:00").click()
    expect(second).to_contain_text("andere Zeit")
    club.locator(".plan li").nth(2).get_by_role("button", name="Auslassen").click()
    expect(club.locator(".plan li").nth(2)).to_contain_text("ausgelassen")
    club.get_by_role("button", name="3 Termine verbindlich buchen").click()
    expect(club.get_by_role("heading", name="Ihre Termine")).to_be_visible()
    path, sent = stage.posts[-1]
    assert (path, sent["dry"], sent["weekday"], sent["start"], sent["end"]) == ("/api/series", False, 6, "17:30", "19:00")
    later = {"hall": "nordpark", "sections": [2, 3], "start_ms": states.at("20:30", 29)}
    assert sent["instead"] == {"2026-11-29": later, "2026-12-06": None}
    assert all(body["dry"] for _, body in stage.posts[:-1]), "nothing was booked before"


def test_what_the_office_approves_is_said_before(club: Page, stage: Stage):
    to_the_last_step(club)
    expect(club.get_by_role("button", name="Verbindlich buchen")).to_be_visible()
    club.get_by_label("Art").select_option("event")
    expect(club.get_by_role("status")).to_contain_text("Diese Art von Belegung gibt das Amt frei.")
    expect(club.get_by_role("button", name="Beim Sportamt anfragen")).to_be_visible()
    assert_accessible(club)
    assert stage.posts == []


def test_for_a_taken_time_one_can_wait(club: Page, stage: Stage):
    club.goto("/club/#/buchen")
    club.get_by_role("button", name="Weiter").click()
    club.locator(".is-on").get_by_role("button", name="Warteliste").click()
    assert_accessible(club)
    club.get_by_role("button", name="Warten").click()
    expect(club.get_by_role("dialog")).to_contain_text("Sie stehen auf der Warteliste.")
    path, sent = stage.posts[0]
    assert (path, sent["halls"], sent["from_date"]) == ("/api/waiting", ["nordpark"], "2026-11-22")
    assert (sent["from_min"], sent["to_min"], sent["length_min"]) == (18 * 60, 20 * 60 + 30, 90)


def test_a_link_from_a_message_leads_to_the_last_step(club: Page):
    start, end = states.at("20:00", 25), states.at("21:00", 25)
    club.goto(f"/club/#/buchen?halle=nordpark&von={start}&bis={end}&teile=1&was=Volleyball")
    expect(club.locator(".step")).to_have_text("Schritt 4 von 4")
    expect(club.get_by_text("20:00–21:00").first).to_be_visible()
    expect(club.get_by_label("Wofür?")).to_have_value("Volleyball")
    club.goto("about:blank")
    club.goto("/club/#/buchen?halle=anderswo&von=1&bis=2&teile=1")
    expect(club.locator(".step")).to_have_text("Schritt 1 von 4")
