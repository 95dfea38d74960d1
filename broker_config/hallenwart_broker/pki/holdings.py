"""Who holds which key and certificate below the state folder. Provisioning fills what is missing; the keeper renews in time.

    broker/pki          server.key server.crt ca.crt ca.crl    the broker's listener
    backend/pki         svc-*.key svc-*.crt ca.crt             the server's four identities at the broker
    backend/device-tls  server.key server.crt ca.crt           the server's listener for devices
    devices/ID/pki      device.key device.crt ca.crt           a device that is provisioned by hand

A renewal keeps the key, so only one file changes, by replacing: there is no moment in which key and certificate differ, and
whoever renews needs no private key but the authority's.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from hallenwart_broker.files import private_folder, write_shared
from hallenwart_broker.pki import certificates
from hallenwart_broker.pki.ca import CertificateAuthority
from hallenwart_broker.pki.certificates import CertificateError
from hallenwart_contract.channels import Service

LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
_PROVISION: Final = "provision"
_SERVERS: Final = ("broker/pki", "backend/device-tls")

Renew = Callable[[], x509.Certificate]
Issue = Callable[[ec.EllipticCurvePublicKey], x509.Certificate]


def provide(ca: CertificateAuthority, state: Path, devices: Sequence[str], *, host: str) -> list[str]:
    """Give everybody what is missing and renew what is due; return the devices whose access was ended.

    A device that is no longer in the fleet loses the certificate it got here. One whose certificates were revoked gets none
    until its `pki` folder is removed.
    """
    with ca.held() as index:
        ca.take_in(state / "broker/pki/ca.crl", by=_PROVISION)
        _revoke_removed(ca, devices)
        for folder in _SERVERS:
            _provide_server(ca, private_folder(state / folder), host)
        for service in Service:
            _provide_service(ca, private_folder(state / "backend/pki"), service)
        barred = [
            device for device in devices if index.is_barred(device, ca.now_ms()) and (state / f"devices/{device}/pki").exists()
        ]
        for device in devices:
            if device not in barred:
                _provide_device(ca, private_folder(state / f"devices/{device}/pki"), device)
        publish_list(ca, state / "broker/pki", by=_PROVISION)
    return barred


def publish_list(ca: CertificateAuthority, pki: Path, *, by: str) -> bool:
    """Put the newest revocation list where the broker reads it; return whether that changed."""
    ca.take_in(pki / "ca.crl", by=by)
    text = certificates.crl_pem(ca.ensure_list(by=by))
    return write_shared(pki / "ca.crl", text)


def renew_due(ca: CertificateAuthority, state: Path, *, pki: Path, by: str) -> list[Path]:
    """Renew the certificates of servers and services that are in their last third; return the files that changed.

    `pki` is where the broker reads. Only what this authority issued to that very name counts: whoever may write such a file
    could ask for another name by it. Raises OSError when some could not be written; the others are.
    """
    due: list[Path] = []
    failed: list[str] = []
    for path, renew in [*_services_due(ca, state, by), *_servers_due(ca, [pki, state / "backend/device-tls"], by)]:
        if os.access(path.parent, os.W_OK):  # before anything is issued, and again and again
            write_shared(path, certificates.pem(renew()))
            due.append(path)
        else:
            failed.append(str(path))
    if failed:
        raise OSError(f"certificates that are due cannot be renewed, their folder is closed to the keeper: {', '.join(failed)}")
    return due


def _services_due(ca: CertificateAuthority, state: Path, by: str) -> Iterator[tuple[Path, Renew]]:
    for service in Service:
        path = state / f"backend/pki/{service.value}.crt"
        if (held := _held(path)) and ca.is_own(held, "service", service.value) and _is_due(ca, held):
            yield path, partial(ca.issue_service, service, _ec(held), by=by)


def _servers_due(ca: CertificateAuthority, folders: Sequence[Path], by: str) -> Iterator[tuple[Path, Renew]]:
    for path in (folder / "server.crt" for folder in folders):
        if (held := _held(path)) and ca.is_own(held, "server", certificates.common_name(held)) and _is_due(ca, held):
            name = certificates.common_name(held)
            yield path, partial(ca.issue_server, [name, *sorted(certificates.hosts_of(held) - {name})], _ec(held), by=by)


def _revoke_removed(ca: CertificateAuthority, devices: Sequence[str]) -> None:
    now_ms = ca.now_ms()
    gone = [
        entry.serial
        for entry in ca.index.issued.values()
        if entry.kind == "device" and entry.by == _PROVISION and entry.name not in devices and entry.until_ms > now_ms
    ]
    ca.revoke(gone, by=_PROVISION, reason="no longer in the fleet")


def _provide_server(ca: CertificateAuthority, folder: Path, host: str) -> None:
    hosts = list(dict.fromkeys([host, *LOOPBACK]))

    def is_good(held: x509.Certificate) -> bool:
        known = certificates.hosts_of(held)
        return known >= set(hosts) and ca.is_own(held, "server", certificates.common_name(held))

    _provide(ca, folder, "server", is_good, lambda key: ca.issue_server(hosts, key, by=_PROVISION))


def _provide_service(ca: CertificateAuthority, folder: Path, service: Service) -> None:
    name = service.value
    _provide(
        ca,
        folder,
        name,
        lambda held: ca.is_own(held, "service", name),
        lambda key: ca.issue_service(service, key, by=_PROVISION),
    )


def _provide_device(ca: CertificateAuthority, folder: Path, device: str) -> None:
    _provide(
        ca,
        folder,
        "device",
        lambda held: ca.is_own(held, "device", device),
        lambda key: ca.issue_device(device, key, by=_PROVISION),
    )


def _provide(
    ca: CertificateAuthority, folder: Path, stem: str, is_good: Callable[[x509.Certificate], bool], issue: Issue
) -> None:
    key_file, certificate_file = folder / f"{stem}.key", folder / f"{stem}.crt"
    key = _key(key_file)
    held = _held(certificate_file)
    if held is None or held.public_key() != key.public_key() or not is_good(held) or _is_due(ca, held):
        write_shared(certificate_file, certificates.pem(issue(key.public_key())), durable=False)
    write_shared(folder / "ca.crt", ca.certificate_pem, durable=False)


def _key(path: Path) -> ec.EllipticCurvePrivateKey:
    if path.exists():
        try:
            return certificates.read_key(path.read_bytes())
        except CertificateError as error:
            raise CertificateError(error.code, f"{path}: {error}; remove the file to have a new one made") from error
    key = certificates.new_key()
    write_shared(path, certificates.key_pem(key), durable=False)
    return key


def _held(path: Path) -> x509.Certificate | None:
    try:
        return certificates.read(path.read_bytes())
    except (OSError, CertificateError):
        return None


def _is_due(ca: CertificateAuthority, held: x509.Certificate) -> bool:
    return certificates.is_in_last_third(held, ca.now())


def _ec(held: x509.Certificate) -> ec.EllipticCurvePublicKey:
    key = held.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise CertificateError("weak_key", "not an EC P-256 key")
    return key
