"""The badge on a phone: made, drawn anew, kept without network, put on paper, ended; and taken back by others."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from support.page_api import TRAINER, Stage, bookings
from support.page_badge_data import HANDLE
from support.page_checks import assert_accessible, check_light_and_dark, check_widths
from support.qr_read import read_symbol
from support.town import until

pytestmark = pytest.mark.chromium
SYMBOL = ".badge-symbol svg:not(.shape)"


@pytest.fixture
def club(page: Page, stage: Stage) -> Page:
    stage.session = dict(TRAINER)
    stage.bookings = bookings()
    page.set_viewport_size({"width": 375, "height": 812})
    return page


def with_badge(club: Page) -> None:
    club.goto("/club/#/ausweis")
    club.get_by_role("button", name="Ausweis holen").click()
    expect(club.get_by_text("Auf diesem Handy gespeichert.")).to_be_visible()


def reads_right(club: Page, stage: Stage) -> None:
    """The symbol says what the locker expects; it changes in between at most once."""
    until(lambda: read_symbol(club.locator(SYMBOL)) == stage.badge.text(), within_s=40, what="the symbol is right")


def test_a_badge_is_made_drawn_and_kept_for_when_there_is_no_network(club: Page, stage: Stage):
    club.goto("/club/")
    club.get_by_role("link", name="Mein Ausweis").click()
    expect(club.get_by_text("Sie haben noch keinen Ausweis.")).to_be_visible()
    assert_accessible(club)
    with_badge(club)
    reads_right(club, stage)
    check_light_and_dark(club)
    check_widths(club)
    club.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    club.context.set_offline(True)
    club.reload()
    expect(club.locator(SYMBOL)).to_be_visible()
    reads_right(club, stage)
    assert stage.posts == [("POST /api/me/badge", None)]


def test_a_wrong_clock_is_allowed_for_and_said(club: Page, stage: Stage):
    stage.badge.ahead_ms = 5 * 60_000
    with_badge(club)
    expect(club.get_by_text("Die Uhr dieses Handys geht 5 Minuten nach.")).to_be_visible()
    reads_right(club, stage)


def test_another_key_on_another_phone_ends_the_badge_here(club: Page, stage: Stage):
    with_badge(club)
    stage.badge.make("renewed")
    club.reload()
    expect(club.get_by_text("Ihr Ausweis ist auf einem anderen Gerät.")).to_be_visible()
    expect(club.locator(SYMBOL)).to_have_count(0)
    assert len(stage.posts) == 1


def test_a_new_key_after_a_blocked_locker_comes_by_itself(club: Page, stage: Stage):
    with_badge(club)
    stage.badge.key = bytes(20)
    stage.badge.make("device")
    club.reload()
    expect(club.get_by_text("Ihr Ausweis hat einen neuen Schlüssel.")).to_be_visible()
    reads_right(club, stage)


def test_paper_a_new_key_and_the_end(club: Page, stage: Stage):
    with_badge(club)
    with club.expect_download() as came:
        club.get_by_role("button", name="Blatt drucken").click()
    assert came.value.suggested_filename == "ausweis.pdf"
    expect(club.get_by_role("button", name="Blatt sperren")).to_be_visible()
    club.get_by_role("button", name="Ausweis sperren").click()
    assert_accessible(club)
    club.get_by_role("dialog").get_by_role("button", name="Ja, sperren").click()
    expect(club.get_by_text("Sie haben noch keinen Ausweis.")).to_be_visible()
    club.reload()
    expect(club.get_by_role("button", name="Ausweis holen")).to_be_visible()


def test_whoever_leads_takes_a_lost_badge_back(club: Page, stage: Stage):
    lost = {"handle": HANDLE, "made_ms": 1, "key_ms": 1, "why": "made", "paper_ms": None, "used_ms": None}
    stage.badges = [lost | {"person": "p-2"}]
    club.goto("/club/#/verein")
    row = club.locator("li", has_text="Ausweis auf dem Handy")
    row.get_by_role("button", name="Sperren").click()
    club.get_by_role("dialog").get_by_role("button", name="Sperren").click()
    expect(row).to_have_count(0)
    assert stage.posts == [(f"DELETE /api/badges/{HANDLE}", None)]
