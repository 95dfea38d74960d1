"""What a public event is, whose consent its stream needs, and when a camera may send. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

TEXT_VERSION: Final = "2026-11"
"""Of the texts people agree to; a new one whenever their meaning changes."""
LONGEST_RECORD_DAYS: Final = 90


class Party(StrEnum):
    """Who has to agree."""

    CLUB = "club"
    VISITORS = "visitors"
    GUARDIANS = "guardians"
    """The parents of minors who play; their club confirms that it holds their consents."""
    OFFICE = "office"


class Phase(StrEnum):
    COMING = "coming"
    NOW = "now"
    OVER = "over"
    GONE = "gone"
    """Withdrawn, cancelled, or the date went to another club."""


@dataclass(frozen=True, slots=True)
class Event:
    """A booking that everybody may come and watch. `club` had the date when it was made public; None: the town.

    `visitors` is the visiting team, empty where there is none. `stream_id` names its stream; `record_days` 0: no recording.
    `push` is an address outside, encrypted. `shown_in` are halls elsewhere whose displays show the stream too.
    """

    id: str
    booking: str
    club: str | None
    title: str
    stream_id: str
    made_ms: int
    changed_ms: int
    made_by: str
    body: str = ""
    sport: str = ""
    teams: tuple[str, ...] = ()
    visitors: str = ""
    spectators: int | None = None
    links: tuple[tuple[str, str], ...] = ()
    minors: bool = False
    stream: bool = False
    device: str = ""
    camera: str = ""
    record_days: int = 0
    shown_in: tuple[str, ...] = ()
    push: bytes = b""
    sequence: int = 0
    withdrawn_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """One row of the ledger. `way`: account or link."""

    party: str
    given: bool
    t_ms: int
    version: str = TEXT_VERSION
    team: str = ""
    record_days: int = 0
    way: str = "account"


@dataclass(frozen=True, slots=True)
class Date:
    """The booking of an event, as it stands now."""

    hall: str
    holder: str | None
    kind: str
    state: str
    start_ms: int
    end_ms: int


def may_be_public(kind: str, state: str) -> bool:
    return kind in {"match", "event"} and state == "booked"


def required(event: Event) -> tuple[Party, ...]:
    """Return whose consent the stream needs; for a date of the town itself its office alone answers."""
    wanted = {
        Party.CLUB: event.club is not None,
        Party.VISITORS: bool(event.visitors),
        Party.GUARDIANS: event.minors,
        Party.OFFICE: True,
    }
    return tuple(party for party, asked in wanted.items() if asked)


def standing(ledger: Iterable[Consent], event: Event) -> dict[Party, Consent]:
    """Return the consents that hold: the newest word of each party, if it is yes and covers what is wanted now.

    A recording that is kept for longer, or another visiting team, needs a new yes; so does an event that was made anew.
    """
    said = (one for one in ledger if one.t_ms >= event.made_ms)
    newest: dict[str, Consent] = {one.party: one for one in sorted(said, key=lambda one: one.t_ms)}
    return {
        party: found
        for party in Party
        if (found := newest.get(party)) is not None
        and found.given
        and event.record_days <= found.record_days
        and (party is not Party.VISITORS or found.team == event.visitors)
    }


def missing(event: Event, held: Mapping[Party, Consent]) -> list[Party]:
    return [party for party in required(event) if party not in held]


def phase(event: Event, date: Date, now_ms: int) -> Phase:
    """Say how far an event is: it follows its booking."""
    if event.withdrawn_ms is not None or not may_be_public(date.kind, date.state) or date.holder != event.club:
        return Phase.GONE
    if now_ms >= date.end_ms:
        return Phase.OVER
    return Phase.NOW if now_ms >= date.start_ms else Phase.COMING


class Hindrance(StrEnum):
    """Why a stream has no right now."""

    GONE = "event_gone"
    NOT_WANTED = "stream_not_wanted"
    NO_CAMERA = "no_camera"
    ELSEWHERE = "camera_elsewhere"
    CONSENT = "consent_missing"
    EARLY = "too_early"
    OVER = "too_late"


def hindrance(
    event: Event, date: Date, held: Mapping[Party, Consent], now_ms: int, *, camera_hall: str | None, ahead: bool = False
) -> Hindrance | None:
    """Return what forbids the stream, None when it may run. `camera_hall`: where the camera stands, None: not known here.

    `ahead`: the right may be given before its time, it says itself when it begins.
    """
    now = phase(event, date, now_ms)
    reasons = {
        Hindrance.GONE: now is Phase.GONE,
        Hindrance.NOT_WANTED: not event.stream,
        Hindrance.NO_CAMERA: not event.camera or not event.device,
        Hindrance.ELSEWHERE: camera_hall is not None and camera_hall != date.hall,
        Hindrance.CONSENT: bool(missing(event, held)),
        Hindrance.OVER: now is Phase.OVER,
        Hindrance.EARLY: now is Phase.COMING and not ahead,
    }
    return next((why for why, holds in reasons.items() if holds), None)


def may_record(party: Party, given: bool, *, club: bool, office: bool) -> bool:
    """Say who may write into the ledger: `club` books for the event's club, `office` is of the sports office.

    Nobody agrees for others; the visiting team does it by its own link. A no may be passed on by the club and by the office.
    """
    if party is Party.OFFICE:
        return office
    if not given:
        return club or office
    return club and party in {Party.CLUB, Party.GUARDIANS}
