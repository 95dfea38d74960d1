"""A Pi comes into the fleet of a living town and goes out again: pages in Chromium, the real enrolment, the real agent."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from support.brokers import needs_mosquitto
from support.journeys import opened, signed_in
from support.town import RunningTown, start_town

OFFICE = "amt@stadt.example"
DEVICE = "nordpark-neu"
WITHIN_MS = 60_000
pytestmark = [pytest.mark.slow, pytest.mark.chromium, needs_mosquitto, pytest.mark.mosquitto, pytest.mark.timeout(420)]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningTown]:
    running = start_town(tmp_path_factory.mktemp("pi") / "town", "--engine", "mosquitto")
    try:
        yield running
    finally:
        code = running.stop()
    assert code == 0, running.logs()


def fleet_page(page: Page, town: RunningTown, device: str = "") -> None:
    page.goto(f"{town.backend}/manager/#/geraete" + (f"/{device}" if device else ""))


def invited(page: Page) -> str:
    """Make a device in the page, and return the text of its ticket."""
    page.get_by_role("button", name="Gerät anlegen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Haus").select_option("nordpark")
    dialog.get_by_label("Kennung").fill(DEVICE)
    dialog.get_by_label("Name").fill("Umkleide")
    dialog.get_by_role("button", name="Anlegen").click()
    ticket = dialog.get_by_role("img", name=re.compile("^hallenwart:enrol")).get_attribute("alt")
    assert ticket
    return ticket


def enrol(director: Page, ticket: str) -> None:
    director.get_by_label("Anmeldeschein").fill(ticket)
    director.get_by_role("button", name="Pi anmelden und starten").click()


def command(page: Page, op: str) -> Locator:
    """Return the newest of these in the list of commands."""
    return page.get_by_role("region", name="Befehle").get_by_role("listitem").filter(has_text=op).first


def test_made_enrolled_asked_and_its_log_read(town: RunningTown, browser: Browser):
    with signed_in(browser, town, OFFICE, "/manager/") as page, opened(browser, f"{town.director}/director/") as director:
        fleet_page(page, town)
        ticket = invited(page)
        enrol(director, f"sudo hallenwart-edge enrol '{ticket}'")
        expect(page.get_by_text(f"{DEVICE} hat sich angemeldet.")).to_be_visible(timeout=WITHIN_MS)
        town.met("pi_enrol", "The Pi is connected", within_s=60)
        expect(director.get_by_text(f"Neuer Pi {DEVICE}")).to_be_visible()

        fleet_page(page, town, DEVICE)
        page.reload()
        expect(page.get_by_text("verbunden", exact=True)).to_be_visible(timeout=WITHIN_MS)
        page.get_by_role("button", name="Welches ist es?").click()
        expect(command(page, "identify")).to_contain_text("erledigt", timeout=WITHIN_MS)

        page.get_by_role("button", name="Protokoll holen").click()
        lines = page.get_by_role("region", name="Protokoll", exact=True)
        expect(lines).to_contain_text(re.compile(r"\w"), timeout=WITHIN_MS)
        assert not re.search(r"\b[0-9]{8}\b", lines.inner_text())
