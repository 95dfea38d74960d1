"""Who is not let in at all by the broker of production, and what a member may not do to the others by sheer amount."""

import datetime as dt
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from cryptography import x509

from hallenwart_broker.conf import MAX_PACKET_BYTES
from hallenwart_broker.pki import certificates
from hallenwart_broker.pki.ca import CertificateAuthority
from hallenwart_broker.pki.certificates import Authority
from hallenwart_broker.provision import provision
from hallenwart_contract.codec import MAX_PAYLOAD_BYTES
from support import raw_mqtt
from support.brokers import FLEET, needs_mosquitto
from support.mqtt_peer import Peer, RefusedError
from support.production import ProductionBroker, production_broker
from support.rights import DEVICES, TOPICS

pytestmark = [needs_mosquitto, pytest.mark.mosquitto]

NOW = dt.datetime.now(dt.UTC)
FLOOD = b"".join(
    [
        raw_mqtt.connect("nordpark-1", will=("hall/v1/nordpark-1/conn", "from outside")),
        raw_mqtt.subscribe("#", *TOPICS),
        *(raw_mqtt.publish(topic, "from outside", retain=True) for topic in TOPICS),
    ]
)


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProductionBroker]:
    with production_broker(tmp_path_factory.mktemp("production")) as running:
        yield running


@pytest.fixture(scope="module")
def authority(broker: ProductionBroker) -> Authority:
    folder = broker.state_dir / "ca"
    return Authority(
        certificates.read((folder / "ca.crt").read_bytes()), certificates.read_key((folder / "ca.key").read_bytes())
    )


def put(folder: Path, certificate: x509.Certificate, key: object) -> Path:
    (folder / "pair.crt").write_text(certificates.pem(certificate))
    (folder / "pair.key").write_text(certificates.key_pem(key))  # type: ignore[arg-type]
    return folder / "pair"


def revoked(broker: ProductionBroker, authority: Authority, folder: Path) -> Path:
    ca, key = CertificateAuthority.open(broker.state_dir / "ca"), certificates.new_key()
    with ca.held():
        made = ca.issue_device("nordpark-1", key.public_key(), by="test")
        ca.revoke([certificates.serial_text(made.serial_number)], by="test")
    provision(FLEET, broker.state_dir, port=1, tls_port=broker.port)  # puts the list where the broker reads it
    broker.reload()
    pair, deadline = put(folder, made, key), time.monotonic() + 10
    while is_let_in(broker, broker.tls(None, pair=pair), raw_mqtt.connect("nordpark-1")):
        assert time.monotonic() < deadline  # a signal is heard when the broker next comes round
    return pair


def expired(broker: ProductionBroker, authority: Authority, folder: Path) -> Path:
    key = certificates.new_key()
    return put(folder, certificates.client(authority, "nordpark-1", key.public_key(), NOW - dt.timedelta(days=398)), key)


def not_yet(broker: ProductionBroker, authority: Authority, folder: Path) -> Path:
    key = certificates.new_key()
    return put(folder, certificates.client(authority, "nordpark-1", key.public_key(), NOW + dt.timedelta(days=3)), key)


def foreign(broker: ProductionBroker, authority: Authority, folder: Path) -> Path:
    """Another authority that calls itself the same."""
    name = certificates.common_name(authority.certificate)
    key, other = certificates.new_key(), certificates.new_authority(name, NOW)
    return put(folder, certificates.client(other, "nordpark-1", key.public_key(), NOW), key)


def foreign_service(broker: ProductionBroker, authority: Authority, folder: Path) -> Path:
    key, other = certificates.new_key(), certificates.new_authority("Other", NOW)
    return put(folder, certificates.client(other, "svc-command", key.public_key(), NOW), key)


def self_signed(broker: ProductionBroker, authority: Authority, folder: Path) -> Path:
    made = certificates.new_authority("nordpark-1", NOW)
    return put(folder, made.certificate, made.key)


def signed_by_a_device(broker: ProductionBroker, authority: Authority, folder: Path) -> Path:
    """A device that plays authority; its chain leads to the real one."""
    stem, key = broker.pki("sued-1"), certificates.new_key()
    device = Authority(
        certificates.read(stem.with_suffix(".crt").read_bytes()), certificates.read_key(stem.with_suffix(".key").read_bytes())
    )
    pair = put(folder, certificates.client(device, "svc-command", key.public_key(), NOW), key)
    with pair.with_suffix(".crt").open("a") as chain:
        chain.write(stem.with_suffix(".crt").read_text())
    return pair


def the_brokers_own(broker: ProductionBroker, authority: Authority, folder: Path) -> Path:
    return broker.state_dir / "broker/pki/server"


OUTSIDERS = [revoked, expired, not_yet, foreign, foreign_service, self_signed, signed_by_a_device, the_brokers_own]
Make = Callable[[ProductionBroker, Authority, Path], Path]


def is_let_in(broker: ProductionBroker, context: ssl.SSLContext | None, said: bytes = FLOOD) -> bool:
    """Say everything at once, without waiting to be let in."""
    try:
        return raw_mqtt.say(broker.port, context, said) == raw_mqtt.ACCEPTED
    except OSError:
        return False


def assert_nothing_came_through(broker: ProductionBroker) -> None:
    with ExitStack() as stack:
        names = [*DEVICES, "svc-live", "svc-alarm", "svc-bulk"]
        peers = {name: stack.enter_context(Peer(broker, name, tls=broker.tls(name))) for name in names}
        command = stack.enter_context(Peer(broker, "svc-command", tls=broker.tls("svc-command")))
        for peer in peers.values():
            peer.subscribe(*TOPICS, "svc/echo")
        for device in DEVICES:
            command.publish(f"hall/v1/{device}/cmd", "end")
        peers["svc-live"].publish("svc/echo", "end")
        for name, peer in peers.items():
            assert peer.hear_until("end") == [], name


@pytest.mark.parametrize("make", OUTSIDERS)
def test_an_outsider_is_refused_and_nothing_it_said_counts(
    broker: ProductionBroker, authority: Authority, tmp_path: Path, make: Make
):
    assert not is_let_in(broker, broker.tls(None, pair=make(broker, authority, tmp_path)))
    assert_nothing_came_through(broker)


def test_without_a_certificate_or_without_tls_nobody_is_let_in(broker: ProductionBroker):
    assert not is_let_in(broker, broker.tls(None))
    assert not is_let_in(broker, None)
    assert_nothing_came_through(broker)


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1:DeprecationWarning")
@pytest.mark.parametrize("old", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_old_tls_is_refused_by_the_broker(broker: ProductionBroker, old: ssl.TLSVersion):
    context = broker.tls(None)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.minimum_version = context.maximum_version = old
    context.load_cert_chain(broker.pki("nordpark-1").with_suffix(".crt"), broker.pki("nordpark-1").with_suffix(".key"))
    with pytest.raises(ssl.SSLError, match="alert protocol version"):
        raw_mqtt.say(broker.port, context, FLOOD)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_newer_tls_is_spoken_with_forward_secrecy(broker: ProductionBroker, version: ssl.TLSVersion):
    context = broker.tls("nordpark-1", newest=version)
    with (
        socket.create_connection((broker.host, broker.port)) as link,
        context.wrap_socket(link, server_hostname="localhost") as tls,
    ):
        name, _, bits = tls.cipher() or ("", "", 0)
    assert bits >= 128
    assert name.startswith("ECDHE-ECDSA" if version is ssl.TLSVersion.TLSv1_2 else "TLS_")


@pytest.mark.parametrize("name", ["+", "#", "hall/v1/sued-1", "nordpark-1/cmd", "$SYS"])
def test_a_name_the_authority_never_gives_would_open_nothing(
    broker: ProductionBroker, authority: Authority, tmp_path: Path, name: str
):
    key = certificates.new_key()
    pair = put(tmp_path, certificates.client(authority, name, key.public_key(), NOW), key)
    try:
        with (
            Peer(broker, name, tls=broker.tls(None, pair=pair)) as odd,
            Peer(broker, "sued-1", tls=broker.tls("sued-1")) as device,
        ):
            odd.subscribe("#", *TOPICS, "hall/v1/+/cmd")
            for topic in TOPICS:
                odd.publish(topic, "odd")
            device.publish("hall/v1/sued-1/hb", "said")
            assert odd.inbox.empty()
    except RefusedError:
        pass  # this is fine, too
    assert_nothing_came_through(broker)


def test_what_is_too_large_ends_the_connection_and_what_the_contract_allows_arrives(broker: ProductionBroker):
    topic = "hall/v1/nordpark-1/evt"
    with Peer(broker, "svc-live", tls=broker.tls("svc-live")) as live:
        live.subscribe(topic)
        with Peer(broker, "nordpark-1", tls=broker.tls("nordpark-1")) as device:
            device.publish(topic, "x" * MAX_PAYLOAD_BYTES)
            device.publish(topic, "y" * MAX_PACKET_BYTES, wait=False)
            assert device.gone.wait(10)
        with Peer(broker, "nordpark-1", tls=broker.tls("nordpark-1")) as device:
            device.publish(topic, "end")
        assert [len(one.payload) for one in live.hear_until("end")] == [MAX_PAYLOAD_BYTES]


def test_more_connections_than_allowed_are_turned_away_and_the_others_stay(tmp_path: Path):
    with (
        production_broker(tmp_path / "few", changes={"max_connections 2000": "max_connections 3"}) as broker,
        Peer(broker, "svc-live", tls=broker.tls("svc-live")) as live,
        Peer(broker, "nordpark-1", tls=broker.tls("nordpark-1")) as device,
        socket.create_connection((broker.host, broker.port)),
    ):
        live.subscribe("hall/v1/+/hb")
        assert not is_let_in(broker, broker.tls("sued-1"))
        device.publish("hall/v1/nordpark-1/hb", "still here")
        assert live.hear_until("still here") == []
