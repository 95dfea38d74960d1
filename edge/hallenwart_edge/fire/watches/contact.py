"""The watch of a dry contact on a pin, without the supervision of a loop: the relay of a CO alarm, a panel's fault contact.

Wire it closed in the calm state: then a cut wire says the same word as the contact, and nobody is left in false safety.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import AlarmType
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.fire.verdict import OK, Note, Reason, Verdict, Word
from hallenwart_edge.fire.watches.loop import plan_of
from hallenwart_edge.ports import Contact

_LOST_AFTER_MS: Final = 2_000


@dataclass(frozen=True, slots=True)
class ContactSpec:
    """`means` as of a loop."""

    id: str
    zone: str
    means: str
    place: str = ""


class ContactWatch:
    every_s = 0.1

    def __init__(self, spec: ContactSpec, contact: Contact, clock: Clock) -> None:
        self.plan = plan_of(spec.id, spec.zone, spec.means, spec.place)
        self._contact, self._clock = contact, clock
        self._heard_ms = clock.mono_ms()
        self._active = False

    async def look(self) -> None:
        try:
            self._active = self._contact.active()
        except DriverFault:
            return
        self._heard_ms = self._clock.mono_ms()

    def verdict(self) -> Verdict:
        if self._clock.mono_ms() - self._heard_ms > _LOST_AFTER_MS:
            return Verdict(Word.FAULT, Reason.PIN)
        if not self._active:
            return OK
        if self.plan.type is AlarmType.PANEL_FAULT:
            return Verdict(notes=(Note(AlarmType.PANEL_FAULT),))
        return Verdict(Word.FIRE)

    def rehearsed(self) -> Verdict | None:
        return None
