"""`hallenwart-edge check`: the quick look, and the assistant that leads somebody through the whole commissioning."""

from __future__ import annotations

import asyncio
import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from hallenwart_contract.clock import SystemClock
from hallenwart_edge.commissioning.asking import Ask, GoneError, Say, Talk
from hallenwart_edge.commissioning.assistant import Assistant
from hallenwart_edge.commissioning.devices import device_looks
from hallenwart_edge.commissioning.notebook import Notebook
from hallenwart_edge.commissioning.protocol import is_well, keep
from hallenwart_edge.commissioning.quick import quick_looks
from hallenwart_edge.commissioning.step import Look, Outcome
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.enrol.join import pair_of

ESSENTIAL: Final = frozenset({("agent", "version"), ("credentials", "load"), ("card", "write")})
"""What a release needs to run at all; anything else may fail because of the surroundings."""
WELL, WRONG, SURROUNDINGS = 0, 1, 3


async def quick(config: AgentConfig, say: Callable[[str], None]) -> int:
    """Look at everything that needs no person. Returns the exit status: 0, 1, or 3 when only the surroundings fail."""
    looks: list[Look] = []
    async for look in quick_looks(config, SystemClock()):
        looks.append(look)
        say(look.line)
    async for look in device_looks(config):
        looks.append(look)
        say(look.line)
    bad = {(look.component, look.step) for look in looks if look.outcome is Outcome.FAILED}
    say(f"{len(bad)} Fehler / failures" if bad else "alles in Ordnung / all is well")
    return status_of(bad)


def status_of(bad: set[tuple[str, str]]) -> int:
    if not bad:
        return WELL
    return WRONG if bad & ESSENTIAL else SURROUNDINGS


async def assist(config: AgentConfig, path: Path, person: str, say: Say, ask: Ask, *, again: bool, pulse: bool) -> int:
    """Lead somebody through the commissioning, and make the protocol of it. Returns the exit status. Raises EdgeError."""
    state_dir, clock = Path(config.agent.state_dir), SystemClock()
    talk = Talk(say, ask)
    notebook = Notebook(state_dir, wiring=digest_of(path))
    try:
        if again or not notebook.begun:
            notebook.anew(person or await talk.line("Wer nimmt ab? Vor- und Nachname / Who commissions? First and last name: "))
        else:
            say(f"weiter, wo es aufhörte / going on where it ended: {len(notebook.notes.steps)} (--again: neu / anew)")
        well = await Assistant(config, clock, notebook, talk, pulse=pulse).run()
        for step in notebook.notes.steps:
            if step.outcome != Outcome.OK:
                say(f"offen / open: {step.component} · {step.step}: {step.words}")
        if not await talk.yes("Protokoll so unterschreiben? / Sign the protocol as it is?"):
            return WRONG
    except (GoneError, KeyboardInterrupt, asyncio.CancelledError):
        say("unterbrochen; beim nächsten Mal geht es hier weiter / interrupted; next time it goes on from here")
        return WRONG
    protocol = notebook.protocol(clock.now_ms())
    file = keep(state_dir, protocol, device_key(config))
    notebook.close()
    say(f"Protokoll / protocol {protocol.ref}: {file}; der Agent schickt es der Zentrale / the agent sends it to the office")
    return WELL if well and is_well(protocol) else WRONG


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def device_key(config: AgentConfig) -> EllipticCurvePrivateKey | None:
    """Return the device's own key, None for a device that signs in with a password alone."""
    try:
        key = load_pem_private_key(pair_of(config).key.read_bytes(), password=None)
    except (OSError, ValueError, TypeError):
        return None
    return key if isinstance(key, EllipticCurvePrivateKey) else None


def wants_person(*, quick_asked: bool, person: str) -> bool:
    """Say whether the assistant is meant: somebody is named, or sits at the terminal."""
    return not quick_asked and (bool(person) or sys.stdin.isatty())
