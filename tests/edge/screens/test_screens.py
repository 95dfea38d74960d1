import asyncio
import socket

import httpx
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from hallenwart_contract.display import Display, DisplayAction, DisplayMode
from hallenwart_contract.kiosk import Kiosk, KioskAction, KioskStep
from hallenwart_edge.bell import Bell
from hallenwart_edge.screens.app import create_app
from hallenwart_edge.screens.server import serve
from support.ports import free_port
from support.screen_world import Wall, answers, listening, running

TOO_LONG = '{"do": "enter"' + " " * 5_000 + "}"


class Locker:
    def __init__(self):
        self.bell, self.actions = Bell(), []

    def kiosk(self):
        return Kiosk(now_ms=1, zone="Europe/Berlin", site_name="Halle", step=KioskStep.PIN, digits=len(self.actions))

    async def act(self, action):
        self.actions.append(action)
        self.bell.ring()

    def changed(self):
        return self.bell.wait()


@pytest.fixture
def pages(tmp_path):
    for page in ("kiosk", "display"):
        (tmp_path / page).mkdir()
        (tmp_path / page / "index.html").write_text(f"<!doctype html><title>{page}</title>")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "app.js").write_text("let x = 1;")
    return tmp_path


@pytest.fixture
def locker():
    return Locker()


@pytest.fixture
def app(pages, locker):
    return create_app(pages=pages, health=lambda: {"device": "nordpark-1"}, kiosk=locker, display=Wall(), beat_s=0.1)


def page_at(port, page, origin="http://localhost:8081"):
    return connect(f"ws://127.0.0.1:{port}/{page}/live", origin=origin)


async def picture(page, kind):
    return msgspec.json.decode(await page.recv(), type=kind)


async def test_pages_and_health_come_with_security_headers(app):
    async with running(app) as port, httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        for path, text in (
            ("/kiosk/", "kiosk"),
            ("/display/", "display"),
            ("/assets/app.js", "let"),
            ("/healthz", "nordpark-1"),
        ):
            answer = await client.get(path)
            assert text in answer.text
            assert "default-src 'self'" in answer.headers["content-security-policy"]
            assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
            assert answer.headers["x-content-type-options"] == "nosniff"
        assert (await client.get("/assets/%2e%2e/%2e%2e/etc/passwd")).status_code == 404
        assert (await client.get("/nowhere")).headers["x-content-type-options"] == "nosniff"


async def test_only_what_this_device_has_is_served(pages):
    app = create_app(pages=pages, health=dict, display=Wall())
    async with running(app) as port, httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        assert (await client.get("/kiosk/")).status_code == 404
        assert (await client.get("/")).headers["location"] == "/display/"


async def test_a_page_gets_the_whole_state_at_once_and_as_a_beat(app):
    async with running(app) as port, page_at(port, "display") as page, asyncio.timeout(180):
        for _ in range(3):
            assert (await picture(page, Display)).mode is DisplayMode.BOARD


async def test_a_page_gets_every_change_without_waiting_for_the_beat(pages, locker):
    app = create_app(pages=pages, health=dict, kiosk=locker, beat_s=60)
    async with running(app) as port, page_at(port, "kiosk") as page, asyncio.timeout(180):
        assert (await picture(page, Kiosk)).digits == 0
        for digits in (1, 2, 3):
            await page.send('{"do": "digit", "digit": 4}')
            assert (await picture(page, Kiosk)).digits == digits


async def test_the_page_of_a_display_says_back_what_it_has_drawn(pages):
    wall = Wall()
    app = create_app(pages=pages, health=dict, display=wall, beat_s=60)
    async with running(app) as port, page_at(port, "display") as page, asyncio.timeout(180):
        await picture(page, Display)
        assert app.state.screens.pages == 1
        await page.send('{"do": "drawn", "no": 7}')
        assert (await picture(page, Display)).no == 1
        await page.send("nonsense")
        await page.send('{"do": "speak"}')
        assert (await picture(page, Display)).no == 2
    assert wall.actions == [DisplayAction(do="drawn", no=7), DisplayAction(do="speak")]
    assert app.state.screens.garbage == 1


class Hasty(Locker):
    """Changes while its first picture is still on the way."""

    pictures = 0

    def kiosk(self):
        self.pictures += 1
        if self.pictures == 1:
            self.bell.ring()
        return super().kiosk()


async def test_a_change_during_the_first_picture_is_not_lost(pages):
    app = create_app(pages=pages, health=dict, kiosk=Hasty(), beat_s=60)
    async with running(app) as port, page_at(port, "kiosk") as page, asyncio.timeout(180):
        await picture(page, Kiosk)
        await picture(page, Kiosk)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", None, "http://localhost.evil.example", "http://[broken"])
async def test_pages_of_another_origin_are_refused(app, origin):
    async with running(app) as port:
        with pytest.raises(InvalidStatus):
            await page_at(port, "kiosk", origin)


@given(garbage=st.lists(st.one_of(st.text(max_size=80), st.binary(max_size=80)), max_size=20))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_garbage_of_a_page_is_counted_and_never_ends_the_socket(pages, garbage):
    asyncio.run(send_garbage(pages, [*garbage, TOO_LONG, "[" * 5_000, '{"do": 7}', '{"do": "digit", "digit": "4"}']))


async def send_garbage(pages, garbage):
    locker = Locker()
    app = create_app(pages=pages, health=dict, kiosk=locker)
    async with running(app) as port, page_at(port, "kiosk") as page, asyncio.timeout(180):
        for piece in garbage:
            await page.send(piece)
        await page.send('{"do": "enter", "more": 1}')
        while not locker.actions:
            await picture(page, Kiosk)
    assert locker.actions == [KioskAction(do="enter")]
    assert app.state.screens.garbage == len(garbage)


async def test_the_server_ends_with_pages_open(app):
    port = free_port()
    serving = asyncio.create_task(serve(app, port=port))
    await listening(port)
    async with page_at(port, "kiosk") as page:
        await picture(page, Kiosk)
        serving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await serving
    assert not await answers(port)


async def test_a_taken_port_is_said(app):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match=r"[Aa]ddress"):
            await serve(app, port=taken.getsockname()[1])
