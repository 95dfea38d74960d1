"""What the ingest benchmark sends: telemetry as a device makes it, made before the clock starts, from an own process."""

from __future__ import annotations

import contextlib
import multiprocessing
import socket
import struct
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

import msgspec

from hallenwart_broker.provision import Member, provision
from hallenwart_broker.run import find_mosquitto
from hallenwart_contract.channels import T
from hallenwart_contract.clock import SystemClock
from hallenwart_contract.codec import encode
from hallenwart_contract.messages import Batch, Reading
from hallenwart_edge.uplink.packing import packed

DEVICE: Final = "bench-1"
SERIES: Final = 100
TICK_S: Final = 0.002
_SPAWN: Final = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class Case:
    """`messages` of `readings` rows each, by columns or not."""

    name: str
    messages: int
    readings: int
    cols: bool = False

    @property
    def rows(self) -> int:
        return self.messages * self.readings


def payloads(case: Case) -> list[bytes]:
    start_ms = SystemClock().now_ms() - case.rows // SERIES - 1_000
    return [encode(_batch(case, number, start_ms)) for number in range(case.messages)]


def _batch(case: Case, number: int, start_ms: int) -> Batch:
    first = number * case.readings
    rows = [
        encode(Reading(c=f"sensor-{row % SERIES}", k="temp_c", t_ms=start_ms + row // SERIES, x=20.0 + row % 7))
        for row in range(first, first + case.readings)
    ]
    raw = [] if case.cols else [msgspec.Raw(row) for row in rows]
    head = {"dev": DEVICE, "epoch": "bench", "clk": "ntp", "sent_ms": start_ms, "s": "t", "seq": first + 1}
    return Batch(**head, n=case.readings, r=raw, cols=packed(rows) if case.cols else None)


# --- the broker ------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def broker(state: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    provision([Member(DEVICE, "bench")], state, port=port)
    binary = find_mosquitto()
    if binary is None:
        sys.exit("needs mosquitto")
    process = subprocess.Popen([binary, "-c", str(state / "broker/mosquitto.conf")], stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int, within_s: float = 4.0) -> None:
    until_s = time.monotonic() + within_s
    while time.monotonic() < until_s:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    sys.exit(f"nothing listens on port {port}")


# --- the publisher ---------------------------------------------------------------------------------------------------


class Publisher:
    """Ready and connected when constructed. `go` returns when the first byte was sent, `end` when each message was sent."""

    def __init__(self, state: Path, port: int, bodies: list[bytes], *, a_second: float | None = None) -> None:
        held = tomllib.loads((state / "devices" / DEVICE / "credentials.toml").read_text())
        self._pipe, other = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=publish, args=(port, held["password"], bodies, a_second, other), daemon=True)
        self._process.start()
        self._pipe.recv()

    def go(self) -> float:
        self._pipe.send(None)
        return float(self._pipe.recv())

    def end(self, within_s: float) -> list[float]:
        times: list[float] = self._pipe.recv() if self._pipe.poll(within_s) else []
        self._process.join(within_s)
        return times


def publish(port: int, password: str, bodies: list[bytes], a_second: float | None, told: Connection) -> None:
    """Send all bodies at QoS 1, as fast as the broker takes them or so many a second; runs in a process of its own."""
    packets = [_publish_packet(body, number % 65_535 + 1) for number, body in enumerate(bodies)]
    whole = b"".join(packets)
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(_connect_packet(DEVICE, password))
        if line.recv(4) != b"\x20\x02\x00\x00":
            sys.exit("the broker refuses the publisher")
        told.send(None)
        told.recv()
        told.send(time.monotonic())
        if a_second is None:
            _pump(line, whole, len(bodies) * 4)
            told.send([])
        else:
            told.send(_pace(line, packets, a_second))


def _pump(line: socket.socket, packets: bytes, acknowledgements: int) -> None:
    line.setblocking(False)
    sent = read = 0
    view = memoryview(packets)
    while read < acknowledgements:
        progressed = False
        with contextlib.suppress(BlockingIOError):
            if sent < len(packets):
                sent += line.send(view[sent : sent + 262_144])
                progressed = True
        with contextlib.suppress(BlockingIOError):
            got = len(line.recv(65_536))
            if not got:
                sys.exit("the broker hung up on the publisher")
            read += got
            progressed = True
        if not progressed:
            time.sleep(0.0005)


def _pace(line: socket.socket, packets: list[bytes], a_second: float) -> list[float]:
    """Send at a fixed rate, whatever comes back; return when each message was handed to the kernel."""
    began_s, times = time.monotonic(), list[float]()
    line.setblocking(False)
    while len(times) < len(packets):
        due = min(len(packets), int((time.monotonic() - began_s) * a_second) + 1)
        for packet in packets[len(times) : due]:
            line.setblocking(True)
            times.append(time.monotonic())
            line.sendall(packet)
            line.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            line.recv(65_536)
        time.sleep(TICK_S)
    line.settimeout(1.0)
    with contextlib.suppress(TimeoutError):
        while line.recv(65_536):
            pass
    return times


def _text(value: str) -> bytes:
    return struct.pack("!H", len(value)) + value.encode()


def _packet(head: int, body: bytes) -> bytes:
    length, rest = b"", len(body)
    while True:
        rest, digit = divmod(rest, 128)
        length += bytes([digit | (0x80 if rest else 0)])
        if not rest:
            return bytes([head]) + length + body


def _connect_packet(user: str, password: str) -> bytes:
    return _packet(0x10, _text("MQTT") + b"\x04\xc2\x00\x00" + _text(user) + _text(user) + _text(password))


def _publish_packet(body: bytes, mid: int) -> bytes:
    return _packet(0x32, _text(T.topic(DEVICE)) + struct.pack("!H", mid) + body)


def spawn(target: Any, *arguments: Any) -> tuple[Any, Connection]:
    """Run `target(*arguments, pipe)` in a fresh process; return it and our end of the pipe."""
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=target, args=(*arguments, theirs), daemon=True)
    process.start()
    return process, ours
