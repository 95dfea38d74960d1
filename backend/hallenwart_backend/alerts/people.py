"""Joins what says who is woken and how they answer: the roster, ways of people, and links in messages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from hallenwart_backend.adapters.calendar_http import CalendarFetch
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.duty import store as duty_store
from hallenwart_backend.alerts.duty.importing import CalendarDesk
from hallenwart_backend.alerts.duty.rules import OnCall
from hallenwart_backend.alerts.duty.service import DutyDesk
from hallenwart_backend.alerts.duty.watch import DutyWatch
from hallenwart_backend.alerts.links.service import LinkDesk
from hallenwart_backend.alerts.links.signer import Links, load_key
from hallenwart_backend.alerts.policy.rules import Urgency
from hallenwart_backend.alerts.ways import store as ways_store
from hallenwart_backend.alerts.ways.rules import waking
from hallenwart_backend.alerts.ways.service import WayDesk
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Changed, Evidence
from hallenwart_backend.start import Options


class RosterLine:
    """Implements ports.Duty."""

    def lines(self, connection: Connection, sites: Collection[str], now_ms: int) -> Mapping[str, list[OnCall]]:
        return duty_store.lines(connection, now_ms, sites)


class PeoplesWays:
    """Implements ports.Ways."""

    def held_until(self, connection: Connection, person: str, urgency: Urgency, now_ms: int) -> int | None:
        return ways_store.held_until(connection, person, urgency, now_ms)

    def wakes(self, connection: Connection, person: str) -> bool:
        return waking(ways_store.of_person(connection, person)) > 0


@dataclass(frozen=True, slots=True)
class People:
    duty: DutyDesk
    ways: WayDesk
    links: Links
    answers: LinkDesk
    watch: DutyWatch
    calendars: CalendarDesk
    fetch: CalendarFetch

    def close(self) -> None:
        self.fetch.close()


def join_people(
    options: Options,
    records: Records,
    places: PlaceBook,
    evidence: Evidence,
    carried: Collection[str],
    filled: Callable[[], None],
    changed: Changed,
) -> People:
    """`carried` are the notifiers there are, `filled` wakes the queue of messages, `changed` tells pages.

    Raises ConfigError.
    """
    clock, links = options.clock, Links(load_key(options.state), options.public_url)
    fetch = CalendarFetch(loopback=options.webhooks_here)
    return People(
        duty=DutyDesk(records, places, clock, evidence, changed),
        ways=WayDesk(records, clock, links, evidence, filled=filled, carried=carried),
        links=links,
        answers=LinkDesk(records, clock, links),
        watch=DutyWatch(records, clock),
        calendars=CalendarDesk(records, places, clock, fetch, evidence, changed),
        fetch=fetch,
    )
