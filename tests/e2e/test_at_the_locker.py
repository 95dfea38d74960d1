"""Everything that happens to people at a key locker, in real Chromium. Nobody else is in this town: the tests are its hands.

The tests share one town and go on from each other's state; what makes the pad ask for long codes comes last.
"""

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from support.journeys import (
    CARETAKER,
    LOCKER,
    TRAINER,
    kiosk_says,
    manager_says,
    opened,
    press,
    signed_in,
    told,
    type_code,
)
from support.photos import with_exif
from support.town import RunningTown, start_town, until

BOOKED = "Rückenfit"
RUTH, MIA = "ebert@reha-sport.example", "sommer@sg-sued.example"
LATE_GROUP, LATE_SLOT = "Spätgruppe", 4
JANAS_SLOT, RUTHS_SLOT, FORCED_SLOT, HELPED_SLOT, DARK_SLOT = 1, 3, 8, 2, 6
ZONE = ZoneInfo("Europe/Berlin")
OVERDUE_AFTER = timedelta(minutes=15)
TO_FETCH_IT = timedelta(seconds=75)
pytestmark = [pytest.mark.chromium, pytest.mark.slow]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningTown]:
    """A town at 17:49 in which only the tests move, and in which a key is out that will be overdue within two minutes."""
    running = start_town(tmp_path_factory.mktemp("locker") / "town", "--engine", "mosquitto", "--no-people", "--at", "17:49")
    try:
        running.hand("help", on=False)
        a_key_is_fetched_late(running)
        yield running
    finally:
        code = running.stop()
    assert code == 0, running.logs()


@pytest.fixture
def kiosk(town: RunningTown, browser: Browser) -> Iterator[Page]:
    with opened(browser, f"{town.screens(LOCKER)}/kiosk/", width=800) as page:
        for slot, door in town.truth()["doors"].items():
            if door:
                town.hand("push", slot=int(slot))
        kiosk_says(page, "Schlüssel holen")  # what was asked before ends by itself
        yield page


@pytest.fixture
def manager(town: RunningTown, browser: Browser) -> Iterator[Page]:
    with signed_in(browser, town, CARETAKER, "/manager/") as page:
        yield page


def a_key_is_fetched_late(town: RunningTown) -> None:
    """Enter a booking that is over, as the office may, and fetch its key while its code still opens."""
    now = datetime.fromtimestamp(town.truth()["now_ms"] / 1000, UTC).astimezone(ZONE)
    overdue = (now + TO_FETCH_IT + timedelta(minutes=1)).replace(second=0, microsecond=0)
    end = overdue - OVERDUE_AFTER
    file = town.state / "late.toml"
    file.write_text(
        f'[[booking]]\nhall = "gymnastik"\nsections = [1]\nclub = "sg-sued"\ntitle = "{LATE_GROUP}"\n'
        f'date = "{end:%Y-%m-%d}"\nstart = "{end - timedelta(minutes=30):%H:%M}"\nend = "{end:%H:%M}"\n'
    )
    hallenwart = Path(sys.executable).parent / "hallenwart"
    subprocess.run([hallenwart, "admin", "seed", file, "--state", town.state / "backend"], check=True, timeout=300)
    town.hand("type", text=code_from_the_api(town, MIA, LATE_GROUP))
    takes(town, LATE_SLOT)


def code_from_the_api(town: RunningTown, email: str, title: str) -> str:
    """Wait until the code of a booking lies at the locker."""
    with closing(town.api(email)) as api:

        def stored() -> str | None:
            bookings = api.get("/api/bookings").raise_for_status().json()["bookings"]
            return next((each["code"] for each in bookings if each["title"] == title and each["code_state"] == "stored"), None)

        return until(stored, within_s=180, what=f"the code of {title} lies at the locker")


def is_open(town: RunningTown, slot: int) -> bool:
    return town.truth()["doors"][str(slot)]


def springs_open(town: RunningTown, slot: int) -> None:
    """Wait until this compartment is open, the locker has noticed, and it is the only one: nobody pushes it shut sooner."""
    until(lambda: is_open(town, slot), what=f"compartment {slot} springs open")
    until(lambda: town.truth()["doors_seen"].get(str(slot)), what=f"the locker sees compartment {slot} open")
    assert [number for number, door in town.truth()["doors"].items() if door] == [str(slot)]


def takes(town: RunningTown, slot: int) -> None:
    springs_open(town, slot)
    town.hand("take", slot=slot)
    town.hand("push", slot=slot)


def hangs_back(town: RunningTown, slot: int) -> None:
    springs_open(town, slot)
    town.hand("put", slot=slot)
    town.hand("push", slot=slot)


def take_over(manager: Page, what: str) -> None:
    told(manager, what).get_by_role("button", name="Übernehmen").click()


def resolve(manager: Page, what: str) -> None:
    """Take over what is reported and close it."""
    take_over(manager, what)
    report = told(manager, what)
    report.get_by_role("button", name="Erledigt").click()
    manager.get_by_role("dialog").get_by_role("button", name="Erledigt").click()
    expect(report).to_have_count(0)


def book_the_next_hour(club: Page, title: str) -> None:
    club.get_by_role("radio", name=re.compile("Sporthalle Nordpark")).check()
    club.get_by_role("button", name="60 Min.").click()
    club.get_by_role("button", name="Weiter").click()
    expect(club.get_by_role("heading", name="Freie Zeiten am")).to_be_visible()
    club.locator("label.slot:not(.off)").first.click()
    club.get_by_role("button", name="Weiter mit").click()
    club.get_by_label("Wofür?").fill(title)
    club.get_by_role("button", name="Verbindlich buchen").click()
    expect(club.get_by_role("status").filter(has_text="Gebucht")).to_be_visible()


def code_on_the_ticket(club: Page, title: str) -> str:
    """Go to the ticket, which must be that booking's, and read all twelve digits, once the locker has them."""
    club.get_by_role("link", name="Start").click()
    expect(club.locator(".ticket")).to_contain_text(title)
    expect(club.get_by_text("Code liegt am Schließfach vor")).to_be_visible()
    digits = "".join(club.locator(".digits").inner_text().split())
    extra = re.search(r"Zusatz-Ziffern: ([0-9]{4})", club.locator(".extra").first.inner_text())
    assert re.fullmatch("[0-9]{8}", digits)
    assert extra is not None
    return digits + extra.group(1)


def test_booked_on_the_phone_fetched_with_the_code_brought_back_and_reported(
    town: RunningTown, browser: Browser, kiosk: Page, manager: Page, tmp_path: Path
):
    with signed_in(browser, town, RUTH, "/club/#/buchen", width=375) as club:
        book_the_next_hour(club, BOOKED)
        code = code_on_the_ticket(club, BOOKED)[:8]
        type_code(kiosk, code)
        kiosk_says(kiosk, f"Fach {RUTHS_SLOT} ist offen")
        takes(town, RUTHS_SLOT)
        kiosk_says(kiosk, "Schlüssel ist draußen")
        manager.goto(f"{town.backend}/manager/#/hallen")
        manager_says(manager, RUTHS_SLOT, "Reha-Sport e. V.")
        manager_says(manager, RUTHS_SLOT, "ausgegeben")

        press(kiosk, "Fertig")
        type_code(kiosk, code)
        hangs_back(town, RUTHS_SLOT)
        kiosk_says(kiosk, "Wie ist die Halle?")
        press(kiosk, "Etwas ist kaputt")
        kiosk_says(kiosk, "Schlüssel ist zurück")
        manager_says(manager, RUTHS_SLOT, "Schlüssel da")
        manager.goto(f"{town.backend}/manager/#/lage")
        expect(told(manager, "Schaden gemeldet")).to_contain_text("Nordpark")
        resolve(manager, "Schaden gemeldet")

        report_with_photo(club, tmp_path)
    photo_arrives(manager, town)
    manager.goto(f"{town.backend}/manager/#/lage")
    resolve(manager, "Schaden gemeldet")


def report_with_photo(club: Page, folder: Path) -> None:
    """Say it again on the phone, with words and a picture that knows where it was taken."""
    (folder / "sprossenwand.jpg").write_bytes(with_exif(1600, 1200))
    club.get_by_role("button", name="Halle melden").first.click()
    dialog = club.get_by_role("dialog")
    dialog.get_by_role("radio", name="Etwas ist kaputt").check()
    dialog.get_by_label(re.compile("Was ist zu sagen")).fill("Sprosse gebrochen")
    dialog.get_by_label(re.compile("Foto")).set_input_files(folder / "sprossenwand.jpg")
    dialog.get_by_role("button", name="Absenden").click()
    expect(dialog.get_by_text("Danke, das ist angekommen.")).to_be_visible()


def photo_arrives(manager: Page, town: RunningTown) -> None:
    manager.goto(f"{town.backend}/manager/#/mehr")
    report = manager.locator(".report-list li", has_text="Sprosse gebrochen")
    address = report.get_by_role("link", name="Foto ansehen").get_attribute("href")
    assert address is not None
    picture = manager.request.get(f"{town.backend}{address}")
    assert picture.ok
    assert not Image.open(io.BytesIO(picture.body())).getexif()


def test_phone_dead_the_regular_holds_her_card_to_the_reader(town: RunningTown, kiosk: Page, manager: Page):
    manager.goto(f"{town.backend}/manager/#/hallen")
    town.hand("card", who="stranger")
    expect(kiosk.get_by_text("Diese Karte gilt hier nicht.")).to_be_visible()
    assert not any(town.truth()["doors"].values())
    town.hand("card", who="jana")
    kiosk_says(kiosk, f"Fach {JANAS_SLOT} ist offen")
    takes(town, JANAS_SLOT)
    kiosk_says(kiosk, "Schlüssel ist draußen")
    manager_says(manager, JANAS_SLOT, "TSV Lindenau")
    manager_says(manager, JANAS_SLOT, "ausgegeben")
    town.hand("card", who="jana")
    hangs_back(town, JANAS_SLOT)
    kiosk_says(kiosk, "Wie ist die Halle?")
    press(kiosk, "Keine Angabe")
    manager_says(manager, JANAS_SLOT, "Schlüssel da")


def test_a_door_left_open_is_reminded_of_and_then_told(town: RunningTown, kiosk: Page, manager: Page):
    town.hand("card", who="jana")
    springs_open(town, JANAS_SLOT)
    expect(kiosk.get_by_text(re.compile(r"Noch [0-9]+ Sekunden"))).to_be_visible()
    expect(told(manager, "Fach steht offen")).to_be_visible()
    town.hand("push", slot=JANAS_SLOT)
    expect(told(manager, "Fach steht offen")).to_contain_text("vorbei")
    take_over(manager, "Fach steht offen")
    expect(told(manager, "Fach steht offen")).to_have_count(0)


def test_a_key_that_is_not_back_is_named_with_its_group_and_the_late_group_brings_it(
    town: RunningTown, browser: Browser, kiosk: Page, manager: Page
):
    manager.goto(f"{town.backend}/manager/#/hallen")
    expect(manager.locator("article.locker li").nth(LATE_SLOT - 1)).to_contain_text("überfällig", timeout=150_000)
    spare_hangs_in(manager, LATE_SLOT, 7)  # before the booking: whose code lies at the locker, has the spare key there, too
    with closing(town.api(RUTH)) as api:
        cancel(api, BOOKED)
        code = booked_at_six(town, api, "gymnastik", "Yoga früh")
    type_code(kiosk, code)
    kiosk_says(kiosk, "Der Schlüssel ist nicht da")
    expect(kiosk.get_by_text(re.compile(f"Der Schlüssel ist bei: .*{LATE_GROUP}"))).to_be_visible()
    expect(kiosk.get_by_role("button", name="Hilfe anfordern")).to_be_visible()
    press(kiosk, "Ersatz-Schlüssel nehmen")
    takes(town, 7)
    kiosk_says(kiosk, "Schlüssel ist draußen")
    press(kiosk, "Fertig")

    with signed_in(browser, town, MIA, "/club/", width=375) as club:
        code_of_late = code_on_the_ticket(club, LATE_GROUP)[:8]
        expect(club.get_by_text("Vorbei. Bitte den Schlüssel zurückbringen.")).to_be_visible()
        type_code(kiosk, code_of_late)
    hangs_back(town, LATE_SLOT)
    kiosk_says(kiosk, "Wie ist die Halle?")
    press(kiosk, "Keine Angabe")
    manager_says(manager, LATE_SLOT, "Schlüssel da")
    type_code(kiosk, code)
    hangs_back(town, 7)


def cancel(api: httpx.Client, title: str) -> None:
    """Give a booking up, whose code would open its own compartment beside the other."""
    for booking in api.get("/api/bookings").raise_for_status().json()["bookings"]:
        if booking["title"] == title:
            api.delete(f"/api/bookings/{booking['id']}").raise_for_status()


def booked_at_six(town: RunningTown, api: httpx.Client, hall: str, title: str) -> str:
    day = datetime.fromtimestamp(town.truth()["now_ms"] / 1000, UTC).astimezone(ZONE)
    start_ms = round(day.replace(hour=18, minute=0, second=0, microsecond=0).timestamp() * 1000)
    body = {"hall": hall, "sections": [1], "start_ms": start_ms, "end_ms": start_ms + 3_600_000, "title": title}
    api.post("/api/bookings", json=body).raise_for_status()
    return code_from_the_api(town, RUTH, title)


def spare_hangs_in(manager: Page, slot: int, spare: int) -> None:
    manager.get_by_role("button", name=f"Mehr zu Fach {slot}").click()
    dialog = manager.get_by_role("dialog")
    dialog.get_by_label("Ersatz-Schlüssel liegt in").select_option(str(spare))
    expect(dialog.get_by_text("Erledigt.")).to_be_visible()
    dialog.get_by_role("button", name="Schließen").last.click()


def test_whoever_asks_for_help_is_seen_and_gets_exactly_one_door(town: RunningTown, kiosk: Page, manager: Page):
    manager.goto(f"{town.backend}/manager/#/hilfe")
    expect(manager.get_by_text("Niemand wartet auf Hilfe.")).to_be_visible()
    kiosk.get_by_role("button", name=re.compile("^Hilfe [0-9]")).click()
    expect(kiosk.get_by_text("030 5550123").first).to_be_visible()
    press(kiosk, "Hilfe anfordern")
    expect(kiosk.get_by_text(re.compile("Hilfe ist angefordert"))).to_be_visible()
    call = manager.locator(".help-call")
    expect(call).to_contain_text("Basketball U16")
    call.get_by_role("button", name="Gesehen, bin dran").click()
    expect(kiosk.get_by_text("Ihre Anfrage wurde gesehen. Bitte hier warten.")).to_be_visible()
    call.get_by_label("Was haben Sie gefragt?").fill("Wer trainiert Sie?")
    call.get_by_label("Was war die Antwort?").fill("Tarek Osman")
    call.get_by_label("Welches Fach?").select_option(str(HELPED_SLOT))
    call.get_by_role("button", name="Genau dieses Fach öffnen").click()
    springs_open(town, HELPED_SLOT)
    kiosk_says(kiosk, f"Fach {HELPED_SLOT} ist offen")
    town.hand("push", slot=HELPED_SLOT)
    expect(call).to_contain_text("Die Tür ist offen.")
    call.get_by_role("button", name="Erledigt").click()
    expect(manager.get_by_text("Niemand wartet auf Hilfe.")).to_be_visible()
    expect(kiosk.get_by_text("Ihre Anfrage wurde gesehen.")).to_have_count(0)


def test_without_network_the_number_stays_and_nine_spoken_digits_open_one_door(town: RunningTown, kiosk: Page, manager: Page):
    manager.goto(f"{town.backend}/manager/#/hallen")
    town.do("cut")
    try:
        expect(kiosk.get_by_text(re.compile("Ohne Verbindung"))).to_be_visible()
        kiosk.get_by_role("button", name=re.compile("^Hilfe [0-9]")).click()
        press(kiosk, "Hilfe anfordern")
        expect(kiosk.get_by_text("Ohne Verbindung kommt die Anfrage später an. Bitte anrufen.")).to_be_visible()
        expect(kiosk.get_by_text("030 5550123").first).to_be_visible()
        expect(kiosk.get_by_text("Am Telefon bekommen Sie einen Code mit 9 Ziffern.")).to_be_visible()
        press(kiosk, "Schließen")
        manager.get_by_role("button", name=f"Mehr zu Fach {DARK_SLOT}").click()
        dialog = manager.get_by_role("dialog")
        dialog.get_by_label("Grund").fill("Trainer am Telefon, kein Netz")
        dialog.get_by_role("button", name="Code anzeigen").click()
        spoken = "".join(dialog.locator(".big-digits").inner_text().split())
        assert re.fullmatch("[0-9]{9}", spoken)
        type_code(kiosk, spoken)
        kiosk_says(kiosk, f"Fach {DARK_SLOT} ist offen")
        springs_open(town, DARK_SLOT)
        town.hand("push", slot=DARK_SLOT)
    finally:
        town.do("heal")
    expect(kiosk.get_by_text(re.compile("Ohne Verbindung"))).to_have_count(0)
    manager.goto(f"{town.backend}/manager/#/hilfe")
    manager.locator(".help-call").get_by_role("button", name="Erledigt").click()


def test_a_wrong_key_is_refused_and_told_until_the_right_one_hangs(town: RunningTown, kiosk: Page, manager: Page):
    pin = town.digits(TRAINER, "pin")[:8]
    type_code(kiosk, pin)
    takes(town, JANAS_SLOT)
    kiosk_says(kiosk, "Schlüssel ist draußen")
    press(kiosk, "Fertig")
    type_code(kiosk, pin)
    springs_open(town, JANAS_SLOT)
    town.hand("push", slot=JANAS_SLOT)
    kiosk_says(kiosk, "Das ist nicht der richtige Schlüssel")
    expect(told(manager, "Falscher Schlüssel im Fach")).to_be_visible()
    press(kiosk, "Fertig")
    type_code(kiosk, pin)
    hangs_back(town, JANAS_SLOT)
    kiosk_says(kiosk, "Wie ist die Halle?")
    press(kiosk, "Keine Angabe")
    expect(told(manager, "Falscher Schlüssel im Fach")).to_contain_text("vorbei")


def test_a_door_pulled_open_is_an_alarm(town: RunningTown, manager: Page):
    town.hand("force", slot=FORCED_SLOT)
    alarm = manager.locator("section.crit", has=manager.get_by_role("heading", name="Fach aufgebrochen"))
    expect(alarm).to_contain_text("Nordpark")
    manager.goto(f"{town.backend}/manager/#/hallen")
    manager_says(manager, FORCED_SLOT, "aufgebrochen")
    town.hand("push", slot=FORCED_SLOT)
    manager_says(manager, FORCED_SLOT, "Schlüssel da")


def test_at_the_cap_the_pad_asks_for_the_extra_digits_and_the_card_knows_nothing_of_it(
    town: RunningTown, kiosk: Page, manager: Page
):
    pin = town.digits(TRAINER, "pin")
    wrong = f"{(int(pin[:8]) + 12_345) % 10**8:08}"
    for _ in range(9):  # every right code forgives the row, and no pause begins; the day counts them all the same
        type_at_the_wall(town, kiosk, wrong, "Noch 2 Versuche.")
        type_at_the_wall(town, kiosk, wrong, "Noch 1 Versuch.")
        town.hand("type", text=pin[:8])
        springs_open(town, JANAS_SLOT)
        town.hand("push", slot=JANAS_SLOT)
        kiosk_says(kiosk, "Schlüssel holen")
    type_at_the_wall(town, kiosk, wrong, "Noch 1 Versuch.")
    type_at_the_wall(town, kiosk, wrong, "Bitte auch die vier Zusatz-Ziffern eingeben.")
    expect(told(manager, "Viele falsche Codes")).to_be_visible()
    for digit in pin[:8]:
        press(kiosk, digit)
    expect(kiosk.get_by_role("button", name="Öffnen")).to_be_disabled()
    assert not any(town.truth()["doors"].values())

    town.hand("card", who="jana")
    takes(town, JANAS_SLOT)
    kiosk_says(kiosk, "Schlüssel ist draußen")
    press(kiosk, "Fertig")
    type_code(kiosk, pin)
    hangs_back(town, JANAS_SLOT)
    kiosk_says(kiosk, "Wie ist die Halle?")


def type_at_the_wall(town: RunningTown, kiosk: Page, digits: str, answer: str) -> None:
    """Type at the keypad and wait until it was looked at."""
    town.hand("type", text=digits)
    expect(kiosk.get_by_text(answer)).to_be_visible()
