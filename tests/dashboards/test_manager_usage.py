"""Booked and used, for the office: people now, a day, the map of hours, clubs and what is proposed to them."""

# ruff: noqa: RUF001 - typographic dashes and signs are what the pages must show

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from playwright.sync_api import Page, expect

from support import page_states as states
from support.page_api import MANAGER, Stage
from support.page_checks import check_light_and_dark, check_widths, comes, walk_by_keyboard

pytestmark = pytest.mark.chromium
Opened = Callable[..., Page]


@pytest.fixture
def office(page: Page, stage: Stage) -> Opened:
    def opened(address: str, roles: tuple[str, ...] = ("office",)) -> Page:
        stage.session = MANAGER | {"roles": list(roles)}
        page.goto(f"/manager/#/nutzung{address}")
        return page

    return opened


def _sent(stage: Stage, what: str):
    return [body for where, body in stage.posts if where == what]


def _check(page: Page) -> None:
    check_light_and_dark(page)
    check_widths(page)
    radios = {"INPUT "}  # arrows move between them, and the ring is around their label
    assert set(walk_by_keyboard(page)) - radios == set()


def test_people_now_stand_with_their_bounds_how_sure_and_why(office: Opened):
    page = office("")
    hall = page.locator(".use-hall", has_text="Sporthalle Nordpark").first
    for words in ("besetzt", "24", "fast sicher 21 bis 27", "sehr sicher, 99 %: gezählt, Radar, Schlüssel", "seit 46 Min."):
        expect(hall).to_contain_text(words)
    expect(hall.locator("li", has_text="Drittel 1")).to_contain_text("frei")
    expect(hall).to_contain_text("Heute an den Türen: 149 hinein, 125 hinaus")
    expect(hall).to_contain_text("Stand 18:43:00, vor 1 Min.")
    expect(page.locator(".headline")).to_contain_text("1 von 3 Hallen sind besetzt, von 1 ist es nicht bekannt")
    _check(page)


def test_silence_is_never_free(office: Opened, stage: Stage):
    page = office("")
    expect(page.locator(".use-hall").first).to_contain_text("besetzt")
    hall = stage.manager.halls[0]
    unknown = [msgspec.structs.replace(one, use="unknown", people=None, signs=[]) for one in hall.parts]
    old = msgspec.structs.replace(hall, parts=unknown, people=None, people_ms=states.at("17:05"))
    stage.manager = msgspec.structs.replace(stage.manager, halls=[old])
    first = page.locator(".use-hall").first
    expect(first).to_contain_text("nicht bekannt")
    expect(first.locator(".asof")).to_have_text("Stand 17:05")
    expect(first).to_contain_text("kein Sensor sagt etwas")
    expect(page.locator(".headline b")).to_have_text("–")


def test_a_day_shows_bookings_with_their_verdicts_behind_the_curve(office: Opened):
    page = office("/tag?tag=2026-11-19")
    expect(page.locator(".use-curve")).to_contain_text("Höchstens 47 Menschen, um 14:15.")
    expect(page.locator(".use-curve")).to_contain_text("Das ist mehr als üblich.")
    bookings = page.locator(".use-slots li")
    expect(bookings.nth(3)).to_contain_text("niemand gesehen")
    expect(bookings.nth(3)).to_contain_text("ziemlich sicher, 94 %")
    expect(bookings.nth(4)).to_contain_text("nicht bekannt")
    expect(page.get_by_text("2 Menschen zu wenig gezählt, bei 274 Durchgängen: 0,7 %.")).to_be_visible()
    _check(page)
    page.get_by_role("button", name="Als Tabelle").click()
    expect(page.get_by_role("row", name="14:00")).to_contain_text("47 (45–49)")
    page.get_by_role("button", name="Tag davor").click()
    expect(page.locator(".daybar")).to_contain_text("Mi 18.11.")
    assert "tag=2026-11-18" in page.url
    page.get_by_role("button", name="Heute").click()
    expect(page.get_by_text("Noch nicht bekannt: Er steht fest")).to_be_visible()


def test_the_map_of_hours_is_a_table_that_keys_walk(office: Opened, stage: Stage):
    page = office("/woche")
    expect(page.locator(".headline").first).to_contain_text("21 %")
    expect(page.locator(".headline").first).to_contain_text("108 von 514 Stunden.Am meisten Fr 19–22 Uhr.")
    grid = page.get_by_role("grid", name="Leer gebliebene Zeit in Prozent der gebuchten Zeit")
    expect(grid.get_by_role("row", name="18–19").get_by_role("gridcell")).to_have_text(
        ["18", "18", "24", "58", "12", "24", "45"]
    )
    expect(grid.get_by_role("row", name="13–14").get_by_role("gridcell").first).to_contain_text("nicht gebucht")
    _check(page)
    grid.locator("[tabindex='0']").focus()
    expect(page.locator(".map-said")).to_have_text("Freitag 19–20 Uhr: 67 %, aus 4 Tagen")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".map-said")).to_have_text("Samstag 20–21 Uhr: 70 %, aus 4 Tagen")
    page.get_by_role("radio", name="Andrang").check()
    expect(page.locator(".headline").first).to_contain_text("112 %")
    page.get_by_label("Zeitraum").select_option("vormonat")
    page.get_by_label("Halle").select_option("sued")
    expect(page.locator(".map")).to_be_visible()
    assert {"mass=pressure", "zeit=vormonat", "halle=sued"} <= set(page.url.split("?")[1].split("&"))
    wanted = {"hall": "sued", "measure": "pressure", "from": "2026-10-01", "to": "2026-10-31"}
    comes(page, lambda: stage.usage_asked[-1] == wanted)


def test_an_own_period_says_what_is_wrong_with_it(office: Opened, stage: Stage):
    page = office("/woche?zeit=eigen&von=2026-11-10&bis=2026-11-02")
    expect(page.locator("main [role=alert]")).to_have_text("„Bis“ liegt vor „Von“. Bitte ändern.")
    assert stage.usage_asked == []
    page.get_by_label("Bis").fill("2026-11-20")
    expect(page.locator(".map")).to_be_visible()


def test_clubs_stand_with_bars_their_words_and_the_dates_behind(office: Opened):
    page = office("/vereine")
    tsv = page.locator(".use-clubs li", has_text="TSV Lindenau")
    for words in (
        "27 von 48 Std. genutzt",
        "4 Mal leer und erklärt",
        "wenig genutzt",
        "Krankheit: „Trainerin krank bis 20.11.",
    ):
        expect(tsv).to_contain_text(words)
    expect(page.locator(".use-clubs li", has_text="Hobby")).to_contain_text("3 Mal niemand gesehen")
    _check(page)
    tsv.get_by_role("link").click()
    slots = page.locator(".use-slots > li")
    expect(slots).to_have_count(3)
    expect(slots.first).to_contain_text("ziemlich sicher, 94 %")
    slots.first.get_by_text("Warum wir das glauben").click()
    expect(slots.first).to_contain_text("Die Sensoren haben 60 Minuten lang niemanden gesehen.")
    page.get_by_role("button", name="Ältere Termine").click()
    expect(slots).to_have_count(6)
    expect(slots.nth(4)).to_contain_text("nicht bekannt")
    check_light_and_dark(page)
    check_widths(page)
    page.get_by_label("Urteil").select_option("under_used")
    expect(slots).to_have_count(1)


def test_a_proposal_says_why_how_sure_and_that_the_right_stays(office: Opened, stage: Stage):
    page = office("/vereine")
    right = page.locator(".use-lend", has_text="Donnerstag 18:00")
    expect(right).to_contain_text("3 der letzten 4 Termine blieben leer, zuletzt Do 19.11. 1 weitere hat der Verein erklärt")
    right.get_by_role("button", name="Verein fragen").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Das feste Recht bleibt beim Verein.")
    expect(dialog).to_contain_text("wahrscheinlich, 78 %")
    check_light_and_dark(page)
    dialog.get_by_label("Freigeben").check()
    dialog.get_by_label("Bis").fill("2026-11-25")
    dialog.get_by_role("button", name="Vorschlag senden").click()
    expect(dialog.get_by_role("alert")).to_contain_text("„Bis“ darf nicht vor „Von“ liegen")
    dialog.get_by_label("Bis").fill("2026-12-17")
    dialog.get_by_label("Ein Satz an den Verein").fill("SG Süd wartet auf diese Zeit.")
    dialog.get_by_role("button", name="Vorschlag senden").click()
    expect(dialog).to_have_count(0)
    body = {"kind": "release", "from": "2026-11-26", "to": "2026-12-17", "text": "SG Süd wartet auf diese Zeit."}
    assert _sent(stage, "POST /api/usage/rights/s-1/proposal") == [body]
    expect(right).to_contain_text("Verein ist gefragt")


def test_a_proposal_is_carried_out_with_a_warning_or_withdrawn(office: Opened, stage: Stage):
    stage.usage_proposals[0] |= {"state": "objected", "answer": "Wir kommen ab Dezember wieder."}
    page = office("/vereine")
    proposal = page.locator(".use-proposals > li")
    expect(proposal).to_contain_text("Verein widerspricht")
    expect(proposal).to_contain_text("Wir kommen ab Dezember wieder.")
    proposal.get_by_role("button", name="Ausführen").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Der Verein hat widersprochen")
    dialog.get_by_role("button", name="Abbrechen").click()
    proposal.get_by_role("button", name="Zurückziehen").click()
    expect(proposal).to_contain_text("zurückgezogen")
    assert [where for where, _ in stage.posts] == ["POST /api/usage/proposals/p-2/withdraw"]


def test_caretakers_see_figures_and_no_clubs(office: Opened):
    page = office("/vereine", ("caretaker",))
    expect(page.get_by_role("heading", name="Menschen in den Hallen")).to_be_visible()
    expect(page.get_by_role("link", name="Vereine", exact=True)).to_have_count(0)
    page.get_by_role("link", name="Woche", exact=True).click()
    expect(page.locator(".map")).to_be_visible()
    expect(page.locator(".use-lend")).to_have_count(0)
