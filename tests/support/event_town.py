"""A public match in a town, with consents and parts of a stream."""

from __future__ import annotations

from typing import Any

from hallenwart_contract.messages import State
from hallenwart_contract.streams import Part
from hallenwart_contract.view import CameraNow
from support.backends import AMT, HOUR_MS, JANA, MONDAY_NOON_MS, Town

FTYP = b"\0\0\0\x18ftypiso5" + b"\0" * 12
MOOF = b"\0\0\0\x10moof" + b"\0" * 40
CAMERA = {"device": "nordpark-2", "camera": "halle"}
START_MS = MONDAY_NOON_MS + HOUR_MS
VERSION = "2026-11"


async def told_camera(town: Town, hall: str = "nordpark") -> None:
    """Let the device of the camera tell its state."""
    now = town.clock.now_ms()
    state = State(dev="nordpark-2", rev=1, cameras=[CameraNow(id="halle", hall=hall, since_ms=now)])
    await town.backend.board.on_state(town.arrival("nordpark-2"), state)


async def match(town: Town, kind: str = "match") -> str:
    """Book a match from 13:00 to 15:00 and return the booking."""
    club = await town.signed_in(JANA)
    wish = {"hall": "nordpark", "sections": [1, 2, 3], "start_ms": START_MS, "end_ms": START_MS + 2 * HOUR_MS}
    made = await club.post("/api/bookings", json=wish | {"title": "Damen 1", "kind": kind})
    assert made.status_code == 201, made.text
    return str(made.json()["booking"]["id"] if "booking" in made.json() else made.json()["id"])


async def event(town: Town, **wish: Any) -> dict[str, Any]:
    """Make the match public."""
    club = await town.signed_in(JANA)
    body = {"booking": await match(town), "title": "TSV Lindenau gegen SV Süd", "stream": True, "camera": CAMERA} | wish
    made = await club.post("/api/events", json=body)
    assert made.status_code == 201, made.text
    return dict(made.json())


async def agree(town: Town, identity: str, *parties: tuple[str, str]) -> None:
    """Give consents: (party, e-mail of who gives it)."""
    for party, email in parties or (("club", JANA), ("office", AMT)):
        browser = await town.signed_in(email)
        answer = await browser.post(f"/api/events/{identity}/consents", json={"party": party, "version": VERSION})
        assert answer.status_code == 201, answer.text


async def stream_of(town: Town, identity: str) -> str:
    return (await town.backend.events.events.one(identity)).event.stream_id


async def send(town: Town, stream: str, *numbers: int, run: int = 1, device: str = "nordpark-2", back_ms: int = 0) -> None:
    """Send parts that were filmed just now."""
    for number in numbers:
        t_ms = town.clock.now_ms() - 1000 - back_ms
        part = Part(stream, run, number, t_ms if number else 0, 1000 if number else 0)
        await town.backend.events.streaming.put(device, part, MOOF + bytes([number]) if number else FTYP)
