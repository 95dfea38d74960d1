"""What each locker is to know: its whole grants document, built anew from the records."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.access.badges import store as badge_store
from hallenwart_backend.access.badges.listed import Listed, listed_for
from hallenwart_backend.access.badges.rules import DENIED_FOR_MS
from hallenwart_backend.access.credentials import store as credential_store
from hallenwart_backend.access.credentials.store import STAFF, Known
from hallenwart_backend.access.custody.rules import slots_now
from hallenwart_backend.access.dark import store as dark_store
from hallenwart_backend.access.grants import demands, store
from hallenwart_backend.access.grants.demands import MAX_GRACE_MIN, MINUTE_MS, Demands
from hallenwart_backend.access.grants.document import FOR_EVER_MS, Built, Frame, Right, build_grants
from hallenwart_backend.access.grants.store import Given
from hallenwart_backend.access.grants.vault import Vault
from hallenwart_backend.accounts.rules import EMERGENCY_OPENERS, OPENERS
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.halls.model import Places
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import CredentialKind, Grants, Release
from hallenwart_contract.tickets import EventDoor

_log: Final = logging.getLogger(__name__)
_HOUR_MS: Final = 3_600_000
_CARDS: Final = frozenset({CredentialKind.CARD, CredentialKind.SUN})


@dataclass(frozen=True, slots=True)
class Outages:
    """What custody knows of a locker's compartments. The rights to a `lost` key go to its spare."""

    spares: Mapping[int, int] = field(default_factory=dict)
    out_of_service: Sequence[int] = ()
    lost: Sequence[int] = ()
    responder: Release | None = None


OutagesOf = Callable[[Connection, str, int], Outages]
"""Of a device, at a time."""
DoorsOf = Callable[[Connection, str, int], Sequence[EventDoor]]
"""The events at which the reader of a device lets people in, the soonest first."""


def no_doors(_connection: Connection, _device: str, _now_ms: int) -> Sequence[EventDoor]:
    return ()


@dataclass(frozen=True, slots=True)
class _Read:
    """One consistent look into the records."""

    demands: Demands
    given: list[Given]
    known: list[Known]
    openers: Mapping[str, frozenset[str]]
    emergency: Mapping[str, frozenset[str]]
    deny: list[str]
    outages: Outages
    doors: Sequence[EventDoor]
    listed: Listed


class LockerLists:
    """Builds documents; tells in the log what a document had no room for, once."""

    def __init__(self, records: Records, places: PlaceBook, clock: Clock, vault: Vault, outages: OutagesOf) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._vault = vault
        self._outages = outages
        self.doors: DoorsOf = no_doors
        self._left_out: dict[str, tuple[str, ...]] = {}

    async def grants_of(self, device: str) -> Grants | None:
        """Build the device's whole document; None for a device that was never provisioned."""
        if not self._vault.knows(device):
            return None
        now = self._clock.now_ms()
        found = await self._records.read(lambda connection: self._read(connection, device, now))
        built = self._build(device, found, now)
        await self._note_shares(device, found.listed, built)
        if built.left_out and built.left_out != self._left_out.get(device):
            _log.warning("%s has no room for %d of its rights: %s", device, len(built.left_out), ", ".join(built.left_out[:5]))
        self._left_out[device] = built.left_out
        return built.grants

    def left_out(self, device: str) -> tuple[str, ...]:
        """Return what the newest document had no room for."""
        return self._left_out.get(device, ())

    def _read(self, connection: Connection, device: str, now_ms: int) -> _Read:
        asked = demands.read(connection)
        ended_ms = now_ms - MAX_GRACE_MIN * MINUTE_MS - _HOUR_MS
        denied = (
            *store.revoked_of(connection, device, after_ms=ended_ms),
            *dark_store.denied_of(connection, device, kid=asked.device(device).kid, now_ms=now_ms),
            *credential_store.blocked_since(connection, now_ms - DENIED_FOR_MS),
            *badge_store.denied_since(connection, now_ms - DENIED_FOR_MS),
        )
        given = store.rights_of(connection, device, after_ms=ended_ms)
        openers = credential_store.sites_of(connection, OPENERS)
        placed = self._places.current.devices.get(device)
        staff = [person for person, scopes in openers.items() if scopes & {placed.site if placed else "", ""}]
        return _Read(
            asked,
            given,
            credential_store.known_at(connection, device),
            openers,
            credential_store.sites_of(connection, EMERGENCY_OPENERS),
            list(denied),
            self._outages(connection, device, now_ms),
            self.doors(connection, device, now_ms),
            listed_for(connection, device, given, credential_store.clubs_of_readers(connection), staff),
        )

    async def _note_shares(self, device: str, listed: Listed, built: Built) -> None:
        """Note whose keys this device gets, so that they end with the trust in it."""
        named = {one.id for one in built.grants.creds if one.kind == CredentialKind.BADGE}
        if not named <= listed.shared:
            await self._records.write(lambda connection: badge_store.share(connection, device, named))

    def _build(self, device: str, found: _Read, now_ms: int) -> Built:
        places = self._places.current
        site = placed.site if (placed := places.devices.get(device)) else ""
        wanted, of_device = found.demands.site(site), found.demands.device(device)
        frame = Frame(
            salt=self._vault.salt(device),
            before_ms=wanted.before_ms,
            after_ms=wanted.after_ms,
            deny=found.deny,
            dark_kid=of_device.kid,
            sun_meta=of_device.sun_meta,
            spares=found.outages.spares,
            out_of_service=found.outages.out_of_service,
            responder=found.outages.responder,
            doors=found.doors,
        )
        own = [replace(with_creds(given, found.known), badges=found.listed.of(given)) for given in found.given]
        rights = [found.demands.applied(_without_lost(right, found.outages), device) for right in own]
        rights += self._staff(found, site, _slots(places, device))
        season = {one.id: one.credential(self._vault.pseudonym(one.person)) for one in found.known if one.kind != STAFF}
        return build_grants(rights, frame, season | found.listed.credentials(rights, device, self._vault), now_ms=now_ms)

    def _staff(self, found: _Read, site: str, slots: tuple[int, ...]) -> Iterable[Right]:
        """Yield the right of everyone who may open at this site and holds a staff code, a card or a badge."""
        for person, scopes in sorted(found.openers.items()):
            theirs = [one for one in found.known if one.person == person]
            code = next((one.share for one in theirs if one.kind == STAFF and one.site == site), None)
            cards = tuple(one.id for one in theirs if one.kind in _CARDS)
            badges = found.listed.of_staff(person)
            if slots and scopes & {site, ""} and (code or cards or badges):
                who = self._vault.pseudonym(person)
                all_at_once = bool(found.emergency.get(person, frozenset()) & {site, ""})
                right = Right(
                    f"staff.{who}",
                    "",
                    slots,
                    0,
                    FOR_EVER_MS,
                    who=who,
                    creds=cards,
                    staff=True,
                    emergency=all_at_once,
                    badges=badges,
                )
                yield replace(right, long=code.long, duress=code.duress) if code else right


def _without_lost(right: Right, outages: Outages) -> Right:
    return replace(right, slots=tuple(slots_now(right.slots, lost=outages.lost, spares=outages.spares)))


def _slots(places: Places, device: str) -> tuple[int, ...]:
    return tuple(one.number for one in places.compartments if one.device == device)


def with_creds(given: Given, known: Iterable[Known]) -> Right:
    """Name the season credentials that may use a right: of the club's trainers and admins, and of who booked."""
    fitting = (
        one.id
        for one in known
        if one.kind != STAFF and (one.person == given.person or (given.club and {given.club, ""} & one.clubs))
    )
    return replace(given.right, creds=tuple(fitting))
