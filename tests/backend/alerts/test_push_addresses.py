"""Where Web Push goes: people enter these addresses, and nobody may lead the server into the inner network with one."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from hallenwart_backend.adapters import notify_webpush


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://192.168.1.1/admin",
        "https://10.0.0.7/x",
        "https://169.254.169.254/latest",
        "https://[::1]/x",
        "https://[::ffff:10.0.0.1]/x",
        "https://127.0.0.2/x",
    ],
)
def test_no_push_goes_into_the_inner_network(endpoint):
    with pytest.raises(OSError, match="no public address"):
        notify_webpush._look(endpoint)


@pytest.mark.parametrize("endpoint", ["https://9.9.9.9/x", "http://127.0.0.1:1/push", "https://push.no-such-name.invalid/x"])
def test_public_addresses_and_unknown_names_are_tried(endpoint):
    notify_webpush._look(endpoint)


def test_no_push_follows_where_an_answer_points():
    asked = []

    class Away(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append(self.path)
            self.send_response(307)
            self.send_header("Location", "/inner")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Away)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        answer = notify_webpush._Straight().post(f"http://127.0.0.1:{server.server_port}/push", data=b"x", timeout=5)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert (answer.status_code, asked) == (307, ["/push"])
