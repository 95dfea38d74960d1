"""What lights and heatings of a configuration must be. Returns sentences that say what to write instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_outputs import Output, TasmotaRelay

_SECTIONS: Final = range(1, 17)
_CHANNELS: Final = range(4)
_RELAYS: Final = range(1, 33)


def output_problems(config: AgentConfig) -> Iterator[str]:
    """Yield every mistake in what follows bookings."""
    for output in config.outputs:
        yield from _wiring(config, output)
        if not output.hall:
            yield f"{output.id}: hall is empty; write the id of the hall whose bookings it follows"
        if any(section not in _SECTIONS for section in output.sections):
            yield f"{output.id}: sections {output.sections}; write numbers from {_SECTIONS[0]} to {_SECTIONS[-1]}"
        if len(set(output.sections)) < len(output.sections):
            yield f"{output.id}: sections {output.sections}; write each once"
    shellys = Counter((output.shelly.prefix, output.shelly.channel) for output in config.outputs if output.shelly)
    relays = Counter((output.tasmota.topic, output.tasmota.relay) for output in config.outputs if output.tasmota)
    for (topic, relay), count in relays.items():
        if count > 1:
            yield f"[[output]] relay {relay} of {topic!r} stands {count} times; each once"
    for (prefix, channel), count in shellys.items():
        if count > 1:
            yield f"[[output]] channel {channel} of {prefix!r} stands {count} times; each once"


def _wiring(config: AgentConfig, output: Output) -> Iterator[str]:
    if sum(place is not None for place in (output.relay, output.shelly, output.tasmota)) != 1:
        yield (
            f"{output.id}: write where it hangs: relay = {{ pin = ... }}, shelly = {{ prefix = '...' }} "
            "or tasmota = { topic = '...' }, one of them"
        )
    if output.tasmota is not None:
        yield from _tasmota(config, output.id, output.tasmota)
    if output.shelly is None:
        return
    if config.local_bus is None:
        yield f"{output.id}: no broker to reach its Shelly at; add [local_bus] with its host"
    if not output.shelly.prefix or set(output.shelly.prefix) & set("#+"):
        yield f"{output.id}: prefix {output.shelly.prefix!r}; write the Shelly's topic prefix, without # and +"
    if output.shelly.channel not in _CHANNELS:
        yield f"{output.id}: channel {output.shelly.channel}; write {_CHANNELS[0]} to {_CHANNELS[-1]}"


def _tasmota(config: AgentConfig, name: str, tasmota: TasmotaRelay) -> Iterator[str]:
    if config.local_bus is None:
        yield f"{name}: no broker to reach its Tasmota at; add [local_bus] with its host"
    if not tasmota.topic or set(tasmota.topic) & set("#+/"):
        yield f"{name}: topic {tasmota.topic!r}; write the Tasmota's own topic, without #, + and /"
    if tasmota.relay not in _RELAYS:
        yield f"{name}: relay {tasmota.relay}; write {_RELAYS[0]} to {_RELAYS[-1]}"
