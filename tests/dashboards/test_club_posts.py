"""A club posts for its own hours on hall displays, hears what became of it, and sees nobody else's."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from support.page_api import TRAINER, Stage, bookings
from support.page_checks import check_light_and_dark, check_widths, walk_by_keyboard

pytestmark = pytest.mark.chromium


@pytest.fixture
def club(page: Page, stage: Stage) -> Page:
    stage.session = dict(TRAINER)
    stage.bookings = bookings()
    page.set_viewport_size({"width": 375, "height": 812})
    return page


def test_the_clubs_own_posts_and_why_one_was_declined(club: Page):
    club.goto("/club/#/verein")
    club.get_by_role("link", name="Anzeigen").click()
    expect(club.get_by_role("heading", name="Auf den Hallen-Anzeigen")).to_be_visible()
    expect(club.locator(".nav").get_by_role("link", name="Verein")).to_have_attribute("aria-current", "page")
    expect(club.get_by_role("region", name=re.compile("wartet auf das Sportamt"))).to_contain_text("Nikolaus-Turnier")
    declined = club.get_by_role("region", name=re.compile("Abgelehnt"))
    expect(declined).to_contain_text("Warum: Alkohol-Werbung ist in Schul-Hallen nicht erlaubt.")
    assert "Laternenumzug" not in club.locator("main").inner_text(), "another club's"
    check_light_and_dark(club)
    check_widths(club)
    assert walk_by_keyboard(club) == []
    declined.get_by_role("button", name="„Party nach dem Spiel“ ändern").click()
    expect(club.get_by_label("Überschrift")).to_have_value("Party nach dem Spiel")
    expect(club.get_by_text("Warum: Alkohol-Werbung")).to_be_visible()


def test_a_new_post_is_for_own_hours_and_asked_about(club: Page, stage: Stage):
    club.goto("/club/#/anzeigen?beitrag=neu")
    form = club.get_by_role("form", name="Neuer Beitrag")
    expect(form.get_by_role("radio", name="Sicherheits-Meldung")).to_have_count(0)
    expect(form.get_by_text("Zu sehen ist er nur, während Ihr Verein dort gebucht hat.")).to_be_visible()
    form.get_by_role("radio", name="Helfer gesucht").check()
    form.get_by_label("Überschrift").fill("Wer macht das Tor auf?")
    board = club.frame_locator("iframe[title='So sieht es aus']")
    expect(board.get_by_text("Wer macht das Tor auf?")).to_be_visible()
    form.get_by_role("button", name="Zur Freigabe senden").click()
    expect(form.get_by_role("alert")).to_contain_text("Bitte wählen, wo der Beitrag zu sehen ist.")
    form.get_by_role("checkbox", name="Sporthalle Nordpark").check()
    check_light_and_dark(club)
    check_widths(club)
    form.get_by_role("button", name="Zur Freigabe senden").click()
    expect(club.get_by_text("Gesendet. Das Sportamt entscheidet und gibt Bescheid.")).to_be_visible()
    sent = dict(stage.posts)["POST /api/posts"]
    assert (sent["kind"], sent["halls"], sent["all"], sent["own_hours"]) == ("volunteer", ["nordpark"], False, True)
    assert "club" not in sent, "the server knows for whom this person acts"


def test_a_post_is_taken_back(club: Page, stage: Stage):
    club.goto("/club/#/anzeigen")
    club.get_by_role("button", name="„Kuchenstand beim Turnier“ zurücknehmen").click()
    club.get_by_role("dialog").get_by_role("button", name="Zurücknehmen").click()
    expect(club.get_by_text("„Kuchenstand beim Turnier“ ist zurückgenommen.")).to_be_visible()
    assert stage.posts == [("DELETE /api/posts/po-cake", None)]


def test_without_a_booking_there_is_no_own_time(club: Page, stage: Stage):
    stage.bookings = []
    club.goto("/club/#/anzeigen?beitrag=neu")
    expect(club.get_by_text("Ohne Buchung gibt es keine eigene Zeit auf der Anzeige.")).to_be_visible()


def test_what_is_being_written_outlives_a_network_that_comes_and_goes(club: Page, stage: Stage):
    club.goto("/club/#/anzeigen?beitrag=neu")
    form = club.get_by_role("form", name="Neuer Beitrag")
    form.get_by_label("Überschrift").fill("Wer macht das Tor auf?")
    club.context.set_offline(offline=True)
    expect(form.get_by_role("button", name="Zur Freigabe senden")).to_be_disabled(timeout=60_000)
    expect(form.get_by_label("Überschrift")).to_have_value("Wer macht das Tor auf?")
    club.context.set_offline(offline=False)
    expect(form.get_by_role("button", name="Zur Freigabe senden")).to_be_enabled(timeout=60_000)
    expect(form.get_by_label("Überschrift")).to_have_value("Wer macht das Tor auf?")
