"""What devices ask over HTTPS, `/device/v1`: enrolment, renewal, uploads. Every request but `ca` and `enrol` is signed.

The signature is of the device's own key (EC P-256, the one of its certificate), so TLS may end at a proxy.

    GET  /device/v1/ca          → the CA's certificate, PEM; the caller compares its fingerprint before it trusts it
    POST /device/v1/enrol       EnrolAsk → EnrolAnswer
    POST /device/v1/renew       RenewAsk → RenewAnswer
    POST /device/v1/logs        LogLines
    POST /device/v1/wiring      WiringText, what the device runs by
    POST /device/v1/protocol    Protocol
    POST /device/v1/screen      ScreenProof
    GET  /device/v1/pictures/{sha256}    a picture of a post
    ...  /device/v1/streams/…   see `streams`
    GET  /device/v1/releases/{version}   a bundle of `releases`
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey, EllipticCurvePublicKey

from hallenwart_contract.errors import BadSignatureError

PREFIX: Final = "/device/v1"
DEVICE_HEADER: Final = "Hallenwart-Device"
TIME_HEADER: Final = "Hallenwart-Time-Ms"
NONCE_HEADER: Final = "Hallenwart-Nonce"
SIGNATURE_HEADER: Final = "Hallenwart-Signature"
SERVER_TIME_HEADER: Final = "Hallenwart-Now-Ms"
"""In every answer: the server's time, for devices whose clock is wrong."""
MAX_AGE_MS: Final = 5 * 60_000
"""How far a request's time may be from the server's; within it a nonce counts once."""
MAX_BODY_BYTES: Final = 2_000_000
TICKET_BYTES: Final = 20
"""Entropy of a one-time token."""
_CONTEXT: Final = "hallenwart device 1"


class EnrolAsk(msgspec.Struct, frozen=True, kw_only=True):
    """`token` as shown once by the page; `csr` (PEM) proves the key, its subject and extensions are ignored."""

    token: str
    csr: str
    about: dict[str, str] = {}


class EnrolAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a device needs to connect. Keys in hex; `signing_keys` and `release_keys` per key id."""

    device: str
    site: str
    site_name: str
    zone: str
    certificate: str
    ca: str
    broker_host: str
    broker_port: int
    secret: str
    site_key: str
    signing_keys: dict[str, str]
    release_keys: dict[str, str] = {}
    until_ms: int


class RenewState(StrEnum):
    DONE = "done"
    WAITING = "waiting"
    """The certificate had ended: a person has to agree first. Ask again later."""
    REFUSED = "refused"


class RenewAsk(msgspec.Struct, frozen=True, kw_only=True):
    csr: str


class RenewAnswer(msgspec.Struct, frozen=True, kw_only=True):
    state: RenewState
    certificate: str = ""
    until_ms: int = 0
    reason: str = ""


class LogLines(msgspec.Struct, frozen=True, kw_only=True):
    """The device's last log lines, oldest first; `ref` of the command that asked, empty when it sends by itself."""

    ref: str = ""
    lines: list[str]


class WiringText(msgspec.Struct, frozen=True, kw_only=True):
    """The TOML a device runs by, without secrets; `digest` is its SHA-256 in hex, `rev` the document it came with, or 0."""

    text: str
    digest: str
    rev: int = 0


class ProtocolStep(msgspec.Struct, frozen=True, kw_only=True):
    """One look at the device: `outcome` ok, failed or skipped; `words` what was seen."""

    component: str
    step: str
    outcome: str
    words: str = ""
    t_ms: int


class Protocol(msgspec.Struct, frozen=True, kw_only=True):
    """A commissioning protocol. `person` is who stood there, by name, as typed. It is signed like every request."""

    ref: str
    person: str
    made_ms: int
    agent: str
    wiring: str
    steps: list[ProtocolStep]


class ProofWhy(StrEnum):
    ASKED = "asked"
    ALARM = "alarm"
    CLEAR = "clear"


class ScreenProof(msgspec.Struct, frozen=True, kw_only=True):
    """What the browser of a display drew at `t_ms`: `sha256` (hex) of the whole picture as PNG, and `picture`, a small JPEG.

    `mode`, `rung` and `card` are what it was told to show. `ref` is the command or alarm it answers. `width` and `height` in
    px of the whole picture.
    """

    ref: str
    why: str
    t_ms: int
    mode: str
    rung: str
    card: str = ""
    sha256: str
    width: int
    height: int
    picture: bytes


MAX_PICTURE_BYTES: Final = 600_000
"""A picture of a post, as it lies on the card."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a signature covers. `path` without scheme and host, with its query."""

    method: str
    path: str
    device: str
    time_ms: int
    nonce: str
    body: bytes

    def covered(self) -> bytes:
        digest = hashlib.sha256(self.body).hexdigest()
        parts = (_CONTEXT, self.method.upper(), self.path, self.device, str(self.time_ms), self.nonce, digest)
        return "\n".join(parts).encode()


def signed_headers(
    method: str, path: str, body: bytes, *, device: str, key: EllipticCurvePrivateKey, now_ms: int
) -> dict[str, str]:
    """Return the headers of a signed request."""
    asked = Asked(method, path, device, now_ms, secrets.token_hex(16), body)
    signature = key.sign(asked.covered(), ECDSA(hashes.SHA256()))
    return {
        DEVICE_HEADER: device,
        TIME_HEADER: str(now_ms),
        NONCE_HEADER: asked.nonce,
        SIGNATURE_HEADER: signature.hex(),
    }


def asked_of(method: str, path: str, headers: Mapping[str, str], body: bytes) -> tuple[Asked, bytes]:
    """Return what was asked and its signature. `headers` by any case. Raises BadSignatureError when one is missing or odd."""
    lower = {name.lower(): value for name, value in headers.items()}
    try:
        device, nonce = lower[DEVICE_HEADER.lower()], lower[NONCE_HEADER.lower()]
        time_ms, signature = int(lower[TIME_HEADER.lower()]), bytes.fromhex(lower[SIGNATURE_HEADER.lower()])
    except (KeyError, ValueError) as error:
        raise BadSignatureError("the request is not signed") from error
    if not (16 <= len(nonce) <= 64 and nonce.isalnum() and nonce.isascii()):
        raise BadSignatureError("the nonce is not 16 to 64 letters and digits")
    return Asked(method, path, device, time_ms, nonce, body), signature


def check_signature(asked: Asked, signature: bytes, key: EllipticCurvePublicKey) -> None:
    """Raises BadSignatureError. Age and nonce are the caller's to judge."""
    try:
        key.verify(signature, asked.covered(), ECDSA(hashes.SHA256()))
    except InvalidSignature as error:
        raise BadSignatureError("the signature does not fit the request") from error


def fingerprint(certificate: x509.Certificate) -> str:
    """Return SHA-256 of the certificate (DER) as 64 hex digits."""
    return certificate.fingerprint(hashes.SHA256()).hex()
