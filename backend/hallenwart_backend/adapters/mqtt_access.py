"""Where the broker is and as whom each service connects: `broker.toml` of the provisioning."""

from __future__ import annotations

from pathlib import Path

import msgspec

from hallenwart_backend.adapters.mqtt_session import Login
from hallenwart_backend.errors import ConfigError
from hallenwart_contract.channels import Service


class _Account(msgspec.Struct, frozen=True):
    username: str
    password: str


class BrokerAccess(msgspec.Struct, frozen=True):
    host: str
    port: int
    services: dict[str, _Account]

    def login(self, service: Service) -> Login:
        """Raises ConfigError when the file has no account for `service`."""
        account = self.services.get(service.value)
        if account is None:
            raise ConfigError(f"broker.toml has no [services.{service.value}]; run: hallenwart-broker provision")
        return Login(self.host, self.port, account.username, account.password)


def read_access(path: Path) -> BrokerAccess:
    """Raises ConfigError when the file is missing or not as provisioning writes it."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=BrokerAccess)
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; run: hallenwart-broker provision") from error
    except msgspec.MsgspecError as error:
        raise ConfigError(f"{path}: {error}") from error
