"""A Pi comes into the fleet of a living town and goes out again: pages in Chromium, the real enrolment, the real agent."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from websockets.sync.client import connect

from support.brokers import needs_mosquitto
from support.journeys import opened, signed_in
from support.town import RunningTown, until

OFFICE = "amt@stadt.example"
DEVICE = "nordpark-neu"
OTHERS = ("nordpark-1", "nordpark-2", "sued-1")
pytestmark = [pytest.mark.slow, pytest.mark.chromium, needs_mosquitto, pytest.mark.mosquitto]


@pytest.fixture(scope="module")
def town(evening: RunningTown) -> RunningTown:
    return evening


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


def rows(office: httpx.Client) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in office.get("/api/fleet").json()["devices"]}


def processes(town: RunningTown) -> set[int]:
    """Return the processes of the Pi that was added."""
    config, found = str(town.state / "new-pi/agent.toml").encode(), set()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if config in (entry / "cmdline").read_bytes():
                found.add(int(entry.name))
        except OSError:
            continue
    return found


@contextmanager
def foyer_s_alarm_link(town: RunningTown) -> Iterator[list[bool]]:
    """Write down, for as long as the block runs, whether the foyer's display hears the alarms of the site's other Pi."""
    told: list[bool] = []
    url = town.screens("nordpark-2")
    with connect(f"{url.replace('http', 'ws')}/display/live", origin=url) as live:
        reading = threading.Thread(target=lambda: told.extend(json.loads(text)["alarm_link"] for text in live))
        reading.start()
        until(lambda: told, what="the display tells")
        yield told
    reading.join(10)


def stays_out(town: RunningTown) -> None:
    """Pull its plug, put it in again: it starts, tries to connect and is refused."""
    agent, broker = town.state / "logs/new-pi.log", town.state / "logs/broker.log"
    town.do("pi_off")
    until(lambda: not processes(town), what="it has no power")
    before = broker.stat().st_size
    town.do("pi_on")
    refused = re.compile(r"certificate verify failed|certificate revoked", re.IGNORECASE)
    until(lambda: refused.search(broker.read_text()[before:]), what="the broker refuses it")
    healthz = f"http://127.0.0.1:{town.ports.new_pi}/healthz"
    assert httpx.get(healthz).json()["online"] is False, agent.read_text()[-2_000:]


def test_made_enrolled_asked_restarted_revoked_and_kept_out(town: RunningTown, browser: Browser):
    with signed_in(browser, town, OFFICE, "/manager/") as page, opened(browser, f"{town.director}/director/") as director:
        fleet_page(page, town)
        ticket = invited(page)
        enrol(director, f"sudo hallenwart-edge enrol '{ticket}'")
        expect(page.get_by_text(f"{DEVICE} hat sich angemeldet.")).to_be_visible()
        town.met("pi_enrol", "The Pi is connected")
        expect(director.get_by_text(f"Neuer Pi {DEVICE}")).to_be_visible()

        fleet_page(page, town, DEVICE)
        page.reload()
        expect(page.get_by_text("verbunden", exact=True)).to_be_visible()
        page.get_by_role("button", name="Welches ist es?").click()
        expect(command(page, "Zeigen, welches es ist")).to_contain_text("erledigt")

        page.get_by_role("button", name="Protokoll holen").click()
        lines = page.get_by_role("region", name="Protokoll", exact=True)
        expect(lines).to_contain_text(re.compile(r"\w"))
        assert not re.search(r"\b[0-9]{8}\b", lines.inner_text())

        first = processes(town)
        page.get_by_role("button", name="Neu starten").click()
        page.get_by_role("dialog").get_by_role("button", name="Programm").click()
        expect(command(page, "Neu starten")).to_contain_text("erledigt")
        until(lambda: (now := processes(town)) and not now & first, what="the agent started anew")
        office = town.api(OFFICE)
        until(lambda: rows(office)[DEVICE]["state"] == "online", what="it is connected again")

        with foyer_s_alarm_link(town) as heard:
            page.get_by_role("button", name="Zugang beenden").click()
            dialog = page.get_by_role("dialog")
            dialog.get_by_label("Grund").fill("Probe-Pi kommt weg")
            dialog.get_by_role("button", name="Zugang jetzt beenden").click()
            expect(page.get_by_text("Zugang beendet", exact=True)).to_be_visible()
            expect(page.get_by_text("Grund: Probe-Pi kommt weg")).to_be_visible()
            stays_out(town)
            others = rows(office)
            assert {name: others[name]["state"] for name in OTHERS} == dict.fromkeys(OTHERS, "online")
            assert others[DEVICE]["state"] == "revoked"
        assert all(heard)
        office.close()
