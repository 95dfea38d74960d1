"""Ends an open session at the broker by taking it over: a client id has one connection, and the newer one wins.

MQTT 3.1.1, two packets written here: CONNECT with a clean session (nothing is left to be delivered later) and DISCONNECT.
Nothing is published or subscribed. The broker sends the last will of the session it ends.
"""

from __future__ import annotations

import asyncio
import os
import ssl
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from hallenwart_broker.pki import certificates

_WITHIN_S: Final = 5.0
_KEEPALIVE_S: Final = 10
_CONNACK: Final = b"\x20\x02"
_DISCONNECT: Final = b"\xe0\x00"


class Outcome(StrEnum):
    TAKEN_OVER = "taken over"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class BrokerAddress:
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Identity:
    """A certificate of somebody's name in the keeper's hand; its key is never written to disk."""

    name: str
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def serial(self) -> str:
        return certificates.serial_text(self.certificate.serial_number)


async def take_over(address: BrokerAddress, identity: Identity, ca_file: Path) -> Outcome:
    """Connect once as `identity` and leave. The broker is held to the authority's certificate."""
    try:
        async with asyncio.timeout(_WITHIN_S):
            return await _take_over(address, identity, _context(identity, ca_file))
    except (TimeoutError, OSError):
        return Outcome.UNREACHABLE


async def _take_over(address: BrokerAddress, identity: Identity, context: ssl.SSLContext) -> Outcome:
    try:
        reader, writer = await asyncio.open_connection(address.host, address.port, ssl=context)
    except ssl.SSLCertVerificationError:
        return Outcome.UNREACHABLE  # somebody else answers there
    except (ssl.SSLError, ConnectionResetError):
        return Outcome.REFUSED  # TLS 1.2 is told within the handshake
    try:
        writer.write(_connect(identity.name))
        answer = await reader.readexactly(4)
        if answer != _CONNACK + b"\x00\x00":
            return Outcome.REFUSED
        writer.write(_DISCONNECT)
        with suppress(ssl.SSLError, ConnectionError):
            await reader.read()  # until the broker hangs up
    except (ssl.SSLError, ConnectionError, asyncio.IncompleteReadError):
        return Outcome.REFUSED  # TLS 1.3 is told after it
    finally:
        writer.transport.abort()
    return Outcome.TAKEN_OVER


def _connect(name: str) -> bytes:
    body = struct.pack("!H4sBBH", 4, b"MQTT", 4, 0x02, _KEEPALIVE_S) + struct.pack("!H", len(name)) + name.encode()
    return bytes([0x10, len(body)]) + body


def _context(identity: Identity, ca_file: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    pair = certificates.key_pem(identity.key) + certificates.pem(identity.certificate)
    with _in_memory(pair.encode()) as path:
        context.load_cert_chain(path)
    return context


@contextmanager
def _in_memory(text: bytes) -> Iterator[str]:
    """Lend a file that exists in memory only: Python's TLS reads keys from files and nothing else."""
    descriptor = os.memfd_create("hallenwart-kick")
    try:
        os.write(descriptor, text)
        yield f"/proc/self/fd/{descriptor}"
    finally:
        os.close(descriptor)
