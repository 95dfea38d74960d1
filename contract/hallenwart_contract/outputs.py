"""Lights and heating that follow bookings, as their device tells it."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from hallenwart_contract.whole import Whole


class OutputKind(StrEnum):
    LIGHT = "light"
    HEATING = "heating"
    """On asks for warmth; off is the set-back that the heating's own regulator keeps."""


class OutputWhy(StrEnum):
    """Why an output is as it is wanted. `Output.until_ms` says when that ends by itself."""

    BOOKED = "booked"
    LEAD = "lead"
    """A booking begins soon."""
    LAG = "lag"
    """A booking has just ended."""
    EMPTY = "empty"
    """Booked, but nobody is there: presence brakes."""
    CANCELLED = "cancelled"
    FREE = "free"
    PEOPLE = "people"
    """Nothing is booked any more, but somebody is there still, or nobody can say that nobody is."""
    PRESENCE = "presence"
    """Somebody is there outside bookings, and this site wants light then."""
    MANUAL = "manual"
    FIRE = "fire"
    CLOCK = "clock"
    """The device does not know what time it is."""
    STALE = "stale"
    """Its plan has run out."""
    NO_PLAN = "no_plan"


class Output(msgspec.Struct, frozen=True, kw_only=True):
    """A light or heating that follows bookings. `sections` empty: the whole hall.

    `on` is what the device at the wire confirmed, None while that is not known; `wanted` what it should be, None where it is
    left as it is. `since_ms`: when `on` was last seen to change. `fault` says in words why it does not follow.
    """

    id: str
    kind: str
    hall: str
    sections: list[Whole] = []
    on: bool | None = None
    wanted: bool | None = None
    why: str = OutputWhy.NO_PLAN
    until_ms: Whole | None = None
    since_ms: Whole | None = None
    fault: str = ""
