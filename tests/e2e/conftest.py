from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from support.chromium import chromium
from support.season_town import quiet_town
from support.town import RunningTown, start_town, until

ENGINES = ("mosquitto", "amqtt")


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return request.param


def keys_are_out(town: RunningTown) -> bool:
    keys = town.truth()["keys"]
    return not any(keys[number] for number in ("2", "6"))


@pytest.fixture(scope="module")
def town(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningTown]:
    """A living town; fires burn twenty times as fast as recorded, all else in real time.

    It is 17:49: two groups have fetched their keys, and for some minutes nobody else comes to the locker.
    """
    state = tmp_path_factory.mktemp(engine) / "town"
    running = start_town(state, "--engine", engine, "--fire-speed", "20", "--at", "17:49")
    try:
        until(lambda: keys_are_out(running), what="two groups have their keys")
        yield running
    finally:
        code = running.stop()
    assert code == 0, running.logs()


@pytest.fixture(scope="session")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningTown]:
    """A town at a quarter to six in which only the tests move people: of all files that `support.lanes` keeps together.

    Each of them has a hall, a day or a club to itself.
    """
    with quiet_town(tmp_path_factory.mktemp("evening") / "town", "17:45") as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "town"
