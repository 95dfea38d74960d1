"""The evidence log: what devices did in an emergency, and whether the chain holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.evidence import store
from hallenwart_backend.evidence.rules import GENESIS, Link, Said, fault_at
from hallenwart_backend.ports import Arrival, ListenerBase
from hallenwart_contract.messages import Event, EventKind

ERASED: Final = "said.erased"
_KEPT: Final = frozenset({EventKind.EMERGENCY_OPENED, EventKind.RESPONDER_OPENED, EventKind.RESPONDER_SHUT})


@dataclass(frozen=True, slots=True)
class Proof:
    """`head` is the newest hash: written down elsewhere, it also shows when links were cut off the end."""

    links: int
    fault_at: int | None
    head: bytes


class EvidenceLog(ListenerBase):
    """Keeps what lockers tell of emergency openings and of the responders' compartment."""

    def __init__(self, records: Records) -> None:
        self._records = records

    async def on_event(self, arrival: Arrival, event: Event) -> None:
        if event.kind not in _KEPT:
            return
        slot, who = event.a.get("slot"), str(event.a.get("who") or event.a.get("cred") or "")[:32]
        about = f"{arrival.device}:{slot}:{event.t_ms}"[:64]
        said = f"{arrival.device} {slot} {event.a.get('release') or event.a.get('grant') or ''}".strip()

        def keep(connection: Connection) -> None:
            store.append_once(connection, kind=event.kind, about=about, who=who, said=said, t_ms=event.t_ms)

        await self._records.write(keep)

    async def links(self) -> list[tuple[Link, Said | None]]:
        return await self._records.read(store.chain)

    async def erase(self, number: int, *, who: str, now_ms: int) -> None:
        """Forget what a link stands for, because a person asked; that it was forgotten is kept. Raises RefusedError 404."""

        def erase(connection: Connection) -> bool:
            erased = store.erase_said(connection, number)
            if erased:
                store.append(connection, kind=ERASED, about=str(number), who=who, said="", t_ms=now_ms)
            return erased

        if not await self._records.write(erase):
            raise RefusedError("no_such_link", "Das steht nicht im Protokoll.", "The log does not hold that.", status=404)

    async def verify(self) -> Proof:
        """Go through the whole chain."""
        links = await self.links()
        return Proof(len(links), fault_at(links), links[-1][0].hash if links else GENESIS)
