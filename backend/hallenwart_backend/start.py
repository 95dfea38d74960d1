"""What a start stands on: where the state is, and whether all of it can be used."""

from __future__ import annotations

import logging
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from hallenwart_backend.access.grants.vault import Vault
from hallenwart_backend.adapters.mqtt_access import read_access
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.adapters.records_engine import records_url
from hallenwart_backend.adapters.records_migrate import prepare
from hallenwart_backend.adapters.series_open import is_left, open_series, series_url
from hallenwart_backend.config import DEVICES_FILE, SITE_KEYS_FILE, load_records_key
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.fleet.enrolment.taking_in import fill
from hallenwart_backend.fleet.registry import Registry, read_devices, read_site_keys
from hallenwart_backend.secret_files import close_to_others
from hallenwart_backend.telemetry.mirror.settings import MirrorSettings
from hallenwart_contract.clock import Clock

_LEAST_TOKEN: Final = 20
_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """`contact` is how push services reach the operator; `webhooks_here` allows webhooks to and
    calendars of this very machine; `public_url` is where people reach this server, for links in messages. `database` is the
    URL of a PostgreSQL for the records; empty: SQLite in the state folder. `series` is one for the time series, or `sqlite`;
    empty: where the records are. `keeper` is the socket of the certificate
    authority's keeper; `device_url` and `device_broker` are where devices reach this server and the broker, as they are told
    at enrolment; without them it is `public_url`, and what `broker.toml` says. `mirror` is the
    database that time series are written to as well.
    """

    state: Path
    clock: Clock
    contact: str = "mailto:hallenwart@localhost"
    webhooks_here: bool = False
    public_url: str = "http://127.0.0.1:8000"
    database: str = field(default="", repr=False)
    series: str = field(default="", repr=False)
    syslog: str = ""
    keeper: Path | None = None
    device_url: str = ""
    device_broker: tuple[str, int] | None = None
    mirror: MirrorSettings | None = None

    @property
    def records_url(self) -> str:
        """Where the records are; holds a password, so never to be shown. Raises ConfigError."""
        return records_url(self.state, self.database)

    @property
    def series_url(self) -> str:
        """Where the time series are; holds a password, so never to be shown. Raises ConfigError."""
        return series_url(self.state, self.database, self.series)


def load_signing_key(state: Path) -> Ed25519PrivateKey:
    """Raises ConfigError."""
    path = state / "signing.key"
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} is missing or no key; run: hallenwart-broker provision") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ConfigError(f"{path} is no Ed25519 key")
    return key


def load_metrics_token(state: Path) -> str:
    """Return what a reader of `/metrics` has to show, empty when there is no such file. Raises ConfigError."""
    path = state / "metrics.token"
    try:
        token = path.read_text(encoding="ascii").strip() if path.exists() else ""
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error
    if token and len(token) < _LEAST_TOKEN:
        raise ConfigError(f"{path} holds a token that can be guessed; write: openssl rand -hex 32 > {path}")
    return token


def open_fleet(state: Path, records: Records, now_ms: int) -> tuple[Registry, Vault]:
    """Return who takes part, and what draws and seals for them; takes in what provisioning wrote. Raises ConfigError."""
    registry = Registry()
    vault = Vault(load_records_key(state), registry)
    fill(registry, records.engine, state, vault, now_ms)
    return registry, vault


def check(options: Options) -> None:
    """Look at everything a start stands on, before anything runs. Raises ConfigError, BackendError."""
    state = options.state
    close_to_others(state)
    read_access(state / "broker.toml")
    read_devices(state / DEVICES_FILE)
    read_site_keys(state / SITE_KEYS_FILE)
    load_records_key(state)
    load_signing_key(state)
    load_metrics_token(state)
    if options.mirror is not None:
        options.mirror.token(state)
    with closing(Records(options.records_url)) as records:
        prepare(records.engine)
    if options.database and is_left(state, options.series):
        _log.warning(
            "readings stay in series.db; carry them over to PostgreSQL with the server down: hallenwart admin move-series"
        )
    with closing(open_series(options.series_url)):
        pass
