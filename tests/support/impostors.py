"""Servers that pretend to be the broker: they take a connection and note what they are told."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hallenwart_broker.pki import certificates
from hallenwart_broker.pki.ca import CertificateAuthority
from hallenwart_broker.provision import Member, provision


class Impostor:
    """`told` holds what clients said after a handshake they accepted; `tried` counts connections."""

    def __init__(self, stem: Path) -> None:
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(stem.with_suffix(".crt"), stem.with_suffix(".key"))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.told = b""
        self.tried = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(10)

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                link, _ = self._listener.accept()
                with suppress(OSError), link:
                    link.settimeout(5)
                    try:
                        with self._context.wrap_socket(link, server_side=True) as tls:
                            self.told += tls.recv(1000)
                    finally:
                        self.tried.set()


def pair(kind: str, state: Path, folder: Path) -> Path:
    """Make what it shows: `foreign`, another town's server; `device`, one of this town; `elsewhere`, another host's."""
    if kind == "foreign":
        provision([Member("nordpark-1", "nordpark")], folder / "foreign")
        return folder / "foreign/broker/pki/server"
    if kind == "device":
        return state / "devices/sued-1/pki/device"
    ca, key = CertificateAuthority.open(state / "ca"), certificates.new_key()
    with ca.held():
        made = ca.issue_server(["elsewhere.example"], key.public_key(), by="test")
    (folder / "elsewhere.crt").write_text(certificates.pem(made))
    (folder / "elsewhere.key").write_text(certificates.key_pem(key))
    return folder / "elsewhere"


KINDS = ("foreign", "device", "elsewhere")


@contextmanager
def impostor(kind: str, state: Path, folder: Path) -> Iterator[Impostor]:
    made = Impostor(pair(kind, state, folder))
    try:
        yield made
    finally:
        made.close()
