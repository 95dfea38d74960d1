"""The certificate authority on disk: `ca.key` (0600), `ca.crt`, `journal.jsonl`, `ca.crl`, and a lock for one writer at a time.

Everything is written into the journal before it has an effect, so a kill at any point leaves book and list repairable:
`ensure_list` makes the list again whenever it is not what the journal says.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Self

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from msgspec import structs

from hallenwart_broker.files import belong, private_folder, write_private
from hallenwart_broker.pki import certificates
from hallenwart_broker.pki.certificates import Authority, CertificateError
from hallenwart_broker.pki.journal import Entry, Index, Journal, Kind
from hallenwart_contract.channels import Service, checked_device

CRL_EVERY: Final = timedelta(days=1)

Now = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


class CertificateAuthority:
    """Issues and revokes. Every change happens inside `held()`."""

    def __init__(self, folder: Path, authority: Authority, now: Now) -> None:
        self._folder = folder
        self._authority = authority
        self._now = now
        self._journal = Journal(folder / "journal.jsonl")
        self._journal.refresh()

    @classmethod
    def open(cls, folder: Path, now: Now = utc_now) -> Self:
        """Raises CertificateError when there is none, or it is damaged."""
        try:
            key = certificates.read_key((folder / "ca.key").read_bytes())
            certificate = certificates.read((folder / "ca.crt").read_bytes())
        except OSError as error:
            raise CertificateError("failed", f"{error.filename}: {error.strerror}") from error
        if certificate.public_key() != key.public_key():
            raise CertificateError("failed", f"{folder}: ca.crt is not the certificate of ca.key; restore both from the backup")
        return cls(folder, Authority(certificate, key), now)

    @classmethod
    def open_or_make(cls, folder: Path, now: Now = utc_now) -> Self:
        """Make key and certificate when there never were any. Raises CertificateError rather than replacing a lost key."""
        private_folder(folder)
        with _locked(folder):
            if not (folder / "ca.crt").exists() and not (folder / "journal.jsonl").exists():
                made = certificates.new_authority(f"Hallenwart {secrets.token_hex(4)}", now())
                write_private(folder / "ca.key", certificates.key_pem(made.key))
                write_private(folder / "ca.crt", certificates.pem(made.certificate))
            return cls.open(folder, now)

    @property
    def index(self) -> Index:
        return self._journal.index

    @property
    def certificate(self) -> x509.Certificate:
        return self._authority.certificate

    @property
    def certificate_pem(self) -> str:
        return certificates.pem(self.certificate)

    def now(self) -> datetime:
        return self._now()

    def now_ms(self) -> int:
        return _ms(self._now())

    @contextmanager
    def held(self) -> Iterator[Index]:
        """Keep other processes from writing, and know what they wrote. What was done lasts when the block has ended."""
        with _locked(self._folder):
            self._journal.refresh()
            try:
                yield self.index
            finally:
                self._journal.sync()

    def refresh(self) -> Index:
        self._journal.refresh()
        return self.index

    def issue_device(self, device: str, key: ec.EllipticCurvePublicKey, *, by: str) -> x509.Certificate:
        """Raises TopicError for what is no device id."""
        return self._issued(certificates.client(self._authority, checked_device(device), key, self._now()), "device", by)

    def issue_service(self, service: Service, key: ec.EllipticCurvePublicKey, *, by: str) -> x509.Certificate:
        return self._issued(certificates.client(self._authority, service.value, key, self._now()), "service", by)

    def issue_server(self, hosts: Sequence[str], key: ec.EllipticCurvePublicKey, *, by: str) -> x509.Certificate:
        return self._issued(certificates.server(self._authority, hosts, key, self._now()), "server", by)

    def issue_kick(self, name: str, key: ec.EllipticCurvePublicKey, *, by: str) -> x509.Certificate:
        """Return a certificate of somebody else's name for the keeper's own hand, good for minutes."""
        made = certificates.client(self._authority, name, key, self._now(), certificates.KICK_LIFE)
        return self._issued(made, "kick", by)

    def revoke(self, serials: Sequence[str], *, by: str, reason: str = "") -> None:
        """Write down that these end. The list follows with `ensure_list`."""
        fresh = [serial for serial in dict.fromkeys(serials) if serial not in self.index.revoked]
        self._journal.append(*(self._revocation(serial, by=by, reason=reason) for serial in fresh))

    def note(self, what: str, *, by: str, name: str = "", reason: str = "") -> None:
        self._journal.append(Entry(at_ms=self.now_ms(), what=what, by=by, name=name, reason=reason))

    def ensure_list(self, *, by: str) -> x509.CertificateRevocationList:
        """Return the revocation list, made anew when it lacks something or is a day old."""
        now, wanted = self._now(), self.index.listed(self.now_ms())
        held = self.list_on_disk()
        if held is not None and _serials(held) == set(wanted) and now < made_at(held) + CRL_EVERY:
            return held
        number = self.index.crl_number + 1
        self._journal.append(Entry(at_ms=_ms(now), what="crl", by=by, number=number))
        made = certificates.revocation_list(self._authority, wanted.items(), number=number, now=now)
        write_private(self._folder / "ca.crl", certificates.crl_pem(made))
        return made

    def list_on_disk(self) -> x509.CertificateRevocationList | None:
        return self._own_list(self._folder / "ca.crl")

    def take_in(self, path: Path, *, by: str) -> None:
        """Note what an own list revokes and the journal never heard of: the journal was restored from an older copy."""
        held = self._own_list(path)
        unheard = _serials(held) - self.index.revoked.keys() if held is not None else set()
        reason = "on a list that is newer than the journal"
        self._journal.append(*(self._revocation(serial, by=by, reason=reason) for serial in sorted(unheard)))

    def _own_list(self, path: Path) -> x509.CertificateRevocationList | None:
        try:
            crl = x509.load_pem_x509_crl(path.read_bytes())
        except (OSError, ValueError):
            return None
        return crl if crl.is_signature_valid(self._authority.key.public_key()) else None

    def is_own(self, certificate: x509.Certificate, kind: Kind, name: str) -> bool:
        """Say whether this authority issued it for this purpose to this name, and has not revoked it."""
        entry = self.index.issued.get(certificates.serial_text(certificate.serial_number))
        if entry is None or (entry.kind, entry.name) != (kind, name) or entry.serial in self.index.revoked:
            return False
        try:
            certificate.verify_directly_issued_by(self.certificate)
        except Exception:  # noqa: BLE001 - whatever is wrong with it, it is not ours
            return False
        return True

    def _revocation(self, serial: str, *, by: str, reason: str) -> Entry:
        entry = Entry(at_ms=self.now_ms(), what="revoked", by=by, serial=serial, reason=reason)
        whose = self.index.issued.get(serial)
        return entry if whose is None else structs.replace(entry, name=whose.name, kind=whose.kind)

    def _issued(self, certificate: x509.Certificate, kind: Kind, by: str) -> x509.Certificate:
        self._journal.append(
            Entry(
                at_ms=self.now_ms(),
                what="issued",
                by=by,
                serial=certificates.serial_text(certificate.serial_number),
                name=certificates.common_name(certificate),
                kind=kind,
                from_ms=_ms(certificate.not_valid_before_utc),
                until_ms=_ms(certificate.not_valid_after_utc),
            )
        )
        return certificate


def made_at(crl: x509.CertificateRevocationList) -> datetime:
    """Return when it was made: its beginning lies an hour back, for clocks that are behind."""
    return crl.last_update_utc + timedelta(hours=1)


def _serials(crl: x509.CertificateRevocationList) -> set[str]:
    return {certificates.serial_text(entry.serial_number) for entry in crl}


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        belong(lock, folder)
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
