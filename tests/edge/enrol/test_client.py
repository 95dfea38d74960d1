"""The server's HTTPS as a device asks it."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from hallenwart_contract.device_http import SERVER_TIME_HEADER, TIME_HEADER
from hallenwart_edge.device_client import DeviceClient, checked_server
from hallenwart_edge.enrol import files
from hallenwart_edge.enrol.command import invitation_of
from hallenwart_edge.errors import ConfigError, LinkDownError

SERVER_MS = 1_795_431_600_000


@pytest.fixture
def server():
    """Refuses what is more than a minute from its own time; notes what was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            told_ms = int(self.headers[TIME_HEADER])
            asked.append(told_ms)
            good = abs(told_ms - SERVER_MS) < 60_000
            body = b"ok" if good else json.dumps({"code": "clock", "message": {"de": "Uhr", "en": "clock"}}).encode()
            self.send_response(200 if good else 401)
            self.send_header(SERVER_TIME_HEADER, str(SERVER_MS))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{running.server_address[1]}", asked
    finally:
        running.shutdown()
        thread.join()
        running.server_close()


def client(url, tmp_path, now_ms) -> DeviceClient:
    files.key_at(tmp_path / "device.key")
    return DeviceClient(url, device="nordpark-1", ca=tmp_path / "ca.crt", key=tmp_path / "device.key", now_ms=lambda: now_ms)


async def test_a_wrong_clock_is_put_right_by_the_servers_once(server, tmp_path):
    url, asked = server
    wrong = client(url, tmp_path, SERVER_MS - 86_400_000)
    assert await wrong.post("/device/v1/logs", b"{}") == b"ok"
    assert len(asked) == 2
    assert await wrong.post("/device/v1/logs", b"{}") == b"ok"
    assert len(asked) == 3, "the difference is remembered"


async def test_no_server_and_no_key_are_told_as_such(tmp_path):
    gone = client("http://127.0.0.1:1", tmp_path, SERVER_MS)
    with pytest.raises(LinkDownError):
        await gone.post("/device/v1/logs", b"{}")
    (tmp_path / "device.key").write_text("")
    with pytest.raises(LinkDownError, match=r"device\.key"):
        await gone.post("/device/v1/logs", b"{}")


@pytest.mark.parametrize(
    "url", ["", "hallen.example", "http://hallen.example", "https://", "https://h.example/x", "ftp://h", "https://h:port"]
)
def test_addresses_that_no_device_goes_to(url):
    with pytest.raises(ConfigError):
        checked_server(url)


def test_what_a_qr_code_says_and_what_is_typed_is_the_same():
    digest = "ab" * 32
    uri = f"hallenwart:enrol?server=https%3A%2F%2Fh.example%3A8443&ca={digest}&token=ABC"
    typed = invitation_of("", "https://h.example:8443", ":".join(["AB"] * 32), "ABC")
    assert invitation_of(uri, "", "", "") == typed
    for bad in (
        "https://h.example",
        "hallenwart:enrol?server=x",
        f"hallenwart:enrol?server=http://h.example&ca={digest}&token=A",
    ):
        with pytest.raises(ConfigError):
            invitation_of(bad, "", "", "")
