"""Every page in every state, in real Chromium, under the strict content policy: readable, reachable, honest."""

from __future__ import annotations

import msgspec
import pytest
from playwright.sync_api import Page, expect
from support import page_states as states
from support.page_checks import assert_accessible, assert_fits_the_screen, assert_no_overlap, assert_no_sideways_scroll, contrast, shows_green
from support.page_server import TRAINER, Stage, bookings

pytestmark = pytest.mark.chromium

WIDTHS = (320, 375, 800, 1920)
MANAGER_STATES = {"alarm": states.alarm, "quiet": states.quiet, "empty": states.empty}
VIEWS = {"lage": "#hallen", "plan": ".dp", "hallen": ".wall", "nutzung": ".plot", "mehr": "#push", "verlauf": ".rows li"}


def check_widths(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_no_sideways_scroll(page)


def check_light_and_dark(page: Page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)


@pytest.mark.parametrize("state", MANAGER_STATES)
def test_manager_in_every_state(page: Page, stage: Stage, state: str):
    stage.manager = MANAGER_STATES[state]()
    page.goto("/manager/")
    expect(page.locator("#hallen")).to_be_visible()
    check_light_and_dark(page)
    check_widths(page)
    assert page.locator(".crit").count() == (1 if state == "alarm" else 0)


@pytest.mark.parametrize("view", VIEWS)
def test_every_area_of_the_manager_leads_somewhere(page: Page, stage: Stage, view: str):
    page.goto("/manager/")
    if view == "verlauf":
        page.get_by_role("link", name="Verlauf").click()
    else:
        page.locator(f".nav a[href='#/{view}']").click()
    expect(page.locator(VIEWS[view]).first).to_be_visible()
    check_light_and_dark(page)
    check_widths(page)


def test_alarm_says_what_where_who_and_since_when_in_the_sites_time(page: Page, stage: Stage):
    stage.manager = states.alarm()
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto("/manager/")
    banner = page.locator(".crit")
    for words in ("Alarm seit 18:42 · 2 Min.", "Rauch gemeldet", "Sporthalle Nordpark, Geräteraum", "~24 (±3) Personen", "Trainerin, TSV Lindenau",
                  "A. Yilmaz in 1:", "Am Nordpark 7"):  # fmt: skip
        expect(banner).to_contain_text(words)
    assert banner.get_by_role("link", name="112").get_attribute("href") == "tel:112"
    box = banner.bounding_box()
    nav = page.locator(".nav").bounding_box()
    assert box is not None
    assert nav is not None
    assert box["y"] + box["height"] <= nav["y"], "the whole alarm stands on a phone's first screen"
    expect(page).to_have_title("▲ Alarm – Leitstand – Hallenwart")


def test_acknowledging_waits_for_the_server(page: Page, stage: Stage):
    stage.manager = states.alarm()
    page.goto("/manager/")
    go = page.get_by_role("button", name="Ich gehe hin")
    go.click()
    expect(go).to_be_visible()  # nothing changes before the server says so
    assert stage.posts == [("/api/incidents/i-smoke/ack", {"word": "going"})]
    taken = states.smoke(state="acknowledged", acked_by="M. Kern", acked_ms=states.NOW_MS, ack_word="going")
    stage.manager = states.manager([taken])
    expect(page.locator(".crit")).to_contain_text("M. Kern geht hin, 18:44")
    expect(page.locator(".crit .btn--go")).to_have_text("Bin vor Ort")


def test_keyboard_reaches_the_acknowledgement(page: Page, stage: Stage):
    stage.manager = states.alarm()
    page.goto("/manager/")
    expect(page.locator(".crit")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == "Ich gehe hin":
            break
    focused = page.locator(":focus")
    expect(focused).to_have_text("Ich gehe hin")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    page.keyboard.press("Enter")
    expect.poll = None
    page.wait_for_timeout(0)
    page.wait_for_function("true")
    page.wait_for_load_state("networkidle")
    assert stage.posts == [("/api/incidents/i-smoke/ack", {"word": "going"})]


def test_a_new_alarm_does_not_move_the_focus(page: Page, stage: Stage):
    page.goto("/manager/")
    link = page.locator(".nav a").nth(1)
    link.focus()
    stage.manager = states.alarm()
    expect(page.locator(".crit")).to_be_visible()
    expect(link).to_be_focused()
    expect(page.locator("[role=alert]").first).to_contain_text("Alarm: Rauch gemeldet, Sporthalle Nordpark, Geräteraum")


@pytest.mark.parametrize("state", MANAGER_STATES)
def test_silence_never_looks_like_all_clear(page: Page, stage: Stage, state: str):
    stage.manager = MANAGER_STATES[state]()
    page.clock.install()
    page.goto("/manager/")
    expect(page.locator(".live-ok")).to_be_visible()
    stage.silent = True
    page.clock.run_for(12_000)
    expect(page.locator(".stalebar")).to_contain_text("Keine aktuellen Daten – Stand 18:44")
    assert shows_green(page) == []
    assert "Keine offenen Meldungen" not in page.inner_text("body")
    assert page.locator(".crit").count() == (1 if state == "alarm" else 0), "the alarm stays"
    for button in page.locator(".crit-do button, .inc .act button").all():
        expect(button).to_be_disabled()
    check_light_and_dark(page)
    check_widths(page)


def test_without_anything_known_the_page_says_unknown(page: Page, stage: Stage):
    stage.silent = True
    page.goto("/manager/")
    expect(page.locator(".stalebar")).to_contain_text("Lage unbekannt")
    assert shows_green(page) == []
    assert_accessible(page)


def test_last_snapshot_is_shown_with_its_time_after_an_offline_reload(page: Page, stage: Stage):
    stage.manager = states.alarm()
    page.goto("/manager/")
    expect(page.locator(".crit")).to_be_visible()
    stage.silent = True
    page.reload()
    expect(page.locator(".stalebar")).to_contain_text("Stand 18:44")
    expect(page.locator(".crit")).to_contain_text("Rauch gemeldet")


def test_curve_speaks_and_can_be_read_as_a_table(page: Page, stage: Stage):
    page.goto("/manager/")
    expect(page.locator(".curve-sum")).to_contain_text("Höchster Wert 47 um 14:30. Jetzt 24. Alarm um 18:42.")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert contrast(page, ".plot .line", "stroke", ".curve") >= 3
        assert contrast(page, ".plot .line", "stroke", ".plot .bk") >= 3
        assert contrast(page, ".plot .y", "color", ".curve") >= 4.5
        assert contrast(page, ".plot .bk", "borderTopColor", ".curve") >= 3
    page.get_by_role("button", name="Als Tabelle").click()
    row = page.locator(".curve tbody tr", has_text="14:30")
    expect(row).to_contain_text("47")
    expect(row).to_contain_text("SG Süd Handball-Spiel")
    check_widths(page)


def test_opening_a_door_from_afar_needs_a_reason(page: Page, stage: Stage):
    page.goto("/manager/#/hallen")
    page.get_by_role("button", name="Fach 3 aus der Ferne öffnen").click()
    dialog = page.get_by_role("dialog")
    assert_accessible(page)
    dialog.get_by_label("Warum?").select_option(label="Notfall")
    dialog.get_by_role("button", name="Jetzt öffnen").click()
    expect(dialog).to_contain_text("Die Tür ist offen.")
    assert stage.posts == [("/api/devices/nordpark-1/open", {"slot": 3, "reason": "Notfall"})]
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Fach 3 aus der Ferne öffnen")).to_be_focused()


def test_english_is_complete_and_remembered(page: Page, stage: Stage):
    stage.manager = states.alarm()
    page.goto("/manager/#/mehr")
    page.get_by_role("button", name="English").click()
    page.goto("/manager/#/lage")
    page.reload()
    expect(page.locator(".crit h2")).to_have_text("Smoke reported")
    assert page.evaluate("document.documentElement.lang") == "en"
    check_widths(page)


@pytest.mark.parametrize("people", [1, 3])
def test_sign_in_sends_each_to_their_page(page: Page, stage: Stage, people: int):
    stage.session = None
    page.goto("/login/")
    check_light_and_dark(page)
    check_widths(page)
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("alert")).to_have_text("Bitte E-Mail und Passwort eingeben.")
    page.get_by_label("E-Mail").fill("kern@stadt.example" if people == 1 else "jana@tsv-lindenau.example")
    page.get_by_label("Passwort", exact=True).fill("falsch")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("E-Mail oder Passwort stimmt nicht.")
    assert_accessible(page)
    page.get_by_label("Passwort", exact=True).fill("richtig")
    page.keyboard.press("Enter")
    page.wait_for_url("**/manager/" if people == 1 else "**/club/")


def test_whoever_is_not_signed_in_is_sent_to_the_door(page: Page, stage: Stage):
    stage.session = None
    for name in ("manager", "club"):
        page.goto(f"/{name}/")
        page.wait_for_url("**/login/")


@pytest.fixture
def club(page: Page, stage: Stage) -> Page:
    stage.session = dict(TRAINER)
    stage.bookings = bookings()
    page.set_viewport_size({"width": 375, "height": 812})
    return page


def test_club_ticket(club: Page):
    club.goto("/club/")
    expect(club.locator(".ticket h1")).to_have_text("Heute, Sa 21.11.18:00–20:00")
    expect(club.locator(".digits")).to_have_text("47110815")
    expect(club.locator(".ready")).to_contain_text("bestätigt 16:05, gilt 17:45–20:15")
    box = club.locator(".qr").bounding_box()
    assert box is not None
    assert box["width"] * 25 / 33 >= 180, "the modules without their quiet zone are about 30 mm wide on a phone"
    check_light_and_dark(club)
    check_widths(club)


@pytest.mark.parametrize("view", ["buchen", "termine", "verein"])
def test_club_views(club: Page, view: str):
    club.goto(f"/club/#/{view}")
    expect(club.locator("main h1")).to_be_visible()
    check_light_and_dark(club)
    check_widths(club)


def test_club_without_bookings_offers_to_book(club: Page, stage: Stage):
    stage.bookings = []
    club.goto("/club/")
    expect(club.get_by_role("link", name="Zeit buchen")).to_be_visible()
    check_light_and_dark(club)


def test_the_code_is_there_without_network(club: Page, stage: Stage):
    club.goto("/club/")
    expect(club.locator(".saved")).to_contain_text("Gespeichert 18:44")
    club.evaluate("navigator.serviceWorker.ready")
    club.context.set_offline(offline=True)
    club.reload()
    expect(club.locator(".digits")).to_have_text("47110815")
    expect(club.locator(".stalebar")).to_contain_text("Ohne Verbindung. Gespeichert 18:44.")
    expect(club.get_by_role("button", name="Absagen").first).to_be_disabled()
    assert shows_green(club) == []
    club.context.set_offline(offline=False)


def to_the_last_step(club: Page) -> None:
    club.goto("/club/#/buchen")
    club.get_by_role("button", name="Weiter").click()
    expect(club.get_by_role("heading", level=1)).to_be_focused()
    expect(club.get_by_role("heading", level=1)).to_contain_text("So 22.11."), "the first day with something free"
    check_widths(club)
    assert_accessible(club)
    club.get_by_role("radio", name="17:30–19:00").check()
    club.get_by_role("button", name="Weiter mit 17:30–19:00").click()
    club.get_by_role("button", name="Weiter").click()
    expect(club.get_by_role("alert")).to_contain_text("Bitte einen Titel eingeben")
    club.get_by_label("Titel").fill("Training")
    assert_accessible(club)
    club.get_by_role("button", name="Weiter").click()


def test_booking_in_four_steps(club: Page, stage: Stage):
    to_the_last_step(club)
    expect(club.locator(".step")).to_have_text("Schritt 4 von 4")
    assert_accessible(club)
    club.get_by_role("button", name="Verbindlich buchen").click()
    expect(club.get_by_role("heading", name="Ihre Termine")).to_be_visible()
    wanted = {"hall": "nordpark", "sections": [2], "start_ms": states.at("17:30", 22), "end_ms": states.at("19:00", 22), "title": "Training"}
    assert stage.posts == [("/api/bookings", wanted)]
    expect(club.locator(".date", has_text="Training")).to_be_visible()


def test_a_conflict_offers_the_three_nearest_times(club: Page, stage: Stage):
    stage.conflict = True
    to_the_last_step(club)
    club.get_by_role("button", name="Verbindlich buchen").click()
    expect(club.get_by_role("alert")).to_contain_text("Diese Zeit wurde gerade vergeben.")
    expect(club.locator(".nearest li")).to_have_count(3)
    assert_accessible(club)
    stage.conflict = False
    club.locator(".nearest button").nth(1).click()
    club.get_by_role("button", name="Verbindlich buchen").click()
    expect(club.get_by_role("heading", name="Ihre Termine")).to_be_visible()
    assert stage.posts[-1][1]["start_ms"] == states.at("20:30", 22)


def test_cancelling_asks_once(club: Page, stage: Stage):
    club.goto("/club/")
    club.get_by_role("button", name="Absagen").click()
    expect(club.get_by_role("dialog")).to_contain_text("Der Code wird sofort ungültig.")
    club.get_by_role("button", name="Ja, absagen").click()
    expect(club.locator(".ticket")).to_contain_text("Do 26.11.")
    assert stage.posts == [("DELETE /api/bookings/b-1", None)]


def test_calendar_file_is_made_on_the_device(club: Page):
    club.goto("/club/")
    with club.expect_download() as waiting:
        club.get_by_role("button", name="Kalender").click()
    text = waiting.value.path().read_text()
    assert "DTSTART:20261121T170000Z" in text


@pytest.mark.parametrize("step", states.kiosk_steps())
@pytest.mark.parametrize("size", [(800, 1280), (1024, 600)])
def test_kiosk_in_every_step(page: Page, stage: Stage, step: str, size: tuple[int, int]):
    stage.kiosk = states.kiosk_steps()[step]
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto("/kiosk/")
    expect(page.locator(".v-leave" if step == "leave" else ".foot")).to_be_visible()
    for language in ("Deutsch", "English") if step != "leave" else ("Deutsch",):
        if step != "leave":
            page.get_by_role("button", name=language).click()
        assert_fits_the_screen(page)
        assert_accessible(page)
    if step == "pin":
        key = page.get_by_role("button", name="5", exact=True).bounding_box()
        assert key is not None
        per_mm = 5.87 if size[0] == 800 else 4.63
        assert min(key["width"], key["height"]) >= 20 * per_mm


def test_kiosk_low_mode_moves_the_keys_down(page: Page, stage: Stage):
    page.set_viewport_size({"width": 800, "height": 1280})
    page.goto("/kiosk/")
    pad = page.locator(".pad")
    before = pad.bounding_box()
    page.get_by_role("button", name="Tiefer stellen").click()
    after = pad.bounding_box()
    assert before is not None
    assert after is not None
    assert after["y"] > before["y"] + 50
    assert_fits_the_screen(page)


def test_kiosk_takes_fingers_and_keyboards_and_never_shows_a_digit(page: Page, stage: Stage):
    stage.kiosk = states.kiosk(states.screens.KioskStep.PIN, digits=0)
    page.goto("/kiosk/")
    open_ = page.get_by_role("button", name="Öffnen")
    expect(open_).to_be_disabled()
    page.get_by_role("button", name="4", exact=True).click()
    expect(page.locator(".pin .f")).to_have_count(1)
    page.keyboard.type("7110815")
    expect(page.locator(".pin .f")).to_have_count(8)
    assert "7110815" not in page.content()
    page.keyboard.press("Backspace")
    expect(page.locator(".pin .f")).to_have_count(7)
    page.keyboard.press("5")
    expect(open_).to_be_enabled()
    open_.focus()
    page.keyboard.press("Enter")
    expect(open_).to_be_visible()
    page.wait_for_timeout(300)
    told = [(one.do, one.digit) for one in stage.actions]
    assert told == [("digit", int(digit)) for digit in "47110815"] + [("erase", None), ("digit", 5), ("enter", None)]


def test_kiosk_asks_for_more_time_and_forgets(page: Page, stage: Stage):
    page.clock.install()
    page.goto("/kiosk/")
    page.get_by_role("button", name="English").click()
    page.clock.run_for(44_000)
    assert page.get_by_role("dialog").count() == 0
    page.clock.run_for(1_500)
    expect(page.get_by_role("dialog")).to_contain_text("Do you need more time?")
    assert_accessible(page)
    page.clock.run_for(16_000)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("heading", name="Schlüssel holen")).to_be_visible()
    expect(page.locator(".pin .f")).to_have_count(0)
    assert stage.actions[-1].do == "clear"


def test_kiosk_without_its_agent_says_so(page: Page, stage: Stage):
    stage.silent = True
    page.set_viewport_size({"width": 800, "height": 1280})
    page.goto("/kiosk/")
    expect(page.get_by_role("heading", name="Gerade nicht möglich")).to_be_visible()
    assert_accessible(page)
    assert_fits_the_screen(page)


@pytest.mark.parametrize("mode", states.display_modes())
def test_display_in_every_mode(page: Page, stage: Stage, mode: str):
    stage.display = states.display_modes()[mode]
    page.set_viewport_size({"width": 1920, "height": 1080})
    for way in ("", "?way=left") if mode == "evacuate" else ("",):
        page.goto(f"/display/{way}")
        expect(page.locator("main")).to_be_visible()
        page.evaluate("document.fonts.ready")
        assert_fits_the_screen(page)
        if mode in {"smoke", "evacuate", "drill"}:
            assert_no_overlap(page, ".ahead", ".field .do" if mode != "smoke" else "ol", "footer")
        else:
            assert_no_overlap(page, "header", "table", ".low", "footer")
        assert_accessible(page)


def test_display_rows_can_be_read_from_five_metres(page: Page, stage: Stage):
    """Cap height by canvas in the page's own font: distance / 155 on a 55 inch panel is 32 mm or 51 px."""
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto("/display/")
    page.evaluate("document.fonts.ready")
    expect(page.locator("tbody tr")).to_have_count(5)
    caps = page.evaluate(
        """() => [...document.querySelectorAll("tbody td:not(.d), tbody th .fit")].filter((e) => e.textContent.trim()).map((e) => {
          const style = getComputedStyle(e);
          const pen = document.createElement("canvas").getContext("2d");
          pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
          return pen.measureText("H").actualBoundingBoxAscent;
        })"""
    )
    px_per_mm = 1.577
    assert min(caps) >= 5_000 / 155 * px_per_mm - 1


@pytest.mark.parametrize("mode", ["offline", "no-link"])
def test_display_shows_nothing_as_current_that_is_not(page: Page, stage: Stage, mode: str):
    stage.display = states.display_modes()[mode]
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto("/display/")
    words = "Plan vom Stand 18:02" if mode == "offline" else "Alarm-Anzeige nicht verbunden"
    expect(page.locator(".old")).to_contain_text(words)
    assert "von 199" not in page.inner_text("body")
    assert contrast(page, ".old", "backgroundColor", "html") >= 7


def test_display_notices_that_its_agent_is_gone(page: Page, stage: Stage):
    page.clock.install()
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto("/display/")
    expect(page.locator(".count")).to_contain_text("von 199 Personen")
    stage.silent = True
    page.clock.run_for(12_000)
    expect(page.locator(".old")).to_contain_text("Alarm-Anzeige nicht verbunden")
    expect(page.locator(".old")).to_contain_text("Plan vom Stand 18:02")
    assert "von 199" not in page.inner_text("body")
    expect(page.locator(".clock")).to_have_count(0)
    assert_fits_the_screen(page)


def test_display_turns_pages_and_shows_every_row(page: Page, stage: Stage):
    many = states.display_modes()["many"]
    stage.display = many
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto("/display/")
    seen: set[str] = set()
    for turn in range(4):
        stage.display = msgspec.structs.replace(many, now_ms=states.NOW_MS + turn * 12_000)
        page.wait_for_timeout(300)
        rows = page.locator("tbody th .fit").all_inner_texts()
        assert len(rows) <= 6
        seen.update(rows)
        assert_fits_the_screen(page)
    assert seen == {one.title for one in many.rows}


def test_alarm_reaches_the_display_at_once_and_stays_when_the_agent_falls_silent(page: Page, stage: Stage):
    page.clock.install()
    page.goto("/display/?way=right")
    expect(page.locator(".board")).to_be_visible()
    stage.display = states.display_modes()["evacuate"]
    expect(page.locator(".evac")).to_contain_text("Feuer-Alarm")
    expect(page.locator(".evac")).to_contain_text("Rechts hinaus")
    stage.silent = True
    page.clock.run_for(15_000)
    expect(page.locator(".evac")).to_contain_text("Sammelplatz: Parkplatz Nord")


def test_director(page: Page, stage: Stage):
    page.goto("/director/")
    expect(page.locator(".run")).to_contain_text("0,08 s")
    check_light_and_dark(page)
    check_widths(page)
    page.get_by_role("button", name="Netz durchtrennen").click()
    page.wait_for_load_state("networkidle")
    assert stage.posts == [("/director/do", {"what": "cut"})]
    expect(page.get_by_role("button", name="Netz heilen")).to_be_disabled()


@pytest.mark.parametrize("path", ["/manager/", "/club/", "/login/", "/director/"])
def test_targets_are_large_and_forced_colours_keep_the_shapes(page: Page, stage: Stage, path: str):
    stage.manager = states.alarm()
    if path == "/club/":
        stage.session = dict(TRAINER)
        stage.bookings = bookings()
    if path == "/login/":
        stage.session = None
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto(path)
    expect(page.locator("main").locator("h1, h2, button").first).to_be_attached()
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, a:not(.skip), select, input:not([type=radio]):not([type=checkbox])")]
          .filter((e) => e.getClientRects().length)
          .map((e) => [e.textContent.trim(), e.getBoundingClientRect()])
          .filter(([, box]) => box.height < 43.5 || box.width < 43.5).map(([text, box]) => `${text} ${box.width}×${box.height}`)"""
    )
    assert small == []
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    assert_accessible(page)
    assert_no_sideways_scroll(page)
