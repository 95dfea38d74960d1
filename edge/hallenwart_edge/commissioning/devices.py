"""The devices of a configuration, each opened and read once. Nothing is unlocked and nothing sounds."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

from hallenwart_edge.check import check_each
from hallenwart_edge.commissioning.step import Look, failed, ok, skipped
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.running_lock import is_held


async def device_looks(config: AgentConfig) -> AsyncIterator[Look]:
    """Read every device. While an agent runs they are its own: then this is skipped."""
    if is_held(Path(config.agent.state_dir)):
        yield skipped("devices", "read", "der Agent läuft und hält die Geräte / the agent runs and holds the devices")
        return
    async for name, good, words in check_each(config):
        yield (ok if good else failed)(name, "read", words)
