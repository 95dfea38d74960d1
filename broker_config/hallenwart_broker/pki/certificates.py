"""What certificates look like: built here and nowhere else, from a key and a name that the issuer chose.

EC P-256 throughout. A certificate says with its extended key usage what it is good for: a device can not pose as a server
nor a server as a device. Every beginning lies two days back, for clocks that are behind.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

BACKDATED: Final = timedelta(days=2)
LIFE: Final = timedelta(days=397)
AUTHORITY_LIFE: Final = timedelta(days=20 * 365 + 5)
CRL_LIFE: Final = timedelta(days=30)
KICK_LIFE: Final = timedelta(minutes=5)


class CertificateError(ValueError):
    """Raised when a key, a request or a certificate is not as this town has them. `code` as in the contract's `Refused`."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


@dataclass(frozen=True, slots=True)
class Authority:
    """The certificate and the key that sign. Whoever holds this can be anybody in the town's network of machines."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def key_pem(key: ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def read_key(pem: bytes) -> ec.EllipticCurvePrivateKey:
    """Raises CertificateError when it is no EC P-256 key."""
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError) as error:
        raise CertificateError("failed", f"not a private key: {error}") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise CertificateError("weak_key", "not an EC P-256 key")
    return key


def pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(Encoding.PEM).decode()


def read(text: bytes) -> x509.Certificate:
    """Raises CertificateError."""
    try:
        return x509.load_pem_x509_certificate(text)
    except ValueError as error:
        raise CertificateError("failed", f"not a certificate: {error}") from error


def fingerprint(certificate: x509.Certificate) -> str:
    return certificate.fingerprint(hashes.SHA256()).hex()


def serial_text(number: int) -> str:
    return f"{number:x}"


def common_name(certificate: x509.Certificate) -> str:
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""


def requested_key(csr_pem: str) -> ec.EllipticCurvePublicKey:
    """Return the key of a certificate request, whose holder proved to have it; nothing else of it counts.

    Raises:
        CertificateError: bad_csr, or weak_key for anything but EC P-256.
    """
    try:
        request = x509.load_pem_x509_csr(csr_pem.encode())
        key, proven = request.public_key(), request.is_signature_valid
    except (ValueError, TypeError) as error:
        raise CertificateError("bad_csr", f"not a certificate request: {error}") from error
    except Exception as error:  # the library has errors of its own for algorithms it does not know
        raise CertificateError("weak_key", f"a key this town does not use: {error}") from error
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise CertificateError("weak_key", "not an EC P-256 key")
    if not proven:
        raise CertificateError("bad_csr", "the request is not signed by its own key")
    return key


def new_authority(name: str, now: datetime) -> Authority:
    key = new_key()
    subject = _name(name)
    builder = _builder(subject, subject, key.public_key(), now - BACKDATED, now + AUTHORITY_LIFE)
    usage = _usage(sign_certificates=True)
    certificate = (
        builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return Authority(certificate, key)


def client(
    authority: Authority, name: str, key: ec.EllipticCurvePublicKey, now: datetime, life: timedelta = LIFE
) -> x509.Certificate:
    """Return a certificate of a device or service: its common name is who it is at the broker."""
    return _leaf(authority, name, key, now, life, ExtendedKeyUsageOID.CLIENT_AUTH, [])


def server(authority: Authority, hosts: Sequence[str], key: ec.EllipticCurvePublicKey, now: datetime) -> x509.Certificate:
    """Return a certificate of a server that is reached under `hosts`: names or addresses, the first one names it."""
    return _leaf(authority, hosts[0], key, now, LIFE, ExtendedKeyUsageOID.SERVER_AUTH, hosts)


def hosts_of(certificate: x509.Certificate) -> set[str]:
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return set()
    return {str(name.value) for name in names}


def revocation_list(
    authority: Authority, revoked: Iterable[tuple[str, int]], *, number: int, now: datetime
) -> x509.CertificateRevocationList:
    """Return the list of serials (hex) with the time of each (ms). `number` must rise."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority.certificate.subject)
        .last_update(now - timedelta(hours=1))
        .next_update(now + CRL_LIFE)
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(_issuer_id(authority), critical=False)
    )
    for serial, at_ms in revoked:
        at = datetime.fromtimestamp(at_ms / 1000, UTC)
        entry = x509.RevokedCertificateBuilder().serial_number(int(serial, 16)).revocation_date(at).build()
        builder = builder.add_revoked_certificate(entry)
    return builder.sign(authority.key, hashes.SHA256())


def crl_pem(crl: x509.CertificateRevocationList) -> str:
    return crl.public_bytes(Encoding.PEM).decode()


def is_in_last_third(certificate: x509.Certificate, now: datetime) -> bool:
    """Say whether it is time to renew."""
    begins, ends = certificate.not_valid_before_utc + BACKDATED, certificate.not_valid_after_utc
    return now >= ends - (ends - begins) / 3


def _leaf(
    authority: Authority,
    name: str,
    key: ec.EllipticCurvePublicKey,
    now: datetime,
    life: timedelta,
    purpose: x509.ObjectIdentifier,
    hosts: Sequence[str],
) -> x509.Certificate:
    ends = min(now + life, authority.certificate.not_valid_after_utc)
    builder = _builder(_name(name), authority.certificate.subject, key, now - BACKDATED, ends)
    builder = (
        builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(sign_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(_issuer_id(authority), critical=False)
    )
    if hosts:
        builder = builder.add_extension(x509.SubjectAlternativeName([_host(host) for host in hosts]), critical=False)
    return builder.sign(authority.key, hashes.SHA256())


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, begins: datetime, ends: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _host(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _issuer_id(authority: Authority) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())


def _usage(*, sign_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not sign_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=sign_certificates,
        crl_sign=sign_certificates,
        encipher_only=False,
        decipher_only=False,
    )
