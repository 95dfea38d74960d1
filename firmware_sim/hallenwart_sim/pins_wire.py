"""What passes between the pins of an agent and the simulator: JSON lines on a unix socket, one request at a time.

Edges come between the answers, unasked, for watched pins. Times are the simulator's monotonic milliseconds. An answer carries
the number `n` of its request, so that a late one is never taken for the next.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Pull = Literal["floating", "up", "down"]


class Request(msgspec.Struct, frozen=True, omit_defaults=True):
    do: Literal["hello", "input", "output", "write", "read", "watch", "unwatch", "spi"]
    pin: int = -1
    level: bool = False
    pull: Pull = "floating"
    port: int = 0
    device: int = 0
    words: list[int] = []
    n: int = 0


class Answer(msgspec.Struct, frozen=True, tag="answer"):
    mono_ms: int
    n: int = 0
    level: bool = False
    words: list[int] = []


class Edge(msgspec.Struct, frozen=True, tag="edge"):
    pin: int
    level: bool
    mono_ms: int


def to_line(message: Request | Answer | Edge) -> bytes:
    return msgspec.json.encode(message) + b"\n"


request_from = msgspec.json.Decoder(Request).decode
said_from = msgspec.json.Decoder(Answer | Edge).decode
