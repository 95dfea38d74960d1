"""The releases at the server: verified bundles in `state/releases`. What was put there by hand is verified as well."""

from __future__ import annotations

import hashlib
import logging
import os
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hallenwart_backend.errors import ConfigError
from hallenwart_backend.fleet.release_keys import read_release_keys
from hallenwart_contract.bundles import public_keys, read_manifest, verify
from hallenwart_contract.errors import ContractError
from hallenwart_contract.releases import Release, checked_version

log = logging.getLogger(__name__)
FOLDER: Final = "releases"
_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Shelved:
    """A bundle that was verified. `size` in bytes."""

    release: Release
    size: int


class Shelf:
    """`state` is the server's state folder."""

    def __init__(self, state: Path) -> None:
        self._state = state
        self._folder = state / FOLDER
        self._known: dict[str, tuple[tuple[int, int], Shelved]] = {}

    def put(self, file: Path) -> Shelved:
        """Verify a bundle whole and take it in. Raises ConfigError in words of what is wrong."""
        try:
            release = verify(file, public_keys(self._keys()))
            self._folder.mkdir(mode=0o750, exist_ok=True)
            target = self._path(release.version)
            if target.exists() and _digest(target) != _digest(file):
                raise ConfigError(f"{release.version} is on the shelf already with other content; give it a new version")
            _copy(file, target)
        except ContractError as error:
            raise ConfigError(f"{file}: {error}") from error
        except (OSError, tarfile.TarError) as error:
            raise ConfigError(f"{file}: {error}") from error
        return Shelved(release, target.stat().st_size)

    def all(self) -> list[Shelved]:
        """Return what can be rolled out, newest first."""
        found = [self._look(path) for path in self._folder.glob("*.tar")] if self._folder.is_dir() else []
        return sorted(filter(None, found), key=lambda each: order(each.release.version), reverse=True)

    def find(self, version: str) -> Path | None:
        """Return where a verified bundle lies."""
        try:
            path = self._path(checked_version(version))
        except ContractError:
            return None
        return path if path.is_file() and self._look(path) is not None else None

    def _path(self, version: str) -> Path:
        return self._folder / f"{version}.tar"

    def _look(self, path: Path) -> Shelved | None:
        """Read a manifest once per content. One that does not verify is left out and told."""
        try:
            state = path.stat()
            mark = state.st_mtime_ns, state.st_size
            known = self._known.get(path.name)
            if known is not None and known[0] == mark:
                return known[1]
            shelved = Shelved(read_manifest(path, public_keys(self._keys())), state.st_size)
        except (OSError, ContractError, tarfile.TarError) as error:
            log.warning("release %s is not offered: %s", path.name, error)
            return None
        if path.stem != shelved.release.version:
            return None
        self._known[path.name] = mark, shelved
        return shelved

    def _keys(self) -> Mapping[str, str]:
        keys = read_release_keys(self._state)
        if not keys:
            raise ConfigError(f"no release key is known; write its public half into {self._state}/release_keys.toml")
        return keys


def order(version: str) -> tuple[int, ...]:
    """Return what versions are compared by; what is no version comes before all."""
    return tuple(int(part) if part.isdigit() else -1 for part in version.split("."))


def _copy(source: Path, target: Path) -> None:
    fresh = target.with_suffix(".new")
    with source.open("rb") as read, fresh.open("wb") as write:
        while piece := read.read(_PIECE):
            write.write(piece)
        write.flush()
        os.fsync(write.fileno())
    fresh.replace(target)


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
