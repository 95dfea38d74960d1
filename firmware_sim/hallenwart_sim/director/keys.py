"""What goes wrong with keys and bookings: a key that does not come back, a hall that stays empty, a key in the wrong place."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import Final

from hallenwart_contract.live import ManagerView
from hallenwart_contract.live_incidents import Incident
from hallenwart_sim.director import entered
from hallenwart_sim.director.entered import EMPTY_AFTER_MS, GRACE_MS, Entered
from hallenwart_sim.director.scene import Scene
from hallenwart_sim.director.stage import Check, Moment
from hallenwart_sim.town import setup, timetable
from hallenwart_sim.town.api import Booking
from hallenwart_sim.town.curve import MINUTE_MS
from hallenwart_sim.town.hands import What
from hallenwart_sim.town.people import is_visitors
from hallenwart_sim.town.plan import NORDPARK_1

SOON_S: Final = 120.0
"""What comes by itself within this time needs no booking entered for it."""
BROUGHT_BACK_AFTER_S: Final = 60.0
_ENTERED_WITHIN_S: Final = 60.0
_SEEN_MS: Final = 2_000
_TOLD_MS: Final = 10_000
_ENOUGH_S: Final = 15.0
_LOOK_EVERY_S: Final = 0.2


@dataclass(frozen=True, slots=True)
class Chance:
    """A booking with which it can go wrong. `told_ms` is when the server's rule holds; `enter`: to be entered first."""

    title: str
    hall: str
    slot: int
    start_ms: int
    told_ms: int
    enter: Entered | None = None

    @property
    def note(self) -> str:
        afterwards = " · nachgetragen / entered afterwards" if self.enter else ""
        return f"{self.title}, Fach / slot {self.slot}, {timetable.clock_text(self.told_ms)}{afterwards}"


# --- a key that does not come back ---


def late(scene: Scene) -> Chance | None:
    """Return what is overdue the soonest if nobody brings it back."""
    due_ms = scene.stage.clock.now_ms() + _wall_ms(scene, _ENOUGH_S)
    chances = [
        _chance(booking, booking.end_ms + GRACE_MS)
        for booking in _bookings(scene)
        if booking.start_ms <= scene.stage.clock.now_ms()
        and due_ms < booking.end_ms + GRACE_MS
        and booking.id not in scene.town.people.keep_key
        and _lies_or_is_held(scene, booking)
    ]
    return _soonest(scene, chances, _enter(scene, entered.late))


async def keep(scene: Scene, chance: Chance) -> None:
    """Take the key if it still hangs there, and bring it back only a minute after it was told of."""
    booking = await _booked(scene, chance)
    if booking is None:
        return
    people = scene.town.people
    people.keep_key.add(booking.id)
    if scene.town.equipment.hands.has_key(chance.slot - 1):
        await people.at_locker(booking, What.TAKE)
    scene.stage.note(f"{booking.title}: Schlüssel {chance.slot} kommt nicht zurück, überfällig ab {_clock(chance.told_ms)}")
    await scene.incident(partial(_is_overdue, slot=chance.slot))()
    await asyncio.sleep(BROUGHT_BACK_AFTER_S)
    await people.at_locker(booking, What.RETURN)


def late_checks(scene: Scene, chance: Chance) -> list[Check]:
    slot, note, overdue_ms = chance.slot, chance.note, chance.told_ms
    out = partial(scene.manager.until, lambda view: compartment_state(view, slot) in {"out", "overdue"})
    overdue = partial(scene.manager.until, lambda view: compartment_state(view, slot) == "overdue")
    told = scene.incident(partial(_is_overdue, slot=slot))
    return [
        Check("Schlüssel ist draußen", "Key is out", _SEEN_MS, _hook_of(scene, slot), out, note=f"Fach / slot {slot}"),
        Check(
            "Leitstand: Schlüssel überfällig", "Manager page: key overdue", _TOLD_MS, scene.at(overdue_ms), overdue, note=note
        ),
        Check("Meldung an die Hausmeister", "Incident for the caretakers", _TOLD_MS, scene.at(overdue_ms), told, note=note),
    ]


# --- a hall that stays empty ---


def empty(scene: Scene) -> Chance | None:
    """Return the booking that counts as empty the soonest if its people do not come."""
    due_ms = scene.stage.clock.now_ms() + _wall_ms(scene, _ENOUGH_S)
    chances = [
        _chance(booking, booking.start_ms + EMPTY_AFTER_MS)
        for booking in _bookings(scene)
        if not is_visitors(booking)
        and due_ms < booking.start_ms + EMPTY_AFTER_MS
        and scene.town.equipment.hands.has_key(booking.slots[0] - 1)
        and booking.id not in scene.town.people.came | scene.town.people.stay_home
        and _stands_alone(scene, booking)
    ]
    return _soonest(scene, chances, _enter(scene, entered.absent))


async def stay_away(scene: Scene, chance: Chance) -> None:
    booking = await _booked(scene, chance)
    if booking is not None:
        scene.town.people.stay_home.add(booking.id)
        scene.stage.note(f"{booking.title} kommt nicht, gilt als leer ab {_clock(chance.told_ms)}")


def empty_checks(scene: Scene, chance: Chance) -> list[Check]:
    told = scene.incident(partial(_is_empty, chance=chance))
    begin = scene.at(chance.told_ms)
    return [Check("Meldung: gebucht, aber leer", "Incident: booked but empty", _TOLD_MS, begin, told, note=chance.note)]


# --- a key in the wrong place ---


def holding(scene: Scene) -> Booking | None:
    """Return a booking whose people hold their key now and did not hang in a wrong one already."""
    people, view = scene.town.people, scene.manager.latest
    wrong = {incident.slot for incident in view.incidents if incident.kind == "wrong_key"} if view else set()
    return next(
        (
            booking
            for booking in _bookings(scene)
            if booking.id in people.have_key - people.keep_key
            and booking.slots[0] not in wrong
            and scene.stage.clock.now_ms() < booking.end_ms
        ),
        None,
    )


async def hang_wrong_one(scene: Scene, booking: Booking) -> None:
    """Open the compartment with the right code, and hang in a key that its holder does not recognise."""
    await scene.town.people.at_locker(booking, What.HANG_WRONG)


def wrong_checks(scene: Scene, booking: Booking) -> list[Check]:
    slot = booking.slots[0]
    told = scene.incident(lambda incident: incident.kind == "wrong_key" and incident.slot == slot)
    begin = partial(scene.town.equipment.hands.pushed_shut, slot - 1)
    note = f"{booking.title}, Fach / slot {slot}"
    return [Check("Meldung: falscher Schlüssel", "Incident: wrong key", _SEEN_MS, begin, told, note=note)]


# --- which booking ---


def _soonest(scene: Scene, chances: list[Chance], enter: Entered | None) -> Chance | None:
    """Take what comes by itself soon; else enter a booking; else what comes by itself some time."""
    first = min(chances, key=lambda chance: chance.told_ms, default=None)
    if first is not None and first.told_ms <= scene.stage.clock.now_ms() + _wall_ms(scene, SOON_S):
        return first
    if enter is not None:
        return Chance(enter.title, enter.hall, enter.slot, enter.start_ms, enter.told_ms, enter)
    return first


def _enter(scene: Scene, choose: entered.Choose) -> Entered | None:
    clock = scene.stage.clock
    bookings = list(scene.town.people.bookings.values())
    return choose(bookings, now_ms=clock.now_ms(), speed=clock.speed, hangs=scene.town.equipment.hands.has_key)


async def _booked(scene: Scene, chance: Chance) -> Booking | None:
    """Return the booking, entered first where needed; None when the server did not take it."""
    if chance.enter is not None:
        try:
            await setup.enter(scene.town.folder, _table(chance.enter))
        except setup.SetupError as error:
            scene.stage.note(str(error))
            return None
    try:
        async with asyncio.timeout(_ENTERED_WITHIN_S):
            while True:
                for booking in _bookings(scene):
                    if (booking.title, booking.start_ms, booking.hall) == (chance.title, chance.start_ms, chance.hall):
                        return booking
                await asyncio.sleep(_LOOK_EVERY_S)
    except TimeoutError:
        scene.stage.note(f"{chance.title}: nicht gebucht")
        return None


def _table(enter: Entered) -> dict[str, object]:
    return {
        "hall": enter.hall,
        "sections": [enter.section],
        "club": enter.club,
        "title": enter.title,
        "date": timetable.local_date(enter.start_ms).isoformat(),
        "start": timetable.clock_text(enter.start_ms),
        "end": timetable.clock_text(enter.end_ms),
    }


def _bookings(scene: Scene) -> list[Booking]:
    return [each for each in scene.town.people.bookings.values() if each.state == "booked" and each.slots]


def _chance(booking: Booking, told_ms: int) -> Chance:
    return Chance(booking.title, booking.hall, booking.slots[0], booking.start_ms, told_ms)


def _wall_ms(scene: Scene, wall_s: float) -> float:
    """Return how much town time passes meanwhile."""
    return wall_s * 1000 * scene.stage.clock.speed


def _is_overdue(incident: Incident, slot: int) -> bool:
    return incident.kind == "key_overdue" and incident.slot == slot


def _is_empty(incident: Incident, chance: Chance) -> bool:
    return incident.kind == "no_show" and incident.hall == chance.hall and incident.since_ms >= chance.start_ms


def _stands_alone(scene: Scene, booking: Booking) -> bool:
    """Say whether nobody else is counted in that hall at the time; another third's people would hide the empty one."""
    others = [other for other in _bookings(scene) if other.hall == booking.hall and other.id != booking.id]
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
    return timetable.clock_text(wall_ms)
