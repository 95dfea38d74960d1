"""How agents live: each supervised in a task of its own, so that one that crashes never takes another down."""

from __future__ import annotations

import asyncio
import logging
import random
import traceback
from collections.abc import Awaitable, Callable
from typing import Final, Protocol

from hallenwart_contract.clock import Clock
from hallenwart_contract.ending import until_cancelled
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event, Quality
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Board, Outbox

FIRST_DELAY_S: Final = 0.5
CAP_S: Final = 30.0
HEALTHY_AFTER_S: Final = 5.0
"""An agent that ran this long after a crash counts as recovered."""

_log: Final = logging.getLogger(__name__)


class FaultReport(Protocol):
    """Hears of agents that crash and recover."""

    async def fault(self, name: str, reason: str) -> None: ...

    async def recovered(self, name: str) -> None: ...


class EventReport:
    """Tells faults as events and as quality of a component named like the agent."""

    def __init__(self, outbox: Outbox, board: Board, clock: Clock) -> None:
        self._outbox = outbox
        self._board = board
        self._clock = clock

    async def fault(self, name: str, reason: str) -> None:
        self._board.set_sensor(name, Quality.FAULT, reason)
        await self._tell(EventKind.AGENT_FAULT, name, reason)

    async def recovered(self, name: str) -> None:
        self._board.set_sensor(name, Quality.OK)
        await self._tell(EventKind.COMPONENT_OK, name, "")

    async def _tell(self, kind: str, name: str, reason: str) -> None:
        t_ms, mono_ms = self._clock.now_ms(), self._clock.mono_ms()
        a: dict[str, str | int | float | bool | None] = {"reason": reason[:300]} if reason else {}
        await self._outbox.event(Event(kind=kind, t_ms=t_ms, mono_ms=mono_ms, c=name, a=a))


async def supervise(
    name: str,
    run: Callable[[], Awaitable[None]],
    report: FaultReport,
    *,
    jitter: Callable[[], float] = random.random,
    healthy_after_s: float = HEALTHY_AFTER_S,
) -> None:
    """Run an agent for ever: after a crash again, with capped and jittered back-off. Ends only by cancellation.

    The first failure is reported, repeats are only logged at debug; once it ran for a while, its recovery is told.
    An agent that returns has failed too: none has a reason to.
    """
    failures = 0

    async def tell_recovery() -> None:
        nonlocal failures
        await asyncio.sleep(healthy_after_s)
        if failures:
            failures = 0
            await report.recovered(name)

    while True:
        reason = await until_cancelled(name, _run_until_failure(run, tell_recovery))
        failures += 1
        if failures == 1:
            _log.error("agent %s failed: %s", name, reason)
            await report.fault(name, reason)
        else:
            _log.debug("agent %s failed again (%d): %s", name, failures, reason)
        delay_s = min(CAP_S, FIRST_DELAY_S * 2 ** min(failures - 1, 10))
        await asyncio.sleep(delay_s * (0.5 + jitter() / 2))


async def _run_until_failure(run: Callable[[], Awaitable[None]], beside: Callable[[], Awaitable[None]]) -> str:
    """Return why the agent ended."""

    async def along() -> None:
        await beside()

    try:
        async with asyncio.TaskGroup() as group:
            timer = group.create_task(along())
            await run()
            timer.cancel()
    except Exception as error:  # noqa: BLE001 - an agent may fail in any way; the others must live on
        return _reason(error)
    return "it ended by itself"


def _reason(error: BaseException) -> str:
    """Return what lies at the bottom: a fault of a device in its own words, anything else with the place it came from."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    if isinstance(error, DriverFault):
        return str(error)
    place = traceback.extract_tb(error.__traceback__)[-1:]
    where = f" in {place[0].name}, line {place[0].lineno}" if place else ""
    return f"{type(error).__name__}: {error}{where}"
