"""What people of clubs and of the office do in a living town: sign up, join, book on a phone, read their mail."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from hallenwart_sim.town import timetable
from support.journeys import opened
from support.town import RunningTown, start_town, until

PHONE, DESK = 375, 1440
OFFICE = "amt@stadt.example"
OFFICE_NAME = "Petra Amt"


@contextmanager
def quiet_town(state: Path, at: str) -> Iterator[RunningTown]:
    """A town in which only the tests move people; what stands at the locker's door is taken and hung back."""
    running = start_town(state, "--engine", "mosquitto", "--no-people", "--at", at)
    try:
        yield running
    finally:
        code = running.stop()
    assert code == 0, running.logs()


def sleep_until(town: RunningTown, at: str) -> None:
    """Let the town sleep until a later time of its day, also when midnight passes outside; it wakes on the same addresses."""
    at = f"{timetable.local_date(town.truth()['now_ms'])}T{at}"
    assert town.stop() == 0, town.logs()
    town.process = start_town(town.state, "--engine", "mosquitto", "--no-people", "--at", at, base=town.base).process


def mail(town: RunningTown, to: str, words: str, *, since_ms: int = 0) -> dict[str, Any]:
    """Wait until a mail with these words came to a mailbox, and return the newest such."""
    found = until(lambda: town.received(to, "email", words, since_ms=since_ms), within_s=180, what=f"mail to {to}: {words}")
    return max(found, key=lambda one: one["at_ms"])


def link_in(letter: dict[str, Any], label: str) -> str:
    """Return the address of a link by the words before it."""
    return next(one["url"] for one in letter["links"] if label in one["label"])


def join(page: Page, link: str, name: str) -> None:
    """Accept an invitation: who comes new says a name, and stays signed in."""
    page.goto(link)
    page.get_by_label(re.compile("^Ihr Name|^Name")).fill(name)
    page.get_by_role("button", name=re.compile("Einladung annehmen")).click()
    page.wait_for_url(re.compile("/club/"))


@contextmanager
def as_person(browser: Browser, town: RunningTown, email: str, path: str, *, width: int, height: int = 812) -> Iterator[Page]:
    """Sign in with the password, on a screen of that size."""
    with opened(browser, f"{town.backend}/login/", width=width, height=height) as page:
        page.get_by_label("E-Mail").fill(email)
        page.get_by_label("Passwort", exact=True).fill(town.password(email))
        page.get_by_role("button", name="Anmelden").click()
        page.wait_for_url(re.compile(r"/(club|manager)/"))
        page.goto(f"{town.backend}{path}")
        yield page


def ticket_code(page: Page) -> str:
    """Read the eight digits on a date's page, once the locker has them."""
    expect(page.get_by_text("Code liegt am Schließfach vor")).to_be_visible()
    code = "".join(page.locator(".digits").first.inner_text().split())
    assert re.fullmatch(r"[0-9]{8}", code)
    return code


def no_sideways(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "scrolls sideways"
