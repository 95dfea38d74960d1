"""Reads what devices are told to hold to: the authority's certificate, the addresses, the public keys."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from hallenwart_backend.errors import ConfigError
from hallenwart_backend.fleet.enrolment.ports import Authority
from hallenwart_backend.fleet.release_keys import read_release_keys
from hallenwart_contract.device_http import fingerprint

CA_FILE: Final = "device-tls/ca.crt"
SIGNING_KEY_ID: Final = "1"


def read_authority(state: Path, key: Ed25519PrivateKey, *, url: str, broker: tuple[str, int] | None) -> Authority:
    """`url` and `broker` are where devices reach this server and the broker, None: not by certificate. Raises ConfigError."""
    signing = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    ca, digest = _ca(state / CA_FILE)
    host, port = broker or ("", 0)
    keys = {SIGNING_KEY_ID: signing}
    return Authority(ca, digest, url.rstrip("/"), host, port, keys, read_release_keys(state))


def _ca(path: Path) -> tuple[str, str]:
    try:
        certificate = x509.load_pem_x509_certificate(path.read_bytes())
    except FileNotFoundError:
        return "", ""
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: {error}; run: hallenwart-broker provision") from error
    return certificate.public_bytes(Encoding.PEM).decode(), fingerprint(certificate)
