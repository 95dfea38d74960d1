"""A guest gets tickets by mail; a phone at the door reads one with its camera, without a network, and tells it later."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Page, expect

from hallenwart_backend.web.app import create_app
from hallenwart_backend.web.parts import COOKIE
from hallenwart_contract import tickets
from hallenwart_dashboards import static_root
from support.backends import HOUR_MS, JANA, Town, open_town
from support.camera_film import film
from support.chromium import BINARY, chromium, page_of
from support.event_town import START_MS, event
from support.help_town import with_mail
from support.page_checks import assert_accessible, assert_no_sideways_scroll
from support.part_sender import ticking
from support.real_server import served
from support.ticket_town import GUEST, confirmed, link_of, texts_on

pytestmark = pytest.mark.chromium
T = TypeVar("T")
STRANGE = "HALLE-T1-" + "Z" * 26


async def test_from_the_public_page_to_the_door_without_network(tmp_path):
    async with open_town(tmp_path) as town:
        await with_mail(town)
        identity = (await event(town, stream=False))["id"]
        town.clock.advance(START_MS - HOUR_MS - town.clock.now_ms())
        app = create_app(static=static_root())
        app.state.parts = town.backend.parts()
        cookie = (await town.signed_in(JANA)).cookies[COOKIE]
        async with served(app) as url, ticking(town):
            journey = Journey(asyncio.get_running_loop(), town, url, cookie, identity, tmp_path)
            link = await asyncio.to_thread(journey.run)
        told = (await (await town.signed_in(JANA)).get(f"/api/events/{identity}/tickets")).json()
        assert (told["given"], told["came"], told["odd"]) == (3, 3, [])
        assert "Benutzt" in (await town.stranger().get(link)).text


class Journey:
    """The browser's side, in a thread of its own."""

    def __init__(self, loop: asyncio.AbstractEventLoop, town: Town, url: str, cookie: str, event_id: str, folder: Path) -> None:
        self.loop, self.town, self.url, self.cookie, self.event, self.folder = loop, town, url, cookie, event_id, folder

    def ask(self, asked: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(asked, self.loop).result(180)

    def run(self) -> str:
        camera = self.folder / "camera.y4m"
        flags = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
        with chromium(BINARY, *flags, f"--use-file-for-fake-video-capture={camera}") as browser:
            club = page_of(browser, width=375)
            club.context.add_cookies([{"name": COOKIE, "value": self.cookie, "url": self.url}])
            self.the_club_offers_tickets(club)
            guest = page_of(browser, width=375)
            link, text = self.a_guest_gets_one(guest)
            other = self.ask(confirmed(self.town, self.town.stranger(), self.event, "zweiter@beispiel.example", 2))
            more = texts_on(self.ask(self.town.stranger().get(other)).text)
            film(camera, [text, "", STRANGE, ""])
            self.the_door_is_offline(club, more[0])
            self.a_helper_has_a_link(page_of(browser, width=375), club, more)
        return link

    def the_club_offers_tickets(self, club: Page) -> None:
        club.goto(f"{self.url}/club/#/veranstaltungen")
        club.get_by_text("Karten", exact=True).click()
        expect(club.get_by_text("Für diese Veranstaltung gibt es keine Karten.")).to_be_visible()
        club.get_by_label("Wie viele Karten?").fill("4")
        club.get_by_role("button", name="Karten anbieten").click()
        expect(club.get_by_text("0 von 4 Karten vergeben")).to_be_visible()
        assert_no_sideways_scroll(club)
        assert_accessible(club)

    def a_guest_gets_one(self, guest: Page) -> tuple[str, str]:
        guest.goto(f"{self.url}/veranstaltungen/{self.event}")
        assert_accessible(guest)
        guest.get_by_label("Ihre E-Mail-Adresse").fill(GUEST)
        guest.get_by_role("button", name="Karte holen").click()
        expect(guest.get_by_text("Bitte sehen Sie in Ihr E-Mail-Postfach")).to_be_visible()
        link = self.ask(link_of(self.town))
        guest.goto(self.url + link)
        guest.get_by_role("button", name="Ja, ich möchte die Karten").click()
        expect(guest.get_by_role("img", name="Karte 1 von 1")).to_be_visible()
        assert_accessible(guest)
        assert_no_sideways_scroll(guest)
        (text,) = texts_on(guest.content())
        assert tickets.digest_of(text)
        return link, text

    def the_door_is_offline(self, door: Page, typed: str) -> None:
        """It loads its list once; then the network is gone, also for a reload."""
        door.goto(f"{self.url}/club/#/einlass/{self.event}")
        expect(door.get_by_text("0 von 3 sind da")).to_be_visible()
        expect(door.get_by_text("Alles übertragen")).to_be_visible()
        door.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
        door.context.set_offline(True)
        door.reload()
        expect(door.get_by_text("0 von 3 sind da")).to_be_visible()
        door.get_by_role("button", name="Kamera einschalten").click()
        answer = door.locator(".answer")
        expect(answer).to_contain_text("Willkommen")
        expect(door.get_by_text("1 von 3 sind da")).to_be_visible()
        expect(answer).to_contain_text("Gilt hier nicht")
        expect(answer).to_contain_text("Schon da")
        door.get_by_role("button", name="Kamera ausschalten").click()
        field = door.get_by_label("Code eintippen")
        field.fill(typed.removeprefix(tickets.PREFIX).lower())
        field.press("Enter")
        expect(answer).to_contain_text("Willkommen")
        expect(door.get_by_text("2 warten auf die Übertragung")).to_be_visible()
        expect(field).to_be_focused()
        assert_no_sideways_scroll(door)
        assert_accessible(door)
        door.reload()
        expect(door.get_by_text("2 von 3 sind da")).to_be_visible()
        door.context.set_offline(False)
        expect(door.get_by_text("Alles übertragen")).to_be_visible()

    def a_helper_has_a_link(self, helper: Page, club: Page, texts: list[str]) -> None:
        """Without an account; who came in at the other door is known here."""
        club.goto(f"{self.url}/club/#/veranstaltungen")
        club.get_by_text("Karten", exact=True).click()
        expect(club.get_by_text("3 von 4 Karten vergeben")).to_be_visible()
        club.get_by_role("button", name="Link machen").click()
        link = club.locator("code.url").inner_text()
        helper.goto(link.replace("http://hallenwart.test", self.url))
        expect(helper.get_by_text("2 von 3 sind da")).to_be_visible()
        for text, word in ((texts[0], "an einem anderen Einlass"), (texts[1], "Willkommen"), ("HALLO", "Nicht erkannt")):
            helper.get_by_label("Code eintippen").fill(text)
            helper.get_by_role("button", name="Prüfen").click()
            expect(helper.locator(".answer")).to_contain_text(word)
        expect(helper.get_by_text("3 von 3 sind da")).to_be_visible()
        expect(helper.get_by_text("Alles übertragen")).to_be_visible()
