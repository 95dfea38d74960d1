"""What clubs show in a seed file.

    [[profile]] club, shown = true, about, about_en, about_easy, trial, trial_en, sports = ["volleyball"], web,
                welcome = ["wheelchair"],
                groups = [{ name = "Volleyball Mixed", sport, level = "all", min_age = 16, max_age, trial = true,
                            plan = ["as its dates are called"], note }],
                contacts = [{ role = "board", email = "vorstand@…", phone, person = "voss@…" }]
                (`person`: whose name stands there; told as they would tell it themselves)
    [[notice]]  club, by = "voss@…", kind = "equipment", title, text, days = 14    (from the day of the first seed)

A profile or notice that is there stays as people left it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import msgspec
from sqlalchemy import Connection

from hallenwart_backend.accounts.store import by_email
from hallenwart_backend.clubs.notices import store as notices
from hallenwart_backend.clubs.notices.rules import DAY_MS, Notice, NoticeKind
from hallenwart_backend.clubs.profile import store
from hallenwart_backend.clubs.profile.rules import Contact, ContactRole, Group, Level, Profile, Welcome
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.halls.loading import load_places


class SeedGroup(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    sport: str = ""
    level: Level = Level.ALL
    min_age: int | None = None
    max_age: int | None = None
    trial: bool = False
    plan: list[str] = []
    note: str = ""


class SeedContact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    role: ContactRole
    email: str = ""
    phone: str = ""
    person: str = ""


class SeedProfile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    club: str
    shown: bool = True
    about: str = ""
    about_en: str = ""
    about_easy: str = ""
    trial: str = ""
    trial_en: str = ""
    sports: list[str] = []
    web: str = ""
    welcome: list[Welcome] = []
    groups: list[SeedGroup] = []
    contacts: list[SeedContact] = []


class SeedNotice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    club: str
    by: str
    kind: NoticeKind
    title: str
    text: str
    days: int = 14


def plant_notices(connection: Connection, wishes: list[SeedNotice], *, now_ms: int) -> None:
    """Write the notices that are not there. Raises ConfigError for what does not fit."""
    for wish in wishes:
        who = by_email(connection, wish.by)
        if who is None or wish.club not in who.person.clubs:
            raise ConfigError(f"notice {wish.title!r}: {wish.by} is nobody of {wish.club}")
        identity = hashlib.sha256(f"{wish.club}{wish.title}".encode()).hexdigest()[:16]
        if notices.one(connection, identity) is None:
            until_ms = now_ms + wish.days * DAY_MS
            notices.add(
                connection,
                Notice(identity, wish.club, wish.kind, wish.title, wish.text, until_ms, now_ms, now_ms, who.person.id),
            )


def plant_profiles(connection: Connection, wishes: list[SeedProfile], pseudonym: Callable[[str], str], *, now_ms: int) -> None:
    """Write the profiles that are not there. Raises ConfigError for what does not fit."""
    clubs = load_places(connection).clubs if wishes else {}
    for wish in wishes:
        if wish.club not in clubs:
            raise ConfigError(f"profile: there is no club {wish.club!r}")
        if store.one(connection, wish.club) is None:
            store.put(connection, _profile(connection, wish, now_ms), by=pseudonym(""))


def _profile(connection: Connection, wish: SeedProfile, now_ms: int) -> Profile:
    about = {"de": wish.about, "en": wish.about_en, "easy": wish.about_easy}
    return Profile(
        club=wish.club,
        shown=wish.shown,
        about={lang: text for lang, text in about.items() if text},
        trial={lang: text for lang, text in (("de", wish.trial), ("en", wish.trial_en)) if text},
        sports=tuple(wish.sports),
        groups=tuple(Group(**_fields(one) | {"plan": tuple(one.plan)}) for one in wish.groups),
        contacts=tuple(_contact(connection, one) for one in wish.contacts),
        welcome=tuple(wish.welcome),
        web=wish.web,
        modified_ms=now_ms,
    )


def _fields(one: SeedGroup) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__struct_fields__}


def _contact(connection: Connection, wish: SeedContact) -> Contact:
    who = by_email(connection, wish.person) if wish.person else None
    if wish.person and who is None:
        raise ConfigError(f"profile: nobody has the address {wish.person!r}")
    return Contact(wish.role, wish.email, wish.phone, who.person.id if who else None)
