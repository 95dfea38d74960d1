"""Reads the agent's two files, once: its configuration, and the secrets that only the agent may read."""

from __future__ import annotations

import logging
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self, TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from hallenwart_contract.wiring import OWN_TABLES, line_of, wiring_of
from hallenwart_edge.config import STATE_DIR, AgentConfig
from hallenwart_edge.config_checks import problems
from hallenwart_edge.errors import ConfigError
from hallenwart_edge.fleet.wiring_store import Running, WiringStore

S = TypeVar("S", bound=msgspec.Struct)
_PLACE: Final = re.compile(r"`\$\.?([^`]*)`")
_PART: Final = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A configuration, and the wiring of it: `running` by what the agent runs, `store` where others are kept.

    `path` is the device's own file.
    """

    config: AgentConfig
    running: Running
    store: WiringStore
    path: Path


def load_config(path: Path) -> AgentConfig:
    """Read and check a file, with the wiring that came from afar.

    Raises ConfigError that names the place and what to write there.
    """
    text = _text(path)
    return _standing(path, text, _store(path, text)).config


def load_to_run(path: Path) -> Loaded:
    """Read what to run by. A wiring on trial is counted as started; one that cannot be run goes back at once.

    Raises ConfigError as `load_config`.
    """
    text = _text(path)
    store = _store(path, text)
    try:
        running = store.begin()
    except OSError as error:  # a start that cannot be counted is not begun
        _log.error("the card does not take the start of a trial: %s", error)
        running = store.standing()
    try:
        if running.trial is None:
            return _standing(path, text, store)
        return Loaded(_checked(path, text, running), running, store, path)
    except ConfigError as error:
        if running.trial is None:
            raise
        store.back(running.trial, str(error))
    return _standing(path, text, store)


def _standing(path: Path, text: str, store: WiringStore) -> Loaded:
    """Return what stands; where the wiring from afar cannot be run any more, the device's own."""
    running = store.standing()
    try:
        return Loaded(_checked(path, text, running), running, store, path)
    except ConfigError as error:
        if not running.rev:
            raise
        _log.error("the wiring from afar cannot be run, the own file stands: %s", error)
    return Loaded(_checked(path, text, store.own), store.own, store, path)


def with_wiring(path: Path, wiring: str) -> AgentConfig:
    """Return the configuration of a device's own file with another wiring. Raises ConfigError as `wired`."""
    return wired(_text(path), wiring)


def wired(own_text: str, wiring: str) -> AgentConfig:
    """Return the configuration of a device's own file with another wiring. Raises ConfigError in sentences, by line."""
    own = {name: table for name, table in tomllib.loads(own_text).items() if name in OWN_TABLES}
    try:
        tables = tomllib.loads(wiring)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"not TOML: {error}") from error
    foreign = sorted(set(tables) & set(OWN_TABLES))
    if foreign:
        raise ConfigError(f"line {line_of(wiring, foreign[:1])}: [{foreign[0]}] stays in the device's own file")
    try:
        config = msgspec.convert(own | tables, AgentConfig, strict=True)
    except msgspec.ValidationError as error:
        raise ConfigError(f"line {line_of(wiring, _path_of(str(error)))}: {error}") from error
    found = problems(config)
    if found:
        raise ConfigError("; ".join(found))
    return config


def _path_of(message: str) -> list[str | int]:
    """Return the place msgspec names: `... - at `$.smoke[0].channel``."""
    named = _PLACE.search(message)
    parts = _PART.findall(named[1]) if named else []
    return [int(index) if index else name for index, name in parts]


def _store(path: Path, text: str) -> WiringStore:
    try:
        agent = tomllib.loads(text).get("agent", {})
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not TOML: {error}") from error
    folder = agent.get("state_dir", STATE_DIR) if isinstance(agent, dict) else STATE_DIR
    return WiringStore(Path(str(folder)) / "wiring", _own_wiring(text))


def _own_wiring(text: str) -> str:
    try:
        return wiring_of(text)
    except ValueError as error:
        _log.warning("the wiring is shown with the whole file: %s", error)
        return text


def _checked(path: Path, text: str, running: Running) -> AgentConfig:
    if running.rev:
        return wired(text, running.text)
    config = _read(path, AgentConfig)
    found = problems(config)
    if found:
        raise ConfigError(f"{path}: " + "; ".join(found))
    return config


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ConfigError(f"{path} is missing") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error


class Credentials(msgspec.Struct, frozen=True, kw_only=True):
    """What provisioning gave this device. Secrets and keys are hexadecimal."""

    username: str
    password: str
    secret: str
    site_key: str
    signing_keys: dict[str, str]
    release_keys: dict[str, str] = {}

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the file. Raises ConfigError."""
        credentials = _read(path, cls)
        try:
            credentials.public_keys(), credentials.device_secret(), credentials.site_link_key()
            credentials.release_public_keys()
        except ValueError as error:
            raise ConfigError(f"{path}: not a key in hexadecimal digits: {error}; provision this device again") from error
        return credentials

    def public_keys(self) -> dict[int, Ed25519PublicKey]:
        return {int(kid): Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)) for kid, key in self.signing_keys.items()}

    def release_public_keys(self) -> dict[int, Ed25519PublicKey]:
        """Return the keys that releases are signed with, offline."""
        return {int(kid): Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)) for kid, key in self.release_keys.items()}

    def device_secret(self) -> bytes:
        return bytes.fromhex(self.secret)

    def site_link_key(self) -> bytes:
        return bytes.fromhex(self.site_key)


def _read(path: Path, kind: type[S]) -> S:
    try:
        return msgspec.convert(tomllib.loads(_text(path)), kind, strict=True)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not TOML: {error}") from error
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}") from error
