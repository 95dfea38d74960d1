import socket
from collections.abc import Iterator

import pytest


@pytest.fixture
def tcp_port() -> Iterator[int]:
    """A port that somebody holds."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]
