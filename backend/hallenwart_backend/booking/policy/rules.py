"""The office's booking rules as plain values, and what they say of a booking. Pure.

What is missing keeps the default, so rules saved by an older version never leave a group without any. Clock times are local
wall time of the hall's site, in minutes after midnight; a week is Monday to Sunday there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.model import Booking, Group, Kind
from hallenwart_backend.booking.rules import HORIZON_DAYS, local_day, local_ms
from hallenwart_backend.booking.wall import DAY_MIN
from hallenwart_backend.halls.hours import NamedSpans, at

MINUTE_MS: Final = 60_000
DAY_MS: Final = 86_400_000
WEEK_DAYS: Final = 7
MAX_COMING: Final = 60
"""Coming single dates of a club where the office says nothing."""
_SATURDAY: Final = 5
PRIME: Final = (17 * 60, 22 * 60)
CHILDREN_UNTIL: Final = 20 * 60


@dataclass(frozen=True, slots=True)
class Approval:
    """What the office wants to approve. `longer_min`: what lasts longer than this; 0 means length is no reason."""

    always: bool = False
    kinds: tuple[Kind, ...] = ()
    series: bool = False
    longer_min: int = 0
    weekends: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """Who may come in and change when, in minutes before the start; 0 means up to the start.

    `cancel_min`: a later cancellation counts as late; `move_min`: a later move needs the office.
    """

    approval: Approval = field(default_factory=Approval)
    ahead_days: int = HORIZON_DAYS
    cancel_min: int = DAY_MIN
    move_min: int = 0


@dataclass(frozen=True, slots=True)
class Quota:
    """`coming`: single dates to come. `week_min`, `prime_min`: minutes a week, all and in prime time; 0 means no limit."""

    coming: int = MAX_COMING
    week_min: int = 0
    prime_min: int = 0


@dataclass(frozen=True, slots=True)
class GroupRules:
    entry: Entry = field(default_factory=Entry)
    quota: Quota = field(default_factory=Quota)


@dataclass(frozen=True, slots=True)
class LendingRules:
    """`until_min`: a date can be offered and taken until so long before its start. `row`: after so many lent dates of one
    series in a row the office is asked whether the right is needed. `week`: dates a club may borrow a week.

    `unused` of the last `looked_at` dates without a key fetched: the club is asked to lend the next one; 0 asks nobody.
    """

    allowed: bool = True
    until_min: int = 15
    row: int = 4
    week: int = 3
    unused: int = 3
    looked_at: int = 4


@dataclass(frozen=True, slots=True)
class WaitingRules:
    """`offer_h`: how long an offered time is held. `until_min`: nothing is filled later than so long before its start."""

    offer_h: int = 12
    until_min: int = 60
    most: int = 20


@dataclass(frozen=True, slots=True)
class Policy:
    """`places` are other entry rules of single halls or sites: by (hall or site id, group)."""

    groups: Mapping[Group, GroupRules] = field(default_factory=dict)
    places: Mapping[tuple[str, Group], Entry] = field(default_factory=dict)
    lending: LendingRules = field(default_factory=LendingRules)
    waiting: WaitingRules = field(default_factory=WaitingRules)
    prime: tuple[int, int] = PRIME
    children_until: int = CHILDREN_UNTIL

    def group(self, group: Group) -> GroupRules:
        return self.groups.get(group) or GroupRules()

    def entry(self, group: Group, hall: str, site: str) -> Entry:
        """Return the rules of the hall, else of its site, else of the town."""
        return self.places.get((hall, group)) or self.places.get((site, group)) or self.group(group).entry


@dataclass(frozen=True, slots=True)
class Place:
    """What the rules need of a hall. `named`: its times for children, or for schools only."""

    hall: str
    site: str
    zone: ZoneInfo
    named: tuple[NamedSpans, ...] = ()


@dataclass(frozen=True, slots=True)
class Had:
    """What a club holds already: `coming` single dates, and spans of the weeks that are asked about."""

    coming: int = 0
    spans: tuple[tuple[int, int], ...] = ()


def week_of(ms: int, zone: ZoneInfo) -> date:
    """Return the Monday of a time's local week."""
    day = local_day(ms, zone)
    return day - timedelta(days=day.weekday())


def week_span(monday: date, zone: ZoneInfo) -> tuple[int, int]:
    return local_ms(monday, 0, zone), local_ms(monday + timedelta(days=WEEK_DAYS), 0, zone)


def prime_ms(start_ms: int, end_ms: int, prime: tuple[int, int], zone: ZoneInfo) -> int:
    """Return how much of a time lies in the prime hours of its days."""
    day, last, total = local_day(start_ms, zone), local_day(end_ms - 1, zone), 0
    while day <= last:
        opens, closes = local_ms(day, prime[0], zone), local_ms(day, prime[1], zone)
        total += max(0, min(end_ms, closes) - max(start_ms, opens))
        day += timedelta(days=1)
    return total


def reasons_to_ask(booking: Booking, policy: Policy, group: Group, place: Place) -> tuple[str, ...]:
    """Return why the office wants to approve this date, as codes; empty when it counts at once."""
    approval = policy.entry(group, place.hall, place.site).approval
    day = local_day(booking.start_ms, place.zone)
    checks = (
        ("always", approval.always),
        ("kind", booking.kind in approval.kinds),
        ("series", approval.series and booking.series is not None),
        ("long", bool(approval.longer_min) and booking.end_ms - booking.start_ms > approval.longer_min * MINUTE_MS),
        ("weekend", approval.weekends and day.weekday() >= _SATURDAY),
        ("children", group is not Group.SCHOOL and in_childrens_hours(booking, policy.children_until, place)),
        ("school", group is not Group.SCHOOL and "school" in _touched(booking.start_ms, booking.end_ms, place)),
    )
    return tuple(code for code, asks in checks if asks)


def in_childrens_hours(booking: Booking, until: int, place: Place) -> bool:
    """Say whether a date touches hours that are kept for children, as far into the evening as these reach."""
    end_ms = min(booking.end_ms, local_ms(local_day(booking.start_ms, place.zone), until, place.zone))
    return booking.start_ms < end_ms and "children" in _touched(booking.start_ms, end_ms, place)


def _touched(start_ms: int, end_ms: int, place: Place) -> set[str]:
    return {one.kind for one in at(place.named, place.zone, start_ms, end_ms)}


def too_far(booking: Booking, entry: Entry, now_ms: int) -> bool:
    """Say whether a single date lies too far ahead; how far a season reaches is decided with its series."""
    return booking.series is None and booking.start_ms > now_ms + entry.ahead_days * DAY_MS


def over_quota(
    wanted: Collection[Booking], quota: Quota, had: Had, prime: tuple[int, int], zones: Mapping[str, ZoneInfo]
) -> Iterator[str]:
    """Yield which limits these dates would go beyond, together with what the club has: coming, week, prime."""
    singles = sum(booking.series is None for booking in wanted)
    if singles and had.coming + singles > quota.coming:
        yield "coming"
    spans = [(one.start_ms, one.end_ms, zones[one.hall]) for one in wanted]
    zone = next(iter(zones.values()))
    all_spans = [*spans, *((start, end, zone) for start, end in had.spans)]
    weeks = {week_of(start, of) for start, _, of in spans}
    if quota.week_min and any(
        sum(end - start for start, end, of in all_spans if week_of(start, of) == week) > quota.week_min * MINUTE_MS
        for week in weeks
    ):
        yield "week"
    prime_weeks = {week_of(start, of) for start, end, of in spans if prime_ms(start, end, prime, of)}
    if quota.prime_min and any(
        sum(prime_ms(start, end, prime, of) for start, end, of in all_spans if week_of(start, of) == week)
        > quota.prime_min * MINUTE_MS
        for week in prime_weeks
    ):
        yield "prime"


def is_late(start_ms: int, deadline_min: int, now_ms: int) -> bool:
    """Say whether a deadline that lies so many minutes before the start has passed."""
    return bool(deadline_min) and now_ms > start_ms - deadline_min * MINUTE_MS
