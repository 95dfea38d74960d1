"""SQL of profiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from hallenwart_backend.accounts.tables import people
from hallenwart_backend.clubs.profile.rules import Contact, ContactRole, Group, Level, Profile, Welcome
from hallenwart_backend.clubs.profile.tables import club_contacts, club_profiles

_ORDER: Final = {role: place for place, role in enumerate(ContactRole)}


def all_of(connection: Connection, *clubs: str) -> list[Profile]:
    """Return every profile, or those of these clubs."""
    wanted = select(club_profiles)
    named = select(club_contacts, people.c.name).outerjoin(people, people.c.id == club_contacts.c.person)
    if clubs:
        wanted, named = wanted.where(club_profiles.c.club.in_(clubs)), named.where(club_contacts.c.club.in_(clubs))
    contacts: dict[str, list[Contact]] = {}
    for row in connection.execute(named):
        one = Contact(ContactRole(row.role), row.email, row.phone, row.person, row.name or "")
        contacts.setdefault(row.club, []).append(one)
    return [_profile(row, contacts.get(row.club, [])) for row in connection.execute(wanted)]


def one(connection: Connection, club: str) -> Profile | None:
    return next(iter(all_of(connection, club)), None)


def _profile(row: Row[Any], contacts: Sequence[Contact]) -> Profile:
    return Profile(
        club=row.club,
        shown=row.shown,
        hidden=row.hidden,
        hidden_why=row.hidden_why,
        about=dict(row.about),
        trial=dict(row.trial),
        sports=tuple(row.sports),
        groups=tuple(Group(**told | {"level": Level(told["level"]), "plan": tuple(told["plan"])}) for told in row.groups),
        contacts=tuple(sorted(contacts, key=lambda one: _ORDER[one.role])),
        welcome=tuple(Welcome(word) for word in row.welcome),
        web=row.web,
        modified_ms=row.modified_ms,
    )


def put(connection: Connection, profile: Profile, *, by: str) -> None:
    """Write a profile; whether the office hides it stays as it is."""
    values = {
        "shown": profile.shown,
        "about": dict(profile.about),
        "trial": dict(profile.trial),
        "sports": list(profile.sports),
        "groups": [asdict(group) | {"level": str(group.level), "plan": list(group.plan)} for group in profile.groups],
        "welcome": [str(word) for word in profile.welcome],
        "web": profile.web,
        "modified_ms": profile.modified_ms,
        "changed_by": by,
    }
    here = club_profiles.c.club == profile.club
    if not connection.execute(update(club_profiles).where(here).values(**values)).rowcount:
        connection.execute(insert(club_profiles).values(club=profile.club, made_ms=profile.modified_ms, **values))
    connection.execute(delete(club_contacts).where(club_contacts.c.club == profile.club))
    for told in profile.contacts:
        row = {"role": str(told.role), "email": told.email, "phone": told.phone, "person": told.person}
        connection.execute(insert(club_contacts).values(club=profile.club, **row))


def hide(connection: Connection, club: str, why: str, *, hidden: bool, by: str, now_ms: int) -> bool:
    """Return False where there is no profile."""
    values = {"hidden": hidden, "hidden_why": why, "modified_ms": now_ms, "changed_by": by}
    return connection.execute(update(club_profiles).where(club_profiles.c.club == club).values(**values)).rowcount > 0
