"""Benches on gpiozero's own mock and on the simulator's pins; both call back from another thread, as real pins do."""

from collections.abc import Iterator

import pytest
from gpiozero.pins.mock import MockFactory

from support.pins import Bench, from_a_worker
from support.rig import a_rig, pins_of


@pytest.fixture
def mock_bench() -> Iterator[Bench]:
    factory = MockFactory()

    def drive(pin: int, high: bool) -> None:
        (factory.pin(pin).drive_high if high else factory.pin(pin).drive_low)()

    yield Bench(
        factory,
        from_a_worker(drive),
        lambda pin: bool(factory.pin(pin).state),
        lambda pin: factory.pin(pin).function == "output",
    )
    factory.reset()


@pytest.fixture
async def simulated_bench(monkeypatch):
    async with a_rig() as rig:
        with pins_of(rig, monkeypatch) as factory:
            yield Bench(factory, rig.pins.drive, rig.pins.level, rig.pins.is_output)


@pytest.fixture(params=["mock", "simulated"])
def bench(request) -> Bench:
    return request.getfixturevalue(f"{request.param}_bench")
