"""Journeys of an alarm in real Chromium, at night in a living town: who is told, who answers and how, what is no alarm."""

import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from support.cable import cable_to
from support.journeys import CARETAKER, FOYER, LOCKER, arrived, end_alarm, now_ms, opened, signed_in
from support.town import RunningTown, start_town, until

OFFICE = "amt@stadt.example"
FIRST, SECOND = "A. Yilmaz", "M. Kern"
"""On call by night: the deputy, then the caretaker."""
ESCALATE_S = 15
ALARM_IN_THE_HALL = "main.alarm"
SCANNERS = ("Mozilla/5.0", "Slackbot-LinkExpanding 1.0", "Barracuda Sentinel", "")
pytestmark = [pytest.mark.chromium, pytest.mark.slow]


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningTown]:
    """A town at 23:20 whose halls are empty; fires burn twenty times as fast as recorded, the next is called after 15 s."""
    town = start_town(tmp_path_factory.mktemp("night") / "town", "--no-people", "--fire-speed", "20", "--at", "23:20")
    try:
        hurry(town)
        yield town
    finally:
        code = town.stop()
    assert code == 0, town.logs()


def hurry(town: RunningTown) -> None:
    """Let the policy call the next person soon, and remind rarely."""
    with closing(town.api(OFFICE)) as office:
        policy = office.get("/api/alert-policy").raise_for_status().json()
        orders = [
            {name: order[name] for name in ("situation", "night", "occupied", "whom", "urgency")}
            | {"escalate_s": ESCALATE_S if order["escalate_s"] else 0, "remind_s": 600 if order["remind_s"] else 0}
            for order in policy["orders"]
        ]
        body = {name: policy[name] for name in ("rev", "night", "nights", "cooldown_s")} | {"orders": orders}
        office.put("/api/alert-policy", json=body).raise_for_status()


@pytest.fixture(scope="module")
def kern(night: RunningTown) -> Iterator[httpx.Client]:
    with closing(night.api(CARETAKER)) as client:
        yield client


@pytest.fixture
def manager(night: RunningTown, browser: Browser) -> Iterator[Page]:
    with signed_in(browser, night, CARETAKER, "/manager/#/lage") as page:
        yield page


@pytest.fixture(autouse=True)
def calm(night: RunningTown, browser: Browser) -> Iterator[None]:
    """Whatever became of a test, the next one finds a town in which nothing burns and nothing is open."""
    yield
    for act in ("fire_end", "call_point_end", "drill_end"):
        if act in night.told()["can"]:
            night.do(act)
    if not is_calm(night):
        with signed_in(browser, night, CARETAKER, "/manager/#/lage") as page:
            until(lambda: is_calm(night) or end_alarm(page), what="nothing of fire stands")


def is_calm(town: RunningTown) -> bool:
    return {"fire", "call_point"} <= set(town.told()["can"])


def open_alarm(api: httpx.Client, *kinds: str) -> dict[str, Any]:
    def found() -> dict[str, Any] | None:
        every = api.get("/api/incidents", params={"state": "open"}).raise_for_status().json()["incidents"]
        return next((each for each in every if each["kind"] in kinds), None)

    return until(found, what=f"an incident {kinds}")


def whole(api: httpx.Client, incident: str) -> dict[str, Any]:
    return api.get(f"/api/incidents/{incident}").raise_for_status().json()


def steps(api: httpx.Client, incident: str) -> list[tuple[str, str]]:
    return [(step["kind"], step["who"]) for step in whole(api, incident)["steps"]]


def state_of(api: httpx.Client, incident: str) -> str:
    return whole(api, incident)["incident"]["state"]


def in_order(wanted: list[tuple[str, str]], said: list[tuple[str, str]]) -> bool:
    rest = iter(said)
    return all(step in rest for step in wanted)


def test_at_night_the_second_acknowledges_by_the_link_when_the_first_does_not_answer(
    night: RunningTown, kern: httpx.Client, manager: Page, browser: Browser
):
    began_ms = now_ms(night)
    night.do("fire")
    alarm = open_alarm(kern, "smoke", "heat")
    incident, word = alarm["id"], {"smoke": "Rauch", "heat": "Hitze"}[alarm["kind"]]
    arrived(night, FIRST, "sms", word, since_ms=began_ms)
    second = arrived(night, SECOND, "sms", word, since_ms=began_ms)
    called_ms = {(step["kind"], step["who"]): step["t_ms"] for step in reversed(whole(kern, incident)["steps"])}
    assert called_ms["escalated", SECOND] - called_ms["queued", FIRST] >= ESCALATE_S * 1000
    with opened(browser, second["link"], width=375) as phone:
        expect(phone.get_by_label(re.compile("Ihr Name"))).to_have_value(SECOND)
        phone.get_by_role("button", name=re.compile("Ich gehe hin")).click()
        expect(phone.get_by_role("status").first).to_be_visible()
    crit = manager.locator(f"section.crit[data-incident='{incident}']")
    expect(crit).to_contain_text("M. Kern geht hin")
    night.do("fire_end")
    end_alarm(manager)
    assert state_of(kern, incident) == "resolved"
    for wanted in (
        [("raised", ""), ("queued", FIRST), ("handed_over", FIRST)],
        [("queued", FIRST), ("escalated", SECOND), ("handed_over", SECOND), ("acked", SECOND), ("resolved", SECOND)],
    ):
        assert in_order(wanted, steps(kern, incident)), steps(kern, incident)
    manager.goto(f"{night.backend}/manager/#/meldung/{incident}")
    timeline = manager.locator("ol.timeline, .timeline").first
    for words in ("Meldung beginnt", f"Weitergegeben an {SECOND}", f"{SECOND}: geht hin", "Erledigt"):
        expect(timeline).to_contain_text(words)


def test_a_scanner_that_fetches_the_link_acknowledges_nothing_and_a_key_of_the_telephone_does(
    night: RunningTown, kern: httpx.Client, manager: Page
):
    began_ms = now_ms(night)
    night.do("call_point")
    link = arrived(night, FIRST, "sms", since_ms=began_ms)["link"]
    incident = open_alarm(kern, "call_point")["id"]
    with httpx.Client(timeout=180) as scanner:
        for agent in SCANNERS * 5:
            assert scanner.get(link, headers={"User-Agent": agent}).status_code == 200
            assert scanner.head(link, headers={"User-Agent": agent}).status_code == 200
    assert state_of(kern, incident) == "open"
    call = arrived(night, FIRST, "call", since_ms=began_ms)["id"]
    night.phone(call, "answer")
    until(lambda: night.received(FIRST, "call", "Drücken Sie 1"), what="the call is read out")
    night.phone(call, "1")
    until(lambda: state_of(kern, incident) == "acknowledged", what="the key acknowledges")
    (answer,) = [step for step in whole(kern, incident)["steps"] if step["kind"] == "acked"]
    assert (answer["who"], answer["way"]) == (FIRST, "voice")
    expect(manager.locator(f"section.crit[data-incident='{incident}']")).to_contain_text(f"{FIRST} geht hin")


def test_a_drill_is_one_everywhere_and_a_real_fire_breaks_through(night: RunningTown, manager: Page, browser: Browser):
    began_ms = now_ms(night)
    with opened(browser, f"{night.screens(FOYER)}/display/", width=1920, height=1080) as foyer:
        manager.goto(f"{night.backend}/manager/#/melder")
        manager.get_by_role("button", name="Probe-Alarm", exact=True).first.click()
        dialog = manager.get_by_role("dialog")
        expect(dialog).to_contain_text("Sporthalle Nordpark")
        dialog.get_by_role("button", name="Probe-Alarm starten").click()
        expect(foyer.get_by_text("PROBE-ALARM").first).to_be_visible()
        manager.goto(f"{night.backend}/manager/#/lage")
        expect(manager.locator("section.crit.tone-drill")).to_contain_text("PROBE-ALARM")
        assert "PROBE" in arrived(night, FIRST, "sms", "DRILL", since_ms=began_ms)["title"]
        fire_ms = now_ms(night)
        night.do("call_point")
        expect(manager.locator("section.crit").first).to_have_class(re.compile("tone-crit"))
        real = arrived(night, FIRST, "sms", since_ms=fire_ms)
        assert not real["drill"]
        expect(foyer.locator(ALARM_IN_THE_HALL)).to_be_visible()
        expect(foyer.get_by_text("PROBE-ALARM")).to_have_count(0)
        assert night.truth()["sirens"][LOCKER]
        night.do("call_point_end")
        night.do("drill_end")
        end_alarm(manager)
        expect(foyer.locator("main.board")).to_be_visible()


def test_a_page_left_open_across_a_cut_is_stale_never_all_clear_and_shows_the_alarm_after(
    night: RunningTown, manager: Page, browser: Browser
):
    with cable_to(night.ports.backend) as cable, opened(browser, f"{cable.url}/login/") as page:
        page.get_by_label("E-Mail").fill(CARETAKER)
        page.get_by_label("Passwort", exact=True).fill(night.password(CARETAKER))
        page.get_by_role("button", name="Anmelden").click()
        page.wait_for_url(re.compile(r"/manager/"))
        page.goto(f"{cable.url}/manager/#/lage")
        calm = page.get_by_text("Keine offenen Meldungen.")
        expect(calm.or_(page.locator("ul.inc > li").first)).to_be_visible()  # a slow machine has a fault to report
        expect(page.locator("section.crit")).to_have_count(0)
        cable.cut()
        night.do("call_point")
        expect(manager.locator("section.crit").first).to_be_visible()
        expect(page.locator(".is-stale").first).to_be_visible()
        expect(calm).to_have_count(0)
        expect(page.locator("section.crit")).to_have_count(0)
        cable.heal()
        expect(page.locator("section.crit").first).to_be_visible()
        expect(page.locator(".is-stale")).to_have_count(0)
