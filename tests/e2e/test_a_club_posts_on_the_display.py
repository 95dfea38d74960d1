"""A club posts from the phone, the office reads it, sees it as the display will, and lets it through; the display shows it."""

import re
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

from support.brokers import needs_mosquitto
from support.journeys import FOYER, now_ms, opened
from support.season_town import DESK, OFFICE, PHONE, as_person, no_sideways
from support.town import RunningTown, until

pytestmark = [needs_mosquitto, pytest.mark.mosquitto, pytest.mark.chromium, pytest.mark.slow]
CLUBS = ("voss@tsv-lindenau.example", "jana@tsv-lindenau.example", "sommer@sg-sued.example")
TITLE, TEXT = "Wer spielt mit?", "Freitag, 20 Uhr, Schläger sind da."
HALL = "nordpark"
AHEAD_MS = 20 * 60_000


@pytest.fixture(scope="module")
def town(evening: RunningTown) -> RunningTown:
    return evening


def club_that_plays(town: RunningTown) -> tuple[str, str]:
    """Return who of a club has the hall just now, and the hall's name."""
    for email in CLUBS:
        with closing(town.api(email)) as api:
            listed = api.get("/api/bookings").raise_for_status().json()["bookings"]
        now = now_ms(town)
        for one in listed:
            if one["hall"] == HALL and one["start_ms"] <= now and one["end_ms"] > now + AHEAD_MS:
                return email, one["hall_name"]
    pytest.fail("no club has the hall")


def ask_about_every_post(town: RunningTown, email: str) -> None:
    """The office looks at every post of this club, however well it knows it."""
    with closing(town.api(email)) as api:
        club = api.get("/api/session").raise_for_status().json()["club"]["id"]
    with closing(town.api(OFFICE)) as api:
        api.put("/api/posts/rules", json={"clubs": {club: "ask"}}).raise_for_status()


def writes_it(page: Page, hall: str) -> None:
    page.get_by_role("link", name="Anzeigen").click()
    page.get_by_role("button", name="Neuer Beitrag").click()
    form = page.get_by_role("form", name="Neuer Beitrag")
    form.get_by_role("radio", name="Helfer gesucht").check()
    form.get_by_label("Überschrift").fill(TITLE)
    form.get_by_label("Text", exact=True).fill(TEXT)
    form.get_by_role("checkbox", name=hall, exact=True).check()
    expect(page.frame_locator("iframe[title='So sieht es aus']").get_by_text(TITLE).first).to_be_visible()
    no_sideways(page)
    form.get_by_role("button", name="Zur Freigabe senden").click()
    expect(page.get_by_text("Gesendet. Das Sportamt entscheidet und gibt Bescheid.")).to_be_visible()


def lets_it_through(page: Page) -> None:
    waiting = page.get_by_role("listitem").filter(has_text=TITLE)
    expect(waiting).to_contain_text("wartet auf das Sportamt")
    waiting.get_by_role("button", name=f"„{TITLE}“ auf der Anzeige ansehen").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.frame_locator("iframe").get_by_text(TITLE).first).to_be_visible()
    dialog.get_by_role("button", name="Schließen").click()
    waiting.get_by_role("button", name=f"„{TITLE}“ freigeben").click()
    expect(page.get_by_text(f"„{TITLE}“ ist freigegeben.")).to_be_visible()


def test_from_the_clubs_phone_to_the_display_and_off_it_again(town: RunningTown, browser: Browser):
    email, hall = club_that_plays(town)
    ask_about_every_post(town, email)
    with (
        opened(browser, f"{town.screens(FOYER)}/display/", width=1920, height=1080) as display,
        as_person(browser, town, email, "/club/#/verein", width=PHONE) as phone,
        as_person(browser, town, OFFICE, "/manager/#/anzeigen?als=beitraege", width=DESK, height=900) as desk,
    ):
        expect(display.locator("main")).to_be_visible()
        writes_it(phone, hall)
        assert display.get_by_text(TITLE).count() == 0, "nobody sees it before the office did"
        lets_it_through(desk)
        shown = display.get_by_text(TITLE).first
        until(shown.is_visible, within_s=400, what="the display's cards come round to the post")
        expect(phone.get_by_role("listitem").filter(has_text=TITLE)).to_be_visible()
        desk.goto(f"{town.backend}/manager/#/anzeigen/{FOYER}")
        expect(desk.get_by_text(re.compile("^zeigt: "))).to_be_visible()
        phone.reload()
        phone.get_by_role("button", name=f"„{TITLE}“ zurücknehmen").click()
        phone.get_by_role("dialog").get_by_role("button", name="Zurücknehmen").click()
        expect(display.get_by_text(TITLE)).to_have_count(0)
