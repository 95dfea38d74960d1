"""What goes wrong between the halls and the server: a cut cable, a dead broker; and what comes back afterwards."""

from __future__ import annotations

from functools import partial
from typing import Final

from hallenwart_contract.live import ManagerView
from hallenwart_sim.director.scene import Scene
from hallenwart_sim.director.stage import Check
from hallenwart_sim.town.plan import NORDPARK_1

_SILENT_MS: Final = 45_000
_BACK_MS: Final = 30_000


def gone_checks(scene: Scene) -> list[Check]:
    """Kiosk, display and manager page must say that they are cut off; nothing stops working."""
    kiosk = partial(scene.kiosk.until, lambda told: not told.online)
    checks = [
        Check("Schlüsselschrank weiß, dass er allein ist", "Key locker knows it is alone", _SILENT_MS, scene.now(), kiosk)
    ]
    for device, display in scene.displays.items():
        alone = partial(display.until, lambda told: not told.online)
        checks.append(
            Check(f"Anzeige {device}: ohne Verbindung", f"Display {device}: no connection", _SILENT_MS, scene.now(), alone)
        )
    silent = scene.device_state(NORDPARK_1, "suspect", "offline")
    checks.append(Check("Leitstand: Gerät schweigt", "Manager page: device silent", _SILENT_MS, scene.now(), silent))
    return checks


def back_checks(scene: Scene) -> list[Check]:
    """All devices are back and have handed over what they kept."""
    kiosk = partial(scene.kiosk.until, lambda told: told.online)
    online = scene.device_state(NORDPARK_1, "online")
    caught_up = partial(scene.manager.until, _all_caught_up)
    return [
        Check("Schlüsselschrank ist verbunden", "Key locker is connected", _BACK_MS, scene.now(), kiosk),
        Check("Leitstand: Gerät ist wieder da", "Manager page: device is back", _BACK_MS, scene.now(), online),
        Check("Alles nachgeholt", "Everything caught up", 2 * _BACK_MS, scene.now(), caught_up),
    ]


def _all_caught_up(view: ManagerView) -> bool:
    return bool(view.devices) and all(device.state == "online" and device.backlog == 0 for device in view.devices)
