"""A club signs up, its trainer books and lends the date, another club opens the locker: phone, desk, kiosk and display."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from support.brokers import needs_mosquitto
from support.journeys import FOYER, LOCKER, key_is, kiosk_says, open_with, opened, press, type_code
from support.season_town import (
    DESK,
    OFFICE,
    PHONE,
    as_person,
    join,
    link_in,
    mail,
    no_sideways,
    quiet_town,
    sleep_until,
    ticket_code,
)
from support.town import RunningTown

pytestmark = [needs_mosquitto, pytest.mark.mosquitto, pytest.mark.chromium, pytest.mark.slow]
CLUB, LEADER, TRAINER = "Turnfreunde Mühlbach", "ott@muehlbach.example", "lang@muehlbach.example"
BORROWER = "osman@bc04.example"
TITLE, SLOT = "Parkour", 3


def test_from_signing_up_to_the_key_of_whoever_borrows(tmp_path_factory: pytest.TempPathFactory, browser: Browser):
    with quiet_town(tmp_path_factory.mktemp("club") / "town", "15:40") as town:
        a_club_signs_up(town, browser)
        invite = the_leader_invites_a_trainer(town, browser)
        with opened(browser, f"{town.backend}/login/", width=PHONE, height=812) as trainer:
            join(trainer, invite, "Pia Lang")
            code = books_in_four_steps(trainer)
            reads_the_code_without_network(trainer, code)
            wants_to_be_reminded_two_hours_before(trainer, town)
            sleep_until(town, "16:01")
            lends_by_the_reminder(town, trainer)
            borrowed = another_club_takes_it(town, browser, code)
        sleep_until(town, "17:46")
        the_locker_knows_the_borrower(town, browser, old=code, new=borrowed)


def a_club_signs_up(town: RunningTown, browser: Browser) -> None:
    with opened(browser, f"{town.backend}/login/#/verein", width=PHONE, height=812) as page:
        page.get_by_label("Name des Vereins").fill(CLUB)
        page.get_by_label("Ihr Name").fill("Timo Ott")
        page.get_by_label("Ihre E-Mail-Adresse").fill(LEADER)
        no_sideways(page)
        page.get_by_role("button", name="Verein anmelden").click()
        expect(page.get_by_role("status")).to_be_visible()
        page.goto(mail(town, LEADER, "Bitte bestätigen")["link"])
        page.get_by_role("main").get_by_role("button").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("✓")
    with as_person(browser, town, OFFICE, "/manager/#/anfragen", width=DESK) as desk:
        request = desk.get_by_role("listitem").filter(has_text=CLUB)
        expect(request).to_contain_text(LEADER)
        request.get_by_role("button", name="Freigeben").click()
        expect(desk.get_by_text("Entschieden: 1")).to_be_visible()


def the_leader_invites_a_trainer(town: RunningTown, browser: Browser) -> str:
    with opened(browser, f"{town.backend}/login/", width=PHONE, height=812) as page:
        join(page, mail(town, LEADER, "Willkommen")["link"], "Timo Ott")
        page.goto(f"{town.backend}/club/#/verein")
        page.get_by_label(re.compile("E-Mail")).fill(TRAINER)
        page.get_by_role("button", name="Einladung senden").click()
        expect(page.get_by_text(f"Die Einladung an {TRAINER} ist unterwegs.")).to_be_visible()
        no_sideways(page)
    letter = mail(town, TRAINER, f"Einladung: {CLUB}")
    return str(letter["link"])


def books_in_four_steps(club: Page) -> str:
    """Hall, time, confirm: the day was found by itself. Return the code."""
    club.get_by_role("link", name="Buchen").first.click()
    club.get_by_role("radio", name=re.compile("Sporthalle Nordpark")).check()
    club.get_by_role("button", name="ein Drittel").click()
    club.get_by_role("button", name="60 Min.").click()
    club.get_by_role("button", name="Weiter").click()
    club.get_by_role("radio", name="18:00\u201319:00").first.check()
    club.get_by_role("button", name="Weiter mit 18:00").click()
    expect(club.get_by_role("heading", name="Stimmt alles?")).to_be_visible()
    club.get_by_label("Wofür?").fill(TITLE)
    club.get_by_role("button", name="Verbindlich buchen").click()
    expect(club.get_by_role("status").filter(has_text="Gebucht")).to_be_visible()
    no_sideways(club)
    return ticket_code(club)


def reads_the_code_without_network(club: Page, code: str) -> None:
    club.evaluate("navigator.serviceWorker.ready.then(() => true)")
    club.wait_for_function("navigator.serviceWorker.controller !== null")
    club.context.set_offline(offline=True)
    club.reload()
    expect(club.locator(".digits")).to_be_visible()
    assert "".join(club.locator(".digits").inner_text().split()) == code
    club.context.set_offline(offline=False)


def wants_to_be_reminded_two_hours_before(club: Page, town: RunningTown) -> None:
    club.goto(f"{town.backend}/club/#/verein?als=konto")
    club.get_by_label("Erinnern").select_option(label="2 Stunden vorher")
    form = club.locator("form", has=club.get_by_label("Erinnern"))
    form.get_by_role("button", name="Speichern").click()
    expect(club.get_by_role("status").filter(has_text="Gespeichert.")).to_be_visible()


def lends_by_the_reminder(town: RunningTown, trainer: Page) -> None:
    reminder = mail(town, TRAINER, "Erinnerung")
    trainer.goto(link_in(reminder, "Verleihen"))
    expect(trainer.get_by_text("Ihr Recht auf die anderen Termine bleibt.")).to_be_visible()
    no_sideways(trainer)
    trainer.get_by_role("button", name="Diesen Termin verleihen").click()
    expect(trainer.get_by_text("Der Termin wird jetzt angeboten.")).to_be_visible()


def another_club_takes_it(town: RunningTown, browser: Browser, old: str) -> str:
    """Take the date; return the borrower's code."""
    with as_person(browser, town, BORROWER, "/club/#/termine?als=leihen", width=PHONE) as borrower:
        offer = borrower.get_by_role("listitem").filter(has_text=CLUB)
        expect(offer).to_contain_text("18:00")
        offer.get_by_role("button", name=re.compile("Übernehmen")).click()
        expect(borrower.get_by_role("status").filter(has_text="Übernommen")).to_be_visible()
        mail(town, TRAINER, "Verliehen")
        borrower.get_by_role("link", name="Liste").click()
        borrower.get_by_role("link", name=re.compile(f"18:00.*{TITLE}", re.DOTALL)).first.click()
        code = ticket_code(borrower)
        assert code != old
        return code


def the_locker_knows_the_borrower(town: RunningTown, browser: Browser, *, old: str, new: str) -> None:
    with (
        opened(browser, f"{town.screens(LOCKER)}/kiosk/") as kiosk,
        opened(browser, f"{town.screens(FOYER)}/display/", width=1920, height=1080) as display,
    ):
        type_code(kiosk, old)
        expect(kiosk.get_by_text("Der Code ist falsch.")).to_be_visible()
        assert town.truth()["keys"][str(SLOT)]
        open_with(kiosk, new, SLOT)
        key_is(town, SLOT, hanging=False)
        expect(display.get_by_text(TITLE)).to_be_visible()  # the board shows page after page
        expect(display.locator("li, tr, article", has_text=TITLE).first).to_contain_text("BC 04")
        open_with(kiosk, new, SLOT)
        key_is(town, SLOT, hanging=True)
        kiosk_says(kiosk, re.compile("Wie ist die Halle|Ist noch jemand"))
        press(kiosk, "Keine Angabe")
