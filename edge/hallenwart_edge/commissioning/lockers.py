"""The lockers: which lock is which compartment, and how its switches are wired."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Final

from hallenwart_edge.commission import Commissioning, Found, conclusion
from hallenwart_edge.commissioning.asking import Talk
from hallenwart_edge.commissioning.step import Look, failed, ok
from hallenwart_edge.config_devices import Locker
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.hardware import Hardware

STEP: Final = "wiring"


async def locker_looks(locker: Locker, hardware: Hardware, talk: Talk, *, pulse: bool) -> AsyncIterator[Look]:
    """Lead through all compartments of a locker and compare with the configuration."""
    board = hardware.locker(locker)
    finding = Commissioning(locker, board, say=talk.say, ask=talk.line, within_s=talk.within_s)
    try:
        found = await finding.find(pulse=pulse)
    except DriverFault as fault:
        yield failed(locker.id, STEP, str(fault))
        return
    finally:
        board.close()
    lines, whole = conclusion(locker, found)
    for each in found:
        yield _compared(locker, each)
    right = whole and all(_problem(locker, each) == "" for each in found)
    yield (
        ok(locker.id, STEP, "wie eingetragen / as written")
        if right
        else failed(locker.id, STEP, "; ".join(filter(None, lines)))
    )


def _compared(locker: Locker, found: Found) -> Look:
    component, problem = f"{locker.id}/{found.number}", _problem(locker, found)
    return failed(component, STEP, problem) if problem else ok(component, STEP, f"lock {found.lock}")


def _problem(locker: Locker, found: Found) -> str:
    written = {compartment.number: compartment.lock for compartment in locker.compartments}[found.number]
    if found.lock is None:
        return "kein Schloss gefunden / no lock found"
    if found.lock != written:
        return f"lock = {found.lock} statt / instead of {written}"
    if found.hook_bit_when_closed not in (None, locker.hook_bit_when_closed):
        return f"hook_bit_when_closed = {str(found.hook_bit_when_closed).lower()}"
    if found.key_bit_when_present not in (None, locker.key_bit_when_present):
        return f"key_bit_when_present = {str(found.key_bit_when_present).lower()}"
    return ""
