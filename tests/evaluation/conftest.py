"""The recordings, where they are."""

from pathlib import Path

import pytest

from evaluation.data import NoDataError, data_folder
from evaluation.fires import Fires, read_fires
from evaluation.rooms import Room, read_rooms


@pytest.fixture(scope="session")
def recordings() -> Path:
    try:
        return data_folder()
    except NoDataError:
        pytest.skip("no recordings: $HALLENWART_DATA names no folder with tables (docs/evaluation.md)")


@pytest.fixture(scope="session")
def fires(recordings: Path) -> Fires:
    return read_fires(recordings)


@pytest.fixture(scope="session")
def rooms(recordings: Path) -> tuple[Room, ...]:
    return read_rooms(recordings)
