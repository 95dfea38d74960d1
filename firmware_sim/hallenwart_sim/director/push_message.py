"""Reads a Web Push message as a browser does: encrypted content coding `aes128gcm` (RFC 8188) with the keys of RFC 8291."""

from __future__ import annotations

import base64
import secrets
from typing import Any, Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_SALT_BYTES: Final = 16
_KEY_LENGTH_AT: Final = 20  # after the salt and four bytes of record size


def text_of(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def _derive(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)


class BrowserKeys:
    """The keys of one subscription."""

    def __init__(self) -> None:
        self._private = ec.generate_private_key(ec.SECP256R1())
        self._auth = secrets.token_bytes(16)

    @property
    def _point(self) -> bytes:
        return self._private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def public(self) -> dict[str, str]:
        """Return what the server is given."""
        return {"p256dh": text_of(self._point), "auth": text_of(self._auth)}

    def read(self, body: bytes) -> dict[str, Any]:
        """Return the message of one record. Raises ValueError when it is not for these keys."""
        salt, length = body[:_SALT_BYTES], body[_KEY_LENGTH_AT]
        theirs, sealed = body[_KEY_LENGTH_AT + 1 : _KEY_LENGTH_AT + 1 + length], body[_KEY_LENGTH_AT + 1 + length :]
        shared = self._private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs))
        secret = _derive(self._auth, shared, b"WebPush: info\0" + self._point + theirs, 32)
        key = _derive(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _derive(salt, secret, b"Content-Encoding: nonce\0", 12)
        try:
            padded = AESGCM(key).decrypt(nonce, sealed, None)
        except InvalidTag as error:
            raise ValueError("a message for other keys") from error
        message: dict[str, Any] = msgspec.json.decode(padded.rstrip(b"\0")[:-1])
        return message
