"""The club page beyond the ticket: extra digits, steps, cards and PINs, lost keys, reports, moves."""

# ruff: noqa: RUF001 - typographic dashes are what the page must show

from __future__ import annotations

import base64
import io
import threading

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from support import page_states as states
from support.page_api import TRAINER, Stage, booking, bookings
from support.page_checks import assert_accessible, check_light_and_dark, check_widths
from support.town import until

pytestmark = pytest.mark.chromium


@pytest.fixture
def club(page: Page, stage: Stage) -> Page:
    stage.session = dict(TRAINER)
    stage.bookings = bookings()
    page.set_viewport_size({"width": 375, "height": 812})
    return page


def test_the_ticket_has_the_extra_digits_and_says_where_the_code_is(club: Page):
    club.goto("/club/")
    expect(club.locator(".extra")).to_contain_text("Zusatz-Ziffern: 2042")
    club.get_by_text("Wo ist mein Code?").click()
    expect(club.locator(".steps li.done")).to_have_count(3)
    expect(club.locator(".steps")).to_contain_text("am Schließfach")
    expect(club.locator(".steps")).to_contain_text("bestätigt 18:40")
    check_light_and_dark(club)
    check_widths(club)


def test_a_locker_that_is_behind_is_named(club: Page, stage: Stage):
    stage.bookings = [booking(code_state="waiting", locker_current=False, steps=[{"step": "planned", "t_ms": states.NOW_MS}])]
    club.goto("/club/")
    club.get_by_text("Wo ist mein Code?").click()
    expect(club.locator(".steps")).to_contain_text("zuletzt 18:40 gemeldet")
    expect(club.locator(".ready.wait")).to_contain_text("Code ist unterwegs zum Schließfach")


def test_the_code_of_a_booking_that_is_over_stays_until_its_key_is_back(club: Page, stage: Stage):
    over = {"start_ms": states.at("16:00"), "end_ms": states.at("18:00")}
    now_on = booking(id="b-2", title="Turnen", start_ms=states.at("15:00"), end_ms=states.at("20:00"), code="11112222")
    stage.bookings = [now_on, booking(**over, step="key_out")]
    club.goto("/club/")
    expect(club.locator(".ticket")).to_contain_text("Vorbei. Bitte den Schlüssel zurückbringen.")
    expect(club.locator(".digits")).to_contain_text("4711")
    stage.bookings = [now_on, booking(**over, step="key_back")]
    club.reload()
    expect(club.locator(".digits")).to_contain_text("1111")
    expect(club.locator(".ticket")).to_contain_text("Jetzt")


def test_cards_and_pins_are_given_shown_once_learnt_and_blocked(club: Page, stage: Stage):
    club.goto("/club/#/verein")
    expect(club.get_by_role("heading", name="Karten und PINs")).to_be_visible()
    check_light_and_dark(club)
    check_widths(club)
    mira = club.locator("article", has=club.get_by_role("heading", name="Mira Okafor"))
    mira.get_by_role("button", name="PIN geben").click()
    dialog = club.get_by_role("dialog")
    expect(dialog).to_contain_text("4815 1623")
    expect(dialog).to_contain_text("9042")
    assert_accessible(club)
    dialog.get_by_role("button", name="Notiert").click()
    assert "4815" not in club.content()
    tom = club.locator("article", has=club.get_by_role("heading", name="Tom Becker"))
    tom.get_by_role("button", name="Am Schließfach anlernen").click()
    expect(dialog.get_by_label("Welches Schließfach?")).to_have_value("nordpark-1")
    dialog.get_by_role("button", name="Jetzt anlernen").click()
    expect(dialog).to_contain_text("Halten Sie die Karte an den Leser.")
    assert_accessible(club)
    club.keyboard.press("Escape")
    tom.get_by_role("button", name="Sperren").last.click()
    expect(dialog).to_contain_text("Persönliche PIN von Tom Becker")
    dialog.get_by_role("button", name="Ja, sperren").click()
    expect(dialog).to_have_count(0)
    assert stage.posts == [
        (
            "POST /api/credentials",
            {"person": "p-3", "kind": "pin", "site": None, "label": None, "uid": "", "key": ""},
        ),
        ("POST /api/credentials/c-2/learn", {"device": "nordpark-1"}),
        ("DELETE /api/credentials/c-3", None),
    ]


def test_a_lost_key_is_reported(club: Page, stage: Stage):
    club.goto("/club/#/verein")
    out = club.locator(".key-out").first
    expect(out).to_contain_text("Nordpark Drittel 3 · Fach 3")
    expect(out).to_contain_text("bei Jana Lindner")
    expect(club.locator(".key-out").nth(1)).to_contain_text("überfällig")
    out.get_by_role("button", name="Verloren melden").click()
    club.get_by_label("Wo und wann zuletzt gesehen?").fill("Umkleide 2")
    club.get_by_role("button", name="Ja, verloren").click()
    expect(club.get_by_role("dialog")).to_have_count(0)
    assert stage.posts == [("PUT /api/compartments/nordpark-1/3/lost", {"note": "Umkleide 2"})]


def test_a_report_needs_a_word_and_its_photo_loses_what_the_camera_wrote(club: Page, stage: Stage):
    picture = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Kamera von Jana"
    Image.new("RGB", (3200, 1200), "green").save(picture, "JPEG", exif=exif)
    club.goto("/club/")
    club.get_by_role("button", name="Halle melden").click()
    club.get_by_role("button", name="Absenden").click()
    expect(club.get_by_role("dialog")).to_contain_text("Bitte eines davon wählen.")
    assert_accessible(club)
    club.get_by_label("Etwas ist kaputt").check()
    club.get_by_label("Was ist zu sagen?").fill("Netz gerissen")
    club.get_by_label("Foto (freiwillig)").set_input_files(
        {"name": "netz.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
    )
    club.get_by_role("button", name="Absenden").click()
    expect(club.get_by_role("dialog")).to_contain_text("Danke, das ist angekommen.")
    path, body = stage.posts[0]
    assert (path, body["condition"], body["text"]) == ("POST /api/bookings/b-1/report", "damaged", "Netz gerissen")
    sent = Image.open(io.BytesIO(base64.b64decode(body["photo"])))
    assert (sent.format, sent.size, dict(sent.getexif())) == ("JPEG", (1600, 600), {})


def test_a_coming_booking_is_moved(club: Page, stage: Stage):
    stage.bookings = [booking(id="b-7", start_ms=states.at("18:00", 26), end_ms=states.at("19:30", 26), valid_from_ms=None)]
    club.goto("/club/")
    club.get_by_role("button", name="Verlegen").click()
    dialog = club.get_by_role("dialog")
    expect(dialog).to_contain_text("Ihr Code bleibt derselbe.")
    dialog.get_by_label("17:30–19:00").check()
    assert_accessible(club)
    dialog.get_by_role("button", name="Verlegen auf 17:30–19:00").click()
    expect(dialog).to_have_count(0)
    assert stage.posts == [
        (
            "PATCH /api/bookings/b-7",
            {"start_ms": states.at("17:30", 26), "end_ms": states.at("19:00", 26), "sections": [2, 3]},
        )
    ]


def _answered(club: Page, at_least: int) -> None:
    club.wait_for_function(
        "n => performance.getEntriesByType('resource').filter((one) => one.name.endsWith('/api/bookings')).length >= n",
        arg=at_least,
    )


def test_an_answer_that_comes_late_does_not_hide_a_newer_one(club: Page, stage: Stage):
    club.goto("/club/")
    _answered(club, 2)  # the page asks when it opens, and again when it is connected
    late = threading.Event()
    stage.answers = [(late, stage.bookings)]
    stage.club_changes = 1
    until(lambda: not stage.answers, within_s=10, what="the page asks again")
    stage.bookings = [booking(id="b-9", code="90210000")]
    stage.club_changes = 2
    expect(club.locator(".digits")).to_have_text("90210000")
    late.set()
    _answered(club, 4)
    expect(club.locator(".digits")).to_have_text("90210000")
