"""The fire watch of one Pi: sensors in, siren first, then screens and neighbours, then the outbox."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import Command
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Quality
from hallenwart_edge.command_ports import Outcome
from hallenwart_edge.fire import dialling, orders, rules, sounding, state
from hallenwart_edge.fire.inputs import FireInputs, watches_of
from hallenwart_edge.fire.latch_file import Kept, LatchFile
from hallenwart_edge.fire.outputs import CHIRP_MS, Output
from hallenwart_edge.fire.plan import Means, ZonePlan
from hallenwart_edge.fire.state import Draft, Fire, Now
from hallenwart_edge.fire.telling import tell_all
from hallenwart_edge.fire.trying import Trial
from hallenwart_edge.fire.verdict import Verdict, Word
from hallenwart_edge.fire.watches.loop import LoopWatch
from hallenwart_edge.fire.watches.watch import Watch
from hallenwart_edge.ports import Board, Dialler, Outbox, Siren
from hallenwart_edge.site_ports import Neighbours

_SIREN_EVERY_S: Final = 0.25
_DIALLER_EVERY_MS: Final = 1_000
_KEPT_WITHIN_S: Final = 0.2
"""How long an alarm waits for the card before it is told all the same."""
_HELD_MS: Final = 1_000
"""How long the siren goes on at most, because what silences it is not on the card yet."""


@dataclass(frozen=True, slots=True)
class FireSettings:
    """`state_file` keeps what stands. `siren_max_s`: the longest run of the siren for one zone.

    `dial_after_s`: how long a critical alarm may stay without receipt; `dial_always`: every fire alarm dials at once.
    `digest`: of the configuration by which is watched.
    """

    zones: Sequence[ZonePlan]
    state_file: Path
    siren_max_s: int = 180
    dial_after_s: int = 30
    dial_always: bool = False
    digest: str = ""


class FireAgent:
    """Watches all fire sensors of this device, and carries out what people order of them."""

    def __init__(
        self,
        *,
        settings: FireSettings,
        inputs: FireInputs,
        siren: Siren | None,
        outbox: Outbox,
        board: Board,
        neighbours: Neighbours,
        clock: Clock,
        dialler: Dialler | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        new_id: Callable[[], str] = lambda: str(uuid.uuid4()),
        tick: Callable[[], None] = lambda: None,
    ) -> None:
        self._settings = settings
        self._zones = {zone.id: zone for zone in settings.zones}
        self._outbox, self._board, self._neighbours = outbox, board, neighbours
        self._clock, self._sleep, self._new_id, self._tick = clock, sleep, new_id, tick
        self._siren = Output("siren", board, on=siren.sound if siren else None, off=siren.silence if siren else None)
        self._dialler = Output("dialler", board, on=dialler.dial if dialler else None, off=dialler.rest if dialler else None)
        self._watches = watches_of(inputs, clock, outbox)
        self._plans = [watch.plan for watch in self._watches]
        for plan in self._plans:
            self._zones.setdefault(plan.zone, ZonePlan(plan.zone, plan.zone))
        self._file = LatchFile(settings.state_file)
        self._untold = asyncio.Event()
        self._noted_ms = self._looked_ms = self._chirp_until_ms = clock.mono_ms()
        self._noted = 0
        self._sounds = self._alarms = False
        self._begin(self._file.load())

    async def run(self) -> None:
        """Watch until cancelled. Siren and dialler are let go afterwards."""
        self._untold.set()
        self._sound()
        self._show()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._file.run(self._kept), name="fire keep")
                for watch in self._watches:
                    group.create_task(self._watch(watch), name=f"fire {watch.plan.id}")
                group.create_task(self._tell(), name="fire tell")
                group.create_task(self._keep_time(), name="fire siren")
                group.create_task(self._follow_neighbours(), name="fire neighbours")
        finally:
            self._siren.release()
            self._dialler.release()

    async def handle(self, command: Command) -> Outcome:
        """Carry out a command. What it lets go is let go once it is on the card, or a second later."""
        match command.op:
            case "silence":
                outcome = self._silence(command)
            case "reset":
                outcome = self._reset(command.arg.get("alarm"))
            case "selftest":
                outcome = self._selftest(command)
            case _:
                after, code = orders.carry_out(self._fire, command, self._plans, self._zones, self._now())
                self._took(after)
                outcome = Outcome(code)
        await self._file.safe(_HELD_MS / 1_000)
        self._consider()
        self._follow()
        return outcome

    def panel_alarm(self, loop_id: str) -> bool | None:
        """Say whether the building panel's own contact is in alarm; None when its loop is faulty, shorted or not heard yet."""
        watch = next((each for each in self._watches if isinstance(each, LoopWatch) and each.plan.id == loop_id), None)
        return watch.contact() if watch is not None and watch.plan.means is Means.PANEL else None

    def _begin(self, kept: Kept) -> None:
        """Go on where the last run ended."""
        now = self._now()
        self._fire = rules.resumed(kept.fire, self._zones, now)
        own = {("", alarm_id) for alarm_id in kept.hushed}
        self._sounding = sounding.Sounding(dict.fromkeys(own, now.mono_ms), frozenset(own))
        self._dialling = dialling.Dialling(dialled=frozenset(kept.dialled))
        if self._settings.digest and kept.digest != self._settings.digest:
            draft = Draft(self._fire, now)
            draft.note(EventKind.FIRE_CONFIG, digest=self._settings.digest)
            self._fire, _ = draft.done()
            self._file.note()

    def _kept(self) -> Kept:
        hushed = sorted(alarm_id for device, alarm_id in self._sounding.hushed if not device)
        return Kept(self._fire, hushed, sorted(self._dialling.dialled), self._settings.digest)

    def _silence(self, command: Command) -> Outcome:
        self._sounding = sounding.silence(self._sounding)
        draft = Draft(self._fire, self._now())
        draft.note(EventKind.FIRE_SILENCED, cmd=command.id)
        self._took(draft.done()[0])
        return Outcome()

    def _reset(self, alarm_id: object) -> Outcome:
        known = {latched.alarm.id for latched in (*self._fire.zones.values(), *self._fire.health.values())}
        if alarm_id is not None and alarm_id not in known:
            return Outcome("unknown_alarm")
        wanted = str(alarm_id) if alarm_id is not None else None
        after, _, persisting = rules.reset(self._fire, wanted, self._verdicts(), self._plans, self._now())
        lasting = {latched.alarm.id: zone for zone, latched in after.zones.items() if latched.alarm.id in persisting}
        self._sounding = sounding.again(self._sounding, {("", each) for each in lasting}, self._clock.mono_ms())
        self._took(after)
        return Outcome("interlock", {"zones": ",".join(lasting.values())}) if persisting else Outcome()

    def _selftest(self, command: Command) -> Outcome:
        c, ref = command.arg.get("c"), command.arg.get("ref")
        trial = Trial(self._watches, self._fire, self._now())
        after, code = trial.run(c if isinstance(c, str) else "", ref if isinstance(ref, str) else command.id)
        self._took(after)
        return Outcome(code)

    async def _watch(self, watch: Watch) -> None:
        """Look again and again. What changes is decided on at once, what time alone changes is left to the tick."""
        before: tuple[object, ...] = ()
        while True:
            await watch.look()
            said = watch.verdict()
            if before != (said.word, said.reason, said.notes):
                before = (said.word, said.reason, said.notes)
                self._consider()
            await self._sleep(watch.every_s)

    def _verdicts(self) -> dict[str, Verdict]:
        return {watch.plan.id: watch.verdict() for watch in self._watches}

    def _consider(self) -> None:
        verdicts = self._verdicts()
        after, _ = rules.consider(self._fire, verdicts, self._plans, self._zones, self._now())
        for sensor, verdict in verdicts.items():
            faulty = verdict.word is Word.FAULT
            self._board.set_sensor(sensor, Quality.FAULT if faulty else Quality.OK, verdict.reason)
            if verdict.battery_pct is not None:
                self._board.set_battery(sensor, verdict.battery_pct)
        if after is not self._fire:
            self._took(after)

    def _took(self, after: Fire) -> None:
        """Act on a new state: siren, screens and neighbours at once, card and outbox as fast as they can."""
        fresh = after.events[len(self._fire.events) :]
        self._fire = after
        if any(event.kind == EventKind.WALK_HIT for event in fresh):
            self._chirp_until_ms = self._clock.mono_ms() + CHIRP_MS
        self._note()
        self._sound()
        self._show()
        self._untold.set()

    def _note(self) -> None:
        self._noted_ms = self._clock.mono_ms()
        self._noted = self._file.note()

    def _sound(self) -> None:
        """Follow the alarms of the site with the siren. Runs before anything that could wait."""
        own = {("", said.id) for said in rules.zone_alarms(self._fire, self._zones) if said.sounds}
        peers = self._neighbours.heard()
        heard = {(peer, said.id) for peer, alarms in peers.items() for said in alarms or () if said.sounds}
        unheard = {source for source in self._sounding.since_ms if peers.get(source[0], []) is None}
        now_ms = self._clock.mono_ms()
        self._sounding = sounding.follow(self._sounding, own | heard | unheard, now_ms)
        self._sounds = sounding.sounds(self._sounding, now_ms, max_ms=self._settings.siren_max_s * 1_000)
        self._drive_siren()

    def _drive_siren(self) -> None:
        """Sound at once; fall silent only when what silences it is kept, so that a crash in between forgets no order."""
        now_ms = self._clock.mono_ms()
        unsure = not self._file.has(self._noted) and now_ms - self._noted_ms < _HELD_MS
        self._alarms = self._sounds or (self._alarms and unsure)
        self._siren.drive(on=self._alarms or now_ms < self._chirp_until_ms)

    def _show(self) -> None:
        said = rules.zone_alarms(self._fire, self._zones)
        self._board.set_alarms(state.standing(self._fire), said, siren=self._siren.driven is True)
        words = rules.zone_words(self._fire, self._plans, self._zones)
        self._board.set_zones(words, [*self._fire.off.values()], drill=self._fire.drill is not None)
        self._neighbours.say(said)

    async def _keep_time(self) -> None:
        while True:
            self._consider()
            self._follow()
            if self._clock.mono_ms() - self._looked_ms >= _DIALLER_EVERY_MS:
                self._dial()
            self._tick()
            await self._sleep(_SIREN_EVERY_S)

    async def _follow_neighbours(self) -> None:
        while True:
            await self._neighbours.changed()
            self._follow()

    def _follow(self) -> None:
        before = self._siren.driven
        self._sound()
        if before is not self._siren.driven:
            self._show()

    def _dial(self) -> None:
        """Look for alarms that no server confirmed, and use the second way for them."""
        self._looked_ms = now_ms = self._clock.mono_ms()
        after_ms = self._settings.dial_after_s * 1_000
        standing = [each for each in self._fire.zones.values() if each.full]
        always = {each.alarm.id for each in standing} if self._settings.dial_always else set()
        before, rows = self._dialling, self._outbox.unreceipted()
        self._dialling, fresh = dialling.follow(before, rows, now_ms, after_ms=after_ms, always=always)
        self._dialler.drive(on=self._dialling.closed_ms is not None)
        self._board.set_unreceipted(len(self._dialling.overdue(now_ms, after_ms)))
        if fresh and self._dialler.built_in:
            draft = Draft(self._fire, self._now())
            for alarm, why in fresh:
                draft.note(EventKind.DIALLED, alarm=alarm, why=why)
            self._took(draft.done()[0])
        elif before.dialled != self._dialling.dialled:
            self._note()

    async def _tell(self) -> None:
        while True:
            await self._untold.wait()
            self._untold.clear()
            while self._fire.rows or self._fire.events:
                await self._file.safe(_KEPT_WITHIN_S)
                rows, events = await tell_all(self._fire, self._outbox)
                self._fire = state.told(self._fire, rows, events)
                self._file.note()

    def _now(self) -> Now:
        return Now(self._clock.now_ms(), self._clock.mono_ms(), self._new_id)
