"""How the APIs tell sources, and what became of what they say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from hallenwart_backend.booking.outside.model import Became, Outcome, Row, Source
from hallenwart_backend.booking.outside.refusals import WHY
from hallenwart_backend.web.fields import Shape, Words

_READING = {
    "bad_entry": ("Eintrag nicht lesbar", "Entry cannot be read"),
    "too_often": ("Wiederholt sich mehrmals am Tag", "Repeats several times a day"),
}


class OutcomeOut(Shape):
    """`result`: created, moved, changed, cancelled, unchanged, refused, ignored. `why` says why of the last two.

    `other`: the uid (or, of a booking that is not the source's, the line) that is in the way. `booking`: the id here.
    """

    uid: str
    result: Literal["created", "moved", "changed", "cancelled", "unchanged", "refused", "ignored"]
    why: str = ""
    words: Words | None = None
    other: str = ""
    booking: str | None = None
    start_ms: int = 0
    end_ms: int = 0


class OutsidePlanOut(Shape):
    """How many rows became what, and every row of which something was done or that was not taken."""

    counts: dict[str, int]
    rows: list[OutcomeOut]


class OutsideRowOut(Shape):
    """A booking as the source said it last. `state`: booked, refused, cancelled."""

    uid: str
    version: int | None
    place: str
    part: str
    club: str
    title: str
    start_ms: int
    end_ms: int
    state: Literal["booked", "refused", "cancelled"]
    why: str
    words: Words | None
    other: str
    booking: str | None


def words_of(why: str) -> Words | None:
    told = WHY.get(why) or _READING.get(why)
    return Words(de=told[0], en=told[1]) if told else None


def outcome_out(one: Outcome) -> OutcomeOut:
    return OutcomeOut(
        uid=one.uid,
        result=one.became.value,
        why=one.why,
        words=words_of(one.why),
        other=one.other,
        booking=one.booking,
        start_ms=one.start_ms,
        end_ms=one.end_ms,
    )


def counts_of(outcomes: Iterable[Outcome]) -> dict[str, int]:
    counts: dict[str, int] = {str(became): 0 for became in Became}
    for one in outcomes:
        counts[str(one.became)] += 1
    return counts


def plan_out(outcomes: Sequence[Outcome], *, every: bool) -> OutsidePlanOut:
    """`every`: unchanged rows too."""
    shown = [one for one in outcomes if every or one.became is not Became.UNCHANGED]
    return OutsidePlanOut(counts=counts_of(outcomes), rows=[outcome_out(one) for one in sorted(shown, key=lambda one: one.uid)])


def row_out(row: Row) -> OutsideRowOut:
    told = row.told
    return OutsideRowOut(
        uid=told.uid,
        version=told.version,
        place=told.place,
        part=told.part,
        club=told.club,
        title=told.title,
        start_ms=told.start_ms,
        end_ms=told.end_ms,
        state="cancelled" if told.gone else "refused" if row.fault else "booked",
        why=row.fault,
        words=words_of(row.fault),
        other=row.other,
        booking=row.booking,
    )


def stale_after_ms(source: Source) -> int | None:
    """Return after how long without a word a plan counts as old: three of its intervals. None: it reports when it likes."""
    return 3 * source.every_min * 60_000 if source.every_min else None


def is_stale(source: Source, now_ms: int) -> bool:
    limit = stale_after_ms(source)
    return limit is not None and now_ms - (source.as_of_ms or source.created_ms) > limit
