"""Displays for the office: what each shows and why, a picture on request, its exit, posts, messages, warnings."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect

from support import page_displays_data as data
from support import page_states as states
from support.page_api import MANAGER, Stage
from support.page_checks import assert_accessible, check_light_and_dark, check_widths, shows_green, walk_by_keyboard

pytestmark = pytest.mark.chromium
Opened = Callable[..., Page]


@pytest.fixture
def office(page: Page, stage: Stage) -> Opened:
    def opened(address: str = "", roles: tuple[str, ...] = ("office",)) -> Page:
        stage.session = MANAGER | {"roles": list(roles)}
        page.goto(f"/manager/#/anzeigen{address}")
        return page

    return opened


def _check(page: Page, *, keyboard: bool = False) -> None:
    check_light_and_dark(page)
    check_widths(page)
    radios = {"INPUT "}  # arrows move between them, and the ring is around their label
    assert not keyboard or set(walk_by_keyboard(page)) - radios == set()


def _tile(page: Page, title: str):
    return page.locator(".show-tile", has=page.get_by_role("heading", name=re.compile(f"^{title}")))


def test_every_display_says_what_it_shows_and_why(office: Opened):
    page = office()
    expect(page.get_by_text("4 Anzeigen, 2 in Ordnung")).to_be_visible()
    north = _tile(page, "Sporthalle Nordpark")
    for words in (
        "in Ordnung",
        "zeigt: Belegung · Karte: Kuchenstand beim Turnier",
        "weil nichts Wichtigeres ansteht, seit 18:30",
        "Bildschirm an, Helligkeit 80 % · Seite zeichnet",
        "Flucht-Pfeil links, frei bis",
        "Bild von 18:42, auf Nachfrage",
    ):
        expect(north).to_contain_text(words)
    south = _tile(page, "Halle Süd")
    expect(south).to_contain_text("zeigt: amtliche Warnung über dem Plan · Karte: Sturmböen bis 85 km/h")
    expect(south.locator(".is-warn", has_text="nur noch bis 30.11.2026")).to_be_visible()
    box = _tile(page, "Foyer Süd").locator(".tv-glass").bounding_box()
    assert box is not None
    assert abs(box["height"] / box["width"] - 16 / 9) < 0.03, "a turned screen is shown as it hangs"
    _check(page)


def test_what_is_not_heard_never_looks_well(office: Opened, stage: Stage):
    page = office()
    away = _tile(page, "Halle Goethestraße")
    expect(away).to_contain_text("getrennt")
    expect(away).to_contain_text("zeigte zuletzt: Belegung")
    expect(away.locator(".shot.is-old figcaption")).to_have_text("Bild von 07:31, nach dem Alarm")
    expect(away).not_to_contain_text("Bildschirm an")
    expect(_tile(page, "Foyer Süd")).to_contain_text("Seite zeichnet nicht")
    stage.displays[0]["fault"] = {"de": "Der Browser antwortet nicht.", "en": "The browser does not answer."}
    stage.displays[1] |= {"screen": data.screen(mode="evacuate", rung="fire"), "card": ""}
    page.reload()
    expect(_tile(page, "Sporthalle Nordpark")).to_contain_text("Der Browser antwortet nicht.")
    expect(page.locator(".show-tile").first).to_contain_text("Alarm-Anzeige")
    expect(page.locator(".show-tile").first).to_contain_text("zeigt: Räumung")
    stage.silent = True
    expect(page.locator(".stalebar")).to_be_visible(timeout=15_000)
    assert shows_green(page) == []


def test_a_picture_is_fetched_on_request(office: Opened, stage: Stage):
    page = office("/nordpark-1", ("caretaker",))
    expect(page.locator(".show-times li").first).to_contain_text("18:30:00")
    expect(page.locator(".show-times li").nth(3)).to_contain_text("Räumung")
    expect(page.get_by_role("link", name=re.compile("um 10:12 aus"))).to_have_attribute("href", re.compile("id=pr-5a"))
    _check(page, keyboard=True)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("button", name="Jetzt nachsehen").click()
    expect(page.get_by_role("status").get_by_text("Neues Bild von 18:44:12")).to_be_visible()
    assert ("POST /api/displays/nordpark-1/proof", None) in stage.posts
    expect(page.get_by_text("Prüfsumme 7777")).to_be_visible()
    page.get_by_role("button", name="Tag davor").click()
    expect(page.get_by_text("Von diesem Tag ist nichts gemeldet.")).to_be_visible()


def test_a_display_that_is_not_connected_cannot_be_looked_at(office: Opened):
    page = office("/goethe-1")
    expect(page.get_by_role("button", name="Jetzt nachsehen")).to_be_disabled()
    expect(page.get_by_text("Die Anzeige ist getrennt.")).to_be_visible()


def test_settings_say_how_large_letters_become(office: Opened, stage: Stage):
    page = office("/nordpark-1")
    form = page.get_by_role("form", name="Einstellungen")
    form.get_by_label("So weit weg").fill("8")
    expect(form.get_by_text("Zeilen 52 mm hoch: aus 8 m gut zu lesen")).to_be_visible()
    form.get_by_label("So hängt der Bildschirm").select_option("hochkant, nach rechts gedreht")
    form.get_by_role("button", name="Zeit hinzufügen").click()
    second = form.get_by_role("group", name="Zeit 2")
    second.get_by_label("Von").fill("23:00")
    form.get_by_role("button", name="Speichern").click()
    expect(form.get_by_role("alert")).to_contain_text("Zeit 2: Bitte mindestens einen Tag wählen")
    second.get_by_label("Von").fill("09:00")
    second.get_by_label("Bis").fill("00:00")
    form.get_by_role("button", name="Speichern").click()
    expect(form.get_by_role("status").get_by_text("Gespeichert.")).to_be_visible()
    sent = stage.posts[-1][1]
    assert (sent["distance_m"], sent["turned"], sent["languages"]) == (8, 90, ["de", "en"])
    assert sent["on"][1] == {"days": [0, 1, 2, 3, 4], "from_min": 540, "to_min": 1440, "brightness_pct": 100}


def test_only_what_was_confirmed_is_released(office: Opened, stage: Stage):
    page = office("/goethe-1", ("fire_officer",))
    page.get_by_role("button", name="Weg freigeben").click()
    check_light_and_dark(page)
    check_widths(page)
    release = page.get_by_role("button", name="Freigeben und Protokoll anlegen")
    for lacks, give in (
        ("Bitte wählen Sie, wohin der Weg führt.", lambda: page.locator(".way-tile", has_text="rechts").click()),
        ("Bitte schreiben Sie, wo die Anzeige hängt.", lambda: page.get_by_label("Wo hängt die Anzeige?").fill("Foyer, Tür 1")),
        ("Ohne Ihre Bestätigung gibt es keine Freigabe.", lambda: page.get_by_role("checkbox", name="Ich bestätige").check()),
    ):
        release.click()
        expect(page.get_by_role("alert").get_by_text(lacks)).to_be_visible()
        give()
    page.get_by_label("Gilt bis").fill("2029-01-01")
    release.click()
    expect(page.get_by_role("alert").get_by_text("höchstens zwei Jahre")).to_be_visible()
    page.get_by_label("Gilt bis").fill("2027-11-20")
    release.click()
    expect(page.get_by_text("Freigegeben. Das Protokoll liegt bei.")).to_be_visible()
    sent = dict(stage.posts)["POST /api/displays/goethe-1/exit"]
    assert (sent["way"], sent["place"], sent["statement"]) == ("right", "Foyer, Tür 1", "1")
    protocol = page.get_by_role("link", name="Protokoll AP-2026-021 als PDF")
    expect(protocol).to_have_attribute("href", "/api/displays/goethe-1/exit/protocol.pdf?protocol=AP-2026-021")
    page.get_by_role("button", name="Freigabe zurückziehen").click()
    page.get_by_role("dialog").get_by_role("button", name="Freigabe zurückziehen").click()
    expect(page.get_by_text("Die Anzeige zeigt keinen Pfeil mehr.")).to_be_visible()


def test_a_caretaker_may_only_say_that_an_exit_is_blocked(office: Opened, stage: Stage):
    stage.displays[0]["may"] = ["proof", "block"]
    page = office("/nordpark-1", ("caretaker",))
    expect(page.get_by_text("Freigeben darf nur die Brandschutz-Beauftragte.")).to_be_visible()
    expect(page.get_by_role("button", name="Neu freigeben")).to_have_count(0)
    expect(page.get_by_role("form", name="Einstellungen")).to_have_count(0)
    page.get_by_role("button", name="Ausgang gesperrt melden").click()
    dialog = page.get_by_role("dialog")
    check_light_and_dark(page)
    dialog.get_by_label("Gilt bis").fill("2027-02-01")
    dialog.get_by_role("button", name="Ausgang gesperrt melden").click()
    expect(dialog.get_by_role("alert")).to_contain_text("höchstens 31 Tage")
    dialog.get_by_label("Gilt bis").fill("2026-11-25")
    dialog.get_by_role("button", name="Ausgang gesperrt melden").click()
    expect(page.locator(".exit-now")).to_contain_text("Ausgang gesperrt gemeldet")
    assert stage.posts[-1][1]["place"] == "Foyer, Nordwand, neben Tür 2"


def test_posts_stand_by_their_state_and_clubs_are_answered(office: Opened, stage: Stage):
    page = office("?als=beitraege")
    expect(page.get_by_role("link", name="Beiträge (1)")).to_be_visible()
    waiting = page.get_by_role("region", name=re.compile("Wartet auf Ihre Entscheidung"))
    expect(waiting).to_contain_text("nur in den eigenen Zeiten")
    expect(page.get_by_role("region", name=re.compile("Jetzt zu sehen")).locator("li")).to_have_count(2)
    expect(page.get_by_role("region", name=re.compile("Abgelehnt"))).to_contain_text("Warum: Alkohol-Werbung")
    _check(page)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("button", name="„Nikolaus-Turnier der Jugend“ ablehnen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Ablehnen").click()
    expect(dialog.get_by_role("alert")).to_have_text("Bitte schreiben Sie dem Verein, warum.")
    dialog.get_by_label("Warum?").fill("Das Bild zeigt Kinder ohne Einwilligung.")
    dialog.get_by_role("button", name="Ablehnen").click()
    expect(page.get_by_text("Der Verein weiß, warum.")).to_be_visible()
    assert stage.posts[-1] == (
        "POST /api/posts/po-cup/decision",
        {"decision": "decline", "reason": "Das Bild zeigt Kinder ohne Einwilligung."},
    )
    page.get_by_role("button", name="„Kuchenstand beim Turnier“ zurücknehmen").click()
    page.get_by_role("dialog").get_by_role("button", name="Zurücknehmen").click()
    expect(page.get_by_text("„Kuchenstand beim Turnier“ ist zurückgenommen.")).to_be_visible()
    assert stage.posts[-1][0] == "DELETE /api/posts/po-cake"


def test_a_post_is_seen_on_the_display_while_it_is_written(office: Opened, stage: Stage):
    page = office("?als=beitraege&beitrag=neu")
    page.get_by_role("button", name="Zeigen").click()
    expect(page.get_by_role("alert").get_by_text("Bitte eine Überschrift schreiben.")).to_be_visible()
    page.get_by_label("Überschrift").fill("Lichterfest im Nordpark")
    board = page.frame_locator("iframe[title='So sieht es aus']")
    expect(board.get_by_text("Lichterfest im Nordpark")).to_be_visible()
    expect(board.get_by_text("TSV Volleyball")).to_be_visible()
    expect(page.get_by_text("23 von 60 Zeichen")).to_be_visible()
    expect(page.get_by_text("Der Text passt.")).to_be_visible()
    width = page.evaluate("document.querySelector('.tv iframe').contentWindow.innerWidth")
    assert width == 1920, "the board is drawn with the display's own pixels"
    assert page.evaluate("document.querySelector('.tv iframe').contentDocument.compatMode") == "CSS1Compat"
    page.get_by_label("so groß wie aus 5 m").check()
    box = page.locator(".preview-tv").bounding_box()
    assert box is not None
    assert abs(box["width"] - 552) <= 2
    expect(page.get_by_text("55 Zoll, gelesen aus 5 m: Zeilen sind 32 mm hoch.")).to_be_visible()
    page.get_by_role("button", name="Auf Englisch dazu").click()
    page.get_by_role("group", name="Englisch").get_by_label("Überschrift").fill("Festival of lights")
    page.get_by_label("Link für den QR-Code").fill("nordpark.example")
    page.get_by_role("button", name="Zeigen").click()
    expect(page.get_by_role("alert").get_by_text("https://")).to_be_visible()
    page.get_by_label("Link für den QR-Code").fill("https://nordpark.example/licht")
    page.get_by_role("radio", name="In diesen Hallen").check()
    page.get_by_role("checkbox", name="Halle Süd").check()
    _check(page, keyboard=True)
    page.get_by_role("button", name="Zeigen").click()
    expect(page.get_by_text("Der Beitrag ist freigegeben.")).to_be_visible()
    sent = dict(stage.posts)["POST /api/posts"]
    assert sent["texts"] == {
        "de": {"title": "Lichterfest im Nordpark", "text": ""},
        "en": {"title": "Festival of lights", "text": ""},
    }
    assert (sent["halls"], sent["all"], sent["from_ms"], sent["draft"]) == (["sued"], False, states.at("18:00"), False)


def test_a_picture_needs_words(office: Opened, stage: Stage, tmp_path: Path):
    large = tmp_path / "tor.png"
    large.write_bytes(b"x" * 8_400_000)
    page = office("?als=beitraege&beitrag=neu")
    page.get_by_label("Überschrift").fill("Neues Tor")
    page.locator("input[type=file]").set_input_files(large)
    expect(page.get_by_role("alert").get_by_text("größer als 8 MB")).to_be_visible()
    page.locator("input[type=file]").set_input_files({"name": "tor.png", "mimeType": "image/png", "buffer": b"png"})
    expect(page.locator(".post-picture img")).to_be_visible()
    page.get_by_role("button", name="Zeigen").click()
    expect(page.get_by_role("alert").get_by_text("Bitte schreiben, was auf dem Bild zu sehen ist.")).to_be_visible()
    page.get_by_label("Was ist auf dem Bild zu sehen?").fill("Das neue Tor")
    page.get_by_role("button", name="Als Entwurf speichern").click()
    expect(page.get_by_text("Der Entwurf ist gespeichert.")).to_be_visible()
    assert ("PUT picture", 3) in stage.posts
    assert stage.posts[-1][1]["draft"] is True


def test_a_message_to_all_halls_is_said_back_before_it_goes(office: Opened, stage: Stage):
    page = office("?als=beitraege")
    page.get_by_role("button", name="An alle Hallen").click()
    dialog = page.get_by_role("dialog")
    check_light_and_dark(page)
    dialog.get_by_label("Was sollen alle wissen?").fill("Unwetter: Hallen schließen um 20 Uhr")
    dialog.get_by_label("Wie lange?").select_option("drei Stunden")
    dialog.get_by_role("button", name="Weiter").click()
    expect(dialog).to_contain_text("steht dann auf 4 Anzeigen: Sporthalle Nordpark, Halle Süd und Halle Goethestraße")
    expect(dialog).to_contain_text("Dort bleibt es bis 21:44, über dem Plan.")
    expect(dialog).to_contain_text("Eine davon ist getrennt")
    assert stage.posts == [], "nothing goes before it was said back"
    check_widths(page)
    page.set_viewport_size({"width": 320, "height": 700})
    assert dialog.evaluate("one => one.scrollWidth - one.clientWidth") <= 0, "nothing of the dialog is cut on a phone"
    dialog.get_by_role("button", name="Auf 4 Anzeigen zeigen").click()
    expect(page.get_by_text("ist unterwegs zu 4 Anzeigen.")).to_be_visible()
    sent = stage.posts[0][1]
    assert (sent["kind"], sent["all"]) == ("safety", True)
    assert sent["to_ms"] - sent["from_ms"] == 3 * 3_600_000


def test_the_office_says_whom_it_trusts(office: Opened, stage: Stage):
    page = office("?als=beitraege")
    page.get_by_text("Welche Vereine zeigen Beiträge ohne Rückfrage?").click()
    page.get_by_label("TSV Lindenau").select_option("ohne Rückfrage")
    expect(page.get_by_text("Gespeichert: TSV Lindenau")).to_be_visible()
    assert stage.posts == [("PUT /api/posts/rules", {"clubs": {"tsv": "trusted"}})]


def test_warnings_and_whether_anybody_could_know(office: Opened, stage: Stage):
    page = office("?als=warnungen", ("admin",))
    storm = page.locator(".warn-list li").first
    for words in ("schwer", "Sturmböen bis 85 km/h", "zu sehen in: Halle Süd und Sporthalle Nordpark", "17:00 bis 23:00"):
        expect(storm).to_contain_text(words)
    expect(page.locator(".rows li", has_text="Katastrophenschutz")).to_contain_text("antwortet nicht · zuletzt gelesen 14:02")
    expect(page.get_by_text("Für Halle Goethestraße findet keine Warnung hin")).to_be_visible()
    page.get_by_text("Was vorbei ist").click()
    expect(page.locator(".warn-list li", has_text="Frost")).to_contain_text("vorbei")
    _check(page)
    stage.warnings = []
    page.reload()
    expect(page.get_by_text("Ob eine Warnung gilt, ist nicht bekannt")).to_be_visible()
    page.get_by_role("button", name="Katastrophenschutz jetzt lesen").click()
    expect(page.get_by_text("Zurzeit gilt keine Warnung.")).to_be_visible()
    page.get_by_role("button", name="Quellen ändern").click()
    page.get_by_role("button", name="Quelle hinzufügen").click()
    third = page.get_by_role("group", name="Quelle 3")
    third.get_by_label("Name").fill("Land")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("alert").get_by_text("Quelle 3: Die Adresse")).to_be_visible()
    third.get_by_label("Adresse").fill("https://land.example/cap.xml")
    page.get_by_role("group", name="Gebiets-Codes der Häuser").get_by_label("Halle Goethestraße").fill("105711, WARNCELL=9")
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator(".rows li", has_text="Land")).to_contain_text("noch nie gelesen")
    sent = stage.posts[-1][1]
    assert sent["codes"] == {"nordpark": ["WARNCELL=105711000"], "goethe": ["105711", "WARNCELL=9"]}
    assert [one["id"] for one in sent["sources"]] == ["wetterdienst", "katastrophenschu", ""]


def test_forced_colours_and_large_targets(office: Opened):
    page = office("/nordpark-1", ("fire_officer",))
    page.get_by_role("button", name="Neu freigeben").click()
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    assert_accessible(page)
    page.set_viewport_size({"width": 320, "height": 800})
    small = page.evaluate(
        """() => [...document.querySelectorAll("main button, main a, main select, main input")]
          .filter((e) => !["radio", "checkbox"].includes(e.type))
          .filter((e) => e.getClientRects().length)
          .map((e) => [e.textContent.trim(), e.getBoundingClientRect()])
          .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
          .map(([text, box]) => `${text} ${box.width} ${box.height}`)"""
    )
    assert small == []


MOST_BYTES = 190_000
"""What the pages of displays may fetch beside the first script, not compressed; with the display's own board."""


def test_displays_are_fetched_when_somebody_goes_there_and_no_player_with_them(page: Page, stage: Stage):
    stage.session = MANAGER | {"roles": ["office"]}
    fetched: dict[str, Response] = {}
    page.on("response", lambda told: fetched.update({told.url: told}))
    page.goto("/manager/")
    expect(page.get_by_role("heading", name="Hallen jetzt")).to_be_visible()
    first = set(fetched)
    assert not [url for url in first if re.search(r"DisplaysPage|PostList|Screen-|hls", url)]
    page.goto("/manager/#/anzeigen?als=beitraege&beitrag=po-cake")
    expect(page.frame_locator("iframe").get_by_text("Kuchenstand beim Turnier").first).to_be_visible()
    later = {url: len(told.body()) for url, told in fetched.items() if url not in first and url.endswith(".js")}
    assert [url for url in later if "DisplaysPage" in url]
    assert not [url for url in later if "hls" in url], "the player comes with a match alone"
    assert sum(later.values()) <= MOST_BYTES
