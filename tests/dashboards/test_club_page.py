"""Signing in, and the club page: ticket, booking, the code without network."""

# ruff: noqa: RUF001 - typographic dashes and signs are what the pages must show

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from support import page_states as states
from support.page_api import TRAINER, Stage, bookings
from support.page_checks import (
    assert_accessible,
    check_light_and_dark,
    check_widths,
    shows_green,
)

pytestmark = pytest.mark.chromium


@pytest.mark.parametrize("people", [1, 3])
def test_sign_in_sends_each_to_their_page(page: Page, stage: Stage, people: int):
    stage.session = None
    page.goto("/login/")
    check_light_and_dark(page)
    check_widths(page)
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("alert")).to_have_text("Bitte E-Mail und Passwort eingeben.")
    page.get_by_label("E-Mail").fill("kern@stadt.example" if people == 1 else "jana@tsv-lindenau.example")
    page.get_by_label("Passwort", exact=True).fill("falsch")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("E-Mail oder Passwort stimmt nicht.")
    assert_accessible(page)
    page.get_by_label("Passwort", exact=True).fill("richtig")
    page.keyboard.press("Enter")
    page.wait_for_url("**/manager/" if people == 1 else "**/club/")


def test_whoever_is_not_signed_in_is_sent_to_the_door(page: Page, stage: Stage):
    stage.session = None
    for name in ("manager", "club"):
        page.goto(f"/{name}/")
        page.wait_for_url("**/login/")


@pytest.fixture
def club(page: Page, stage: Stage) -> Page:
    stage.session = dict(TRAINER)
    stage.bookings = bookings()
    page.set_viewport_size({"width": 375, "height": 812})
    return page


def test_club_ticket(club: Page):
    club.goto("/club/")
    expect(club.locator(".ticket h1")).to_have_text("Heute, Sa 21.11.18:00–20:00")
    expect(club.locator(".digits")).to_have_text("47110815")
    expect(club.locator(".ready")).to_contain_text("bestätigt 16:05, gilt 17:45–20:15")
    box = club.locator(".qr").bounding_box()
    assert box is not None
    assert box["width"] * 25 / 33 >= 180, "the modules without their quiet zone are about 30 mm wide on a phone"
    check_light_and_dark(club)
    check_widths(club)


def test_a_code_without_picture_promises_none(club: Page, stage: Stage):
    stage.bookings[0]["qr"] = None
    club.goto("/club/")
    expect(club.locator(".how")).to_have_text("Fach 3: Code tippen")
    expect(club.locator(".stalebar")).to_have_count(0)


@pytest.mark.parametrize("view", ["buchen", "termine", "verein"])
def test_club_views(club: Page, view: str):
    club.goto(f"/club/#/{view}")
    expect(club.locator("main h1")).to_be_visible()
    check_light_and_dark(club)
    check_widths(club)


def test_club_without_bookings_offers_to_book(club: Page, stage: Stage):
    stage.bookings = []
    club.goto("/club/")
    expect(club.get_by_role("link", name="Zeit buchen")).to_be_visible()
    check_light_and_dark(club)


def test_the_code_is_there_without_network(club: Page, stage: Stage):
    club.goto("/club/")
    expect(club.locator(".saved")).to_contain_text("Gespeichert 18:44")
    club.evaluate("navigator.serviceWorker.ready")
    club.context.set_offline(offline=True)
    club.reload()
    expect(club.locator(".digits")).to_have_text("47110815")
    expect(club.locator(".stalebar")).to_contain_text("Ohne Verbindung. Gespeichert 18:44.")
    expect(club.get_by_role("button", name="Absagen").first).to_be_disabled()
    assert shows_green(club) == []
    club.context.set_offline(offline=False)


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


def test_cancelling_asks_once(club: Page, stage: Stage):
    club.goto("/club/")
    club.get_by_role("button", name="Absagen").click()
    expect(club.get_by_role("dialog")).to_contain_text("Der Code wird sofort ungültig.")
    club.get_by_role("button", name="Ja, absagen").click()
    expect(club.locator(".ticket")).to_contain_text("Do 26.11.")
    assert stage.posts == [("DELETE /api/bookings/b-1", None)]


def test_calendar_file_is_made_on_the_device(club: Page):
    club.goto("/club/")
    with club.expect_download() as waiting:
        club.get_by_role("button", name="Kalender").click()
    text = waiting.value.path().read_text()
    assert "DTSTART:20261121T170000Z" in text
