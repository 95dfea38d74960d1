"""What goes wrong with keys and bookings: a key that does not come back, a hall that stays empty, a key in the wrong place."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_contract.live import Incident, ManagerView
from hallenwart_sim.director.scene import Scene
from hallenwart_sim.director.stage import Check, Moment
from hallenwart_sim.town import timetable
from hallenwart_sim.town.api import Booking
from hallenwart_sim.town.curve import MINUTE_MS
from hallenwart_sim.town.hands import What
from hallenwart_sim.town.people import is_visitors
from hallenwart_sim.town.plan import NORDPARK_1

GRACE_MS: Final = 15 * MINUTE_MS
"""How long after its end a booking's code opens, and after which a key is overdue."""
EMPTY_AFTER_MS: Final = 20 * MINUTE_MS
"""How long after its start a booking without key and people counts as empty."""
_SEEN_MS: Final = 2_000
_TOLD_MS: Final = 60_000
_ENOUGH_MS: Final = MINUTE_MS


def late(scene: Scene) -> Booking | None:
    """Return the booking whose key is overdue the soonest, if nobody brings it back."""
    now_ms = scene.stage.clock.now_ms()
    usable = [
        booking
        for booking in scene.town.people.bookings.values()
        if _is_on(booking)
        and booking.start_ms <= now_ms < booking.end_ms + GRACE_MS - _ENOUGH_MS // 4
        and _lies_or_is_held(scene, booking)
    ]
    return min(usable, key=lambda booking: booking.end_ms, default=None)


async def keep(scene: Scene, booking: Booking) -> None:
    """Take the key if it still hangs there, and never bring it back."""
    people = scene.town.people
    people.keep_key.add(booking.id)
    if scene.town.equipment.hands.has_key(booking.slots[0] - 1):
        await people.at_locker(booking, What.TAKE)


def late_checks(scene: Scene, booking: Booking) -> list[Check]:
    slot = booking.slots[0]
    overdue_ms = booking.end_ms + GRACE_MS
    out = partial(scene.manager.until, lambda view: compartment_state(view, slot) in {"out", "overdue"})
    overdue = partial(scene.manager.until, lambda view: compartment_state(view, slot) == "overdue")
    told = scene.incident(lambda incident: incident.kind == "key_overdue" and incident.slot == slot)
    note = f"{booking.title}, Fach {slot}, ab {_clock(overdue_ms)}"
    return [
        Check("Schlüssel ist draußen", "Key is out", _SEEN_MS, _hook_of(scene, slot), out, note=f"Fach {slot}"),
        Check("Leitstand: überfällig", "Manager page: overdue", _TOLD_MS, scene.at(overdue_ms), overdue, note=note),
        Check("Meldung an die Hausmeister", "Incident for the caretakers", _TOLD_MS, scene.at(overdue_ms), told, note=note),
    ]


def empty(scene: Scene) -> Booking | None:
    """Return the next booking whose people have not come yet and whose hall is empty."""
    now_ms = scene.stage.clock.now_ms()
    waiting = [
        booking
        for booking in scene.town.people.bookings.values()
        if _is_on(booking)
        and not is_visitors(booking)
        and now_ms < booking.start_ms + EMPTY_AFTER_MS
        and scene.town.equipment.hands.has_key(booking.slots[0] - 1)
        and booking.id not in scene.town.people.came
        and _stands_alone(scene, booking)
    ]
    return min(waiting, key=lambda booking: booking.start_ms, default=None)


def stay_home(scene: Scene, booking: Booking) -> None:
    scene.town.people.stay_home.add(booking.id)


def empty_checks(scene: Scene, booking: Booking) -> list[Check]:
    told_ms = booking.start_ms + EMPTY_AFTER_MS
    told = scene.incident(lambda incident: _is_empty(incident, booking))
    note = f"{booking.title}, ab {_clock(told_ms)}"
    return [Check("Meldung: gebucht, aber leer", "Incident: booked but empty", _TOLD_MS, scene.at(told_ms), told, note=note)]


def holding(scene: Scene) -> Booking | None:
    """Return a booking whose people hold their key now."""
    people = scene.town.people
    return next((booking for booking in people.bookings.values() if booking.id in people.have_key), None)


async def hang_wrong_one(scene: Scene, booking: Booking) -> None:
    """Open the compartment with the right code, and hang in a key that its holder does not recognise."""
    await scene.town.people.at_locker(booking, What.HANG_WRONG)


def wrong_checks(scene: Scene, booking: Booking) -> list[Check]:
    slot = booking.slots[0]
    told = scene.incident(lambda incident: incident.kind == "wrong_key" and incident.slot == slot)
    begin = partial(scene.town.equipment.hands.pushed_shut, slot - 1)
    note = f"{booking.title}, Fach {slot}"
    return [Check("Meldung: falscher Schlüssel", "Incident: wrong key", _SEEN_MS, begin, told, note=note)]


def _is_on(booking: Booking) -> bool:
    return booking.state == "booked" and bool(booking.slots)


def _is_empty(incident: Incident, booking: Booking) -> bool:
    return incident.kind == "no_show" and incident.hall == booking.hall and incident.since_ms >= booking.start_ms


def _stands_alone(scene: Scene, booking: Booking) -> bool:
    """Say whether nobody else is counted in that hall at the time; another third's people would hide the empty one."""
    others = [
        other
        for other in scene.town.people.bookings.values()
        if other.hall == booking.hall and other.id != booking.id and _is_on(other)
    ]
    from_ms, to_ms = booking.start_ms - 5 * MINUTE_MS, booking.start_ms + EMPTY_AFTER_MS
    return not any(other.start_ms < to_ms and other.end_ms > from_ms for other in others)


def _lies_or_is_held(scene: Scene, booking: Booking) -> bool:
    """Say whether this booking's own people have the key, or could fetch it now."""
    return booking.id in scene.town.people.have_key or (
        not is_visitors(booking) and scene.town.equipment.hands.has_key(booking.slots[0] - 1)
    )


def _hook_of(scene: Scene, slot: int) -> Moment:
    """Count from the moment the key is off its hook."""
    return partial(scene.town.equipment.hands.key_gone, slot - 1)


def compartment_state(view: ManagerView, slot: int) -> str:
    """Return the word the manager page has for a compartment of the locker, empty when it shows none."""
    doors = [door for locker in view.lockers if locker.device == NORDPARK_1 for door in locker.compartments]
    return next((door.state for door in doors if door.number == slot), "")


def _clock(wall_ms: int) -> str:
    return datetime.fromtimestamp(wall_ms / 1000, tz=ZoneInfo(timetable.ZONE)).strftime("%H:%M")
