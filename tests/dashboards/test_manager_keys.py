"""The manager page at the key locker: calls for help, doors, staff codes, reports, the age of the locker's list."""

from __future__ import annotations

import msgspec
import pytest
from playwright.sync_api import Page, expect

from hallenwart_contract import live, live_incidents
from hallenwart_contract.messages import Severity
from support import page_states as states
from support.page_api import Stage
from support.page_checks import assert_accessible, check_light_and_dark

pytestmark = pytest.mark.chromium


def locker_of(stage: Stage, **changes: object) -> None:
    first = msgspec.structs.replace(stage.manager.lockers[0], **changes)
    stage.manager = msgspec.structs.replace(stage.manager, lockers=[first])


def test_a_call_for_help_is_seen_answered_and_opens_exactly_one_door(page: Page, stage: Stage):
    stage.help_asked = True
    asked = states.incident(id="h", kind=live_incidents.IncidentKind.HELP, sev=Severity.CRIT, slot=2)
    stage.manager = states.manager([asked])
    page.goto("/manager/")
    page.get_by_role("link", name="Anfrage ansehen").first.click()
    call = page.locator(".help-call")
    expect(call).to_contain_text("TSV Lindenau · Volleyball Jugend")
    expect(call).to_contain_text("Halle Süd 1: SG Süd")
    call.get_by_role("button", name="Gesehen, bin dran").click()
    expect(page.get_by_text("Steht jetzt am Schließfach.")).to_be_visible()
    call.get_by_role("button", name="Genau dieses Fach öffnen").click()
    expect(call.get_by_role("alert")).to_contain_text("Bitte Frage und Antwort eintragen und ein Fach wählen.")
    assert_accessible(page)
    call.get_by_label("Was haben Sie gefragt?").fill("Wer ist Ihre Trainerin?")
    call.get_by_label("Was war die Antwort?").fill("Jana")
    expect(call.get_by_label("Welches Fach?")).to_have_value("2")
    call.get_by_role("button", name="Genau dieses Fach öffnen").click()
    expect(call.get_by_role("status")).to_contain_text("offen")
    call.get_by_role("button", name="Erledigt").click()
    expect(page.get_by_text("Niemand wartet auf Hilfe.")).to_be_visible()
    assert stage.posts == [
        ("POST /api/help/h-1/answer", {"word": "seen"}),
        ("POST /api/help/h-1/open", {"slot": 2, "question": "Wer ist Ihre Trainerin?", "answer": "Jana"}),
        ("POST /api/help/h-1/answer", {"word": "done"}),
    ]


def test_a_door_has_more_than_one_thing_to_do(page: Page, stage: Stage):
    page.goto("/manager/#/hallen")
    page.get_by_role("button", name="Mehr zu Fach 2").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Notiz (freiwillig)").fill("Umkleide")
    dialog.get_by_role("button", name="Schlüssel verloren melden").click()
    expect(dialog.get_by_text("Erledigt.")).to_be_visible()
    dialog.get_by_label("Ersatz-Schlüssel liegt in").select_option("7")
    dialog.get_by_role("button", name="Außer Betrieb nehmen").click()
    dialog.get_by_role("button", name="Notfall-Öffnung").click()
    expect(dialog.get_by_role("alert").first).to_contain_text("Bitte einen Grund angeben.")
    assert_accessible(page)
    dialog.get_by_label("Grund").fill("Wasser")
    dialog.get_by_role("button", name="Notfall-Öffnung").click()
    dialog.get_by_role("button", name="Code anzeigen").click()
    expect(dialog).to_contain_text("123 456 789")
    check_light_and_dark(page)
    assert stage.posts == [
        ("PUT /api/compartments/nordpark-1/2/lost", {"note": "Umkleide"}),
        ("PUT /api/compartments/nordpark-1/2/spare", {"spare": 7}),
        ("PUT /api/compartments/nordpark-1/2/service", {"out": True, "note": "Umkleide"}),
        ("POST /api/devices/nordpark-1/emergency", {"slot": 2, "reason": "Wasser"}),
        ("POST /api/devices/nordpark-1/dark-codes", {"slot": 2, "reason": "Wasser", "booking": None}),
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Liste der Rechte aktuell, bestätigt 18:43"),
        ({"grants_current": False}, "Neue Codes fehlen dort."),
        ({"grants_ms": None}, "noch keine Liste der Rechte"),
    ],
)
def test_a_locker_says_how_old_its_list_is(page: Page, stage: Stage, changes: dict[str, object], words: str):
    locker_of(stage, **changes)
    page.goto("/manager/#/hallen")
    expect(page.locator(".locker")).to_contain_text(words)


def test_lost_keys_and_doors_out_of_service_are_named(page: Page, stage: Stage):
    doors = [live.Compartment(number=1, label="A", state="lost"), live.Compartment(number=2, label="B", state="out_of_service")]
    locker_of(stage, compartments=doors)
    page.goto("/manager/#/hallen")
    expect(page.locator(".locker li").nth(0)).to_contain_text("verloren")
    expect(page.locator(".locker li").nth(1)).to_contain_text("außer Betrieb")


def test_staff_codes_are_shown_once(page: Page, stage: Stage):
    page.goto("/manager/#/karten")
    kern = page.locator("article", has=page.get_by_role("heading", name="M. Kern"))
    kern.get_by_role("button", name="Neuer Personal-Code · Sporthalle Nordpark").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("7041 1825 3390")
    assert_accessible(page)
    dialog.get_by_role("button", name="Notiert").click()
    assert "7041" not in page.content()
    assert stage.posts[0][1]["site"] == "nordpark"


def test_reports_and_releases_are_read(page: Page, stage: Stage):
    page.goto("/manager/#/mehr")
    expect(page.locator(".report-list")).to_contain_text("Netz gerissen")
    expect(page.locator("#releases")).to_be_visible()
    expect(page.get_by_text("Beweis-Protokoll: 12 Einträge, unverändert")).to_be_visible()
    expect(page.get_by_text("freigegeben von B. Amrein")).to_be_visible()
    expect(page.get_by_role("button", name="Freigabe erteilen")).to_have_count(0)


def test_the_fire_safety_officer_releases_with_a_protocol(page: Page, stage: Stage):
    assert stage.session is not None
    stage.session["roles"] = ["fire_officer", "office"]
    page.goto("/manager/#/mehr")
    page.get_by_role("button", name="Freigabe erteilen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Freigabe erteilen").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Bitte Fächer und Protokoll eintragen.")
    assert_accessible(page)
    dialog.get_by_label("Fächer, mit Komma getrennt").fill("8, 7")
    dialog.get_by_label("Gültig für wie viele Tage?").fill("30")
    dialog.get_by_label("Protokoll: was wurde vereinbart").fill("Begehung mit der Feuerwehr")
    dialog.get_by_role("button", name="Freigabe erteilen").click()
    expect(dialog).to_have_count(0)
    page.get_by_role("button", name="Freigabe beenden").click()
    dialog.get_by_label("Warum endet sie?").fill("Umbau")
    dialog.get_by_role("button", name="Freigabe beenden").click()
    expect(dialog).to_have_count(0)
    (path, given), ended = stage.posts
    assert (path, given["slots"], given["protocol"]) == ("POST /api/releases", [8, 7], "Begehung mit der Feuerwehr")
    assert given["to_ms"] - given["from_ms"] == 30 * 86_400_000
    assert ended == ("POST /api/releases/f-1/end", {"protocol": "Umbau"})


def test_a_pad_is_freed_with_a_reason(page: Page, stage: Stage):
    page.goto("/manager/#/hallen")
    page.get_by_role("button", name="Tastatur freigeben").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Tastatur freigeben").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Bitte einen Grund angeben.")
    assert_accessible(page)
    dialog.get_by_label("Grund").fill("Kinder")
    dialog.get_by_role("button", name="Tastatur freigeben").click()
    expect(dialog.get_by_role("status")).to_contain_text("Die Tastatur ist frei.")
    assert stage.posts == [("POST /api/devices/nordpark-1/unlockout", {"reason": "Kinder"})]


def test_only_administrators_change_rules(page: Page, stage: Stage):
    page.goto("/manager/#/karten")
    expect(page.locator("form.demand").first).to_contain_text("Nur die Verwaltung ändert diese Regeln.")
    expect(page.locator("form.demand").get_by_role("button")).to_have_count(0)


def test_the_rules_of_a_site_and_of_a_door_are_set(page: Page, stage: Stage):
    assert stage.session is not None
    stage.session["roles"] = ["admin"]
    page.goto("/manager/#/karten")
    form = page.locator("form.demand").first
    form.get_by_label("Minuten vor dem Termin").fill("20")
    form.get_by_role("button", name="Speichern").click()
    expect(form.get_by_text("Gespeichert.")).to_be_visible()
    assert_accessible(page)
    page.goto("/manager/#/hallen")
    page.get_by_role("button", name="Mehr zu Fach 2").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Schlüssel höchstens so oft holen")).to_have_value("3")
    dialog.get_by_label("Zweite Person nötig").check()
    dialog.get_by_role("button", name="Speichern").click()
    expect(dialog.get_by_text("Erledigt.")).to_be_visible()
    assert stage.posts == [
        ("PUT /api/sites/nordpark/access", {"before_min": 20, "after_min": 15, "late_min": 10}),
        ("PUT /api/devices/nordpark-1/compartments/2/access", {"uses": 3, "second": True}),
    ]


def test_code_slips_of_a_day_can_be_printed(page: Page, stage: Stage):
    page.goto("/manager/#/plan")
    page.get_by_role("button", name="Drucken").click()
    page.get_by_text("Code-Zettel drucken").click()
    slip = page.locator(".slips a").first
    assert str(slip.get_attribute("href")).startswith("/api/bookings/")
    assert str(slip.get_attribute("href")).endswith("/slip?lang=de")
    assert_accessible(page)
