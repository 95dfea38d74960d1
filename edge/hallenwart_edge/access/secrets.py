"""What this device checks credentials with: everything derives from its own secret and from the keys that sign for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from hallenwart_contract import codes, dark_codes
from hallenwart_contract.passes import tag_of
from hallenwart_contract.sealed import unseal


@dataclass(frozen=True)
class Secrets:
    """`device` is its id, `secret` its 32 bytes, `signers` the public keys of the backend by number."""

    device: str
    secret: bytes = field(repr=False)
    signers: Mapping[int, Ed25519PublicKey] = field(default_factory=dict, repr=False)

    @cached_property
    def pepper(self) -> bytes:
        return codes.pepper_of(self.secret)

    @cached_property
    def card_pepper(self) -> bytes:
        return codes.card_pepper_of(self.secret)

    @cached_property
    def tag(self) -> bytes:
        """What passes call this device."""
        return tag_of(self.device)

    def dark_key(self, kid: int) -> bytes:
        return dark_codes.key_of(self.secret, kid)

    def unsealed(self, sealed: bytes, about: str) -> bytes:
        """Return a secret of the grants document. Raises BadSignatureError."""
        return unseal(sealed, device_secret=self.secret, about=about)
