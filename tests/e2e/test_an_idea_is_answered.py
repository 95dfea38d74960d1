"""Citizens say something at the kiosk, the office answers, everybody sees it; the town's projects stand beside their halls."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from support.journeys import LOCKER, kiosk_says, opened, press, signed_in
from support.town import RunningTown, start_town, until

OFFICE = "amt@stadt.example"
SHOWN = "Licht zu dunkel"
ANSWER = "Neue Lampen kommen im Januar."
PROJECT = "Wie wird die Sporthalle Nordpark?"
pytestmark = [pytest.mark.chromium, pytest.mark.slow]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningTown]:
    """A town in which only the tests move, with what its office set up before."""
    running = start_town(tmp_path_factory.mktemp("ideas") / "town", "--engine", "mosquitto", "--no-people", "--at", "11:00")
    try:
        yield running
    finally:
        code = running.stop()
    assert code == 0, running.logs()


@pytest.fixture
def kiosk(town: RunningTown, browser: Browser) -> Iterator[Page]:
    with opened(browser, f"{town.screens(LOCKER)}/kiosk/", width=800, height=1280) as page:
        kiosk_says(page, "Schlüssel holen")
        yield page
        press(page, "Zurück")
        press(page, "Zurück zum Schlüssel")
        kiosk_says(page, "Schlüssel holen")


@pytest.mark.parametrize("width", [375, 1280])
def test_left_at_the_kiosk_answered_by_the_office_and_shown(
    town: RunningTown, browser: Browser, kiosk: Page, width: int
) -> None:
    said, answer = f"{SHOWN} {'im Flur' if width == 375 else 'im Bad'}", f"{ANSWER} ({width})"
    kiosk.get_by_role("button", name="Mehr Mithelfen").click()
    kiosk.get_by_role("button", name="Ideen für die Halle").click()
    press(kiosk, "Eigene Idee sagen")
    press(kiosk, "Etwas ist kaputt")
    press(kiosk, "Sporthalle Nordpark")
    kiosk.get_by_role("textbox").press_sequentially(said, delay=60)
    press(kiosk, "Abschicken")
    kiosk_says(kiosk, "Danke für Ihre Idee!")
    press(kiosk, "Fertig")
    kiosk_says(kiosk, "Schlüssel holen")
    with signed_in(browser, town, OFFICE, "/manager/#/ideen", width=width) as office:
        card = office.locator("li.card", has_text=said)
        expect(card).to_be_visible()
        card.get_by_role("button", name="Zeigen", exact=True).click()
        office.get_by_role("button", name="Gezeigt, ohne Antwort").click()
        card.get_by_role("button", name="Antworten").click()
        office.get_by_label("Ihre Antwort").fill(answer)
        office.get_by_role("button", name="Antwort veröffentlichen").click()
        expect(office.get_by_text("Die Antwort ist veröffentlicht.")).to_be_visible()
    with opened(browser, f"{town.backend}/ideen", width=width) as page:
        expect(page.get_by_text(answer)).to_be_visible()
    kiosk.get_by_role("button", name="Mehr Mithelfen").click()
    kiosk.get_by_role("button", name="Ideen für die Halle").click()
    expect(kiosk.get_by_text(answer)).to_be_visible()


@pytest.mark.parametrize("width", [375, 1280])
def test_a_project_of_the_towns_platform_stands_beside_its_hall(
    town: RunningTown, browser: Browser, kiosk: Page, width: int
) -> None:
    with opened(browser, f"{town.backend}/hallen/nordpark", width=width) as page:
        until(lambda: page.reload() and page.get_by_text(PROJECT).count(), what="the project is read", within_s=180)
        expect(page.get_by_text("Mitreden Beispielstadt")).to_be_visible()
        expect(page.get_by_text("Gelesen am")).to_be_visible()
        with page.expect_navigation():
            page.get_by_role("link", name=PROJECT).click()
        expect(page.get_by_role("heading", name=PROJECT)).to_be_visible()
    kiosk.get_by_role("button", name="Mehr Mithelfen").click()
    projects = kiosk.get_by_role("button", name="Mitreden in der Stadt")
    expect(projects).to_be_enabled()
    projects.click()
    expect(kiosk.get_by_role("heading", name=PROJECT)).to_be_visible()
    expect(kiosk.get_by_role("img", name="QR-Code")).to_be_visible()
