"""The server of an evaluation: the real one on a database of its own, with one person on call behind a gateway on loopback."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Final

from evaluation.post import PostOffice
from evaluation.scene import zone_name
from hallenwart_backend.main import Backend
from hallenwart_backend.runtime import supervise
from hallenwart_backend.start import Options
from hallenwart_broker.provision import Member
from hallenwart_contract.clock import Clock
from support.brokers import LocalBroker
from support.databases import fresh

SITE: Final = "messhalle"
FLEET: Final = (Member("messhalle-1", SITE),)
ZONES: Final = (*"abcdefgh", "haus", "halle", "raum")
CONNECTS_WITHIN_S: Final = 20.0


def seed(address: str) -> str:
    """Return the seed file: a site, its zones and whom to wake."""
    zones = ",\n".join(f'  {{ site = "{SITE}", id = "{zone}", name = "{zone_name(zone)}", hall = "{SITE}" }}' for zone in ZONES)
    return f"""
site = [{{ id = "{SITE}", name = "Messhalle", address = "Prüfweg 1" }}]
hall = [{{ id = "{SITE}", site = "{SITE}", name = "Messhalle", capacity = 100 }}]
device = [{{ id = "{FLEET[0].id}", site = "{SITE}", halls = ["{SITE}"] }}]
zone = [
{zones},
]
[[person]]
email = "wart@messhalle.example"
name = "W. Wart"
roles = ["admin"]
on_call = 1
notify = ["{address}"]
"""


@contextlib.asynccontextmanager
async def running_server(broker: LocalBroker, office: PostOffice, clock: Clock) -> AsyncIterator[Backend]:
    """Run the server against `broker` until the block ends."""
    state = broker.state_dir / "backend"
    fresh(state, seed(office.address), clock.now_ms())
    backend = Backend(Options(state, clock))
    try:
        await backend.load()
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(supervise(name, run), name=name) for name, run in backend.tasks().items()]
            try:
                async with asyncio.timeout(CONNECTS_WITHIN_S):
                    while not backend.ingest.broker_ok:  # noqa: ASYNC110 - the broker's heartbeat has no event
                        await asyncio.sleep(0.02)
                yield backend
            finally:
                for task in tasks:
                    task.cancel()
    finally:
        backend.close()
