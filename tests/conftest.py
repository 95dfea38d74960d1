"""Settings of all tests, and the databases they run on."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from support.databases import on_postgresql
from support.lanes import Lanes, in_order
from support.patience import patient_requests
from support.postgres import MISSING, Cluster, find_binaries
from support.quick_disk import temporary_files_in_memory
from support.quick_hashes import light_hashes

settings.register_profile("hallenwart", deadline=None)  # how long something takes is for `make bench` to say
settings.load_profile("hallenwart")
light_hashes()
patient_requests()
temporary_files_in_memory()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    return Lanes(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    in_order(items)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL of this test process."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip(MISSING)
    cluster = Cluster(binaries)
    yield cluster
    cluster.close()


@pytest.fixture
def on_postgres(postgres: Cluster) -> Iterator[Cluster]:
    """The records of this test are in PostgreSQL."""
    with on_postgresql(postgres):
        yield postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def each_database(request: pytest.FixtureRequest) -> str:
    """The test runs twice: with its records in SQLite and in PostgreSQL."""
    if request.param == "postgresql":
        request.getfixturevalue("on_postgres")
    return str(request.param)
