"""Ports for servers that are told theirs, and that come back at the same one after they were away."""

from __future__ import annotations

import random
import socket

HOST = "127.0.0.1"
_BELOW_WHAT_THE_SYSTEM_GIVES_AWAY = range(10_000, 20_000)


def free_port(kind: socket.SocketKind = socket.SOCK_STREAM) -> int:
    """Return a port that nobody has, and that no connection gets by itself while nobody listens there."""
    while True:
        port = random.choice(_BELOW_WHAT_THE_SYSTEM_GIVES_AWAY)
        with socket.socket(socket.AF_INET, kind) as probe:
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
