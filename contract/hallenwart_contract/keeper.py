"""What the server and the keeper of the certificate authority tell each other over a unix socket.

One JSON object per line, UTF-8, each at most `MAX_LINE_BYTES` with its line feed. The server asks (`Ask`), the keeper answers
each in its order with one line (`Answer`); several may be asked on one connection. Only the keeper reads the authority's key.
Times are integer milliseconds since the epoch. Serials are lower-case hex without leading zeros, fingerprints the
SHA-256 of the certificate (DER) in lower-case hex without separators.
"""

from __future__ import annotations

from typing import Final, cast

from msgspec import Struct

from hallenwart_contract.codec import decode, encode
from hallenwart_contract.errors import OversizeError

MAX_LINE_BYTES: Final = 32 * 1024


class Issue(Struct, frozen=True, kw_only=True, tag="issue"):
    """Make a certificate for `device` over the key of this request. Subject and extensions of the request are ignored."""

    device: str
    csr_pem: str


class Revoke(Struct, frozen=True, kw_only=True, tag="revoke"):
    """End the access of `device`: of these certificates, or of all it has when `serials` is empty."""

    device: str
    serials: list[str] = []
    reason: str = ""


class Status(Struct, frozen=True, kw_only=True, tag="status"):
    """Ask how the authority stands."""


class Issued(Struct, frozen=True, kw_only=True, tag="issued"):
    """The new certificate, and the authority's own, which the device holds every server to."""

    device: str
    serial: str
    cert_pem: str
    ca_pem: str
    from_ms: int
    until_ms: int


class Revoked(Struct, frozen=True, kw_only=True, tag="revoked"):
    """On the revocation list: `serials` (those revoked now or earlier). `reloaded`: the broker was told to read the list anew.

    `kicked`: a session of that device that was still open has been ended at the broker; False when the broker was not reached,
    then `reason` says why, and asking again tries again.
    """

    device: str
    serials: list[str]
    kicked: bool
    reloaded: bool = False
    reason: str = ""


class Standing(Struct, frozen=True, kw_only=True, tag="standing"):
    """`issued` certificates of devices that are neither expired nor revoked; `revoked` ones that would not have expired yet.

    `broker_reloaded`: the broker was told of the newest revocation list; while False, a revoked device may come back.
    """

    ca_until_ms: int
    ca_fingerprint: str
    crl_until_ms: int
    crl_made_ms: int
    broker_reloaded: bool
    issued: int
    revoked: int


class Refused(Struct, frozen=True, kw_only=True, tag="refused"):
    """`code`: bad_request, bad_id, bad_csr, weak_key, unknown_serial, failed. `text` is English, for log and office."""

    code: str
    text: str


Ask = Issue | Revoke | Status
Answer = Issued | Revoked | Standing | Refused


def line(message: Ask | Answer) -> bytes:
    """Return the message as one line. Raises OversizeError."""
    text = encode(message) + b"\n"
    if len(text) > MAX_LINE_BYTES:
        raise OversizeError(f"{type(message).__name__} has {len(text)} bytes, allowed are {MAX_LINE_BYTES}")
    return text


def read_ask(text: bytes) -> Ask:
    """Raises OversizeError or UndecodableError."""
    return decode(_held_short(text), cast("type[Ask]", Ask))


def read_answer(text: bytes) -> Answer:
    """Raises OversizeError or UndecodableError."""
    return decode(_held_short(text), cast("type[Answer]", Answer))


def _held_short(text: bytes) -> bytes:
    if len(text) > MAX_LINE_BYTES:
        raise OversizeError(f"{len(text)} bytes, allowed are {MAX_LINE_BYTES}")
    return text
