"""A club looks for help at a match, a guest signs up by mail, has a key for the shift alone, and takes a certificate home.

In one living town: club and guest in a real browser, on phone and desktop, real mail, real code at the locker's kiosk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from hallenwart_contract.clock import utc
from support.journeys import LOCKER, TRAINER, kiosk_says, now_ms, opened, type_code
from support.season_town import PHONE, as_person, mail, no_sideways
from support.town import RunningTown, until

pytestmark = [pytest.mark.chromium, pytest.mark.slow]
CLUB, HALL, MATCH = "tsv-lindenau", "nordpark", "Derby gegen den Süden"
NAME, GUEST = "Ina Beispiel", "ina@gast.example"
MINUTE_MS = 60_000
TO_REMINDER_MS = 180 * MINUTE_MS + 2 * MINUTE_MS


@pytest.fixture(scope="module")
def town(evening: RunningTown) -> RunningTown:
    return evening


@pytest.fixture(scope="module")
def trainer(town: RunningTown) -> Iterator[httpx.Client]:
    with closing(town.api(TRAINER)) as client:
        yield client


@pytest.fixture(scope="module")
def match(town: RunningTown, trainer: httpx.Client) -> str:
    """Book a match of tomorrow; return its id."""
    for days in range(1, 9):
        day = utc(now_ms(town)) + timedelta(days=days)
        asked = {"date": f"{day:%Y-%m-%d}", "minutes": 60, "sections": 1}
        slots = trainer.get(f"/api/halls/{HALL}/slots", params=asked).raise_for_status().json()["slots"]
        free = next((one for one in slots if one["state"] == "free"), None)
        if free is not None:
            wish = {"hall": HALL, "sections": free["free_sections"][:1], "title": MATCH, "kind": "match"}
            made = trainer.post("/api/bookings", json=wish | {name: free[name] for name in ("start_ms", "end_ms")})
            assert made.status_code == 201, made.text
            return str(made.json()["id"])
    raise AssertionError("no free hour")


def test_from_a_match_to_a_certificate(town: RunningTown, browser: Browser, trainer: httpx.Client, match: str):
    began = now_ms(town)
    the_club_takes_what_is_proposed(town, browser)
    offer = the_shift_is_now_and_there_is_one_more_tonight(town, trainer, match)
    with opened(browser, f"{town.backend}/mitmachen/{offer}", width=PHONE, height=812) as guest:
        signs_up(guest, town, began)
        expect(guest.get_by_text("Der Verein muss Sie dafür noch bestätigen").first).to_be_visible()
        the_club_knows_the_name(town, browser)
        until(lambda: town.received(GUEST, "email", "Bald ist es so weit"), within_s=240, what="the reminder", every_s=1)
        slot, digits = the_key_is_fetched(guest, town, browser)
        with as_person(browser, town, TRAINER, "/club/#/stunden", width=1280) as club:
            the_hours_are_confirmed(club)
            paper = takes_the_certificate(guest, town)
            with opened(browser, f"{town.backend}/nachweis/{paper}", width=PHONE, height=812) as check:
                says(check, "Dieser Nachweis gilt.")
                assert NAME not in check.content()
                check.get_by_label("Name auf dem Blatt").fill(NAME)
                check.get_by_role("button", name="Name prüfen").click()
                expect(check.get_by_text("Dieser Nachweis gehört zu diesem Namen.", exact=False)).to_be_visible()
                no_sideways(check)
                withdraws(club)
                check.goto(f"{town.backend}/nachweis/{paper}")
                says(check, "Dieser Nachweis gilt nicht mehr.")
    hangs_back(town, slot, digits)


def the_club_takes_what_is_proposed(town: RunningTown, browser: Browser) -> None:
    with as_person(browser, town, TRAINER, "/club/#/mitmachen", width=PHONE) as page:
        card = page.get_by_role("article", name=MATCH)
        expect(card).to_be_visible()
        no_sideways(page)
        card.get_by_role("button", name="Schicht anlegen: Schlüssel-Dienst").click()
        expect(page.get_by_role("heading", name=re.compile(f"Schlüssel-Dienst: {MATCH}"))).to_be_visible()


def the_shift_is_now_and_there_is_one_more_tonight(town: RunningTown, trainer: httpx.Client, match: str) -> str:
    """Nobody waits for tomorrow: the club moves the shift to now, and adds one that begins a little over three hours later."""
    offers = trainer.get("/api/volunteering/offers", params={"club": CLUB}).raise_for_status().json()["offers"]
    offer = next(one for one in offers if one["booking"] == match)
    now = now_ms(town)
    early = {"id": offer["shifts"][0]["id"], "from_ms": now + 3 * MINUTE_MS, "to_ms": now + 90 * MINUTE_MS, "wanted": 1}
    late = {"from_ms": now + TO_REMINDER_MS, "to_ms": now + TO_REMINDER_MS + 30 * MINUTE_MS, "wanted": 1}
    body = {name: offer[name] for name in ("title", "role", "hall", "key", "booking")} | {"shifts": [early, late]}
    changed = trainer.put(f"/api/volunteering/offers/{offer['id']}", json=body)
    assert changed.status_code == 200, changed.text
    return str(offer["id"])


def signs_up(guest: Page, town: RunningTown, began: int) -> None:
    guest.reload()
    for box in guest.get_by_role("checkbox").all():
        box.check()
    guest.get_by_label("Name", exact=False).first.fill(NAME)
    guest.get_by_label("E-Mail", exact=False).first.fill(GUEST)
    no_sideways(guest)
    guest.locator("button.main").click()
    letter = mail(town, GUEST, "Bitte bestätigen", since_ms=began)
    guest.goto(next(one["url"] for one in letter["links"] if "/mitmachen/meine/" in one["url"]))
    guest.locator("button[value=confirm]").click()
    expect(guest.get_by_text("Sie sind dabei.").first).to_be_visible()
    no_sideways(guest)


def the_club_knows_the_name(town: RunningTown, browser: Browser) -> None:
    with as_person(browser, town, TRAINER, "/club/#/stunden", width=PHONE) as page:
        page.get_by_role("button", name=f"{NAME} beim Namen bestätigen").first.click()
        no_sideways(page)
        page.get_by_role("dialog").get_by_role("button", name="Bestätigen").click()
        expect(page.get_by_text("Beim Namen bekannt bis", exact=False).first).to_be_visible()


def the_key_is_fetched(guest: Page, town: RunningTown, browser: Browser) -> tuple[int, str]:
    """Wait for the code, check in with the mark, type the code, take the key; return compartment and code."""

    def code() -> str:
        guest.reload()
        shown = guest.locator(".code")
        return shown.first.inner_text() if shown.count() else ""

    digits = until(code, within_s=180, what="the code is on the guest's page", every_s=1).replace(" ", "")
    assert re.fullmatch(r"[0-9]{8}", digits)
    guest.locator("summary", has_text="Ihr Zeichen für die Halle").first.click()
    mark = guest.locator(".typed").first.inner_text()
    with opened(browser, f"{town.screens(LOCKER)}/kiosk/", width=800) as kiosk:
        kiosk_says(kiosk, "Schlüssel holen")
        town.hand("scan", text=mark)
        kiosk_says(kiosk, "Sie sind angemeldet")
        kiosk_says(kiosk, "Schlüssel holen")
        type_code(kiosk, digits)
        slot = until(lambda: opened_slot(town), what="a door springs open")
        kiosk_says(kiosk, f"Fach {slot} ist offen")
    town.hand("take", slot=slot)
    town.hand("push", slot=slot)
    return slot, digits


def opened_slot(town: RunningTown) -> int:
    return next((int(slot) for slot, door in town.truth()["doors"].items() if door), 0)


def the_hours_are_confirmed(club: Page) -> None:
    row = club.get_by_role("listitem").filter(has_text="Schlüssel geholt um").filter(has_text=NAME)
    expect(row).to_be_visible()
    expect(row).to_contain_text("am Schrank gemeldet um")
    row.get_by_role("button", name=f"Andere Zeit für {NAME} eintragen").click()
    dialog = club.get_by_role("dialog")
    dialog.get_by_label("Minuten").fill("60")
    dialog.get_by_label("Warum?").fill("War eine Stunde da.")
    dialog.get_by_role("button", name="Bestätigen").click()
    expect(club.get_by_text("Bestätigt: 1:00 Stunden.")).to_be_visible()
    no_sideways(club)


def takes_the_certificate(guest: Page, town: RunningTown) -> str:
    guest.reload()
    link = guest.get_by_role("link", name="Bescheinigung über Ihre Stunden (PDF)")
    answer = httpx.get(f"{town.backend}{link.get_attribute('href')}", timeout=180).raise_for_status()
    assert answer.content.startswith(b"%PDF")
    found = re.search(r"nachweis-([0-9a-f]{20})", answer.headers["content-disposition"])
    assert found
    return found[1]


def says(page: Page, verdict: str) -> None:
    expect(page.get_by_text(verdict, exact=False)).to_be_visible()


def withdraws(club: Page) -> None:
    club.get_by_role("button", name="Zurückziehen").click()
    dialog = club.get_by_role("dialog")
    dialog.get_by_label("Warum?").fill("War jemand anders.")
    dialog.get_by_role("button", name="Zurückziehen").click()
    expect(club.get_by_text("Bestätigt: 1:00 Stunden.")).to_have_count(0)


def hangs_back(town: RunningTown, slot: int, digits: str) -> None:
    """Leave the locker as it was for whoever comes next; hours that were withdrawn leave the shift and its key."""
    town.hand("type", text=digits)
    until(lambda: opened_slot(town) == slot, what="the door springs open again")
    town.hand("put", slot=slot)
    town.hand("push", slot=slot)
    until(lambda: town.truth()["keys"][str(slot)], what="the key hangs again")
