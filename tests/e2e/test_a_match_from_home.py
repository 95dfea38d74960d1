"""A match is filmed by ffmpeg, sent by a signed device, and watched in a real browser, through a cut cable and a new source."""

from __future__ import annotations

import asyncio
import logging
import shutil
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hallenwart_backend.errors import RefusedError
from hallenwart_backend.web.app import create_app
from hallenwart_dashboards import static_root
from support.backends import HOUR_MS, JANA, open_town
from support.chromium import chromium
from support.event_town import START_MS, agree, event, stream_of, told_camera
from support.part_sender import Sender, key_of, ticking
from support.real_server import served

pytestmark = [pytest.mark.chromium, pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not here")]
_log = logging.getLogger(__name__)
GAP_S = 10.0
LATENCY_MS = 4_000


def until(holds: Callable[[], bool], what: str, seconds: float = 40.0) -> None:
    """Wait for a condition. Raises AssertionError when it does not come."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError(f"never: {what}")


class Viewer:
    """Somebody at home. `sender` tells when each part was filmed."""

    def __init__(self, page: Page, sender: Sender) -> None:
        self.page = page
        self.sender = sender
        self.fetched: list[str] = []
        page.on("response", lambda answer: self.fetched.append("/".join(answer.url.split("/")[-2:])) if answer.ok else None)

    def at(self) -> float:
        return float(self.page.evaluate("document.querySelector('video')?.currentTime ?? -1"))

    def has_run(self, run: int) -> bool:
        self.page.wait_for_timeout(100)  # here what was fetched is told
        return any(name.startswith(f"{run}/") for name in self.fetched)

    def moves(self, what: str) -> None:
        last = [self.at()]

        def moved() -> bool:
            self.page.wait_for_timeout(300)
            before, last[0] = last[0], self.at()
            return last[0] > before > 0

        until(moved, what)

    def behind_ms(self) -> int:
        """Return how old the picture is: the end of the newest part it has, and what lies between that and the picture."""
        newest = max((self.sender.times[name] for name in self.fetched if name in self.sender.times), default=0)
        ahead = self.page.evaluate(
            "(v => v.buffered.length ? v.buffered.end(v.buffered.length - 1) - v.currentTime : 99)"
            "(document.querySelector('video'))"
        )
        return int(self.sender.town.clock.now_ms() - newest + ahead * 1000)


async def test_a_match_is_watched_from_home_and_is_gone_after_its_end(tmp_path):
    async with open_town(tmp_path) as town:
        await told_camera(town)
        made = await event(town, teams=["TSV Lindenau", "SV Süd"], sport="handball")
        stream, room = await stream_of(town, made["id"]), town.backend.events
        key = await key_of(town, "nordpark-2")
        town.clock.advance(START_MS + 5_000 - town.clock.now_ms())
        app = create_app(static=static_root())
        app.state.parts = town.backend.parts()
        async with served(app) as url, ticking(town):
            sender = Sender(town, url, key, stream, tmp_path)
            club = await town.signed_in(JANA)
            refused = await club.post(f"/api/events/{made['id']}/live", json={"on": True})
            assert refused.json()["code"] == "consent_missing"
            async with sender.filming():
                await _answers(sender, 2)
            assert set(sender.answers) == {403}, "without consent nothing is taken"
            await agree(town, made["id"])
            steps = Steps()
            watching = asyncio.create_task(asyncio.to_thread(_watch, url, made["id"], sender, steps))
            async with sender.filming():
                await steps.reached("seen", watching)
                sender.cut = True
                await asyncio.sleep(GAP_S)
                sender.cut = False
                steps.go("cable is back")
                await steps.reached("seen after the gap", watching)
            async with sender.filming():
                steps.go("new source")
                await steps.reached("seen after the restart", watching)
                town.clock.advance(START_MS + 2 * HOUR_MS + 20_000 - town.clock.now_ms())
                await room.streaming.look()
                steps.go("over")
                await watching
        assert not await room.rights.rights_of(["nordpark-2"], (0, town.clock.now_ms()))
        with pytest.raises(RefusedError, match="stream_ended"):
            await room.watching.master(stream)


async def _answers(sender: Sender, count: int) -> None:
    while len(sender.answers) < count:  # noqa: ASYNC110 - another task adds to it
        await asyncio.sleep(0.05)


class Steps:
    """Where the viewer is, and how far the hall is."""

    def __init__(self) -> None:
        self._done: set[str] = set()

    def go(self, step: str) -> None:
        self._done.add(step)

    async def reached(self, step: str, task: asyncio.Task[None]) -> None:
        while step not in self._done:
            if task.done():
                await task
            await asyncio.sleep(0.05)

    def wait(self, step: str) -> None:
        until(lambda: step in self._done, step, 60)


def _watch(url: str, identity: str, sender: Sender, steps: Steps) -> None:
    with chromium() as browser:
        page = browser.new_page(base_url=url, locale="de-DE")
        viewer = Viewer(page, sender)
        until(lambda: 200 <= (sender.answers or [0])[-1] < 300, "parts are taken")

        def open_page() -> bool:
            page.goto(f"/veranstaltungen/{identity}")
            return "Kamera an" in page.locator("#kamera").inner_text()

        until(open_page, "the page says that the camera runs")
        viewer.moves("the picture moves")
        until(lambda: viewer.behind_ms() <= LATENCY_MS, f"at most {LATENCY_MS} ms behind")
        _log.info("%d ms behind the source", viewer.behind_ms())
        steps.go("seen")
        steps.wait("cable is back")
        viewer.moves("the picture moves after the gap")
        until(lambda: viewer.behind_ms() <= LATENCY_MS, "close again after the gap")
        steps.go("seen after the gap")
        steps.wait("new source")
        run = sender.run
        until(lambda: viewer.has_run(run), "parts of the new source are fetched")
        viewer.moves("the picture moves after the restart")
        steps.go("seen after the restart")
        steps.wait("over")
        expect(page.locator("#kamera")).to_contain_text("beendet")
        page.goto("/veranstaltungen")
        expect(page.get_by_text("TSV Lindenau gegen SV Süd")).to_have_count(0)
