"""Which database the mirror writes to: from the command line, its token from a file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from hallenwart_backend.errors import ConfigError

TOKEN_FILE: Final = "mirror.token"  # noqa: S105 - the name of a file
_HINT: Final = "--mirror is where the other database is, as http://127.0.0.1:8428"


@dataclass(frozen=True, slots=True)
class MirrorSettings:
    """`bucket` and `org` are InfluxDB's words; VictoriaMetrics does not ask for them."""

    url: str
    bucket: str = "hallenwart"
    org: str = ""
    history: bool = False

    @property
    def id(self) -> str:
        """Which database it is, for the cursor: another one begins anew."""
        return hashlib.sha256(f"{self.url}\n{self.org}\n{self.bucket}".encode()).hexdigest()[:12]

    def token(self, state: Path) -> str:
        """Return what lets us in, empty when there is no such file. Raises ConfigError."""
        path = state / TOKEN_FILE
        try:
            token = path.read_text(encoding="ascii").strip() if path.exists() else ""
        except (OSError, ValueError) as error:
            raise ConfigError(f"{path} cannot be read: {error}") from error
        if any(not sign.isprintable() or sign.isspace() for sign in token):
            raise ConfigError(f"{path} holds more than a token; write the token alone into it")
        return token


def settings_of(url: str, bucket: str, org: str, *, history: bool) -> MirrorSettings | None:
    """Return where `--mirror` leads, None for an empty address. Raises ConfigError."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        raise ConfigError(_HINT) from None
    if parts.username is not None or parts.password is not None:
        raise ConfigError(f"--mirror holds a password that everybody on this machine sees; write the token into {TOKEN_FILE}")
    if not known or parts.query or parts.fragment:
        raise ConfigError(f"{_HINT}, not {url!r}")
    return MirrorSettings(url.rstrip("/"), bucket, org, history)
