"""Where the broker is and as whom each service connects: `broker.toml` of the provisioning."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from hallenwart_backend.adapters.mqtt_session import KEEPALIVE_S, Login
from hallenwart_backend.errors import ConfigError
from hallenwart_contract.channels import Service


class _Account(msgspec.Struct, frozen=True):
    username: str
    password: str


class BrokerAccess(msgspec.Struct, frozen=True):
    """`keepalive_s` and `echo_every_s`, how often the broker's own heartbeat is sent, may stand in the file."""

    host: str
    port: int
    services: dict[str, _Account]
    keepalive_s: Annotated[int, msgspec.Meta(ge=1, le=600)] = KEEPALIVE_S
    echo_every_s: Annotated[float, msgspec.Meta(ge=0.5, le=60)] = 10.0

    def login(self, service: Service) -> Login:
        """Raises ConfigError when the file has no account for `service`."""
        account = self.services.get(service.value)
        if account is None:
            raise ConfigError(f"broker.toml has no [services.{service.value}]; run: hallenwart-broker provision")
        return Login(self.host, self.port, account.username, account.password, self.keepalive_s)


def read_access(path: Path) -> BrokerAccess:
    """Raises ConfigError when the file is missing or not as provisioning writes it."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=BrokerAccess)
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; run: hallenwart-broker provision") from error
    except msgspec.MsgspecError as error:
        raise ConfigError(f"{path}: {error}") from error
