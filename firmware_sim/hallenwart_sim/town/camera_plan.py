"""The camera of the big hall at Nordpark: what stands in the file of its agent."""

from __future__ import annotations

from typing import Any, Final

from hallenwart_sim.devices import camera as device

CAMERA: Final = "kamera-nord"
SHUTTER_PIN, ON_AIR_PIN = 12, 13


def camera(port: int) -> dict[str, Any]:
    """Return its table; none where this machine cannot draw its picture. It sends where devices reach the server by HTTPS."""
    if not device.can_film():
        return {}
    size = {"width": device.WIDTH, "height": device.HEIGHT, "fps": device.FPS, "kbit_s": device.KBIT_S}
    pins = {"shutter_pin": SHUTTER_PIN, "lamp_pin": ON_AIR_PIN}
    place = {"id": CAMERA, "hall": "nordpark", "source": "rtsp", "url": f"tcp://127.0.0.1:{port}", "passthrough": True}
    return {"camera": [place | size | pins]}
