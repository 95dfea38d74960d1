"""Gives each letter its own link, absolute, as it leaves; reads tokens that come back."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path
from typing import Final

from hallenwart_backend.alerts.letters import Letter
from hallenwart_backend.alerts.links import tokens
from hallenwart_backend.alerts.links.tokens import Claim
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.ports import Notice

KEY_FILE: Final = "links.key"
_KEY_BYTES: Final = 32


def load_key(state: Path) -> bytes:
    """Return the 32 bytes that sign links, made at the first start (hex, 0600). Raises ConfigError."""
    path = state / KEY_FILE
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(_KEY_BYTES), encoding="ascii")
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} must hold 64 hex digits; delete it to get a new one (links already sent end)") from error
    if len(key) != _KEY_BYTES:
        raise ConfigError(f"{path} must hold 64 hex digits; delete it to get a new one (links already sent end)")
    return key


class Links:
    """`public_url` is where people reach this server, as `https://hallen.stadt.example`."""

    def __init__(self, key: bytes, public_url: str) -> None:
        self._key = key
        self.public_url = public_url.rstrip("/")

    def absolute(self, path: str) -> str:
        """Return what a mail or SMS can carry."""
        return f"{self.public_url}{path}" if path.startswith("/") else path

    def token(self, letter: Letter) -> str:
        return tokens.sign(
            self._key, Claim(letter.id, letter.incident or "", letter.person, letter.created_ms + tokens.LIFE_MS)
        )

    def dress(self, letter: Letter) -> Notice:
        """Return the letter's notice with its own link and token."""
        notice, token = Notice(**letter.notice | {"letter": letter.id}), self.token(letter)
        path = f"/a/{token}" if letter.incident else self.signed(notice.link) if notice.signed else notice.link
        return replace(notice, link=self.absolute(path), token=token)

    def read(self, token: str) -> Claim | None:
        return tokens.read(self._key, token)

    def signed(self, path: str) -> str:
        """Return the path with what proves that this server sent it."""
        return f"{path}.{tokens.proof(self._key, path)}"

    def proves(self, path: str, proof: str) -> bool:
        return tokens.is_proof(self._key, path, proof)

    def mark(self, text: str) -> str:
        return tokens.mark(self._key, text)
