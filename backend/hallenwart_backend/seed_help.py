"""Offers of help of a seed file.

    [[help]]    club (empty: the town), by (e-mail address), title, role = "door", text, needs, sport, hall or place,
                date = "2026-11-27", shift = [{ start = "17:00", end = "19:00", wanted = 2 }],
                skills = [], languages = ["de"], min_age, step_free, seated, youth, key, contact,
                helper = [{ name, email }]    (guests who come, to the first shift)

An offer that is there stays as people left it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection

from hallenwart_backend.accounts.store import everybody
from hallenwart_backend.booking.rules import local_ms
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.halls.loading import load_places
from hallenwart_backend.seed_places import minutes_of
from hallenwart_backend.volunteering import rules, store
from hallenwart_backend.volunteering.model import Helper, HelpOfferState, Offer, Shift, SignState, SignUp, Task
from hallenwart_contract import marks

_ID_CHARS: Final = 16


class Vault(Protocol):
    def pseudonym(self, person: str) -> str: ...

    def seal_bytes(self, secret: bytes, owner: str) -> bytes: ...


class SeedShift(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    start: str
    end: str
    wanted: int = 1


class SeedHelper(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    email: str


class SeedHelp(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    title: str
    role: Task
    by: str
    date: dt.date
    shift: list[SeedShift]
    club: str = ""
    text: str = ""
    needs: str = ""
    sport: str = ""
    hall: str = ""
    place: str = ""
    contact: str = ""
    skills: list[str] = []
    languages: list[str] = []
    min_age: int = 0
    step_free: bool = False
    seated: bool = False
    youth: bool = False
    key: bool = False
    helper: list[SeedHelper] = []


def plant_help(connection: Connection, wishes: list[SeedHelp], vault: Vault | None, *, now_ms: int) -> None:
    """Write the offers that are not there. Raises ConfigError for what does not fit."""
    if not wishes:
        return
    places, people = load_places(connection), {one.email: one for one in everybody(connection)}
    for wish in wishes:
        if wish.hall and wish.hall not in places.halls:
            raise ConfigError(f"help {wish.title!r}: there is no hall {wish.hall!r}")
        if wish.by.lower() not in people:
            raise ConfigError(f"help {wish.title!r}: nobody has the address {wish.by!r}")
        identity = _id(wish.club, wish.title, str(wish.date))
        if store.offer(connection, identity) is not None:
            continue
        zone = places.halls[wish.hall].zone if wish.hall else ZoneInfo(places.zone)
        same = ("title", "needs", "sport", "hall", "place", "contact", "min_age", "step_free", "seated", "youth", "key")
        offer = Offer(
            **{name: getattr(wish, name) for name in same},
            id=identity,
            club=wish.club or None,
            role=str(wish.role),
            body=wish.text,
            skills=tuple(wish.skills),
            languages=tuple(wish.languages),
            made_by=vault.pseudonym(people[wish.by.lower()].id) if vault else "-",
            made_ms=now_ms,
            modified_ms=now_ms,
            state=HelpOfferState.OPEN,
        )
        store.put_offer(connection, offer)
        shifts = [_shift(wish, one, identity, zone) for one in wish.shift]
        for shift in shifts:
            store.put_shift(connection, shift)
        for helper in wish.helper[: shifts[0].wanted]:
            _helps(connection, helper, shifts[0], vault, now_ms)


def _shift(wish: SeedHelp, told: SeedShift, offer: str, zone: ZoneInfo) -> Shift:
    start, end = (local_ms(wish.date, minutes_of(at), zone) for at in (told.start, told.end))
    if fault := rules.shift_fault(start, end, told.wanted):
        raise ConfigError(f"help {wish.title!r}: {fault.code}")
    return Shift(_id(offer, told.start), offer, start, end, told.wanted)


def _helps(connection: Connection, told: SeedHelper, shift: Shift, vault: Vault | None, now_ms: int) -> None:
    email = told.email.lower()
    helper = store.helper_of_email(connection, email)
    if helper is None:
        helper = Helper(_id(email), told.name, email, None, "de", now_ms, now_ms, now_ms)
        store.put_helper(connection, helper)
    identity, mark = _id(shift.id, email), marks.draw()
    kept: dict[str, Any] = (
        {"mark": vault.seal_bytes(mark.encode(), identity), "mark_digest": marks.digest_of(mark)} if vault else {}
    )
    signup = SignUp(
        id=identity,
        shift=shift.id,
        helper=helper.id,
        state=SignState.IN,
        line=store.next_line(connection, shift.id),
        made_ms=now_ms,
        modified_ms=now_ms,
        confirmed_ms=now_ms,
        in_ms=now_ms,
        reminded=rules.stage(shift.from_ms, now_ms),
        **kept,
    )
    store.put_signup(connection, signup)


def _id(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_ID_CHARS]
