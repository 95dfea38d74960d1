"""Warnings from a feed to the screens of a site: taken once, cancelled, kept when the feed is dead."""

import asyncio
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from sqlalchemy import update

from hallenwart_backend.halls.tables import sites
from support.backends import ADMIN, AMT, HOUR_MS, KERN, MONDAY_NOON_MS, open_town
from support.cap_messages import NORDPARK, alert, atom, info, named, reference
from support.display_town import DEVICE, view

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture(scope="module")
def server():
    """A server of feeds: what it holds by path, and what it was asked."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            held.asked.append((self.path, self.headers.get("If-None-Match")))
            status, text = held.pages.get(self.path, (404, ""))
            tag = f'"{hash(text)}"'
            if status == 200 and self.headers.get("If-None-Match") == tag:
                status, text = 304, ""
            body = text.encode()
            self.send_response(status)
            self.send_header("ETag", tag)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    held = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    held.pages, held.asked = {}, []
    Thread(target=held.serve_forever, daemon=True).start()
    yield held
    held.shutdown()
    held.server_close()


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path, webhooks_here=True) as opened:
        place = update(sites).where(sites.c.id == "nordpark").values(lat=NORDPARK[0], lon=NORDPARK[1])
        await opened.backend.records.write(lambda connection: connection.execute(place))
        await opened.backend.places.refresh()
        yield opened


async def _put(town, url, email=ADMIN, codes=None, **more):
    source = {"name": "Wetterdienst", "url": url, "every_min": 5} | more
    body = {"sources": [source], "codes": codes or {}}
    return await (await town.signed_in(email)).put("/api/warnings/sources", json=body)


async def _get(town, path="", email=KERN):
    return (await (await town.signed_in(email)).get(f"/api/warnings{path}")).json()


async def _look(town, minutes=5):
    town.clock.advance(minutes * 60_000)
    await town.backend.displays.warnings.look()


async def _shown(town, device=DEVICE):
    return [(post.kind, post.title) for post in (await view(town, device)).posts]


STORM = ("warning", "Amtliche WARNUNG vor STURMBÖEN")


async def test_a_warning_reaches_the_screens_of_its_area_and_goes_when_it_is_cancelled(town, server):
    at = f"http://127.0.0.1:{server.server_port}"
    server.pages = {"/feed": (200, atom(named("/1.xml"))), "/1.xml": (200, alert("w1"))}
    server.asked.clear()
    assert (await _put(town, f"{at}/feed")).status_code == 200
    await _look(town, 0)
    assert (await _shown(town), await _shown(town, "sued-1")) == ([STORM], [])
    [told] = (await _get(town))["warnings"]
    assert (told["holds"], told["current"], told["sites"], told["level"]) == (True, True, ["nordpark"], "severe")
    await _look(town)
    asked = [path for path, _ in server.asked]
    assert (asked, server.asked[-1][1]) == (["/feed", "/1.xml", "/feed"], f'"{hash(server.pages["/feed"][1])}"')
    cancel = alert("w2", kind="Cancel", references=reference("w1"), sent_ms=town.clock.now_ms())
    server.pages |= {"/feed": (200, atom(named("/2.xml"), named("/1.xml"))), "/2.xml": (200, cancel)}
    await _look(town)
    assert await _shown(town) == []
    [told] = (await _get(town))["warnings"]
    assert (told["holds"], told["ended_ms"]) == (False, town.clock.now_ms())


async def test_a_dead_feed_takes_no_warning_away_before_its_end_and_is_said_to_be_dead(town, server):
    at = f"http://127.0.0.1:{server.server_port}"
    server.pages = {"/feed": (200, alert("w1"))}
    await _put(town, f"{at}/feed")
    await _look(town, 0)
    server.pages = {"/feed": (302, "")}
    await _look(town, 20)
    assert await _shown(town) == [STORM]
    answer = await _get(town)
    assert (answer["current"], answer["warnings"][0]["current"], answer["warnings"][0]["holds"]) == (False, False, True)
    [source] = (await _get(town, "/sources"))["sources"]
    assert (source["current"], source["fault"]["en"]) == (False, "The feed has moved; please enter its new address")
    await town.backend.displays.load()
    assert await _shown(town) == [STORM]  # after a restart too
    town.clock.advance(6 * HOUR_MS)
    assert await _shown(town) == []
    [told] = (await _get(town))["warnings"]
    assert (told["holds"], told["sites"]) == (False, ["nordpark"])


async def test_exercises_reach_no_screen_and_one_bad_entry_costs_only_itself(town, server):
    at = f"http://127.0.0.1:{server.server_port}"
    server.pages = {
        "/feed": (200, atom(named("/t.xml"), named("/bad.xml"), named("/1.xml"))),
        "/t.xml": (200, alert("t", status="Exercise")),
        "/bad.xml": (200, "<html>"),
        "/1.xml": (200, alert("w1")),
    }
    await _put(town, f"{at}/feed")
    await _look(town, 0)
    assert await _shown(town) == [STORM]
    assert len((await _get(town))["warnings"]) == 1
    [source] = (await _get(town, "/sources"))["sources"]
    assert source["fault"]["en"] == "Some of the messages could not be read"


async def test_a_file_in_the_state_is_a_feed_and_a_code_finds_a_site(town, tmp_path):
    folder = tmp_path / "warnings"
    folder.mkdir()
    where = "<geocode><valueName>WARNCELLID</valueName><value>114713000</value></geocode>"
    (folder / "probe.xml").write_text(alert("w1", info(where=where)))
    assert (await _put(town, "file:probe.xml", codes={"sued": ["WARNCELLID=114713000"]})).status_code == 200
    await _look(town, 0)
    assert (await _shown(town, "sued-1"), await _shown(town)) == ([STORM], [])
    found = {one["site"]: (one["codes"], one["found"]) for one in (await _get(town, "/sources"))["sites"]}
    assert found == {"nordpark": ([], True), "sued": (["WARNCELLID=114713000"], True)}
    (folder / "probe.xml").unlink()
    await _look(town, 0)
    [source] = (await _get(town, "/sources"))["sources"]
    assert (source["fault"]["en"], await _shown(town, "sued-1")) == ("There is no such file", [STORM])
    assert (await _put(town, "file:other.xml")).status_code == 200  # another feed: what the first one told goes with it
    assert await _shown(town, "sued-1") == []


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://warnung.example/feed", "no_https"),
        ("https://10.0.0.1/feed", "private_address"),
        ("file:../records.key", "bad_url"),
        ("file:/etc/passwd", "bad_url"),
        ("https://a@warnung.example/", "bad_url"),
    ],
)
async def test_what_is_never_read_cannot_be_entered(town, url, code):
    refused = await _put(town, url)
    assert (refused.status_code, refused.json()["code"]) == (422, code)


async def test_the_administrator_alone_sets_feeds(town):
    assert (await _put(town, "file:probe.xml", AMT)).status_code == 403
    refused = await _put(town, "file:probe.xml", codes={"mond": ["1"]})
    assert refused.json()["code"] == "no_such_site"
    assert (await _get(town, "/sources", AMT))["may_edit"] is False


async def test_of_several_the_gravest_comes_first_and_two_servers_read_at_once(town, tmp_path):
    folder = tmp_path / "warnings"
    folder.mkdir()
    grave = alert("w2", info(headline="ORKAN", severity="Extreme", at_ms=MONDAY_NOON_MS + HOUR_MS))
    (folder / "probe.xml").write_text(atom(*(f"<entry><content>{one}</content></entry>" for one in (alert("w1"), grave))))
    await _put(town, "file:probe.xml")
    await asyncio.gather(_look(town, 0), _look(town, 0))
    assert await _shown(town) == [STORM, ("warning", "ORKAN")]  # by time in the plan; the display sorts by level
    assert [post.level for post in await town.backend.displays.warnings.of(DEVICE, (0, 2**52))] == ["extreme", "severe"]
