"""The office's week grid: dragged with a pointer, moved with keys, read on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from support import page_states as states
from support.page_api import Stage
from support.page_checks import assert_accessible, assert_no_sideways_scroll, check_light_and_dark
from support.page_grid import OFFICE

pytestmark = pytest.mark.chromium
LIGA = "nordpark-22-1900-1"
HOUR_PX = 50
"""What an hour of the evening is high."""


@pytest.fixture
def grid(page: Page, stage: Stage) -> Page:
    stage.session = dict(OFFICE)
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.goto("/manager/#/plan")
    expect(page.locator(f'[data-booking="{LIGA}"]')).to_be_visible()
    return page


def block(page: Page, booking: str) -> Locator:
    return page.locator(f'[data-booking="{booking}"]').first


def drag(page: Page, booking: str, *, dx: float, dy: float, grip: bool = False) -> None:
    box = block(page, booking).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + (box["height"] - 3 if grip else box["height"] / 2)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx / 2, y + dy / 2, steps=3)
    page.mouse.move(x + dx, y + dy, steps=3)


def test_the_grid_shows_what_is_what(grid: Page):
    expect(block(grid, "nordpark-22-1500-1")).to_contain_text("Anfrage")
    expect(block(grid, "nordpark-22-1900-2")).to_have_accessible_name(
        "So 22.11. 19:00\u201320:30, Drittel 2: SG Süd, Torwart, verliehen, Recht von TSV Lindenau, "
        "Code liegt am Schließfach vor"
    )
    expect(block(grid, "nordpark-22-1900-3")).to_contain_text("fremd geführt")
    expect(grid.get_by_text("Grundreinigung")).to_be_visible()
    check_light_and_dark(grid)
    assert_accessible(grid)


def test_dragging_says_whether_it_fits_and_asks_why_before_anything_is_sent(grid: Page, stage: Stage):
    drag(grid, LIGA, dx=0, dy=-2 * HOUR_PX)
    expect(grid.locator(".tip")).to_contain_text("belegt: TSV Lindenau, Turn-Gala")
    grid.mouse.up()
    dialog = grid.get_by_role("dialog", name="Verschieben")
    expect(dialog).to_contain_text("So 22.11. 17:00\u201318:30, Sporthalle Nordpark, Drittel 1")
    expect(dialog.get_by_role("button", name="So ablegen")).to_be_disabled()
    dialog.get_by_role("button", name="So 22.11. 18:00\u201319:30, Drittel 1").click()
    dialog.get_by_label("Warum? (erfährt der Verein)").fill("Gala dauert länger")
    assert_accessible(grid)
    assert stage.posts == []
    dialog.get_by_role("button", name="So ablegen").click()
    done = grid.locator(".office-done")
    expect(done).to_contain_text("Verlegt: BC 04, Liga, So 22.11. 18:00\u201319:30, Sporthalle Nordpark, Drittel 1")
    done.get_by_role("button", name="Rückgängig").click()
    expect(done).to_contain_text("Rückgängig gemacht: BC 04, Liga")
    there = {"hall": "nordpark", "sections": [1], "start_ms": states.at("18:00", 22), "end_ms": states.at("19:30", 22)}
    back = there | {"start_ms": states.at("19:00", 22), "end_ms": states.at("20:30", 22)}
    assert [body["why"] for _, body in stage.posts] == ["Gala dauert länger", "Rückgängig"]
    for (_, body), place in zip(stage.posts, (there, back), strict=True):
        assert {name: body[name] for name in place} == place


def test_a_grip_changes_the_end(grid: Page, stage: Stage):
    drag(grid, "nordpark-21-2015-1", dx=0, dy=-HOUR_PX, grip=True)
    grid.mouse.up()
    dialog = grid.get_by_role("dialog", name="Verschieben")
    expect(dialog).to_contain_text("Sa 21.11. 20:15\u201321:00, Sporthalle Nordpark, ganze Halle")
    grid.keyboard.press("Escape")
    assert stage.posts == []


def test_the_keyboard_picks_up_moves_and_puts_down(grid: Page, stage: Stage):
    block(grid, LIGA).focus()
    grid.keyboard.press("Space")
    said = grid.get_by_role("status").filter(has_text="Pfeiltasten verschieben")
    expect(said).to_have_count(1)
    grid.keyboard.press("ArrowUp")
    grid.keyboard.press("ArrowUp")
    grid.keyboard.press("Shift+ArrowDown")
    expect(grid.locator(".tip")).to_contain_text("So 22.11. 18:30\u201320:15, Drittel 1")
    grid.keyboard.press("Escape")
    expect(grid.locator(".tip")).to_have_count(0)
    grid.keyboard.press("Space")
    for _ in range(4):
        grid.keyboard.press("ArrowUp")
    grid.keyboard.press("Enter")
    expect(grid.get_by_role("dialog", name="Verschieben")).to_contain_text("So 22.11. 18:00\u201319:30")
    expect(grid.get_by_label("Ab hier die ganze Serie")).to_be_visible()
    grid.keyboard.press("Escape")
    expect(grid.get_by_role("dialog")).to_have_count(0)
    grid.keyboard.press("Enter")
    expect(grid.get_by_role("dialog", name="BC 04")).to_contain_text("von Drittel 2 auf Drittel 1")
    assert stage.posts == []


def test_what_is_led_elsewhere_cannot_be_moved(grid: Page):
    drag(grid, "nordpark-22-1900-3", dx=0, dy=-4 * HOUR_PX)
    expect(grid.locator(".moving")).to_have_count(0)
    grid.mouse.up()
    block(grid, "nordpark-22-1900-3").click()
    dialog = grid.get_by_role("dialog")
    expect(dialog).to_contain_text("Diese Belegung führt Schulplan.")
    expect(dialog.get_by_role("button", name="Verschieben …")).to_have_count(0)
    expect(dialog.get_by_role("button", name="Absagen …")).to_be_visible()


def test_an_empty_span_becomes_a_booking_for_a_club(grid: Page, stage: Stage):
    box = grid.locator('[data-column="6"]').bounding_box()
    assert box is not None
    liga = block(grid, LIGA).bounding_box()
    assert liga is not None
    x, y = box["x"] + box["width"] / 6, liga["y"] + 1.5 * HOUR_PX + 1
    grid.mouse.move(x, y)
    grid.mouse.down()
    grid.mouse.move(x + box["width"] / 3, y + HOUR_PX, steps=4)
    grid.mouse.up()
    dialog = grid.get_by_role("dialog", name="Neue Buchung")
    dialog.get_by_role("button", name="Buchen", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("Bitte sagen, wofür.")
    dialog.get_by_label("Verein suchen").fill("lindenau")
    dialog.get_by_role("button", name="TSV Lindenau").click()
    dialog.get_by_label("Wofür?").fill("Tanz")
    dialog.get_by_label("Küche").check()
    expect(dialog).to_contain_text("Wird für TSV Lindenau eingetragen und so vermerkt.")
    assert_accessible(grid)
    dialog.get_by_role("button", name="Buchen", exact=True).click()
    expect(grid.get_by_role("dialog")).to_have_count(0)
    sent = stage.posts[0][1]
    assert (sent["club"], sent["sections"], sent["rooms"], sent["title"]) == ("TSV Lindenau", [1, 2], ["kueche"], "Tanz")
    assert (sent["start_ms"], sent["end_ms"]) == (states.at("20:30", 22), states.at("21:30", 22))


def test_all_halls_stand_side_by_side_for_a_day(grid: Page):
    grid.get_by_role("button", name="Alle Hallen, ein Tag").click()
    expect(grid.get_by_role("group", name="Halle Süd")).to_be_visible()
    expect(block(grid, "sued-21-1700-1")).to_be_visible()
    assert_accessible(grid)
    grid.keyboard.press("/")
    expect(grid.get_by_role("searchbox", name="Verein oder Titel suchen")).to_be_focused()
    grid.keyboard.type("gala")
    grid.keyboard.press("Enter")
    grid.get_by_role("button", name="So 22.11. 15:00\u201318:00").click()
    expect(grid.get_by_role("dialog", name="TSV Lindenau")).to_contain_text("Turn-Gala")


def test_a_phone_gets_the_day_as_a_list_and_moves_by_a_form(page: Page, stage: Stage):
    stage.session = dict(OFFICE)
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto("/manager/#/plan")
    page.get_by_role("button", name="Hobby Basketball").click()
    assert_no_sideways_scroll(page)
    assert_accessible(page)
    page.get_by_role("button", name="Verschieben …").click()
    dialog = page.get_by_role("dialog", name="Verschieben")
    expect(dialog.get_by_role("button", name="So ablegen")).to_be_disabled()
    dialog.get_by_label("Beginn").fill("20:30")
    dialog.get_by_role("button", name="Drittel 3").click()
    expect(dialog).to_contain_text("Sa 21.11. 20:30\u201322:00, Sporthalle Nordpark, Drittel 1 und Drittel 2")
    assert_accessible(page)
    dialog.get_by_role("button", name="So ablegen").click()
    expect(page.locator(".office-done")).to_contain_text("Verlegt")
    assert stage.posts[0][1]["sections"] == [1, 2]


def test_a_caretaker_reads_and_moves_nothing(page: Page, stage: Stage):
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.goto("/manager/#/plan")
    expect(block(page, LIGA)).to_be_visible()
    drag(page, LIGA, dx=0, dy=-HOUR_PX)
    expect(page.locator(".moving")).to_have_count(0)
    page.mouse.up()
    expect(page.get_by_role("button", name="Buchung", exact=True)).to_have_count(0)
    assert stage.posts == []


def test_a_request_is_decided_where_it_stands(grid: Page, stage: Stage):
    block(grid, "nordpark-22-1500-1").click()
    dialog = grid.get_by_role("dialog", name="TSV Lindenau")
    expect(dialog.get_by_role("button", name="Ablehnen")).to_be_disabled()
    dialog.get_by_label("Warum?").fill("Turnier am selben Tag")
    assert_accessible(grid)
    dialog.get_by_role("button", name="Ablehnen").click()
    expect(grid.locator(".office-done")).to_contain_text("Abgelehnt.")
    assert stage.posts == [("POST /api/requests/b.nordpark-22-1500-1/decline", {"why": "Turnier am selben Tag"})]


def test_the_office_says_what_a_booking_is_for(grid: Page, stage: Stage):
    block(grid, LIGA).click()
    dialog = grid.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Angebot zurücknehmen")).to_have_count(0)  # there is none
    dialog.get_by_role("button", name="Ändern …").click()
    expect(dialog.get_by_role("button", name="Speichern")).to_be_disabled()
    dialog.get_by_label("Wofür?").fill("Pokal")
    dialog.get_by_label("Art").select_option("match")
    dialog.get_by_label("Küche").check()
    assert_accessible(grid)
    dialog.get_by_role("button", name="Speichern").click()
    expect(grid.get_by_text("Geändert: BC 04, Pokal")).to_be_visible()
    assert stage.posts == [
        (f"PATCH /api/bookings/{LIGA}", {"title": "Pokal", "kind": "match", "note": "", "why": "", "rooms": ["kueche"]})
    ]
