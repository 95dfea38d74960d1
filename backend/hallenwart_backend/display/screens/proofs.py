"""What displays drew and showed: taken in once, hung on the alarm it belongs to, kept in the evidence log."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final, Protocol

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.model import Incident
from hallenwart_backend.display.screens import store
from hallenwart_backend.display.screens.jpeg import size_of
from hallenwart_backend.display.screens.refusals import odd_proof
from hallenwart_backend.display.screens.store import Proof, Shown
from hallenwart_backend.fleet.enrolment.signing import Sent
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Arrival, Evidence, EvidenceKind, ListenerBase, Where
from hallenwart_contract.clock import Clock
from hallenwart_contract.device_http import ProofWhy, ScreenProof
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event

MOST_PICTURE_BYTES: Final = 400_000
MOST_PX: Final = 16_000
MOST_SMALL_PX: Final = 2_000
AHEAD_MS: Final = 10 * 60_000
OLDEST_MS: Final = 400 * 86_400_000
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_ALARM: Final = frozenset({ProofWhy.ALARM.value, ProofWhy.CLEAR.value})


class Attach(Protocol):
    """The timelines of incidents."""

    def add(self, connection: Connection, site: str, cause: str, t_ms: int, text: str) -> Incident | None: ...

    def told(self, incident: Incident) -> None: ...


class Proofs(ListenerBase):
    """A listener of what displays changed to. `told`: pages are old."""

    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        evidence: Evidence,
        attach: Attach,
        *,
        told: Callable[[], Awaitable[None]],
    ) -> None:
        self._records, self._places, self._clock = records, places, clock
        self._evidence, self._attach = evidence, attach
        self._told = told

    # --- what devices tell ---

    async def screen(self, sent: Sent, told: ScreenProof) -> None:
        """Take a picture in. Told twice it changes nothing. Raises RefusedError 422."""
        self._check(told)
        proof = _proof(sent, told)

        def take(connection: Connection) -> Incident | None:
            if store.knows(connection, proof.id):
                return None
            found = self._hang(connection, proof) if proof.alarm else None
            store.add(connection, replace(proof, incident=found.id if found else ""), told.picture)
            return found

        incident = await self._records.write(take)
        if incident is not None:
            self._attach.told(incident)
        await self._told()

    def _check(self, told: ScreenProof) -> None:
        size = size_of(told.picture)
        fits = {
            "ref": len(told.ref) <= 64 and told.ref.isprintable(),
            "why": told.why in set(ProofWhy),
            "words": max(len(told.mode), len(told.rung)) <= 16,
            "sha256": _HASH.fullmatch(told.sha256) is not None,
            "width, height": 0 < told.width <= MOST_PX and 0 < told.height <= MOST_PX,
            "picture": size is not None and max(size) <= MOST_SMALL_PX and len(told.picture) <= MOST_PICTURE_BYTES,
        }
        if wrong := [name for name, fit in fits.items() if not fit]:
            raise odd_proof(", ".join(wrong))

    def _hang(self, connection: Connection, proof: Proof) -> Incident | None:
        """Write into timeline and evidence what a display drew in an alarm."""
        text = f"{self._title(proof.device)} · {proof.mode} · sha256 {proof.sha256}"
        self._keep(connection, proof.device, proof.ref, proof.why, text, proof.t_ms)
        return self._attach.add(connection, self._site(proof.device), proof.ref, proof.t_ms, text)

    def _keep(self, connection: Connection, device: str, ref: str, why: str, said: str, t_ms: int) -> None:
        at = Where(site=self._site(device), device=device)
        about = f"{ref[:40]}:{why}:{device}"  # the event and the picture tell of the same
        self._evidence.keep(connection, EvidenceKind.SCREEN_PROOF, about, "", said, at=at, t_ms=t_ms, once=True)

    async def on_event(self, arrival: Arrival, event: Event) -> None:
        if event.kind == EventKind.SCREEN_SHOWN:
            await self._on_shown(arrival.device, event)
        elif event.kind == EventKind.SCREEN_PROOF and event.a.get("why") in _ALARM:
            await self._on_proof(arrival.device, event)

    async def _on_shown(self, device: str, event: Event) -> None:
        mode, rung, card = (str(event.a.get(name) or "") for name in ("mode", "rung", "card"))
        shown = Shown(event.t_ms, mode[:16], rung[:16], card[:64])
        if await self._records.write(lambda connection: store.note_shown(connection, device, shown)):
            await self._told()

    async def _on_proof(self, device: str, event: Event) -> None:
        ref, why, mode, sha256 = (str(event.a.get(name) or "") for name in ("ref", "why", "mode", "sha256"))
        if _HASH.fullmatch(sha256) is None:
            return
        said = f"{self._title(device)} · {mode[:16]} · sha256 {sha256}"
        await self._records.write(lambda connection: self._keep(connection, device, ref, why, said, event.t_ms))

    # --- what people see ---

    async def newest(self) -> dict[str, Proof]:
        return await self._records.read(store.newest)

    async def picture(self, device: str, proof: str) -> tuple[bytes, str] | None:
        """Return a small picture and the id of its proof; the newest for an empty id."""
        return await self._records.read(lambda connection: store.picture(connection, device, proof))

    async def of(self, device: str, *, from_ms: int, to_ms: int, limit: int) -> list[Proof]:
        return await self._records.read(
            lambda connection: store.proofs_of(connection, device, from_ms=from_ms, to_ms=to_ms, limit=limit)
        )

    async def shown(self, device: str, *, from_ms: int, to_ms: int, limit: int) -> list[Shown]:
        return await self._records.read(
            lambda connection: store.shown_of(connection, device, from_ms=from_ms, to_ms=to_ms, limit=limit)
        )

    def _site(self, device: str) -> str:
        site = self._places.current.site_of_device(device)
        return site.id if site else ""

    def _title(self, device: str) -> str:
        display = self._places.current.displays.get(device)
        return display.title if display else device


def _proof(sent: Sent, told: ScreenProof) -> Proof:
    identity = hashlib.sha256(f"{sent.device}\n{told.t_ms}\n{told.sha256}\n{told.ref}".encode()).hexdigest()[:32]
    return Proof(
        id=identity,
        device=sent.device,
        t_ms=told.t_ms if -OLDEST_MS <= told.t_ms - sent.t_ms <= AHEAD_MS else sent.t_ms,  # its clock was wrong
        received_ms=sent.t_ms,
        ref=told.ref,
        why=told.why,
        mode=told.mode,
        rung=told.rung,
        card=told.card[:64],
        sha256=told.sha256,
        width=told.width,
        height=told.height,
        alarm=told.why in _ALARM,
    )
