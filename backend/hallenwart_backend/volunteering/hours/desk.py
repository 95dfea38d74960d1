"""What a club sees and says of helpers' time: who was there, confirmed hours, corrections; and sums for others."""

from __future__ import annotations

import base64
import datetime as dt
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.ports import Evidence, EvidenceKind
from hallenwart_backend.volunteering import store as shift_store
from hallenwart_backend.volunteering.hours import record, rules, store
from hallenwart_backend.volunteering.hours.model import Attendance, Hours, Named, SignRow
from hallenwart_backend.volunteering.hours.refusals import refusal
from hallenwart_backend.volunteering.hours.rules import Basis, SignKind, Worked
from hallenwart_backend.volunteering.hours.signs import belongs
from hallenwart_backend.volunteering.model import COMING, Placed, SignState
from hallenwart_backend.volunteering.tables import offers, shifts, signups
from hallenwart_contract import marks
from hallenwart_contract.clock import Clock

_ID_BYTES: Final = 10
_SALT_BYTES: Final = 32
_SEEN: Final = COMING | {SignState.DONE, SignState.ABSENT}
"""Whom the club finds in its list."""


class HoursDesk:
    """Who may call for which club, the routes say. Implements ports.VolunteerHours."""

    def __init__(
        self,
        records: Records,
        clock: Clock,
        key: Ed25519PrivateKey,
        evidence: Evidence,
        *,
        pseudonym: Callable[[str], str],
        club_name: Callable[[str | None], str],
        zone: Callable[[], ZoneInfo],
        changed: Callable[[str | None], None],
    ) -> None:
        self._records, self._clock, self._key, self._evidence = records, clock, key, evidence
        self._pseudonym, self._club_name, self._zone, self._changed = pseudonym, club_name, zone, changed

    # --- reading ---

    async def attendance(self, club: str | None, from_ms: int, to_ms: int) -> list[Attendance]:
        """Return the places in a club's shifts of a time, with all that is known of them."""
        now = self._clock.now_ms()

        def read(connection: Connection) -> list[Attendance]:
            whose = store.of_club(offers, club), signups.c.state.in_(sorted(_SEEN))
            span = shifts.c.to_ms > from_ms, shifts.c.from_ms < to_ms, shifts.c.cancelled_ms.is_(None)
            placed = shift_store.placed(connection, *whose, *span)
            return self._attendance(connection, placed, now)

        return await self._records.read(read)

    async def one(self, signup: str) -> Attendance:
        """Raises RefusedError 404."""
        return await self._records.read(lambda connection: self._one(connection, signup))

    def _one(self, connection: Connection, signup: str) -> Attendance:
        placed = shift_store.placed(connection, signups.c.id == signup)
        if not placed:
            raise refusal("no_such_helper")
        return self._attendance(connection, placed, self._clock.now_ms())[0]

    @staticmethod
    def _attendance(connection: Connection, placed: Sequence[Placed], now_ms: int) -> list[Attendance]:
        ids = [one.signup.id for one in placed]
        helpers = sorted({one.helper.id for one in placed})
        signs, confirmed = store.signs_of(connection, ids), store.valid_of(connection, ids)
        trusts = store.trusts(connection, helpers, at_ms=now_ms)
        seen = store.certificates(connection, helpers, at_ms=now_ms)
        found = []
        for one in placed:
            own, who = signs.get(one.signup.id, []), (one.offer.club, one.helper.id)
            worked = rules.worked(one.shift.span, (row.sign for row in own))
            found.append(Attendance(one, own, worked, confirmed.get(one.signup.id), trusts.get(who), seen.get(who)))
        return found

    async def signup_of_mark(self, club: str | None, text: str) -> str:
        """Return the sign-up of a mark that somebody shows. Raises RefusedError 404."""
        digest = marks.digest_of(text) or ""
        placed = await self._records.read(lambda connection: shift_store.of_mark(connection, digest))
        if placed is None or placed.offer.club != club:
            raise refusal("no_such_mark")
        return placed.signup.id

    async def hours(self, identity: str) -> Hours:
        """Raises RefusedError 404."""
        found = await self._records.read(lambda connection: store.one(connection, identity))
        if found is None:
            raise refusal("no_such_hours")
        return found.hours

    async def of_helper(self, helper: str) -> list[Named]:
        """Return the hours of a helper that stand."""
        return await self._records.read(lambda connection: store.of_helper(connection, helper))

    async def of_year(self, club: str | None, year: int) -> list[Named]:
        """Return the hours of a club that stand, of a calendar year of the town."""
        span = self._year(year)
        return await self._records.read(lambda connection: store.within(connection, club, *span))

    async def hours_of(self, club: str | None, year: int) -> int:
        """Return the confirmed minutes of a club in a year."""
        span = self._year(year)
        return await self._records.read(lambda connection: store.minutes(connection, club, *span))

    @staticmethod
    def told(connection: Connection, club: str, from_ms: int, to_ms: int) -> list[tuple[int, int]]:
        """Return when each confirmed shift of a club began, and its minutes."""
        return [(one.hours.from_ms, one.hours.minutes) for one in store.within(connection, club, from_ms, to_ms)]

    def _year(self, year: int) -> tuple[int, int]:
        first, last = (dt.datetime(one, 1, 1, tzinfo=self._zone()) for one in (year, year + 1))
        return int(first.timestamp()) * 1000, int(last.timestamp()) * 1000

    # --- by the club ---

    async def was_there(self, person: Person, signup: str) -> None:
        """Note that a person of the club saw the helper. Raises RefusedError 404, 409."""
        now, by = self._clock.now_ms(), self._pseudonym(person.id)

        def note(connection: Connection) -> Placed:
            placed = self._present(connection, signup, now)
            at_ms = now if belongs(placed, now) else placed.shift.to_ms
            store.add_sign(connection, SignRow(signup, SignKind.PERSON, at_ms, by=by))
            self._set_state(connection, placed, SignState.IN, now, only=SignState.ABSENT)
            return placed

        self._changed((await self._records.write(note)).offer.club)

    async def was_absent(self, signup: str) -> None:
        """Note that somebody did not come. Raises RefusedError 404, 409."""
        now = self._clock.now_ms()

        def note(connection: Connection) -> Placed:
            placed = self._present(connection, signup, now)
            if store.valid_of(connection, [signup]):
                raise refusal("confirmed")
            self._set_state(connection, placed, SignState.ABSENT, now)
            return placed

        self._changed((await self._records.write(note)).offer.club)

    async def confirm(self, person: Person, signup: str, minutes: int | None, reason: str) -> Hours:
        """Confirm what the signs say, or other minutes with a reason; hours that stood are replaced.

        Raises RefusedError 404, 409, 422.
        """
        now = self._clock.now_ms()

        def confirm(connection: Connection) -> tuple[Hours, str | None]:
            placed = self._present(connection, signup, now)
            attended = self._attendance(connection, [placed], now)[0]
            named = self._made(person, placed, _counted(attended, minutes, reason, now), reason, attended.hours, now)
            if attended.hours is not None:
                why = reason or "ersetzt"
                store.withdraw(connection, attended.hours.id, now_ms=now, why=why)
                self._keep(connection, EvidenceKind.HOURS_WITHDRAWN, attended.hours, person)
            store.add_hours(connection, named)
            self._keep(connection, EvidenceKind.HOURS_CONFIRMED, named.hours, person)
            self._set_state(connection, placed, SignState.DONE, now)
            return named.hours, placed.offer.club

        made, club = await self._records.write(confirm)
        self._changed(club)
        return made

    async def withdraw(self, person: Person, identity: str, reason: str) -> None:
        """Take hours back; a paper that lists them says so from now on. Raises RefusedError 404, 409, 422."""
        now = self._clock.now_ms()
        if not reason:
            raise refusal("say_why")

        def withdraw(connection: Connection) -> str | None:
            found = store.one(connection, identity)
            if found is None:
                raise refusal("no_such_hours")
            if found.hours.withdrawn_ms is not None:
                raise refusal("withdrawn")
            store.withdraw(connection, identity, now_ms=now, why=reason)
            self._keep(connection, EvidenceKind.HOURS_WITHDRAWN, found.hours, person)
            for placed in shift_store.placed(connection, signups.c.id == found.hours.signup):
                self._set_state(connection, placed, SignState.IN, now, only=SignState.DONE)
            return found.hours.club

        self._changed(await self._records.write(withdraw))

    # --- what all stand on ---

    @staticmethod
    def _present(connection: Connection, signup: str, now_ms: int) -> Placed:
        placed = next(iter(shift_store.placed(connection, signups.c.id == signup)), None)
        if placed is None:
            raise refusal("no_such_helper")
        if placed.signup.state not in _SEEN:
            raise refusal("not_helping")
        if now_ms < placed.shift.from_ms - rules.EARLY_MS:
            raise refusal("not_begun")
        return placed

    @staticmethod
    def _set_state(
        connection: Connection, placed: Placed, state: SignState, now_ms: int, *, only: SignState | None = None
    ) -> None:
        if only is None or placed.signup.state == only:
            shift_store.put_signup(connection, replace(placed.signup, state=state, modified_ms=now_ms))

    def _made(self, person: Person, placed: Placed, counted: Worked, reason: str, before: Hours | None, now_ms: int) -> Named:
        """Make and sign the record of these hours."""
        salt, identity = secrets.token_bytes(_SALT_BYTES), secrets.token_hex(_ID_BYTES)
        replaces = before.id if before else ""
        told = record.HoursRecord(
            id=identity,
            club=self._club_name(placed.offer.club),
            what=placed.offer.role,
            from_ms=counted.from_ms,
            to_ms=counted.to_ms,
            minutes=counted.minutes,
            basis=counted.basis,
            helper=record.commitment(placed.helper.name, salt),
            made_ms=now_ms,
            replaces=replaces,
        )
        text = record.canonical(told)
        hours = Hours(
            id=identity,
            signup=placed.signup.id,
            club=placed.offer.club,
            role=placed.offer.role,
            title=placed.offer.title,
            from_ms=counted.from_ms,
            to_ms=counted.to_ms,
            minutes=counted.minutes,
            basis=counted.basis,
            reason=reason,
            by=self._pseudonym(person.id),
            made_ms=now_ms,
            record=text.decode(),
            signature=base64.b64encode(self._key.sign(record.to_sign(text))).decode(),
            replaces=replaces,
        )
        return Named(hours, placed.helper.id, placed.helper.name, salt)

    def _keep(self, connection: Connection, kind: str, hours: Hours, person: Person) -> None:
        said = f"{hours.minutes} min {record.digest(hours.record.encode())}"
        self._evidence.keep(connection, kind, hours.id, person.id, said)


def _counted(attended: Attendance, minutes: int | None, reason: str, now_ms: int) -> Worked:
    """Return what is to be confirmed. Raises RefusedError 409, 422."""
    worked, span = attended.worked, attended.placed.shift.span
    if minutes is None or (worked is not None and minutes == worked.minutes):
        if worked is None:
            raise refusal("nothing_seen")
        if now_ms < worked.to_ms:
            raise refusal("not_over")
        return worked
    if fault := rules.minutes_fault(minutes):
        raise refusal(fault)
    if not reason:
        raise refusal("say_why")
    start = worked.from_ms if worked else span[0]
    return Worked(start, start + minutes * rules.MINUTE_MS, minutes, Basis.CLUB)
