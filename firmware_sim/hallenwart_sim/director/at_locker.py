"""What happens at the key locker itself: a card instead of a code, a card nobody knows, the mains gone and back."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Final

from hallenwart_contract.kiosk import KioskStep
from hallenwart_contract.live_incidents import Incident
from hallenwart_sim.director.entered import GRACE_MS
from hallenwart_sim.director.keys import compartment_state
from hallenwart_sim.director.scene import Scene
from hallenwart_sim.director.stage import Check, Moment
from hallenwart_sim.town import timetable
from hallenwart_sim.town.api import Booking
from hallenwart_sim.town.equipment import JANA, STRANGER
from hallenwart_sim.town.plan import NORDPARK_1

_OPENS_MS: Final = 1_000
_SHOWN_MS: Final = 1_000
_SEEN_MS: Final = 2_000
_MAINS_MS: Final = 10_000


class CardHeld:
    """The trainer holds her card to the reader: her key goes, or comes back."""

    def __init__(self, scene: Scene, booking: Booking) -> None:
        self._scene, self._slot = scene, booking.slots[0]
        self._title, self._hung = booking.title, scene.town.equipment.hands.has_key(booking.slots[0] - 1)
        self._laid: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._opened: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def checks(self) -> list[Check]:
        scene, slot, hung = self._scene, self._slot, self._hung
        note = f"{self._title}, Fach / slot {slot}"
        shows = partial(scene.kiosk.until, lambda told: told.step is KioskStep.OPEN and told.slot == slot)
        moved = partial(scene.manager.until, lambda view: compartment_state(view, slot) == ("out" if hung else "in"))
        de, en = (
            ("Leitstand: Schlüssel ausgegeben", "Manager page: key is out")
            if hung
            else ("Leitstand: Schlüssel ist da", "Manager page: key is back")
        )
        return [
            Check(
                "Karte öffnet das Fach",
                "The card opens the compartment",
                _OPENS_MS,
                self._when_laid,
                self._when_opened,
                note=note,
            ),
            Check("Kiosk zeigt das offene Fach", "Kiosk shows the open compartment", _SHOWN_MS, self._when_opened, shows),
            Check(de, en, _SEEN_MS, self._when_shut, moved),
        ]

    async def run(self) -> None:
        """Hold the card; whoever stands there takes the key or hangs it back."""
        equipment = self._scene.town.equipment
        card, lock = equipment.cards[JANA], self._slot - 1
        if not await equipment.hands.hold(card, lock, laid=self._laid.set_result, opened=self._opened.set_result):
            self._scene.stage.note(f"{self._title}: die Karte öffnet nichts, der Schrank blieb zu")
            return
        done = "Schlüssel geholt" if self._hung else "Schlüssel zurückgehängt"
        self._scene.stage.note(f"{self._title}: {done}, mit der Karte (Fach {self._slot})")

    async def _when_laid(self) -> int:
        return await asyncio.shield(self._laid)

    async def _when_opened(self) -> int:
        return await asyncio.shield(self._opened)

    async def _when_shut(self) -> int:
        await self._when_opened()
        return await self._scene.town.equipment.hands.shut(self._slot - 1)


def trainers(scene: Scene) -> Booking | None:
    """Return the booking of the trainer whose card opens something now."""
    now_ms = scene.stage.clock.now_ms()
    return next(
        (
            each
            for each in scene.town.people.bookings.values()
            if each.title == timetable.TRAINER_GROUP
            and each.state == "booked"
            and each.slots
            and each.start_ms - GRACE_MS <= now_ms < each.end_ms + GRACE_MS
        ),
        None,
    )


class StrangersCard:
    """Somebody holds a card to the reader that nobody knows."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._laid: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def checks(self) -> list[Check]:
        return [Check("Kiosk lehnt die Karte ab", "Kiosk refuses the card", _SHOWN_MS, self._when_laid, self._when_refused)]

    async def run(self) -> None:
        hands, card = self._scene.town.equipment.hands, self._scene.town.equipment.cards[STRANGER]
        await hands.hold(card, None, laid=self._laid.set_result)

    async def _when_laid(self) -> int:
        return await asyncio.shield(self._laid)

    async def _when_refused(self) -> int:
        await self._when_laid()
        return await self._scene.kiosk.until(lambda told: told.step is KioskStep.WRONG)


def mains_checks(scene: Scene) -> list[Check]:
    told = scene.incident(_is_without_mains)
    return [_check_mains(scene, "Meldung: Schrank ohne Strom", "Incident: locker without mains power", told)]


def mains_back_checks(scene: Scene) -> list[Check]:
    over = partial(scene.manager.until, lambda view: not any(_is_without_mains(each) for each in view.incidents))
    return [_check_mains(scene, "Leitstand: Strom ist wieder da", "Manager page: mains are back", over)]


def _check_mains(scene: Scene, de: str, en: str, met: Moment) -> Check:
    note = "gemeldet erst nach drei Sekunden / told only after three seconds"
    return Check(de, en, _MAINS_MS, scene.now(), met, note=note)


def _is_without_mains(incident: Incident) -> bool:
    return incident.kind == "mains" and incident.device == NORDPARK_1 and incident.cleared_ms is None
