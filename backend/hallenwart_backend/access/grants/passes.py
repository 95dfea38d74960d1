"""The QR of a right: a signed pass that its locker checks by itself."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hallenwart_backend.access.loop.steps import GrantAt
from hallenwart_contract import passes
from hallenwart_contract.passes import MAX_SLOT, Pass


@dataclass(frozen=True, slots=True)
class Shown:
    """A pass of one locker; `text` is what the symbol says."""

    device: str
    slots: tuple[int, ...]
    text: str


def show(part: GrantAt, *, key: Ed25519PrivateKey) -> Shown:
    """Sign the pass of a right. The window is the right's own: the locker adds its grace, as it does for codes."""
    slots = tuple(slot for slot in sorted(part.slots) if slot <= MAX_SLOT)
    wanted = Pass(passes.serial_of(part.id), passes.tag_of(part.device), part.from_ms, part.to_ms, slots)
    return Shown(part.device, slots, passes.issue(wanted, key=key))
