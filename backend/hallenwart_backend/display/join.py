"""Joins what runs displays: how each is set, what it drew and showed, its arrow, official warnings."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from hallenwart_backend.adapters.warning_read import WarningRead
from hallenwart_backend.alerts.attaching import Attaching
from hallenwart_backend.alerts.messages import Messages
from hallenwart_backend.display.exits.rules import Hung
from hallenwart_backend.display.exits.service import ExitDesk
from hallenwart_backend.display.screens.listing import Listing
from hallenwart_backend.display.screens.proofs import Proofs
from hallenwart_backend.display.screens.service import ScreenDesk
from hallenwart_backend.display.warnings.service import WarningDesk
from hallenwart_backend.fleet.enrolment.model import DeviceState
from hallenwart_backend.ports import Listener
from hallenwart_backend.runtime import every

if TYPE_CHECKING:
    from hallenwart_backend.ground import Ground

LOOK_EVERY_S: Final = 10.0
Run = Callable[[], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class DisplayRoom:
    screens: ScreenDesk
    proofs: Proofs
    exits: ExitDesk
    listing: Listing
    warnings: WarningDesk
    read: WarningRead

    @property
    def listeners(self) -> tuple[Listener, ...]:
        return (self.proofs,)

    async def load(self) -> None:
        """Take up what was set before the restart."""
        await self.screens.load()
        await self.exits.load()
        await self.warnings.load()

    def tasks(self) -> dict[str, Run]:
        """Return what runs, by name."""
        return {
            "exits": partial(every, LOOK_EVERY_S, self.exits.look),
            "warnings": partial(every, LOOK_EVERY_S, self.warnings.look),
        }

    def close(self) -> None:
        self.read.close()


def join_displays(ground: Ground, *, loopback: bool) -> DisplayRoom:
    """`loopback`: feeds of warnings may lie on this machine."""
    records, places, clock = ground.records, ground.places, ground.clock
    changed, told = ground.followers.rights_changed, ground.hub.changed
    desk: ScreenDesk

    def hung(device: str) -> Hung | None:
        """Say how a display stands: an arrow was released for exactly that."""
        display, placed = places.current.displays.get(device), places.current.devices.get(device)
        paper = ground.enrolment.papers.current.get(device)
        if display is None or placed is None or paper is None or paper.state is not DeviceState.ENROLLED:
            return None
        return Hung(f"{paper.enrolled_ms or 0}", placed.site, display.halls, desk.settings_of(device).turned)

    exits = ExitDesk(
        records,
        places,
        clock,
        ground.signing_key,
        ground.evidence,
        ground.incidents,
        tell=Messages(records, clock, ground.followers.queue_filled),
        hung=hung,
        pseudonym=ground.vault.pseudonym,
        changed=changed,
        told=told,
    )
    desk = ScreenDesk(records, places, clock, ground.devices.commands, exits, changed=changed, told=told)
    proofs = Proofs(records, places, clock, ground.evidence, Attaching(ground.followers), told=told)
    listing = Listing(places, desk, proofs, exits, ground.fleet, ground.publisher.view_of)
    read = WarningRead(ground.state, loopback=loopback)
    warnings = WarningDesk(records, places, clock, read, changed=changed, told=told)
    return DisplayRoom(desk, proofs, exits, listing, warnings, read)
