"""Joins what the device does about itself: vitals, trial of the wiring, settings, identify, restart, logs."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from hallenwart_contract.messages import EVENT_STREAM, Event, Scalar
from hallenwart_edge.config_file import Loaded, with_wiring
from hallenwart_edge.core import Core
from hallenwart_edge.device_client import DeviceClient
from hallenwart_edge.enrol.join import client_of, renewal_of
from hallenwart_edge.fleet.config_trial import ConfigTrial
from hallenwart_edge.fleet.log_ring import LogRing
from hallenwart_edge.fleet.logs import Logs, Server
from hallenwart_edge.fleet.restart import Restart
from hallenwart_edge.fleet.settings import SettingsAgent, Thinner
from hallenwart_edge.fleet.wiring_upload import WiringUpload
from hallenwart_edge.update_join import TrialLook


def add_fleet(core: Core, loaded: Loaded | None, *, server: Server | None = None) -> None:
    """Add the commands and agents of the device itself. `loaded` None: its wiring stays as it is, whatever comes."""
    tell, outbox, link = _teller(core), core.outbox, core.link
    ring = LogRing()
    logging.getLogger().addHandler(ring)
    core.closing(lambda: logging.getLogger().removeHandler(ring))
    thinner = Thinner(core.clock.mono_ms)
    outbox.lets = thinner.lets
    settings = SettingsAgent(core.documents, link, thinner, level=logging.getLogger().level)
    core.agents.append(("settings", settings.run))
    core.handlers["logs"] = Logs(ring, server, tell)
    core.handlers["restart"] = Restart(core.ending, core.board, lambda: _waiting(core))
    core.handlers["identify"] = core.identify
    core.board.set_about(core.board.machine.about())
    if loaded is None:
        return
    core.stamp.wiring = loaded.running.digest
    trial = ConfigTrial(
        loaded.store,
        loaded.running,
        documents=core.documents,
        board=core.board,
        look=TrialLook(core).look,
        check=lambda text: with_wiring(loaded.path, text),
        clock=core.clock,
        ending=core.ending,
        tell=tell,
        calm_s=core.config.agent.trial_calm_s,
        within_s=core.config.agent.trial_within_s,
    )
    core.agents.append(("trial", trial.run))
    if server is not None:
        core.agents.append(("wiring", WiringUpload(loaded.running, server).run))


def add_renewal(core: Core) -> DeviceClient | None:
    """Add what looks after the certificate; return how this device asks the server, None without one."""
    client = client_of(core.config, core.pair, core.clock)
    if client is None:
        return None
    renewal = renewal_of(core.config, core.pair, client, core.clock, core.board, core.link, _teller(core))
    core.agents.append(("renewal", renewal.run))
    core.handlers["renew"] = renewal
    return client


def _waiting(core: Core) -> int:
    mark = core.outbox.marks[EVENT_STREAM]
    return mark.last - mark.wm


def _teller(core: Core) -> Callable[[str, dict[str, Scalar]], Awaitable[None]]:
    async def tell(kind: str, a: dict[str, Scalar]) -> None:
        t_ms, mono_ms = core.clock.now_ms(), core.clock.mono_ms()
        await core.outbox.event(Event(kind=kind, t_ms=t_ms, mono_ms=mono_ms, c="agent", a=a))

    return tell
