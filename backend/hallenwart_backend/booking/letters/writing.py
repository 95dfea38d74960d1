"""Writes the letters of news, in one transaction with the mark that they are done: nothing is told twice or lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import CLUB_TOLD, OFFICE_HANDS, Person
from hallenwart_backend.accounts.store import people_with, person_of
from hallenwart_backend.alerts import letters
from hallenwart_backend.alerts.ways import store as ways
from hallenwart_backend.alerts.ways.store import Hop
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.letters import choices, rules, store
from hallenwart_backend.booking.letters.making import Maker, Reader, collected, plain, unchanged
from hallenwart_backend.booking.letters.rules import BY_HAND, Channel, Kind, Row, Told
from hallenwart_backend.booking.model import HOLDING, Booking
from hallenwart_backend.booking.rules import local_day
from hallenwart_backend.halls.model import Places
from hallenwart_backend.ports import Notice

_ABOUT_LOST: Final = frozenset({Kind.CANCELLED, Kind.DECLINED, Kind.DISPLACED, Kind.FREED, Kind.LENDING_ENDED})
"""These are told of dates that are held no more, too."""
_WITH_DATES: Final = frozenset({Kind.SERIES_BOOKED, Kind.SERIES_ASKED, Kind.SERIES_APPROVED, Kind.SERIES_CHANGED})
_OVER: Final = frozenset({Kind.USE_EMPTY, Kind.USE_RELEASED})
"""These are told of what is over, or running."""
_QUIET: Final = frozenset({Channel.PUSH, Channel.OTHER})
PREFIX: Final = "booking"


@dataclass(frozen=True, slots=True)
class Writer:
    connection: Connection
    places: Places
    now_ms: int

    def write(self) -> int:
        """Tell what is ready of the news that wait; return how many letters that made."""
        groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in store.waiting(self.connection):
            groups[row.about].append(row)
        ready = [rows for rows in groups.values() if rules.is_ready(rows, self.now_ms)]
        count = 0
        for rows in ready:
            for told in rules.folded(rows):
                count += self.tell(told)
                if told.kind is Kind.OFFERED and told.row.detail.get("to") in self.places.clubs:
                    count += self.tell(replace(told, kind=Kind.OFFERED_TO_YOU))
            store.mark_done(self.connection, rows, now_ms=self.now_ms)
        return count

    def tell(self, told: Told) -> int:
        """Write one message to everybody it concerns; return how many letters that made."""
        booking = bookings.one(self.connection, told.row.booking) if told.row.booking else None
        if not self._wanted(told, booking):
            return 0
        if booking is None and told.kind in _WITH_DATES:
            told = self._with_dates(told)
        count = 0
        for person, as_told in self._readers(told, booking):
            count += self.tell_person(person, as_told, booking)
        return count

    def _with_dates(self, told: Told) -> Told:
        """Return the message of a series with the days it has from now on."""
        zone = self.places.halls[str(told.row.detail["hall"])].zone
        found = store.days_of_series(self.connection, told.row.series or "", self.now_ms)
        days = [str(local_day(start_ms, zone)) for start_ms in found]
        return replace(told, row=replace(told.row, detail={**told.row.detail, "days": days}))

    def _wanted(self, told: Told, booking: Booking | None) -> bool:
        """Say whether anybody still needs to hear it: not of what is over, or of a booking system's own guests."""
        if booking is None:
            return told.row.series is not None
        if booking.partner is not None and booking.holder is None and told.kind not in {Kind.DISPLACED, Kind.FREED}:
            return False
        if told.kind in _OVER:
            return booking.holder is not None
        if booking.end_ms <= self.now_ms and not isinstance(told.row.detail.get("dates"), list):
            return False
        if booking.state not in HOLDING and told.kind not in _ABOUT_LOST:
            return False
        return not unchanged(told.row, booking) and not self._is_routine(told, booking)

    def _is_routine(self, told: Told, booking: Booking) -> bool:
        """Codes of a series come every week and need no letter of their own, unless somebody waits for one.

        Neither do those of dates nobody booked here by hand: of a plan that was taken in.
        """
        by_hand = booking.series is None and booking.person is not None
        if told.kind not in {Kind.CODE_READY, Kind.CODE_AT_LOCKER} or by_hand:
            return False
        made_ms = booking.created_ms if booking.person is not None else 0
        return not rules.is_short_notice(booking.start_ms, max(made_ms, _moved_ms(self.connection, booking)))

    # --- who ---

    def _readers(self, told: Told, booking: Booking | None) -> list[tuple[Person, Told]]:
        found = []
        for identity in self._who(told, booking):
            person = person_of(self.connection, identity)
            if person is None:
                continue
            own = told.kind in BY_HAND and told.row.person == identity
            if not own or choices.of_person(self.connection, identity).own:
                found.append((person, told))
            elif told.code is not None and booking is not None:
                code = Told(told.code, replace(told.row, number=told.code_number, kind=str(told.code), detail={}))
                if not self._is_routine(code, booking):
                    found.append((person, code))
        return found

    def _who(self, told: Told, booking: Booking | None) -> list[str]:
        club = told.row.club
        if told.kind is Kind.OFFERED_TO_YOU:
            club = str(told.row.detail["to"])
        if club is None:
            offices = people_with(self.connection, OFFICE_HANDS, "")
            wanting = choices.for_the_town(self.connection)
            found = [person for person in offices if person in wanting]
        else:
            found = people_with(self.connection, CLUB_TOLD, club)
        if booking is not None and told.kind is not Kind.OFFERED_TO_YOU and booking.holder == club:
            found = [*found, *self.booker(booking)]
        return list(dict.fromkeys(found))

    def booker(self, booking: Booking) -> list[str]:
        """Return who booked a date, unless that was a clerk for a club: it is the club's."""
        person = person_of(self.connection, booking.person) if booking.person else None
        if person is None or (booking.holder is not None and person.has(OFFICE_HANDS) and booking.holder not in person.clubs):
            return []
        return [person.id]

    # --- by which ways, and when ---

    def tell_person(self, person: Person, told: Told, booking: Booking | None) -> int:
        chosen = choices.of_person(self.connection, person.id)
        reader = Reader(person.id, chosen, office=not person.clubs)
        notice = plain(Maker(self.places, self.now_ms).notice(told, booking, reader))
        once = once_of(told, booking)
        channels, later = chosen.by(told.kind), None
        if chosen.digest_min is not None and told.kind not in rules.ESSENTIAL | {Kind.REMINDER} and Channel.EMAIL in channels:
            channels, later = channels - {Channel.EMAIL}, rules.digest_ms(chosen.digest_min, self._zone(booking), self.now_ms)
        kept = store.add(
            self.connection,
            person=person.id,
            once=once,
            kind=str(told.kind),
            booking=told.row.booking,
            series=told.row.series,
            created_ms=self.now_ms,
            notice=notice,
            due_ms=later,
            letter=f"{PREFIX}:{once}",
        )
        return self.put(person.id, channels, notice, f"{PREFIX}:{once}") if kept is not None else 0

    def put(self, person: str, channels: frozenset[Channel], notice: dict[str, Any], once: str) -> int:
        """Put a notice into the queue by these channels. Sounds wait for the end of quiet hours."""
        hops = choices.hops(self.connection, person)
        held_ms = ways.held_until(self.connection, person, letters.TELL, self.now_ms) or self.now_ms
        found = [(hop, held_ms if channel in _QUIET else self.now_ms) for channel in sorted(channels) for hop in hops[channel]]
        if channels and not found:  # any way is better than silence
            found = [(hop, held_ms) for hop in ways.hops(self.connection, person, letters.TELL)]
        return sum(self._put(hop, person, notice, once, next_ms) for hop, next_ms in found)

    def _put(self, hop: Hop, person: str, notice: dict[str, Any], once: str, next_ms: int) -> int:
        return letters.put(
            self.connection,
            hop,
            now_ms=self.now_ms,
            next_ms=next_ms,
            incident=None,
            person=person,
            step=0,
            notice=notice,
            since_ms=0,
            urgency=letters.TELL,
            once=once,
        )

    def _zone(self, booking: Booking | None) -> ZoneInfo:
        hall = self.places.halls.get(booking.hall) if booking else None
        return hall.zone if hall else ZoneInfo(self.places.zone)

    # --- collected ---

    def write_due(self) -> int:
        """Send what waited to be told together; return how many letters that made."""
        count = 0
        for person, waiting in store.due(self.connection, self.now_ms).items():
            count += self._collect(person, waiting)
        return count

    def _collect(self, person: str, waiting: Sequence[store.Waiting]) -> int:
        known = person_of(self.connection, person)
        reader = Reader(person, choices.of_person(self.connection, person), office=known is not None and not known.clubs)
        fresh = [one for one in waiting if not self._is_over(one)]
        once = f"{PREFIX}:digest:{waiting[-1].id}"
        store.set_letter(self.connection, [one.id for one in waiting], once)
        if not fresh or known is None:
            return 0
        notice: Notice | dict[str, Any] = fresh[0].notice
        if len(fresh) > 1:
            notice = plain(collected([one.notice for one in fresh], reader))
        made = notice if isinstance(notice, dict) else plain(notice)
        return self.put(person, frozenset({Channel.EMAIL}), made, once)

    def _is_over(self, one: store.Waiting) -> bool:
        booking = bookings.one(self.connection, one.booking) if one.booking else None
        return booking is not None and booking.end_ms <= self.now_ms


def once_of(told: Told, booking: Booking | None) -> str:
    """Return what names a message: nobody is told it twice. A moved date is reminded of anew."""
    if told.kind is Kind.REMINDER and booking is not None:
        return f"{told.kind}:{booking.id}:{booking.start_ms}"
    return f"{told.kind}:{told.row.number}"


def _moved_ms(connection: Connection, booking: Booking) -> int:
    moved = store.last_told_ms(connection, [booking.id], [Kind.MOVED])
    return moved.get(booking.id, 0)
