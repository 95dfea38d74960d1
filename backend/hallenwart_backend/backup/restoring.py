"""Restores a backup: into a new state folder and an empty database, checked before anything is put in place.

The records come back at the schema they had and are then brought up, in one transaction. What waited to be sent is not sent:
it may have been sent after the backup was made. Devices tell anew what is true; what they were told to forget stays a gap.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Final

from sqlalchemy import Connection, MetaData, inspect, update

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.adapters.records_engine import name_of, reach, records_url, writing
from hallenwart_backend.adapters.records_migrate import knows, upgrade_within
from hallenwart_backend.adapters.series_open import FILE, server_url
from hallenwart_backend.alerts.tables import incidents, outgoing
from hallenwart_backend.backup import manifest, tables
from hallenwart_backend.backup.manifest import Manifest
from hallenwart_backend.config import SERIES_DB
from hallenwart_backend.errors import ConfigError

QUIET_MS: Final = 60_000
"""Restored open incidents call nobody anew before: devices first say what is true."""
_NOT_SENT: Final = "restored from a backup: may have been sent before"
_CHUNK_BYTES: Final = 1 << 20


def restore(
    archive: Path, state: Path, database: str, series: str = "", *, now_ms: int, step: Callable[[str], None]
) -> Manifest:
    """Restore into `state`, which must not exist or be empty. Raises ConfigError, StoreUnavailableError; then nothing stays."""
    if state.exists() and any(state.iterdir()):
        raise ConfigError(f"{state} ist nicht leer / is not empty; move it aside first: mv {state} {state}.old")
    building = state.with_name(f".{state.name}.restoring")
    if building.exists():
        shutil.rmtree(building)  # an earlier attempt that broke off
    building.mkdir(mode=0o700, parents=True)
    try:
        said = _unpack(archive, building)
        step(f"{len(said.parts)} Dateien geprüft / files checked")
        _check_series(building / SERIES_DB)
        with _carried(building / SERIES_DB, database, series):
            rows = _fill(building, database, said, now_ms)
        step(f"{rows} Zeilen in {len(said.tables)} Tabellen / rows in tables")
        _place(building, state)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return said


def _unpack(archive: Path, building: Path) -> Manifest:
    try:
        with tarfile.open(archive, "r:gz") as tar:
            first = tar.next()
            content = tar.extractfile(first) if first is not None and first.name == manifest.MANIFEST else None
            if content is None:
                raise ConfigError(f"{archive} ist keine Sicherung von Hallenwart / is no backup of Hallenwart")
            said = manifest.read(content.read(manifest.MAX_MANIFEST_BYTES))
            _unpack_parts(tar, said, building)
            return said
    except (tarfile.TarError, EOFError, OSError) as error:
        raise ConfigError(f"{archive} kann nicht gelesen werden / cannot be read: {error}") from error


def _unpack_parts(tar: tarfile.TarFile, said: Manifest, building: Path) -> None:
    awaited = {part.name: part for part in said.parts}
    while member := tar.next():
        part, content = awaited.pop(member.name, None), tar.extractfile(member)
        if part is None or content is None or not member.isfile():
            raise ConfigError(f"the backup holds {member.name!r}, which its manifest does not name")
        path = building / member.name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(path, content, part.size)
        if manifest.part_of(path, part.name, rows=part.rows) != part:
            raise ConfigError(f"{part.name} ist beschädigt / is damaged; take another backup")
    if awaited:
        raise ConfigError(f"the backup ends too early; missing: {min(awaited)}")


def _write(path: Path, content: IO[bytes], size: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        while size > 0 and (chunk := content.read(min(size, _CHUNK_BYTES))):
            file.write(chunk)
            size -= len(chunk)
        file.flush()
        os.fsync(file.fileno())


def _fill(building: Path, database: str, said: Manifest, now_ms: int) -> int:
    """Put the tables into an empty database and bring it up, all in one transaction."""
    if not knows(said.revision):
        raise ConfigError(f"the backup is of a newer Hallenwart ({said.program}); restore it with that version")
    with closing(Records(records_url(building, database))) as records:
        reach(records.engine)
        with writing(records.engine) as connection:
            if inspect(connection).get_table_names():
                raise ConfigError(f"{name_of(records.engine.url)} is not empty; restore into a new database")
            rows = _fill_within(connection, building, said)
            _hush(connection, now_ms)
            connection.commit()
    shutil.rmtree(building / "records")
    return rows


def _fill_within(connection: Connection, building: Path, said: Manifest) -> int:
    upgrade_within(connection, said.revision)
    reflected = MetaData()
    reflected.reflect(connection)
    rows = 0
    for table in tables.in_order(reflected):
        part = said.tables.get(table.name)
        if part is None:
            raise ConfigError(f"the backup lacks the table {table.name}")
        loaded = tables.load(connection, table, building / part.name)
        if loaded != part.rows:
            raise ConfigError(f"table {table.name} has {loaded} rows instead of {part.rows}")
        rows += loaded
    upgrade_within(connection, "head")
    return rows


def _hush(connection: Connection, now_ms: int) -> None:
    waiting = outgoing.c.accepted_ms.is_(None) & outgoing.c.dead_ms.is_(None) & outgoing.c.withdrawn_ms.is_(None)
    connection.execute(update(outgoing).where(waiting).values(dead_ms=now_ms, error=_NOT_SENT))
    connection.execute(update(incidents).where(incidents.c.state != "resolved").values(hush_until_ms=now_ms + QUIET_MS))


def _check_series(path: Path) -> None:
    if path.exists():
        with closing(sqlite3.connect(path)) as series:
            (found,) = series.execute("PRAGMA quick_check").fetchone()
        if found != "ok":
            raise ConfigError(f"{path.name} is damaged: {found}")


@contextmanager
def _carried(path: Path, database: str, told: str) -> Iterator[None]:
    """Put the time series where they are to be, if that is not the state folder; take them back if anything fails."""
    if told == FILE or not (told or database) or not path.exists():
        yield
        return
    from hallenwart_backend.adapters.series_carry import from_file, take_back

    url = server_url(database, told)
    from_file(path, url)
    try:
        yield
    except BaseException:
        take_back(url)
        raise
    path.unlink()


def _place(building: Path, state: Path) -> None:
    """Move what was built into the state folder, the small files at the names they had."""
    files = building / "files"
    for path in sorted(files.iterdir()) if files.exists() else ():
        path.replace(building / path.name)
    shutil.rmtree(files, ignore_errors=True)
    if state.exists():
        state.rmdir()
    building.replace(state)
