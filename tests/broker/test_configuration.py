"""The generated files and the command line: production configuration with real certificates, and clear refusals."""

import datetime as dt
import socket
import ssl
import subprocess
from pathlib import Path

import paho.mqtt.client as paho
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st
from paho.mqtt.enums import CallbackAPIVersion

from hallenwart_broker import acl, cli, conf
from hallenwart_broker.run import find_mosquitto
from hallenwart_contract.channels import CHANNELS
from support.brokers import COMMAND, LocalBroker, free_port, needs_mosquitto


def test_render_writes_the_production_files(tmp_path: Path):
    assert cli.main(["render", "--out", str(tmp_path / "out")]) == 0
    text = (tmp_path / "out/mosquitto.conf").read_text()
    assert (tmp_path / "out/acl").read_text() == acl.render()
    for line in ("require_certificate true", "use_username_as_clientid true", "allow_anonymous false", "tls_version tlsv1.2"):
        assert line in text.splitlines()
    assert "password_file" not in text
    assert "message_size_limit" not in text
    assert conf.port_of(text) == 8883


def test_the_local_configuration_names_root_only_for_root(tmp_path: Path):
    assert "user root" in conf.render_local(tmp_path, port=1883, uid=0).splitlines()
    assert "user root" not in conf.render_local(tmp_path, port=1883, uid=1000)
    assert "listener 1883 127.0.0.1" in conf.render_local(tmp_path, port=1883)


@given(st.text(), st.text())
def test_rights_of_nonsense_are_none(user: str, topic: str):
    assert not acl.may_write(user, topic)
    assert not acl.may_read(user, topic)
    assert not acl.may_subscribe(user, topic)


@given(st.sampled_from(["nordpark-1", "sued-1", "svc-live", "svc-command"]), st.sampled_from(CHANNELS), st.sampled_from("+#"))
def test_no_wildcard_but_the_services_own(user: str, channel, wildcard: str):
    assert not acl.may_subscribe(user, f"hall/v1/{user}/{wildcard}")
    assert not acl.may_read(user, channel.filter)
    assert not acl.may_write(user, channel.filter)


def test_a_busy_port_is_one_sentence_and_code_2(shared_broker: LocalBroker):
    command = [
        COMMAND,
        "run",
        "--state",
        str(shared_broker.state_dir),
        "--port",
        str(shared_broker.port),
        "--engine",
        shared_broker.engine,
    ]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert str(shared_broker.port) in ended.stderr


def test_without_provisioning_it_says_so(tmp_path: Path, capsys):
    assert cli.main(["run", "--state", str(tmp_path)]) == 2
    assert "provision" in capsys.readouterr().err


def test_the_line_names_engine_address_and_purpose(shared_broker: LocalBroker):
    begins = f"broker: {shared_broker.engine} on 127.0.0.1:{shared_broker.port} "
    assert shared_broker.announced.startswith(begins)
    assert "not for production" in shared_broker.announced


def make_certificate(folder: Path, name: str, ca: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None):
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    issuer, signer = (ca[0].subject, ca[1]) if ca else (subject, key)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=ca is None, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(signer, hashes.SHA256())
    )
    (folder / f"{name}.crt").write_bytes(certificate.public_bytes(Encoding.PEM))
    (folder / f"{name}.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return certificate, key


def make_pki(pki: Path) -> None:
    pki.mkdir()
    ca = make_certificate(pki, "device-ca", None)
    revoked, _ = make_certificate(pki, "sued-1", ca)
    make_certificate(pki, "server", ca)
    make_certificate(pki, "nordpark-1", ca)
    (pki / "foreign").mkdir()
    make_certificate(pki / "foreign", "nordpark-1", make_certificate(pki / "foreign", "foreign-ca", None))
    now = dt.datetime.now(dt.UTC)
    gone = x509.RevokedCertificateBuilder().serial_number(revoked.serial_number).revocation_date(now).build()
    crl = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(ca[0].subject)
        .last_update(now - dt.timedelta(hours=1))
        .next_update(now + dt.timedelta(days=30))
        .add_revoked_certificate(gone)
        .sign(ca[1], hashes.SHA256())
    )
    (pki / "device-ca.crl").write_bytes(crl.public_bytes(Encoding.PEM))


@pytest.fixture
def production(tmp_path: Path):
    """Mosquitto with the very lines that `render` writes; only paths, port and address are this test's."""
    make_pki(tmp_path / "pki")
    (tmp_path / "acl").write_text(acl.render())
    port = free_port()
    text = conf.render_production(acl_file=str(tmp_path / "acl"), pki=str(tmp_path / "pki"), port=port)
    text = text.replace(f"listener {port}", f"listener {port} 127.0.0.1").replace("/var/lib/mosquitto/", f"{tmp_path}/")
    (tmp_path / "mosquitto.conf").write_text("user root\n" + text)
    log = (tmp_path / "log").open("w")
    with log, subprocess.Popen([find_mosquitto() or "", "-c", str(tmp_path / "mosquitto.conf")], stderr=log) as process:
        try:
            wait_for(port)
            yield port, tmp_path / "pki"
        finally:
            process.terminate()


def wait_for(port: int) -> None:
    for _ in range(500):
        with socket.socket() as probe:
            probe.settimeout(0.02)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise AssertionError("mosquitto does not listen")


def outcome_of_connecting(port: int, pki: Path, certificate: Path | None, client_id: str) -> str:
    """Connect over TLS. Returns "Success", a refusal, or "gone"."""
    context = ssl.create_default_context(cafile=str(pki / "device-ca.crt"))
    if certificate is not None:
        context.load_cert_chain(certificate.with_suffix(".crt"), certificate.with_suffix(".key"))
    client = paho.Client(CallbackAPIVersion.VERSION2, client_id=client_id, protocol=paho.MQTTv311, reconnect_on_failure=False)
    client.tls_set_context(context)
    told: list[str] = []
    client.on_connect = lambda _c, _u, _f, reason, _p: told.append(str(reason))
    client.on_disconnect = lambda *_: told.append("gone")
    try:
        client.connect("localhost", port)
        for _ in range(100):
            if told or client.loop(0.05):
                break
    except OSError:
        told.append("gone")
    finally:
        client.disconnect()
        client.loop(0.05)
    return told[0] if told else "gone"


@needs_mosquitto
@pytest.mark.mosquitto
def test_production_wants_a_certificate_of_the_private_ca(production):
    port, pki = production
    assert outcome_of_connecting(port, pki, pki / "nordpark-1", "nordpark-1") == "Success"
    assert outcome_of_connecting(port, pki, None, "nordpark-1") == "gone"
    assert outcome_of_connecting(port, pki, pki / "foreign/nordpark-1", "nordpark-1") == "gone"
    assert outcome_of_connecting(port, pki, pki / "sued-1", "sued-1") == "gone"  # revoked
