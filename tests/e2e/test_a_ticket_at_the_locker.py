"""A guest gets a ticket by mail; the locker's reader lets them in with its cable cut, once, and tells it when it is back.

In one living town: the guest in a real browser, real mail, a reader that speaks its own bytes, a real broker.
"""

from __future__ import annotations

from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

from support.journeys import LOCKER, TRAINER, kiosk_says, now_ms, opened
from support.season_town import PHONE, mail, no_sideways
from support.ticket_town import texts_on
from support.town import RunningTown, until

pytestmark = [pytest.mark.chromium, pytest.mark.slow]
GUEST, MATCH = "kim@gast.example", "Volleyball Damen: TSV Lindenau gegen Talheim"


def test_a_ticket_lets_in_once_while_the_cable_is_cut(evening: RunningTown, browser: Browser):
    with opened(browser, f"{evening.backend}/veranstaltungen", width=PHONE, height=812) as guest:
        event, text = a_ticket_by_mail(evening, guest)
        before = figures(evening, event)
        with opened(browser, f"{evening.screens(LOCKER)}/kiosk/", width=800) as kiosk:
            kiosk_says(kiosk, "Schlüssel holen")
            evening.do("cut")
            try:
                shown(evening, kiosk, text, "Willkommen")
                shown(evening, kiosk, text, "Diese Karte war schon da")
                shown(evening, kiosk, f"HALLE-T1-{'Z' * 26}", "Diese Karte gilt hier jetzt nicht")
            finally:
                evening.do("heal")
        until(lambda: figures(evening, event)["came"] == before["came"] + 1, within_s=180, what="the locker tells", every_s=1)
        assert figures(evening, event)["odd"] == []
        guest.reload()
        expect(guest.get_by_text("Benutzt.")).to_be_visible()


def a_ticket_by_mail(town: RunningTown, guest: Page) -> tuple[str, str]:
    """Find the match, ask, press the link in the mail, and wait until the locker has the ticket."""
    began = now_ms(town)
    guest.get_by_role("link", name=MATCH).click()
    event = guest.url.split("/veranstaltungen/")[1][:16]
    guest.get_by_label("Ihre E-Mail-Adresse").fill(GUEST)
    guest.get_by_role("button", name="Karte holen").click()
    letter = mail(town, GUEST, "Bitte bestätigen", since_ms=began)
    published = published_ms(town)
    guest.goto(next(one["url"] for one in letter["links"] if "/karten/" in one["url"]))
    guest.get_by_role("button", name="Ja, ich möchte die Karten").click()
    expect(guest.get_by_role("img", name="Karte 1 von 1")).to_be_visible()
    no_sideways(guest)
    until(lambda: published_ms(town) > published, within_s=180, what="the locker has the list with the ticket", every_s=0.5)
    (text,) = texts_on(guest.content())
    return event, text


def shown(town: RunningTown, kiosk: Page, text: str, word: str) -> None:
    """Hold a symbol to the reader, and wait until the screen has answered and is free again."""
    town.hand("scan", text=text)
    kiosk_says(kiosk, word)
    kiosk_says(kiosk, "Schlüssel holen")
    kiosk.wait_for_timeout(3_000)  # the same symbol within 8 s is answered as before


def figures(town: RunningTown, event: str) -> dict[str, int]:
    with closing(town.api(TRAINER)) as client:
        return dict(client.get(f"/api/events/{event}/tickets").raise_for_status().json())


def published_ms(town: RunningTown) -> int:
    """Return when the locker last confirmed its list, by what the trainer's page says of their codes."""
    with closing(town.api(TRAINER)) as client:
        bookings = client.get("/api/bookings").raise_for_status().json()["bookings"]
    return max(one["locker_ms"] or 0 for one in bookings)
