"""Which database a test's records are in: a file in its folder, or a database of the cluster that this process was told of.

Told by the environment, so that processes which a test starts find the same one.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.adapters.records_engine import records_url, sqlite_url, writing
from hallenwart_backend.adapters.records_migrate import upgrade
from hallenwart_backend.adapters.series_open import open_series, series_url
from hallenwart_backend.seed import plant, read_seed
from hallenwart_backend.telemetry.ports import SeriesStore
from support.postgres import Cluster

_TOLD = "HALLENWART_TEST_CLUSTER"
_clusters: dict[str, Cluster] = {}
_made: list[str] = []


@contextmanager
def on_postgresql(cluster: Cluster) -> Iterator[None]:
    """Keep the records of this test in databases of a cluster; they are dropped at the end."""
    folder = str(cluster.folder)
    _clusters[folder] = cluster
    os.environ[_TOLD] = folder
    try:
        yield
    finally:
        del os.environ[_TOLD]
        while _made:
            cluster.drop(_made.pop())


def database_of(folder: Path) -> str:
    """Return what `--database` says for a test's folder: empty for SQLite."""
    told = os.environ.get(_TOLD)
    return f"postgresql+psycopg://hallenwart@/{_name(folder)}?host={told}" if told else ""


def open_at(folder: Path) -> Records:
    """Open the records of a test's folder, as any process may."""
    return Records(records_url(folder, database_of(folder)))


def open_series_at(folder: Path) -> SeriesStore:
    """Open the time series of a test's folder, as any process may: beside the records."""
    told = os.environ.get(_TOLD)
    if told and told in _clusters and not _clusters[told].has(_name(folder)):
        _create(_clusters[told], _name(folder), "template0")
    return open_series(series_url(folder, database_of(folder)))


def fresh(folder: Path, seed: str = "", now_ms: int = 0) -> dict[str, str]:
    """Put migrated and seeded records in place; return the passwords by e-mail."""
    told = os.environ.get(_TOLD)
    if told is None:
        content, passwords = _file(seed, now_ms)
        (folder / "records.db").write_bytes(content)
        return passwords
    template, passwords = _template(_clusters[told], seed, now_ms)
    _create(_clusters[told], _name(folder), template)
    return passwords


def blank(folder: Path) -> Records:
    """Open a database without any table."""
    if told := os.environ.get(_TOLD):
        _create(_clusters[told], _name(folder), "template0")
    return open_at(folder)


def _create(cluster: Cluster, name: str, template: str) -> None:
    if name in _made:
        cluster.drop(name)
    else:
        _made.append(name)
    cluster.create(name, template)


def is_fresh(folder: Path) -> bool:
    """Whether nothing was put in place yet."""
    told = os.environ.get(_TOLD)
    return not (folder / "records.db").exists() if told is None else not _clusters[told].has(_name(folder))


@asynccontextmanager
async def open_records(folder: Path) -> AsyncIterator[Records]:
    """Records with every subject's tables."""
    if is_fresh(folder):
        fresh(folder)
    records = open_at(folder)
    try:
        yield records
    finally:
        records.close()


def _name(folder: Path) -> str:
    return f"test_{hashlib.blake2b(str(folder).encode(), digest_size=8).hexdigest()}"


@cache
def _file(seed: str, now_ms: int) -> tuple[bytes, dict[str, str]]:
    """Made once: hashing passwords is slow on purpose."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        passwords = _plant(sqlite_url(folder / "records.db"), seed, now_ms)
        assert not (folder / "records.db-wal").exists()
        return (folder / "records.db").read_bytes(), passwords


@cache
def _template(cluster: Cluster, seed: str, now_ms: int) -> tuple[str, dict[str, str]]:
    name = f"template_{hashlib.blake2b(f'{now_ms} {seed}'.encode(), digest_size=8).hexdigest()}"
    cluster.create(name, _template(cluster, "", 0)[0] if seed else "template0")
    return name, _plant(cluster.url(name), seed, now_ms)


def _plant(url: str, seed: str, now_ms: int) -> dict[str, str]:
    with TemporaryDirectory() as name, closing(Records(url)) as records:
        path = Path(name) / "seed.toml"
        path.write_text(seed)
        upgrade(records.engine)
        with writing(records.engine) as connection, connection.begin():
            made = plant(connection, read_seed(path), now_ms=now_ms)
        return {account.email: account.password for account in made}
