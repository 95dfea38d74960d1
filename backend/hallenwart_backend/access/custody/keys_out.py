"""The keys that are out, and those that wait elsewhere, with whoever needs them next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.access.custody import marks, rules, store
from hallenwart_backend.access.custody.rules import Held
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.halls.model import Compartment, Places

_DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class Out:
    """A key that is out: for which booking, who comes next, and where its spare hangs."""

    held: Held
    compartment: Compartment
    booking: Booking | None
    following: Booking | None
    spare: int | None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A key that is lost; `following` finds another one in the compartment `spare`."""

    compartment: Compartment
    following: Booking
    spare: int


def keys_out(connection: Connection, places: Places, now_ms: int) -> list[Out]:
    """Return the keys that are out, the longest first, without those that are lost."""
    held = store.held_keys(connection)
    spares = {device: marks.spares_of(connection, device) for device in {one.device for one in held}}
    found = []
    for one in held:
        compartment = places.compartment(one.device, one.slot)
        if compartment is None or marks.mark_of(connection, one.device, one.slot, marks.LOST):
            continue
        booking = bookings.one(connection, one.booking) if one.booking else None
        following = _following(connection, compartment, one, now_ms)
        found.append(Out(one, compartment, booking, following, _usable(spares[one.device].get(one.slot), held, one.device)))
    return found


def keys_elsewhere(connection: Connection, places: Places, now_ms: int) -> list[Elsewhere]:
    """Return the lost keys that somebody needs within the hour and that have a spare."""
    held = store.held_keys(connection)
    found = []
    for mark in marks.all_marks(connection):
        compartment = places.compartment(mark.device, mark.slot)
        if mark.mark != marks.LOST or compartment is None:
            continue
        spare = _usable(marks.spares_of(connection, mark.device).get(mark.slot), held, mark.device)
        following = _following(connection, compartment, Held(mark.device, mark.slot, mark.since_ms), now_ms)
        if spare is not None and following is not None and following.start_ms - now_ms <= rules.NEEDED_WITHIN_MS:
            found.append(Elsewhere(compartment, following, spare))
    return found


def is_conflict(one: Out, following: Booking, now_ms: int) -> bool:
    """A club whose own next group follows hands the key on itself."""
    own = one.booking is not None and one.booking.holder is not None and one.booking.holder == following.holder
    return not own and rules.in_conflict(one.held, next_start_ms=following.start_ms, now_ms=now_ms)


def _usable(spare: int | None, held: list[Held], device: str) -> int | None:
    """A spare that is out helps nobody."""
    return None if any((one.device, one.slot) == (device, spare) for one in held) else spare


def _following(connection: Connection, compartment: Compartment, held: Held, now_ms: int) -> Booking | None:
    """Return the booking that needs this key next: it runs without it, or comes within a day."""
    if not compartment.hall:
        return None
    coming = bookings.of_halls(connection, [compartment.hall], now_ms, now_ms + _DAY_MS)
    return next(
        (one for one in coming if one.id != held.booking and set(one.sections) & set(compartment.sections)),
        None,
    )
