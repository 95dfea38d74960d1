"""The fire watch of one Pi: sensors in, siren first, then screens and neighbours, then the outbox."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import Command
from hallenwart_contract.messages import Alarm, Phase, Quality
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.fire import rules, sounding
from hallenwart_edge.fire.inputs import FireInputs, watches_of
from hallenwart_edge.fire.latch_file import LatchFile
from hallenwart_edge.fire.plan import Means, ZonePlan
from hallenwart_edge.fire.rules import Now
from hallenwart_edge.fire.verdict import Word
from hallenwart_edge.fire.watches.loop import LoopWatch
from hallenwart_edge.fire.watches.watch import Watch
from hallenwart_edge.ports import Board, Neighbours, Outbox, Outcome, Siren

_SIREN_EVERY_S: Final = 0.25
_KEPT_WITHIN_S: Final = 0.2
"""How long an alarm waits for the card before it is told all the same."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FireSettings:
    """`state_file` keeps the latched alarms; `siren_max_s` is the longest run of the siren for one alarm."""

    zones: Sequence[ZonePlan]
    state_file: Path
    siren_max_s: int = 180


class FireAgent:
    """Watches all fire sensors of this device. Also carries out `silence`, `reset` and `drill`."""

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
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        new_id: Callable[[], str] = lambda: str(uuid.uuid4()),
    ) -> None:
        self._zones = {zone.id: zone for zone in settings.zones}
        self._max_ms = settings.siren_max_s * 1_000
        self._siren, self._outbox, self._board, self._neighbours = siren, outbox, board, neighbours
        self._clock, self._sleep, self._new_id = clock, sleep, new_id
        self._watches = watches_of(inputs, clock, outbox)
        self._plans = [watch.plan for watch in self._watches]
        for plan in self._plans:
            self._zones.setdefault(plan.zone, ZonePlan(plan.zone, plan.zone))
        self._file = LatchFile(settings.state_file)
        self._fire, hushed = self._file.load()
        own = {("", alarm_id) for alarm_id in hushed}
        self._sounding = sounding.Sounding(dict.fromkeys(own, clock.mono_ms()), frozenset(own))
        self._sounds = False
        self._driven: bool | None = None
        self._siren_word: Quality = Quality.OK
        self._rows: asyncio.Queue[list[Alarm]] = asyncio.Queue()

    async def run(self) -> None:
        """Watch until cancelled. The siren is silent afterwards."""
        if untold := rules.untold(self._fire):
            self._rows.put_nowait(untold)
        self._show()
        try:
            async with asyncio.TaskGroup() as group:
                for watch in self._watches:
                    group.create_task(self._watch(watch), name=f"fire {watch.plan.id}")
                group.create_task(self._tell(), name="fire tell")
                group.create_task(self._keep_time(), name="fire siren")
                group.create_task(self._follow_neighbours(), name="fire neighbours")
        finally:
            if self._siren is not None:
                with contextlib.suppress(DriverFault):
                    self._siren.silence()
                self._driven = None

    async def handle(self, command: Command) -> Outcome:
        """Carry out `silence`, `reset {alarm}` (without `alarm`: all) or `drill {on}`."""
        if command.op == "silence":
            self._sounding = sounding.silence(self._sounding)
            self._took([])
            return Outcome()
        if command.op == "reset":
            return self._reset(command.arg.get("alarm"))
        if command.op == "drill":
            self._fire, rows = rules.drill(self._fire, on=command.arg.get("on") is True, now=self._now())
            self._took(rows)
            return Outcome()
        return Outcome("failed")

    def panel_alarm(self, loop_id: str) -> bool | None:
        """Say whether the building panel's own contact is in alarm; None when its loop is faulty, shorted or not heard yet."""
        watch = next((each for each in self._watches if isinstance(each, LoopWatch) and each.plan.id == loop_id), None)
        return watch.contact() if watch is not None and watch.plan.means is Means.PANEL else None

    def _reset(self, alarm_id: object) -> Outcome:
        known = {latched.alarm.id for latched in self._fire.zones.values()}
        if alarm_id is not None and alarm_id not in known:
            return Outcome("unknown_alarm")
        wanted = str(alarm_id) if alarm_id is not None else None
        verdicts = {watch.plan.id: watch.verdict() for watch in self._watches}
        self._fire, rows, persisting = rules.reset(self._fire, wanted, verdicts, self._now())
        lasting = frozenset(("", self._fire.zones[zone].alarm.id) for zone in persisting)
        self._sounding = sounding.again(self._sounding, lasting, self._clock.mono_ms())
        self._took(rows)
        return Outcome("interlock", {"zones": ",".join(persisting)}) if persisting else Outcome()

    async def _watch(self, watch: Watch) -> None:
        while True:
            await watch.look()
            self._consider()
            await self._sleep(watch.every_s)

    def _consider(self) -> None:
        verdicts = {watch.plan.id: watch.verdict() for watch in self._watches}
        self._fire, rows = rules.consider(self._fire, verdicts, self._plans, self._zones, self._now())
        for sensor, verdict in verdicts.items():
            self._board.set_sensor(sensor, Quality.FAULT if verdict.word is Word.FAULT else Quality.OK)
        if rows:
            self._took(rows)

    def _took(self, rows: list[Alarm]) -> None:
        self._sound()
        self._show()
        self._rows.put_nowait(rows)

    def _sound(self) -> None:
        """Follow the alarms of the site with the siren. Runs before anything that could wait."""
        own = {("", said.id) for said in rules.zone_alarms(self._fire, self._zones)}
        heard = {(peer, said.id) for peer, alarms in self._neighbours.heard().items() for said in alarms or ()}
        now_ms = self._clock.mono_ms()
        unheard = {source for source in self._sounding.since_ms if self._neighbours.heard().get(source[0], []) is None}
        self._sounding = sounding.follow(self._sounding, own | heard | unheard, now_ms)
        self._sounds = sounding.sounds(self._sounding, now_ms, max_ms=self._max_ms)
        self._drive_siren()

    def _drive_siren(self) -> None:
        """Move the relay when it must change, and try again for as long as it could not."""
        if self._siren is None or self._driven == self._sounds:
            return
        try:
            (self._siren.sound if self._sounds else self._siren.silence)()
        except DriverFault as fault:
            if self._siren_word is Quality.OK:
                _log.error("siren: %s", fault.reason)
            self._siren_word, self._driven = Quality.FAULT, None
        else:
            self._siren_word, self._driven = Quality.OK, self._sounds
        self._board.set_sensor("siren", self._siren_word)

    def _show(self) -> None:
        said = rules.zone_alarms(self._fire, self._zones)
        self._board.set_alarms(rules.standing(self._fire), said, siren=self._driven is True)
        self._neighbours.say(said)

    async def _keep_time(self) -> None:
        while True:
            self._consider()
            self._follow()
            await self._sleep(_SIREN_EVERY_S)

    async def _follow_neighbours(self) -> None:
        while True:
            await self._neighbours.changed()
            self._follow()

    def _follow(self) -> None:
        before = self._driven
        self._sound()
        if before is not self._driven:
            self._show()

    async def _tell(self) -> None:
        while True:
            rows = await self._rows.get()
            async with asyncio.TaskGroup() as group:
                kept = group.create_task(self._keep(), name="fire keep")
                await asyncio.wait({kept}, timeout=_KEPT_WITHIN_S)
                for row in rows:
                    await self._outbox.alarm(row)
            raised = [row.id for row in rows if row.phase == Phase.RAISE]
            if raised:
                self._fire = rules.told(self._fire, raised)
                await self._keep()

    async def _keep(self) -> None:
        hushed = [alarm_id for device, alarm_id in self._sounding.hushed if not device]
        try:
            await asyncio.to_thread(self._file.save, self._fire, hushed)
        except OSError as error:
            _log.error("latched alarms not kept: %s", error)

    def _now(self) -> Now:
        return Now(self._clock.now_ms(), self._clock.mono_ms(), self._new_id)
