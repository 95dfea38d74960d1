"""Pictures of posts and matches: fetched as this device, shown by its own page."""

import asyncio
import hashlib
import io
from contextlib import asynccontextmanager

import httpx
import pytest
from msgspec.structs import replace
from PIL import Image

from hallenwart_contract.display import BoardCard
from hallenwart_contract.view import Post, ShownStream, View
from hallenwart_edge.bell import Bell
from hallenwart_edge.screens.app import DisplayParts, create_app
from hallenwart_edge.screens.face import Face
from hallenwart_edge.screens.pictures import Pictures
from hallenwart_edge.screens.streams import Streams
from hallenwart_edge.screens.watch import Drawn
from support.device_server import device_server
from support.edge_time import START_MS, ManualClock, until
from support.screen_world import Wall

MATCH = ShownStream(id="spiel-1", hall="nordpark", title="Lindenau gegen Süd", from_ms=START_MS, to_ms=START_MS + 3_600_000)
PLAYLIST = b"#EXTM3U\n#EXTINF:1.0,\n1/1.m4s\n"


def picture(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(out, "JPEG")
    return out.getvalue()


def name_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Papers:
    def __init__(self, *contents: bytes) -> None:
        self.bell = Bell()
        self.view: View | None = None
        self.name(*contents)

    def name(self, *contents: bytes, streams=()) -> None:
        posts = [Post(kind="news", title="Neues", picture=name_of(each)) for each in contents]
        self.view = View(rev=1, made_ms=0, title="", halls=[], entries=[], posts=posts, shown_streams=[*streams])
        self.bell.ring()

    def changed(self):
        return self.bell.wait()


@asynccontextmanager
async def keeping(pictures: Pictures):
    task = asyncio.create_task(pictures.run())
    try:
        yield pictures
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def page_of(tmp_path, pictures, streams):
    for folder in ("display", "speech"):
        (tmp_path / folder).mkdir(exist_ok=True)
    app = create_app(pages=tmp_path, health=dict, display=Wall(), parts=DisplayParts(tmp_path / "speech", pictures, streams))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as page:
        yield page


async def test_a_picture_is_fetched_ahead_kept_without_a_network_and_swept_when_no_plan_names_it(tmp_path):
    red, blue, papers = picture("red"), picture("blue"), Papers()
    async with device_server(tmp_path) as (server, client):
        server.files = {f"/device/v1/pictures/{name_of(each)}": each for each in (red, blue)}
        pictures = Pictures(tmp_path / "pictures", papers, client.get, again_s=0.05)
        async with keeping(pictures):
            papers.name(red)
            await until(lambda: pictures.has(name_of(red)))
            server.down = True
            papers.name(red, blue)
            await asyncio.sleep(0.1)
            assert not pictures.has(name_of(blue))
            server.down = False
            await until(lambda: pictures.has(name_of(blue)))
            papers.name(blue)
            await until(lambda: not pictures.has(name_of(red)))
        assert [file.name for file in (tmp_path / "pictures").iterdir()] == [name_of(blue)]
    again = Pictures(tmp_path / "pictures", papers, None)
    async with keeping(again), page_of(tmp_path, again, Streams(lambda: None, None, lambda: 0)) as page:
        await until(lambda: again.has(name_of(blue)))
        shown = await page.get(f"/display/pictures/{name_of(blue)}")
        assert (shown.content, shown.headers["content-type"]) == (blue, "image/jpeg")
        for path in (name_of(red), "..%2fdevice.key", "x"):
            assert (await page.get(f"/display/pictures/{path}")).status_code == 404


async def test_what_is_not_what_its_name_says_or_no_picture_is_not_shown(tmp_path):
    red, papers, script = picture("red"), Papers(), b"<svg onload='x'>"
    async with device_server(tmp_path) as (server, client):
        wrong = name_of(red)
        server.files = {f"/device/v1/pictures/{wrong}": picture("blue"), f"/device/v1/pictures/{name_of(script)}": script}
        pictures = Pictures(tmp_path / "pictures", papers, client.get)
        async with keeping(pictures):
            papers.name(red, script)
            await until(lambda: len(server.asked) == 2)
            await asyncio.sleep(0.05)
    assert not [*(tmp_path / "pictures").iterdir()]


async def test_a_picture_that_the_card_spoilt_is_fetched_anew(tmp_path):
    red, papers = picture("red"), Papers(picture("red"))
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / name_of(red)).write_bytes(red[:-3] + b"xxx")
    (tmp_path / "pictures" / "half.new").write_bytes(b"x")
    async with device_server(tmp_path) as (server, client):
        server.files = {f"/device/v1/pictures/{name_of(red)}": red}
        pictures = Pictures(tmp_path / "pictures", papers, client.get)
        async with keeping(pictures):
            await until(lambda: pictures.has(name_of(red)))
    assert pictures.read(name_of(red)) == (red, "image/jpeg")


async def test_a_card_shows_its_picture_only_once_it_is_here():
    class Shelf:
        there = False
        bell = Bell()

        def has(self, _sha256):
            return self.there

        def changed(self):
            return self.bell.wait()

    class Silent:
        say, say_no, speaks, dark = ["de-now-1.wav"], 7, True, True
        changed = Shelf.changed
        bell = Bell()

    wall, shelf, path = Wall(), Shelf(), f"/display/pictures/{'a' * 64}"
    wall.fields = {"cards": [BoardCard(id="1", rung="post", kind="news", picture=path)]}
    face = Face(wall, speaker=Silent(), power=Silent(), shelf=shelf, drawn=Drawn(ManualClock().mono_ms))
    shown = face.display()
    assert (shown.cards[0].picture, shown.say, shown.say_no, shown.speaks, shown.off) == ("", ["de-now-1.wav"], 7, True, True)
    shelf.there = True
    assert face.display().cards == [replace(shown.cards[0], picture=path)]


@pytest.fixture
async def match(tmp_path):
    papers = Papers()
    papers.name(streams=[MATCH])
    async with device_server(tmp_path) as (server, client):
        server.files = {
            "/device/v1/streams/spiel-1/index.m3u8": PLAYLIST,
            "/device/v1/streams/spiel-1/1/1.m4s": b"\0" * 300_000,
            "/device/v1/streams/other/index.m3u8": PLAYLIST,
        }
        clock = ManualClock()
        streams = Streams(lambda: papers.view, client.get, clock.now_ms)
        async with page_of(tmp_path, Pictures(tmp_path / "pictures", papers, None), streams) as page:
            yield server, page, clock


async def test_several_loads_of_one_part_ask_the_server_once_and_the_playlist_is_never_kept(match):
    server, page, _ = match
    lists = [await page.get("/display/streams/spiel-1/index.m3u8") for _ in range(2)]
    assert {each.content for each in lists} == {PLAYLIST}
    assert lists[0].headers["cache-control"] == "no-store"
    assert lists[0].headers["content-type"] == "application/vnd.apple.mpegurl"
    parts = await asyncio.gather(*(page.get("/display/streams/spiel-1/1/1.m4s") for _ in range(6)))
    assert {(len(each.content), each.headers["content-type"]) for each in parts} == {(300_000, "video/mp4")}
    assert len((await page.get("/display/streams/spiel-1/1/1.m4s")).content) == 300_000
    assert [path.rsplit("/", 1)[1] for path in server.asked] == ["index.m3u8", "index.m3u8", "1.m4s"]


async def test_a_match_that_is_not_in_the_plan_or_over_is_not_shown(match):
    server, page, clock = match
    for path in ("other/index.m3u8", "spiel-1/1/../index.m3u8x", "spiel-1/secret", "spiel-1/1/1.m4s/x"):
        assert (await page.get(f"/display/streams/{path}")).status_code == 404
    clock.jump(3_600_000)
    assert (await page.get("/display/streams/spiel-1/index.m3u8")).status_code == 404
    assert not server.asked


async def test_without_a_network_the_page_is_told_so_and_a_match_that_ended_is_gone(match):
    server, page, _ = match
    server.down = True
    assert (await page.get("/display/streams/spiel-1/index.m3u8")).status_code == 503
    server.down = False
    for status, told in ((410, 410), (500, 503), (401, 503)):
        server.status = status
        assert (await page.get("/display/streams/spiel-1/index.m3u8")).status_code == told
