"""Joins updates to the agent: what stands in their way, how the device is, and what is shown."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from hallenwart_contract.messages import EVENT_STREAM, Quality
from hallenwart_edge import __version__
from hallenwart_edge.commissioning.protocol import Post, ProtocolSender
from hallenwart_edge.core import Core
from hallenwart_edge.fleet.calm import hindrance
from hallenwart_edge.fleet.ending import RESTART
from hallenwart_edge.fleet.trial import Look
from hallenwart_edge.fleet.updating import Bundles, NoBundles, UpdateParts, Updates
from hallenwart_edge.launch.store import ROOT_VARIABLE, Releases
from hallenwart_edge.reconnect import LinkState

OP: Final = "update"


def add_updates(core: Core, config: Path | None, bundles: Bundles | None = None) -> Updates | None:
    """Add updates where the launcher started this agent; without it a release could not be taken back."""
    root = os.environ.get(ROOT_VARIABLE, "")
    if not root or config is None:
        return None
    watch = TrialLook(core)
    updates = Updates(
        UpdateParts(
            releases=Releases(Path(root)),
            version=__version__,
            config=config.absolute(),
            keys=core.credentials.release_public_keys(),
            bundles=bundles or NoBundles(),
            outbox=core.outbox,
            clock=core.clock,
            look=watch.look,
            worked=lambda: tuple(sorted(name for name, word in core.board.sensors.items() if word == Quality.OK)),
            busy=lambda: hindrance(core.board),
            restart=lambda: core.ending.ask(RESTART),
            show=core.board.set_trial,
        )
    )
    core.agents.append(("updates", updates.run))
    core.handlers[OP] = updates
    return updates


def add_protocols(core: Core, post: Post | None) -> None:
    """Add the sender of commissioning protocols; without `post` they are told and wait on the card."""
    core.agents.append(("protocols", ProtocolSender(core.state_dir, core.outbox, core.clock, post).run))


class TrialLook:
    """How the device is since this start: connected, answered by the backend, and which components are in fault."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._begun = core.outbox.marks[EVENT_STREAM].wm

    def look(self) -> Look:
        core = self._core
        return Look(
            connected=core.link.reconnect.state is LinkState.CONNECTED,
            receipted=core.outbox.marks[EVENT_STREAM].wm > self._begun,
            faults=frozenset(name for name, word in core.board.sensors.items() if word == Quality.FAULT),
        )
