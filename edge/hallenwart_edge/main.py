"""The composition root: builds every part from the configuration, joins them and lets them live."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import Final

from hallenwart_contract.clock import clock_from
from hallenwart_edge import subjects
from hallenwart_edge.booking_join import add_outputs
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_file import Loaded
from hallenwart_edge.core import Core, open_core
from hallenwart_edge.display_join import add_display
from hallenwart_edge.fleet.systemd import feed_watchdog, notify
from hallenwart_edge.fleet_join import add_fleet, add_renewal
from hallenwart_edge.occupancy_join import add_occupancy
from hallenwart_edge.release.download import HttpBundles
from hallenwart_edge.runtime import EventReport, supervise
from hallenwart_edge.streaming_join import add_streaming
from hallenwart_edge.update_join import add_protocols, add_updates

_log: Final = logging.getLogger(__name__)


async def run(
    config: AgentConfig,
    *,
    clock: str = "",
    on_ready: Callable[[], None] = lambda: None,
    on_end: Callable[[int], None] = lambda _code: None,
    loaded: Loaded | None = None,
) -> int:
    """Run the agent until it is cancelled, or until it ends by its own will: then return the exit code.

    At the end outputs are safe and rows are stored. `clock` overrides the configuration, `loaded` is what it came with;
    `on_end` is called with the code before anything is closed.

    Raises:
        ConfigError: the credentials are missing or wrong, or the pin factory does not exist.
        StoreUnavailableError: the outboxes cannot be opened.
    """
    async with contextlib.AsyncExitStack() as stack:
        core = await open_core(config, clock_from(clock or config.agent.clock), stack)
        fire = await subjects.add_fire(core)
        cameras = add_streaming(core)
        kiosk = subjects.add_access(core, fire, cameras)
        subjects.add_contacts(core)
        add_occupancy(core, subjects.add_bus_sensors(core))
        add_outputs(core)
        display = add_display(core, kiosk)
        client = add_renewal(core)
        subjects.add_screens(core, kiosk, display, client)
        add_fleet(core, loaded, server=client)
        bundles = HttpBundles(core.config.server.url, client.sign, client.context) if client is not None else None
        add_updates(core, loaded.path if loaded is not None else None, bundles)
        add_protocols(core, client.post if client is not None else None)
        return await _live(core, on_ready, on_end)


async def _live(core: Core, on_ready: Callable[[], None], on_end: Callable[[int], None]) -> int:
    """Let every agent live in a supervised task of its own, until this one is cancelled or asked to end."""
    report, alive = EventReport(core.outbox, core.board, core.clock), core.progress.turns
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(supervise(name, run, report), name=name) for name, run in core.agents]
        watchdog = feed_watchdog(lambda: alive() and not any(task.done() for task in tasks))
        tasks.append(group.create_task(watchdog, name="watchdog"))
        notify("READY=1")
        on_ready()
        _log.info("running: %s", ", ".join(name for name, _ in core.agents))
        code = await core.ending.asked()
        _log.info("ending, to be started anew")
        on_end(code)
        for task in tasks:
            task.cancel()
    return code
