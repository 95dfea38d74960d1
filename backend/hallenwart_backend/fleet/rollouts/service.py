"""Rollouts: begun by a person, driven here, stopped by the first device that goes back, refuses or falls silent."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, Protocol

from hallenwart_backend.access.commands import CommandState
from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError, StoreUnavailableError
from hallenwart_backend.evidence.kinds import EvidenceKind
from hallenwart_backend.fleet.ports import DeviceEntry
from hallenwart_backend.fleet.rollouts import rules, store
from hallenwart_backend.fleet.rollouts.refusals import refused
from hallenwart_backend.fleet.rollouts.rules import LIVE, Rollout, RolloutState, Target, TargetState, There
from hallenwart_backend.fleet.rollouts.shelf import Shelf
from hallenwart_backend.fleet.rules import ENDED
from hallenwart_backend.ports import Arrival, Evidence, ListenerBase
from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import CommandFor
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.machine import TrialOf
from hallenwart_contract.messages import Event

log = logging.getLogger(__name__)
LOOK_EVERY_S: Final = 5.0
KEPT_MS: Final = 3 * 365 * 86_400_000
SHOWN: Final = 20
_TOLD: Final = frozenset({EventKind.TRIAL_BEGUN, EventKind.TRIAL_CONFIRMED, EventKind.TRIAL_BACK, EventKind.UPDATE_REFUSED})


class Commands(Protocol):
    async def send(self, device: str, op: str, arg: dict[str, str | int | bool | None], *, by: str) -> str: ...

    async def state(self, command: str) -> CommandState | None: ...


class Rollouts(ListenerBase):
    """`connection` returns the live connection of a device, `version_of` which release it said it runs."""

    def __init__(
        self,
        records: Records,
        shelf: Shelf,
        devices: Mapping[str, DeviceEntry],
        clock: Clock,
        *,
        commands: Commands,
        connection: Callable[[str], CommandFor | None],
        version_of: Callable[[str], str],
        evidence: Evidence,
    ) -> None:
        self._records, self._devices, self._clock = records, devices, clock
        self.shelf = shelf
        self._commands, self._connection, self._version_of, self._evidence = commands, connection, version_of, evidence
        self._lock = asyncio.Lock()
        self._live: Rollout | None = None
        self._targets: dict[str, Target] = {}
        self._asked: dict[str, str] = {}  # command id by device

    async def load(self) -> None:
        """Take up the rollout that goes on."""
        self._live = await self._records.read(store.live)
        if self._live is not None:
            rollout = self._live.id
            self._targets = await self._records.read(lambda connection: store.targets_of(connection, rollout))

    # --- what people see and do ------------------------------------------------------------------------------------------

    def bundle(self, version: str) -> Path:
        """Return where a verified bundle lies. Raises RefusedError 404."""
        found = self.shelf.find(version)
        if found is None:
            raise refused("no_release")
        return found

    async def newest(self) -> list[tuple[Rollout, dict[str, Target]]]:
        found = await self._records.read(lambda connection: store.newest(connection, SHOWN))
        return [(rollout, await self._targets_of(rollout)) for rollout in found]

    async def one(self, rollout: str) -> tuple[Rollout, dict[str, Target]]:
        """Raises RefusedError 404."""
        found = await self._records.read(lambda connection: store.one(connection, rollout))
        if found is None:
            raise refused("no_rollout")
        return found, await self._targets_of(found)

    async def begin(
        self, person: Person, version: str, *, first: str, shares: Sequence[int], sites: Sequence[str], pause_ms: int, note: str
    ) -> Rollout:
        """Begin a rollout. Raises RefusedError: no such release or device, nobody to give it to, or another one goes on."""
        if self.shelf.find(version) is None:
            raise refused("no_release")
        chosen = [each.id for each in self._devices.values() if not sites or each.site in sites or each.id == first]
        if first and first not in self._devices:
            raise refused("no_device")
        if not chosen:
            raise refused("nobody")
        async with self._lock:
            if self._live is not None and self._live.state in LIVE:
                raise refused("one_at_a_time")
            now_ms, key = self._clock.now_ms(), secrets.token_hex(6)
            waves = rules.waves_of(chosen, first, shares or (100,), key)
            rollout = Rollout(key, version, max(waves.values()) + 1, pause_ms, now_ms, person.name[:128], note=note)
            targets = {device: Target(device, wave, since_ms=now_ms) for device, wave in waves.items()}
            said = f"{version}: {len(targets)} Geräte in {rollout.waves} Wellen / devices in waves"
            await self._records.write(lambda connection: store.add(connection, rollout, targets.values()))
            self._live, self._targets = rollout, targets
        await self._evidence.note(EvidenceKind.ROLLOUT, rollout.id, person.id, said)
        return rollout

    async def act(self, person: Person, rollout: str, act: str, *, device: str = "") -> Rollout:
        """Pause, resume or stop a rollout, or skip a device. Raises RefusedError 404, 409."""
        async with self._lock:
            live = self._live
            if live is None or live.id != rollout or live.state not in LIVE:
                await self.one(rollout)
                raise refused("not_live")
            now_ms, changed = self._clock.now_ms(), list[Target]()
            if act == "pause":
                live = replace(live, state=RolloutState.PAUSED)
            elif act == "resume":
                live = replace(live, state=RolloutState.RUNNING)
            elif act == "stop":
                live = replace(live, state=RolloutState.STOPPED, ended_ms=now_ms, reason=f"{person.name}"[:200])
            else:
                changed = [self._skipped(device, now_ms)]
            await self._keep(live, changed)
        await self._evidence.note(EvidenceKind.ROLLOUT, rollout, person.id, f"{act} {device}".strip())
        return live

    def _skipped(self, device: str, now_ms: int) -> Target:
        target = self._targets.get(device)
        if target is None:
            raise refused("no_device")
        if target.state is TargetState.TRYING:
            raise refused("trying")
        return replace(target, state=TargetState.SKIPPED, since_ms=now_ms, why="")

    async def _targets_of(self, rollout: Rollout) -> dict[str, Target]:
        return await self._records.read(lambda connection: store.targets_of(connection, rollout.id))

    # --- what devices tell -----------------------------------------------------------------------------------------------

    async def on_event(self, arrival: Arrival, event: Event) -> None:
        told = event.kind in _TOLD and event.a.get("of", TrialOf.RELEASE) == TrialOf.RELEASE
        if not told or self._live is None or event.a.get("version") != self._live.version:
            return
        async with self._lock:
            target = self._targets.get(arrival.device)
            if target is None or (event.t_ms and event.t_ms < self._live.made_ms - rules.MINUTE_MS and not target.asked_ms):
                return
            after = rules.trial_told(target, event.kind, str(event.a.get("why", ""))[:200], self._clock.now_ms())
            if after != target:
                await self._keep(self._live, [after])

    # --- driving -----------------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Look every few seconds, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                await self.tick()
            except StoreUnavailableError as error:
                log.warning("rollouts: %s", error)

    async def tick(self) -> None:
        """Look at commands, devices and time; ask whoever is due; keep what changed."""
        async with self._lock:
            if self._live is None or not self._targets:
                return
            await self._follow_commands()
            before = self._live
            plan = rules.step(
                before, self._targets, {device: self._there(device) for device in self._targets}, self._clock.now_ms()
            )
            changed = [target for device, target in plan.targets.items() if target != self._targets[device]]
            if plan.rollout != before or changed:
                await self._keep(plan.rollout, changed)
            for device in plan.ask:
                await self._ask(plan.rollout, device)
            ended = plan.rollout.state is not before.state
        if ended:
            log.warning("rollout of %s: %s %s", before.version, plan.rollout.state, plan.rollout.reason)
            said = f"{plan.rollout.state.value} {plan.rollout.reason}".strip()
            await self._evidence.note(EvidenceKind.ROLLOUT, before.id, "", said)

    def _there(self, device: str) -> There:
        return There(self._connection(device) is not None, self._version_of(device))

    async def _ask(self, rollout: Rollout, device: str) -> None:
        try:
            self._asked[device] = await self._commands.send(device, "update", {"version": rollout.version}, by=rollout.made_by)
        except RefusedError:
            return  # it is gone again: asked when it is back
        await self._keep(rollout, [rules.asked(self._targets[device], self._clock.now_ms())])

    async def _follow_commands(self) -> None:
        """Take in what became of commands since the last look."""
        states = await self._states()
        changed = []
        for device, (told, code) in states.items():
            after = rules.command_ended(self._targets[device], told, code, self._clock.now_ms())
            if after != self._targets[device]:
                changed.append(after)
        if changed and self._live is not None:
            await self._keep(self._live, changed)

    async def _states(self) -> dict[str, tuple[str, str]]:
        found: dict[str, tuple[str, str]] = {}
        for device, command in [*self._asked.items()]:
            state = await self._commands.state(command)
            if state is not None and state.state in ENDED:
                found[device] = state.state, state.code
                del self._asked[device]
        return found

    async def _keep(self, rollout: Rollout, changed: Iterable[Target]) -> None:
        rows = [*changed]
        await self._records.write(lambda connection: store.keep(connection, rollout, rows))
        self._live = rollout
        self._targets.update({target.device: target for target in rows})
