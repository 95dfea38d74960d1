"""Puts a wiring from afar on trial, judges it while it runs, and tells what came of it.

The agent ends to begin with the wiring on trial, and ends once more to go back: only while no alarm stands and no door is open.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final, Protocol

from hallenwart_contract import machine
from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import Config
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.machine import TrialOf
from hallenwart_contract.messages import Quality, Scalar
from hallenwart_contract.wiring import MAX_WIRING_CHARS
from hallenwart_edge.errors import ConfigError
from hallenwart_edge.fleet.calm import Doings, hindrance
from hallenwart_edge.fleet.ending import AGAIN, Ending
from hallenwart_edge.fleet.trial import Look, Probation, Trial, Verdict
from hallenwart_edge.fleet.wiring_store import Running, WiringStore
from hallenwart_edge.ports import Documents

LOOK_EVERY_S: Final = 1.0
_log: Final = logging.getLogger(__name__)


class Board(Doings, Protocol):
    """What the trial reads of the board, and where it says that it runs."""

    @property
    def sensors(self) -> dict[str, str]: ...

    @property
    def trial(self) -> machine.Trial | None: ...

    def set_trial(self, trial: machine.Trial | None) -> None: ...


class ConfigTrial:
    """`look` says how this run is. `check` raises ConfigError for a wiring that cannot be run. `tell` keeps an event."""

    def __init__(
        self,
        store: WiringStore,
        running: Running,
        *,
        documents: Documents,
        board: Board,
        look: Callable[[], Look],
        check: Callable[[str], object],
        clock: Clock,
        ending: Ending,
        tell: Callable[[str, dict[str, Scalar]], Awaitable[None]],
        calm_s: float,
        within_s: int,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store, self._running = store, running
        self._documents, self._board, self._look, self._check = documents, board, look, check
        self._clock, self._ending, self._tell, self._sleep = clock, ending, tell, sleep
        self._calm_s, self._within_s = calm_s, within_s

    async def run(self) -> None:
        """Judge what is on trial, then follow the configuration until cancelled."""
        gone = self._store.outcome()
        if gone is not None:
            await self._tell(EventKind.TRIAL_BACK, {**_said(gone), "why": gone.why})
            self._store.told(gone)
        if self._running.trial is not None and not await self._judge(self._running.trial):
            return await self._never()
        while True:
            config = self._documents.config
            if config is not None and await self._take(config):
                return await self._never()
            await self._documents.changed()

    async def _judge(self, trial: Trial) -> bool:
        """Look until it is decided. Returns whether it stands."""
        began_ms = self._clock.mono_ms()
        probation = Probation(trial, began_ms, calm_s=self._calm_s)
        until_ms = self._clock.now_ms() + trial.within_s * 1000
        self._board.set_trial(machine.Trial(of=TrialOf.CONFIG, rev=int(trial.name), until_ms=until_ms))
        while True:
            verdict = probation.judge(self._look(), self._clock.mono_ms())
            if verdict is Verdict.GOOD:
                self._store.confirm(self._running)
                self._board.set_trial(None)
                await self._tell(EventKind.TRIAL_CONFIRMED, _said(trial))
                return True
            if verdict is Verdict.BAD:
                self._store.back(trial, probation.why)
                _log.warning("configuration %s goes back: %s", trial.name, probation.why)
                await self._leave()
                return False
            await self._sleep(LOOK_EVERY_S)

    async def _take(self, config: Config) -> bool:
        """Begin a trial when this configuration brings another wiring. Returns whether the agent ends for it."""
        text = config.wiring
        if not text or text == self._running.text or self._store.was_refused(text):
            return False
        said: dict[str, Scalar] = {"of": TrialOf.CONFIG.value, "rev": config.rev, "version": ""}
        wrong = self._wrong(text)
        if wrong:
            self._store.refuse(text)
            await self._tell(EventKind.TRIAL_BACK, {**said, "why": wrong[:200]})
            return False
        await self._until_calm()
        worked = tuple(sorted(name for name, word in self._board.sensors.items() if word == Quality.OK))
        try:
            self._store.propose(text, config.rev, worked=worked, within_s=self._within_s)
        except OSError as error:
            _log.error("the card does not take the new wiring: %s", error)
            return False
        until_ms = self._clock.now_ms() + self._within_s * 1000
        await self._tell(EventKind.TRIAL_BEGUN, {**said, "until_ms": until_ms})
        self._ending.ask(AGAIN)
        return True

    def _wrong(self, text: str) -> str:
        """Return why a wiring cannot be run, or nothing."""
        if len(text) > MAX_WIRING_CHARS:
            return f"{len(text)} characters, allowed are {MAX_WIRING_CHARS}"
        try:
            self._check(text)
        except ConfigError as error:
            return str(error)
        return ""

    async def _until_calm(self) -> None:
        """Wait while people are at a door or an alarm stands, and while something else is on trial."""
        while hindrance(self._board) or self._board.trial is not None:
            await self._sleep(LOOK_EVERY_S)

    async def _leave(self) -> None:
        self._board.set_trial(None)
        await self._until_calm()
        self._ending.ask(AGAIN)

    async def _never(self) -> None:
        await asyncio.Event().wait()


def _said(trial: Trial) -> dict[str, Scalar]:
    return {"of": trial.of, "rev": int(trial.name), "version": ""}
