"""Turns alarms of devices into incidents. Idempotent: the same row told twice changes nothing."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final

from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.fire.journal import Journal
from hallenwart_backend.fire.ports import CLEARED, HELD, RAISED, AlarmStore, KeptAlarm
from hallenwart_backend.fire.rules import (
    HOLD_MS,
    Verdict,
    delay_until_ms,
    detail_of,
    is_drill,
    is_rehearsal,
    key_of,
    kind_of,
    measured,
    sensors_of,
    severity_of,
    sounds,
    verdict,
)
from hallenwart_backend.fire.strays import Strays
from hallenwart_backend.ports import Arrival, Cause, Evidence, Incidents, ListenerBase, Tests
from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import Alarm, AlarmType, Phase, Severity, State

log = logging.getLogger(__name__)
LOOK_EVERY_S: Final = 0.5
KEPT_LATENCIES: Final = 500
AHEAD_MS: Final = 60_000


class Fire(ListenerBase):
    """A listener of alarms and states. `sites` maps a device to its site, `hall_of` a site and zone to a hall id or "".

    `line_of` says in words whose a right is: duress is told with the right that was used. `tests` is who sent a test value
    through a sensor's rule and waits for it; `evidence` keeps what alarms did, after they were told.
    """

    def __init__(
        self,
        store: AlarmStore,
        incidents: Incidents,
        clock: Clock,
        *,
        sites: Mapping[str, str],
        state_of: Callable[[str], State | None],
        hall_of: Callable[[str, str], str] = lambda _site, _zone: "",
        line_of: Callable[[str], Awaitable[str]] | None = None,
        evidence: Evidence,
    ) -> None:
        self._store = store
        self._incidents = incidents
        self._clock = clock
        self._sites = sites
        self._state_of = state_of
        self._hall_of = hall_of
        self._line_of = line_of
        self._journal = Journal(evidence, sites)
        self.tests: Tests | None = None
        self._held: dict[tuple[str, str], tuple[KeptAlarm, int]] = {}
        self._strays = Strays(store, clock, state_of)
        self._latencies_ms: deque[int] = deque(maxlen=KEPT_LATENCIES)

    async def load(self) -> None:
        """Take up what was held before the restart; call once before `run`."""
        for kept in await self._store.held():
            self._hold(kept)
        for kept in await self._store.recent(KEPT_LATENCIES):
            self._measure(kept)

    def latency_ms(self, quantile: float) -> int | None:
        """Return how long alarms took from the detector to the committed incident; None when there was none."""
        ordered = sorted(self._latencies_ms)
        return ordered[min(len(ordered) - 1, int(quantile * len(ordered)))] if ordered else None

    async def run(self) -> None:
        """Raise held alarms nobody called over, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                await self.tick()
            except StoreUnavailableError as error:
                log.warning("held alarms: %s", error)

    async def tick(self) -> None:
        """Decide about every held alarm anew, and raise what stands at a device though nobody here knows it."""
        for kept in await self._strays.due():
            log.warning("alarm %s stands at %s and was not on record", kept.alarm.id, kept.device)
            await self._raise(kept)
        for kept, held_at_ms in list(self._held.values()):
            word = verdict(kept.alarm, replayed=True, state=self._snapshot(kept.device))
            if word is Verdict.HOLD and self._clock.mono_ms() - held_at_ms >= HOLD_MS:
                word = Verdict.RAISE
            if word is Verdict.RAISE:
                await self._raise(kept)
            elif word is Verdict.OVER:
                await self._tell_past(kept)

    async def on_alarm(self, arrival: Arrival, alarm: Alarm) -> None:
        if is_rehearsal(alarm) and not is_drill(alarm):
            await self._on_test(alarm)
            return
        known = await self._store.find(arrival.device, alarm.id)
        if alarm.phase == Phase.CLEAR:
            await self._on_clear(arrival, alarm, known)
        elif known is None or known.state != CLEARED:
            await self._on_raise(arrival, alarm, known)

    async def on_state(self, arrival: Arrival, state: State) -> None:
        await self._strays.seen(arrival.device, state, arrival.received_ms)

    async def _on_test(self, alarm: Alarm) -> None:
        if alarm.ref and self.tests is not None:
            await self.tests.on_test(alarm.ref, alarm)

    async def _on_raise(self, arrival: Arrival, alarm: Alarm, known: KeptAlarm | None) -> None:
        kept = KeptAlarm(arrival.device, alarm, HELD, known.received_ms if known else arrival.received_ms)
        replayed = arrival.replayed and (known is None or known.state == HELD)
        match verdict(alarm, replayed=replayed, state=self._snapshot(arrival.device)):
            case Verdict.RAISE:
                first = known is None and not arrival.replayed
                told = await self._raise(kept if known is None else replace(kept, told_ms=known.told_ms))
                if first:
                    self._measure(told)
            case Verdict.HOLD:
                await self._store.keep(kept)
                self._hold(kept)
            case Verdict.OVER:
                await self._tell_past(kept)

    async def _on_clear(self, arrival: Arrival, alarm: Alarm, known: KeptAlarm | None) -> None:
        if known is not None and known.state == HELD:
            await self._tell_past(known)
            return
        await self._incidents.clear(self._key(arrival.device, known.alarm if known else alarm), alarm.id, alarm.t_ms)
        await self._journal.cleared(arrival.device, alarm)
        kept = known or KeptAlarm(arrival.device, alarm, CLEARED, arrival.received_ms)
        await self._store.keep(replace(kept, state=CLEARED))
        self._held.pop((arrival.device, alarm.id), None)

    async def _raise(self, kept: KeptAlarm) -> KeptAlarm:
        log.info("alarm taken", extra={"device": kept.device, "alarm": kept.alarm.id})
        await self._incidents.report(await self._cause(kept))
        told = replace(kept, state=RAISED, told_ms=kept.told_ms or self._clock.now_ms())
        await self._store.keep(told)
        await self._journal.raised(kept.device, kept.alarm)
        self._held.pop((kept.device, kept.alarm.id), None)
        return told

    async def _tell_past(self, kept: KeptAlarm) -> None:
        """An alarm that came late and is over: it is put on record and wakes nobody."""
        past = replace(await self._cause(kept), sev=Severity.WARN, replayed=True, siren=False)
        await self._incidents.report(past)
        await self._incidents.clear(past.key, past.id, self._clock.now_ms())
        await self._journal.raised(kept.device, kept.alarm)
        await self._store.keep(replace(kept, state=CLEARED))
        self._held.pop((kept.device, kept.alarm.id), None)

    async def _cause(self, kept: KeptAlarm) -> Cause:
        alarm, site = kept.alarm, self._sites.get(kept.device, "")
        return Cause(
            key=self._key(kept.device, alarm),
            id=alarm.id,
            kind=kind_of(alarm),
            sev=severity_of(alarm),
            site=site,
            since_ms=alarm.t_ms,
            device=kept.device,
            hall=self._hall_of(site, alarm.zone),
            zone=alarm.zone,
            detail=await self._detail(alarm),
            siren=sounds(alarm),
            measured=measured(alarm),
            sensor=alarm.c,
            sensors=sensors_of(alarm),
            drill=is_drill(alarm),
            delay_until_ms=delay_until_ms(alarm),
        )

    async def _detail(self, alarm: Alarm) -> str:
        if alarm.type != AlarmType.DURESS:
            return detail_of(alarm)
        return await self._line_of(alarm.text) if self._line_of else ""

    def _key(self, device: str, alarm: Alarm) -> str:
        return key_of(alarm, self._sites.get(device, ""))

    def _snapshot(self, device: str) -> State | None:
        """Return the snapshot old alarms are judged by; none from a clock that was ahead, which looks newer than it is."""
        state = self._state_of(device)
        return state if state is not None and state.sent_ms <= self._clock.now_ms() + AHEAD_MS else None

    def _hold(self, kept: KeptAlarm) -> None:
        self._held.setdefault((kept.device, kept.alarm.id), (kept, self._clock.mono_ms()))

    def _measure(self, kept: KeptAlarm) -> None:
        if kept.told_ms is not None and kept.told_ms >= kept.alarm.t_ms:
            self._latencies_ms.append(kept.told_ms - kept.alarm.t_ms)
