"""The office's terms on its page and on the club's: rules, inbox, lending, offers, the waiting list."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from support.page_api import TRAINER, Stage, bookings
from support.page_checks import assert_accessible, check_light_and_dark, check_widths

pytestmark = pytest.mark.chromium


@pytest.fixture
def office(stage: Stage) -> Stage:
    assert stage.session is not None
    stage.session["roles"] = ["office"]
    return stage


@pytest.fixture
def club(stage: Stage) -> Stage:
    stage.session, stage.bookings = dict(TRAINER), bookings()
    return stage


def _sent(stage: Stage, where: str) -> list[Any]:
    return [body for path, body in stage.posts if path == where]


def test_the_rules_speak_and_are_changed_as_a_whole(page: Page, office: Stage):
    page.goto("/manager/#/buchungsregeln")
    page.get_by_role("button", name="ändern").first.click()
    check_light_and_dark(page)
    check_widths(page)
    page.get_by_label("Einzeltermine voraus (Tage)").first.fill("90")
    page.get_by_role("button", name="speichern").click()
    expect(page.get_by_role("status").filter(has_text="Gespeichert")).to_be_visible()
    [sent] = _sent(office, "PUT /api/booking-policy")
    assert sent["rev"] == 4
    assert [one["entry"]["ahead_days"] for one in sent["groups"]].count(90) == 1


def test_who_only_books_reads_the_rules(page: Page, stage: Stage):
    page.goto("/manager/#/buchungsregeln")
    expect(page.get_by_role("heading", name="Buchungsregeln")).to_be_visible()
    expect(page.locator("main").get_by_text("Sporthalle Nordpark").first).to_be_visible()
    expect(page.locator("main").get_by_role("button")).to_have_count(0)


def test_the_inbox_is_decided_with_reasons(page: Page, office: Stage):
    page.goto("/manager/#/anfragen")
    expect(page.locator(".inbox > li")).to_have_count(5)
    expect(page.get_by_text("Wartet auch: SG Süd")).to_be_visible()
    check_light_and_dark(page)
    check_widths(page)
    page.get_by_role("button", name="Ablehnen: TSV Lindenau, Turn-Gala").click()
    assert_accessible(page)
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Ablehnen").click()
    assert not _sent(office, "POST /api/requests/decide")  # a reason is needed
    dialog.get_by_label("Grund").fill("Wahl")
    dialog.get_by_role("button", name="Ablehnen").click()
    expect(page.locator(".inbox > li")).to_have_count(4)
    assert _sent(office, "POST /api/requests/decide") == [{"requests": ["b.b-7"], "approve": False, "why": "Wahl"}]


def test_the_inbox_is_worked_through_with_the_keyboard(page: Page, office: Stage):
    page.goto("/manager/#/anfragen")
    entries = page.locator(".inbox > li")
    expect(entries).to_have_count(5)
    page.keyboard.press("j")
    expect(entries.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("j")
    expect(entries.nth(2)).to_be_focused()
    page.keyboard.press("k")
    expect(entries.nth(1)).to_be_focused()
    page.keyboard.press("f")
    expect(entries).to_have_count(4)
    expect(entries.nth(1)).to_be_focused()  # the next one, where the hands are
    page.keyboard.press("x")
    page.get_by_role("dialog").get_by_label("Grund").fill("jf kein Platz")
    page.keyboard.press("Enter")
    expect(entries).to_have_count(3)
    assert [(one["requests"], one["approve"]) for one in _sent(office, "POST /api/requests/decide")] == [
        (["s.s-3"], True),
        (["m.m-1"], False),
    ]


def test_a_club_takes_what_others_offer_and_says_what_it_waits_for(page: Page, club: Stage):
    page.goto("/club/#/termine?als=leihen")
    expect(page.get_by_text("Ihr Verein leiht diese Woche schon drei Termine.")).to_be_visible()
    check_light_and_dark(page)
    check_widths(page)
    page.get_by_label("Halle", exact=True).select_option(label="Halle Süd")
    expect(page.locator(".offers > li")).to_have_count(1)
    page.get_by_label("Halle", exact=True).select_option("")
    page.get_by_role("button", name="Übernehmen: Di 24.11.").first.click()
    expect(page.get_by_text("Übernommen.")).to_be_visible()
    assert _sent(club, "POST /api/offers/o-1/take") == [{"club": "tsv", "why": ""}]
    page.get_by_role("button", name="Ja, buchen").click()
    page.get_by_role("button", name="Auf Zeit warten").click()
    assert_accessible(page)
    page.get_by_label("Wofür").fill("Turnen")
    page.get_by_role("button", name="Auf die Warteliste").click()
    expect(page.get_by_label("Wofür")).to_have_count(0)
    assert _sent(club, "POST /api/waiting/w-1/answer") == [{"yes": True}]


def test_a_date_is_lent_to_one_club_and_taken_back(page: Page, club: Stage):
    page.goto("/club/#/termine/b-3")
    page.get_by_role("button", name="Verleihen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Für wen?").select_option(label="BC 04")
    assert_accessible(page)
    club.bookings = [one | {"offer": "o-9"} if one["id"] == "b-3" else one for one in club.bookings]
    dialog.get_by_role("button", name="Zum Verleihen anbieten").click()
    expect(page.get_by_text("Wird zum Verleihen angeboten")).to_be_visible()
    page.get_by_role("button", name="Angebot zurückziehen").click()
    expect(page.get_by_role("button", name="Angebot zurückziehen")).to_be_enabled()
    told = [one for one in club.posts if one[0].endswith("/offer")]
    assert told == [
        ("POST /api/bookings/b-3/offer", {"note": "", "to": "bc"}),
        ("DELETE /api/bookings/b-3/offer", None),
    ]


def test_a_borrowed_date_is_given_back(page: Page, club: Stage):
    club.bookings = [one | {"owner": "BC 04"} for one in club.bookings]
    page.goto("/club/#/termine/b-3")
    page.get_by_role("button", name="Zurückgeben").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Der Termin geht an BC 04 zurück")
    dialog.get_by_role("button", name="Zurückgeben").click()
    expect(dialog).to_have_count(0)
    assert _sent(club, "POST /api/bookings/b-3/give-back") == [None]
