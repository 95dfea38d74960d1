"""Joins the hall display to what else this device knows: its locker's keys, its clock, its network and its certificate."""

from __future__ import annotations

import contextlib
import ipaddress
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from hallenwart_contract.messages import ClockTrust
from hallenwart_edge.access.agent import AccessAgent
from hallenwart_edge.core import Core
from hallenwart_edge.display.agent import DisplayAgent, DisplaySettings, Surroundings
from hallenwart_edge.display.sources import KeyOut

_TRUE: Final = frozenset({ClockTrust.NTP, ClockTrust.RTC})
_ROUTES: Final = Path("/proc/net/route")
_ROUTES_6: Final = Path("/proc/net/ipv6_route")
_LOOP: Final = "lo"


def add_display(core: Core, access: AccessAgent | None) -> DisplayAgent | None:
    """Add the hall display."""
    config = core.config
    if config.display is None:
        return None
    labels = {each.number: each.label for locker in config.lockers for each in locker.compartments}
    agent = DisplayAgent(
        settings=DisplaySettings(
            config.display.title,
            config.agent.zone,
            core.state_dir / "display",
            float(getattr(core.clock, "wall_speed", 1.0)),
            config.agent.device,
        ),
        documents=core.documents,
        board=core.board,
        neighbours=core.neighbours,
        link=core.link,
        clock=core.clock,
        outbox=core.outbox,
        around=Surroundings(
            keys=partial(_keys_out, core, access, labels) if access is not None else lambda: (),
            slots=lambda: frozenset(slot for slot, door in core.board.doors.items() if door.known),
            trusted=lambda: core.clock.trust() in _TRUE,
            network=lambda: is_loopback(config.mqtt.host) or has_network(),
            enrolled=lambda: not config.mqtt.tls or core.pair.cert.exists(),
        ),
    )
    core.agents.append(("display", agent.run))
    return agent


def _keys_out(core: Core, access: AccessAgent, labels: dict[int, str]) -> Sequence[KeyOut]:
    """Return the keys that are out for sure: the compartment says so, and it is known who fetched them."""
    doors = core.board.doors
    return tuple(
        KeyOut(slot, holding.grant, holding.out_ms, labels.get(slot, ""))
        for slot, holding in sorted(access.held().items())
        if slot in doors and doors[slot].known and not doors[slot].key
    )


def is_loopback(host: str) -> bool:
    """Say whether an address is this very machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def has_network(read: Callable[[Path], str] = Path.read_text) -> bool:
    """Say whether the kernel knows a way out of this machine; also where that cannot be asked."""
    try:
        lines = [line.split() for line in read(_ROUTES).splitlines()[1:]]
    except OSError:
        return True
    with contextlib.suppress(OSError):
        lines += [[line.split()[-1]] for line in read(_ROUTES_6).splitlines() if line.strip()]
    return any(fields and fields[0] != _LOOP for fields in lines)
