"""Takes one picture of a camera and judges whether it sees. The picture is looked at in memory and goes nowhere."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Final

from hallenwart_edge.config_streaming import Camera
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Contact
from hallenwart_edge.streaming.children import Children
from hallenwart_edge.streaming.commands import picture_call
from hallenwart_edge.streaming.password import password_of

WIDTH: Final = 64
HEIGHT: Final = 36
COMES_WITHIN_S: Final = 7.0
DARK: Final = 24
"""Of 255: below it a hall at night, a cap on the lens, or nothing."""
EVEN: Final = 3
"""Between the darkest and the brightest tenth: less is a wall before the lens, or a colour that is no picture."""


def judged(grey: bytes) -> str:
    """Return what a grey picture shows. Raises ValueError with what is wrong with it."""
    if len(grey) < WIDTH * HEIGHT:
        raise ValueError("es kam kein Bild / no picture came")
    levels = sorted(grey[: WIDTH * HEIGHT])
    tenth = len(levels) // 10
    mean, spread = sum(levels) // len(levels), levels[-tenth] - levels[tenth]
    if mean < DARK and spread < DARK:
        raise ValueError(f"das Bild ist schwarz (Helligkeit {mean} von 255): Licht an, Deckel ab / the picture is black")
    if spread < EVEN:
        raise ValueError(f"das Bild zeigt nichts (eine Fläche der Helligkeit {mean}) / the picture shows nothing")
    return f"sieht etwas, Helligkeit {mean} von 255, Kontrast {spread}; das Bild ist verworfen / sees, picture thrown away"


def camera_look(camera: Camera, cover: Contact | None) -> Callable[[], Awaitable[str]]:
    """Return what takes and judges one picture; a covered lens is left covered. Raises DriverFault."""

    async def look() -> str:
        if cover is not None and cover.active():
            return "der Deckel ist zu, kein Bild gemacht / the lens is covered, no picture taken"
        children = Children(camera.id, picture_call(camera, password=password_of(camera), width=WIDTH, height=HEIGHT))
        try:
            await children.start()
            grey = b""
            with contextlib.suppress(asyncio.IncompleteReadError):
                async with asyncio.timeout(COMES_WITHIN_S):
                    grey = await children.out.readexactly(WIDTH * HEIGHT)
        except TimeoutError:
            raise DriverFault(camera.id, children.reason() or "es kam kein Bild / no picture came") from None
        finally:
            await children.end()
        try:
            return judged(grey)
        except ValueError as error:
            raise DriverFault(camera.id, children.reason() or str(error)) from error

    return look
