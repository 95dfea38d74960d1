"""Which badges a locker's list names, and what it keeps of them. A key is opened only for the badges that are named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from hallenwart_backend.access.badges import store
from hallenwart_backend.access.badges.rules import Badge, badge_named, sheet_name
from hallenwart_backend.access.grants.document import Right
from hallenwart_backend.access.grants.store import Given
from hallenwart_backend.access.grants.vault import Vault
from hallenwart_contract.documents import Credential, CredentialKind


@dataclass(frozen=True, slots=True)
class Listed:
    """The badges of whoever may open something at a device, by person, and for each club who reads its codes."""

    badges: Mapping[str, Badge]
    readers: Mapping[str, tuple[str, ...]]
    shared: frozenset[str] = frozenset()

    def of(self, given: Given) -> tuple[str, ...]:
        """Return the badges and sheets that may use a right: of who booked, and of the club's trainers and admins."""
        readers = (*self.readers.get(given.club, ()), *self.readers.get("", ())) if given.club else ()
        people = dict.fromkeys((*((given.person,) if given.person else ()), *readers))
        return tuple(name for person in people for name in self._names(person))

    def of_staff(self, person: str) -> tuple[str, ...]:
        """Return the badge that opens as staff. A sheet never does: whoever photographs it would open every compartment."""
        badge = self.badges.get(person)
        return (badge.id,) if badge else ()

    def _names(self, person: str) -> Iterable[str]:
        badge = self.badges.get(person)
        if badge is not None:
            yield badge.id
            if badge.paper_hash is not None:
                yield sheet_name(badge.id)

    def credentials(self, rights: Iterable[Right], device: str, vault: Vault) -> dict[str, Credential]:
        """Return what the device keeps of the badges that these rights name."""
        named = {name for right in rights for name in right.badges}
        by_handle = {badge.id: badge for badge in self.badges.values()}
        return {name: _credential(name, by_handle[badge_named(name)], device, vault) for name in sorted(named)}


def _credential(name: str, badge: Badge, device: str, vault: Vault) -> Credential:
    who = vault.pseudonym(badge.person)
    if name != badge.id:
        return Credential(id=name, kind=CredentialKind.PAPER, who=who, hash=badge.paper_hash or b"")
    key = vault.seal_for(device, vault.open_bytes(badge.secret, badge.id), badge.id, steady=True)
    return Credential(id=name, kind=CredentialKind.BADGE, who=who, key=key)


def listed_for(
    connection: Connection,
    device: str,
    given: Collection[Given],
    readers: Mapping[str, frozenset[str]],
    staff: Iterable[str],
) -> Listed:
    """Look up the badges of whoever these rights belong to. `readers`: by person, the clubs whose codes they read."""
    clubs = {one.club for one in given if one.club} | {""}
    by_club: dict[str, list[str]] = {}
    for person, scopes in sorted(readers.items()):
        for club in scopes & clubs:
            by_club.setdefault(club, []).append(person)
    people = {one.person for one in given if one.person} | {person for some in by_club.values() for person in some} | {*staff}
    found = {badge.person: badge for badge in store.of_people(connection, people)}
    shared = frozenset(store.shared_with(connection, device))
    return Listed(found, {club: tuple(some) for club, some in by_club.items()}, shared)
