"""Somebody who is seen asks for deletion: the office is told at once. What they wrote is kept in that message alone."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Role
from hallenwart_backend.accounts.store import everybody
from hallenwart_backend.accounts.words import Mail
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.bucket import Buckets
from hallenwart_backend.events.ports import Post, Streams
from hallenwart_backend.events.store import Dated
from hallenwart_backend.ports import Evidence, EvidenceKind
from hallenwart_contract.clock import Clock

_AT_ONCE: Final = 5
_PER_S: Final = 1 / 60
_MOST_TOLD: Final = 20


class Objections:
    def __init__(self, records: Records, clock: Clock, evidence: Evidence, streams: Streams, post: Post) -> None:
        self._records = records
        self._clock = clock
        self._evidence = evidence
        self._streams = streams
        self._post = post
        self._rate = Buckets(_AT_ONCE, _PER_S)

    def slow(self, sender: str) -> bool:
        """Say whether this address wrote too often."""
        return self._rate.take(sender, self._clock.mono_ms()) > 0

    async def take(self, found: Dated, text: str, contact: str) -> bool:
        """Tell the office; return False where this server cannot send e-mails."""
        event, now = found.event, self._clock.now_ms()
        mail = _mail(event.id, event.title, text, contact)

        def tell(connection: Connection) -> bool:
            if not self._post.ready(connection):
                return False
            for person in [one for one in everybody(connection) if Role.OFFICE in one.roles][:_MOST_TOLD]:
                self._post.put(connection, person.id, person.email, mail, now_ms=now)
            self._evidence.keep(connection, EvidenceKind.STREAM_OBJECTED, event.id, "", "", t_ms=now)
            return True

        told = await self._records.write(tell)
        if told:
            await self._streams.keep(event.id, "objection", "visitor")
            self._post.wake()
        return told


def _mail(event: str, title: str, text: str, contact: str) -> Mail:
    reached = contact or "nicht angegeben / not given"
    return Mail(
        f"Widerspruch gegen die Übertragung: {title}",
        f"Jemand ist zu sehen und will das nicht:\n\n{text}\n\nErreichbar: {reached}\n\nNehmen Sie die Zustimmung des"
        " Sportamts zurück, dann endet die Übertragung sofort und die Aufzeichnung wird gelöscht.",
        f"Somebody can be seen and does not want that. Reachable: {reached}. Withdraw the consent of the office: the stream"
        " ends at once and the recording is deleted.",
        f"/manager/#/veranstaltungen/{event}",
        signed=False,
    )
