"""Makes a backup while the server runs: each store as of one moment, and the small files of the state folder beside them."""

from __future__ import annotations

import io
import os
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final

import msgspec
from sqlalchemy import Engine

from hallenwart_backend.adapters.records_all import metadata
from hallenwart_backend.adapters.records_engine import reading
from hallenwart_backend.adapters.records_migrate import prepare, revision_of
from hallenwart_backend.adapters.series_open import file_of
from hallenwart_backend.backup import manifest, tables
from hallenwart_backend.backup.manifest import Manifest, Part
from hallenwart_backend.config import EXPORTS, RECORDS_DB, SERIES_DB
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.secret_files import DATABASE_FILE, SERIES_FILE

MAX_FILE_BYTES: Final = 500_000_000
_PAGES_AT_ONCE: Final = 2_000
_COMPRESS: Final = 3


def make(state: Path, engine: Engine, series: str, out: Path, *, now_ms: int, program: str) -> Manifest:
    """Write the backup to `out` (0600), whole or not at all; `series` is where the time series are.

    Raises ConfigError, StoreUnavailableError, OSError.
    """
    prepare(engine)
    if out.exists():
        raise ConfigError(f"{out} gibt es schon / is there already; a backup overwrites nothing")
    with TemporaryDirectory(prefix=".backup-", dir=out.resolve().parent) as name:
        folder = Path(name)
        (folder / "records").mkdir()
        parts, revision = _tables(engine, folder)
        if _take_series(series, folder / SERIES_DB):
            parts.append(manifest.part_of(folder / SERIES_DB, SERIES_DB))
        files = dict(_files(state))
        parts += [manifest.part_of(path, name) for name, path in files.items()]
        said = Manifest(format=manifest.FORMAT, made_ms=now_ms, program=program, revision=revision, parts=parts)
        packed = folder / "packed"
        _pack(packed, said, _where(folder, files))
        packed.replace(out)
    _sync_folder(out.resolve().parent)
    return said


def _where(folder: Path, files: dict[str, Path]) -> dict[str, Path]:
    """Return where every part lies."""
    made = {f"records/{path.name}": path for path in (folder / "records").iterdir()}
    return {**made, SERIES_DB: folder / SERIES_DB, **files}


def _tables(engine: Engine, folder: Path) -> tuple[list[Part], str]:
    parts = []
    with reading(engine) as connection, connection.begin():
        for table in tables.in_order(metadata):
            path = folder / "records" / f"{table.name}.jsonl"
            rows = tables.dump(connection, table, path)
            parts.append(manifest.part_of(path, f"records/{path.name}", rows=rows))
        return parts, revision_of(connection)


def _take_series(url: str, to: Path) -> bool:
    """Write the time series as a file, whichever store they are in; False when there are none."""
    path = file_of(url)
    if path is None:
        from hallenwart_backend.adapters.series_carry import to_file

        return to_file(url, to)
    if path.exists():
        _copy_file(path, to)
    return path.exists()


def _copy_file(path: Path, to: Path) -> None:
    """Copy page by page, so that the writer waits for one step at most."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target, pages=_PAGES_AT_ONCE)
        target.execute("PRAGMA journal_mode=DELETE")


def _files(state: Path) -> Iterator[tuple[str, Path]]:
    """Yield keys, settings and releases; databases and what belongs to a running server stay out."""
    for path in sorted(state.rglob("*")):
        name = path.relative_to(state).as_posix()
        ours = name.split(".db")[0] in {RECORDS_DB.removesuffix(".db"), SERIES_DB.removesuffix(".db")} and ".db" in name
        if name in {
            DATABASE_FILE,
            SERIES_FILE,
        }:  # where this machine's databases are: a restored town would go on with the old ones
            continue
        if name.startswith(f"{EXPORTS}/"):  # made of the readings, and deleted after a day
            continue
        if path.is_symlink() or not path.is_file() or ours or path.suffix in {".sock", ".lock", ".log", ".pid", ".part"}:
            continue
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ConfigError(f"{path} is larger than {MAX_FILE_BYTES} bytes and no file of Hallenwart; put it elsewhere")
        yield f"files/{name}", path


def _pack(packed: Path, said: Manifest, where: dict[str, Path]) -> None:
    descriptor = os.open(packed, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        with tarfile.open(fileobj=file, mode="w:gz", compresslevel=_COMPRESS) as tar:
            _add(tar, manifest.MANIFEST, io.BytesIO(text := msgspec.json.encode(said)), len(text))
            for part in said.parts:
                with where[part.name].open("rb") as content:
                    _add(tar, part.name, content, part.size)
        file.flush()
        os.fsync(file.fileno())


def _add(tar: tarfile.TarFile, name: str, content: IO[bytes], size: int) -> None:
    about = tarfile.TarInfo(name)
    about.size, about.mode = size, 0o600
    tar.addfile(about, content)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
