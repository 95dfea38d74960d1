"""The badge on a phone opens the locker: phone and locker both without network, the symbol read off the phone's own picture."""

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from support.journeys import LOCKER, TRAINER, kiosk_says, opened, press
from support.qr_read import read_symbol
from support.season_town import PHONE, as_person, no_sideways
from support.town import RunningTown, until

SLOT = 1
pytestmark = [pytest.mark.chromium, pytest.mark.slow]


@pytest.fixture(scope="module")
def town(evening: RunningTown) -> RunningTown:
    return evening


@pytest.fixture
def alone(town: RunningTown) -> Iterator[None]:
    """The test's hands are the only ones at the locker, and its cable is whole afterwards."""
    town.hand("help", on=False)
    yield
    town.hand("help", on=True)
    with contextlib.suppress(httpx.HTTPStatusError):  # whole already
        town.do("heal")


@pytest.fixture
def kiosk(town: RunningTown, browser: Browser, alone: None) -> Iterator[Page]:
    with opened(browser, f"{town.screens(LOCKER)}/kiosk/", width=800) as page:
        kiosk_says(page, "Schlüssel holen")
        yield page


@pytest.fixture
def phone(town: RunningTown, browser: Browser) -> Iterator[Page]:
    with as_person(browser, town, TRAINER, "/club/#/ausweis", width=PHONE) as page:
        yield page


def lies_at_the_locker(town: RunningTown) -> bool:
    """Whether the locker confirmed a list with a badge."""
    asked = (
        "SELECT 1 FROM published_documents p JOIN badge_shares s ON s.device = p.device"
        " WHERE p.device = ? AND p.channel = 'grants' AND p.applied_rev = p.rev"
    )
    with closing(sqlite3.connect(f"file:{town.state / 'backend/records.db'}?mode=ro", uri=True)) as records:
        return records.execute(asked, (LOCKER,)).fetchone() is not None


def shown_on(phone: Page) -> str:
    return read_symbol(phone.locator(".badge-symbol svg:not(.shape)"))


def opens_with_the_phone(town: RunningTown, phone: Page) -> str:
    """Hold the phone to the reader until the door springs open, as people do, with one symbol after another.

    Return the last one. On a busy machine a symbol may be over before it is read.
    """
    for _ in range(6):
        text = shown_on(phone)
        town.hand("scan", text=text)
        with contextlib.suppress(AssertionError):
            until(lambda: town.truth()["doors"][str(SLOT)], within_s=20, what="the door springs open")
            return text
    raise AssertionError(f"compartment {SLOT} stays shut")


def refused_again(town: RunningTown, kiosk: Page, text: str) -> bool:
    """Show a symbol once more, when the reader has forgotten that it saw it just now."""
    town.hand("scan", text=text)
    with contextlib.suppress(AssertionError):
        expect(kiosk.get_by_text("Dieses Bild wurde schon benutzt.")).to_be_visible(timeout=5_000)
        return True
    return False


def told_after_reload(phone: Page) -> bool:
    phone.reload()
    phone.get_by_role("heading", name="Papier und Verlust").wait_for()
    return bool(phone.get_by_text("Zuletzt benutzt").count())


def test_the_phone_opens_the_locker_while_neither_has_network(town: RunningTown, phone: Page, kiosk: Page):
    phone.get_by_role("button", name="Ausweis holen").click()
    expect(phone.get_by_text("Auf diesem Handy gespeichert.")).to_be_visible()
    no_sideways(phone)
    phone.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    until(lambda: lies_at_the_locker(town), within_s=180, what="the locker knows the badge")
    town.do("cut")
    expect(kiosk.get_by_text("Ohne Verbindung")).to_be_visible()
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.get_by_text("Auf diesem Handy gespeichert.")).to_be_visible()
    text = opens_with_the_phone(town, phone)
    kiosk_says(kiosk, f"Fach {SLOT} ist offen")
    town.hand("push", slot=SLOT)
    kiosk_says(kiosk, "Schlüssel holen")
    until(lambda: refused_again(town, kiosk, text), what="a used symbol is told as one")
    assert not any(town.truth()["doors"].values())
    press(kiosk, "1")  # whoever types goes on
    town.do("heal")
    phone.context.set_offline(False)
    expect(kiosk.get_by_text("Ohne Verbindung")).to_have_count(0)
    until(lambda: told_after_reload(phone), every_s=1, what="the locker tells and the phone's page says that it was used")
