from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from support.chromium import chromium
from support.town import RunningTown, start_town

ENGINES = ("mosquitto", "amqtt")


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def town(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningTown]:
    """A living town; fires burn twenty times as fast as recorded, all else in real time."""
    state = tmp_path_factory.mktemp(engine) / "town"
    running = start_town(state, "--engine", engine, "--fire-speed", "20")
    try:
        yield running
    finally:
        code = running.stop()
    assert code == 0, running.logs()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "town"
