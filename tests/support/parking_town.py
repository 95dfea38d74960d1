"""A car park at the Nordpark with spaces whose sensors speak, and permits for a match."""

from __future__ import annotations

from typing import Any

from hallenwart_contract.messages import Quality, Reading
from support.backends import AMT, Town
from support.event_town import match

LIMITS = {"match": 3, "event": 10}


def space(number: int, kind: str = "normal", *, sensed: bool = True) -> dict[str, Any]:
    sensor = {"device": "nordpark-1", "component": f"platz-{number}"} if sensed else {}
    return {"name": f"P{number}", "kind": kind} | sensor


async def car_park(town: Town, *spaces: dict[str, Any], **wish: Any) -> dict[str, Any]:
    """Make a car park of four spaces, the last for people with a disability."""
    office = await town.signed_in(AMT)
    named = list(spaces) or [space(1), space(2), space(3), space(4, "disabled")]
    body = {"site": "nordpark", "name": "Parkplatz Nord", "limits": LIMITS, "spaces": named} | wish
    made = await office.post("/api/parking/car-parks", json=body)
    assert made.status_code == 201, made.text
    return dict(made.json())


async def say(town: Town, taken: dict[int, float | None], q: Quality = Quality.OK) -> None:
    """Let sensors say whether their spaces are taken."""
    told = [Reading(c=f"platz-{number}", k="parked", t_ms=town.clock.now_ms(), x=x, q=q) for number, x in taken.items()]
    await town.backend.parking.board.on_readings(town.arrival("nordpark-1"), told)


async def warden_path(town: Town, park: str | None = None, hours: int = 48) -> str:
    """Make a link for a warden and return its path."""
    body = {"label": "Spieltag", "car_park": park, "until_ms": town.clock.now_ms() + hours * 3_600_000}
    made = await (await town.signed_in(AMT)).post("/api/parking/wardens", json=body)
    assert made.status_code == 201, made.text
    return path_of(made.json()["url"])


def path_of(url: str) -> str:
    """Return a link's path."""
    return f"/parken{url.partition('/parken')[2]}"


async def car_parks(town: Town) -> list[dict[str, Any]]:
    told = (await (await town.signed_in(AMT)).get("/api/parking/car-parks")).json()
    return list(told["car_parks"])


async def permit(town: Town, person: str, booking: str, park: str, plate: str, label: str = "") -> Any:
    browser = await town.signed_in(person)
    return await browser.post(f"/api/bookings/{booking}/permits", json={"car_park": park, "plate": plate, "label": label})


__all__ = ["LIMITS", "car_park", "car_parks", "match", "path_of", "permit", "say", "space", "warden_path"]
