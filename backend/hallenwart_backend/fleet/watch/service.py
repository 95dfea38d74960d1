"""Tells of devices that want looking after: one quiet hint per device as a machine, one incident for its parts in fault."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Final, Protocol

from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.fleet.enrolment.model import DeviceState, Membership
from hallenwart_backend.fleet.enrolment.papers import Papers
from hallenwart_backend.fleet.ports import LastHeard
from hallenwart_backend.fleet.watch.book import Component, WatchBook
from hallenwart_backend.fleet.watch.reasons import reason_words
from hallenwart_backend.fleet.watch.rules import Trouble, faulty_parts, troubles, weight_of
from hallenwart_backend.ports import Cause, Incidents
from hallenwart_contract.clock import Clock
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Conn, Severity

LOOK_EVERY_S: Final = 5.0
_PARTS_NAMED: Final = 4
_WORDS: Final = {
    Trouble.DISK: "Speicher fast voll",
    Trouble.WEAR: "Speicherkarte abgenutzt",
    Trouble.HOT: "zu warm",
    Trouble.VOLTAGE: "Netzteil zu schwach",
    Trouble.CLOCK: "Uhr geht falsch",
    Trouble.CERTIFICATE: "Zertifikat endet bald",
    Trouble.DOCUMENTS: "hat nicht den neuesten Stand",
    Trouble.OUTBOX: "Meldungen stauen sich",
}
_log: Final = logging.getLogger(__name__)


class Heard(Protocol):
    """What supervision knows."""

    def last(self, device: str) -> LastHeard | None: ...

    def connection(self, device: str) -> object | None: ...


class Watch:
    """`broker_ok`: while the broker is down nothing is judged. A silent device keeps what was last known of it."""

    def __init__(
        self, papers: Papers, heard: Heard, book: WatchBook, incidents: Incidents, clock: Clock, broker_ok: Callable[[], bool]
    ) -> None:
        self._papers, self._heard, self._book = papers, heard, book
        self._incidents, self._clock, self._broker_ok = incidents, clock, broker_ok
        self._known: dict[str, frozenset[Trouble]] = {}
        self._told: dict[str, str] = {}

    def wrong(self, entry: Membership, conn: Conn | None) -> frozenset[Trouble]:
        """Return what is wrong with a device as a machine; a figure near its bound stays what it was."""
        if conn is None:
            return frozenset()
        waits, known = self._book.of(entry.id).waits, self._known.get(entry.id, frozenset())
        now = troubles(conn, waits, self._clock.now_ms(), known=known, until_ms=entry.until_ms)
        self._known[entry.id] = now
        return now

    async def look(self) -> None:
        """Judge every device that is connected; called every few seconds."""
        if not self._broker_ok():
            return
        try:
            for entry in list(self._papers.current.values()):
                if entry.state is DeviceState.ENROLLED and self._heard.connection(entry.id) is not None:
                    await self._judge(entry)
            await self._book.keep()
        except StoreUnavailableError as error:
            _log.warning("what was noticed of devices waits: %s", error)

    async def _judge(self, entry: Membership) -> None:
        last = self._heard.last(entry.id)
        wrong = self.wrong(entry, last.conn if last else None)
        words = ", ".join(_WORDS[trouble] for trouble in sorted(wrong))
        await self._tell(entry, IncidentKind.DEVICE_CARE, ",".join(sorted(wrong)), words, Severity.INFO)
        state = last.state if last else None
        parts = faulty_parts(self._book.of(entry.id).components, state, self._clock.now_ms())
        await self._tell(entry, IncidentKind.COMPONENT, ",".join(parts), _named(parts.items()), weight_of(parts, state))

    async def _tell(self, entry: Membership, kind: IncidentKind, detail: str, words: str, sev: Severity) -> None:
        """Report what changed since the last look, or clear it. After a start everything is told once."""
        key = f"{kind}:{entry.id}"
        if self._told.get(key) == f"{detail} {sev}":
            return
        now_ms = self._clock.now_ms()
        if detail:
            measured = f"{entry.name or entry.id}: {words}"
            await self._incidents.report(
                Cause(
                    key=key,
                    id=entry.id,
                    kind=kind,
                    sev=sev,
                    site=entry.site,
                    since_ms=now_ms,
                    device=entry.id,
                    detail=detail[:200],
                    measured=measured[:200],
                )
            )
        else:
            await self._incidents.clear(key, entry.id, now_ms)
        self._told[key] = f"{detail} {sev}"


def _named(parts: Iterable[tuple[str, Component]]) -> str:
    named = [f"{c} {reason_words(one.reason)[0]}".rstrip() for c, one in parts]
    more = len(named) - _PARTS_NAMED
    return ", ".join(named[:_PARTS_NAMED]) + (f" und {more} weitere" if more > 0 else "")
