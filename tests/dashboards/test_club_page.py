"""Signing in, and the club page: ticket, booking, the code without network."""

# ruff: noqa: RUF001 - typographic dashes and signs are what the pages must show

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from support import page_states as states
from support.page_api import TRAINER, Stage, booking, bookings
from support.page_checks import (
    assert_accessible,
    check_light_and_dark,
    check_widths,
    shows_green,
)
from support.page_people import CLUBS

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


@pytest.mark.parametrize(
    "view", ["buchen", "termine", "termine?als=kalender", "termine?als=serien", "termine/b-1", "verein", "verein?als=konto"]
)
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


def test_what_was_not_answered_is_asked_again_although_nothing_new_is_told(club: Page, stage: Stage):
    club.goto("/club/")
    expect(club.locator(".saved")).to_contain_text("Gespeichert 18:44")
    refused = []

    def once(route: Route) -> None:
        if refused:
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    club.route("**/api/bookings", once)
    stage.club_changes += 1
    expect(club.locator(".stalebar")).to_be_visible()
    expect(club.locator(".stalebar")).to_have_count(0)
    assert len(refused) == 1


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


def test_dates_stand_by_week_with_their_state_and_their_history(club: Page, stage: Stage):
    lent = {"owner": "TSV Lindenau", "holder_id": "bc-04", "club": "BC 04", "series": "s", "code": None, "qr": None}
    stage.bookings += [
        booking(id="l-1", title="E-Jugend", start_ms=states.at("17:00", 30), end_ms=states.at("18:30", 30), **lent),
        booking(id="a-1", title="Turnier", start_ms=states.at("10:00", 29), end_ms=states.at("16:00", 29), state="asked"),
        booking(id="c-1", start_ms=states.at("17:00", 27), end_ms=states.at("18:00", 27), state="cancelled", on_behalf=True),
    ]
    club.goto("/club/#/termine")
    weeks = ["Diese Woche", "Nächste Woche", "Woche ab Mo 30.11."]
    expect(club.locator("main h2")).to_have_text(weeks)
    expect(club.locator(".date-row", has_text="Turnier")).to_contain_text("angefragt")
    expect(club.locator(".date-row.ended")).to_contain_text("abgesagt")
    expect(club.locator(".date-row.ended")).to_contain_text("vom Sportamt eingetragen")
    club.locator(".date-row", has_text="verliehen an BC 04").get_by_role("link").click()
    expect(club.locator(".ticket")).to_contain_text("Ihr Recht an der Serie bleibt.")
    expect(club.locator(".digits")).to_have_count(0)
    expect(club.get_by_role("button", name="Absagen")).to_have_count(0)
    club.get_by_text("Verlauf").click()
    expect(club.locator(".history")).to_contain_text("Grund: Boden wird repariert")
    expect(club.locator(".history")).to_contain_text("Sportamt, für TSV Lindenau")
    check_light_and_dark(club)


def test_a_code_that_is_not_there_says_when_it_comes(club: Page, stage: Stage):
    due = {"code": None, "qr": None, "code_state": "none", "code_due_ms": states.at("18:00", 25)}
    stage.bookings = [booking(**due, start_ms=states.at("18:00", 30), end_ms=states.at("20:00", 30))]
    club.goto("/club/")
    expect(club.locator(".ready")).to_contain_text("Er kommt am Mi 25.11., 14 Tage vorher.")


def test_another_club_or_sign_in_sees_nothing_of_what_was_kept(club: Page, stage: Stage):
    stage.session = dict(TRAINER) | {"clubs": CLUBS}
    club.context.add_cookies([{"name": "hallenwart_mark", "value": "first", "url": stage.url}])
    club.goto("/club/#/verein?als=konto")
    expect(club.get_by_role("heading", name="Konto").first).to_be_visible()
    club.locator("select").first.select_option("bc-04")
    expect(club.locator(".club-name")).to_contain_text("BC 04")
    assert "47110815" not in club.evaluate("localStorage.getItem('hallenwart-club') ?? ''")
    stage.bookings = bookings()
    club.goto("/club/#/start")
    club.reload()
    expect(club.locator(".digits")).to_have_text("47110815")
    club.evaluate("navigator.serviceWorker.ready")
    club.context.add_cookies([{"name": "hallenwart_mark", "value": "second", "url": stage.url}])
    club.context.set_offline(offline=True)
    club.reload()
    expect(club.locator(".stalebar")).to_contain_text("hier ist noch nichts gespeichert")
    expect(club.locator(".digits")).to_have_count(0)
    club.context.set_offline(offline=False)


def test_the_page_can_be_set_up_as_an_app(club: Page):
    club.goto("/club/")
    manifest = club.evaluate("fetch(document.querySelector('link[rel=manifest]').href).then((answer) => answer.json())")
    assert [one["name"] for one in manifest["shortcuts"]] == ["Code zeigen", "Buchen", "Termine"]
    for icon in manifest["icons"]:
        size = club.evaluate(
            "async (src) => { const i = new Image(); i.src = '/club/' + src; await i.decode(); return i.width; }", icon["src"]
        )
        assert f"{size}x{size}" == icon["sizes"]


def test_a_date_that_was_taken_names_why_and_offers_substitutes(club: Page, stage: Stage):
    lost = {"state": "cancelled", "ended": "displaced", "ended_why": "Wahl-Lokal", "code": None, "qr": None}
    stage.bookings = [booking(**lost, start_ms=states.at("18:00", 28), end_ms=states.at("20:00", 28))]
    club.goto("/club/#/termine")
    expect(club.locator(".date-row")).to_contain_text("verdrängt")
    club.locator(".date-row a").click()
    expect(club.locator(".ticket")).to_contain_text("Grund: Wahl-Lokal")
    expect(club.locator(".spot")).to_contain_text("Halle Süd")
    check_light_and_dark(club)
    check_widths(club)
    club.get_by_role("button", name="Nehmen").click()
    expect(club.get_by_role("status").filter(has_text="Gebucht")).to_be_visible()
    assert (stage.posts[0][1]["hall"], stage.posts[0][1]["title"]) == ("sued", "Volleyball Jugend")
