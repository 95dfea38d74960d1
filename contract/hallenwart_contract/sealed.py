"""Small secrets between one device and the backend inside documents and events: AES-GCM under a key of the device's secret.

Signing proves who wrote a document; sealing hides card keys and card numbers from the broker that carries it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hallenwart_contract.errors import BadSignatureError

_NONCE_BYTES: Final = 12
_CONTEXT: Final = b"hallenwart sealed 1\n"
_STEADY: Final = b"hallenwart sealed nonce 1\n"


def _cipher(device_secret: bytes) -> AESGCM:
    return AESGCM(hmac.new(device_secret, _CONTEXT, hashlib.sha256).digest())


def seal(secret: bytes, *, device_secret: bytes, about: str, steady: bool = False) -> bytes:
    """Encrypt for one device. `about` (a credential's id) is bound in: the result fits nothing else.

    `steady`: the same gives the same again, for documents that are compared with what was published; the nonce is then made
    of all that goes in, so that it never serves two secrets.
    """
    nonce = _steady_nonce(secret, device_secret, about) if steady else secrets.token_bytes(_NONCE_BYTES)
    return nonce + _cipher(device_secret).encrypt(nonce, secret, about.encode())


def _steady_nonce(secret: bytes, device_secret: bytes, about: str) -> bytes:
    body = _STEADY + about.encode() + b"\0" + secret
    return hmac.new(device_secret, body, hashlib.sha256).digest()[:_NONCE_BYTES]


def unseal(sealed: bytes, *, device_secret: bytes, about: str) -> bytes:
    """Return the secret. Raises BadSignatureError when it was sealed for another device or another thing."""
    try:
        return _cipher(device_secret).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], about.encode())
    except (InvalidTag, ValueError) as error:
        raise BadSignatureError(f"not sealed for this device and {about!r}") from error
