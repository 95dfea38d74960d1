"""What others may ask of badges: whose handle it is, and whether digits are genuine. Names stay here."""

from __future__ import annotations

from sqlalchemy import Connection

from hallenwart_backend.access.badges import store
from hallenwart_backend.access.grants.vault import Vault
from hallenwart_contract import badges


class BadgeProofs:
    """Implements events.tickets' `Badges`. Digits are not spent: what a ticket is good for is good for once anyway."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def handle_of(self, connection: Connection, person: str) -> str:
        badge = store.of_person(connection, person)
        return badge.id if badge else ""

    def proves(self, connection: Connection, handle: str, code: str, at_ms: int) -> bool:
        badge = store.one(connection, handle)
        return badge is not None and badges.proven_step(code, self._vault.open_bytes(badge.secret, badge.id), at_ms) is not None
