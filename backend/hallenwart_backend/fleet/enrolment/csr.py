"""Reads certificate requests. Only the key counts: subject and extensions are whatever the device likes to write. Pure."""

from __future__ import annotations

from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

MAX_CSR_CHARS: Final = 8_192


def public_key_of(csr_pem: str) -> bytes:
    """Return the public key (DER) that signed the request. Raises ValueError when it is no request over a key on P-256."""
    if len(csr_pem) > MAX_CSR_CHARS:
        raise ValueError("too long")
    try:
        csr = x509.load_pem_x509_csr(csr_pem.encode("ascii"))
        key = csr.public_key()
        if not csr.is_signature_valid:
            raise ValueError("its signature does not fit")
    except (UnsupportedAlgorithm, UnicodeEncodeError) as error:
        raise ValueError(str(error)) from error
    if isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1):
        return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    raise ValueError("its key is not on P-256")
