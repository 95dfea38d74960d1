"""The watch over the browser: by rule, and over a real Chromium that is stopped and killed."""

import asyncio
import signal
from contextlib import asynccontextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_contract.messages import Quality
from hallenwart_edge.screen_ports import ScreenLook
from hallenwart_edge.screens.app import create_app
from hallenwart_edge.screens.browser import Chromium
from hallenwart_edge.screens.watch import Drawn, Watch
from hallenwart_edge.screens.watching import Do, Health, Seen, look
from support.edge_time import ManualClock
from support.kiosk_browser import ask, kiosk_browser, until_drawn
from support.screen_world import Wall, running

WELL, GONE = Seen(pages=1, undrawn_ms=0), Seen(pages=0, undrawn_ms=0)
FROZEN, SILENT = Seen(pages=1, undrawn_ms=30_000), Seen(pages=1, undrawn_ms=0, answer="it did not answer within 8 s")


def played(*steps: tuple[int, Seen]) -> list[tuple[int, Do, bool | None]]:
    """Play what was seen from each second on, looking every 5 s; return what was done, and when it was told."""
    health, done = Health(0), []
    for (begin_s, seen), (end_s, _) in zip(steps, [*steps[1:], (steps[-1][0] + 600, WELL)], strict=True):
        for second in range(begin_s, end_s, 5):
            before = health.well
            health, do = look(health, seen, second * 1_000)
            if do is not Do.NOTHING or health.well != before:
                done.append((second, do, health.well))
    return done


@pytest.mark.parametrize("ill", [GONE, FROZEN, SILENT])
def test_what_is_not_well_is_opened_anew_and_then_started_anew_ever_more_seldom(ill: Seen):
    done = played((0, WELL), (100, ill))
    assert done[:2] == [(0, Do.NOTHING, True), (130, Do.RELOAD, False)]
    assert [second for second, do, _ in done[2:] if do is Do.RESTART] == [160, 220, 340, 580]


def test_a_pi_that_starts_has_time_and_one_whose_browser_never_comes_is_told():
    done = played((0, SILENT))
    assert done[0] == (90, Do.RELOAD, False)
    assert done[1][:2] == (120, Do.RESTART)
    assert played((0, SILENT), (60, WELL)) == [(60, Do.NOTHING, True)]


def test_a_short_breath_is_nothing_and_what_is_well_again_is_told():
    assert played((0, WELL), (50, SILENT), (75, WELL)) == [(0, Do.NOTHING, True)]
    assert played((0, WELL), (50, FROZEN), (100, WELL))[1:] == [(80, Do.RELOAD, False), (100, Do.NOTHING, True)]


@given(seen=st.lists(st.sampled_from([WELL, GONE, FROZEN, SILENT]), max_size=80))
@settings(max_examples=60)
def test_nothing_is_done_within_thirty_seconds_of_being_well_and_never_twice_within_thirty(seen: list[Seen]):
    health, well_ms, done_ms = Health(0), 0, -30_000
    for number, each in enumerate(seen):
        now_ms = number * 5_000
        if each is WELL:
            well_ms = now_ms
        health, do = look(health, each, now_ms)
        assert each is not WELL or health.well is True
        if do is not Do.NOTHING:
            assert now_ms - well_ms >= 30_000
            assert now_ms - done_ms >= 30_000 or well_ms > done_ms
            done_ms = now_ms


async def test_a_picture_waits_from_the_oldest_change_that_was_not_drawn():
    clock = ManualClock()
    drawn = Drawn(clock.mono_ms)
    drawn.told(5)
    await clock.advance(40)
    assert drawn.undrawn_ms == 0  # this page does not say what it draws
    drawn.drawn(5)
    drawn.told(6)
    await clock.advance(20)
    drawn.told(7)
    await clock.advance(20)
    assert drawn.undrawn_ms == 40_000
    drawn.drawn(6)
    await clock.advance(1)
    assert drawn.undrawn_ms == 1_000
    drawn.drawn(7)
    assert drawn.undrawn_ms == 0
    drawn.drawn(3)
    assert drawn.undrawn_ms == 0


class Board:
    screen_look = ScreenLook()
    set_screen = None

    def set_screen_look(self, look):
        self.screen_look = look


class Guarded:
    """A display page served for real, the browser that shows it, and the watch over it, on a clock that the test moves."""

    def __init__(self, browser, chromium, pages, restart) -> None:
        self.browser, self.clock, self.board, self.told, self.restart = browser, ManualClock(), Board(), [], restart
        self.watch = Watch(
            chromium,
            Drawn(self.clock.mono_ms),
            pages=pages,
            board=self.board,
            clock=self.clock,
            tell=self.tell,
            restart=restart,
        )

    async def tell(self, component, quality, reason):
        self.told.append((component, quality, reason))

    async def look_after(self, seconds: float) -> None:
        await self.clock.advance(seconds)
        await self.watch.look()


SCRIPT = """
const socket = new WebSocket(`ws://${location.host}/display/live`);
const drawn = (told) => socket.send(JSON.stringify({ do: "drawn", no: JSON.parse(told.data).no }));
socket.onmessage = (told) => requestAnimationFrame(() => drawn(told));
"""


@asynccontextmanager
async def guarded(tmp_path):
    for folder in ("display", "assets"):
        (tmp_path / folder).mkdir()
    (tmp_path / "display" / "index.html").write_text("<!doctype html><title>x</title><script src=/assets/page.js></script>")
    (tmp_path / "assets" / "page.js").write_text(SCRIPT)
    app = create_app(pages=tmp_path, health=dict, display=Wall(), beat_s=0.2)
    async with running(app) as port:
        page = f"http://127.0.0.1:{port}/display/"
        async with kiosk_browser(page) as browser:
            chromium = Chromium(browser.port, page, within_s=1.5)
            await until_drawn(chromium)
            await until_pages(app, 1)
            yield Guarded(browser, chromium, lambda: app.state.screens.pages, tmp_path / "restart"), app


async def until_pages(app, count):
    async with asyncio.timeout(180):
        while app.state.screens.pages != count:  # noqa: ASYNC110 - sockets ring no bell
            await asyncio.sleep(0.02)


async def test_a_browser_that_stands_still_is_told_and_asked_for_a_new_start_and_one_that_goes_on_is_well(tmp_path):
    async with guarded(tmp_path) as (place, _):
        await place.look_after(1)
        assert (place.board.screen_look.page, place.told) == (True, [("screen", Quality.OK, "")])
        place.browser.signal(signal.SIGSTOP)
        await place.look_after(5)
        assert place.board.screen_look.page is True
        await place.look_after(31)
        assert (place.told[-1][1], place.board.screen_look.page) == (Quality.FAULT, False)
        assert "did not answer within" in place.told[-1][2]
        assert not place.restart.exists()
        await place.look_after(31)
        assert place.restart.exists()
        place.browser.signal(signal.SIGCONT)
        await place.look_after(5)
        assert (place.told[-1], place.board.screen_look.page) == (("screen", Quality.OK, ""), True)


async def test_a_page_that_broke_down_is_opened_anew_by_the_agent(tmp_path):
    async with guarded(tmp_path) as (place, app):
        await place.look_after(1)
        await crash(place.browser.port)
        await until_pages(app, 0)
        await place.look_after(5)
        await place.look_after(31)
        assert place.told[-1][1] == Quality.FAULT
        await until_pages(app, 1)
        await place.look_after(5)
        assert place.told[-1] == ("screen", Quality.OK, "")
        assert not place.restart.exists()


async def test_a_killed_browser_is_told(tmp_path):
    async with guarded(tmp_path) as (place, app):
        await place.look_after(1)
        place.browser.signal(signal.SIGKILL)
        await until_pages(app, 0)
        await place.look_after(5)
        await place.look_after(31)
        assert place.told[-1][1] == Quality.FAULT
        await place.look_after(31)
        assert place.restart.exists()


async def crash(port: int) -> None:
    """Let the page's process break down."""
    with pytest.raises((TimeoutError, OSError, KeyError)):
        async with asyncio.timeout(3):
            await ask(port, "Page.crash", {})


async def test_in_a_browser_of_anybodys_own_only_what_the_page_says_is_told():
    pages, clock, board, told = [0], ManualClock(), Board(), []
    watch = Watch(None, Drawn(clock.mono_ms), pages=lambda: pages[0], board=board, clock=clock, tell=told.append, restart=None)
    seen = []
    for pages[0] in (0, 1, 0):
        await clock.advance(200)
        await watch.look()
        seen.append(board.screen_look.page)
    assert (seen, told) == ([None, True, False], [])
