"""One device's document that takes its time holds up no other device."""

import asyncio

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hallenwart_backend.fleet.publisher import DevicePublisher
from hallenwart_contract.documents import Config
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
