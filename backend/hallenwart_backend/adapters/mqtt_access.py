"""Where the broker is and as whom each service connects: `broker.toml` of the provisioning."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import msgspec

from hallenwart_backend.adapters.mqtt_session import KEEPALIVE_S, Login, TlsFiles
from hallenwart_backend.errors import ConfigError
from hallenwart_contract.channels import Service


class _Account(msgspec.Struct, frozen=True):
    username: str
    password: str = ""
    cert: str = ""
    key: str = ""


class _File(msgspec.Struct, frozen=True):
    """With `tls` the certificates say who connects. Paths are below the file's folder, unless absolute.

    `keepalive_s` and `echo_every_s`, how often the broker's own heartbeat is sent, may stand in the file.
    """

    host: str
    port: int
    services: dict[str, _Account]
    tls: bool = False
    ca: str = ""
    keepalive_s: Annotated[int, msgspec.Meta(ge=1, le=600)] = KEEPALIVE_S
    echo_every_s: Annotated[float, msgspec.Meta(ge=0.5, le=60)] = 10.0


class BrokerAccess(msgspec.Struct, frozen=True):
    file: _File
    folder: Path

    @property
    def address(self) -> tuple[str, int]:
        return self.file.host, self.file.port

    @property
    def echo_every_s(self) -> float:
        return self.file.echo_every_s

    def login(self, service: Service) -> Login:
        """Raises ConfigError when the file has no account for `service`, or not what it needs."""
        file, account = self.file, self.file.services.get(service.value)
        if account is None:
            raise ConfigError(f"broker.toml has no [services.{service.value}]; run: hallenwart-broker provision")
        plain = Login(file.host, file.port, account.username, account.password, file.keepalive_s)
        if not file.tls:
            return plain
        ca, cert, key = (self._existing(path, service) for path in (file.ca, account.cert, account.key))
        return replace(plain, password="", tls=TlsFiles(ca, cert, key))

    def _existing(self, path: str, service: Service) -> Path:
        whole = self.folder / path
        if not path or not whole.is_file():
            raise ConfigError(f"{whole}, which {service.value} needs for TLS, is missing; run: hallenwart-broker provision")
        return whole


def read_access(path: Path) -> BrokerAccess:
    """Raises ConfigError when the file is missing or not as provisioning writes it."""
    try:
        return BrokerAccess(msgspec.toml.decode(path.read_bytes(), type=_File), path.parent)
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; run: hallenwart-broker provision") from error
    except msgspec.MsgspecError as error:
        raise ConfigError(f"{path}: {error}") from error
