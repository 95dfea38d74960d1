"""What people do with the pages of a living town: sign in, read a code, type it at the kiosk, look at the control room."""

import contextlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from support.chromium import page_of
from support.town import RunningTown, until

TRAINER, CARETAKER = "jana@tsv-lindenau.example", "kern@stadt.example"
LOCKER, FOYER, SUED = "nordpark-1", "nordpark-2", "sued-1"


@contextmanager
def opened(browser: Browser, url: str, *, width: int = 1280, height: int = 800) -> Iterator[Page]:
    page = page_of(browser, width=width, height=height)
    page.goto(url)
    try:
        yield page
    finally:
        page.context.close()


@contextmanager
def signed_in(browser: Browser, town: RunningTown, email: str, path: str, *, width: int = 1280) -> Iterator[Page]:
    with opened(browser, f"{town.backend}/login/", width=width) as page:
        page.get_by_label("E-Mail").fill(email)
        page.get_by_label("Passwort", exact=True).fill(town.password(email))
        page.get_by_role("button", name="Anmelden").click()
        page.wait_for_url(re.compile(r"/(club|manager)/"))
        page.goto(f"{town.backend}{path}")
        yield page


def code_of(page: Page) -> str:
    """Read the code of the next booking, once the locker has it."""
    expect(page.get_by_text("Code liegt am Schließfach vor")).to_be_visible()
    code = page.locator(".digits").inner_text().replace(" ", "").replace("\n", "")
    assert re.fullmatch(r"[0-9]{8}", code)
    return code


def type_code(kiosk: Page, code: str) -> None:
    """Type it, again where the kiosk forgot the first digits: it does so when somebody walks away, or is as slow."""
    ready = kiosk.get_by_role("button", name="Öffnen", disabled=False)
    for _ in range(3):
        expect(kiosk.get_by_role("heading", name="Schlüssel holen")).to_be_visible()
        for digit in code:
            kiosk.get_by_role("button", name=digit, exact=True).click()
        with contextlib.suppress(AssertionError):
            expect(ready).to_be_visible(timeout=10_000)
            break
        for _ in code:
            kiosk.get_by_role("button", name="Löschen").click()
    ready.click()


def kiosk_says(kiosk: Page, heading: str | re.Pattern[str]) -> None:
    expect(kiosk.get_by_role("heading", name=heading)).to_be_visible()


def press(kiosk: Page, name: str) -> None:
    kiosk.get_by_role("button", name=name, exact=True).click()


def compartment(manager: Page, number: int) -> str:
    """Return what the manager page says of a compartment."""
    return manager.locator("article.locker li").nth(number - 1).inner_text()


def key_is(town: RunningTown, number: int, *, hanging: bool) -> None:
    until(lambda: town.truth()["keys"][str(number)] is hanging, what=f"key {number} hangs: {hanging}")


def open_with(kiosk: Page, code: str, number: int) -> None:
    type_code(kiosk, code)
    kiosk_says(kiosk, f"Fach {number} ist offen")


def manager_says(manager: Page, number: int, word: str) -> None:
    until(lambda: word in compartment(manager, number), what=f"compartment {number}: {word}")


def told(manager: Page, what: str) -> Locator:
    """Return the open report of that kind on the manager page."""
    return manager.locator("ul.inc > li", has_text=what)


def end_alarm(manager: Page) -> None:
    """Resolve every alarm the manager page shows: each is reset at the Pi, once its sensors agree."""
    until(lambda: _all_resolved(manager), what="the alarms are resolved")


def _all_resolved(manager: Page) -> bool:
    first = manager.locator("section.crit").first
    if not first.count():
        return True
    crit = manager.locator(f"section.crit[data-incident='{first.get_attribute('data-incident')}']")
    resolve = crit.get_by_role("button", name="Erledigt")
    if not resolve.count():
        crit.get_by_role("button", name="Bin vor Ort").click()
        until(lambda: resolve.count() or not crit.count(), what="somebody is there")
    if not crit.count():
        return False  # a drill that has ended is over with that
    resolve.click()
    dialog = manager.get_by_role("dialog")
    dialog.get_by_role("button", name="Erledigt").click()
    until(lambda: not dialog.count() or dialog.get_by_role("alert").count(), what="the server answers")
    if dialog.count():
        dialog.get_by_role("button", name="Abbrechen").click()
    return False


def now_ms(town: RunningTown) -> int:
    return town.truth()["now_ms"]


def arrived(town: RunningTown, person: str, way: str, words: str = "", *, since_ms: int) -> dict[str, Any]:
    """Wait until something came to a phone, and return the first of it."""
    found = until(lambda: town.received(person, way, words, since_ms=since_ms), what=f"{way} to {person}: {words}")
    return found[0]
