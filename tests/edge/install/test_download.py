"""A bundle over HTTP: signed, in pieces, going on where a cut line left it."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from hallenwart_edge.errors import LinkDownError
from hallenwart_edge.fleet.updating import RefusedUpdateError
from hallenwart_edge.release.download import HttpBundles

CONTENT = bytes(range(256)) * 4000


class Server(BaseHTTPRequestHandler):
    """Cuts its first answer in the middle."""

    asked: list[tuple[str, str | None, str | None]]
    cut: bool

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers.get("Range"), self.headers.get("X-Signed")))
        begun = int((self.headers.get("Range") or "bytes=0-")[6:-1])
        if self.path.endswith("9.9.9"):
            self.send_error(404)
        elif begun >= len(CONTENT):
            self.send_error(416)
        else:
            self.send_response(206 if begun else 200)
            self.send_header("Content-Length", str(len(CONTENT) - begun))
            self.end_headers()
            self.wfile.write(CONTENT[begun : len(CONTENT) // 2] if type(self).cut else CONTENT[begun:])
            type(self).cut = False

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server():
    handler = type("Handler", (Server,), {"asked": [], "cut": True})
    serving = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=serving.serve_forever, daemon=True)
    thread.start()
    yield handler, f"http://127.0.0.1:{serving.server_address[1]}"
    serving.shutdown()
    serving.server_close()
    thread.join()


async def test_a_cut_download_goes_on_where_it_ended_and_every_request_is_signed(server, tmp_path: Path):
    handler, base = server
    bundles = HttpBundles(base, lambda method, path, body: {"X-Signed": f"{method} {path} {len(body)}"}, lambda: None)
    sizes: list[int] = []
    target = tmp_path / "0.2.0.tar"
    with pytest.raises(LinkDownError):
        await bundles.fetch("0.2.0", target, room=sizes.append)
    half = target.stat().st_size
    assert 0 < half < len(CONTENT)
    await bundles.fetch("0.2.0", target, room=sizes.append)
    await bundles.fetch("0.2.0", target, room=sizes.append)
    assert target.read_bytes() == CONTENT
    assert sizes == [len(CONTENT), len(CONTENT) - half]
    path = "/device/v1/releases/0.2.0"
    assert handler.asked == [
        (path, part, f"GET {path} 0") for part in (None, f"bytes={half}-", f"bytes={len(CONTENT)}-")
    ]  # fmt: skip


async def test_a_release_the_server_has_not_is_refused_and_no_server_is_tried_again(server, tmp_path: Path):
    _, base = server
    with pytest.raises(RefusedUpdateError):
        await HttpBundles(base, lambda *_: {}, lambda: None).fetch("9.9.9", tmp_path / "x", room=lambda _: None)
    with pytest.raises(LinkDownError):
        await HttpBundles("http://127.0.0.1:1", lambda *_: {}, lambda: None).fetch("0.2.0", tmp_path / "x", room=lambda _: None)
