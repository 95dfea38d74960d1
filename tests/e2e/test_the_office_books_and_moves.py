"""The clerk books for a club on the telephone and moves the date; the club reads who did it and why. Desk and phones."""

import re
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from support.brokers import needs_mosquitto
from support.journeys import now_ms
from support.season_town import DESK, OFFICE, OFFICE_NAME, PHONE, as_person, mail, no_sideways
from support.town import RunningTown, until

pytestmark = [needs_mosquitto, pytest.mark.mosquitto, pytest.mark.chromium, pytest.mark.slow]
LEADER, LEADER_NAME = "roth@blau-gelb.example", "Lena Roth"
CLUB, TITLE = "Tanzclub Blau-Gelb", "Formation"
NEIGHBOUR, NEIGHBOUR_TITLE = "sommer@sg-sued.example", "Handball A-Jugend"
HOURS_OF_NEIGHBOUR = 1.5
ZONE = ZoneInfo("Europe/Berlin")


@pytest.fixture(scope="module")
def town(evening: RunningTown) -> RunningTown:
    return evening


@pytest.fixture(scope="module")
def began_ms(town: RunningTown) -> int:
    return now_ms(town)


def tomorrow(town: RunningTown) -> datetime:
    return datetime.fromtimestamp(now_ms(town) / 1000, ZONE) + timedelta(days=1)


def neighbour(town: RunningTown) -> dict[str, Any]:
    """Return the date of the group that has the same third after the free time, tomorrow from 19:30 on."""
    with closing(town.api(NEIGHBOUR)) as api:
        listed = api.get("/api/bookings").raise_for_status().json()["bookings"]
    day = f"{tomorrow(town):%Y-%m-%d}"
    return next(one for one in listed if one["title"] == NEIGHBOUR_TITLE and day_of(one) == day)


def day_of(booking: dict[str, Any]) -> str:
    return f"{datetime.fromtimestamp(booking['start_ms'] / 1000, ZONE):%Y-%m-%d}"


def drag(page: Page, start: Callable[[], tuple[float, float]], dy: float, *, opens: str) -> Locator:
    """Drag until the dialog stands there: a plan that a busy machine brought late moves nothing until it is fresh again."""
    dialog = page.get_by_role("dialog", name=opens)

    def dragged() -> bool:
        x, y = start()
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x, y + dy / 2, steps=4)
        page.mouse.move(x, y + dy, steps=4)
        page.mouse.up()
        with suppress(AssertionError):
            expect(dialog).to_be_visible(timeout=5_000)
        return dialog.is_visible()

    until(dragged, what=f"dragging opens: {opens}")
    return dialog


def box_of(one: Locator) -> dict[str, float]:
    box = one.bounding_box()
    assert box is not None
    return {**box}


def place(one: Locator, dy: float) -> tuple[float, float]:
    """Return a point in the middle of a block, so far below its upper edge."""
    box = box_of(one)
    return box["x"] + box["width"] / 2, box["y"] + dy


def drop(desk: Page, why: str) -> None:
    dialog = desk.get_by_role("dialog", name="Verschieben")
    dialog.get_by_label("Warum? (erfährt der Verein)").fill(why)
    dialog.get_by_role("button", name="So ablegen").click()
    expect(desk.locator(".office-done")).to_contain_text("Verlegt")


def test_the_town_begins_in_the_middle_of_a_season(town: RunningTown):
    with closing(town.api(OFFICE)) as office:

        def waits() -> bool:
            told = office.get("/api/requests").raise_for_status().json()["requests"]
            return {one["kind"] for one in told} >= {"booking", "series", "club"}

        until(waits, what="an event, a series and a club wait for the office")
        counted = {
            "/api/offers": "offers",
            "/api/waiting": "waiting",
            "/api/closings": "closings",
            "/api/series?all=true": "series",
        }
        for path, name in counted.items():
            assert office.get(path).raise_for_status().json()[name], path
    assert not [line for line in town.told()["log"] if "nicht angenommen" in line]


def test_the_clerk_books_for_a_club_and_moves_it_by_hand_and_by_keys(town: RunningTown, browser: Browser, began_ms: int):
    other = neighbour(town)
    path = f"/manager/#/plan?tag={day_of(other)}&halle=nordpark"
    with as_person(browser, town, OFFICE, path, width=DESK, height=1000) as desk:
        below = desk.locator(f'[data-booking="{other["id"]}"]')
        below.scroll_into_view_if_needed()
        hour = box_of(below)["height"] / HOURS_OF_NEIGHBOUR
        dialog = drag(desk, lambda: place(below, -1.5 * hour + 2), hour - 4, opens="Neue Buchung")  # 18:00 to 19:00
        dialog.get_by_label("Verein suchen").fill("blau")
        dialog.get_by_role("button", name=CLUB).click()
        dialog.get_by_label(re.compile("Wofür")).fill(TITLE)
        expect(dialog).to_contain_text(f"Wird für {CLUB} eingetragen und so vermerkt.")
        dialog.get_by_role("button", name="Buchen", exact=True).click()
        expect(desk.locator(".office-done")).to_contain_text(f"Gebucht: {CLUB}")
        expect(desk.locator(".office-done")).to_contain_text("18:00\u201319:00")

        block = desk.get_by_role("button", name=re.compile(f"18:00\u201319:00.*{CLUB}"))
        drag(desk, lambda: place(block, hour / 2), hour / 2, opens="Verschieben")
        drop(desk, "Der Hallenboden wird bis halb sieben gewischt")
        block = desk.get_by_role("button", name=re.compile(f"18:30\u201319:30.*{CLUB}"))
        block.focus()
        desk.keyboard.press("Space")
        desk.keyboard.press("ArrowUp")
        desk.keyboard.press("Enter")
        drop(desk, "Der Boden ist früher trocken")
        desk.get_by_role("button", name=re.compile(f"18:15\u201319:15.*{CLUB}")).click()
        told = desk.get_by_role("dialog", name=CLUB)
        for words in (OFFICE_NAME, "für den Verein", "bis halb sieben gewischt", "früher trocken"):
            expect(told.get_by_text(words).first).to_be_visible()


def test_the_club_reads_who_entered_it_and_why_it_moved(town: RunningTown, browser: Browser, began_ms: int):
    letter = mail(town, LEADER_NAME, "18:15", since_ms=began_ms)
    assert "ist gebucht" in letter["text"], "what happened within a minute is one message"
    with as_person(browser, town, LEADER, "/club/#/termine", width=PHONE) as phone:
        row = phone.get_by_role("link", name=re.compile(TITLE)).first
        expect(row).to_contain_text("18:15\u201319:15")
        expect(row).to_contain_text("vom Sportamt eingetragen")
        no_sideways(phone)
        row.click()
        phone.get_by_text("Verlauf", exact=True).click()
        expect(phone.get_by_text("früher trocken").first).to_be_visible()
        expect(phone.get_by_text("Sportamt").first).to_be_visible()
        expect(phone.get_by_text(OFFICE_NAME)).to_have_count(0)


def test_on_a_phone_the_clerk_moves_by_a_form(town: RunningTown, browser: Browser, began_ms: int):
    path = f"/manager/#/plan?tag={tomorrow(town):%Y-%m-%d}"
    with as_person(browser, town, OFFICE, path, width=PHONE) as phone:
        phone.get_by_role("button", name=re.compile(TITLE)).click()
        phone.get_by_role("button", name="Verschieben …").click()
        dialog = phone.get_by_role("dialog", name="Verschieben")
        dialog.get_by_label("Beginn").fill("18:30")
        dialog.get_by_label("Warum? (erfährt der Verein)").fill("Auf Wunsch des Vereins")
        no_sideways(phone)
        dialog.get_by_role("button", name="So ablegen").click()
        expect(phone.locator(".office-done")).to_contain_text("Verlegt")
    letter = mail(town, LEADER_NAME, "Verschoben", since_ms=began_ms)
    assert "18:30" in letter["title"] + letter["text"]
    assert "Auf Wunsch des Vereins" in letter["text"]
