"""One device's document that takes its time, or that nobody can carry, holds up no other device."""

import asyncio

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hallenwart_backend.fleet.publisher import DevicePublisher
from hallenwart_contract.codec import MAX_PAYLOAD_BYTES, encode
from hallenwart_contract.documents import Config
from support.backends import open_town
from support.scripted import CLOCK


class SlowStore:
    """Keeps what `nordpark-1` should have only when told to go on."""

    def __init__(self) -> None:
        self.go_on = asyncio.Event()
        self.kept: list[tuple[str, int]] = []

    async def want(self, wanted, _now_ms):
        if wanted.device == "nordpark-1":
            await self.go_on.wait()
        self.kept.append((wanted.device, wanted.document.rev))


class Wire:
    def publish(self, _topic, _payload, *, qos, retain=False):
        return qos == 1 and retain


@pytest.fixture
def store():
    return SlowStore()


def config(device: str, name: str = "Nordpark") -> Config:
    return Config(rev=0, site=device.partition("-")[0], site_name=name)


async def test_a_slow_write_for_one_device_holds_up_no_other_and_its_own_follow_in_order(store):
    publisher = DevicePublisher(store, Wire(), Ed25519PrivateKey.generate(), CLOCK, connection=lambda _: None)
    async with asyncio.TaskGroup() as group:
        first = group.create_task(publisher.publish("nordpark-1", config("nordpark-1")))
        second = group.create_task(publisher.publish("nordpark-1", config("nordpark-1", "Nordpark neu")))
        assert await asyncio.wait_for(publisher.publish("sued-1", config("sued-1")), 30) == 1
        assert store.kept == [("sued-1", 1)]
        store.go_on.set()
    assert (first.result(), second.result()) == (1, 2)
    assert store.kept == [("sued-1", 1), ("nordpark-1", 1), ("nordpark-1", 2)]


async def test_a_document_too_large_for_the_wire_is_said_once_and_keeps_nobody_from_theirs(tmp_path, monkeypatch, caplog):
    async with open_town(tmp_path) as town:
        desk, publisher = town.backend.desk, town.backend.publisher
        real = publisher._sealed

        def sealed(device, kind, document):
            if (device, kind) == ("nordpark-1", "cfg"):
                encode(msgspec.structs.replace(document, site_name="x" * MAX_PAYLOAD_BYTES))
            return real(device, kind, document)

        monkeypatch.setattr(publisher, "_sealed", sealed)
        await desk.publish_all()
        await desk.publish_all()
        assert publisher.wanted("nordpark-1", "cfg") is None
        assert publisher.wanted("nordpark-2", "cfg") is not None
        assert publisher.wanted("sued-1", "cfg") is not None
    assert caplog.text.count("nordpark-1 keeps its old cfg, the new one is too large") == 1
