"""A round from wish to letter, against the real server: office on a desk, club on a phone, e-mails with their paper."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import msgspec
import pytest
from playwright.sync_api import Browser, Page, expect

from hallenwart_backend.adapters.mail_look import message
from hallenwart_backend.mail import Mail
from hallenwart_backend.ports import Notice
from hallenwart_backend.web.app import create_app
from hallenwart_backend.web.parts import COOKIE
from hallenwart_contract.clock import utc
from hallenwart_dashboards import static_root
from support.backends import AMT, JANA, OSMAN, Town, open_town
from support.chromium import chromium, page_of
from support.mailbox import with_mail
from support.page_checks import assert_accessible, assert_no_sideways_scroll
from support.part_sender import ticking
from support.real_server import served

pytestmark = pytest.mark.chromium
EVENING = {"weekdays": [0], "earliest_min": 1_080, "latest_min": 1_080, "minutes": 90, "halls": ["gymnastik"]}
YOUTH = {"club": "tsv-lindenau", "group": "Turnen U10", "people": 20, "youth": 100, "priority": 1} | EVENING
LATE = {"club": "tsv-lindenau", "group": "Yoga", "people": 12, "youth": 0, "priority": 2} | EVENING | {"earliest_min": 1_170}
LATE |= {"latest_min": 1_170}


async def test_from_wish_to_letter(tmp_path):
    async with open_town(tmp_path) as town:
        box = await with_mail(town)
        town.backend.rounds.proposals.limit_s = town.backend.rounds.replays.limit_s = 2.0
        app = create_app(static=static_root())
        app.state.parts = town.backend.parts()
        tokens = {email: (await town.signed_in(email)).cookies[COOKIE] for email in (OSMAN, JANA, AMT)}
        loop = asyncio.get_running_loop()

        def post(path: str, body: dict[str, object]) -> None:
            asyncio.run_coroutine_threadsafe(_post(town, path, body), loop).result()

        async with served(app) as url, ticking(town):
            await asyncio.to_thread(_journey, url, tokens, post)
        sent = await box.collect()
        assert {to for to, _ in sent} == {OSMAN, JANA}
        mine = {notice.title.split(":")[0]: notice for to, notice in sent if to == OSMAN}
        assert mine.keys() == {"Vorschlag für Ihre Hallenzeiten", "Ihre Hallenzeiten"}
        _has_paper(mine["Ihre Hallenzeiten"])
        booked = (await (await town.signed_in(OSMAN)).get("/api/bookings")).json()["bookings"]
        assert {one["title"] for one in booked} == {"Gymnastik"}


async def _post(town: Town, path: str, body: dict[str, object]) -> None:
    answer = await (await town.signed_in(AMT)).post(path, json=body)
    assert answer.status_code == 201, answer.text


def _has_paper(notice: Notice) -> None:
    """The final letter hangs at the mail, says what the club gets, and is no file in the records."""
    mail = msgspec.convert(notice.mail, Mail)
    assert mail.parts[0].facts == [("Gymnastik", "Dienstag, 18:00 bis 19:30 Uhr, Gymnastikraum")]
    assert mail.enclosed[0].content.startswith(b"%PDF")
    made = message(notice, sender=("Amt", "amt@stadt.example"), to=OSMAN, number="1", at=utc(0), headers={})
    assert [part.get_filename() for part in made.iter_attachments()] == ["Hallenzeiten.pdf"]


def _journey(url: str, tokens: dict[str, str], post: Callable[[str, dict[str, object]], None]) -> None:
    with chromium() as browser:
        office = _page(browser, url, tokens[AMT], "/manager/#/runden", 1280)
        name = _open(office)
        club = _page(browser, url, tokens[OSMAN], f"/club/#/wuensche/{name}", 375)
        _wish(club)
        for wish in (YOUTH, LATE):
            post(f"/api/rounds/{name}/wishes", wish)
        _propose(office)
        _see_the_cost(office)
        _announce(office)
        _object(club)
        _answer(office)
        _publish(office)
        _read_the_letter(club, url, name)
        _everybody(browser, url, name)


def _page(browser: Browser, url: str, token: str, path: str, width: int) -> Page:
    page = page_of(browser, width=width)
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": url}])
    page.goto(url + path)
    return page


def _checked(page: Page) -> None:
    assert_no_sideways_scroll(page)
    assert_accessible(page)


def _open(page: Page) -> str:
    page.get_by_role("button", name="Neue Runde").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Name").fill("Saison 2027")
    form.get_by_label("Saison von").fill("2027-01-11")
    form.get_by_label("bis", exact=True).fill("2027-03-28")
    for hall in ("Sporthalle Nordpark", "Halle Süd"):
        form.get_by_role("checkbox", name=hall).uncheck()
    form.get_by_label("Kinder und Jugendliche").fill("9")
    _checked(page)
    form.get_by_role("button", name="Neue Runde").click()
    expect(page.get_by_text("Vereine können Wünsche eintragen")).to_be_visible()
    page.wait_for_url("**/#/runden/*")
    return page.url.rpartition("/")[2]


def _wish(page: Page) -> None:
    page.get_by_role("button", name="Neuer Wunsch").click()
    form = page.get_by_role("dialog")
    form.get_by_role("button", name="Speichern").click()
    expect(form.get_by_role("alert")).to_contain_text("Bitte nennen Sie die Gruppe.")
    form.get_by_label("Gruppe").fill("Gymnastik")
    form.get_by_label("Wie viele kommen?").fill("25")
    form.get_by_role("checkbox", name="Montag").check()
    form.get_by_label("Frühester Beginn").fill("18:00")
    form.get_by_label("Spätester Beginn").fill("18:00")
    form.get_by_label("Am liebsten").select_option("gymnastik")
    form.get_by_label("Wie wichtig?").select_option("1")
    _checked(page)
    form.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Der Wunsch ist gespeichert.")).to_be_visible()
    expect(page.get_by_text("Montag, Beginn 18:00, 90 Minuten")).to_be_visible()
    _checked(page)


def _propose(page: Page) -> None:
    page.reload()
    page.get_by_role("button", name="Wünsche schließen").click()
    page.get_by_role("button", name="Vorschlag berechnen").click()
    expect(page.get_by_role("button", name="Vereinen zeigen")).to_be_enabled(timeout=120_000)
    expect(page.get_by_role("heading", name="Ohne Platz (1)")).to_be_visible()
    expect(page.get_by_role("button", name="TSV Lindenau, Turnen U10, Montag")).to_be_visible()
    _checked(page)


def _live(page: Page) -> None:
    """A check holds the page up; where that took long, it may change nothing until it has heard the server again."""
    expect(page.get_by_role("button", name="Rest verbessern")).to_be_enabled()


def _see_the_cost(page: Page) -> None:
    """By keyboard, by mouse and by form: what it costs stands there before anything is done."""
    block = page.get_by_role("button", name="TSV Lindenau, Yoga, Montag")
    _live(page)
    for key in ("Space", "ArrowUp", "ArrowUp", "Space"):
        block.press(key)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Verliert den Platz: Turnen U10 (TSV Lindenau)")).to_be_visible()
    expect(dialog.get_by_text("Das liegt außerhalb der gewünschten Zeiten.")).to_be_visible()
    expect(dialog.get_by_text("Der Plan verliert")).to_be_visible()
    _checked(page)
    dialog.get_by_role("button", name="Abbrechen").click()
    expect(dialog).to_be_hidden()
    expect(block).to_be_focused()
    _live(page)
    block.evaluate("one => one.scrollIntoView({ block: 'center' })")
    block.hover(position={"x": 20, "y": 15})  # waits until the page stands still, and nothing covers the block
    box = block.bounding_box()
    assert box
    page.mouse.down()
    page.mouse.move(box["x"] + 20, box["y"] + 15 + 60, steps=4)
    page.mouse.up()
    expect(dialog.get_by_text("Niemand verliert einen Platz.")).to_be_visible()
    dialog.get_by_role("button", name="So festlegen").click()
    expect(page.get_by_text("„Yoga“ ist festgelegt.")).to_be_visible()
    expect(page.get_by_role("button", name="von Hand")).to_be_visible()


def _announce(page: Page) -> None:
    page.get_by_role("button", name="Vereinen zeigen").click()
    page.get_by_role("dialog").get_by_role("button", name="Vereinen zeigen").click()
    expect(page.get_by_text("Die Briefe sind unterwegs.")).to_be_visible()


def _object(page: Page) -> None:
    page.reload()
    expect(page.get_by_text("Kein Platz")).to_be_visible()
    expect(page.get_by_text("Turnen U10", exact=False)).to_be_visible()
    page.get_by_role("button", name="Einwand zu „Gymnastik“").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Was passt nicht").fill("Dienstag ginge auch.")
    dialog.get_by_role("button", name="Senden").click()
    expect(page.get_by_text("Das Sportamt antwortet hier.")).to_be_visible()
    _checked(page)


def _answer(page: Page) -> None:
    page.reload()
    page.get_by_role("link", name="1 Einwand ohne Antwort").click()
    expect(page.get_by_text("Dienstag ginge auch.")).to_be_visible()
    _checked(page)
    page.get_by_role("link", name="Im Plan zeigen").click()
    page.get_by_role("button", name="Platz geben: BC 04, Gymnastik").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Tag").select_option("1")
    expect(dialog.get_by_text("Der Plan gewinnt")).to_be_visible()
    dialog.get_by_role("button", name="So festlegen").click()
    expect(page.get_by_text("Alle Wünsche haben einen Platz.")).to_be_visible()
    page.get_by_role("link", name="Einwände", exact=True).click()
    page.get_by_role("button", name="Antwort an BC 04").click()
    dialog.get_by_label("Der Vorschlag wurde geändert").check()
    dialog.get_by_label("Ihre Antwort").fill("Sie haben jetzt Dienstag.")
    dialog.get_by_role("button", name="Antworten").click()
    expect(page.get_by_text("Die Antwort ist da.")).to_be_visible()


def _publish(page: Page) -> None:
    page.get_by_role("button", name="Frist jetzt beenden").click()
    page.get_by_role("button", name="Veröffentlichen").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("3 Serien mit")).to_be_visible()
    dialog.get_by_role("button", name="Veröffentlichen").click()
    expect(page.get_by_text("3 Serien stehen im Plan.")).to_be_visible()
    page.get_by_role("link", name="Vereine", exact=True).click()
    expect(page.get_by_role("row", name="BC 04")).to_contain_text("1 von 1")
    _checked(page)


def _read_the_letter(page: Page, url: str, name: str) -> None:
    page.reload()
    expect(page.get_by_text("Dienstag, 18:00–19:30 Uhr, Gymnastikraum")).to_be_visible()  # noqa: RUF001 - typographic
    expect(page.get_by_text("Sie haben jetzt Dienstag.")).to_be_visible()
    letter = page.get_by_role("link", name="Brief als PDF").get_attribute("href")
    answer = page.request.get(f"{url}{letter}")
    assert answer.ok
    assert answer.body().startswith(b"%PDF")
    assert page.request.get(f"{url}/api/rounds/{name}/letters/tsv-lindenau.pdf").status == 403


def _everybody(browser: Browser, url: str, name: str) -> None:
    page = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 800}).new_page()
    page.goto(f"{url}/vergabe/{name}")
    expect(page.get_by_role("row", name="TSV Lindenau")).to_contain_text("2 von 2")
    page.get_by_role("link", name="Gymnastikraum").click()
    expect(page.get_by_text("TSV Lindenau – Turnen U10")).to_be_visible()  # noqa: RUF001 - typographic
    assert_no_sideways_scroll(page)
