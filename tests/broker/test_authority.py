"""The certificate authority: what it issues and refuses, its book, its list, and what provisioning gives to whom."""

import datetime as dt
import json
import tomllib
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from hallenwart_broker import cli
from hallenwart_broker.passwords import parse_file
from hallenwart_broker.pki import certificates, holdings
from hallenwart_broker.pki.ca import CertificateAuthority
from hallenwart_broker.pki.certificates import CertificateError
from hallenwart_broker.pki.journal import JournalError
from hallenwart_broker.provision import Member, ProvisionError, provision
from hallenwart_contract.channels import Service
from hallenwart_contract.errors import TopicError

NOW = dt.datetime(2026, 11, 26, 3, tzinfo=dt.UTC)
FLEET = (Member("nordpark-1", "nordpark"), Member("sued-1", "sued"))


class Time:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def go(self, **by: float) -> None:
        self.now += dt.timedelta(**by)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def ca(tmp_path: Path, time: Time) -> CertificateAuthority:
    return CertificateAuthority.open_or_make(tmp_path / "ca", time)


def csr(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey, name: str = "svc-command") -> str:
    """Ask for everything that must not be given."""
    builder = (
        x509.CertificateSigningRequestBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("broker.example")]), critical=False)
    )
    made = builder.sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256())
    return made.public_bytes(Encoding.PEM).decode()


def device(ca: CertificateAuthority, name: str = "nordpark-1") -> x509.Certificate:
    with ca.held():
        return ca.issue_device(name, certificates.new_key().public_key(), by="test")


def serial(certificate: x509.Certificate) -> str:
    return certificates.serial_text(certificate.serial_number)


def on_list(ca: CertificateAuthority) -> set[str]:
    crl = ca.list_on_disk()
    assert crl is not None
    return {certificates.serial_text(entry.serial_number) for entry in crl}


def test_of_a_request_only_the_key_counts(ca: CertificateAuthority):
    key = certificates.requested_key(csr(ec.generate_private_key(ec.SECP256R1())))
    with ca.held():
        made = ca.issue_device("nordpark-1", key, by="test")
    assert certificates.common_name(made) == "nordpark-1"
    assert made.public_key() == key
    constraints = made.extensions.get_extension_for_class(x509.BasicConstraints)
    assert (constraints.critical, constraints.value.ca) == (True, False)
    assert list(made.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value) == [ExtendedKeyUsageOID.CLIENT_AUTH]
    assert certificates.hosts_of(made) == set()
    assert (made.not_valid_before_utc, made.not_valid_after_utc) == (NOW - dt.timedelta(days=2), NOW + dt.timedelta(days=397))
    made.verify_directly_issued_by(ca.certificate)


@pytest.mark.parametrize(
    ("request_pem", "code"),
    [
        (lambda: "nonsense", "bad_csr"),
        (lambda: "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n", "bad_csr"),
        (lambda: csr(ec.generate_private_key(ec.SECP384R1())), "weak_key"),
        (lambda: csr(rsa.generate_private_key(65537, 2048)), "weak_key"),
        (lambda: csr(ed25519.Ed25519PrivateKey.generate()), "weak_key"),
    ],
)
def test_bad_requests_are_refused_with_a_code(request_pem, code: str):
    with pytest.raises(CertificateError) as told:
        certificates.requested_key(request_pem())
    assert told.value.code == code


def test_a_request_for_somebody_elses_key_is_refused():
    request = x509.load_pem_x509_csr(csr(ec.generate_private_key(ec.SECP256R1())).encode())
    other = ec.generate_private_key(ec.SECP256R1()).public_key().public_numbers()
    mine = request.public_key()
    assert isinstance(mine, ec.EllipticCurvePublicKey)
    der = request.public_bytes(Encoding.DER).replace(
        mine.public_numbers().x.to_bytes(32, "big") + mine.public_numbers().y.to_bytes(32, "big"),
        other.x.to_bytes(32, "big") + other.y.to_bytes(32, "big"),
    )
    forged = x509.load_der_x509_csr(der).public_bytes(Encoding.PEM).decode()
    with pytest.raises(CertificateError, match="own key"):
        certificates.requested_key(forged)


@pytest.mark.parametrize("name", ["svc-command", "svc-x", "a/b", "+", "#", "Nordpark-1", "a", "x" * 33, "", "nordpark 1"])
def test_names_that_are_not_a_devices_are_refused(ca: CertificateAuthority, name: str):
    with pytest.raises(TopicError):
        device(ca, name)
    assert ca.index.of(name) == []


def test_a_revoked_certificate_is_on_the_list_until_it_has_long_expired(ca: CertificateAuthority, time: Time):
    gone, kept = device(ca), device(ca, "sued-1")
    with ca.held() as index:
        ca.revoke([serial(gone)], by="test", reason="stolen")
        crl = ca.ensure_list(by="test")
        assert index.is_barred("nordpark-1", ca.now_ms())
        assert not index.is_barred("sued-1", ca.now_ms())
    assert on_list(ca) == {serial(gone)}
    assert serial(kept) not in on_list(ca)
    assert crl.next_update_utc == NOW + dt.timedelta(days=30)
    time.go(days=400)
    with ca.held():
        ca.ensure_list(by="test")
    assert on_list(ca) == {serial(gone)}
    time.go(days=10)
    with ca.held():
        ca.ensure_list(by="test")
    assert on_list(ca) == set()


def test_the_list_is_made_daily_with_a_rising_number(ca: CertificateAuthority, time: Time):
    numbers = []
    for hours in (0, 23, 2, 24):
        time.go(hours=hours)
        with ca.held():
            crl = ca.ensure_list(by="test")
        numbers.append(crl.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number)
    assert numbers == [1, 1, 2, 3]


def test_a_book_cut_off_anywhere_opens_and_the_list_follows_it(ca: CertificateAuthority, time: Time, tmp_path: Path):
    one, two = device(ca), device(ca, "sued-1")
    with ca.held():
        ca.revoke([serial(one), serial(two)], by="test")
        ca.ensure_list(by="test")
    book = tmp_path / "ca/journal.jsonl"
    whole = book.read_bytes()
    lines = whole.splitlines(keepends=True)
    for length in range(0, len(whole) + 1, 37):
        book.write_bytes(whole[:length])
        again = CertificateAuthority.open(tmp_path / "ca", time)
        with again.held() as index:
            again.ensure_list(by="test")
            known = sum(1 for line in lines if whole.index(line) + len(line) <= length)
            assert len(index.issued) == min(known, 2)
            assert on_list(again) == set(index.revoked)
            again.note("refused", by="test")
        for line in book.read_bytes().splitlines():
            json.loads(line)


def test_a_damaged_book_is_told_with_its_place(ca: CertificateAuthority, tmp_path: Path):
    device(ca)
    book = tmp_path / "ca/journal.jsonl"
    book.write_bytes(b"{]\n" + book.read_bytes())
    with pytest.raises(JournalError, match="journal"):
        CertificateAuthority.open(tmp_path / "ca")


def test_two_processes_write_one_book(ca: CertificateAuthority, time: Time, tmp_path: Path):
    other = CertificateAuthority.open(tmp_path / "ca", time)
    certificate = device(ca)
    with other.held():
        other.revoke([serial(certificate)], by="other")
    assert ca.refresh().revoked.keys() == {serial(certificate)}
    device(ca, "sued-1")
    assert len(other.refresh().issued) == 2


def test_a_lost_key_is_never_replaced_in_silence(ca: CertificateAuthority, tmp_path: Path):
    device(ca)
    (tmp_path / "ca/ca.crt").unlink()
    (tmp_path / "ca/ca.key").unlink()
    with pytest.raises(CertificateError, match=r"ca\.key"):
        CertificateAuthority.open_or_make(tmp_path / "ca")


# What provisioning gives to whom


@pytest.fixture
def state(tmp_path: Path) -> Path:
    provision(FLEET, tmp_path / "state", host="broker.example")
    return tmp_path / "state"


def certificate_of(path: Path) -> x509.Certificate:
    return certificates.read(path.read_bytes())


def test_everybody_has_what_the_town_gives(state: Path):
    authority = certificate_of(state / "ca/ca.crt")
    for device_id in ("nordpark-1", "sued-1"):
        held = certificate_of(state / f"devices/{device_id}/pki/device.crt")
        assert certificates.common_name(held) == device_id
        held.verify_directly_issued_by(authority)
        key = certificates.read_key((state / f"devices/{device_id}/pki/device.key").read_bytes())
        assert key.public_key() == held.public_key()
    for folder in ("broker/pki", "backend/device-tls"):
        held = certificate_of(state / folder / "server.crt")
        assert certificates.hosts_of(held) == {"broker.example", "localhost", "127.0.0.1", "::1"}
        assert list(held.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value) == [ExtendedKeyUsageOID.SERVER_AUTH]
    for service in Service:
        assert certificates.common_name(certificate_of(state / f"backend/pki/{service.value}.crt")) == service.value
    copies = {path.read_bytes() for path in state.rglob("ca.crt")}
    assert len(copies) == 1


def test_a_state_of_an_older_version_gains_what_is_missing(state: Path):
    secrets = (state / "devices/sued-1/credentials.toml").read_text().split("[release_keys]")[0]
    for path in sorted((*state.rglob("pki/*"), *state.glob("ca/*"), *state.glob("backend/device-tls/*"))):
        path.unlink()
    provision(FLEET, state)
    assert (state / "devices/sued-1/credentials.toml").read_text().startswith(secrets)
    assert certificate_of(state / "devices/sued-1/pki/device.crt").issuer == certificate_of(state / "ca/ca.crt").subject


def test_the_server_is_told_the_certificates(state: Path):
    rows = {row["id"]: row for row in tomllib.loads((state / "backend/devices.toml").read_text())["device"]}
    for device_id, row in rows.items():
        assert row["certificate"] == (state / f"devices/{device_id}/pki/device.crt").read_text()


def test_without_a_fleet_file_the_devices_stay_as_they_are(state: Path, tmp_path: Path):
    before = (state / "backend/devices.toml").read_text()
    assert cli.main(["provision", "--state", str(state), "--host", "mqtt.stadt.example"]) == 0
    assert (state / "backend/devices.toml").read_text() == before
    assert cli.main(["provision", "--state", str(tmp_path / "empty")]) == 0
    assert tomllib.loads((tmp_path / "empty/backend/devices.toml").read_text()) == {}


def test_what_was_revoked_stays_so_when_the_journal_is_restored_from_an_older_copy(state: Path):
    old = (state / "ca/journal.jsonl").read_bytes()
    ca = CertificateAuthority.open(state / "ca")
    with ca.held() as index:
        gone = [entry.serial for entry in index.of("sued-1")]
        ca.revoke(gone, by="test")
        holdings.publish_list(ca, state / "broker/pki", by="test")
    (state / "ca/journal.jsonl").write_bytes(old)
    (state / "ca/ca.crl").unlink()
    assert provision(FLEET, state) == ["sued-1"]
    crl = x509.load_pem_x509_crl((state / "broker/pki/ca.crl").read_bytes())
    assert [certificates.serial_text(entry.serial_number) for entry in crl] == gone


def test_a_new_host_name_is_put_into_the_servers_certificate_and_its_key_stays(state: Path):
    key = (state / "broker/pki/server.key").read_text()
    provision(FLEET, state, host="mqtt.stadt.example")
    assert certificates.hosts_of(certificate_of(state / "broker/pki/server.crt")) >= {"mqtt.stadt.example"}
    assert (state / "broker/pki/server.key").read_text() == key


def test_what_belongs_to_another_authority_or_name_is_replaced(state: Path, tmp_path: Path):
    provision(FLEET, tmp_path / "foreign")
    target = state / "devices/sued-1/pki/device.crt"
    for wrong in (
        (tmp_path / "foreign/devices/sued-1/pki/device.crt").read_text(),
        (state / "devices/nordpark-1/pki/device.crt").read_text(),
        "nonsense",
    ):
        target.write_text(wrong)
        provision(FLEET, state)
        assert certificates.common_name(certificate_of(target)) == "sued-1"
        certificate_of(target).verify_directly_issued_by(certificate_of(state / "ca/ca.crt"))


def test_whoever_leaves_the_fleet_loses_certificate_and_password(state: Path):
    gone = serial(certificate_of(state / "devices/sued-1/pki/device.crt"))
    provision(FLEET[:1], state)
    crl = x509.load_pem_x509_crl((state / "broker/pki/ca.crl").read_bytes())
    assert [certificates.serial_text(entry.serial_number) for entry in crl] == [gone]


def test_a_revoked_device_gets_nothing_until_its_folder_is_removed(state: Path, capsys):
    ca = CertificateAuthority.open(state / "ca")
    with ca.held() as index:
        ca.revoke([entry.serial for entry in index.of("sued-1")], by="test")
    before = (state / "devices/sued-1/pki/device.crt").read_text()
    assert provision(FLEET, state) == ["sued-1"]
    assert (state / "devices/sued-1/pki/device.crt").read_text() == before
    assert tomllib.loads((state / "backend/devices.toml").read_text())["device"][1]["certificate"] == ""
    assert "sued-1" not in parse_file((state / "broker/passwords").read_text())
    for path in (state / "devices/sued-1/pki").iterdir():
        path.unlink()
    (state / "devices/sued-1/pki").rmdir()
    assert provision(FLEET, state) == []
    assert (state / "devices/sued-1/pki/device.crt").read_text() != before
    assert "sued-1" in parse_file((state / "broker/passwords").read_text())


def test_without_the_authoritys_key_provisioning_stops_with_one_sentence(state: Path):
    (state / "ca/ca.key").unlink()
    with pytest.raises(ProvisionError, match=r"ca\.key"):
        provision(FLEET, state)


def test_the_release_key_may_be_taken_away(state: Path):
    credentials = (state / "devices/sued-1/credentials.toml").read_text()
    (state / "release/release.key").unlink()
    provision(FLEET, state)
    assert not (state / "release/release.key").exists()
    assert (state / "devices/sued-1/credentials.toml").read_text() == credentials


def test_a_folder_that_is_open_to_its_group_is_so_after_renewal(state: Path):
    folder = state / "backend/pki"
    folder.chmod(0o2750)
    ca = CertificateAuthority.open(state / "ca", lambda: dt.datetime.now(dt.UTC) + dt.timedelta(days=300))
    with ca.held():
        holdings.renew_due(ca, state, pki=state / "broker/pki", by="test")
    assert (folder / "svc-live.crt").stat().st_mode & 0o777 == 0o640
    assert (state / "broker/pki/server.crt").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("days", "due"), [(260, 0), (270, 6), (900, 6)])
def test_services_and_servers_are_renewed_in_their_last_third_and_keep_their_keys(state: Path, days: int, due: int):
    paths = [state / f"{name}.crt" for name in ("broker/pki/server", "backend/device-tls/server", "backend/pki/svc-live")]
    before = [certificate_of(path) for path in paths]
    ca = CertificateAuthority.open(state / "ca", lambda: dt.datetime.now(dt.UTC) + dt.timedelta(days=days))
    with ca.held():
        assert len(holdings.renew_due(ca, state, pki=state / "broker/pki", by="test")) == due
    for path, old in zip(paths, before, strict=True):
        new = certificate_of(path)
        assert (serial(new) != serial(old)) == bool(due)
        assert new.public_key() == old.public_key()
        assert certificates.hosts_of(new) == certificates.hosts_of(old)
        assert new.subject == old.subject


def test_a_folder_that_is_closed_to_the_keeper_is_told_and_nothing_is_issued_for_it(state: Path, monkeypatch):
    monkeypatch.setattr(holdings.os, "access", lambda path, _mode: path.name != "device-tls")
    ca = CertificateAuthority.open(state / "ca", lambda: dt.datetime.now(dt.UTC) + dt.timedelta(days=300))
    with ca.held() as index:
        before = len(index.issued)
        with pytest.raises(OSError, match="device-tls"):
            holdings.renew_due(ca, state, pki=state / "broker/pki", by="test")
        assert len(index.issued) == before + 5
        with pytest.raises(OSError, match="device-tls"):
            holdings.renew_due(ca, state, pki=state / "broker/pki", by="test")
        assert len(index.issued) == before + 5


def test_who_may_write_a_certificate_file_can_not_have_another_name_signed(state: Path):
    """The web process can write into its own folder; the keeper signs there by itself."""
    later = CertificateAuthority.open(state / "ca", lambda: dt.datetime.now(dt.UTC) + dt.timedelta(days=300))
    with later.held():
        foreign = later.issue_device("nordpark-2", certificates.new_key().public_key(), by="test")
    self_made = certificates.new_authority("svc-command", NOW).certificate
    for forged in (foreign, self_made, certificate_of(state / "broker/pki/server.crt")):
        path = state / "backend/pki/svc-command.crt"
        path.write_text(certificates.pem(forged))
        with later.held():
            assert path not in holdings.renew_due(later, state, pki=state / "broker/pki", by="test")
        assert path.read_text() == certificates.pem(forged)
