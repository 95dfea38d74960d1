"""The director's phone reads Web Push as browsers do."""

import base64
import json

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from hallenwart_sim.director.push_message import BrowserKeys


def _octets(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _sealed(keys, message):
    public = keys.public()
    return http_ece.encrypt(
        json.dumps(message).encode(),
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=_octets(public["p256dh"]),
        auth_secret=_octets(public["auth"]),
        version="aes128gcm",
    )


def test_a_message_for_this_phone_is_read():
    keys = BrowserKeys()
    assert keys.read(_sealed(keys, {"token": "abc", "title": "Rauch"})) == {"token": "abc", "title": "Rauch"}


def test_a_message_for_another_phone_is_not():
    with pytest.raises(ValueError, match="other keys"):
        BrowserKeys().read(_sealed(BrowserKeys(), {"token": "abc"}))
