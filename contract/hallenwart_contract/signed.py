r"""One signed envelope for everything that acts on a Pi: commands, configuration, grants, views.

The signature covers the topic and the exact bytes, so neither the broker nor a mis-set access list can open a door,
and a document cannot be moved to another device. Ed25519 over `hallenwart/1\n` + topic + `\n` + bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from hallenwart_contract.codec import decode, encode
from hallenwart_contract.errors import BadSignatureError

_CONTEXT: Final = b"hallenwart/1\n"
M = TypeVar("M")


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """`p` holds the exact bytes of the inner message (base64 on the wire); there is no clear twin."""

    kid: int
    p: bytes
    sig: bytes


def _covered(topic: str, body: bytes) -> bytes:
    return _CONTEXT + topic.encode() + b"\n" + body


def sign(message: object, *, topic: str, key: Ed25519PrivateKey, kid: int = 1) -> Signed:
    """Seal `message` for exactly this topic."""
    body = encode(message)
    return Signed(kid=kid, p=body, sig=key.sign(_covered(topic, body)))


def open_signed(envelope: Signed, kind: type[M], *, topic: str, keys: Mapping[int, Ed25519PublicKey]) -> M:
    """Return the inner message. Raises BadSignatureError, or UndecodableError when what was signed is not a `kind`."""
    key = keys.get(envelope.kid)
    if key is None:
        raise BadSignatureError(f"signed with unknown key {envelope.kid}")
    try:
        key.verify(envelope.sig, _covered(topic, envelope.p))
    except InvalidSignature as error:
        raise BadSignatureError(f"signature does not fit topic {topic}") from error
    return decode(envelope.p, kind)
