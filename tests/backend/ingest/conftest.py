from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from support.scripted import LocalBroker


@pytest.fixture(params=[pytest.param("mosquitto", marks=pytest.mark.mosquitto), "amqtt"])
async def broker(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[LocalBroker]:
    running = LocalBroker(tmp_path, request.param, ["nordpark-1", "nordpark-2", "sued-1"])
    await running.start()
    yield running
    await running.stop()
