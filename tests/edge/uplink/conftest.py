"""One Mosquitto per test, provisioned like a real one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from support.agents import DeskBackend
from support.brokers import LocalBroker, broker, local_broker

__all__ = ["broker"]


@pytest.fixture
def mosquitto(tmp_path: Path) -> Iterator[LocalBroker]:
    with local_broker(tmp_path / "broker-state", "mosquitto") as running:
        yield running


@pytest.fixture
async def backend(mosquitto: LocalBroker) -> AsyncIterator[DeskBackend]:
    async with DeskBackend(mosquitto).on_duty() as on_duty:
        yield on_duty
