"""Journeys in real Chromium through a town that lives: real broker, server, agents, emulated halls, and people in them."""

import re
from contextlib import closing
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from support.journeys import (
    CARETAKER,
    FOYER,
    LOCKER,
    SUED,
    TRAINER,
    code_of,
    compartment,
    end_alarm,
    key_is,
    kiosk_says,
    manager_says,
    open_with,
    opened,
    press,
    signed_in,
    type_code,
)
from support.town import RunningTown, until

ALARM_IN_THE_HALL = "main.alarm"
FIRE = re.compile("(Rauch|Hitze) gemeldet")
on_mosquitto = pytest.mark.parametrize("engine", ["mosquitto"], indirect=True, scope="module")
"""What is the same with either broker: the locker's codes and the booking are tried with both when the network is cut."""
pytestmark = [pytest.mark.chromium, pytest.mark.slow]


@on_mosquitto
def test_a_code_from_the_club_page_opens_the_locker_and_the_key_comes_back(town: RunningTown, browser: Browser):
    with (
        signed_in(browser, town, TRAINER, "/club/", width=375) as club,
        signed_in(browser, town, CARETAKER, "/manager/#/hallen") as manager,
        opened(browser, f"{town.screens(LOCKER)}/kiosk/") as kiosk,
    ):
        code = code_of(club)
        open_with(kiosk, code, 1)
        key_is(town, 1, hanging=False)
        manager_says(manager, 1, "ausgegeben")
        manager_says(manager, 1, "TSV Lindenau")
        open_with(kiosk, code, 1)
        key_is(town, 1, hanging=True)
        kiosk_says(kiosk, "Ist noch jemand in der Halle?")
        expect(kiosk.get_by_text(re.compile("Dort (wird|werden) noch [0-9]+ Person"))).to_be_visible()
        press(kiosk, "Es sind alle draußen")
        kiosk_says(kiosk, "Wie ist die Halle?")
        press(kiosk, "Alles in Ordnung")
        kiosk_says(kiosk, "Schlüssel ist zurück")
        manager_says(manager, 1, "Schlüssel da")


@on_mosquitto
def test_a_wrong_code_opens_nothing(town: RunningTown, browser: Browser):
    with opened(browser, f"{town.screens(LOCKER)}/kiosk/") as kiosk:
        before = town.truth()["keys"]
        type_code(kiosk, "13572468")
        expect(kiosk.get_by_text("Der Code ist falsch.")).to_be_visible()
        assert town.truth()["keys"] == before


def test_with_the_network_cut_the_code_opens_and_the_server_catches_up(town: RunningTown, browser: Browser):
    with (
        signed_in(browser, town, TRAINER, "/club/", width=375) as club,
        signed_in(browser, town, CARETAKER, "/manager/#/hallen") as manager,
        opened(browser, f"{town.screens(LOCKER)}/kiosk/") as kiosk,
    ):
        code = code_of(club)
        town.do("cut")
        try:
            open_with(kiosk, code, 1)
            key_is(town, 1, hanging=False)
            manager.wait_for_timeout(1_500)
            assert "ausgegeben" not in compartment(manager, 1)
        finally:
            town.do("heal")
        manager_says(manager, 1, "ausgegeben")
        open_with(kiosk, code, 1)
        key_is(town, 1, hanging=True)
        manager_says(manager, 1, "Schlüssel da")
        town.met("heal", "Everything caught up")


@on_mosquitto
def test_a_booking_made_on_the_club_page_appears_on_the_hall_display(town: RunningTown, browser: Browser, engine: str):
    title = f"Sommerfest {engine}"
    with (
        signed_in(browser, town, TRAINER, "/club/#/buchen", width=375) as club,
        opened(browser, f"{town.screens(FOYER)}/display/", width=1920, height=1080) as display,
    ):
        club.get_by_role("radio", name=re.compile("Sporthalle Nordpark")).check()
        club.get_by_role("button", name="60 Min.").click()
        club.get_by_role("button", name="Weiter").click()
        expect(club.get_by_role("heading", name="Freie Zeiten am")).to_be_visible()
        club.locator("label.slot:not(.off)").first.click()
        club.get_by_role("button", name="Weiter mit").click()
        club.get_by_label("Wofür?").fill(title)
        club.get_by_role("button", name="Verbindlich buchen").click()
        expect(club.get_by_role("status").filter(has_text="Gebucht")).to_be_visible()
        expect(display.get_by_text(title)).to_be_visible()  # the board shows page after page


@on_mosquitto
def test_people_walk_in_and_the_managers_number_and_curve_follow(town: RunningTown, browser: Browser):
    with signed_in(browser, town, CARETAKER, "/manager/") as manager:
        tile = manager.locator("article.tile", has=manager.get_by_role("heading", name="Halle Süd"))

        def agrees() -> bool:
            inside = town.truth()["people"]["sued"]
            return inside > 0 and tile.locator(".people b").inner_text() == str(inside)

        until(agrees, what="the tile shows as many people as are inside")
        manager.locator("section.curve select").select_option("sued")
        expect(manager.locator("svg.draw path.line").first).to_be_attached()
        expect(manager.locator(".curve-sum")).to_contain_text(re.compile(r"Jetzt [1-9]"))


def fires(api_of_caretaker: httpx.Client) -> list[dict[str, Any]]:
    open_ones = api_of_caretaker.get("/api/incidents", params={"state": "open"}).raise_for_status().json()["incidents"]
    return [incident for incident in open_ones if incident["kind"] in {"smoke", "heat"}]


def test_a_recorded_fire_reaches_siren_displays_and_the_manager_who_takes_it(town: RunningTown, browser: Browser):
    with (
        signed_in(browser, town, CARETAKER, "/manager/") as manager,
        opened(browser, f"{town.screens(LOCKER)}/display/", width=1920, height=1080) as hall,
        opened(browser, f"{town.screens(FOYER)}/display/", width=1920, height=1080) as foyer,
        opened(browser, f"{town.screens(SUED)}/display/", width=1920, height=1080) as elsewhere,
    ):
        expect(foyer.locator("main.board")).to_be_visible()
        town.do("fire")
        alarm = manager.locator("section.crit", has=manager.get_by_role("heading", name=FIRE))
        expect(alarm).to_be_visible()
        expect(hall.locator(ALARM_IN_THE_HALL)).to_be_visible()
        expect(foyer.locator(ALARM_IN_THE_HALL)).to_be_visible()
        expect(elsewhere.locator("main.board")).to_be_visible()
        assert town.truth()["sirens"] == {LOCKER: True, SUED: False}
        for expected in (
            "Siren at Nordpark",
            "Display of the same Pi",
            "Foyer display (other Pi)",
            "Manager page shows the fire",
        ):
            town.met("fire", expected)
        town.met("fire", "Notification goes out")
        alarm.get_by_role("button", name="Ich gehe hin").click()
        expect(alarm).to_contain_text("M. Kern geht hin")
        town.do("fire_end")
        end_alarm(manager)
        expect(foyer.locator("main.board")).to_be_visible()
        assert town.truth()["sirens"] == {LOCKER: False, SUED: False}


def test_with_the_broker_dead_the_hall_is_warned_and_the_alarm_arrives_once_afterwards(town: RunningTown, browser: Browser):
    with (
        closing(town.api(CARETAKER)) as api,
        signed_in(browser, town, CARETAKER, "/manager/") as manager,
        opened(browser, f"{town.screens(FOYER)}/display/", width=1920, height=1080) as foyer,
    ):
        town.do("broker_dead")
        town.do("fire")
        expect(foyer.locator(ALARM_IN_THE_HALL)).to_be_visible()
        until(lambda: town.truth()["sirens"][LOCKER], what="the siren sounds")
        assert fires(api) == []
        town.met("broker_dead", "Manager page: one incident, broker down")
        alarms = manager.locator("section.crit h2, section.crit-rest li")
        expect(alarms.filter(has_text="Nachrichtendienst der Anlage steht")).to_have_count(1)
        town.do("broker_back")
        expect(manager.locator("section.crit", has=manager.get_by_role("heading", name=FIRE))).to_be_visible()
        town.met("broker_back", "Everything caught up")
        assert len(fires(api)) == 1
        town.do("fire_end")
        end_alarm(manager)
