"""Tells people outside the line of call: trainers, club admins, caretakers. The same durable queue carries it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import CLUB_TOLD, Role
from hallenwart_backend.accounts.store import people_with
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import letters
from hallenwart_backend.alerts.duty import store as duty
from hallenwart_backend.alerts.ways import store as ways
from hallenwart_backend.alerts.ways.store import Hop
from hallenwart_backend.ports import Notice
from hallenwart_contract.clock import Clock

Chosen = Callable[[Connection, str, bool], list[Hop]]
"""By which ways a person wants to hear of keys; the last argument says whether it is urgent."""
_CARETAKERS: Final = frozenset({Role.CARETAKER})


def _every_way(connection: Connection, person: str, urgent: bool) -> list[Hop]:
    return ways.hops(connection, person, letters.WAKE if urgent else letters.TELL)


class Messages:
    """`once` names what is told: nobody is told it twice, whatever is reported again. `filled` wakes the queue.

    What clubs are told goes by the ways that `chosen` returns.
    """

    def __init__(self, records: Records, clock: Clock, filled: Callable[[], None]) -> None:
        self._records = records
        self._clock = clock
        self._filled = filled
        self._told: set[tuple[str, str]] = set()
        self.chosen: Chosen = _every_way

    async def tell_club(self, club: str | None, notice: Notice, *, once: str, also: Iterable[str | None] = ()) -> int:
        """Tell the people a club wants told, and `also` these persons; return how many messages went into the queue."""

        def who(connection: Connection) -> list[str]:
            found = people_with(connection, CLUB_TOLD, club) if club else []
            return [*found, *(person for person in also if person)]

        return await self._tell(who, notice, once, to=club or "", chosen=self.chosen)

    async def tell_person(self, person: str, notice: Notice, *, once: str) -> int:
        return await self._tell(lambda _: [person], notice, once, to=person)

    async def tell_site(self, site: str, notice: Notice, *, once: str) -> int:
        """Tell the caretakers of a site, apart from who is first on call: the incident itself wakes them."""

        def who(connection: Connection) -> list[str]:
            woken = [one.person for one in duty.line(connection, site, self._clock.now_ms())[:1]]
            found = (*people_with(connection, _CARETAKERS, site), *people_with(connection, _CARETAKERS, ""))
            return [person for person in found if person not in woken]

        return await self._tell(who, notice, once, to=site)

    async def _tell(
        self, who: Callable[[Connection], list[str]], notice: Notice, once: str, *, to: str, chosen: Chosen | None = None
    ) -> int:
        if (to, once) in self._told:
            return 0
        now = self._clock.now_ms()

        def queue(connection: Connection) -> int:
            people = dict.fromkeys(who(connection))
            return sum(
                letters.enqueue(
                    connection,
                    incident=None,
                    person=person,
                    step=0,
                    notice=asdict(notice),
                    since_ms=0,
                    now_ms=now,
                    once=once,
                    only=hop,
                )
                for person in people
                for hop in (chosen or _every_way)(connection, person, notice.urgent)
            )

        count = await self._records.write(queue)
        self._remember(to, once)
        if count:
            self._filled()
        return count

    def _remember(self, to: str, once: str) -> None:
        if len(self._told) >= 10_000:  # only spares the database; it refuses what was told
            self._told.clear()
        self._told.add((to, once))
