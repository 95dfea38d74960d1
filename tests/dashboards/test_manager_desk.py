"""The fire desk, the plan, the roster and the ways of a person on the manager page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from support import page_alerts as alerts
from support.page_api import Stage
from support.page_checks import assert_accessible, check_light_and_dark, check_widths
from support.page_states import NOW_MS, at

pytestmark = pytest.mark.chromium


@pytest.fixture(autouse=True)
def desk(stage: Stage) -> None:
    stage.manager = alerts.manager([])
    assert stage.session is not None
    stage.session["roles"] = ["admin"]


@pytest.mark.parametrize("where", ["melder", "lageplan/nordpark", "bereitschaft", "wege"])
def test_every_page_of_the_desk_can_be_read_everywhere(page: Page, stage: Stage, where: str):
    page.goto(f"/manager/#/{where}")
    expect(page.locator(".zone, .plan, .roster, .way").first).to_be_visible()
    for more in page.locator("main details").all():
        more.locator("summary").first.click()
    check_light_and_dark(page)
    check_widths(page)


def test_disabling_needs_reason_and_end_and_a_refusal_is_told_in_words(page: Page, stage: Stage):
    page.goto("/manager/#/melder")
    zone = page.locator(".zone", has_text="Heizung")
    zone.locator("summary").click()
    zone.get_by_role("button", name="Abschalten").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Warum?").select_option("other")
    dialog.get_by_label("Wie lange?").select_option(label="4 Stunden")
    expect(dialog).to_contain_text("bis 22:44")
    assert_accessible(page)
    dialog.get_by_label("In eigenen Worten").fill(" ")
    dialog.get_by_role("button", name="Abschalten", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("Bitte den Grund in eigenen Worten angeben.")
    dialog.get_by_label("In eigenen Worten").fill("Schweißen am Kessel")
    dialog.get_by_role("button", name="Abschalten", exact=True).click()
    expect(dialog).to_have_count(0)
    path, body = stage.posts[-1]
    assert (path, body["zone"], body["reason"], body["text"]) == (
        "POST /api/fire/nordpark-1/disable",
        "plant",
        "other",
        "Schweißen am Kessel",
    )
    assert body["until_ms"] - NOW_MS == pytest.approx(4 * 3_600_000, abs=60_000)


def test_walk_delay_and_enable_go_to_the_zones_device(page: Page, stage: Stage):
    page.goto("/manager/#/melder")
    page.get_by_role("button", name="Wieder einschalten: Ganzer Raum abgeschaltet").click()
    expect(page.locator(".zone", has_text="Ganzer Raum abgeschaltet")).to_contain_text("Das Gerät hat es bestätigt.")
    page.get_by_role("button", name="Begehung beenden").click()
    zone = page.locator(".zone", has_text="Rauch Decke Rauch · 0,1").or_(
        page.locator("#zone-sued-1-s-hall").locator("xpath=../..")
    )
    zone.last.locator("summary").click()
    zone.last.get_by_role("button", name="Sirene sofort").click()
    expect(zone.last).to_contain_text("Das Gerät hat es bestätigt.")
    assert stage.posts == [
        ("POST /api/fire/nordpark-1/enable", {"off": "off-1"}),
        ("POST /api/fire/nordpark-1/walk", {"zone": "foyer", "on": False, "minutes": 30}),
        ("POST /api/fire/sued-1/delay", {"zone": "s-hall", "on": False}),
    ]


def test_what_ends_soon_is_said_and_renewed_unless_a_booking_decides(page: Page, stage: Stage):
    page.goto("/manager/#/melder")
    expect(page.locator(".zone-off.soon")).to_contain_text("endet bald")
    renew = page.get_by_role("button", name="Verlängern: ")
    expect(renew).to_have_count(1)  # what a booking disabled ends with it
    renew.click()
    dialog = page.get_by_role("dialog", name="Wärme Kessel abgeschaltet: verlängern")
    dialog.get_by_label("Wie lange?").select_option(label="1 Stunde")
    expect(dialog).to_contain_text("bis 19:44")
    assert_accessible(page)
    dialog.get_by_role("button", name="Verlängern", exact=True).click()
    expect(dialog).to_have_count(0)
    path, body = stage.posts[-1]
    assert (path, body["off"]) == ("POST /api/fire/nordpark-1/renew", "off-2")
    assert body["until_ms"] - NOW_MS == pytest.approx(3_600_000, abs=60_000)


def test_a_self_test_asks_which_detector(page: Page, stage: Stage):
    page.goto("/manager/#/melder")
    zone = page.locator(".zone", has_text="Heizung")
    zone.locator("summary").click()
    zone.get_by_role("button", name="Melder selbst prüfen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Welcher Melder?").select_option(label="Wärme Kessel")
    dialog.get_by_role("button", name="Jetzt prüfen").click()
    expect(zone).to_contain_text("Das Gerät hat es bestätigt.")
    assert stage.posts == [("POST /api/fire/nordpark-1/selftest", {"c": "heat-2"})]


def test_a_drill_says_first_what_happens_and_afterwards_whom_it_missed(page: Page, stage: Stage):
    page.goto("/manager/#/melder")
    page.get_by_role("button", name="Probe-Alarm", exact=True).first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Ein echtes Feuer bricht durch.")
    dialog.get_by_role("button", name="Probe-Alarm starten").click()
    expect(page.locator(".order").first).to_contain_text("Der Probe-Alarm läuft auf 1 Geräten. Nicht erreicht: nordpark-2")
    assert stage.posts == [("POST /api/sites/nordpark/drill", {"on": True})]


def test_only_fire_hands_see_the_buttons(page: Page, stage: Stage):
    assert stage.session is not None
    stage.session["roles"] = ["office"]
    page.goto("/manager/#/melder")
    expect(page.locator(".honest")).to_contain_text("Das dürfen nur Hausmeister")
    expect(page.locator("main").get_by_role("button")).to_have_count(0)


def test_fog_of_a_booking_is_accepted_or_not(page: Page, stage: Stage):
    page.goto("/manager/#/melder")
    expect(page.locator(".proposals")).to_contain_text("An bleibt: Wärme Spielfeld.")
    with page.expect_response("**/accept"):
        page.get_by_role("button", name="Annehmen: TSV Lindenau, Tanz-Gala").click()
    assert stage.posts == [("POST /api/fire/proposals/b-fog/accept", None)]


def test_the_plan_shows_each_room_by_colour_shape_and_word_and_as_a_list(page: Page, stage: Stage):
    stage.manager = alerts.burning()
    page.goto("/manager/")
    page.locator("section.crit").get_by_role("link", name="Lageplan").click()
    drawing = page.get_by_role("img", name="Geräteraum Feuer")
    expect(drawing).to_be_visible()
    expect(drawing.locator(".room", has_text="Geräteraum")).to_contain_text("Feuer")
    expect(drawing.locator(".sensor.marked")).to_have_count(2)
    rows = page.locator(".plan-list > li")
    expect(rows.nth(1)).to_contain_text("Rauch Decke")
    expect(rows.filter(has_text="Lager")).to_contain_text("kein Melder")
    for width in (320, 375, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert _covered(page) == [], width


def _covered(page: Page) -> list[str]:
    """Labels of rooms that a sign stands upon."""
    found: list[str] = page.evaluate(
        """() => {
          const boxes = (what) => [...document.querySelectorAll(what)].filter((e) => e.getClientRects().length)
            .map((e) => [e.textContent.trim() || e.className, e.getBoundingClientRect()]);
          const signs = boxes(".plan .point > *");
          return boxes(".room b > span, .room .word > *").filter(([, a]) => a.width && signs.some(([, b]) =>
            a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)).map(([name]) => name);
        }"""
    )
    return found


def test_a_sensor_is_put_on_the_plan_by_tap_and_moved_by_keys(page: Page, stage: Stage):
    page.goto("/manager/#/lageplan/nordpark")
    page.get_by_role("button", name="Plan bearbeiten").click()
    page.get_by_role("button", name="Rauch Empore auf den Plan setzen").click()
    expect(page.get_by_text("Gewählt: Rauch Empore")).to_be_visible()
    box = page.locator(".plan").bounding_box()
    assert box is not None
    page.locator(".plan").click(position={"x": box["width"] / 2, "y": box["height"] / 4})
    page.get_by_role("button", name="Rauch Empore: ").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert_accessible(page)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Der Plan ist gespeichert.")).to_be_visible()
    path, body = stage.posts[-1]
    point = body["points"][-1]
    assert path == "PUT /api/sites/nordpark/plan"
    assert (point["device"], point["c"], point["kind"], point["sees"]) == ("nordpark-1", "smoke-2", "sensor", "smoke")
    assert point["x_m"] == pytest.approx(20.5, abs=0.2)
    assert point["y_m"] == pytest.approx(6.75, abs=0.2)


def test_the_roster_shows_gaps_and_takes_shifts_in_the_sites_time(page: Page, stage: Stage):
    page.goto("/manager/#/bereitschaft")
    expect(page.locator(".oncall")).to_contain_text("vertritt P. Brandt")
    expect(page.locator(".oncall li")).to_have_count(2)  # who stands in the line of two buildings is shown once
    expect(page.locator(".duty")).to_contain_text("Halle Süd: niemand von So 20:00 bis Mo 08:00.")
    expect(page.locator(".stretch-nobody")).to_contain_text("niemand")
    page.get_by_text("Dienst eintragen").click()
    form = page.locator("form", has=page.get_by_label("An wievielter Stelle?"))
    form.get_by_role("button", name="Speichern").click()
    expect(form.get_by_role("alert")).to_contain_text("Bitte Beginn und Ende angeben")
    form.get_by_label("Wer?").select_option(label="A. Yilmaz")
    expect(form.get_by_label("Wer?").locator("option", has_text="kein geprüfter Weg")).to_be_disabled()
    form.get_by_role("button", name="einmal").click()
    form.get_by_label("Von").fill("2026-11-24T20:00")
    form.get_by_label("Bis").fill("2026-11-25T08:00")
    with page.expect_response("**/api/duty"):
        form.get_by_role("button", name="Speichern").click()
    path, body = stage.posts[-1]
    assert (path, body["person"], body["from_ms"], body["to_ms"]) == (
        "POST /api/duty/shifts",
        "p-yilmaz",
        at("20:00", 24),
        at("08:00", 25),
    )
    with page.expect_response("**/api/duty"):
        page.get_by_role("button", name="A. Yilmaz nach oben").click()
    assert stage.posts[-1] == ("PUT /api/duty/chain", {"people": ["p-yilmaz", "p-kern"]})


def test_a_shift_is_changed_where_it_stands_and_one_of_a_calendar_is_not(page: Page, stage: Stage):
    page.goto("/manager/#/bereitschaft")
    change = page.get_by_role("button", name="Ändern: M. Kern")
    expect(change).to_have_count(1)
    change.click()
    form = page.locator("form", has=page.get_by_label("An wievielter Stelle?"))
    expect(form.get_by_label("Wer?")).to_have_value("p-kern")
    expect(form.get_by_label("Von")).to_have_value("18:00")
    expect(form.get_by_label("Mi", exact=True)).to_be_checked()
    assert_accessible(page)
    form.get_by_label("Mi", exact=True).uncheck()
    form.get_by_label("Von").fill("17:30")
    with page.expect_response("**/api/duty"):
        form.get_by_role("button", name="Speichern").click()
    path, body = stage.posts[-1]
    assert path == "PUT /api/duty/shifts/s-1"
    assert body["weekly"] == {
        "weekdays": [0, 1],
        "start_min": 1050,
        "end_min": 480,
        "end_day": 1,
        "first": "2026-11-01",
        "last": None,
    }


def test_a_message_service_needs_one_place_for_the_receiver_and_shows_no_secret(page: Page, stage: Stage):
    page.goto("/manager/#/wege")
    rows = page.locator("section", has=page.get_by_role("heading", name="Versand-Dienste")).locator("li")
    expect(rows.first).to_contain_text("läuft über „twilio“")
    page.get_by_role("button", name="Einrichten: Matrix").click()
    address = page.get_by_label("Adresse des Dienstes")
    address.fill("matrixs://haus:geheim@chat.stadt.example/")
    rows.last.get_by_role("button", name="Speichern").click()
    expect(rows.last.get_by_role("alert")).to_contain_text("in der {to} genau einmal steht")
    assert_accessible(page)
    address.fill("matrixs://haus:geheim@chat.stadt.example/{to}")
    rows.last.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Bitte einen Weg dieser Art")).to_be_visible()
    assert stage.posts == [("PUT /api/alert-gateways/matrix", {"template": "matrixs://haus:geheim@chat.stadt.example/{to}"})]
    expect(page.locator("main")).not_to_contain_text("geheim")
    page.get_by_role("button", name="Entfernen: SMS").click()
    expect(page.get_by_text("Diese Art ist jetzt niemandem mehr möglich.")).to_be_visible()
    assert stage.posts[-1] == ("PUT /api/alert-gateways/sms", {"template": ""})


def test_a_calendar_is_shown_before_it_is_taken_in(page: Page, stage: Stage):
    page.goto("/manager/#/bereitschaft")
    page.get_by_role("group").filter(has_text="Kalender einlesen").get_by_text("Kalender einlesen").click()
    page.get_by_role("button", name="Vorschau").click()
    expect(page.get_by_text("Bitte Datei, Adresse oder Inhalt angeben.")).to_be_visible()
    page.get_by_label("oder Inhalt einfügen").fill("BEGIN:VCALENDAR")
    page.get_by_role("button", name="Vorschau").click()
    expect(page.get_by_text("1 werden eingetragen, 3 frühere aus dem Kalender fallen weg.")).to_be_visible()
    assert not stage.posts[-1][1]["apply"]
    page.get_by_label("Wer ist „Ersatz Mitte“?").select_option(label="A. Yilmaz")
    page.get_by_role("button", name="Vorschau").click()
    page.get_by_role("button", name="Übernehmen: 2 Dienste").click()
    expect(page.get_by_text("2 Dienste übernommen.")).to_be_visible()
    path, body = stage.posts[-1]
    assert (path, body["apply"], body["people"]) == ("POST /api/duty/import", True, {"Ersatz Mitte": "p-yilmaz"})


def test_a_way_counts_once_its_code_was_entered(page: Page, stage: Stage):
    page.goto("/manager/#/wege")
    expect(page.locator(".ways")).to_contain_text("Ein Weg allein kann ausfallen.")
    code = page.get_by_label("Code, der über diesen Weg kam")
    code.fill("111111")
    page.get_by_role("button", name="Prüfen").click()
    expect(page.get_by_role("alert").filter(has_text="Dieser Code stimmt nicht.")).to_be_visible()
    code.fill("424242")
    page.get_by_role("button", name="Prüfen").click()
    expect(page.get_by_text("Geprüft. Dieser Weg zählt jetzt.")).to_be_visible()
    page.get_by_text("Weg hinzufügen").click()
    page.get_by_label("Nummer oder Adresse").fill("+49 170 1234567")
    page.get_by_role("button", name="Hinzufügen und Code senden").click()
    expect(page.get_by_text("Ein Code ist unterwegs.")).to_be_visible()
    assert stage.posts[-1] == ("POST /api/ways", {"kind": "sms", "address": "+49 170 1234567", "name": ""})
