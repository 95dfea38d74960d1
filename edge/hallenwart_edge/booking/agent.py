"""Lets lights and heatings follow the bookings of the plan on this device, with or without a network."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Final, Protocol

from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import MAX_MANUAL_MS, Command
from hallenwart_contract.messages import ClockTrust
from hallenwart_contract.outputs import OutputKind
from hallenwart_contract.people import PlaceCount
from hallenwart_contract.site_link import ZoneAlarm
from hallenwart_contract.view import View
from hallenwart_edge.bell import Bell
from hallenwart_edge.booking.follower import Follower, OutputBoard, Surroundings
from hallenwart_edge.booking.kept import OutputBook
from hallenwart_edge.booking.plan import OutputSpec, plan_of, times_of
from hallenwart_edge.booking.presence import decided, follow, together, word_of
from hallenwart_edge.booking.rules import Manual, Plan, Presence, Seen, Situation
from hallenwart_edge.command_ports import Outcome
from hallenwart_edge.output_ports import Switch
from hallenwart_edge.ports import Board, Documents, Outbox
from hallenwart_edge.site_ports import Neighbours

LOOK_EVERY_S: Final = 1.0
CONFIRMED_WITHIN_S: Final = 6.0
NEIGHBOURS_HEARD_MS: Final = 15_000
COUNT_SURE_MS: Final = 60 * 60_000
"""After a start, a counter that saw nobody come is believed after this long."""
_TRUE: Final = frozenset({ClockTrust.NTP, ClockTrust.RTC})


class Picture(Board, OutputBoard, Protocol):
    """The shared picture of this device. `seen`: per hall what each radar sees, None while it is silent."""

    @property
    def people(self) -> dict[str, int | None]: ...

    @property
    def counts(self) -> list[PlaceCount]: ...

    @property
    def seen(self) -> dict[str, dict[str, bool | None]]: ...

    @property
    def zone_alarms(self) -> list[ZoneAlarm]: ...


class OutputsAgent:
    """All lights and heatings of this device; one that hangs keeps no other waiting."""

    def __init__(
        self,
        outputs: Sequence[tuple[OutputSpec, Switch]],
        *,
        book: OutputBook,
        documents: Documents,
        board: Picture,
        neighbours: Neighbours,
        outbox: Outbox,
        clock: Clock,
        trust: Callable[[], ClockTrust],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._book, self._documents, self._board = book, documents, board
        self._neighbours, self._clock, self._trust, self._sleep = neighbours, clock, trust, sleep
        around = Surroundings(self._situation, book, board, outbox, clock)
        self._followers = {spec.id: Follower(spec, switch, around) for spec, switch in outputs}
        self._presence = {spec.id: Presence(watched_ms=clock.now_ms()) for spec, _ in outputs}
        self._plans: dict[str, tuple[View | None, Plan | None]] = {}
        self._in_alarm: set[str] = set()
        self._counted: set[str] = set()
        self._began_mono_ms = clock.mono_ms()
        self._clock_ok = False
        self._bell, self._looked = Bell(), Bell()

    async def run(self) -> None:
        """Follow until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._book.keep(), name="outputs kept")
            for changed in (self._documents.changed, self._board.changed, self._neighbours.changed):
                group.create_task(self._wake_on(changed), name="outputs wake")
            group.create_task(self._tick(), name="outputs time")
            for name, follower in self._followers.items():
                group.create_task(follower.run(self._bell.wait, self._looked.ring), name=f"output {name}")

    async def handle(self, command: Command) -> Outcome:
        """Switch by hand, or give back to the plan; answers once the device confirmed it, or says why it did not."""
        follower = self._followers.get(str(command.arg.get("id")))
        if follower is None:
            return Outcome("unknown_output")
        on, until_ms = command.arg.get("on"), command.arg.get("until_ms")
        if on is None:
            self._book.follow_plan(follower.spec.id)
            self._bell.ring()
            return Outcome()
        if not isinstance(on, bool) or not isinstance(until_ms, int) or until_ms <= command.iat_ms:
            return Outcome("bad_arg")
        if self._alarmed() and not on and follower.spec.kind is OutputKind.LIGHT:
            return Outcome("fire_lights")
        lasts_ms = min(until_ms - command.iat_ms, MAX_MANUAL_MS)  # by the server's clock: this one may be wrong
        self._book.want(follower.spec.id, Manual(on, self._clock.now_ms() + lasts_ms))
        tries = follower.tries
        follower.hurry()
        self._bell.ring()
        return await self._confirmed(follower, on, tries)

    async def _confirmed(self, follower: Follower, on: bool, tries: int) -> Outcome:
        try:
            async with asyncio.timeout(CONFIRMED_WITHIN_S):
                while follower.on is not on and not (follower.fault and follower.tries > tries):
                    await self._looked.wait()
        except TimeoutError:
            return Outcome("unconfirmed")
        return Outcome("output_fault", {"reason": follower.fault}) if follower.fault else Outcome()

    async def _wake_on(self, changed: Callable[[], Awaitable[None]]) -> None:
        while True:
            await changed()
            self._bell.ring()

    async def _tick(self) -> None:
        """Look every second, because wall time may jump or run faster than the machine's."""
        while True:
            await self._sleep(LOOK_EVERY_S)
            self._bell.ring()

    # --- what decides ---

    def _situation(self, spec: OutputSpec, on: bool | None) -> Situation:
        now_ms, config = self._clock.now_ms(), self._documents.config
        clock_ok = self._sure_of_time(now_ms)
        return Situation(
            kind=spec.kind,
            times=times_of(spec, config),
            plan=self._plan(spec),
            presence=self._seen(spec, now_ms),
            manual=self._book.manual(spec.id, now_ms),
            alarm=self._alarmed(),
            clock_ok=clock_ok,
            on=on,
        )

    def _plan(self, spec: OutputSpec) -> Plan | None:
        view, (known, plan) = self._documents.view, self._plans.get(spec.id, (None, None))
        if view is not known:
            plan = plan_of(spec, view)
            self._plans[spec.id] = view, plan
        return plan

    def _seen(self, spec: OutputSpec, now_ms: int) -> Presence:
        hall, sections = spec.hall, spec.sections
        everywhere = (self._board.people, self._neighbours.people())
        counts = [people[hall] for people in everywhere if hall in people]
        radars = self._board.seen.get(hall, {}).values()
        words = [*filter(None, (word_of(self._board.counts, hall, sections), self._neighbours.uses().get(hall)))]
        seen = decided(words) if words else together(counts, radars)
        seen = self._doubted(hall, seen, counted_alone=not radars)
        self._presence[spec.id] = follow(self._presence[spec.id], seen, now_ms)
        return self._presence[spec.id]

    def _doubted(self, hall: str, seen: Seen, *, counted_alone: bool) -> Seen:
        """After a start, counters begin at zero whoever is inside, and neighbours are not heard yet: that proves nothing."""
        up_ms = self._clock.mono_ms() - self._began_mono_ms
        if seen is Seen.PRESENT:
            self._counted.add(hall)
        unheard = seen is Seen.NONE and up_ms < NEIGHBOURS_HEARD_MS
        unsure = seen is Seen.EMPTY and counted_alone and hall not in self._counted and up_ms < COUNT_SURE_MS
        return Seen.UNKNOWN if unheard or unsure else seen

    def _alarmed(self) -> bool:
        """Say whether an alarm of this site stands. A neighbour that fell silent in alarm has given no all-clear."""
        for peer, alarms in {"": self._board.zone_alarms, **self._neighbours.heard()}.items():
            if alarms is not None and any(alarm.sounds for alarm in alarms):
                self._in_alarm.add(peer)
            elif alarms is not None:
                self._in_alarm.discard(peer)
        return bool(self._in_alarm)

    def _sure_of_time(self, now_ms: int) -> bool:
        """Say whether bookings can be followed by this clock: one that was right in this run is so while it only runs on."""
        trust = self._trust()
        ok = trust in _TRUE or (trust is ClockTrust.HELD and self._clock_ok)
        if ok and not self._clock_ok:  # it was set just now: what was watched before, bears no time
            self._presence = {name: replace(seen, watched_ms=now_ms) for name, seen in self._presence.items()}
        self._clock_ok = ok
        return ok
