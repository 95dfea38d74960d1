"""The agent's connection with certificates, on a real Mosquitto and before impostors."""

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from hallenwart_edge import mqtt
from hallenwart_edge.errors import LinkDownError
from hallenwart_edge.mqtt import Mqtt, TlsFiles, Will
from support.brokers import FLEET, LocalBroker, local_broker, needs_mosquitto
from support.impostors import KINDS, impostor
from support.mqtt_peer import Peer

pytestmark = [needs_mosquitto, pytest.mark.mosquitto]
HB, CONN = "hall/v1/nordpark-1/hb", "hall/v1/nordpark-1/conn"


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalBroker]:
    with local_broker(tmp_path_factory.mktemp("tls"), "mosquitto", FLEET, tls=True) as running:
        yield running


def client(broker: LocalBroker, files: TlsFiles, *, port: int | None = None) -> Mqtt:
    return Mqtt(host="127.0.0.1", port=port or broker.tls_port or 0, username="sued-1", tls=files)


def files_of(broker: LocalBroker, folder: Path | None = None) -> TlsFiles:
    held = folder or broker.state_dir / "devices/nordpark-1/pki"
    return TlsFiles(held / "ca.crt", held / "device.crt", held / "device.key")


async def test_the_certificate_says_who_connects_and_not_the_user_name(broker: LocalBroker):
    with Peer(broker, "svc-live", tls=broker.tls("svc-live")) as live:
        live.subscribe(HB, CONN, "hall/v1/+/hb")
        async with client(broker, files_of(broker)).connect(Will(CONN, b"lost")) as connection:
            await connection.publish(HB, b"by certificate")
            await connection.publish("hall/v1/sued-1/hb", b"by user name")
            await connection.publish(HB, b"end")
        assert [heard.payload for heard in live.hear_until("end")] == ["by certificate"]


@pytest.mark.parametrize("kind", KINDS)
async def test_nothing_is_told_to_an_impostor(broker: LocalBroker, tmp_path: Path, kind: str):
    with impostor(kind, broker.state_dir, tmp_path) as other:
        with pytest.raises(LinkDownError, match="certificate verify failed"):
            async with client(broker, files_of(broker), port=other.port).connect():
                pass
        assert other.tried.wait(10)
        assert other.told == b""


async def test_a_server_that_says_nothing_is_left(broker: LocalBroker, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(mqtt, "HANDSHAKE_WITHIN_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(LinkDownError, match="timed out"):
        async with client(broker, files_of(broker), port=silent.getsockname()[1]).connect():
            pass


async def test_a_renewed_certificate_is_used_at_the_next_connect(broker: LocalBroker, tmp_path: Path):
    held = tmp_path / "pki"
    shutil.copytree(broker.state_dir / "devices/nordpark-1/pki", held)
    link = client(broker, files_of(broker, held))
    (held / "device.crt").unlink()
    with pytest.raises(LinkDownError, match=r"device\.crt"):
        async with link.connect():
            pass
    shutil.copy(broker.state_dir / "devices/nordpark-1/pki/device.crt", held)
    async with link.connect() as connection:
        await connection.publish(HB, b"renewed")


async def test_another_towns_certificate_is_refused(broker: LocalBroker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(mqtt, "CALL_TIMEOUT_S", 1.0)  # TLS 1.3 hangs up after the handshake, which the library waits out
    with local_broker(tmp_path / "other", "mosquitto", tls=True) as other:
        held = other.state_dir / "devices/nordpark-1/pki"
        files = TlsFiles(broker.state_dir / "ca/ca.crt", held / "device.crt", held / "device.key")
        with pytest.raises(LinkDownError):
            async with client(broker, files).connect():
                pass
