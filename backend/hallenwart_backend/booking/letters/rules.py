"""Which message news become: what happened to one date in a short while is one message, not one each. Pure; times in ms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.rules import local_day, local_ms
from hallenwart_contract.clock import utc

QUIET_MS: Final = 10_000
"""So long nothing more must have happened to a date before it is told of."""
LONGEST_MS: Final = 60_000
"""So long a message waits at most for what belongs to it, as the code at the locker."""
REMIND_FOR_MS: Final = 3 * 3_600_000
"""A reminder that could not go out when it was due (the server was off) still does within this time."""
SHORT_NOTICE_MS: Final = 24 * 3_600_000
_DAY_MIN: Final = 1_440


class Kind(StrEnum):
    """What a message says. The names of news, and those that depend on who reads it."""

    BOOKED = "booked"
    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    MOVE_DECLINED = "move_declined"
    SERIES_BOOKED = "series_booked"
    SERIES_ASKED = "series_asked"
    SERIES_APPROVED = "series_approved"
    SERIES_DECLINED = "series_declined"
    SERIES_CHANGED = "series_changed"
    MOVED = "moved"
    CANCELLED = "cancelled"
    DISPLACED = "displaced"
    FREED = "freed"
    WAITING_FILLED = "waiting_filled"
    WAITING_OFFERED = "waiting_offered"
    OFFERED = "offered"
    OFFERED_TO_YOU = "offered_to_you"
    ASKED_TO_LEND = "asked_to_lend"
    LENT = "lent"
    BORROWED = "borrowed"
    LENDING_ENDED = "lending_ended"
    CODE_READY = "code_ready"
    CODE_AT_LOCKER = "code_at_locker"
    REMINDER = "reminder"
    DAMAGE = "damage"
    USE_EMPTY = "use_empty"
    USE_PROPOSED = "use_proposed"
    USE_RELEASED = "use_released"
    DIGEST = "digest"
    KEYS = "keys"


class Group(StrEnum):
    """What people switch on and off together."""

    BOOKINGS = "bookings"
    CODES = "codes"
    REMINDERS = "reminders"
    LENDING = "lending"
    KEYS = "keys"


class Channel(StrEnum):
    """`other`: the person's own proved ways besides e-mail and push, as SMS or Signal."""

    EMAIL = "email"
    PUSH = "push"
    OTHER = "other"


GROUPS: Final[Mapping[Kind, Group]] = {
    **dict.fromkeys(Kind, Group.BOOKINGS),
    **dict.fromkeys((Kind.CODE_READY, Kind.CODE_AT_LOCKER), Group.CODES),
    Kind.REMINDER: Group.REMINDERS,
    **dict.fromkeys(
        (
            Kind.FREED,
            Kind.WAITING_FILLED,
            Kind.WAITING_OFFERED,
            Kind.OFFERED,
            Kind.OFFERED_TO_YOU,
            Kind.ASKED_TO_LEND,
            Kind.LENT,
            Kind.BORROWED,
            Kind.LENDING_ENDED,
        ),
        Group.LENDING,
    ),
    **dict.fromkeys((Kind.DAMAGE, Kind.KEYS), Group.KEYS),
}
ESSENTIAL: Final = frozenset({Kind.DISPLACED, Kind.CANCELLED, Kind.CODE_AT_LOCKER, Kind.SERIES_DECLINED, Kind.DECLINED})
"""Who switched these off everywhere still gets them by e-mail: else they stand before a closed door."""
BY_HAND: Final = frozenset(
    {
        *(Kind.BOOKED, Kind.ASKED, Kind.MOVED, Kind.CANCELLED, Kind.OFFERED, Kind.BORROWED, Kind.LENDING_ENDED),
        *(Kind.SERIES_BOOKED, Kind.SERIES_ASKED, Kind.SERIES_CHANGED),
    }
)
"""Who did it knows: they are told only when they want that."""
_BEGINS: Final = frozenset({Kind.BOOKED, Kind.ASKED, Kind.APPROVED, Kind.WAITING_FILLED, Kind.WAITING_OFFERED, Kind.BORROWED})
_ENDS: Final = frozenset({Kind.CANCELLED, Kind.DECLINED, Kind.DISPLACED})
_OF_MANY: Final = frozenset({Kind.DISPLACED, Kind.FREED, Kind.DAMAGE, Kind.USE_EMPTY, Kind.USE_PROPOSED, Kind.USE_RELEASED})
"""They tell of more than one date, or of one that is over."""
_CODES: Final = frozenset({Kind.CODE_READY, Kind.CODE_AT_LOCKER})
_LENDS: Final = frozenset({Kind.OFFERED, Kind.LENT, Kind.LENDING_ENDED})


@dataclass(frozen=True, slots=True)
class Row:
    """One row of news. `person` is who did it; `club` who is told, None the town."""

    number: int
    kind: str
    t_ms: int
    booking: str | None = None
    series: str | None = None
    club: str | None = None
    person: str | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)

    @property
    def about(self) -> tuple[str, str]:
        """What and for whom: rows of the same are told together."""
        whole = self.kind in _OF_MANY
        return (f"{self.kind}:{self.number}" if whole else self.booking or self.series or "", self.club or "")


@dataclass(frozen=True, slots=True)
class Told:
    """One message. `code`: what is to be said of the code with it (`code_number` is the news that tells so)."""

    kind: Kind
    row: Row
    code: Kind | None = None
    code_number: int = 0


@dataclass(frozen=True, slots=True)
class Choices:
    """How a person wants to be told. `lead_min` 0: no reminders; `digest_min`: e-mails together at that local time."""

    language: str = "de"
    lead_min: int = 24 * 60
    digest_min: int | None = None
    own: bool = False
    town: bool = False
    code_in_mail: bool = False
    channels: Mapping[Group, frozenset[Channel]] = field(
        default_factory=lambda: dict.fromkeys(Group, frozenset({Channel.EMAIL, Channel.PUSH}))
    )

    def by(self, kind: Kind) -> frozenset[Channel]:
        chosen = self.channels.get(GROUPS[kind], frozenset())
        return chosen or (frozenset({Channel.EMAIL}) if kind in ESSENTIAL else frozenset())


def kind_of(row: Row) -> Kind:
    """Return what a row is called in messages."""
    kind = Kind(row.kind)
    if row.series and not row.booking and kind in {Kind.ASKED, Kind.APPROVED, Kind.DECLINED}:
        return Kind(f"series_{kind}")
    if kind is Kind.DECLINED and row.detail.get("move"):
        return Kind.MOVE_DECLINED
    if kind is Kind.WAITING_FILLED and row.detail.get("state") == "held":
        return Kind.WAITING_OFFERED
    return kind


def is_ready(rows: Sequence[Row], now_ms: int) -> bool:
    """Say whether what happened to one date can be told: nothing more for a while, and the code on its way is there."""
    if now_ms - min(row.t_ms for row in rows) >= LONGEST_MS:
        return True
    if now_ms - max(row.t_ms for row in rows) < QUIET_MS:
        return False
    kinds = {row.kind for row in rows}
    return not (Kind.CODE_READY in kinds and Kind.CODE_AT_LOCKER not in kinds) or bool(kinds & _ENDS)


def folded(rows: Sequence[Row]) -> list[Told]:
    """Return the messages that rows about the same become, in order: what came and went meanwhile is not told."""
    lead: Told | None = None
    lent: Told | None = None
    code: Told | None = None
    rest: list[Told] = []
    for row in sorted(rows, key=lambda row: row.number):
        told = Told(kind_of(row), row)
        if told.kind in _CODES:
            code = told
        elif told.kind in _LENDS:
            lent = None if lent and lent.kind is Kind.LENT and told.kind is Kind.LENDING_ENDED else told
        elif told.kind in _ENDS:
            code, lent = None, None
            lead = _ended(lead, told)
        elif told.kind in _BEGINS:
            lead = told
        elif told.kind is Kind.MOVED:
            lead = _moved(lead, told)
        else:
            rest.append(told)
    if lead is None and code is not None and lent is None:
        lead = Told(code.kind, code.row)
    elif lead is not None and code is not None:
        lead = replace(lead, code=code.kind, code_number=code.row.number)
    return [told for told in (lead, lent, *rest) if told is not None]


def _ended(lead: Told | None, told: Told) -> Told | None:
    """What somebody took and gave back in a minute is nobody's news; that another took it away is."""
    begun = lead is not None and lead.kind in {Kind.BOOKED, Kind.ASKED}
    undone = begun and told.kind is Kind.CANCELLED and lead is not None and lead.row.person == told.row.person
    return None if undone else told


def _moved(lead: Told | None, told: Told) -> Told:
    """A new date that is moved is still a new date; moved twice, it moved from where it was at first."""
    if lead is None:
        return told
    if lead.kind in _BEGINS:
        return lead
    if lead.kind is Kind.MOVED and "was" in lead.row.detail:
        return replace(told, row=replace(told.row, detail={**told.row.detail, "was": lead.row.detail["was"]}))
    return told


def is_short_notice(start_ms: int, known_ms: int) -> bool:
    """Say whether a date was booked or moved with less than a day to go: then people wait for its code."""
    return start_ms - known_ms < SHORT_NOTICE_MS


def reminded_ms(start_ms: int, lead_min: int, zone: ZoneInfo) -> int:
    """Return when to remind: by the clock on the wall, so that a day before 18:00 is 18:00 when clocks change, too."""
    start = utc(start_ms).astimezone(zone)
    minute = start.hour * 60 + start.minute - lead_min
    return local_ms(start.date() + timedelta(days=minute // _DAY_MIN), minute % _DAY_MIN, zone)


def is_due(due_ms: int, known_ms: int, now_ms: int) -> bool:
    """Say whether a reminder goes out now; not where the date was booked or moved only after that."""
    return known_ms <= due_ms <= now_ms < due_ms + REMIND_FOR_MS


def digest_ms(minute: int, zone: ZoneInfo, now_ms: int) -> int:
    """Return the next moment of this local time."""
    day = local_day(now_ms, zone)
    today = local_ms(day, minute, zone)
    return today if today > now_ms else local_ms(day + timedelta(days=1), minute, zone)
