"""Detectors that are switched off for a time, or tried, on the page of a living town: none is forgotten, none alarms."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from support.journeys import CARETAKER, arrived, now_ms, signed_in
from support.town import RunningTown, start_town, until

OWNER = "M. Kern"
pytestmark = [pytest.mark.chromium, pytest.mark.slow]


@pytest.fixture(scope="module")
def fast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningTown]:
    """A town in which half an hour lasts half a minute."""
    town = start_town(tmp_path_factory.mktemp("fast") / "town", "--no-people", "--speed", "60", "--at", "09:00")
    try:
        yield town
    finally:
        code = town.stop()
    assert code == 0, town.logs()


def zone_card(manager: Page, name: str) -> Locator:
    return manager.locator("article.zone", has=manager.get_by_role("heading", name=name, exact=True))


def test_a_disablement_has_its_reason_reminds_its_owner_and_ends_by_itself(fast: RunningTown, browser: Browser):
    began_ms = now_ms(fast)
    with signed_in(browser, fast, CARETAKER, "/manager/#/melder") as manager:
        zone = zone_card(manager, "Geräteraum")
        zone.locator("summary").click()
        zone.get_by_role("button", name="Abschalten", exact=True).click()
        dialog = manager.get_by_role("dialog")
        dialog.get_by_label("Was?").select_option("rauch-geraeteraum")
        dialog.get_by_label("Warum?").select_option("dust")
        dialog.get_by_label("Wie lange?").select_option("30")
        dialog.get_by_label(re.compile("In eigenen Worten")).fill("Fugen schleifen")
        dialog.get_by_role("button", name="Abschalten", exact=True).click()
        off = zone.locator(".zone-off")
        expect(off).to_contain_text("Fugen schleifen")
        expect(off).to_contain_text(OWNER)
        reminder = arrived(fast, OWNER, "push", "In 10 Minuten wieder eingeschaltet", since_ms=began_ms)
        assert reminder["silent"]
        expect(off).to_have_count(0)
        over = arrived(fast, OWNER, "push", ": Wieder eingeschaltet", since_ms=reminder["at_ms"])
        assert over["at_ms"] - began_ms >= 29 * 60_000


def test_a_walk_test_counts_a_hit_and_alarms_nobody(fast: RunningTown, browser: Browser):
    with signed_in(browser, fast, CARETAKER, "/manager/#/melder") as manager:
        zone = zone_card(manager, "Sporthalle")
        zone.locator("summary").click()
        zone.get_by_role("button", name="Probe-Begehung").click()
        dialog = manager.get_by_role("dialog")
        dialog.get_by_label("Wie lange?").select_option("120")
        dialog.get_by_role("button", name="Begehung starten").click()
        walk = zone.locator(".zone-walk")
        expect(walk).to_contain_text("0 von 5")
        fast.do("prealarm")
        expect(walk).to_contain_text("1 von 5")
        fast.do("prealarm_end")
        expect(manager.locator("section.crit")).to_have_count(0)
        until(lambda: not any(fast.truth()["sirens"].values()), what="the siren chirped once and is silent")
        zone.get_by_role("button", name="Begehung beenden").click()
        expect(walk).to_have_count(0)
