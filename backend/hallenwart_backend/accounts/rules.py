"""Who may do what. Roles are held for a scope: a site (caretaker) or a club (club_admin, trainer, member); empty is all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SESSION_MS: Final = 12 * 3_600_000
"""A session ends after half a day: a shift, an evening of training."""
FRESH_MS: Final = 15 * 60_000
"""So long a new session counts as a proof of who it is, for whoever has no password."""
SEEN_EVERY_MS: Final = 5 * 60_000
"""How coarse it is kept when a session was last seen."""
FREE_TRIES: Final = 5
MAX_PAUSE_MS: Final = 15 * 60_000


class Role(StrEnum):
    ADMIN = "admin"
    OFFICE = "office"
    CARETAKER = "caretaker"
    CLUB_ADMIN = "club_admin"
    TRAINER = "trainer"
    MEMBER = "member"
    GUEST = "guest"
    """Sees what was shared with them and their own bookings; books nothing."""
    FIRE_OFFICER = "fire_officer"
    """Gives and ends releases for the responders; tests and disables fire sensors."""
    EMERGENCY = "emergency"
    """Held beside another role: may open in an emergency."""


ADMINS: Final = frozenset({Role.ADMIN})
MANAGERS: Final = frozenset({Role.ADMIN, Role.OFFICE, Role.CARETAKER})
PAGE_READERS: Final = MANAGERS | {Role.FIRE_OFFICER}
"""Who sees the manager's page. What one may do there, each route says."""
BOOKERS: Final = frozenset({Role.ADMIN, Role.OFFICE, Role.CLUB_ADMIN, Role.TRAINER})
OFFICE_HANDS: Final = frozenset({Role.ADMIN, Role.OFFICE})
"""Who sets what holds for a whole site."""
OPENERS: Final = frozenset({Role.ADMIN, Role.CARETAKER})
CLUB_ROLES: Final = frozenset({Role.CLUB_ADMIN, Role.TRAINER, Role.MEMBER})
INVITED: Final = CLUB_ROLES | {Role.GUEST}
"""What a club itself gives and takes."""
STAFF: Final = frozenset(Role) - INVITED
"""What an administrator alone gives and takes."""
SITE_ROLES: Final = frozenset({Role.CARETAKER, Role.FIRE_OFFICER, Role.EMERGENCY})
"""Held for one site, or for all of them."""
CLUB_ADMINS: Final = frozenset({Role.CLUB_ADMIN})
CODE_READERS: Final = frozenset({Role.CLUB_ADMIN, Role.TRAINER})
CLUB_TOLD: Final = CODE_READERS
"""Who of a club is told about its keys."""
EXIT_RELEASERS: Final = frozenset({Role.FIRE_OFFICER})
"""Who releases the arrow of a display: nobody else answers for the way people leave."""
EXIT_BLOCKERS: Final = frozenset({Role.ADMIN, Role.OFFICE, Role.CARETAKER, Role.FIRE_OFFICER})
"""Who says that a way out is blocked: whoever sees it."""
RELEASERS: Final = frozenset({Role.ADMIN, Role.FIRE_OFFICER})
EMERGENCY_OPENERS: Final = frozenset({Role.ADMIN, Role.EMERGENCY})
"""Who of the `OPENERS` may open in an emergency."""
EVIDENCE_READERS: Final = frozenset({Role.ADMIN, Role.OFFICE, Role.FIRE_OFFICER})
FIRE_HANDS: Final = frozenset({Role.ADMIN, Role.CARETAKER, Role.FIRE_OFFICER})
"""Who silences, resets, disables, walks and drills: a caretaker at the own site."""


_BY_WEIGHT: Final = (Role.CLUB_ADMIN, Role.TRAINER, Role.MEMBER)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone signed in. `roles` maps each role to its scopes.

    `acting` is the club chosen in this session, `way` how it began, `key` the API key by which a program acts for this person.
    """

    id: str
    name: str
    email: str
    roles: Mapping[Role, frozenset[str]]
    acting: str = ""
    way: str = ""
    key: str = ""

    def has(self, wanted: frozenset[Role]) -> bool:
        return not wanted.isdisjoint(self.roles)

    def has_at(self, wanted: frozenset[Role], scope: str) -> bool:
        """Say whether one of the roles is held for this scope or for all."""
        return any(scope in scopes or "" in scopes for role, scopes in self.roles.items() if role in wanted)

    @property
    def clubs(self) -> tuple[str, ...]:
        """The clubs this person belongs to, those of the strongest role first."""
        scopes = (scope for role in _BY_WEIGHT for scope in sorted(self.roles.get(role, ())) if scope)
        return tuple(dict.fromkeys(scopes))

    @property
    def club(self) -> str | None:
        """The club this person acts for."""
        mine = self.clubs
        return self.acting if self.acting in mine else next(iter(mine), None)

    def roles_in(self, club: str) -> tuple[Role, ...]:
        return tuple(role for role in _BY_WEIGHT if club in self.roles.get(role, ()))

    @property
    def is_manager(self) -> bool:
        return self.has(MANAGERS)

    @property
    def sees_manager_page(self) -> bool:
        return self.has(PAGE_READERS)


def pause_ms(failures: int) -> int:
    """Return how long sign-in pauses after so many failures in a row: none for five, then doubling from one second."""
    if failures < FREE_TRIES:
        return 0
    return min(1_000 << min(failures - FREE_TRIES, 20), MAX_PAUSE_MS)


def same_origin(origin: str | None, host: str) -> bool:
    """Say whether a changing request comes from our own page. Without an Origin header it is no browser's cross-site one."""
    if origin is None:
        return True
    scheme, _, rest = origin.partition("://")
    return scheme in {"http", "https"} and rest == host
