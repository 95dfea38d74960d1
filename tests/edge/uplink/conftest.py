"""One Mosquitto per test, provisioned like a real one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from hallenwart_edge.core import Core
from support.agents import DeskBackend, RecordingHandler, agent_core, write_agent_toml
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


@pytest.fixture
async def core(mosquitto: LocalBroker, backend: DeskBackend, tmp_path: Path) -> AsyncIterator[Core]:
    """An agent without devices, connected."""
    async with agent_core(write_agent_toml(tmp_path / "agent", mosquitto)) as running:
        await backend.until(lambda: running.link.online and backend.conns and "boot" in backend.kinds())
        yield running


@pytest.fixture
def handler(core: Core) -> RecordingHandler:
    recording = core.handlers["open"]
    assert isinstance(recording, RecordingHandler)
    return recording
