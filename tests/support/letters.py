"""An incident and letters about it, for tests of the ways to people."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, insert, select

from hallenwart_backend.accounts.store import login_of
from hallenwart_backend.alerts import letters, store
from hallenwart_backend.alerts.addresses import WEB_PUSH, way_of
from hallenwart_backend.alerts.model import Incident
from hallenwart_backend.alerts.tables import incident_steps, outgoing
from hallenwart_backend.alerts.ways.store import Hop
from hallenwart_backend.alerts.ways.tables import ways
from hallenwart_backend.ports import Cause, Notice
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity
from support.backends import MONDAY_NOON_MS, Town

FIRE_KEY = "smoke:nordpark:geraeteraum"


def fire(**more: Any) -> Cause:
    told: dict[str, Any] = {
        "key": FIRE_KEY,
        "id": "a1",
        "kind": IncidentKind.SMOKE,
        "sev": Severity.CRIT,
        "site": "nordpark",
        "device": "nordpark-1",
        "since_ms": MONDAY_NOON_MS - 700,
        "zone": "geraeteraum",
    }
    return Cause(**(told | more))


async def person_of(town: Town, email: str) -> str:
    return await town.backend.records.read(lambda connection: login_of(connection, email).person)


async def give_way(town: Town, email: str, address: str, kind: str = "other") -> None:
    """Give a person a proved way."""
    person = await person_of(town, email)
    row = {"person": person, "kind": kind, "address": address, "verified_ms": 1}
    await town.backend.records.write(lambda connection: connection.execute(insert(ways).values(**row)))


async def incident_of(town: Town, key: str = FIRE_KEY) -> Incident:
    found = await town.backend.records.read(lambda connection: store.unresolved(connection, key))
    assert found is not None
    return found


async def write_letter(
    town: Town, email: str, address: str, *, incident: str | None = None, urgent: bool = True, title: str = "Rauch / Smoke"
) -> int:
    """Put one letter by one way into the queue; return its number."""
    person, now = await person_of(town, email), town.clock.now_ms()
    notice = Notice(title=title, body="Geräteraum / Store room", tag=f"incident-{incident}", urgent=urgent, link="")
    hop = Hop("", WEB_PUSH if address.startswith("http") else way_of(address), address)
    values = {"incident": incident, "person": person, "step": 0, "notice": asdict(notice), "since_ms": 0, "once": None}
    urgency = letters.WAKE if urgent else letters.TELL
    await town.backend.records.write(
        lambda connection: letters.put(connection, hop, now_ms=now, **values, urgency=urgency, test=None)
    )
    return (await rows(town))[-1].id


async def until(holds: Callable[[], Awaitable[bool]], *, within_s: float = 180) -> None:
    """Look again and again until it holds: what is looked at is a database, which tells nobody."""
    async with asyncio.timeout(within_s):
        while not await holds():  # noqa: ASYNC110 - a database is polled
            await asyncio.sleep(0.01)


async def rows(town: Town) -> list[Row[Any]]:
    return list(
        await town.backend.records.read(lambda connection: connection.execute(select(outgoing).order_by(outgoing.c.id)).all())
    )


async def row(town: Town, letter: int) -> Row[Any]:
    return next(one for one in await rows(town) if one.id == letter)


async def steps_of(town: Town, incident: str) -> list[tuple[str, str, str]]:
    """Return (kind, who, way) of the timeline."""
    wanted = select(incident_steps).where(incident_steps.c.incident == incident).order_by(incident_steps.c.id)
    found = await town.backend.records.read(lambda connection: connection.execute(wanted).all())
    return [(one.kind, one.who, one.way) for one in found]
