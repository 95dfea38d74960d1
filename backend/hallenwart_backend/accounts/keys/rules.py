"""What an API key looks like and what it may do. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from hallenwart_backend.accounts.rules import CLUB_ROLES, Person, Role

MOST_KEYS: Final = 20
"""What one person may have at the same time."""
LONGEST_MS: Final = 366 * 86_400_000
"""A key lives a year at most: one nobody remembers ends by itself."""
KEY_PREFIX: Final = "hwk"
DATA: Final = "data"
"""The scope of keys that open data alone."""
NOT_FOR_KEYS: Final = (
    "/api/session",
    "/api/sessions",
    "/api/api-keys",
    "/api/passkeys",
    "/api/me",
    "/api/people",
    "/api/clubs/",
    "/api/badges",
    "/api/credentials",
    "/api/feeds",
    "/api/ways",
    "/api/push",
    "/api/partners",
    "/api/sources",
    "/api/open-data/keys",
    "/api/alert-gateways",
    "/api/alert-webhooks",
)
"""What a program must not touch: sessions, passwords, accounts, people of clubs, and whatever would outlive the key itself."""
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def is_read(method: str) -> bool:
    return method in _SAFE


def may_ask(method: str, path: str) -> bool:
    """Say whether a key may be used here at all; who it is may always be asked."""
    if not path.startswith("/api/"):
        return False
    if path == "/api/session" and method == "GET":
        return True
    return not any(path == one or path.startswith(f"{one.removesuffix('/')}/") for one in NOT_FOR_KEYS)


def limited(person: Person, key: str, *, club: str, roles: Collection[str]) -> Person:
    """Return the person as far as a key may act for them: never more than they have on that day."""
    kept = {role: scopes for role, scopes in person.roles.items() if not roles or role in roles}
    if club:
        kept = {role: frozenset({club}) for role, scopes in kept.items() if role in CLUB_ROLES and club in scopes}
    return replace(person, roles=kept, acting=club, key=key)


def roles_asked(person: Person, wanted: Collection[str]) -> list[str]:
    """Return the roles a key shall have, in order; those the person lacks are left out."""
    return sorted(role for role in {Role(one) for one in wanted} if role in person.roles)
