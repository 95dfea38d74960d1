"""Devices as machines: who needs help stands first, one device in full, a new one by its ticket, another wiring."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from support import page_fleet_data as data
from support.page_api import MANAGER, Stage
from support.page_checks import assert_no_sideways_scroll, check_light_and_dark, check_widths, walk_by_keyboard

pytestmark = pytest.mark.chromium
OFFICE = MANAGER | {"roles": ["office"]}


def _sent(stage: Stage, what: str):
    return [body for where, body in stage.posts if where == what]


@pytest.fixture
def office(page: Page, stage: Stage) -> Callable[..., Page]:
    def opened(address: str, roles: tuple[str, ...] = ("office",)) -> Page:
        stage.session = MANAGER | {"roles": list(roles)}
        page.goto(f"/manager/{address}")
        return page

    return opened


def test_who_needs_help_stands_first_and_filters_narrow_down(office: Callable[..., Page]):
    page = office("#/mehr")
    page.locator("main .more-list a[href='#/geraete']").click()
    rows = page.locator(".fleet-list > li")
    expect(rows).to_have_count(5)
    expect(rows.nth(0)).to_contain_text("schweigt")
    expect(rows.nth(1)).to_contain_text("Karte fast voll")
    expect(page.get_by_text("5 Geräte, 2 in Ordnung")).to_be_visible()
    check_light_and_dark(page)
    check_widths(page)
    assert walk_by_keyboard(page) == []
    page.get_by_label("nur, was Hilfe braucht (2)").check()
    expect(rows).to_have_count(2)
    page.get_by_label("Suchen").fill("süd")
    expect(rows).to_have_count(1)
    assert "nur=hilfe" in page.url
    page.get_by_label("Suchen").fill("gibt es nicht")
    expect(page.get_by_text("Kein Gerät passt dazu.")).to_be_visible()


def test_a_thousand_devices_and_a_broker_that_is_down(office: Callable[..., Page], stage: Stage):
    stage.fleet = [data.device(n, troubles=["hot"] if n == 700 else []) for n in range(1, 1001)]
    stage.broker = False
    page = office("#/geraete")
    rows = page.locator(".fleet-list > li")
    expect(rows.nth(0)).to_contain_text("nordpark-700")
    expect(page.get_by_role("alert").filter(has_text="Broker")).to_be_visible()
    page.get_by_role("button", name="Weitere 100 zeigen (von 1000)").click()
    assert rows.count() == 200
    page.get_by_label("Suchen").fill("nordpark-99")
    expect(rows).to_have_count(11)
    assert_no_sideways_scroll(page)


def test_one_device_says_what_is_wrong_with_it(office: Callable[..., Page]):
    page = office("#/geraete/nordpark-2")
    expect(page.get_by_role("heading", name="Eingang Süd")).to_be_visible()
    expect(page.get_by_text("Bauteil gestört")).to_be_visible()
    parts = page.locator("section", has=page.get_by_role("heading", name="Bauteile")).last
    expect(parts.locator("li").first).to_contain_text("antwortet nicht: Kabel oder Adresse prüfen")
    expect(page.get_by_text("1,9 von 31 GB")).to_be_visible()
    expect(page.get_by_role("link", name="Als PDF")).to_have_attribute("href", "/api/fleet/nordpark-2/protocols/p-1/pdf")
    page.get_by_role("button", name="Ändern").click()
    check_light_and_dark(page)
    check_widths(page)


def test_a_new_device_gets_a_ticket_that_can_be_scanned_and_copied(office: Callable[..., Page], stage: Stage):
    page = office("#/geraete")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Gerät anlegen").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Kennung")).to_have_value("nordpark-6")
    dialog.get_by_label("Name").fill("Geräteraum")
    dialog.get_by_role("button", name="Anlegen").click()
    picture = dialog.locator("img")
    expect(picture).to_be_visible()
    page.wait_for_function("document.querySelector('dialog img').naturalWidth > 0")
    dialog.get_by_role("button", name="Befehl kopieren").click()
    expect(dialog.get_by_text("Kopiert", exact=True)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("hallenwart-edge enrol --server https://")
    check_light_and_dark(page)
    check_widths(page)
    assert _sent(stage, "POST /api/fleet") == [{"id": "nordpark-6", "site": "nordpark", "name": "Geräteraum"}]
    stage.fleet = [one | {"state": "never"} for one in stage.fleet]
    expect(dialog.get_by_text("nordpark-6 hat sich angemeldet")).to_be_visible()


def test_a_wiring_is_checked_by_line_before_it_is_sent_and_tried(office: Callable[..., Page], stage: Stage):
    page = office("#/geraete/nordpark-1")
    page.get_by_role("button", name="Ändern").click()
    text = page.get_by_role("textbox", name="Verdrahtung")
    send = page.get_by_role("button", name="Schicken und erproben")
    text.fill(data.WIRING.replace("pin = 17", "pin = 99"))
    page.get_by_role("button", name="Prüfen").click()
    expect(page.get_by_text("pin 99 gibt es nicht")).to_be_visible()
    page.get_by_role("button", name="Zeile 4").click()
    assert page.evaluate("getSelection().toString()").strip() == "pin = 99"
    expect(send).to_be_disabled()
    text.fill(data.WIRING.replace("pin = 17", "pin = 18"))
    page.get_by_role("button", name="Prüfen").click()
    expect(page.get_by_text("Keine Fehler gefunden")).to_be_visible()
    expect(page.get_by_role("region", name="Was sich ändert")).to_contain_text("+pin = 18")
    send.click()
    expect(page.get_by_text("Das Gerät erprobt es jetzt.")).to_be_visible()
    [sent] = _sent(stage, "POST /api/fleet/nordpark-1/wiring")
    assert "pin = 18" in sent["text"]


def test_restart_revoke_and_renewal_are_asked_before_they_are_done(office: Callable[..., Page], stage: Stage):
    stage.renewal = "waiting"
    page = office("#/geraete/nordpark-1")
    page.get_by_role("button", name="Neu starten").click()
    page.get_by_role("dialog").get_by_role("button", name="Ganzer Pi").click()
    expect(page.get_by_text("Gebeten.")).to_be_visible()
    assert _sent(stage, "POST /api/fleet/nordpark-1/restart") == [{"what": "machine"}]
    page.get_by_role("button", name="Erlauben").click()
    expect(page.get_by_role("button", name="Erlauben")).to_be_hidden()
    assert _sent(stage, "POST /api/fleet/nordpark-1/renewal") == [{"agree": True}]
    page.get_by_role("button", name="Zugang beenden").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Zugang jetzt beenden")).to_be_disabled()
    dialog.get_by_label("Grund").fill("gestohlen")
    check_light_and_dark(page)
    dialog.get_by_role("button", name="Zugang jetzt beenden").click()
    expect(page.get_by_text("Beendet, aber noch verbunden.")).to_be_visible()
    assert _sent(stage, "POST /api/fleet/nordpark-1/revoke") == [{"reason": "gestohlen"}]


def test_a_caretaker_sees_identifies_and_fetches_the_log(office: Callable[..., Page], stage: Stage):
    page = office("#/geraete", ("caretaker",))
    expect(page.locator(".fleet-list > li")).to_have_count(5)
    expect(page.get_by_role("button", name="Gerät anlegen")).to_have_count(0)
    page.locator(".fleet-list a").filter(has_text="nordpark-1").click()
    page.get_by_role("button", name="Welches ist es?").click()
    expect(page.get_by_text("Gebeten.")).to_be_visible()
    page.get_by_role("button", name="Protokoll holen").click()
    expect(page.get_by_role("region", name="Protokoll")).to_contain_text("air-1 no answer")
    for name in ("Neu starten", "Ändern", "Speichern", "Zugang beenden", "Neuer Anmeldeschein"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    assert _sent(stage, "POST /api/fleet/nordpark-1/identify") == [{"on_s": 30}]
