"""Joins what hangs at the broker inside the building to its connection."""

from __future__ import annotations

from pathlib import Path

from hallenwart_contract.clock import Clock
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.errors import ConfigError
from hallenwart_edge.local_bus.bus import HeadSpec, LocalBus
from hallenwart_edge.local_bus.shelly_switch import ShellyCalls
from hallenwart_edge.mqtt import Mqtt


def local_bus(config: AgentConfig, clock: Clock) -> LocalBus | None:
    """Return the bus of radio heads and Shelly switches, None where there is neither.

    Raises ConfigError for a password that cannot be read.
    """
    settings, switches = config.local_bus, any(output.shelly for output in config.outputs)
    if settings is None or not (config.radio_smokes or switches):
        return None
    name = f"hallenwart-{config.agent.device}"
    mqtt = Mqtt(
        host=settings.host,
        port=settings.port,
        username=settings.username,
        password=_password(settings.password_file),
        client_id=name,
    )
    heads = [HeadSpec(each.id, each.system, each.topic) for each in config.radio_smokes]
    return LocalBus(mqtt, heads, clock=clock, zigbee_base=settings.zigbee_base, calls=ShellyCalls(name) if switches else None)


def _password(file: str) -> str:
    if not file:
        return ""
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"[local_bus] password_file: {file} cannot be read: {error}") from error
