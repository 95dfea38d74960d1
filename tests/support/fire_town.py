"""What tests of the fire desk let devices say."""

from __future__ import annotations

from hallenwart_backend.ports import Arrival
from hallenwart_contract.messages import Event, Heartbeat, Reading, State
from hallenwart_contract.zones import Disablement, Zone
from support.backends import Town

DEVICE = "nordpark-1"
SMOKE, HEAT = "rauch-geraeteraum", "waerme-geraeteraum"
ROOM = Zone(id="geraeteraum", sensors=[SMOKE, HEAT])


async def show(town: Town, *, zones=(ROOM,), off=(), device: str = DEVICE, **more) -> None:
    """Let a device tell its whole snapshot."""
    town.shown += 1
    said = State(
        dev=device, boot="b", epoch="e", rev=town.shown, sent_ms=town.clock.now_ms(), zones=list(zones), off=list(off), **more
    )
    arrival = Arrival(device, town.clock.now_ms())
    for listener in (town.backend.fleet, *town.backend.fire_room.listeners):
        await listener.on_state(arrival, said)


async def happen(town: Town, kind: str, c: str = "", *, device: str = DEVICE, **a) -> None:
    """Tell an event twice, as after a crash."""
    event = Event(kind=kind, t_ms=town.clock.now_ms(), c=c, a=a)
    for _ in range(2):
        for listener in town.backend.fire_room.listeners:
            await listener.on_event(Arrival(device, town.clock.now_ms()), event)


async def measure(town: Town, c: str, k: str, x: float, *, device: str = DEVICE) -> None:
    reading = Reading(c=c, k=k, t_ms=town.clock.now_ms(), x=x)
    for listener in town.backend.fire_room.listeners:
        await listener.on_readings(Arrival(device, town.clock.now_ms()), [reading])


async def beat(town: Town, *, device: str = DEVICE, **sensors: str) -> None:
    """Let a device be heard; `sensors` are qualities by component, with _ for -."""
    said = Heartbeat(
        dev=device,
        online=True,
        boot="b",
        conn=1,
        mono_ms=town.clock.mono_ms() + 1_000,
        sensors={c.replace("_", "-"): word for c, word in sensors.items()},
    )
    await town.backend.fleet.on_heartbeat(Arrival(device, town.clock.now_ms()), said)


def off_of(command, *, since_ms: int) -> Disablement:
    """Return the disablement a device shows after this command."""
    arg = command.arg
    return Disablement(
        id=arg["off"],
        zone=arg["zone"],
        c=arg["c"],
        since_ms=since_ms,
        until_ms=arg["until_ms"],
        reason=arg["reason"],
        by=arg["by"],
    )


async def kept(town: Town, *kinds: str):
    """Return what the evidence log holds of these kinds, oldest first: (kind, who, said)."""
    links = await town.backend.evidence.links()
    return [(link.kind, link.who, said.said if said else None) for link, said in links if not kinds or link.kind in kinds]
