"""A hall led by a calendar of another system: what it says brings key, display and club page."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from support.brokers import needs_mosquitto
from support.journeys import FOYER, LOCKER, TRAINER, key_is, now_ms, open_with, opened
from support.outside_town import calendar, event
from support.season_town import DESK, OFFICE, PHONE, as_person, no_sideways, quiet_town, ticket_code
from support.town import RunningTown

pytestmark = [needs_mosquitto, pytest.mark.mosquitto, pytest.mark.chromium, pytest.mark.slow, pytest.mark.timeout(240)]
SOURCE, TITLE, SLOT = "Sportportal Nachbarstadt", "Trampolin", 3


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningTown]:
    with quiet_town(tmp_path_factory.mktemp("outside") / "town", "17:46") as running:
        yield running


@dataclass
class Portal:
    """The other system's web server: one calendar."""

    url: str = ""
    text: str = ""


@contextmanager
def portal() -> Iterator[Portal]:
    told = Portal()

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = told.text.encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        serving = threading.Thread(target=server.serve_forever, daemon=True)
        serving.start()
        told.url = f"http://127.0.0.1:{server.server_address[1]}/nordpark.ics"
        try:
            yield told
        finally:
            server.shutdown()
            serving.join()


def let_it_lead(town: RunningTown, url: str) -> None:
    """Let the office name the calendar, look at what it brings, and keep all of our own dates there."""
    with closing(town.api(OFFICE)) as office:
        wish = {"name": SOURCE, "kind": "calendar", "url": url, "every_min": 1, "link": "https://portal.example/hallen"}
        wish |= {"places": [{"hall": "nordpark"}, {"name": "Drittel 3", "hall": "nordpark", "sections": [3]}]}
        source = office.post("/api/sources", json=wish).raise_for_status().json()["source"]["id"]
        shown = office.post(f"/api/sources/{source}/preview").raise_for_status().json()
        decided = {one["id"]: "keep" for one in shown["local"]}
        office.post(f"/api/sources/{source}/start", json={"decided": decided}).raise_for_status()


def test_what_an_outside_calendar_says_opens_the_locker(town: RunningTown, browser: Browser):
    today = f"{datetime.fromtimestamp(now_ms(town) / 1000, ZoneInfo('Europe/Berlin')):%Y%m%d}"
    with portal() as other:
        other.text = calendar(event("a", f"{today}T180000", f"{today}T190000", f"TSV Lindenau · {TITLE}", location="Drittel 3"))
        let_it_lead(town, other.url)
        with (
            as_person(browser, town, TRAINER, "/club/#/termine", width=PHONE) as phone,
            opened(browser, f"{town.screens(LOCKER)}/kiosk/") as kiosk,
            opened(browser, f"{town.screens(FOYER)}/display/", width=1920, height=1080) as display,
        ):
            phone.get_by_role("link", name=TITLE).click()
            expect(phone.get_by_text(SOURCE).first).to_be_visible()
            no_sideways(phone)
            code = ticket_code(phone)
            open_with(kiosk, code, SLOT)
            key_is(town, SLOT, hanging=False)
            open_with(kiosk, code, SLOT)
            key_is(town, SLOT, hanging=True)
            expect(display.get_by_text(TITLE)).to_be_visible(timeout=40_000)  # the board shows page after page
        with as_person(browser, town, OFFICE, "/manager/#/plan?halle=nordpark", width=DESK, height=1000) as desk:
            expect(desk.get_by_text(f"geführt von {SOURCE}").first).to_be_visible()
