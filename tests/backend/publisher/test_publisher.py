"""Documents and commands over real brokers, opened with the device's own keys."""

import asyncio
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from hallenwart_backend.adapters.documents_sql import SqlDocumentStore
from hallenwart_backend.adapters.mqtt_access import read_access
from hallenwart_backend.adapters.mqtt_command import MqttCommand
from hallenwart_backend.fleet.publisher import DevicePublisher
from hallenwart_backend.fleet.registry import read_devices
from hallenwart_backend.ports import Arrival
from hallenwart_contract.codec import decode
from hallenwart_contract.documents import Command, CommandFor, Config
from hallenwart_contract.messages import Ack, Conn, Event
from hallenwart_contract.signed import Signed, open_signed
from support.databases import open_records
from support.scripted import CLOCK, LocalBroker, ScriptedDevice, until

HERE = Arrival("nordpark-1", CLOCK.now_ms())
NOW = CommandFor(boot="b1", conn=1)


@pytest.fixture(params=[pytest.param("mosquitto", marks=pytest.mark.mosquitto), "amqtt"])
async def broker(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[LocalBroker]:
    running = LocalBroker(tmp_path, request.param, ["nordpark-1", "nordpark-2"])
    await running.start()
    yield running
    await running.stop()


@asynccontextmanager
async def publishing(broker: LocalBroker, *, online: bool = True) -> AsyncIterator[DevicePublisher]:
    key = load_pem_private_key((broker.backend / "signing.key").read_bytes(), password=None)
    async with open_records(broker.backend) as records:
        mqtt = MqttCommand(read_access(broker.backend / "broker.toml"), CLOCK)
        connection = lambda device: NOW if online and device == "nordpark-1" else None  # noqa: E731 - one line of scene
        publisher = DevicePublisher(SqlDocumentStore(records), mqtt, key, CLOCK, connection=connection)
        await publisher.load()
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(mqtt.run(publisher))
            try:
                await until(lambda: mqtt.connected)
                yield publisher
            finally:
                running.cancel()


def opened(broker: LocalBroker, device: ScriptedDevice, channel: str, kind: type) -> list:
    credentials = tomllib.loads((broker.state / "devices" / device.id / "credentials.toml").read_text())
    keys = {int(k): Ed25519PublicKey.from_public_bytes(bytes.fromhex(v)) for k, v in credentials["signing_keys"].items()}
    topic = f"hall/v1/{device.id}/{channel}"
    return [open_signed(decode(p, Signed), kind, topic=topic, keys=keys) for name, p, _ in device.down if name == channel]


def config(name: str = "Sporthalle Nordpark") -> Config:
    return Config(rev=0, site="nordpark", site_name=name)


def open_command(number: int = 1, *, to: CommandFor = NOW, ttl_ms: int = 8_000) -> Command:
    now_ms = CLOCK.now_ms()
    return Command(id=f"c{number}", to=to, op="open", arg={"slot": 3}, iat_ms=now_ms, exp_ms=now_ms + ttl_ms, ttl_ms=ttl_ms)


async def test_documents_are_signed_retained_and_rise(broker: LocalBroker):
    async with publishing(broker) as publisher:
        assert await publisher.publish("nordpark-1", config("alt")) == 1
        assert await publisher.publish("nordpark-1", config()) == 2
        assert await publisher.publish("nordpark-1", config()) == 2
        async with ScriptedDevice(broker, "nordpark-1") as device:
            await until(lambda: device.down)
            assert [(c.rev, c.site_name) for c in opened(broker, device, "cfg", Config)] == [(2, "Sporthalle Nordpark")]
            assert device.down[0][2]


async def test_a_broker_that_forgot_gets_everything_again(broker: LocalBroker):
    async with publishing(broker) as publisher:
        await publisher.publish("nordpark-1", config())
        await publisher.publish("nordpark-2", config())
        await broker.stop()
        for stored in (broker.state / "broker" / "data").glob("*"):
            stored.unlink()
        await broker.start()
        async with ScriptedDevice(broker, "nordpark-1") as one, ScriptedDevice(broker, "nordpark-2") as two:
            await until(lambda: opened(broker, one, "cfg", Config) and opened(broker, two, "cfg", Config))


async def test_who_leaves_finds_nothing_at_the_broker_also_when_the_broker_was_away(broker: LocalBroker):
    async with publishing(broker) as publisher:
        await publisher.publish("nordpark-1", config())
        await publisher.publish("nordpark-2", config())
        async with ScriptedDevice(broker, "nordpark-1") as device:
            await until(lambda: opened(broker, device, "cfg", Config))
        await broker.stop()
        await publisher.forget("nordpark-1")
        await broker.start()
        async with ScriptedDevice(broker, "nordpark-1") as device:
            await until(lambda: ("cfg", b"") in [(name, payload) for name, payload, _ in device.down], within_s=180)
        async with ScriptedDevice(broker, "nordpark-1") as device, ScriptedDevice(broker, "nordpark-2") as other:
            await publisher.on_conn(HERE, Conn(dev="nordpark-1", online=True, revs={"cfg": 0}))
            await publisher.publish("nordpark-2", config("neu"))
            await until(lambda: "neu" in [one.site_name for one in opened(broker, other, "cfg", Config)])
            assert device.down == []
    async with publishing(broker) as publisher:
        assert publisher.wanted("nordpark-1", "cfg") is None
        assert publisher.wanted("nordpark-2", "cfg") is not None


async def test_who_leaves_while_all_are_told_again_is_told_no_more(tmp_path: Path):
    told: list[tuple[str, bytes]] = []
    leaving: list[asyncio.Task[None]] = []

    class Sender:
        def publish(self, topic: str, payload: bytes, **_how: int) -> bool:
            if not told and again:
                leaving.append(asyncio.create_task(publisher.forget("nordpark-2")))
            told.append((topic, payload))
            return True

    async with open_records(tmp_path) as records:
        store = SqlDocumentStore(records)
        publisher = DevicePublisher(store, Sender(), Ed25519PrivateKey.generate(), CLOCK, connection=lambda _: None)
        again = False
        for device in ("nordpark-1", "nordpark-2"):
            await publisher.publish(device, config())
        told.clear()
        again = True
        publisher.connected()
        running = asyncio.create_task(publisher.run())
        await until(lambda: leaving and leaving[0].done())
        running.cancel()
    assert [payload for topic, payload in told if "nordpark-1/" in topic]
    assert not [payload for topic, payload in told if "nordpark-2/" in topic and payload]


async def test_a_device_that_is_behind_is_told_again_and_one_ahead_gets_a_newer_one(broker: LocalBroker):
    async with publishing(broker) as publisher, ScriptedDevice(broker, "nordpark-1") as device:
        await publisher.publish("nordpark-1", config())
        await until(lambda: len(opened(broker, device, "cfg", Config)) == 1)
        await publisher.on_conn(HERE, Conn(dev="nordpark-1", online=True, revs={"cfg": 1}))
        await publisher.on_conn(HERE, Conn(dev="nordpark-1", online=True, revs={"cfg": 0}))
        await until(lambda: [c.rev for c in opened(broker, device, "cfg", Config)] == [1, 1])
        await publisher.on_conn(HERE, Conn(dev="nordpark-1", online=True, revs={"cfg": 40}))
        await until(lambda: [c.rev for c in opened(broker, device, "cfg", Config)] == [1, 1, 41])


async def test_revisions_go_on_after_a_restart(broker: LocalBroker):
    async with publishing(broker) as publisher:
        await publisher.publish("nordpark-1", config())
    async with publishing(broker) as publisher:
        assert await publisher.publish("nordpark-1", config("neu")) == 2


async def test_a_command_is_sent_once_followed_and_never_retained(broker: LocalBroker):
    async with publishing(broker) as publisher:
        async with ScriptedDevice(broker, "nordpark-1") as device:
            await publisher.command("nordpark-1", msgspec.structs.replace(open_command(), by="M. Kern: Anruf"))
            (command,) = await until(lambda: opened(broker, device, "cmd", Command))
            assert command.by == ""
            assert (command.op, command.arg, command.to) == ("open", {"slot": 3}, NOW)
            assert await state(publisher) == "sent"
            await publisher.on_ack(HERE, Ack(dev="nordpark-1", id="c1", st="received"))
            await publisher.on_ack(Arrival("nordpark-2", 0), Ack(dev="nordpark-2", id="c1", st="done"))
            assert await state(publisher) == "received"
            outcome = Event(kind="cmd.done", t_ms=0, a={"id": "c1", "st": "failed", "code": "jam"})
            await publisher.on_event(HERE, outcome)
            record = await publisher.command_record("c1")
            assert (record.state, record.code) == ("failed", "jam")
        async with ScriptedDevice(broker, "nordpark-1") as again:
            await publisher.publish("nordpark-1", config())
            await until(lambda: opened(broker, again, "cfg", Config))
            assert opened(broker, again, "cmd", Command) == []


async def test_a_command_for_another_connection_or_nobody_is_not_sent(broker: LocalBroker):
    async with publishing(broker) as publisher, ScriptedDevice(broker, "nordpark-1") as device:
        await publisher.command("nordpark-1", open_command(1, to=CommandFor(boot="b0", conn=7)))
        await publisher.command("nordpark-2", open_command(2))
        assert (await state(publisher, "c1"), await state(publisher, "c2")) == ("failed", "failed")
        await publisher.publish("nordpark-1", config())
        await until(lambda: opened(broker, device, "cfg", Config))
        assert opened(broker, device, "cmd", Command) == []


async def test_a_command_without_broker_fails_and_does_not_come_later(broker: LocalBroker):
    async with publishing(broker) as publisher:
        await publisher.publish("nordpark-1", config())
        await broker.stop()
        await publisher.command("nordpark-1", open_command())
        assert await state(publisher) in ("failed", "sent")
        await broker.start()
        async with ScriptedDevice(broker, "nordpark-1") as device:
            await until(lambda: opened(broker, device, "cfg", Config))
            assert opened(broker, device, "cmd", Command) == []


async def test_an_unanswered_command_expires(broker: LocalBroker):
    async with publishing(broker) as publisher:
        await publisher.command("nordpark-1", open_command(ttl_ms=-5_000))
        await until(lambda: _is(publisher, "expired"))


async def _is(publisher: DevicePublisher, wanted: str) -> bool:
    return await state(publisher) == wanted


async def state(publisher: DevicePublisher, command: str = "c1") -> str:
    record = await publisher.command_record(command)
    assert record is not None
    return record.state


def test_the_registry_reads_what_provisioning_wrote(tmp_path: Path):
    broker = LocalBroker(tmp_path, "mosquitto", ["nordpark-1"])
    device = read_devices(broker.backend / "devices.toml")["nordpark-1"]
    assert (device.site, len(device.secret), len(device.salt)) == ("nordpark", 32, 16)
