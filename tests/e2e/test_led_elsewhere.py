"""A hall led by an outside calendar opens its locker: what the other system says becomes date, code and line on the display."""

import re
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from support.brokers import needs_mosquitto
from support.journeys import FOYER, LOCKER, key_is, kiosk_says, now_ms, open_with, opened, press, type_code
from support.outside_town import Portal, calendar, event, portal_beside
from support.season_town import OFFICE, PHONE, as_person, no_sideways, ticket_code
from support.town import RunningTown, until

pytestmark = [needs_mosquitto, pytest.mark.mosquitto, pytest.mark.chromium, pytest.mark.slow]
HALL, SLOT = "gymnastik", 4
LEADER, CLUB, TITLE = "roth@blau-gelb.example", "Tanzclub Blau-Gelb", "Turniertanz"
SOURCE = "Hallenportal Kreis"
ZONE = ZoneInfo("Europe/Berlin")
EARLY, DEAD = "Der Code gilt noch nicht.", "Der Code ist falsch."


@pytest.fixture(scope="module")
def town(evening: RunningTown) -> RunningTown:
    """A town shortly before six: a code for six o'clock opens already, one for a quarter past does not yet."""
    return evening


def test_a_hall_led_by_an_outside_calendar_opens_its_locker(town: RunningTown, browser: Browser):
    with portal_beside() as other:
        says(town, other, "18:00", "18:45")
        source = the_office_lets_it_lead(town, other)
        with (
            as_person(browser, town, LEADER, "/club/#/termine", width=PHONE) as phone,
            opened(browser, f"{town.screens(LOCKER)}/kiosk/") as kiosk,
            opened(browser, f"{town.screens(FOYER)}/display/", width=1920, height=1080) as display,
        ):
            row = date_on(phone, "18:00\u201318:45")
            expect(row).to_contain_text(f"geführt in: {SOURCE}")
            no_sideways(phone)
            row.click()
            code = ticket_code(phone)
            the_code_fetches_and_returns_the_key(town, kiosk, code)
            expect(line_of(display)).to_contain_text("18:00")  # the board shows page after page

            says(town, other, "18:15", "19:00")
            assert read_now(town, source) == ["moved"]
            expect(phone.get_by_role("heading", level=1)).to_contain_text("18:15\u201319:00")
            assert ticket_code(phone) == code
            type_until(kiosk, code, EARLY)

            says(town, other, "18:15", "19:00", status="CANCELLED")
            assert read_now(town, source) == ["cancelled"]
            expect(phone.locator(".standing")).to_contain_text("abgesagt")
            expect(phone.locator(".digits")).to_have_count(0)
            type_until(kiosk, code, DEAD)
            expect(line_of(display)).to_contain_text("fällt aus")
        assert town.truth()["keys"][str(SLOT)]
        assert not any(town.truth()["doors"].values())


def test_the_director_moves_a_date_next_door_and_it_follows_here(town: RunningTown):
    with closing(town.api(OFFICE)) as office:
        every = office.get("/api/sources").raise_for_status().json()["sources"]
    led = next(one for one in every if one["name"] == "Sportportal Nachbarstadt")
    assert (led["state"], led["fault"], led["waiting"]) == ("live", "", [])
    assert led["dates"]
    town.do("led_moved")
    read_now(town, led["id"])  # by itself it is read every minute
    town.met("led_moved", "Club: the date has moved")


def says(town: RunningTown, other: Portal, start: str, end: str, **more: str) -> None:
    """Write the other system's calendar: the date of the club today, and another one tomorrow that stays."""
    today = datetime.fromtimestamp(now_ms(town) / 1000, ZONE)
    tomorrow = today + timedelta(days=1)
    ours = event("led-1", at(today, start), at(today, end), f"{CLUB} · {TITLE}", **more)
    other.text = calendar(ours, event("led-2", at(tomorrow, "17:15"), at(tomorrow, "18:15"), "BC 04 · Athletik"))


def at(day: datetime, clock: str) -> str:
    return f"{day:%Y%m%d}T{clock.replace(':', '')}00"


def the_office_lets_it_lead(town: RunningTown, other: Portal) -> str:
    """Set the source up, keep what of our own stands in the hall, and start; return its id."""
    wish = {"name": SOURCE, "kind": "calendar", "url": other.url, "every_min": 5, "places": [{"hall": HALL}]}
    with closing(town.api(OFFICE)) as office:
        source = office.post("/api/sources", json=wish).raise_for_status().json()["source"]
        kept = {one["id"]: "keep" for one in source["local"]}
        answer = office.post(f"/api/sources/{source['id']}/start", json={"decided": kept})
        assert answer.is_success, answer.text
        assert (answer.json()["fault"], answer.json()["waiting"]) == ("", [])
    return str(source["id"])


def read_now(town: RunningTown, source: str) -> list[str]:
    """Let the calendar be read now; return what became of its entries."""
    with closing(town.api(OFFICE)) as office:
        told: dict[str, Any] = office.post(f"/api/sources/{source}/read", json={}).raise_for_status().json()
    assert told["done"], told
    return [one["result"] for one in told["changes"]]


def date_on(phone: Page, span: str) -> Locator:
    row = phone.get_by_role("link", name=re.compile(TITLE)).first
    expect(row).to_contain_text(span)
    return row


def line_of(display: Page) -> Locator:
    return display.get_by_role("row").filter(has_text=TITLE)


def the_code_fetches_and_returns_the_key(town: RunningTown, kiosk: Page, code: str) -> None:
    open_with(kiosk, code, SLOT)
    key_is(town, SLOT, hanging=False)
    open_with(kiosk, code, SLOT)
    key_is(town, SLOT, hanging=True)
    kiosk_says(kiosk, re.compile("Wie ist die Halle|Ist noch jemand"))
    press(kiosk, "Keine Angabe")


def type_until(kiosk: Page, code: str, answer: str) -> None:
    """Type it until the locker, which hears of a change a moment later, answers so."""

    def answers() -> bool:
        type_code(kiosk, code)
        try:
            expect(kiosk.get_by_text(answer)).to_be_visible(timeout=5_000)
        except AssertionError:
            return False
        return True

    until(answers, within_s=120, what=f"the locker says: {answer}")
