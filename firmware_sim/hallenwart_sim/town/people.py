"""The town's people: for each booking somebody fetches the key with its code, a group comes, goes, and the key comes back.

Codes come from the server over the club's own account, as for anybody; after that nobody needs the network.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Final

import httpx

from hallenwart_contract.clock import TownClock
from hallenwart_sim.town import timetable
from hallenwart_sim.town.api import Booking, SignedIn
from hallenwart_sim.town.curve import MINUTE_MS, Evening, evening
from hallenwart_sim.town.doorway import Doorway
from hallenwart_sim.town.hands import Hands, What

_PLAN_EVERY_S: Final = 5.0
_LOOK_EVERY_S: Final = 0.5
_AHEAD_MS: Final = 10 * MINUTE_MS
_SEEN_AHEAD_MS: Final = 12 * 60 * MINUTE_MS
_TRIES: Final = 3
_UNPLANNED: Final = 9
_AGAIN_AFTER_S: Final = 8.0

_DONE: Final = {
    What.TAKE: "Schlüssel geholt",
    What.RETURN: "Schlüssel zurückgehängt",
    What.HANG_WRONG: "falschen Schlüssel eingehängt",
    What.LOOK: "Fach geöffnet und wieder geschlossen",
}


class People:
    """All groups of the town. `clubs`: one signed-in person of each."""

    def __init__(
        self, *, clock: TownClock, clubs: Sequence[SignedIn], doorways: Mapping[str, Doorway], hands: Hands, seed: int
    ) -> None:
        self._clock, self._clubs, self._doorways, self._hands, self._seed = clock, clubs, doorways, hands, seed
        self.tell: Callable[[str], None] = lambda _: None
        """Takes one line about what they do."""
        self._known: set[str] = set()
        self._account: dict[str, SignedIn] = {}
        self.stay_home: set[str] = set()
        """Bookings whose people do not come."""
        self.keep_key: set[str] = set()
        """Bookings whose key nobody brings back."""
        self.came: set[str] = set()
        """Bookings whose people have begun to come."""
        self.have_key: set[str] = set()
        """Bookings whose people hold the key now."""
        self.bookings: dict[str, Booking] = {}
        """What the clubs have booked, as last read."""
        self.codes: dict[str, Booking] = {}
        """Bookings whose code somebody of the town holds."""

    async def live(self) -> None:
        """Read the plan again and again; start every group in time."""
        async with asyncio.TaskGroup() as group:
            while True:
                for booking in await self._plan():
                    if booking.id not in self._known and self._is_due(booking):
                        self._known.add(booking.id)
                        group.create_task(self._come_and_go(booking), name=f"group: {booking.title}")
                await asyncio.sleep(_PLAN_EVERY_S / self._clock.speed**0.5)

    async def _plan(self) -> list[Booking]:
        for account in self._clubs:
            with suppress(httpx.HTTPError):  # the server may be away; people remember what they have booked
                for booking in await account.bookings(self._clock.now_ms() + _SEEN_AHEAD_MS):
                    if booking.code or self._account.get(booking.id) in (None, account):  # of a lent date the borrower's word
                        self.bookings[booking.id] = booking
                        self._account[booking.id] = account
        return [booking for booking in self.bookings.values() if booking.state == "booked"]

    def _is_due(self, booking: Booking) -> bool:
        directed = booking.title in (timetable.LATE_GROUP, timetable.ABSENT_GROUP)
        return not directed and booking.start_ms - _AHEAD_MS <= self._clock.now_ms() < booking.end_ms

    async def _come_and_go(self, booking: Booking) -> None:
        plan = self._evening(booking)
        fetched = await self._open_up(booking, plan)
        if booking.id in self.stay_home or (is_visitors(booking) and self._clock.now_ms() >= booking.end_ms):
            return
        self.came.add(booking.id)
        self.tell(f"{booking.title}: {len(plan.arrivals_ms)} Leute kommen")
        async with asyncio.TaskGroup() as group:
            group.create_task(self._come(booking, plan), name=f"come: {booking.title}")
            group.create_task(self._go(booking, plan), name=f"go: {booking.title}")
        self.tell(f"{booking.title}: alle sind gegangen")
        if fetched:
            await self._until(plan.return_ms)
            if booking.id not in self.keep_key:
                await self.at_locker(booking, What.RETURN)

    def _evening(self, booking: Booking) -> Evening:
        lesson = timetable.lesson_of(booking.title)
        people = lesson.people if lesson else _UNPLANNED
        return evening(start_ms=booking.start_ms, end_ms=booking.end_ms, people=people, seed=f"{self._seed}/{booking.id}")

    async def _open_up(self, booking: Booking, plan: Evening) -> bool:
        """Fetch the key; True when the town's people did. The trainer's group waits until its trainer has the key."""
        if is_visitors(booking):
            await self._trainer_has_key(booking)
            return False
        await self._until(plan.fetch_ms)
        return booking.id not in self.stay_home and await self.at_locker(booking, What.TAKE)

    async def _trainer_has_key(self, booking: Booking) -> None:
        while self._clock.now_ms() < booking.end_ms:
            if any(not self._hands.has_key(lock) for lock in locks_of(booking)):
                return
            await asyncio.sleep(_LOOK_EVERY_S)

    async def at_locker(self, booking: Booking, what: What) -> bool:
        """Go to the locker with the code; when the door stays shut, try again twice."""
        for _ in range(_TRIES):
            held = await self.code(booking)
            lies = held is not None and any(self._hands.has_key(lock) for lock in locks_of(held))
            if held is not None and held.code and await self._hands.use(held.code, locks_of(held), what):
                if what is What.TAKE and not lies:
                    self.tell(f"{booking.title}: das Fach ist leer, der Schlüssel fehlt")
                    return False
                if what is What.TAKE:
                    self.have_key.add(booking.id)
                elif what is What.RETURN:
                    self.have_key.discard(booking.id)
                self.tell(f"{booking.title}: {_DONE[what]} (Fach {', '.join(map(str, held.slots))})")
                return True
            await asyncio.sleep(_AGAIN_AFTER_S)
        self.tell(f"{booking.title}: der Schrank blieb zu")
        return False

    async def code(self, booking: Booking) -> Booking | None:
        if booking.id not in self.codes:
            with suppress(httpx.HTTPError, TimeoutError):
                async with asyncio.timeout(60):
                    self.codes[booking.id] = await self._account[booking.id].stored_code(booking)
        return self.codes.get(booking.id)

    async def _come(self, booking: Booking, plan: Evening) -> None:
        for moment in plan.arrivals_ms:
            await self._until(moment)
            if booking.id not in self.stay_home:
                await self._doorways[booking.hall].walk_in()

    async def _go(self, booking: Booking, plan: Evening) -> None:
        for moment in plan.departures_ms:
            await self._until(moment)
            if booking.id not in self.stay_home:
                await self._doorways[booking.hall].walk_out()

    async def _until(self, wall_ms: int) -> None:
        left_ms = (wall_ms - self._clock.now_ms()) / self._clock.speed
        await asyncio.sleep(max(0.0, left_ms / 1000))


def is_visitors(booking: Booking) -> bool:
    """Say whether this booking is for whoever plays the trainer: her own group, and whatever was booked by hand."""
    return booking.title == timetable.TRAINER_GROUP or timetable.lesson_of(booking.title) is None


def locks_of(booking: Booking) -> list[int]:
    return [slot - 1 for slot in booking.slots]
