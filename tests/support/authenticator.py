"""An authenticator in software: makes and uses passkeys (ES256), honestly unless told otherwise."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, encode_cbor

USER_PRESENT, USER_VERIFIED, NEW_CREDENTIAL = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One passkey on one device. `verifies`: it asked for finger, face or PIN."""

    origin: str
    host: str
    verifies: bool = True
    count: int = 0
    person: str = ""
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def make(self, options, name="Handy"):
        """Return the body of `POST /api/passkeys`."""
        self.person = options["user"]["id"]
        told = encode_cbor({"fmt": "none", "attStmt": {}, "authData": self._data(NEW_CREDENTIAL) + self._attested()})
        client = self._client("webauthn.create", options["challenge"])
        return {
            "name": name,
            "id": bytes_to_base64url(self.credential),
            "client_data": bytes_to_base64url(client),
            "attestation": bytes_to_base64url(told),
            "transports": ["internal"],
        }

    def show(self, options, **other):
        """Return the body of `POST /api/session/passkey`; the counter goes on by one."""
        self.count += 1
        client, data = self._client("webauthn.get", options["challenge"]), self._data(0)
        signed = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return {
            "id": bytes_to_base64url(self.credential),
            "client_data": bytes_to_base64url(client),
            "authenticator_data": bytes_to_base64url(data),
            "signature": bytes_to_base64url(signed),
            "user_handle": self.person,
        } | other

    def _client(self, kind, challenge):
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _data(self, flags):
        flags |= USER_PRESENT | (USER_VERIFIED if self.verifies else 0)
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _attested(self):
        point = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        return bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + encode_cbor(cose)


def bytes_of(text):
    return base64url_to_bytes(text)
