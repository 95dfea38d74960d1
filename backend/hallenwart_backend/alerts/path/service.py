"""Proves the alert path: a test alarm every day, a watch over ways, receipts and the heartbeat to the outside."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import letters
from hallenwart_backend.alerts.path import causes, rules, store, trial_letters
from hallenwart_backend.alerts.path.heartbeat import Heartbeat
from hallenwart_backend.alerts.path.rules import Settings, State
from hallenwart_backend.alerts.path.store import Trial
from hallenwart_backend.alerts.path.words import changed_words, origin_of, trial_words
from hallenwart_backend.alerts.standing import Standing
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.ports import Cause, Evidence, EvidenceKind, Incidents, Where
from hallenwart_contract import live
from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import Alarm
from hallenwart_contract.messages import State as DeviceState

PREFIX: Final = "alert_path:"
_FORGET_EVERY_MS: Final = 3_600_000


class Sensors(Protocol):
    """What is known of the devices."""

    def states(self) -> Mapping[str, DeviceState]:
        """Return the newest state of every device that has told one."""
        ...

    def online(self, device: str) -> bool: ...

    def with_smoke(self) -> list[str]:
        """Return the devices with a smoke or heat sensor, online or not, in a steady order."""
        ...

    async def send(self, device: str, op: str, arg: dict[str, str | int | bool | None], *, by: str) -> str:
        """Send a command. Raises RefusedError 409 when the device is not online."""
        ...


@dataclass(frozen=True, slots=True)
class Stands:
    """How the path stands, see `live.AlertPath`."""

    state: str
    tested_ms: int | None
    took_ms: int | None
    failing: list[str]
    heartbeat: str
    heartbeat_ms: int | None

    @property
    def shown(self) -> live.AlertPath:
        return live.AlertPath(
            state=self.state,
            tested_ms=self.tested_ms,
            took_ms=self.took_ms,
            heartbeat=self.heartbeat,
            heartbeat_ms=self.heartbeat_ms,
            failing=self.failing,
        )


class Since:
    """How long something holds, on the monotonic clock: a wall clock that is set, or runs faster in a demo, changes nothing."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._began: dict[str, int] = {}

    def ms(self, what: str) -> int:
        """Return for how many milliseconds this is known; 0 the first time."""
        now = self._clock.mono_ms()
        return now - self._began.setdefault(what, now)

    def forget(self, what: str) -> None:
        self._began.pop(what, None)


class AlertPaths:
    """`first` returns who is told of a test, `filled` wakes the queue, `zone` is that of the installation."""

    def __init__(
        self,
        records: Records,
        clock: Clock,
        incidents: Incidents,
        sensors: Sensors,
        heartbeat: Heartbeat,
        evidence: Evidence,
        *,
        first: Callable[[Connection], str | None],
        followed: frozenset[str],
        zone: Callable[[], ZoneInfo],
        filled: Callable[[], None],
        changed: Callable[[], Awaitable[None]],
    ) -> None:
        self._records = records
        self._clock = clock
        self._standing = Standing(records, incidents, PREFIX)
        self._sensors = sensors
        self._heartbeat = heartbeat
        self._evidence = evidence
        self._first = first
        self._followed = followed
        self._zone = zone
        self._filled = filled
        self._changed = changed
        self._started_ms = clock.now_ms()
        self._since = Since(clock)
        self._forgotten_ms = 0
        self._shown = live.AlertPath()

    @property
    def shown(self) -> live.AlertPath:
        """How the path stood at the last look, for pages."""
        return self._shown

    async def change(self, wanted: Settings, *, by: Person) -> None:
        """Save the settings."""

        def keep(connection: Connection) -> None:
            store.keep(connection, wanted)
            self._evidence.keep(connection, EvidenceKind.WAYS, "alert_path", by.id, changed_words(wanted))

        await self._records.write(keep)
        await self._tell()

    async def _tell(self) -> None:
        """Show pages how the path stands, when that is news."""
        before, self._shown = self._shown, (await self.stands()).shown
        if before != self._shown:
            await self._changed()

    def _save(self, connection: Connection, trial: Trial) -> None:
        """Save a test; a finished one is evidence."""
        store.save(connection, trial)
        if trial.state is not State.RUNNING:
            kind = EvidenceKind.SELF_TEST if trial.by else EvidenceKind.DAILY_TEST
            at = Where(device=trial.device, c=trial.sensor)
            self._evidence.keep(connection, kind, trial.id, "", trial_words(trial), at=at, once=True)

    # --- tests ---

    async def test(self, *, by: str) -> Trial:
        """Begin a test and return it. Raises RefusedError 409 while one runs."""
        now = self._clock.now_ms()
        device = self._choose(now)
        trial = Trial(secrets.token_hex(8), by, device, "", now, State.RUNNING)

        def begin(connection: Connection) -> Trial:
            if store.running(connection):
                raise RefusedError("test_runs", "Ein Test läuft gerade.", "A test is running.", status=409)
            store.add(connection, trial)
            return trial if device else self._write(connection, trial)

        begun = await self._records.write(begin)
        if device:
            begun = await self._ask(begun)
        self._filled()
        await self._tell()
        return begun

    def _choose(self, now_ms: int) -> str:
        """Return another device each day, one that is online where there is any; empty where no device has a sensor."""
        having = self._sensors.with_smoke()
        online = [device for device in having if self._sensors.online(device)] or having
        return online[now_ms // rules.DAY_MS % len(online)] if online else ""

    async def _ask(self, trial: Trial) -> Trial:
        try:
            await self._sensors.send(trial.device, "selftest", {"ref": trial.id, "c": ""}, by=trial.by or "daily test")
        except RefusedError as error:
            failed = replace(trial, state=State.FAILED, error=error.code, done_ms=self._clock.now_ms())
            await self._records.write(lambda connection: self._save(connection, failed))
            return failed
        return trial

    async def on_test(self, ref: str, alarm: Alarm) -> None:
        """Take a sensor's answer; implements `ports.Tests`."""
        await self._records.write(lambda connection: self._answered(connection, ref, alarm))
        self._filled()

    def _answered(self, connection: Connection, ref: str, alarm: Alarm) -> None:
        trial = store.one(connection, ref)
        if trial is None or trial.state is not State.RUNNING or trial.alarm_ms is not None:
            return
        self._write(connection, replace(trial, sensor=alarm.c, alarm_ms=self._clock.now_ms()))

    def _write(self, connection: Connection, trial: Trial) -> Trial:
        """Put the messages of a test into the queue."""
        now, person = self._clock.now_ms(), self._first(connection)
        put = trial_letters.write(connection, trial, person, now_ms=now) if person else 0
        if not put:
            trial = replace(trial, state=State.FAILED, error="no_way" if person else "nobody", done_ms=now)
        self._save(connection, trial)
        return trial

    # --- the watch ---

    async def look(self) -> None:
        """Take tests further, run the daily one when it is due, hold the incidents of the path."""
        now = self._clock.now_ms()
        if await self._records.read(store.running):
            await self._records.write(lambda connection: self._advance(connection, now))
        wanted, newest = await self._records.read(
            lambda connection: (store.settings(connection), store.newest_daily_ms(connection))
        )
        if rules.is_due(wanted, self._zone(), newest_ms=newest, started_ms=self._started_ms, now_ms=now):
            await self._daily()
        await self._standing.hold(await self._causes(now), now_ms=now)
        await self._tell()
        if now - self._forgotten_ms > _FORGET_EVERY_MS:
            self._forgotten_ms = now
            await self._records.write(lambda connection: store.forget(connection, before_ms=now - rules.KEPT_MS))

    async def _daily(self) -> None:
        try:
            await self.test(by="")
        except RefusedError:
            return  # one runs; the next look tries again

    def _advance(self, connection: Connection, now_ms: int) -> None:
        for trial in store.running(connection):
            after = self._advanced(connection, trial, now_ms)
            if after != trial:
                self._save(connection, after)

    def _advanced(self, connection: Connection, trial: Trial, now_ms: int) -> Trial:
        if trial.device and trial.alarm_ms is None:
            if self._since.ms(f"{trial.id} alarm") < rules.ALARM_MS:
                return trial
            return replace(trial, state=State.FAILED, error="no_alarm", done_ms=now_ms)
        told = trial_letters.told(connection, trial.id, self._followed)
        state = rules.verdict(told, waited_ms=self._since.ms(f"{trial.id} letters"))
        return replace(trial, letters=told, state=state, done_ms=None if state is State.RUNNING else now_ms)

    async def _causes(self, now_ms: int) -> list[Cause]:
        tests, failing, beaten, wanted = await self._records.read(
            lambda connection: (
                store.newest(connection),
                letters.failing(connection, now_ms=now_ms),
                store.beaten(connection),
                store.settings(connection),
            )
        )
        found = [*causes.of_tests(tests, now_ms=now_ms), *causes.of_ways(failing, now_ms=now_ms)]
        found += causes.of_receipts(self._silent(), now_ms=now_ms)
        if wanted.heartbeat_url and self._heartbeat.failures >= rules.FAILURES:
            found.append(causes.of_heartbeat(beaten.error, now_ms=now_ms))
        return found

    def _silent(self) -> dict[str, int]:
        """Return the devices whose alarms are not confirmed for too long, with how many."""
        states = self._sensors.states()
        counts = {device: state.unreceipted for device, state in states.items() if state.unreceipted > 0}
        for device in states.keys() - counts.keys():
            self._since.forget(device)
        return {device: count for device, count in counts.items() if self._since.ms(device) > rules.UNRECEIPTED_MS}

    async def stands(self) -> Stands:
        return await self._records.read(self.read)

    def read(self, connection: Connection) -> Stands:
        """Return how the path stands, within a reader's transaction."""
        now = self._clock.now_ms()
        tests = [one for one in store.newest(connection) if one.state is not State.RUNNING]
        proved = next((one.done_ms for one in tests if one.state in rules.PROVED), None)
        newest = tests[0] if tests else None
        wanted, beaten = store.settings(connection), store.beaten(connection)
        return Stands(
            state=rules.state_of(newest.state if newest else None, proved, now_ms=now),
            tested_ms=newest.done_ms if newest else None,
            took_ms=newest.done_ms - newest.started_ms if newest and newest.done_ms is not None else None,
            failing=[causes.way_words(one) for one in letters.failing(connection, now_ms=now)],
            heartbeat=origin_of(wanted.heartbeat_url),
            heartbeat_ms=beaten.answered_ms,
        )
