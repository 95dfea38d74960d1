"""What the city's account says of a person, and what that means here. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from hallenwart_backend.accounts.rules import CLUB_ROLES, INVITED, SITE_ROLES, Role
from hallenwart_backend.urls import parts_of

GUEST: Final = "guest"
FLOW_MS: Final = 10 * 60_000
MOST_FLOWS: Final = 1_000
_BY_WEIGHT: Final = (Role.CLUB_ADMIN, Role.TRAINER, Role.MEMBER)
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Settings:
    """How this server speaks to the provider. `roles` maps values of `claim` to a role for a scope.

    `create`: "guest" opens an account for whoever the provider knows; empty opens none.
    """

    issuer: str
    client_id: str
    client_secret: str
    name: str
    scopes: tuple[str, ...] = ("openid", "email", "profile")
    create: str = ""
    claim: str = ""
    roles: Mapping[str, tuple[Role, str]] = field(default_factory=dict)
    club_group: str = ""
    """How groups of clubs are called, as `/vereine/{club}/{role}`; empty: the provider knows none."""
    club_roles: Mapping[str, Role] = field(default_factory=dict)
    """What the word in the place of {role} means here."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a provider says of who signed in. `email` is empty unless the provider proved it."""

    issuer: str
    subject: str
    email: str
    name: str
    groups: frozenset[str]


def told_of(claims: Mapping[str, Any], *, issuer: str, claim: str) -> Told:
    """Read the claims. An address counts only when the provider says that it is verified."""
    email = str(claims.get("email") or "").strip().lower() if claims.get("email_verified") is True else ""
    name = " ".join(str(claims.get("name") or "").split()) or email.partition("@")[0]
    groups = claims.get(claim) if claim else ()
    listed = groups if isinstance(groups, list | tuple) else [groups] if isinstance(groups, str) else []
    return Told(issuer, str(claims["sub"]), email, name[:120], frozenset(one for one in listed if isinstance(one, str)))


def role_of(text: str) -> tuple[Role, str]:
    """Return role and scope of `office` or `caretaker:nordpark`. Raises ValueError for what a provider may not give."""
    word, _, scope = text.partition(":")
    role = Role(word)
    if role in INVITED:
        raise ValueError(f"{word} is given by a club, not by the city's account")
    if scope and role not in SITE_ROLES:
        raise ValueError(f"{word} is held for everything, without a site")
    return role, scope


def roles_wanted(settings: Settings, groups: Collection[str]) -> tuple[set[tuple[Role, str]], set[tuple[Role, str]]]:
    """Return the roles to give and the roles to take: those the provider decides on, and did not name."""
    give = {held for group, held in settings.roles.items() if group in groups}
    return give, set(settings.roles.values()) - give


def club_role_of(text: str) -> Role:
    """Return a role that a club gives. Raises ValueError for any other."""
    role = Role(text)
    if role not in CLUB_ROLES:
        raise ValueError(f"{text} is no role of a club; there are {', '.join(sorted(CLUB_ROLES))}")
    return role


def club_roles_in(settings: Settings, groups: Collection[str], clubs: Collection[str]) -> dict[str, Role]:
    """Return the strongest role the provider names for each club that is here."""
    if not settings.club_group:
        return {}
    parts = re.split(r"({club}|{role})", settings.club_group)
    named = {"{club}": "(?P<club>[a-z0-9-]+)", "{role}": "(?P<role>[^/]+?)"}
    form = re.compile("".join(named.get(part) or re.escape(part) for part in parts))
    found: dict[str, Role] = {}
    for group in groups:
        match = form.fullmatch(group)
        role = settings.club_roles.get(match["role"]) if match else None
        if match and role is not None and match["club"] in clubs:
            known = found.get(match["club"], role)
            found[match["club"]] = min(role, known, key=_BY_WEIGHT.index)
    return found


def may_speak_to(url: str) -> bool:
    """Say whether a provider may stand at this address: by TLS, or on this very machine."""
    parts = parts_of(url)
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK))
