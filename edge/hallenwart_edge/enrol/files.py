"""The files of a device's identity: written so that after a power cut either the old or the new one is there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

PRIVATE: Final = 0o600
PUBLIC: Final = 0o644


def write(path: Path, text: str, mode: int = PRIVATE) -> None:
    """Replace a file whole; it is on the card when this returns. Raises OSError."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    number = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(number, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(number)
    fresh.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def key_at(path: Path) -> ec.EllipticCurvePrivateKey:
    """Return the key of a file that begins here, or the one that an earlier attempt made. Raises OSError."""
    try:
        known = load_pem_private_key(path.read_bytes(), password=None)
        if isinstance(known, ec.EllipticCurvePrivateKey):
            return known
    except (FileNotFoundError, ValueError):
        pass
    key = ec.generate_private_key(ec.SECP256R1())
    write(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())
    return key


def csr_of(key: ec.EllipticCurvePrivateKey, name: str) -> str:
    """Return a request for a certificate, PEM. The name is a courtesy: the server decides."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    request = x509.CertificateSigningRequestBuilder().subject_name(subject).sign(key, hashes.SHA256())
    return request.public_bytes(Encoding.PEM).decode()


def spki(key: object) -> bytes:
    """Return a public key as DER, empty for what is none of ours."""
    if isinstance(key, ec.EllipticCurvePrivateKey):
        key = key.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        return b""
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def fits(certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> bool:
    return spki(certificate.public_key()) == spki(key)


def check(pem: str, *, ca_pem: str, key: ec.EllipticCurvePrivateKey, device: str) -> x509.Certificate:
    """Return a certificate that was given. Raises ValueError when it is not of this authority, key and device."""
    certificate, authority = (x509.load_pem_x509_certificate(text.encode()) for text in (pem, ca_pem))
    names = [str(name.value) for name in certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)]
    if names != [device]:
        raise ValueError(f"the certificate is for {names}, not for {device}")
    if not fits(certificate, key):
        raise ValueError("the certificate is for another key")
    try:
        certificate.verify_directly_issued_by(authority)
    except (InvalidSignature, TypeError) as error:
        raise ValueError("the certificate is not of the town's authority") from error
    return certificate
