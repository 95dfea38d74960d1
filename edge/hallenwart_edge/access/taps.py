"""Which season card tapped the reader, when it is one that proves itself (`sun`)."""

from __future__ import annotations

from dataclasses import dataclass

from hallenwart_contract.codes import card_hash, same
from hallenwart_contract.documents import Credential, CredentialKind, Grants
from hallenwart_contract.errors import BadSignatureError
from hallenwart_edge.access import sun
from hallenwart_edge.access.secrets import Secrets
from hallenwart_edge.ports import SunMessage


@dataclass(frozen=True, slots=True)
class Tapped:
    """A genuine tap: whose card, and which of its taps."""

    cred: Credential
    counter: int


def read_tap(message: SunMessage, rights: Grants, secrets: Secrets) -> Tapped | None:
    """Return whose genuine tap this is, None when the card is unknown here or does not prove itself."""
    tap = sun.opened(message.hidden, meta_key=_unsealed(secrets, rights.sun_meta, "sun_meta"))
    if tap is None:
        return None
    hashed = card_hash(tap.uid, pepper=secrets.card_pepper)
    for cred in rights.creds:
        if cred.kind == CredentialKind.SUN and same(cred.hash, hashed):
            key = _unsealed(secrets, cred.key, cred.id)
            return Tapped(cred, tap.counter) if sun.proves(message.proof, tap.uid, tap.counter, file_key=key) else None
    return None


def _unsealed(secrets: Secrets, sealed: bytes, about: str) -> bytes:
    """Return a key, or nothing when it was not sealed for this device: then no card fits."""
    try:
        return secrets.unsealed(sealed, about)
    except BadSignatureError:
        return b""
