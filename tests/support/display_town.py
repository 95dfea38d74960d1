"""What tests of displays let devices say and draw."""

from __future__ import annotations

from io import BytesIO

import msgspec
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from hallenwart_backend.fleet.enrolment.signing import Sent
from hallenwart_backend.ports import Arrival
from hallenwart_contract.codec import encode
from hallenwart_contract.device_http import ScreenProof, asked_of, signed_headers
from hallenwart_contract.messages import Event
from hallenwart_contract.view import ScreenNow, View
from support.backends import Town
from support.fire_town import show

DEVICE = "nordpark-2"
BOARD = ScreenNow(mode="board", rung="plan", since_ms=1, page=True, on=True, brightness_pct=80)
_KEY = generate_private_key(SECP256R1())


def jpeg(width: int = 320, height: int = 180, colour: str = "navy") -> bytes:
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return out.getvalue()


def proof(town: Town, number: int = 0, **changes: object) -> ScreenProof:
    told = ScreenProof(
        ref=f"r{number}",
        why="asked",
        t_ms=town.clock.now_ms() + number,
        mode="board",
        rung="plan",
        sha256=f"{number:064x}",
        width=1920,
        height=1080,
        picture=jpeg(),
    )
    return msgspec.structs.replace(told, **changes)


async def draw(town: Town, told: ScreenProof, *, device: str = DEVICE) -> None:
    """Let a display upload what it drew, twice, as after a cut."""
    body = encode(told)
    for _ in range(2):
        headers = signed_headers("POST", "/device/v1/screen", body, device=device, key=_KEY, now_ms=town.clock.now_ms())
        asked, signature = asked_of("POST", "/device/v1/screen", headers, body)
        sent = Sent(device, town.clock.now_ms(), asked, signature, "0a", expired=False)
        await town.backend.displays.proofs.screen(sent, told)


async def happen(town: Town, kind: str, *, device: str = DEVICE, **a: str) -> None:
    """Tell an event twice, as after a crash."""
    event = Event(kind=kind, t_ms=town.clock.now_ms(), c="screen", a=a)
    for _ in range(2):
        for listener in town.backend.displays.listeners:
            await listener.on_event(Arrival(device, town.clock.now_ms()), event)


async def stand(town: Town, now: ScreenNow | None = BOARD, *, device: str = DEVICE, **more: object) -> None:
    await show(town, zones=(), device=device, screen=now, **more)


async def view(town: Town, device: str = DEVICE) -> View:
    """Return what the display should have now."""
    await town.backend.desk.publish_all()
    found = town.backend.publisher.view_of(device)
    assert found is not None
    return found
