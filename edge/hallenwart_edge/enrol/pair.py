"""The device's key and certificate, and those that are to follow them.

New ones lie beside the old ones (`next.key`, `next.crt`) until the broker let this device in with them; only then they take
their place. Each step is one renaming, so a power cut leaves a pair that fits, or two steps of which the second is made good.
"""

from __future__ import annotations

import logging
import ssl
from pathlib import Path
from typing import Final

from cryptography import x509

from hallenwart_edge.device_client import load_key
from hallenwart_edge.enrol.files import fits, sync_folder
from hallenwart_edge.errors import EdgeError, LinkDownError
from hallenwart_edge.mqtt import TlsFiles

_log: Final = logging.getLogger(__name__)
NEXT_KEY: Final = "next.key"
NEXT_CERT: Final = "next.crt"


class DevicePair:
    """What the connection to the broker shows. While there is a next pair, it is tried in turn with the old one."""

    def __init__(self, ca: Path, cert: Path, key: Path) -> None:
        self.ca, self.cert, self.key = ca, cert, key
        self._shown_next = False

    @property
    def next_key(self) -> Path:
        return self.key.with_name(NEXT_KEY)

    @property
    def next_cert(self) -> Path:
        return self.cert.with_name(NEXT_CERT)

    def settle(self) -> None:
        """Make good what a power cut broke off. Call before anything connects."""
        try:
            half = not self.next_key.exists() and self.next_cert.exists()
            if half and fits(_certificate(self.next_cert), load_key(self.key)):
                self._take_certificate()
        except (OSError, ValueError, EdgeError) as error:
            _log.error("certificate and key of this device: %s", error)

    def certificate(self) -> x509.Certificate:
        """Return the one in use. Raises LinkDownError."""
        try:
            return _certificate(self.cert)
        except (OSError, ValueError) as error:
            raise LinkDownError(f"{self.cert}: {error}") from error

    @property
    def waits(self) -> bool:
        """Whether there is a next pair that was not shown to the broker successfully."""
        return self.next_key.exists() and self.next_cert.exists()

    def context(self) -> ssl.SSLContext:
        """Return what the next connection shows. Raises LinkDownError that names the file."""
        self._shown_next = self.waits and not self._shown_next
        if self._shown_next:
            try:
                return TlsFiles(self.ca, self.next_cert, self.next_key).context()
            except LinkDownError as error:
                _log.error("the next certificate cannot be used: %s", error)
                self._shown_next = False
        return TlsFiles(self.ca, self.cert, self.key).context()

    def connected(self) -> bool:
        """Say that the broker let this device in; return whether that made the next pair the one in use. Raises OSError."""
        if not self._shown_next:
            return False
        self._shown_next = False
        self.adopt()
        return True

    def adopt(self) -> None:
        """Let the next pair take its place. Raises OSError."""
        self.next_key.replace(self.key)
        sync_folder(self.key.parent)
        self._take_certificate()
        _log.info("the new certificate is in use")

    def drop_next(self) -> None:
        """Forget a next pair that nobody answers for."""
        self.next_cert.unlink(missing_ok=True)
        self.next_key.unlink(missing_ok=True)

    def _take_certificate(self) -> None:
        self.next_cert.replace(self.cert)
        sync_folder(self.cert.parent)


def _certificate(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())
