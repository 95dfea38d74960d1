"""Take the README's pictures from a running demo: `make screenshots`. Writes docs/pictures/*.png."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
COMMAND = Path(sys.executable).parent / "hallenwart-sim"
BASE = 18_000
SERVER, KIOSK, FOYER, DIRECTOR = (f"http://127.0.0.1:{BASE + offset}" for offset in (0, 1, 2, 4))
READY = b"die Stadt lebt"
PEOPLE_COME_MS = 45_000
SETTLES_MS = 1_500
PHONE = ViewportSize(width=375, height=812)
DESKTOP = ViewportSize(width=1440, height=900)
PANEL = ViewportSize(width=800, height=1280)
TV = ViewportSize(width=1920, height=1080)
SMALL_TV = ViewportSize(width=960, height=540)
SCREENS = (
    ("display-evacuate", "left", SMALL_TV),
    ("display-warnings", "warnings", SMALL_TV),
    ("display-stale", "offline", SMALL_TV),
    ("display-easy", "easy", SMALL_TV),
    ("display-portrait", "board", ViewportSize(width=540, height=960)),
)
AREAS = (
    ("manager-detectors", "melder", "article.zone"),
    ("manager-duty", "bereitschaft", ".roster li"),
    ("manager-policy", "regeln", "main h2"),
    ("manager-plan", "lageplan/nordpark", ".plan"),
)


@contextmanager
def town() -> Iterator[Path]:
    """Start a fresh town on shifted ports and yield its state folder."""
    state = Path(tempfile.mkdtemp(prefix="hallenwart-pictures-"))
    command = [str(COMMAND), "town", "--state", str(state / "town"), "--port-base", str(BASE), "--at", "18:20"]
    with subprocess.Popen(command, cwd=state, stdout=subprocess.PIPE) as process:
        try:
            if process.stdout is None or not any(READY in line for line in process.stdout):
                sys.exit("Die Stadt ist nicht gestartet. / The town did not start.")
            yield state / "town"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(10)
            shutil.rmtree(state, ignore_errors=True)


class Camera:
    """Opens pages as a person would, signed in where needed, and takes their pictures."""

    def __init__(self, browser: Browser, state: Path) -> None:
        accounts = tomllib.loads((state / "accounts.toml").read_text())["account"]
        self._passwords = {account["email"]: account["password"] for account in accounts}
        self._browser = browser

    def open(self, url: str, size: ViewportSize, ready: str, *, person: str = "") -> Page:
        page = self._browser.new_context(viewport=size, locale="de-DE").new_page()
        if person:
            page.goto(f"{SERVER}/login/")
            page.locator("input[type=email]").fill(person)
            page.locator("input[type=password]").fill(self._passwords[person])
            page.locator("form .btn--main").click()
            page.wait_for_url("**/manager/**" if "stadt" in person else "**/club/**")
        page.goto(url)
        page.locator(ready).first.wait_for()
        return page

    @staticmethod
    def take(page: Page, name: str) -> None:
        page.screenshot(path=PICTURES / f"{name}.png")


def season(camera: Camera) -> None:
    """Take what clubs and office see of bookings."""
    office, trainer = "amt@stadt.example", "jana@tsv-lindenau.example"
    grid = camera.open(f"{SERVER}/manager/#/plan?halle=nordpark", DESKTOP, "[data-booking]", person=office)
    grid.wait_for_timeout(SETTLES_MS)
    camera.take(grid, "office-week")
    camera.take(camera.open(f"{SERVER}/manager/#/anfragen", DESKTOP, ".inbox b", person=office), "office-inbox")
    phone = camera.open(f"{SERVER}/club/#/buchen", PHONE, "input[type=radio]:checked", person=trainer)
    phone.get_by_role("button", name="Weiter").click()
    phone.locator(".is-on label.slot").first.wait_for()
    camera.take(phone, "club-booking")
    phone.goto(f"{SERVER}/club/#/termine?als=leihen")
    phone.locator(".offers li b").first.wait_for()
    camera.take(phone, "club-lending")


def use(camera: Camera) -> None:
    """Take what office and clubs see of how booked time was used."""
    office, club = "amt@stadt.example", "ebert@reha-sport.example"
    camera.take(camera.open(f"{SERVER}/manager/#/nutzung", DESKTOP, ".use-now, article", person=office), "usage-now")
    week = camera.open(f"{SERVER}/manager/#/nutzung/woche", DESKTOP, "[role=grid] td", person=office)
    week.wait_for_timeout(SETTLES_MS)
    camera.take(week, "usage-week")
    phone = camera.open(f"{SERVER}/club/#/nutzung", PHONE, "main h2", person=club)
    phone.wait_for_timeout(SETTLES_MS)
    camera.take(phone, "club-usage")


def displays(browser: Browser) -> None:
    """Take the hall display in states that a town does not come to by itself, from the states of its tests."""
    sys.path.insert(0, str(ROOT / "tests"))
    from support import page_boards
    from support.page_api import Stage
    from support.page_server import serving

    for name, state, size in SCREENS:
        with serving(Stage(display=page_boards.display_modes()[state])) as stage:
            page = browser.new_context(viewport=size, locale="de-DE").new_page()
            page.goto(f"{stage.url}/display/")
            page.locator("main").first.wait_for()
            page.wait_for_timeout(SETTLES_MS)
            page.screenshot(path=PICTURES / f"{name}.png")


def press(director: Page, name: str) -> None:
    """Press the director's button whose name begins so, once it may be pressed."""
    director.locator("button.act:enabled", has_text=name).first.click(timeout=60_000)


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with town() as state, sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        camera = Camera(browser, state)
        displays(browser)
        manager = camera.open(f"{SERVER}/manager/", DESKTOP, ".tile", person="kern@stadt.example")
        manager.wait_for_timeout(PEOPLE_COME_MS)
        camera.take(manager, "manager")
        camera.take(camera.open(f"{SERVER}/club/", PHONE, ".digits", person="jana@tsv-lindenau.example"), "club")
        camera.take(camera.open(f"{KIOSK}/kiosk/", PANEL, ".pad"), "kiosk")
        season(camera)
        use(camera)
        display = camera.open(f"{FOYER}/display/", TV, ".now")
        camera.take(display, "display")
        for name, area, ready in AREAS:
            camera.take(camera.open(f"{SERVER}/manager/#/{area}", DESKTOP, ready, person="kern@stadt.example"), name)
        director = camera.open(f"{DIRECTOR}/director/", DESKTOP, "button")
        press(director, "Probe-Alarm")
        display.locator("main.alarm").wait_for(timeout=60_000)
        camera.take(display, "display-drill")
        press(director, "Probe-Alarm beenden")
        display.locator("main.board").wait_for(timeout=60_000)
        press(director, "Feuer im Geräteraum")
        display.locator("main.alarm").wait_for(timeout=180_000)
        camera.take(display, "display-smoke")
        manager.locator(".crit.tone-crit").wait_for()
        camera.take(manager, "manager-alarm")
        camera.take(camera.open(f"{SERVER}/manager/", PHONE, ".crit", person="kern@stadt.example"), "manager-alarm-phone")
        director.get_by_role("button", name="Annehmen").first.click()
        director.get_by_role("button", name="Taste 1").first.wait_for()
        camera.take(director, "director")
        link = director.locator(".letter:not(.drill) a[href*='/a/']").first.get_attribute("href")
        camera.take(camera.open(str(link), PHONE, "form"), "message-link")
        browser.close()


if __name__ == "__main__":
    main()
