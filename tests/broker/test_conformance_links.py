"""Connections whose path dies without a word: the next one of the same device hears everything, the same on every engine."""

import select
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from support.brokers import HOST, LocalBroker
from support.mqtt_peer import Peer

CMD, CONN = "hall/v1/nordpark-1/cmd", "hall/v1/nordpark-1/conn"


class Cable:
    """A TCP relay to the broker that can be cut: both ends stay open, and nothing goes through any more."""

    def __init__(self, broker: LocalBroker) -> None:
        self._broker = broker
        self._listener = socket.create_server((HOST, 0))
        self._cut, self._pulled = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._carry)
        self._thread.start()
        self.host, self.port = self._listener.getsockname()

    def password(self, user: str) -> str:
        return self._broker.password(user)

    def cut(self) -> None:
        self._cut.set()

    def pull(self) -> None:
        """Let the broker see the connection reset."""
        self._cut.set()
        self._pulled.set()
        self._thread.join()

    def _carry(self) -> None:
        device, _ = self._listener.accept()
        broker = socket.create_connection((self._broker.host, self._broker.port))
        other = {device: broker, broker: device}
        while not self._cut.is_set():
            for ready in select.select([device, broker], [], [], 0.05)[0]:
                with suppress(OSError):
                    other[ready].sendall(ready.recv(65_536))
        self._pulled.wait()
        broker.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        for one in (broker, device, self._listener):
            one.close()


@pytest.fixture
def cable(broker: LocalBroker) -> Iterator[Cable]:
    cable = Cable(broker)
    yield cable
    cable.pull()


@contextmanager
def heard_through(cable: Cable, *, keepalive_s: int = 60) -> Iterator[Peer]:
    device = Peer(cable, "nordpark-1", keepalive_s=keepalive_s, will=(CONN, "lost"))
    device.__enter__()
    device.subscribe(CMD)
    try:
        yield device
    finally:
        cable.pull()
        device.leave()


def hears_all(command: Peer, device: Peer, *, for_s: float) -> None:
    """Ask again and again: whatever the broker clears away meanwhile, nothing may get lost."""
    end = time.monotonic() + for_s
    number = 0
    while time.monotonic() < end:
        number += 1
        command.publish(CMD, str(number))
        assert device.hear_until(str(number)) == []


@pytest.mark.parametrize("full", [False, True], ids=["idle", "with much on its way"])
def test_the_next_connection_hears_though_the_old_one_dies_late(broker: LocalBroker, cable: Cable, full: bool):
    with Peer(broker, "svc-command") as command, heard_through(cable):
        cable.cut()
        for _ in range(300 if full else 0):
            command.publish(CMD, "x" * 30_000, wait=False)
        with Peer(broker, "nordpark-1") as device:
            device.subscribe(CMD)
            command.publish(CMD, "before")
            device.hear_until("before")
            cable.pull()
            hears_all(command, device, for_s=2.5)  # the broker looks after old sessions every second


def test_a_connection_made_while_the_old_one_is_cleared_away_hears(broker: LocalBroker, cable: Cable):
    with Peer(broker, "svc-live") as live, Peer(broker, "svc-command") as command:
        live.subscribe(CONN)
        with heard_through(cable, keepalive_s=1):
            cable.cut()
            live.hear_until("lost", within_s=180)
            with Peer(broker, "nordpark-1") as device:
                device.subscribe(CMD)
                hears_all(command, device, for_s=2.5)
