"""The evidence log: what devices did in an emergency, and whether the chain holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.evidence import store
from hallenwart_backend.evidence.rules import GENESIS, Link, Said, fault_at
from hallenwart_backend.ports import NOWHERE, Arrival, ListenerBase, Where
from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event

ERASED: Final = "said.erased"
_LONGEST_ABOUT: Final = 64
_KEPT: Final = frozenset({EventKind.EMERGENCY_OPENED, EventKind.RESPONDER_OPENED, EventKind.RESPONDER_SHUT})


@dataclass(frozen=True, slots=True)
class Proof:
    """`head` is the newest hash: written down elsewhere, it also shows when links were cut off the end."""

    links: int
    fault_at: int | None
    head: bytes


class EvidenceLog(ListenerBase):
    """Implements ports.Evidence; as a listener it keeps what devices tell. `pseudonym` names a person as devices do."""

    def __init__(self, records: Records, clock: Clock, pseudonym: Callable[[str], str]) -> None:
        self._records = records
        self._clock = clock
        self._pseudonym = pseudonym

    async def note(
        self,
        kind: str,
        about: str,
        who: str,
        said: str,
        *,
        at: Where = NOWHERE,
        t_ms: int | None = None,
        once: bool = False,
        pseudonym: str = "",
    ) -> None:
        await self._records.write(
            lambda connection: self.keep(connection, kind, about, who, said, at=at, t_ms=t_ms, once=once, pseudonym=pseudonym)
        )

    def keep(
        self,
        connection: Connection,
        kind: str,
        about: str,
        who: str,
        said: str,
        *,
        at: Where = NOWHERE,
        t_ms: int | None = None,
        once: bool = False,
        pseudonym: str = "",
    ) -> None:
        add = store.append_once if once else store.append
        add(
            connection,
            kind=kind,
            about=about[:_LONGEST_ABOUT],
            who=pseudonym or (self._pseudonym(who) if who else ""),
            said=said,
            t_ms=self._clock.now_ms() if t_ms is None else t_ms,
            at=at,
        )

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
