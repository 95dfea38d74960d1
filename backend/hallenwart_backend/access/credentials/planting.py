"""Credentials a seed gives its people: a card by its number, a personal PIN, staff codes. Lockers get them from the server."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from hallenwart_backend.access.credentials import store
from hallenwart_backend.access.credentials.rules import uid_of
from hallenwart_backend.access.credentials.store import ACTIVE, STAFF, Card
from hallenwart_backend.access.grants.vault import Vault
from hallenwart_backend.errors import ConfigError
from hallenwart_contract.codes import draw_code, draw_extra
from hallenwart_contract.documents import CredentialKind


@dataclass(frozen=True, slots=True)
class Wanted:
    """`card` is a number in hex, empty for none; `staff_at` names sites."""

    card: str = ""
    pin: bool = False
    staff_at: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.card or self.pin or self.staff_at)


def plant(connection: Connection, vault: Vault, person: str, wanted: Wanted, *, now_ms: int) -> dict[str, str]:
    """Give them; return the digits by name (`pin`, `staff nordpark`). Raises ConfigError, IntegrityError for a known card."""
    digits: dict[str, str] = {}
    if wanted.card:
        uid = uid_of(wanted.card)
        if uid is None:
            raise ConfigError(f"not a card number: {wanted.card!r}; write 8, 10, 14 or 20 hex digits")
        _add(connection, vault, CredentialKind.CARD, person, uid, now_ms, mark=vault.mark(uid))
    if wanted.pin:
        digits["pin"] = draw_code(()) + draw_extra()
        _add(connection, vault, CredentialKind.PIN, person, digits["pin"].encode(), now_ms)
    for site in wanted.staff_at:
        code = digits[f"staff {site}"] = draw_code(()) + draw_extra()
        _add(connection, vault, STAFF, person, code.encode(), now_ms, site=site)
    return digits


def _add(
    connection: Connection,
    vault: Vault,
    kind: str,
    person: str,
    secret: bytes,
    now_ms: int,
    *,
    site: str | None = None,
    mark: bytes | None = None,
) -> None:
    name = secrets.token_hex(8)
    card = Card(name, kind, person, site, "", ACTIVE, vault.seal_bytes(secret, name), now_ms, now_ms)
    store.add(connection, card, mark=mark)
