"""Releases of arrows: given in a signed protocol, withdrawn by a person or because the display is another one now."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final, Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import EXIT_RELEASERS, Person
from hallenwart_backend.accounts.store import people_with
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.standing import Standing
from hallenwart_backend.display.exits import rules, store, words
from hallenwart_backend.display.exits.refusals import no_release, not_enrolled, shorter
from hallenwart_backend.display.exits.rules import BLOCKED, RELEASED, Hung, Release, Why
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Cause, Evidence, EvidenceKind, Incidents, Notice, Where
from hallenwart_contract.clock import Clock
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity
from hallenwart_contract.view import Exit

_PREFIX: Final = "exit_ends:"
SHOWN: Final = 50


class Tell(Protocol):
    async def tell_person(self, person: str, notice: Notice, *, once: str) -> int: ...


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants an arrow to say. `statement` is the version of the words that were confirmed."""

    way: str
    place: str
    until_ms: int
    statement: str = ""


class ExitDesk:
    """`hung` says how a display stands now, None where it does not; `pseudonym` names a person as logs do.

    `changed`: documents of devices are old; `told`: pages are. Whoever calls checked the person.
    """

    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        key: Ed25519PrivateKey,
        evidence: Evidence,
        incidents: Incidents,
        *,
        tell: Tell,
        hung: Callable[[str], Hung | None],
        pseudonym: Callable[[str], str],
        changed: Callable[[], None],
        told: Callable[[], Awaitable[None]],
    ) -> None:
        self._records, self._places, self._clock, self._key = records, places, clock, key
        self._evidence, self._tell = evidence, tell
        self._hung, self._pseudonym = hung, pseudonym
        self._changed, self._told = changed, told
        self._standing = Standing(records, incidents, _PREFIX)
        self._held: dict[str, list[Release]] = {}

    async def load(self) -> None:
        """Read what stands; call once before devices are told."""
        await self._refresh()

    async def _refresh(self) -> None:
        since_ms = self._clock.now_ms() - rules.PAST_MS
        held: dict[str, list[Release]] = {}
        for release in await self._records.read(lambda connection: store.since(connection, since_ms)):
            held.setdefault(release.device, []).append(release)
        self._held = held

    # --- what devices and pages are told ---

    def now(self, device: str) -> Release | None:
        """Return what holds for a display now: that its way is blocked before every arrow."""
        return rules.shown(self._held.get(device, ()), self._hung(device), self._clock.now_ms())

    def exit_of(self, device: str) -> Exit | None:
        found = self.now(device)
        return rules.exit_of(found) if found else None

    def reminder(self, device: str) -> int | None:
        """Return when the release of a display ends or ended, while somebody is to be reminded of it."""
        now = self._clock.now_ms()
        due = [one.until_ms for one in self._held.get(device, ()) if rules.is_due(one, now)]
        return max(due, default=None)

    async def all_of(self, device: str) -> list[Release]:
        return await self._records.read(lambda connection: store.of_device(connection, device, SHOWN))

    async def one(self, device: str, release: str) -> Release:
        """Return a protocol, the one that holds now for an empty id. Raises RefusedError 404."""
        wanted = release or (found.id if (found := self._released(device)) else "")
        known = await self._records.read(lambda connection: store.one(connection, device, wanted))
        if known is None:
            raise no_release()
        return known

    # --- what people do ---

    async def release(self, device: str, wish: Wish, person: Person) -> Release:
        """Release an arrow in a signed protocol; what was released before ends. Raises RefusedError 409, 422."""
        return await self._give(RELEASED, device, wish, person)

    async def block(self, device: str, wish: Wish, person: Person) -> Release:
        """Say that a way out is blocked, at once; the fire-safety officers are told. Raises RefusedError 409, 422."""
        known = next((one for one in self._standing_of(device) if one.kind == BLOCKED), None)
        if known is not None and known.until_ms > wish.until_ms:
            raise shorter()
        given = await self._give(BLOCKED, device, wish, person)
        await self._tell_officers(given, words.blocked(self._title(device), given, self._zone(given)), once=given.id)
        return given

    async def _give(self, kind: str, device: str, wish: Wish, person: Person) -> Release:
        now = self._clock.now_ms()
        place = " ".join(wish.place.split())
        if fault := rules.fault_of(kind, wish.way, place, wish.statement, wish.until_ms, now):
            raise RefusedError(fault.code, fault.de, fault.en, status=422)
        hung = self._hung(device)
        if hung is None:
            raise not_enrolled()
        plain = Release(
            id=secrets.token_hex(8),
            kind=kind,
            device=device,
            site=hung.site,
            halls=tuple(hung.halls),
            identity=hung.mark,
            way=wish.way,
            place=place,
            statement=wish.statement if kind == RELEASED else "",
            given_by=person.name[:120],
            person=person.id,
            given_ms=now,
            from_ms=now,
            until_ms=wish.until_ms,
            body=b"",
            digest="",
            signature=b"",
        )
        body = rules.told(plain, title=self._title(device), who=self._pseudonym(person.id))
        digest, signature = hashlib.sha256(body).hexdigest(), self._key.sign(rules.CONTEXT + body)
        given = replace(plain, body=body, digest=digest, signature=signature)
        before = [one for one in self._standing_of(device) if one.kind == kind]

        def keep(connection: Connection) -> None:
            for one in before:
                self._end(connection, one, Why.REPLACED, person)
            store.add(connection, given)
            link = EvidenceKind.EXIT_RELEASED if kind == RELEASED else EvidenceKind.EXIT_BLOCKED
            said = f"{words.said(self._title(device), given, self._zone(given))} · sha256 {digest}"
            self._evidence.keep(connection, link, given.id, person.id, said, at=_at(given), t_ms=now)

        await self._records.write(keep)
        await self._tell_all()
        return given

    async def withdraw(self, device: str, kind: str, person: Person) -> None:
        """End what stands of a kind. Raises RefusedError 404."""
        standing = [one for one in self._standing_of(device) if one.kind == kind]
        if not standing:
            raise no_release()
        await self._end_all([(one, Why.OFFICER) for one in standing], person)

    async def _end_all(self, ended: list[tuple[Release, str]], person: Person | None) -> None:
        def write(connection: Connection) -> None:
            for one, why in ended:
                self._end(connection, one, why, person)

        await self._records.write(write)
        await self._tell_all()

    def _end(self, connection: Connection, release: Release, why: str, person: Person | None) -> None:
        now = self._clock.now_ms()
        if store.end(connection, release.id, now_ms=now, why=why, by=person.name if person else ""):
            who, said = person.id if person else "", f"{release.place} · {rules.WHYS[why][0]} · sha256 {release.digest}"
            self._evidence.keep(connection, EvidenceKind.EXIT_ENDED, release.id, who, said, at=_at(release), t_ms=now)

    async def _tell_all(self) -> None:
        await self._refresh()
        self._changed()
        await self._told()

    # --- what time and moves do ---

    async def look(self) -> None:
        """End what is no longer true, and remind; called often, and whenever a display is set otherwise."""
        now = self._clock.now_ms()
        gone = [
            (one, why)
            for device, held in self._held.items()
            for one in held
            if one.holds(now) and (why := rules.ends(one, self._hung(device)))
        ]
        if gone:
            await self._end_all(gone, None)
            for one, why in gone:
                notice = words.ended(self._title(one.device), one, why)
                await self._tell_officers(one, notice, once=f"{one.id}:ended")
        due = [one for held in self._held.values() for one in held if rules.is_due(one, now)]
        for one in due:
            if now < one.until_ms:
                await self._tell_officers(
                    one, words.ending(self._title(one.device), one, self._zone(one)), once=f"{one.id}:ends"
                )
        await self._standing.hold([self._cause(one) for one in due], now_ms=now)

    async def _tell_officers(self, release: Release, notice: Notice, *, once: str) -> None:
        def officers(connection: Connection) -> list[str]:
            here = people_with(connection, EXIT_RELEASERS, release.site)
            return [*dict.fromkeys([*here, *people_with(connection, EXIT_RELEASERS, "")])]

        for person in await self._records.read(officers):
            await self._tell.tell_person(person, notice, once=f"exit:{once}")

    def _cause(self, release: Release) -> Cause:
        return Cause(
            key=f"{_PREFIX}{release.id}",
            id=release.id,
            kind=IncidentKind.EXIT_ENDS,
            sev=Severity.INFO,
            site=release.site,
            since_ms=release.until_ms - rules.REMIND_MS,
            device=release.device,
            detail=words.said(self._title(release.device), release, self._zone(release)),
        )

    # --- small things ---

    def _standing_of(self, device: str) -> list[Release]:
        now = self._clock.now_ms()
        return [one for one in self._held.get(device, ()) if one.ended_ms is None and one.until_ms > now]

    def _released(self, device: str) -> Release | None:
        return next((one for one in reversed(self._held.get(device, [])) if one.kind == RELEASED), None)

    def _title(self, device: str) -> str:
        display = self._places.current.displays.get(device)
        return display.title if display and display.title else device

    def _zone(self, release: Release) -> str:
        site = self._places.current.sites.get(release.site)
        return site.zone if site else self._places.current.zone


def _at(release: Release) -> Where:
    return Where(site=release.site, device=release.device)
