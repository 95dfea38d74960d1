"""What goes wrong between the halls and the server: a cut cable, a dead broker; and what comes back afterwards."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Final

from hallenwart_contract.display import Display
from hallenwart_contract.live import ManagerView
from hallenwart_sim.director.entered import GRACE_MS
from hallenwart_sim.director.scene import Scene
from hallenwart_sim.director.stage import Check
from hallenwart_sim.town.api import Booking
from hallenwart_sim.town.hands import What
from hallenwart_sim.town.people import is_visitors
from hallenwart_sim.town.plan import NORDPARK_1, SITES

SITES_CUT: Final = " + ".join(site.name for site in SITES)
_SILENT_MS: Final = 45_000
_BROKER_MS: Final = 15_000
_BACK_MS: Final = 30_000
_OPENS_MS: Final = 2_000


class Trial:
    """Somebody opens the locker while it is cut off: with a code it has stored."""

    def __init__(self, scene: Scene, booking: Booking) -> None:
        self._scene, self._booking = scene, booking
        self._typed: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._opened: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def check(self) -> Check:
        note = f"{self._booking.title}, Fach / slot {self._booking.slots[0]}"
        de, en = "Schrank öffnet mit dem gespeicherten Code", "Locker opens with the stored code"
        return Check(de, en, _OPENS_MS, self.typed, self.opened, note=note)

    async def typed(self) -> int:
        return await asyncio.shield(self._typed)

    async def opened(self) -> int:
        return await asyncio.shield(self._opened)

    async def run(self) -> None:
        """Wait until the locker knows that it is alone, then open; what was taken out or hung in is put back."""
        await self._scene.kiosk.until(lambda told: not told.online)
        hands, slot = self._scene.town.equipment.hands, self._booking.slots[0]
        held = await self._scene.town.people.code(self._booking)
        if held is None or not held.code:
            self._scene.stage.note(f"{self._booking.title}: kein Code, der Schrank wird nicht probiert")
            return
        hung = hands.has_key(slot - 1)
        done = await hands.opens_with(held.code, slot - 1, What.LOOK if hung else What.RETURN)
        if done is None:
            self._scene.stage.note(f"{self._booking.title}: der Schrank blieb zu")
            return
        self._typed.set_result(done[0])
        self._opened.set_result(done[1])
        self._scene.stage.note(f"{self._booking.title}: Fach {slot} geht auch ohne Netz auf")
        if not hung:
            await hands.opens_with(held.code, slot - 1, What.TAKE)


def trial(scene: Scene) -> Trial | None:
    """Return a try with a code that is valid now: of a key that hangs there, or that the town's people hold."""
    now_ms, people, hands = scene.stage.clock.now_ms(), scene.town.people, scene.town.equipment.hands
    valid = [
        booking
        for booking in people.bookings.values()
        if booking.state == "booked"
        and len(booking.slots) == 1
        and booking.start_ms - GRACE_MS < now_ms < booking.end_ms
        and (hands.has_key(booking.slots[0] - 1) or booking.id in people.have_key)
    ]
    valid.sort(key=lambda booking: (not hands.has_key(booking.slots[0] - 1), is_visitors(booking), booking.start_ms))
    return Trial(scene, valid[0]) if valid else None


def cut_checks(scene: Scene, opens: Trial | None) -> list[Check]:
    """Kiosk, displays and manager page must say that they are cut off; nothing stops working."""
    silent = partial(scene.manager.until, _all_silent)
    return [
        _kiosk_alone(scene),
        *([opens.check()] if opens else []),
        *_displays_alone(scene),
        Check(
            "Leitstand: alle Geräte still", "Manager page: all devices silent", _SILENT_MS, scene.now(), silent, note=SITES_CUT
        ),
    ]


def broker_checks(scene: Scene) -> list[Check]:
    """One message about the broker instead of one for each device; inside a building alarms go on."""
    begin = scene.now()
    down = partial(scene.manager.until, _broker_is_down)
    told = Check("Leitstand: eine Meldung „Broker fehlt“", "Manager page: one incident, broker down", _BROKER_MS, begin, down)
    told.note = "statt einer je Gerät / instead of one per device"
    return [told, _kiosk_alone(scene), *_displays_alone(scene)]


def back_checks(scene: Scene, *, broker: bool = False) -> list[Check]:
    """All devices are back and have handed over what they kept."""
    kiosk = partial(scene.kiosk.until, lambda told: told.online)
    page = Check(
        "Leitstand: Gerät ist wieder da",
        "Manager page: device is back",
        _BACK_MS,
        scene.now(),
        scene.device_state(NORDPARK_1, "online"),
    )
    if broker:  # the devices' silence meant nothing meanwhile
        alive = partial(scene.manager.until, lambda view: view.health.broker)
        page = Check("Leitstand: Broker ist wieder da", "Manager page: broker is back", _BACK_MS, scene.now(), alive)
    every = partial(scene.manager.until, _all_online)

    async def caught_up() -> int:
        return max(await asyncio.gather(every(), scene.handed_over()))

    return [
        Check("Schlüsselschrank ist verbunden", "Key locker is connected", _BACK_MS, scene.now(), kiosk),
        page,
        Check("Alles nachgeholt", "Everything caught up", 2 * _BACK_MS, scene.now(), caught_up),
    ]


def _kiosk_alone(scene: Scene) -> Check:
    kiosk = partial(scene.kiosk.until, lambda told: not told.online)
    return Check("Schlüsselschrank weiß, dass er allein ist", "Key locker knows it is alone", _SILENT_MS, scene.now(), kiosk)


def _displays_alone(scene: Scene) -> list[Check]:
    return [
        Check(
            f"Anzeige {device} behält den Plan und sagt, von wann",
            f"Display {device} keeps its plan and says since when",
            _SILENT_MS,
            scene.now(),
            partial(display.until, keeps_its_plan),
        )
        for device, display in scene.displays.items()
    ]


def keeps_its_plan(told: Display) -> bool:
    """Say whether a display without connection still has its plan with its age, and hears the alarms of its building."""
    return not told.online and told.plan_ms is not None and bool(told.rows) and told.alarm_link


def _all_silent(view: ManagerView) -> bool:
    return bool(view.devices) and all(device.state in {"suspect", "offline"} for device in view.devices)


def _broker_is_down(view: ManagerView) -> bool:
    told = [each for each in view.incidents if each.kind == "broker_down" and each.cleared_ms is None]
    silent = [each for each in view.incidents if each.kind == "device_silent" and each.cleared_ms is None]
    return not view.health.broker and len(told) == 1 and not silent


def _all_online(view: ManagerView) -> bool:
    return bool(view.devices) and all(device.state == "online" for device in view.devices)
