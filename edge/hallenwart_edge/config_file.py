"""Reads the agent's two files, once: its configuration, and the secrets that only the agent may read."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Self, TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_checks import problems
from hallenwart_edge.errors import ConfigError

S = TypeVar("S", bound=msgspec.Struct)


def load_config(path: Path) -> AgentConfig:
    """Read and check a file. Raises ConfigError that names the place and what to write there."""
    config = _read(path, AgentConfig)
    found = problems(config)
    if found:
        raise ConfigError(f"{path}: " + "; ".join(found))
    return config


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
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), kind, strict=True)
    except FileNotFoundError as error:
        raise ConfigError(f"{path} is missing") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not TOML: {error}") from error
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}") from error
