"""The town's TCP and UDP ports, and one clear sentence when one of them is taken."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass, fields


class BusyPortError(RuntimeError):
    """Raised when another program holds a port; the message names it in German and English."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Every port on 127.0.0.1. `link_*` are UDP, the rest TCP."""

    backend: int = 8000
    nordpark_1: int = 8081
    nordpark_2: int = 8082
    sued_1: int = 8083
    director: int = 8090
    broker: int = 11883
    relay_nordpark_1: int = 11884
    relay_nordpark_2: int = 11885
    relay_sued_1: int = 11886
    link_nordpark_1: int = 17401
    link_nordpark_2: int = 17402
    link_sued_1: int = 17403
    bus: int = 11887
    """The broker inside Nordpark, at which radio heads report."""
    mail: int = 11888
    """The town's mail server."""
    broker_tls: int = 11889
    """The broker's listener with certificates, where the machine has Mosquitto."""
    devices: int = 11890
    """The server's listener for devices."""
    relay_devices: int = 11891
    """Where devices reach it: through the network of their halls."""
    new_pi: int = 8084
    """The pages of a Pi that was added."""
    relay_new_pi: int = 11892
    camera: int = 11893
    """The camera in the big hall at Nordpark, in the network of that building."""

    @classmethod
    def from_base(cls, base: int) -> Ports:
        """Return as many ports in a row as there are, from `base`."""
        return cls(*(base + offset for offset in range(len(fields(cls)))))

    def screens(self, device: str) -> int:
        return self._of("", device)

    def relay(self, device: str) -> int:
        return self._of("relay_", device)

    def link(self, device: str) -> int:
        return self._of("link_", device)

    def check_free(self) -> None:
        """Raise BusyPortError for the first port that cannot be bound."""
        for name, port in self._all():
            kind = socket.SOCK_DGRAM if name.startswith("link_") else socket.SOCK_STREAM
            with socket.socket(socket.AF_INET, kind) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(kind == socket.SOCK_STREAM))
                _bind(probe, port)

    def _of(self, prefix: str, device: str) -> int:
        port: int = getattr(self, prefix + device.replace("-", "_"))
        return port

    def _all(self) -> Iterator[tuple[str, int]]:
        return ((field.name, getattr(self, field.name)) for field in fields(self))


def _bind(probe: socket.socket, port: int) -> None:
    try:
        probe.bind(("127.0.0.1", port))
    except OSError as error:
        raise BusyPortError(
            f"Port {port} ist belegt; bitte das andere Programm beenden oder --port-base wählen / "
            f"port {port} is in use; stop the other program or choose --port-base"
        ) from error
