"""Notices what happens to grants of other booking systems, and what the clock does to holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.access.partners import book, rules, store
from hallenwart_backend.access.partners.codes import all_at_lockers, all_key_uses
from hallenwart_backend.access.partners.once import KEPT_MS, PlanChanged
from hallenwart_backend.access.partners.rules import Happened, Told
from hallenwart_backend.access.partners.service import Partners
from hallenwart_backend.access.partners.store import CLAIM, Claim
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.ports import Arrival, ListenerBase
from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event

EVERY_S: Final = 1.0
_FOLLOWED_MS: Final = 30 * 86_400_000
_KEPT_MS: Final = 400 * 86_400_000
_TIDY_EVERY_MS: Final = 3_600_000


class PartnerWatch(ListenerBase):
    """`look` is called every second and tells each thing once; `on_event` hears that a code was used."""

    def __init__(
        self, records: Records, clock: Clock, partners: Partners, changed: PlanChanged, wake: Callable[[], None]
    ) -> None:
        self._records = records
        self._clock = clock
        self._partners = partners
        self._changed = changed
        self._wake = wake
        self._tidied_ms = 0
        self._told: set[str] = set()

    async def look(self) -> None:
        now = self._clock.now_ms()
        await self._free_lapsed(now)
        await self._take_back_cancelled(now)
        if news := await self._records.read(lambda connection: _news(connection, now, self._told)):
            await self._records.write(lambda connection: _tell_all(connection, news, now))
            self._wake()
        if now - self._tidied_ms >= _TIDY_EVERY_MS:
            self._tidied_ms = now
            self._told.clear()
            await self._records.write(lambda connection: _tidy(connection, now))

    async def on_event(self, arrival: Arrival, event: Event) -> None:
        claim = str(event.a.get("grant") or "").partition(".")[0]
        if event.kind != EventKind.AUTH_OK or not claim.startswith(CLAIM) or event.a.get("purpose") == "return":
            return
        what = Happened(Told.USED, event.t_ms, (arrival.device, event.t_ms))

        def note(connection: Connection) -> None:
            if (found := store.one(connection, claim)) is not None:
                book.tell(connection, found, what, now_ms=self._clock.now_ms())

        await self._records.write(note)
        self._wake()

    async def _free_lapsed(self, now_ms: int) -> None:
        def change(connection: Connection) -> list[Claim]:
            found = store.lapsed(connection, now_ms=now_ms)
            for claim in found:
                store.lapse(connection, claim, now_ms=now_ms)
            return found

        if await self._records.read(lambda connection: store.lapsed(connection, now_ms=now_ms)):
            self._tell_plan(await self._records.write(change))

    async def _take_back_cancelled(self, now_ms: int) -> None:
        """A booking that our own office cancelled takes the whole grant with it."""

        def change(connection: Connection) -> list[Claim]:
            found = store.cancelled_by_us(connection, now_ms=now_ms)
            for claim in found:
                self._partners.take_back(connection, claim)
                book.note(
                    connection, claim.partner, "revoke", now_ms=now_ms, claim=claim.id, reference=claim.reference, by="office"
                )
            return found

        if await self._records.read(lambda connection: store.cancelled_by_us(connection, now_ms=now_ms)):
            self._tell_plan(await self._records.write(change))
            self._wake()

    def _tell_plan(self, claims: list[Claim]) -> None:
        for hall in {hall for claim in claims for hall in claim.wish.halls} or {""}:
            self._changed(hall, None)


def _news(connection: Connection, now_ms: int, told: set[str]) -> list[tuple[str, Happened]]:
    """Return what happened and is not told yet, by claim. `told` remembers what the book is known to hold."""
    after = now_ms - _FOLLOWED_MS
    lockers = all_at_lockers(connection, after_ms=now_ms)
    uses = all_key_uses(connection, after_ms=after)
    claims = {claim.id: claim for claim in store.alive(connection, after_ms=after) if claim.id in lockers or claim.id in uses}
    found = [
        (claim.id, what)
        for claim in claims.values()
        for what in rules.happened(claim.version, lockers.get(claim.id, []), uses.get(claim.id, []), now_ms=now_ms)
    ]
    fresh = {mark: one for one in found if (mark := rules.event_id(one[0], one[1].kind, *one[1].mark)) not in told}
    told |= book.known(connection, fresh)
    return [one for mark, one in fresh.items() if mark not in told]


def _tell_all(connection: Connection, news: list[tuple[str, Happened]], now_ms: int) -> None:
    for claim, what in news:
        if (found := store.one(connection, claim)) is not None:
            book.tell(connection, found, what, now_ms=now_ms)


def _tidy(connection: Connection, now_ms: int) -> None:
    book.forget_repeats(connection, before_ms=now_ms - KEPT_MS)
    book.forget(connection, before_ms=now_ms - _KEPT_MS)
