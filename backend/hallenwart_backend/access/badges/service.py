"""Badges: drawn, handed to a phone, put on paper, renewed, taken back; and what becomes of one that opened nothing."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from hallenwart_backend.access import audit
from hallenwart_backend.access.audit import Deed
from hallenwart_backend.access.badges import rules, store
from hallenwart_backend.access.badges.refusals import refused
from hallenwart_backend.access.badges.rules import Badge, Why
from hallenwart_backend.access.credentials.rules import may_manage
from hallenwart_backend.access.grants.vault import Vault
from hallenwart_backend.accounts import store as accounts
from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.ports import Arrival, ListenerBase
from hallenwart_contract import badges
from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event

_log: Final = logging.getLogger(__name__)
Shown = Callable[[str, str, int], Awaitable[None]]
"""Of a person, at a device, at a time."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What a phone computes the symbol with. `key` is told here and kept nowhere in clear."""

    badge: Badge
    key: bytes


class Badges(ListenerBase):
    """`changed` marks the lockers' lists as old. `shown` are told who was at a reader, whether it opened something or not."""

    def __init__(self, records: Records, clock: Clock, vault: Vault, changed: Callable[[], None]) -> None:
        self._records, self._clock, self._vault, self._changed = records, clock, vault, changed
        self.shown: list[Shown] = []

    async def of(self, person: str) -> Badge | None:
        return await self._records.read(lambda connection: store.of_person(connection, person))

    async def of_people(self, people: list[str]) -> list[Badge]:
        return await self._records.read(lambda connection: store.of_people(connection, people))

    # --- by whom it belongs to ---

    async def hand_out(self, person: Person) -> Handed:
        """Hand the key to the phone of whoever asks; draw a badge when there is none."""

        def look(connection: Connection) -> Badge:
            badge = store.of_person(connection, person.id) or self._draw(connection, person)
            self._note(connection, person, "badge.handed", badge.id)
            return badge

        try:
            badge = await self._records.write(look)
        except IntegrityError:  # two phones asked at once
            badge = await self._records.write(look)
        self._changed()
        return Handed(badge, self._key(badge))

    def _draw(self, connection: Connection, person: Person) -> Badge:
        now, handle = self._clock.now_ms(), badges.draw_handle()
        secret = self._vault.seal_bytes(badges.draw_key(), handle)
        badge = Badge(handle, person.id, secret, made_ms=now, key_ms=now, why=Why.MADE)
        store.add(connection, badge)
        self._note(connection, person, "badge.made", handle)
        return badge

    async def renew(self, person: Person) -> Handed:
        """Give it another key; every other phone shows a badge that is worth nothing. Raises RefusedError 409."""

        def renew(connection: Connection) -> None:
            badge = self._own(connection, person)
            self._renew(connection, badge, Why.RENEWED)
            self._note(connection, person, "badge.renewed", badge.id)

        await self._records.write(renew)
        return await self.hand_out(person)

    async def paper(self, person: Person) -> str:
        """Draw a sheet and return its text, this once; the one before ends. Raises RefusedError 409."""
        text, now = badges.draw_paper(), self._clock.now_ms()

        def draw(connection: Connection) -> None:
            badge = self._own(connection, person)
            store.change(connection, badge.id, paper_hash=badges.paper_hash(text), paper_ms=now)
            self._note(connection, person, "badge.paper", badge.id)

        await self._records.write(draw)
        self._changed()
        return text

    async def end_paper(self, person: Person) -> None:
        """Let the sheet count for nothing. Raises RefusedError 409."""

        def end(connection: Connection) -> None:
            badge = self._own(connection, person)
            store.change(connection, badge.id, paper_hash=None, paper_ms=None)
            self._note(connection, person, "badge.paper_ended", badge.id)

        await self._records.write(end)
        self._changed()

    @staticmethod
    def _own(connection: Connection, person: Person) -> Badge:
        badge = store.of_person(connection, person.id)
        if badge is None:
            raise refused("no_badge")
        return badge

    async def give_up(self, person: Person) -> None:
        """End one's own badge and its sheet. Raises RefusedError 409."""
        badge = await self._records.read(lambda connection: self._own(connection, person))
        await self._revoke(person, badge.id)

    # --- by others ---

    async def revoke(self, actor: Person, handle: str) -> None:
        """End somebody's badge, whose phone is lost: out of all lists at once. Raises RefusedError 403, 404."""

        def look(connection: Connection) -> Person | None:
            badge = store.one(connection, handle)
            return accounts.person_of(connection, badge.person) if badge else None

        holder = await self._records.read(look)
        if holder is None:
            raise refused("no_such_badge")
        if not may_manage(actor, holder):
            raise refused("forbidden")
        await self._revoke(actor, handle)

    async def _revoke(self, actor: Person, handle: str) -> None:
        def revoke(connection: Connection) -> None:
            if store.one(connection, handle) is not None:
                store.revoke(connection, handle, now_ms=self._clock.now_ms())
                self._note(connection, actor, "badge.revoked", handle)

        await self._records.write(revoke)
        self._changed()

    # --- keys that lay in a locker that is not trusted any more ---

    async def renew_leaked(self) -> None:
        """Give other keys to badges that were marked so; their people fetch them with the next look at their page."""
        marked = await self._records.read(store.leaked)
        if not marked:
            return

        def renew(connection: Connection) -> None:
            for badge in store.leaked(connection):
                self._renew(connection, badge, Why.DEVICE)
                audit.note(connection, Deed(self._clock.now_ms(), "", "badge.renewed", badge.id, "device revoked"))

        await self._records.write(renew)
        _log.warning("%d badges got other keys: a locker that had them was revoked", len(marked))

    def _renew(self, connection: Connection, badge: Badge, why: Why) -> None:
        secret = self._vault.seal_bytes(badges.draw_key(), badge.id)
        store.new_key(connection, badge.id, secret=secret, why=why, now_ms=self._clock.now_ms())

    def _key(self, badge: Badge) -> bytes:
        return self._vault.open_bytes(badge.secret, badge.id)

    # --- what lockers tell ---

    async def on_event(self, arrival: Arrival, event: Event) -> None:
        if event.kind == EventKind.BADGE_SHOWN:
            await self._seen(arrival.device, event)
        elif event.kind == EventKind.AUTH_OK and event.a.get("method") in ("badge", "paper"):
            handle = rules.badge_named(str(event.a.get("cred") or ""))
            await self._tell(await self._used(handle, event.t_ms), arrival.device, event.t_ms)

    async def _seen(self, device: str, event: Event) -> None:
        handle, code = str(event.a.get("badge") or ""), str(event.a.get("code") or "")
        await self._tell(await self.prove(handle, code, event.t_ms), device, event.t_ms)

    async def _used(self, handle: str, at_ms: int) -> str:
        """Note that a badge opened something, which its locker proved; return whose it is."""

        def note(connection: Connection) -> str:
            badge = store.one(connection, handle)
            if badge is None:
                return ""
            store.change(connection, handle, used_ms=max(at_ms, badge.used_ms or 0))
            return badge.person

        return await self._records.write(note)

    async def _tell(self, person: str, device: str, at_ms: int) -> None:
        for tell in self.shown if person else ():
            await tell(person, device, at_ms)

    async def prove(self, handle: str, code: str, at_ms: int) -> str:
        """Return whose badge this was at that time, empty when it proves nothing. Of a sheet, `code` is its digest in hex."""

        def prove(connection: Connection) -> str:
            badge = store.one(connection, handle) if handle else _of_sheet(connection, code)
            if badge is None:
                return ""
            step = badge.used_step
            if handle:
                found = rules.counted(code, self._key(badge), at_ms, last=badge.used_step)
                if found is None:
                    return ""
                step = max(step, found)
            store.change(connection, badge.id, used_ms=max(at_ms, badge.used_ms or 0), used_step=step)
            return badge.person

        return await self._records.write(prove)

    def _note(self, connection: Connection, actor: Person, act: str, subject: str) -> None:
        audit.note(connection, Deed(self._clock.now_ms(), self._vault.pseudonym(actor.id), act, subject))


def _of_sheet(connection: Connection, digest: str) -> Badge | None:
    try:
        return store.of_sheet(connection, bytes.fromhex(digest))
    except ValueError:
        return None
