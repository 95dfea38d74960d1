"""Joins trust, keys of shifts, signs, hours and papers with offers and rights."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Evidence, Listener
from hallenwart_backend.runtime import every
from hallenwart_backend.volunteering.hours.desk import HoursDesk
from hallenwart_backend.volunteering.hours.extras import HoursExtras
from hallenwart_backend.volunteering.hours.keys import ShiftKeys
from hallenwart_backend.volunteering.hours.letters import key_ready
from hallenwart_backend.volunteering.hours.papers import Papers
from hallenwart_backend.volunteering.hours.ports import KeyRights
from hallenwart_backend.volunteering.hours.signs import Signs
from hallenwart_backend.volunteering.hours.trusting import Trusting
from hallenwart_backend.volunteering.letters import Dates
from hallenwart_backend.volunteering.line import Line
from hallenwart_backend.volunteering.model import Placed
from hallenwart_backend.volunteering.signing import SignUps
from hallenwart_contract.clock import Clock

LOOK_EVERY_S: Final = 5.0
TOWN: Final = "Stadt"
"""Who confirms what helpers do for the town itself."""


@dataclass(frozen=True, slots=True)
class HoursRoom:
    desk: HoursDesk
    trusting: Trusting
    keys: ShiftKeys
    papers: Papers
    extras: HoursExtras
    signs: Signs
    club_name: Callable[[str | None], str]
    zone: Callable[[], ZoneInfo]
    base: Callable[[], str]

    @property
    def listeners(self) -> tuple[Listener, ...]:
        return (self.signs,)

    def tasks(self) -> dict[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {"shift keys": partial(every, LOOK_EVERY_S, self.keys.look)}


@dataclass(frozen=True, slots=True)
class Stands:
    """What others give: rights to keys, the server's signing key, the evidence log, and where people reach this server.

    `lists_old` has the lockers' lists built anew.
    """

    rights: KeyRights
    key: Ed25519PrivateKey
    evidence: Evidence
    lists_old: Callable[[], None]
    base: str


def join_hours(
    records: Records,
    places: PlaceBook,
    clock: Clock,
    stands: Stands,
    *,
    line: Line,
    signups: SignUps,
    dates: Dates,
    pseudonym: Callable[[str], str],
    changed: Callable[[str | None], None],
) -> HoursRoom:
    """`changed` tells a club's pages."""
    rights, key, base = stands.rights, stands.key, stands.base

    def told(connection: Connection, placed: Placed, now_ms: int) -> None:
        line.tell(connection, placed, key_ready(placed, dates), now_ms, f"key {placed.shift.from_ms}")

    def zone() -> ZoneInfo:
        return ZoneInfo(places.current.zone)

    def club_name(club: str | None) -> str:
        return TOWN if club is None else places.current.clubs.get(club, club)

    def where() -> str:
        return base.rstrip("/")

    keys = ShiftKeys(records, clock, rights, pseudonym, told, stands.lists_old)
    trusting = Trusting(records, clock, keys, pseudonym, zone, signups.settle)
    line.hooks.append(keys)
    line.certificates = trusting
    desk = HoursDesk(records, clock, key, stands.evidence, pseudonym=pseudonym, club_name=club_name, zone=zone, changed=changed)
    return HoursRoom(
        desk=desk,
        extras=HoursExtras(keys, desk, dates.link, lambda placed, t_ms: dates.moment(placed.offer, t_ms)),
        trusting=trusting,
        keys=keys,
        papers=Papers(records, clock, key, club_name=club_name, zone=zone, base=where),
        signs=Signs(records, places, rights, changed),
        club_name=club_name,
        zone=zone,
        base=where,
    )
