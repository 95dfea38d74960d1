"""The server's connections with certificates, on a real Mosquitto and before impostors."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from hallenwart_backend.adapters.mqtt_access import read_access
from hallenwart_backend.adapters.mqtt_session import MqttSession
from hallenwart_backend.errors import ConfigError
from hallenwart_contract.channels import Service
from hallenwart_contract.clock import SystemClock
from support.brokers import LocalBroker, local_broker, needs_mosquitto
from support.impostors import KINDS, impostor
from support.mqtt_peer import Peer
from support.scripted import until

pytestmark = [needs_mosquitto, pytest.mark.mosquitto]


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalBroker]:
    with local_broker(tmp_path_factory.mktemp("tls"), "mosquitto", tls=True) as running:
        yield running


@pytest.fixture
def backend(broker: LocalBroker, tmp_path: Path) -> Path:
    """A copy of the server's folder, to be damaged."""
    shutil.copytree(broker.state_dir / "backend", tmp_path / "backend")
    return tmp_path / "backend"


@asynccontextmanager
async def running(backend: Path, service: Service, *filters: str) -> AsyncIterator[tuple[MqttSession, asyncio.Queue[bytes]]]:
    heard: asyncio.Queue[bytes] = asyncio.Queue()
    login = read_access(backend / "broker.toml").login(service)
    assert login.tls is not None
    session = MqttSession(login, SystemClock(), filters=[(one, 1) for one in filters], clean=True)
    session.deliver = lambda _topic, payload, *_: heard.put_nowait(payload)
    task = asyncio.create_task(session.run())
    try:
        yield session, heard
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def up(session: MqttSession) -> None:
    await until(lambda: session.connected)


async def test_each_service_connects_under_its_certificate(broker: LocalBroker, backend: Path):
    async with (
        running(backend, Service.LIVE, "hall/v1/+/hb") as (live, heard),
        running(backend, Service.COMMAND) as (command, _),
    ):
        await up(live)
        await up(command)
        with Peer(broker, "nordpark-1", tls=broker.tls("nordpark-1")) as device:
            device.subscribe("hall/v1/nordpark-1/cmd")
            device.publish("hall/v1/nordpark-1/hb", "up")
            async with asyncio.timeout(180):
                assert await heard.get() == b"up"
            assert command.publish("hall/v1/nordpark-1/cmd", b"down", qos=1)
            await asyncio.to_thread(device.hear_until, "down")


@pytest.mark.parametrize("kind", KINDS)
async def test_nothing_is_told_to_an_impostor(broker: LocalBroker, backend: Path, tmp_path: Path, kind: str, caplog):
    with impostor(kind, broker.state_dir, tmp_path) as other:
        settings = (backend / "broker.toml").read_text().replace(f"port = {broker.tls_port}", f"port = {other.port}")
        (backend / "broker.toml").write_text(settings)
        async with running(backend, Service.LIVE) as (session, _):
            await until(lambda: "certificate verify failed" in caplog.text)
            assert not session.connected
        assert other.told == b""


async def test_a_renewed_certificate_is_used_without_a_restart(broker: LocalBroker, backend: Path, tmp_path: Path, caplog):
    for name in ("svc-live.crt", "svc-live.key"):
        shutil.move(backend / "pki" / name, tmp_path / name)
        shutil.copy(backend / "pki" / name.replace("live", "bulk"), backend / "pki" / name)
    (backend / "pki/svc-live.key").write_text("nonsense")
    async with running(backend, Service.LIVE) as (session, _):
        await until(lambda: "no broker" in caplog.text)
        for name in ("svc-live.crt", "svc-live.key"):
            shutil.copy(tmp_path / name, backend / "pki" / name)
        await up(session)


async def test_a_certificate_the_broker_refuses_is_told_at_once(broker: LocalBroker, backend: Path, tmp_path: Path, caplog):
    with local_broker(tmp_path / "other", "mosquitto", tls=True) as other:
        for end in ("crt", "key"):
            shutil.copy(other.state_dir / f"backend/pki/svc-live.{end}", backend / "pki")
    async with running(backend, Service.LIVE) as (session, _):
        await until(lambda: "does it accept this certificate" in caplog.text or "alert" in caplog.text, within_s=180)
        assert not session.connected


def test_a_missing_file_is_told_before_the_server_starts(backend: Path):
    (backend / "pki/svc-bulk.key").unlink()
    access = read_access(backend / "broker.toml")
    access.login(Service.LIVE)
    with pytest.raises(ConfigError, match=r"svc-bulk\.key.*provision"):
        access.login(Service.BULK)
