"""A hundred open manager pages in a process that does nothing but note when bytes came; decoded only when asked."""

from __future__ import annotations

import multiprocessing
import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

from websockets.client import ClientProtocol
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory
from websockets.frames import Frame, Opcode
from websockets.typing import Origin
from websockets.uri import parse_uri


@dataclass(slots=True)
class _Page:
    line: socket.socket
    protocol: ClientProtocol
    chunks: list[tuple[int, bytes]] = field(default_factory=list)
    frames: list[tuple[int, bytes]] = field(default_factory=list)

    def decode(self) -> None:
        """Turn bytes into frames; a frame came when its last byte came. Answers pings."""
        for came_ns, chunk in self.chunks:
            self.protocol.receive_data(chunk)
            for event in self.protocol.events_received():
                if isinstance(event, Frame) and event.opcode is Opcode.TEXT:
                    self.frames.append((came_ns, bytes(event.data)))
        self.chunks.clear()
        self.flush()

    def flush(self) -> None:
        for octets in self.protocol.data_to_send():
            self.line.sendall(octets)


class Pages:
    """`count` pages of one session, open and compressed as a browser's."""

    def __init__(self, port: int, cookie: str, count: int) -> None:
        self._pipe, other = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("spawn").Process(
            target=_run, args=(port, cookie, count, other), daemon=True
        )
        self._process.start()
        other.close()
        self._pipe.recv()

    def arrivals_ns(self, word: str) -> list[int]:
        """Return when the first frame holding `word` came, for each page that got one. Forgets older frames."""
        self._pipe.send(word)
        arrivals: list[int] = self._pipe.recv()
        return arrivals

    def close(self) -> None:
        self._process.terminate()
        self._process.join()


def _run(port: int, cookie: str, count: int, pipe: Connection) -> None:
    selector = selectors.DefaultSelector()
    pages = [_open(port, cookie) for _ in range(count)]
    for page in pages:
        selector.register(page.line, selectors.EVENT_READ, page)
    selector.register(pipe, selectors.EVENT_READ, None)
    pipe.send(None)
    while True:
        for key, _ in selector.select():
            if key.data is not None:
                chunk = key.data.line.recv(65_536)
                key.data.chunks.append((time.monotonic_ns(), chunk))
            else:
                pipe.send(list(_arrivals(pages, pipe.recv().encode())))


def _arrivals(pages: list[_Page], word: bytes) -> Iterator[int]:
    for page in pages:
        page.decode()
        came_ns = next((at_ns for at_ns, text in page.frames if word in text), None)
        page.frames = [] if came_ns is None else [(came_ns, word)]  # asked again, it answers the same
        if came_ns is not None:
            yield came_ns


def _open(port: int, cookie: str) -> _Page:
    line = socket.create_connection(("127.0.0.1", port))
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    protocol = ClientProtocol(
        parse_uri(f"ws://127.0.0.1:{port}/api/live"),
        origin=Origin(f"http://127.0.0.1:{port}"),
        extensions=[ClientPerMessageDeflateFactory()],
        max_size=None,
    )
    request = protocol.connect()
    request.headers["Cookie"] = cookie
    protocol.send_request(request)
    page = _Page(line, protocol)
    page.flush()
    while not page.frames:
        page.chunks.append((time.monotonic_ns(), line.recv(65_536)))
        page.decode()
    return page
