"""A small real server that takes the parts of streams: it checks signatures, keeps what comes, and can fail in several ways."""

from __future__ import annotations

import contextlib
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from hallenwart_contract.device_http import PREFIX, SERVER_TIME_HEADER, asked_of, check_signature
from hallenwart_contract.errors import BadSignatureError
from hallenwart_contract.streams import Part, StreamEnd, part_of
from support.ports import free_port


class StreamServer:
    """`parts` in the order in which they came, `ends` per stream; `connections` counts them.

    `status` other than 200 is answered to every part; `off_s` is how wrong its clock finds the device's.
    """

    def __init__(self, folder, *, device="nordpark-1"):
        self.folder, self.device = folder, device
        key = ec.generate_private_key(ec.SECP256R1())
        self.key_file = folder / "device.key"
        self.key_file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        self.public = key.public_key()
        self.parts: list[tuple[Part, bytes]] = []
        self.ends: list[tuple[str, StreamEnd]] = []
        self.connections, self.unsigned, self.status, self.off_s = 0, 0, 200, 0
        self.forgets = False
        """Lose the beginning of the run once."""
        self._port = free_port()
        self._server: ThreadingHTTPServer | None = None
        self.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._port}"

    def start(self):
        """Serve, at the same port as before."""
        world = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 30

            def setup(self):
                world.connections += 1
                super().setup()

            def log_message(self, *_):
                """Say nothing."""

            def take(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                status, said = world.take(self.command, self.path, self.headers, body)
                self.send_response(status)
                self.send_header(SERVER_TIME_HEADER, str(world.now_ms()))
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

        Handler.do_PUT = Handler.do_POST = Handler.take

        class Server(ThreadingHTTPServer):
            daemon_threads, block_on_close = True, False

            def __init__(self, *args):
                self.open = set()
                super().__init__(*args)

            def process_request(self, request, client_address):
                self.open.add(request)
                super().process_request(request, client_address)

            def handle_error(self, *_):
                """A cut line is part of the play."""

        self._server = Server(("127.0.0.1", self._port), Handler)
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self):
        """Cut every line and be gone."""
        server, self._server = self._server, None
        if server is None:
            return
        server.shutdown()
        server.server_close()
        for each in server.open:
            with contextlib.suppress(OSError):
                each.shutdown(2)

    def now_ms(self):
        return time.time_ns() // 1_000_000 + self.off_s * 1000

    def take(self, method, path, headers, body):
        """Return status and answer."""
        try:
            asked, signature = asked_of(method, path, headers, body)
            check_signature(asked, signature, self.public)
            assert asked.device == self.device
        except BadSignatureError:
            self.unsigned += 1
            return 401, _word("signature")
        if abs(asked.time_ms - self.now_ms()) > 5 * 60_000:
            return 401, _word("clock")
        if method == "POST":
            self.ends.append(
                (path.removeprefix(f"{PREFIX}/streams/").removesuffix("/end"), msgspec.json.decode(body, type=StreamEnd))
            )
            return 200, b"{}"
        if self.status != 200:
            return self.status, _word("gone")
        return self._keep(part_of(path), body)

    def _keep(self, part, body):
        if part is None:
            return 404, _word("unknown")
        if self.forgets and part.number:
            self.forgets, self.parts = False, []
            return 410, _word("init_first")
        self.parts.append((part, body))
        return 204, b""

    def numbers(self, run=None):
        """Return (run, number) of what came."""
        return [(part.run, part.number) for part, _ in self.parts if run in (None, part.run)]

    def film(self, run):
        """Return the file that the parts of a run make together."""
        return b"".join(body for part, body in sorted(self.parts, key=lambda each: each[0].number) if part.run == run)


def _word(code):
    return msgspec.json.encode({"code": code, "message": {"de": "nein", "en": "no"}})
