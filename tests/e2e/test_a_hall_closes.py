"""The office shuts a hall; who loses a date is told with substitutes, and books one from the mail, on a phone."""

import re
from contextlib import closing
from datetime import datetime
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from support.brokers import needs_mosquitto
from support.journeys import now_ms
from support.season_town import DESK, OFFICE, PHONE, as_person, link_in, mail, no_sideways
from support.town import RunningTown

pytestmark = [needs_mosquitto, pytest.mark.mosquitto, pytest.mark.chromium, pytest.mark.slow]
LEADER, LEADER_NAME, TITLE = "sommer@sg-sued.example", "Mia Sommer", "Handball Damen"
WHY = "Wasserschaden an der Decke"
LATER_MS = 60 * 3_600_000
"""What they book instead must not stand where other tests of the evening book for tomorrow."""


@pytest.fixture(scope="module")
def town(evening: RunningTown) -> RunningTown:
    return evening


def next_day_of_the_group(town: RunningTown) -> str:
    """Return when they train next after tomorrow, as a date: on a public holiday the hall is shut anyway."""
    with closing(town.api(LEADER)) as api:
        listed = api.get("/api/bookings").raise_for_status().json()["bookings"]
    start_ms = next(one["start_ms"] for one in listed if one["title"] == TITLE and one["start_ms"] > now_ms(town) + LATER_MS)
    return f"{datetime.fromtimestamp(start_ms / 1000, ZoneInfo('Europe/Berlin')):%Y-%m-%d}"


def test_whoever_is_displaced_books_a_substitute_from_the_mail(town: RunningTown, browser: Browser):
    day = next_day_of_the_group(town)
    with as_person(browser, town, OFFICE, "/manager/#/sperren", width=DESK, height=1000) as desk:
        desk.get_by_role("radio", name="Schließung").check()
        desk.get_by_role("checkbox", name="Halle Süd", exact=True).check()
        desk.get_by_label("Von", exact=True).fill(f"{day}T17:30")
        desk.get_by_label("Bis", exact=True).fill(f"{day}T22:30")
        desk.get_by_label("Warum? Das lesen auch die Vereine.").fill(WHY)
        desk.get_by_role("button", name="Ansehen, wen das trifft").click()
        shown = desk.get_by_role("listitem").filter(has_text=TITLE)
        expect(shown).to_contain_text("Ersatz wird genannt")
        desk.get_by_role("button", name="Jetzt sperren").click()
        expect(desk.get_by_role("status").filter(has_text=WHY)).to_be_visible()
    letter = mail(town, LEADER_NAME, "Halle gesperrt")
    assert WHY in letter["text"]
    with as_person(browser, town, LEADER, "/club/", width=PHONE) as phone:
        link = link_in(letter, "Ersatz buchen: ")
        (title,) = parse_qs(link.partition("?")[2])["was"]
        phone.goto(link)
        expect(phone.get_by_role("heading", name="Stimmt alles?")).to_be_visible()
        no_sideways(phone)
        phone.get_by_role("button", name="Verbindlich buchen").click()
        expect(phone.get_by_role("status").filter(has_text="Gebucht")).to_be_visible()
        expect(phone.get_by_text(re.compile(title)).first).to_be_visible()
