"""The composition root: builds every part from the configuration, joins them and lets them live."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

from hallenwart_contract.clock import clock_from
from hallenwart_edge import subjects
from hallenwart_edge.booking_join import add_outputs
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.core import Core, open_core
from hallenwart_edge.fleet.systemd import feed_watchdog, notify
from hallenwart_edge.runtime import EventReport, supervise
from hallenwart_edge.update_join import add_updates

_log: Final = logging.getLogger(__name__)


async def run(
    config: AgentConfig, *, clock: str = "", path: Path | None = None, on_ready: Callable[[], None] = lambda: None
) -> None:
    """Run the agent until it is cancelled or asked to start anew; then outputs are safe and rows are stored.

    `clock` overrides the configuration, `path` is the file it came from.

    Raises:
        ConfigError: the credentials are missing or wrong, or the pin factory does not exist.
        StoreUnavailableError: the outboxes cannot be opened.
    """
    async with contextlib.AsyncExitStack() as stack:
        core = await open_core(config, clock_from(clock or config.agent.clock), stack)
        fire = await subjects.add_fire(core)
        kiosk = subjects.add_access(core, fire)
        subjects.add_contacts(core)
        subjects.add_occupancy(core, subjects.add_bus_sensors(core))
        add_outputs(core)
        display = subjects.add_display(core)
        subjects.add_screens(core, kiosk, display)
        add_updates(core, path)
        await _live(core, on_ready)


async def _live(core: Core, on_ready: Callable[[], None]) -> None:
    """Let every agent live in a supervised task of its own, until this one is cancelled or asked to end."""
    report, alive = EventReport(core.outbox, core.board, core.clock), core.progress.turns
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(supervise(name, run, report), name=name) for name, run in core.agents]
            group.create_task(feed_watchdog(lambda: alive() and not any(task.done() for task in tasks)), name="watchdog")
            notify("READY=1")
            on_ready()
            _log.info("running: %s", ", ".join(name for name, _ in core.agents))
            await _asked_to_end(core.ending)
    except* EndAskedError:
        _log.info("ending, to be started anew")


async def _asked_to_end(ending: asyncio.Event) -> None:
    await ending.wait()
    raise EndAskedError


class EndAskedError(Exception):
    """Raised to end every agent at once."""
